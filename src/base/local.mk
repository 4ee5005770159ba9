noinst_LIBRARIES += %D%/libbase.a
%C%_libbase_a_SOURCES = \
	include/postigo/base/error.h %D%/error.c \
	include/postigo/base/memory.h %D%/memory.c
