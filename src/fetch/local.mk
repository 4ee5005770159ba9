noinst_LIBRARIES += %D%/libfetch.a
%C%_libfetch_a_SOURCES = %D%/room.c
