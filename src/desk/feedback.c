/* feedback.c - see feedback.h */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/mail/courtesy.h>

#include "content.h"
#include "feedback.h"
#include "trust.h"

static bool
came_by_link(const struct facts *f)
{
	enum token_purpose purpose = f->token.purpose;

	return f->has_token && f->tie[TIE_REPLY_TOKEN].found && f->mail->class == MAIL_HUMAN &&
	    (purpose == TOKEN_SOLVED || purpose == TOKEN_UNSOLVED || (purpose >= TOKEN_RATING_1 && purpose <= TOKEN_RATING_5));
}

/* By whoever asked, and on the ticket itself: what it was merged into is about more, and others asked for it. */
static bool
is_requesters(const struct facts *f)
{
	const struct tie *tie = &f->tie[TIE_REPLY_TOKEN];

	return trust_token_is_senders(f) && tie->named == tie->ticket.id && tie->ticket.requester == (int64_t)f->token.person;
}

bool
feedback_read(const struct facts *f, struct opinion *out)
{
	enum token_purpose purpose = f->token.purpose;

	if (!came_by_link(f) || !is_requesters(f))
		return false;
	*out = (struct opinion){
		.solved = purpose == TOKEN_SOLVED ? OPINION_SOLVED : purpose == TOKEN_UNSOLVED ? OPINION_NOT_SOLVED : OPINION_UNTOLD,
		.rating = purpose >= TOKEN_RATING_1 && purpose <= TOKEN_RATING_5 ? (unsigned)(purpose - TOKEN_RATING_1) + 1 : 0,
	};
	return true;
}

bool
feedback_is_no(const struct facts *f)
{
	return f->token.purpose == TOKEN_UNSOLVED && came_by_link(f) && is_requesters(f);
}

/* What was written into the mail beforehand stands under a line of ours, so that it is no new word. */
static bool
has_any(const struct mail *mail)
{
	SCRATCH(tmp);
	const char *words = mail->reply != NULL ? content_words(tmp, mail) : "";

	return content_has_files(mail) || words[strspn(words, " \t\r\n")] != '\0';
}

bool
feedback_has_words(const struct facts *f)
{
	SCRATCH(tmp);

	return has_any(f->mail) && (content_has_files(f->mail) || !courtesy_is(content_words(tmp, f->mail)));
}

bool
feedback_is_void(const struct facts *f)
{
	return came_by_link(f) && !is_requesters(f) && f->token.purpose != TOKEN_UNSOLVED && !has_any(f->mail);
}
