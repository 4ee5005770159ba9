noinst_LIBRARIES += %D%/libmail.a
%C%_libmail_a_SOURCES = %D%/room.c
