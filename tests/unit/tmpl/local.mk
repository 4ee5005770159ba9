# Unit tests of the tmpl room.
check_PROGRAMS += %D%/mustache %D%/specification %D%/markdown %D%/catalog
%C%_mustache_SOURCES = %D%/mustache.c
%C%_mustache_LDADD = $(unit_tmpl)
%C%_specification_SOURCES = %D%/specification.c
%C%_specification_LDADD = $(unit_tmpl)
%C%_markdown_SOURCES = %D%/markdown.c
%C%_markdown_LDADD = $(unit_tmpl)
%C%_catalog_SOURCES = %D%/catalog.c
%C%_catalog_LDADD = $(unit_tmpl)
