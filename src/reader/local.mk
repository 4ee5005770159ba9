noinst_LIBRARIES += %D%/libreader.a
%C%_libreader_a_SOURCES = \
	include/postigo/reader/reader.h %D%/reader.c
