# Unit tests of the article room.
check_PROGRAMS += %D%/article %D%/rank %D%/stem
%C%_article_SOURCES = %D%/article.c
%C%_article_LDADD = $(unit_article)
%C%_rank_SOURCES = %D%/rank.c
%C%_rank_LDADD = $(unit_article)
%C%_stem_SOURCES = %D%/stem.c
%C%_stem_LDADD = $(unit_article)
EXTRA_DIST += tests/data/article
