/* tier0.c - see tier0.h: what is decided; what follows is in tier0_apply.c */
#include <config.h>

#include <string.h>

#include "assent.h"
#include "tier0.h"
#include "trust.h"

static bool
is_for(const char *only, const char *what)
{
	return only == NULL || (what != NULL && strcmp(only, what) == 0);
}

static const struct answer *
acknowledgement(const struct decision *d)
{
	for (size_t i = 0; i < d->answer_count; i++)
		if (strcmp(d->answers[i].template, "acknowledgement") == 0)
			return &d->answers[i];
	return NULL;
}

static void
choose(struct decision *d, const struct facts *f)
{
	unsigned most = f->conf->articles.most;

	d->articles = talloc_array(d, const struct offered *, (unsigned)f->article_count + 1);
	for (size_t i = 0; i < f->article_count && d->article_count < most; i++) {
		const struct offered *o = &f->articles[i];

		if (is_for(o->row.queue, d->queue) && is_for(o->row.organisation, d->organisation)) {
			d->articles[d->article_count++] = o;
			decision_event(d, "offered the article %s (%s), which scores %u", o->row.slug, o->row.language, o->score);
		}
	}
}

void
tier0_offer(struct decision *d, const struct facts *f)
{
	/* A technician who writes in somebody's name has their reasons not to send them away with an article. */
	if (acknowledgement(d) == NULL || (d->on_behalf && f->agent != NULL))
		return;
	choose(d, f);
	/* What presses does not wait for somebody to read. */
	if (f->conf->articles.wait == 0 || d->article_count == 0 || d->priority >= PRIORITY_HIGH)
		return;
	d->hold = f->conf->articles.wait;
	for (size_t i = 0; i < d->answer_count; i++)
		d->answers[i].held = strcmp(d->answers[i].template, "notice_new") == 0;
	decision_event(d, "technicians are told in %s, if that was no help", duration_text(d, d->hold));
}

void
tier0_settle(struct decision *d)
{
	if (d->article_count == 0 || acknowledgement(d) != NULL)
		return;
	d->article_count = 0;
	d->hold = 0;
	for (size_t i = 0; i < d->answer_count; i++)
		d->answers[i].held = false;
	decision_event(d, "no article is offered: no acknowledgement goes out");
}

bool
tier0_says_solved(const struct facts *f)
{
	const struct tie *tie = &f->tie[TIE_REPLY_TOKEN];

	/* Only on the ticket itself: what it was merged into is about more than what this article solved. */
	return f->has_token && f->token.purpose == TOKEN_ARTICLE && f->offer.id != 0 && f->mail->class == MAIL_HUMAN && tie->found &&
	    tie->ticket.id == f->offer.ticket && tie->ticket.requester == (int64_t)f->token.person && trust_token_is_senders(f);
}

/* Where the signature of a text begins, or it ends. */
static size_t
without_signature(const struct mail *mail, const char *text)
{
	const char *signature = mail->signature != NULL && mail->signature[0] != '\0' ? strstr(text, mail->signature) : NULL;

	return signature != NULL ? (size_t)(signature - text) : strlen(text);
}

bool
tier0_asks_more(const struct mail *mail)
{
	const char *text = mail->reply != NULL && mail->reply[0] != '\0' ? mail->reply : mail->text;
	size_t end = text != NULL ? without_signature(mail, text) : 0;

	/* The words are filled in when somebody clicks: that they came to this address says it all, unless they say otherwise. How
	 * long it is tells nothing, for not every signature is known as one. In a link a question mark asks nothing. */
	for (size_t i = 0; i < end; i++)
		if (text[i] == '?' && (i + 1 == end || strchr(" \n\t?!)\"", text[i + 1]) != NULL))
			return true;
	return text != NULL && assent_of(text) == ASSENT_NO;
}
