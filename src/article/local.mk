noinst_LIBRARIES += %D%/libarticle.a
%C%_libarticle_a_SOURCES = \
	include/postigo/article/article.h %D%/article.c %D%/article_folder.c \
	include/postigo/article/rank.h %D%/rank.c \
	include/postigo/article/stem.h %D%/stem.c \
	%D%/stopwords.h %D%/stopwords.c
