/* assent.h - what somebody answers to "Was it you?" */
#ifndef DESK_ASSENT_H
#define DESK_ASSENT_H

enum assent {
	ASSENT_YES,		/* and nothing more */
	ASSENT_NO,
	ASSENT_MORE		/* something else: who answers at all has read the question */
};

/* By the first word of the text, in the languages that we write; text may be NULL. Pure. */
enum assent assent_of(const char *text);

#endif
