/* answers.c - what requesters see of the technician who answers them: answers = { ... } */
#include <config.h>

#include "sections.h"

static const char *const address_words[] = { "hide", "show", NULL };
static const char *const signature_words[] = { "hide", "keep", NULL };

void
answers_section(struct group *g)
{
	struct conf_answers *answers = &g->reading->conf->answers;

	answers->show_address = read_choice(g, "address", address_words, 0) == 1;
	answers->keep_signature = read_choice(g, "signature", signature_words, 0) == 1;
}
