noinst_LIBRARIES += %D%/libtmpl.a
%C%_libtmpl_a_SOURCES = %D%/room.c
