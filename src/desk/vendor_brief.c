/* vendor_brief.c - what a vendor is told of a ticket; see vendor.h
 *
 * Only what the requester and the technicians wrote to each other is shown, never their notes, nor what another vendor wrote.
 */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/clock/local.h>
#include <postigo/store/field.h>
#include <postigo/store/message_row.h>
#include <postigo/store/participant.h>

#include "redact.h"
#include "vendor.h"

#define NAME_MOST 64
#define VALUE_MOST 200
#define SUBJECT_MOST 200
#define MESSAGES_MOST 41
#define MESSAGE_MOST (32 * 1024)	/* bytes of one */
#define MILLISECONDS_MOST 1000		/* for searching all of them: nobody must be able to stop the desk */

/* A brief on its way. */
struct brief {
	const struct change *change;
	const struct ticket *ticket;
	const struct conf_vendor *vendor;
	struct redact redact;
	int64_t deadline;		/* monotonic: what is not searched by then is left out */
	size_t left_out;
};

static char *
clean(TALLOC_CTX *ctx, struct brief *b, const char *text)
{
	if (instant_monotonic() < b->deadline)
		return redact(ctx, &b->redact, text != NULL ? text : "");
	b->left_out++;
	return talloc_strdup(ctx, "[...]");
}

static json_t *
clean_line(struct brief *b, const char *text, size_t most)
{
	SCRATCH(tmp);

	return json_string(utf8_clean_line(tmp, clean(tmp, b, text), most));
}

/* Whoever takes part, or did, when the vendor must not know them. */
static enum result
hide_people(TALLOC_CTX *ctx, struct brief *b, struct error *err)
{
	struct participant *list;
	size_t count = 0;
	enum result result;

	if (!b->vendor->hide_requester)
		return DONE;
	result = participant_everybody(ctx, b->change->tools->store, b->ticket->id, &list, &count, err);
	for (size_t i = 0; i < count; i++) {
		redact_word(ctx, &b->redact, list[i].address);
		redact_name(ctx, &b->redact, list[i].name);
	}
	return result == NONE ? DONE : result;
}

static bool
is_hidden(const struct conf_vendor *vendor, const char *field)
{
	for (size_t i = 0; i < vendor->hidden_field_count; i++)
		if (strcmp(vendor->hidden_fields[i], field) == 0)
			return true;
	return false;
}

static enum result
put_fields(TALLOC_CTX *ctx, struct brief *b, json_t *values, struct error *err)
{
	struct field *fields;
	size_t count = 0;
	json_t *list = json_array();
	enum result result = field_all(ctx, b->change->tools->store, b->ticket->id, &fields, &count, err);

	for (size_t i = 0; i < count; i++)
		if (!is_hidden(b->vendor, fields[i].name))
			json_array_append_new(list, json_pack("{s:o, s:o}", "name", clean_line(b, fields[i].name, NAME_MOST),
			    "value", clean_line(b, fields[i].value, VALUE_MOST)));
	json_object_set_new(values, "has_fields", json_boolean(json_array_size(list) > 0));
	json_object_set_new(values, "fields", list);
	return result == NONE ? DONE : result;
}

/* Below what technicians write stands a notice of ours, which is for them alone. */
static const char *
words_of(const struct message_row *m)
{
	if (m->reply != NULL && (m->reply[0] != '\0' || m->kind == MESSAGE_FROM_TECHNICIAN))
		return m->reply;
	return m->text != NULL ? m->text : "";
}

/* What a machine wrote is shown when the ticket was made of it. */
static bool
is_shown(const struct message_row *m, bool first)
{
	if (m->kind == MESSAGE_FROM_TECHNICIAN && words_of(m)[0] == '\0')
		return false;
	return m->kind == MESSAGE_FROM_REQUESTER || m->kind == MESSAGE_FROM_TECHNICIAN || (first && m->kind == MESSAGE_AUTOMATIC);
}

