/* brief.h - the values of a message with less in them, for an HTML part that has to stay small */
#ifndef TMPL_BRIEF_H
#define TMPL_BRIEF_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

/* How much is left of them. */
struct brief {
	size_t words;		/* bytes of each text; addresses of links stay whole */
	size_t lines;		/* of each list */
	bool talk_only;		/* ... but only of those that hold what was said before */
};

/* How long the longest list is that such a brief would shorten. */
size_t brief_longest(const json_t *values, bool talk_only);

/* A copy with as much, to be released by json_decref. Of a list the oldest go, or the least urgent, which stand last but where a
 * list begins with the oldest; its first message is what it is all about, and stays. What went is added to the value that
 * counts what a list leaves out ("mine_more"; "<list>_left" where there is none of its own), and "shortened" is true. */
json_t *brief_values(const json_t *values, const struct brief *brief);

#endif
