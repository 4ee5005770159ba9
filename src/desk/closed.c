/* closed.c - see closed.h */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/mail/courtesy.h>

#include "closed.h"
#include "content.h"
#include "feedback.h"

static bool
is_courtesy(const struct mail *mail)
{
	SCRATCH(tmp);

	return !content_has_files(mail) && courtesy_is(content_words(tmp, mail));
}

enum closed_way
closed_way(const struct facts *f, const struct ticket *ticket)
{
	const struct conf_queue *queue = conf_queue(f->conf, ticket->queue);
	duration age = f->arrived > ticket->closed ? f->arrived - ticket->closed : 0;

	if (is_courtesy(f->mail) && !feedback_is_no(f))
		return CLOSED_FILES;
	/* A queue that has left the config: its tickets are opened again, for somebody to look at. */
	if (queue == NULL || age < queue->reopen_for)
		return CLOSED_REOPENS;
	return age < queue->link_for ? CLOSED_FOLLOWS : CLOSED_REFUSES;
}