static json_t *
message(struct brief *b, const struct message_row *m, const char *language)
{
	SCRATCH(tmp);
	char *shown = clean(tmp, b, words_of(m));

	if (strlen(shown) > MESSAGE_MOST)
		shown = talloc_asprintf(tmp, "%s\n[...]", utf8_repair(tmp, shown, MESSAGE_MOST));
	return json_pack("{s:s, s:b, s:s}", "when", local_words(tmp, b->change->tools->conf->identity.zone, m->created,
	    catalog_words(b->change->tools->catalog, language),
	    LOCAL_MOMENT), "from_us", m->kind == MESSAGE_FROM_TECHNICIAN, "words", shown);
}

/* The first, and of the others the newest. */
static enum result
put_thread(TALLOC_CTX *ctx, struct brief *b, json_t *values, const char *language, struct error *err)
{
	struct message_row *all;
	size_t count = 0, between = 0;
	json_t *list = json_array();
	enum result result = message_row_ends(ctx, b->change->tools->store, b->ticket->id, 1u << MESSAGE_FROM_REQUESTER |
	    1u << MESSAGE_FROM_TECHNICIAN, MESSAGES_MOST, &all, &count, &between, err);

	b->left_out += between;
	for (size_t i = 0; i < count; i++)
		if (is_shown(&all[i], i == 0))
			json_array_append_new(list, message(b, &all[i], language));
	json_object_set_new(values, "thread", list);
	json_object_set_new(values, "left_out", b->left_out > 0 ? json_integer((json_int_t)b->left_out) : json_string(""));
	return result == NONE ? DONE : result;
}

/* What every message offers of the requester is not for them, unless they may know. */
static enum result
put_requester(TALLOC_CTX *ctx, const struct brief *b, json_t *values, struct error *err)
{
	struct person requester = { 0 };
	enum result result = person_read(ctx, b->change->tools->store, b->ticket->requester, &requester, err);
	bool told = result == DONE && !b->vendor->hide_requester;

	json_object_set_new(values, "requester_name", json_string(told && requester.name != NULL ?
	    utf8_clean_line(ctx, requester.name, NAME_MOST) : ""));
	json_object_set_new(values, "requester_address", json_string(told ? requester.address : ""));
	return result == NONE ? DONE : result;
}

static void
put_words(struct brief *b, const struct vendor_case *asked, json_t *values, const char *language)
{
	SCRATCH(tmp);
	const struct change *c = b->change;

	json_object_set_new(values, "subject", clean_line(b, b->ticket->subject, SUBJECT_MOST));
	json_object_set_new(values, "note", json_string(clean(tmp, b, c->note)));
	json_object_set_new(values, "vendor_name", json_string(b->vendor->display_name));
	json_object_set_new(values, "number", json_string(asked->number != NULL ? asked->number : ""));
	json_object_set_new(values, "chased", json_integer(asked->chased));
	json_object_set_new(values, "since", json_string(local_words(tmp, c->tools->conf->identity.zone, b->ticket->created,
	    catalog_words(c->tools->catalog, language), LOCAL_MOMENT)));
	json_object_set_new(values, "asked_at", json_string(local_words(tmp, c->tools->conf->identity.zone, asked->asked,
	    catalog_words(c->tools->catalog, language),
	    LOCAL_MOMENT)));
}

enum result
vendor_brief(const struct change *c, const struct ticket *ticket, const struct conf_vendor *vendor,
    const struct vendor_case *asked, json_t **out, struct error *err)
{
	SCRATCH(tmp);
	const char *language = vendor->language != NULL ? vendor->language : c->tools->conf->identity.language;
	struct brief b = { .change = c, .ticket = ticket, .vendor = vendor, .redact = { .patterns = &vendor->leave_out },
		.deadline = instant_monotonic() + MILLISECONDS_MOST };
	json_t *values = json_object();
	enum result result = hide_people(tmp, &b, err);

	put_words(&b, asked, values, language);
	if (result == DONE)
		result = put_fields(tmp, &b, values, err);
	if (result == DONE)
		result = put_thread(tmp, &b, values, language, err);
	if (result == DONE)
		result = put_requester(tmp, &b, values, err);
	if (result != DONE)
		json_decref(values);
	else
		*out = values;
	return result;
}
