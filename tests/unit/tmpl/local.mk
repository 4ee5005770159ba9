# Unit tests of the tmpl room.
check_PROGRAMS += %D%/mustache %D%/specification %D%/markdown %D%/offer %D%/catalog %D%/check %D%/greeting %D%/brief
%C%_mustache_SOURCES = %D%/mustache.c
%C%_mustache_LDADD = $(unit_tmpl)
%C%_specification_SOURCES = %D%/specification.c
%C%_specification_LDADD = $(unit_tmpl)
%C%_markdown_SOURCES = %D%/markdown.c
%C%_markdown_LDADD = $(unit_tmpl)
%C%_offer_SOURCES = %D%/offer.c
%C%_offer_LDADD = $(unit_tmpl)
%C%_catalog_SOURCES = %D%/catalog.c %D%/catalogs.h
%C%_catalog_LDADD = $(unit_tmpl)
%C%_check_SOURCES = %D%/check.c %D%/catalogs.h
%C%_check_LDADD = $(unit_tmpl)
%C%_greeting_SOURCES = %D%/greeting.c %D%/catalogs.h
%C%_greeting_LDADD = $(unit_tmpl)
%C%_brief_SOURCES = %D%/brief.c %D%/catalogs.h
%C%_brief_LDADD = $(unit_tmpl)
