/* request.c - see request.h; the verbs are listed in wire_control.h */
#include <config.h>

#include <string.h>

#include <postigo/base/log.h>
#include <postigo/base/memory.h>
#include <postigo/base/wire.h>
#include <postigo/base/wire_reader.h>
#include <postigo/desk/desk.h>
#include <postigo/store/hook.h>
#include <postigo/store/inbox.h>
#include <postigo/store/ledger.h>
#include <postigo/store/outbox.h>

#include "reason.h"
#include "request.h"
#include "request_verb.h"

json_int_t
request_number(const struct request *r, const char *key)
{
	return json_integer_value(json_object_get(r->json, key));
}

const char *
request_string(const struct request *r, const char *key)
{
	return json_string_value(json_object_get(r->json, key));
}

static enum result
inject(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err)
{
	const char *name = request_string(r, "mailbox");
	const struct conf_mailbox *mailbox = name != NULL ? conf_mailbox(r->tools->conf, name) : NULL;
	struct inbox_mail mail = { .arrived = instant_now(), .received = instant_now() };
	enum result result;
	char *raw;
	bool is_new;

	if (mailbox == NULL)
		return error_set(err, PERMFAIL, "no mailbox is called \"%s\"", name != NULL ? name : "");
	if (r->memfd == -1)
		return error_set(err, PERMFAIL, "no mail came with the request");
	if (wire_unseal(ctx, r->memfd, WIRE_RAW_MAX, &raw, &mail.size, err) != DONE)
		return PERMFAIL;
	mail.raw = raw;
	mail.server_size = mail.size;
	result = ledger_mailbox(r->tools->store, name, &mail.mailbox, err);
	if (result == DONE)
		result = inbox_put(r->tools->store, &mail, &r->inbox, &is_new, err);
	if (result != DONE)
		return result;
	r->mailbox = mail.mailbox;
	r->mailbox_name = mailbox->name;
	r->size = mail.size;
	*answer = json_pack("{s:i, s:I}", "status", 0, "inbox", (json_int_t)r->inbox);
	return DONE;
}

/* The verbs that move one row of inbox, outbox or hooks. */
static enum result
row_moved(const struct request *r, enum result result, const char *hint, json_t **answer, struct error *err)
{
	if (result == NONE)
		return error_set(err, PERMFAIL, "row %lld is not there, or not %s", (long long)request_number(r, "row"), hint);
	if (result == DONE)
		*answer = json_pack("{s:i, s:I}", "status", 0, "row", request_number(r, "row"));
	return result;
}

static enum result
outbox_retry_verb(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err)
{
	(void)ctx;
	return row_moved(r, outbox_retry(r->tools->store, request_number(r, "row"), instant_now(), err),
	    "deferred, unknown or failed", answer, err);
}

static enum result
outbox_drop_verb(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err)
{
	(void)ctx;
	return row_moved(r, outbox_drop(r->tools->store, request_number(r, "row"), instant_now(), err), "waiting", answer, err);
}

static enum result
inbox_release_verb(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err)
{
	struct inbox_row row;
	enum result result = inbox_release(r->tools->store, request_number(r, "row"), err);

	if (result == DONE && inbox_read(ctx, r->tools->store, request_number(r, "row"), &row, err) == DONE) {
		r->inbox = row.id;
		r->mailbox = row.mailbox;
		r->mailbox_name = row.mailbox_name;
	}
	return row_moved(r, result, "in quarantine", answer, err);
}

static enum result
inbox_drop_verb(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err)
{
	(void)ctx;
	return row_moved(r, inbox_drop(r->tools->store, request_number(r, "row"), err), "in quarantine", answer, err);
}

static enum result
hook_retry_verb(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err)
{
	(void)ctx;
	return row_moved(r, hook_retry(r->tools->store, request_number(r, "row"), instant_now(), err), "deferred or failed", answer, err);
}

static enum result
hook_drop_verb(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err)
{
	(void)ctx;
	return row_moved(r, hook_drop(r->tools->store, request_number(r, "row"), instant_now(), err), "waiting or failed", answer, err);
}

static const struct verb {
	const char *name;
	enum result (*carry_out)(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err);
} verbs[] = {
	{ "inject",         inject },
	{ "ticket close",   request_ticket_close },
	{ "ticket open",    request_ticket_open },
	{ "ticket assign",  request_ticket_assign },
	{ "ticket merge",   request_ticket_merge },
	{ "ticket add",     request_ticket_add },
	{ "ticket remove",  request_ticket_remove },
	{ "ticket tier",    request_ticket_tier },
	{ "ticket check",   request_ticket_check },
	{ "ticket vendor",  request_ticket_vendor },
	{ "ticket solution", request_ticket_solution },
	{ "problem tie",    request_problem_tie },
	{ "problem untie",  request_problem_untie },
	{ "problem close",  request_problem_close },
	{ "problem drop",   request_problem_drop },
	{ "person release", request_person_release },
	{ "agent absent",   request_agent_absent },
	{ "agent present",  request_agent_present },
	{ "article drop", request_article_drop },
	{ "article publish", request_article_publish },
	{ "article withdraw", request_article_withdraw },
	{ "article wrong",  request_article_wrong },
	{ "outbox retry",   outbox_retry_verb },
	{ "outbox drop",    outbox_drop_verb },
	{ "hook retry",     hook_retry_verb },
	{ "hook drop",      hook_drop_verb },
	{ "inbox release",  inbox_release_verb },
	{ "inbox drop",     inbox_drop_verb },
};

enum result
request_carry_out(TALLOC_CTX *ctx, struct request *request, json_t **answer, struct error *err)
{
	const char *name = request_string(request, "verb");

	for (size_t i = 0; name != NULL && i < sizeof(verbs) / sizeof(verbs[0]); i++)
		if (strcmp(verbs[i].name, name) == 0)
			return verbs[i].carry_out(ctx, request, answer, err);
	return error_set(err, PERMFAIL, "the desk knows no verb \"%s\"", name != NULL ? name : "");
}

/* The dry run without a daemon: the same facts, the same decide(), read-only. */
static enum result
explain(TALLOC_CTX *ctx, const struct tools *tools, int memfd, bool render, json_t **answer, struct error *err)
{
	enum result result;
	json_t *told;
	char *raw;
	size_t size;

	if ((result = wire_unseal(ctx, memfd, WIRE_RAW_MAX, &raw, &size, err)) != DONE)
		return result;
	message_init();
	result = reason_explain(ctx, tools, message_parse(ctx, raw, size), render, &told, err);
	if (result == DONE)
		*answer = json_pack("{s:i, s:o}", "status", 0, "explain", told);
	return result;
}

enum result
desk_request(TALLOC_CTX *ctx, const struct conf *conf, const json_t *request, int memfd, json_t **answer,
    struct error *err)
{
	SCRATCH(tmp);
	const char *verb = json_string_value(json_object_get(request, "verb"));
	bool dry = verb != NULL && strcmp(verb, "explain") == 0;
	struct tools tools;
	struct request r = { .tools = &tools, .json = request, .memfd = memfd };
	enum result result = tools_open(tmp, conf, dry ? STORE_READ : STORE_WRITE, &tools, err);

	if (result != DONE)
		return result;
	if (dry)
		return explain(ctx, &tools, memfd, json_is_true(json_object_get(request, "render")), answer, err);
	if ((result = store_begin(tools.store, err)) != DONE)
		return result;
	if ((result = request_carry_out(tmp, &r, answer, err)) != DONE) {
		store_rollback(tools.store);
		return result;
	}
	return store_commit(tools.store, err);
}
