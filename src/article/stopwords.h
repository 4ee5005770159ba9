/* stopwords.h - words that tell nothing of what a mail is about */
#ifndef POSTIGO_SRC_ARTICLE_STOPWORDS_H
#define POSTIGO_SRC_ARTICLE_STOPWORDS_H

#include <stdbool.h>

/* word: in lower case and without accents. */
bool stopword_is(const char *language, const char *word);

#endif
