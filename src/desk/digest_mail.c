/* digest_mail.c - the operator's daily line: each mail that arrived is accounted for; see digest.h */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include <postigo/base/memory.h>

#include "bulletin.h"
#include "digest.h"

/* In the store: how many mails had arrived when the operator was told last. */
#define TOLD "account_told"

static uint64_t
accounted(const struct ledger_status *s)
{
	return s->waiting + s->done + s->duplicate + s->skipped + s->quarantined + s->dropped;
}

static json_t *
mailbox(const struct ledger_status *s)
{
	return json_pack("{s:s, s:I, s:I, s:b, s:I, s:I, s:I}", "mailbox", s->name, "arrived", (json_int_t)s->arrived,
	    "accounted_for", (json_int_t)accounted(s), "balanced", s->arrived == accounted(s), "quarantined", (json_int_t)s->quarantined,
	    "not_decided", (json_int_t)s->waiting, "skipped", (json_int_t)s->skipped);
}

/* How many have come since, having taken note of it. */
static enum result
since_last(const struct tools *tools, uint64_t arrived, uint64_t *new, struct error *err)
{
	SCRATCH(tmp);
	char *told = NULL;
	enum result result = store_meta(tmp, tools->store, TOLD, &told, err);
	uint64_t before = result == DONE ? strtoull(told, NULL, 10) : 0;

	if (result < 0)
		return result;
	*new = arrived > before ? arrived - before : 0;
	return store_set_meta(tools->store, TOLD, talloc_asprintf(tmp, "%llu", (unsigned long long)arrived), err);
}

enum result
digest_of_mail(const struct tools *tools, const struct ledger_status *list, size_t count, instant now, struct error *err)
{
	struct mail_address to = { NULL, tools->conf->operator };
	uint64_t arrived = 0, new = 0;
	bool balanced = true;
	json_t *values, *mailboxes;
	enum result result;

	if (tools->conf->operator == NULL)
		return DONE;
	for (size_t i = 0; i < count; i++) {
		arrived += list[i].arrived;
		balanced &= list[i].arrived == accounted(&list[i]);
	}
	result = since_last(tools, arrived, &new, err);
	if (result != DONE || (new == 0 && balanced))
		return result;
	mailboxes = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(mailboxes, mailbox(&list[i]));
	values = json_pack("{s:I, s:b, s:o}", "new_mails", (json_int_t)new, "balanced", (int)balanced, "mailboxes", mailboxes);
	result = bulletin_send(tools, "digest_mail", &to, NULL, values, now, err);
	json_decref(values);
	return result;
}
