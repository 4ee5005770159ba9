/* articles.h - tier 0: where the articles are, and when they are offered */
#ifndef POSTIGO_CONF_ARTICLES_H
#define POSTIGO_CONF_ARTICLES_H

#include <postigo/base/instant.h>

struct conf_articles {
	char *dir;		/* NULL: there are none */
	unsigned min_score;	/* 0 to 100: what is worse is not offered */
	unsigned most;		/* offered with one acknowledgement; 0: none */
	duration wait;		/* so long the technicians are not told of a ticket with an offer */
	char *url;		/* of the page with them, without a slash at its end; NULL: there is none */
};

#endif
