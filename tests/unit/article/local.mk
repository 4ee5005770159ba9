# Unit tests of the article room.
check_PROGRAMS += %D%/article %D%/fts5 %D%/rank %D%/stem
%C%_fts5_SOURCES = %D%/fts5.c %D%/library.h
%C%_fts5_CFLAGS = $(AM_CFLAGS) $(SQLITE_CFLAGS)
%C%_fts5_LDADD = $(unit_article) $(SQLITE_LIBS) -lm
%C%_article_SOURCES = %D%/article.c
%C%_article_LDADD = $(unit_article)
%C%_rank_SOURCES = %D%/rank.c %D%/library.h
%C%_rank_LDADD = $(unit_article)
%C%_stem_SOURCES = %D%/stem.c
%C%_stem_LDADD = $(unit_article)
EXTRA_DIST += tests/data/article
