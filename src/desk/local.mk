noinst_LIBRARIES += %D%/libdesk.a
%C%_libdesk_a_SOURCES = %D%/room.c
