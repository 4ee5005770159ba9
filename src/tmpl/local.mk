noinst_LIBRARIES += %D%/libtmpl.a
%C%_libtmpl_a_SOURCES = \
	%D%/program.h \
	include/postigo/tmpl/mustache.h %D%/mustache.c %D%/render.c \
	%D%/document.h %D%/link.c %D%/table.h %D%/table.c \
	include/postigo/tmpl/markdown.h %D%/markdown.c %D%/markdown_text.c %D%/markdown_html.c \
	include/postigo/tmpl/offer.h %D%/offer.c \
	%D%/entries.h %D%/folder.c %D%/check.c \
	%D%/brief.h %D%/brief.c include/postigo/tmpl/greeting.h %D%/greeting.c \
	include/postigo/tmpl/catalog.h %D%/catalog.c
