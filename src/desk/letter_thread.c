/* letter_thread.c - where a letter stands: its subject, and the thread in which every client shows it; see letter.h */
#include <config.h>

#include <string.h>

#include <postigo/base/digest.h>
#include <postigo/base/utf8.h>
#include <postigo/desk/subject.h>
#include <postigo/mail/threadindex.h>
#include <postigo/store/identifier.h>
#include <postigo/store/message_row.h>

#include "letter.h"

/* References of an outgoing mail: the first and the newest of a thread. */
#define THREAD_MOST 24

/* A thread of its own for each vendor, with a root that was never sent, and their newest mail. */
static void
vendor_thread(TALLOC_CTX *ctx, const struct letter *letter, struct compose *mail)
{
	const struct occasion *o = letter->occasion;
	const char *theirs = letter->answer->answers;

	mail->references.list = talloc_array(ctx, char *, 2);
	mail->references.list[mail->references.count++] = answer_identifier(ctx, o->tools, 'v', o->ticket->id, letter->to.id,
	    o->ticket->created);
	if (theirs != NULL)
		mail->references.list[mail->references.count++] = talloc_strdup(ctx, theirs);
	mail->in_reply_to = mail->references.list[mail->references.count - 1];
}

enum result
letter_thread(TALLOC_CTX *ctx, const struct letter *letter, struct compose *mail, struct error *err)
{
	const struct occasion *o = letter->occasion;
	enum result result;

	if (letter_is_to_vendor(letter)) {
		vendor_thread(ctx, letter, mail);
		return DONE;
	}
	if (o->ticket->id == 0) {
		mail->in_reply_to = o->facts->mail->message_id;
		mail->references.list = talloc_array(ctx, char *, 1);
		mail->references.list[0] = o->facts->mail->message_id;
		mail->references.count = mail->in_reply_to != NULL;
		return DONE;
	}
	if (letter_is_inside(letter)) {
		mail->references.list = talloc_array(ctx, char *, 1);
		mail->references.list[0] = answer_identifier(ctx, o->tools, 'n', o->ticket->id, 0, o->ticket->created);
		mail->references.count = 1;
		mail->in_reply_to = mail->references.list[0];
		return DONE;
	}
	result = identifier_thread(ctx, o->tools->store, o->ticket->id, THREAD_MOST, &mail->references.list,
	    &mail->references.count, err);
	if (result == DONE && mail->references.count > 0)
		mail->in_reply_to = mail->references.list[mail->references.count - 1];
	return result == NONE ? DONE : result;
}

char *
letter_subject(TALLOC_CTX *ctx, const struct letter *letter, const struct rendered *rendered)
{
	const struct occasion *o = letter->occasion;
	char *plain;

	/* A notice has a subject of its own; a mail to a requester keeps theirs, so that every client threads it. */
	if (letter_is_inside(letter))
		return talloc_asprintf(ctx, "[#%lld] %s", (long long)o->ticket->id, rendered->subject);
	plain = utf8_clean_line(ctx, subject_plain(ctx, o->ticket->subject), LETTER_SUBJECT_MOST);
	/* What was not taken has no ticket. */
	if (o->ticket->id == 0)
		return letter->answer->safe ? rendered->subject : talloc_asprintf(ctx, "Re: %s", plain);
	/* The ticket's own subject may hold what a vendor must not see. */
	if (letter->answer->safe || letter_is_to_vendor(letter))
		return talloc_asprintf(ctx, "%s [#%lld]", rendered->subject, (long long)o->ticket->id);
	if (plain[0] == '\0')
		plain = rendered->subject;
	return talloc_asprintf(ctx, "Re: %s [#%lld]", plain, (long long)o->ticket->id);
}

void
letter_thread_fields(TALLOC_CTX *ctx, const struct letter *letter, struct compose *mail)
{
	const struct occasion *o = letter->occasion;
	char *seed_text = talloc_asprintf(ctx, "%s %lld %d", o->tools->installation, (long long)o->ticket->id,
	    letter_is_inside(letter));
	uint8_t digest[DIGEST_SIZE];
	char *root = NULL;

	/* Whom we do not know is shown nothing of the ticket, its subject least of all. */
	if (letter->answer->safe || letter_is_to_vendor(letter) || o->ticket->id == 0)
		return;
	mail->thread_topic = utf8_clean_line(ctx, subject_plain(ctx, o->ticket->subject), LETTER_SUBJECT_MOST);
	if (!letter_is_inside(letter) && o->ticket->thread_index != NULL)
		root = threadindex_child(ctx, o->ticket->thread_index, o->facts->now);
	if (root == NULL) {
		digest_sha256(seed_text, strlen(seed_text), digest);
		root = threadindex_child(ctx, threadindex_new(ctx, o->ticket->created, digest), o->facts->now);
	}
	mail->thread_index = root;
}

enum result
letter_remember(const struct letter *letter, const char *identifier, int64_t message, struct error *err)
{
	const struct occasion *o = letter->occasion;
	enum result result;

	if (letter_is_inside(letter) || letter_is_to_vendor(letter) || o->ticket->id == 0)
		return DONE;
	result = identifier_add(o->tools->store, identifier, o->ticket->id, message, err);
	return result == DONE ? message_row_identify(o->tools->store, message, identifier, err) : result;
}
