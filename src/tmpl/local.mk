noinst_LIBRARIES += %D%/libtmpl.a
%C%_libtmpl_a_SOURCES = \
	%D%/program.h \
	include/postigo/tmpl/mustache.h %D%/mustache.c %D%/render.c \
	include/postigo/tmpl/catalog.h %D%/catalog.c
