/* questionnaire_top.h - answers that were written above the questions, or instead of them; see questionnaire_read.h */
#ifndef DESK_QUESTIONNAIRE_TOP_H
#define DESK_QUESTIONNAIRE_TOP_H

#include "questionnaire_read.h"

/* Fills in the answers that are still NULL. inside: others stood between the questions, so that lines without a name or a number
 * belong to those. */
void questionnaire_top(char **answers, const struct answered *mail, const struct asked *questions, size_t count, bool inside);

#endif
