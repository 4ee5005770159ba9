noinst_LIBRARIES += %D%/libsend.a
%C%_libsend_a_SOURCES = %D%/room.c
