noinst_LIBRARIES += %D%/libreader.a
%C%_libreader_a_SOURCES = %D%/room.c
