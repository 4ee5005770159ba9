/* tell.c - tell the server what was done with its mail */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>

#include "mailbox.h"
#include "tell.h"
#include "uidset.h"

/* An EXPUNGE or FETCH line for each, and more when others are at work in the folder. */
#define QUOTA (4u << 20)

static enum result
seen(TALLOC_CTX *tmp, struct mailbox *m, const char *set, struct error *err)
{
	return mailbox_command(m, talloc_asprintf(tmp, "UID STORE %s +FLAGS.SILENT (\\Seen)", set), 0, QUOTA, err);
}

/* Without UIDPLUS an EXPUNGE would take everything that anybody has marked, so the mark is all that we do: the
 * folder's owner decides. */
static enum result
erase(TALLOC_CTX *tmp, struct mailbox *m, const char *set, struct error *err)
{
	enum result r = mailbox_command(m, talloc_asprintf(tmp, "UID STORE %s +FLAGS.SILENT (\\Deleted)", set), 0, QUOTA,
	    err);

	if (r != DONE || !m->has_uidplus)
		return r;
	return mailbox_command(m, talloc_asprintf(tmp, "UID EXPUNGE %s", set), 0, QUOTA, err);
}

static enum result
move(TALLOC_CTX *tmp, struct mailbox *m, const char *set, struct error *err)
{
	enum result r = DONE;

	if (m->has_move)
		return mailbox_command(m, talloc_asprintf(tmp, "UID MOVE %s %s", set, m->move_to), 0, QUOTA, err);
	r = mailbox_command(m, talloc_asprintf(tmp, "UID COPY %s %s", set, m->move_to), 0, QUOTA, err);
	return r == DONE ? erase(tmp, m, set, err) : r;
}

enum result
tell_server(struct mailbox *m, const uint32_t *uid, size_t count, struct error *err)
{
	static enum result (*const ways[])(TALLOC_CTX *, struct mailbox *, const char *, struct error *) = {
		[CONF_AFTER_SEEN] = seen,
		[CONF_AFTER_MOVE] = move,
		[CONF_AFTER_DELETE] = erase,
	};

	while (count > 0) {
		SCRATCH(tmp);
		struct text *set = text_new(tmp, UIDSET_MAX + 32);
		size_t n = uidset_put(set, uid, count);
		enum result r = ways[m->conf->after](tmp, m, set->bytes, err);

		if (r != DONE)
			return r;
		uid += n;
		count -= n;
	}
	return DONE;
}
