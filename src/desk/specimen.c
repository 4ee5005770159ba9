/* specimen.c - see specimen.h */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/desk/specimen.h>
#include <postigo/desk/subject.h>
#include <postigo/store/message_row.h>
#include <postigo/store/person.h>

#include "answer.h"
#include "handover.h"
#include "notice_values.h"
#include "organisation.h"

#define LINE_MOST 120
#define WORDS_MOST 4000

static void
set(json_t *values, const char *key, const char *value)
{
	SCRATCH(tmp);

	json_object_set_new(values, key, json_string(value != NULL ? utf8_clean_line(tmp, value, LINE_MOST) : ""));
}

static void
put_place(json_t *values, const struct conf *conf, const struct ticket *t, const char *language)
{
	const struct conf_agent *agent = t->assignee != NULL ? conf_agent(conf, t->assignee) : NULL;

	json_object_set_new(values, "ticket", json_integer(t->id));
	json_object_set_new(values, "is_new", json_boolean(t->state == TICKET_NEW));
	json_object_set_new(values, "is_open", json_boolean(t->state == TICKET_OPEN));
	json_object_set_new(values, "is_waiting", json_boolean(t->state == TICKET_WAITING));
	json_object_set_new(values, "is_closed", json_boolean(t->state == TICKET_CLOSED));
	json_object_set_new(values, "is_low", json_boolean(t->priority == PRIORITY_LOW));
	set(values, "queue", t->queue);
	set(values, "queue_name", conf_queue_shown(conf, t->queue, language));
	set(values, "desk_name", conf->identity.name);
	set(values, "who", agent != NULL ? agent->display_name : t->assignee);
	if (agent != NULL)
		set(values, "technician_name", agent->display_name);
}

/* Who asked, and their newest words. */
static enum result
put_requester(TALLOC_CTX *ctx, const struct tools *tools, const struct ticket *t, json_t *values, struct error *err)
{
	struct person requester = { 0 };
	struct message_row m = { 0 };
	enum result result = t->requester != 0 ? person_read(ctx, tools->store, t->requester, &requester, err) : NONE;

	if (result >= 0)
		result = message_row_newest(ctx, tools->store, t->id, MESSAGE_FROM_REQUESTER, &m, err);
	set(values, "subject", subject_plain(ctx, t->subject != NULL ? t->subject : ""));
	set(values, "requester_name", requester.name);
	set(values, "requester_address", requester.address);
	set(values, "sender", m.author_address != NULL ? m.author_address : requester.address);
	json_object_set_new(values, "text", json_string(answer_beginning(ctx, m.reply != NULL ? m.reply : m.text != NULL ? m.text :
	    "", WORDS_MOST)));
	return result == NONE ? DONE : result;
}

/* What a notice would say of it. */
static enum result
put_surroundings(const struct tools *tools, const struct ticket *t, const char *language, instant now, json_t *values,
    struct error *err)
{
	struct notice_about about = { .tools = tools, .ticket = t, .language = language, .words = t->subject, .now = now };
	enum result result = notice_place(&about, values, err);

	if (result == DONE)
		result = notice_around(&about, values, err);
	return result == DONE ? notice_history(&about, values, err) : result;
}

enum result
specimen_read(TALLOC_CTX *ctx, const struct conf *conf, int64_t ticket, const char *language, instant now, struct specimen *out,
    struct error *err)
{
	SCRATCH(tmp);
	struct tools tools = { .conf = conf };	/* no keys: nothing is signed */
	struct ticket *t = talloc_zero(ctx, struct ticket);
	struct change change = { .tools = &tools, .now = now };
	struct handover *sheet;
	enum result result = store_open(tmp, conf->store_path, STORE_READ, &tools.store, err);

	if (result == DONE)
		result = catalog_load(tmp, conf->templates_dir, conf->identity.language, &tools.catalog, err);
	if (result == DONE)
		result = ticket_read(t, tools.store, ticket, t, err);
	if (result == NONE)
		return error_set(err, PERMFAIL, "there is no ticket %lld", (long long)ticket);
	if (result == DONE)
		result = handover_read(tmp, &change, t, t->tier, &sheet, err);
	if (result != DONE)
		return result;
	*out = (struct specimen){
		.language = t->language != NULL ? t->language : conf->identity.language, .queue = t->queue,
		.organisation = t->organisation
	};
	if (language == NULL)
		language = out->language;
	out->values = handover_values(sheet, NULL, language);
	organisation_values(conf, t, language, catalog_words(tools.catalog, language), now, out->values);
	put_place(out->values, conf, t, language);
	result = put_surroundings(&tools, t, language, now, out->values, err);
	if (result == DONE)
		result = put_requester(tmp, &tools, t, out->values, err);
	if (result != DONE)
		json_decref(out->values);
	return result;
}
