/* ticket_show.c - everything about one ticket, for people or as one object */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/store/event.h>
#include <postigo/store/field.h>
#include <postigo/store/message_row.h>
#include <postigo/store/participant.h>
#include <postigo/store/skill.h>
#include <postigo/store/tag.h>

#include "ticket.h"

struct said {
	struct message_row *row;
	struct attachment_row *attachments;
	size_t attachment_count;
};

/* One ticket with all that hangs on it. */
struct whole {
	struct ticket ticket;
	struct person requester;
	struct participant *participants;
	size_t participant_count;
	struct ticket_link *links;
	size_t link_count;
	char **tags;
	size_t tag_count;
	char **skills;
	size_t skill_count;
	struct field *fields;
	size_t field_count;
	struct ticket_tiers tiers;
	struct said *said;
	size_t said_count;
	struct event_row *events;
	size_t event_count;
	struct outbox_row *outbox;
	size_t outbox_count;
	struct clock_set clocks;
	struct opinion *opinions;
	size_t opinion_count;
};

static const char *
role_name(enum participant_role role)
{
	static const char *const names[] = {
		[PARTICIPANT_REQUESTER] = "requester", [PARTICIPANT_CC] = "cc", [PARTICIPANT_WATCHER] = "watcher"
	};

	return names[role];
}

static const char *
kind_name(enum message_kind kind)
{
	static const char *const names[] = {
		[MESSAGE_FROM_REQUESTER] = "from_requester", [MESSAGE_FROM_TECHNICIAN] = "from_technician",
		[MESSAGE_NOTE] = "note", [MESSAGE_AUTOMATIC] = "automatic",
		[MESSAGE_ACKNOWLEDGEMENT] = "acknowledgement", [MESSAGE_VENDOR] = "vendor",
		[MESSAGE_WITHDRAWN] = "withdrawn"
	};

	return names[kind];
}

/* The new words; a message without quotations keeps them only once. */
static const char *
words_of(const struct message_row *message)
{
	const char *words = message->reply != NULL ? message->reply : message->text;

	return words != NULL ? words : "";
}

static enum result
read_messages(TALLOC_CTX *ctx, struct store *store, struct whole *w, struct error *err)
{
	struct message_row *rows;
	enum result result = message_row_list(ctx, store, w->ticket.id, &rows, &w->said_count, err);

	if (result < 0)
		return result;
	w->said = talloc_zero_array(ctx, struct said, (unsigned)w->said_count);
	for (size_t i = 0; i < w->said_count; i++) {
		struct said *said = &w->said[i];
		said->row = &rows[i];
		result = attachment_list(ctx, store, rows[i].id, &said->attachments, &said->attachment_count, err);
		if (result < 0)
			return result;
	}
	return DONE;
}

/* NONE when there is no such ticket. */
static enum result
read_whole(TALLOC_CTX *ctx, const struct conf *conf, struct store *store, int64_t number, struct whole *w,
    struct error *err)
{
	enum result result = ticket_read(ctx, store, number, &w->ticket, err);

	if (result != DONE)
		return result;
	if ((result = person_read(ctx, store, w->ticket.requester, &w->requester, err)) < 0 ||
	    (result = participant_list(ctx, store, number, &w->participants, &w->participant_count, err)) < 0 ||
	    (result = ticket_links(ctx, store, number, &w->links, &w->link_count, err)) < 0 ||
	    (result = tag_list(ctx, store, number, &w->tags, &w->tag_count, err)) < 0 ||
	    (result = skill_list(ctx, store, number, &w->skills, &w->skill_count, err)) < 0 ||
	    (result = field_all(ctx, store, number, &w->fields, &w->field_count, err)) < 0 ||
	    (result = ticket_tiers_read(ctx, conf, store, &w->ticket, &w->tiers, err)) < 0 ||
	    (result = read_messages(ctx, store, w, err)) < 0 ||
	    (result = event_list(ctx, store, number, &w->events, &w->event_count, err)) < 0 ||
	    (result = outbox_of_ticket(ctx, store, number, &w->outbox, &w->outbox_count, err)) < 0 ||
	    (result = clock_set_read(ctx, conf, store, number, &w->clocks, err)) < 0 ||
	    (result = opinion_list(ctx, store, number, &w->opinions, &w->opinion_count, err)) < 0)
		return result;
	return DONE;
}

static json_t *
attachments_json(const struct said *said)
{
	json_t *list = json_array();

	for (size_t i = 0; i < said->attachment_count; i++) {
		const struct attachment_row *a = &said->attachments[i];
		json_array_append_new(list, json_pack("{s:o, s:o, s:I, s:b, s:o, s:o}", "name", json_of_string(a->name),
		    "type", json_of_string(a->type), "size", (json_int_t)a->size, "inline", (int)a->is_inline,
		    "content_id", json_of_string(a->content_id), "sha256", json_of_string(a->sha256)));
	}
	return list;
}

static json_t *
messages_json(const struct whole *w)
{
	json_t *list = json_array();

	for (size_t i = 0; i < w->said_count; i++) {
		const struct message_row *m = w->said[i].row;
		json_array_append_new(list, json_pack("{s:I, s:s, s:{s:o, s:o}, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}",
		    "message", (json_int_t)m->id, "kind", kind_name(m->kind),
		    "author", "name", json_of_string(m->author_name), "address", json_of_string(m->author_address),
		    "inbox", json_of_number(m->inbox), "message_id", json_of_string(m->identifier),
		    "subject", json_of_string(m->subject), "text", json_of_string(m->text),
		    "reply", json_of_string(words_of(m)), "sent", json_of_instant(m->sent),
		    "created", json_of_instant(m->created), "attachments", attachments_json(&w->said[i])));
	}
	return list;
}

static json_t *
participants_json(const struct whole *w)
{
	json_t *list = json_array();

	for (size_t i = 0; i < w->participant_count; i++)
		json_array_append_new(list, json_pack("{s:s, s:o, s:o, s:o}", "role", role_name(w->participants[i].role),
		    "name", json_of_string(w->participants[i].name),
		    "address", json_of_string(w->participants[i].address),
		    "since", json_of_instant(w->participants[i].since)));
	return list;
}

static json_t *
links_json(const struct whole *w)
{
	json_t *list = json_array();

	for (size_t i = 0; i < w->link_count; i++)
		json_array_append_new(list, json_pack("{s:s, s:b, s:I, s:o}", "kind", w->links[i].kind,
		    "incoming", (int)w->links[i].incoming, "ticket", (json_int_t)w->links[i].other,
		    "since", json_of_instant(w->links[i].since)));
	return list;
}

static json_t *
events_json(const struct whole *w)
{
	json_t *list = json_array();

	for (size_t i = 0; i < w->event_count; i++)
		json_array_append_new(list, json_pack("{s:o, s:o, s:o, s:o}", "at", json_of_instant(w->events[i].at),
		    "actor", json_of_string(w->events[i].actor), "verb", json_of_string(w->events[i].verb),
		    "detail", json_of_string(w->events[i].detail)));
	return list;
}

/* What whoever is given it has to know, as rules have said. */
static json_t *
skills_json(const struct whole *w)
{
	json_t *list = json_array();

	for (size_t i = 0; i < w->skill_count; i++)
		json_array_append_new(list, json_of_string(w->skills[i]));
	return list;
}

static json_t *
tags_json(const struct whole *w)
{
	json_t *list = json_array();

	for (size_t i = 0; i < w->tag_count; i++)
		json_array_append_new(list, json_of_string(w->tags[i]));
	return list;
}

static json_t *
fields_json(const struct whole *w)
{
	json_t *object = json_object();

	for (size_t i = 0; i < w->field_count; i++)
		json_object_set_new(object, w->fields[i].name, json_of_string(w->fields[i].value));
	return object;
}

static void
show_json(const struct whole *w)
{
	json_t *object = ticket_json(&w->ticket, &w->requester), *outbox = json_array();

	for (size_t i = 0; i < w->outbox_count; i++)
		json_array_append_new(outbox, outbox_json(&w->outbox[i]));
	json_object_set_new(object, "participants", participants_json(w));
	json_object_set_new(object, "links", links_json(w));
	json_object_set_new(object, "tags", tags_json(w));
	json_object_set_new(object, "skills", skills_json(w));
	json_object_set_new(object, "fields", fields_json(w));
	json_object_set_new(object, "deadlines", ticket_clocks_json(&w->clocks));
	ticket_tiers_json(&w->tiers, object);
	json_object_set_new(object, "opinions", ticket_opinions_json(w->opinions, w->opinion_count));
	json_object_set_new(object, "messages", messages_json(w));
	json_object_set_new(object, "events", events_json(w));
	json_object_set_new(object, "outbox", outbox);
	output_json(object);
}

static char *
person_text(TALLOC_CTX *ctx, const char *name, const char *address)
{
	if (name == NULL || *name == '\0')
		return talloc_strdup(ctx, address != NULL ? address : "Postigo");
	return talloc_asprintf(ctx, "%s <%s>", name, address != NULL ? address : "");
}

/* From where this ticket stands. */
static const char *
link_words(const struct ticket_link *l)
{
	static const struct {
		const char *kind, *words, *incoming;
	} all[] = {
		{ "names", "names", "is named by" },
		{ "follows", "follows", "is followed by" },
		{ "merged", "is merged into", "holds" },
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (strcmp(all[i].kind, l->kind) == 0)
			return l->incoming ? all[i].incoming : all[i].words;
	return l->kind;
}

static void
show_links(const struct whole *w)
{
	for (size_t i = 0; i < w->link_count; i++) {
		SCRATCH(tmp);
		const struct ticket_link *l = &w->links[i];

		output_field(i == 0 ? "Links" : "", talloc_asprintf(tmp, "%s %lld", link_words(l), (long long)l->other));
	}
}

static void
show_marks(const struct whole *w)
{
	SCRATCH(tmp);
	char *tags = NULL, *skills = NULL;

	for (size_t i = 0; i < w->tag_count; i++)
		tags = talloc_asprintf(tmp, "%s%s%s", tags != NULL ? tags : "", tags != NULL ? ", " : "", w->tags[i]);
	output_field("Tags", tags);
	for (size_t i = 0; i < w->skill_count; i++)
		skills = talloc_asprintf(tmp, "%s%s%s", skills != NULL ? skills : "", skills != NULL ? ", " : "", w->skills[i]);
	output_field("Skills", skills);
	for (size_t i = 0; i < w->field_count; i++)
		output_field(i == 0 ? "Fields" : "", talloc_asprintf(tmp, "%s = %s", w->fields[i].name, w->fields[i].value));
}

static const char *
waiting_words(const struct ticket *t)
{
	if (t->state != TICKET_WAITING || t->waiting_for == TICKET_FOR_NOBODY)
		return "";
	return t->waiting_for == TICKET_FOR_VENDOR ? " for the vendor" : " for the requester";
}

static void
show_header(const struct whole *w)
{
	SCRATCH(tmp);
	const struct ticket *t = &w->ticket;

	output_title("%lld  %s", (long long)t->id, utf8_clean_line(tmp, t->subject != NULL ? t->subject : "", 200));
	output_field("State", talloc_asprintf(tmp, "%s%s%s", ticket_state_name(t->state), waiting_words(t), t->merged_into == 0 ? "" :
	    talloc_asprintf(tmp, ", merged into %lld", (long long)t->merged_into)));
	output_field("Kind", t->kind == TICKET_PROBLEM ? "a problem: \"postigo problem show\" has what is part of it" : NULL);
	output_field("Problem", t->problem != 0 ? talloc_asprintf(tmp, "part of %lld", (long long)t->problem) : NULL);
	output_field("Internal", t->internal ? "only technicians see it" : NULL);
	output_field("Queue", t->queue);
	output_field("Organisation", t->organisation);
	output_field("Tier", ticket_tier_words(tmp, w->tiers.conf, t->tier));
	output_field("Team", t->team);
	output_field("Assigned", t->assignee);
	output_field("Priority", ticket_priority_name(t->priority));
	output_field("Mailbox", t->mailbox_name);
	output_field("Language", t->language);
	output_field("Opened", output_time(tmp, t->created));
	output_field("Changed", output_time(tmp, t->changed));
	output_field("Closed", t->closed != 0 ? output_time(tmp, t->closed) : NULL);
	for (size_t i = 0; i < w->participant_count; i++) {
		const struct participant *p = &w->participants[i];
		output_field(p->role == PARTICIPANT_REQUESTER ? "Requester" : p->role == PARTICIPANT_CC ? "Copy" :
		    "Watcher", person_text(tmp, p->name, p->address));
	}
	show_marks(w);
	show_links(w);
}

static void
show_messages(const struct whole *w)
{
	for (size_t i = 0; i < w->said_count; i++) {
		SCRATCH(tmp);
		const struct message_row *m = w->said[i].row;
		char *author = person_text(tmp, m->author_name, m->author_address);

		output_heading("%s  %s%s", output_time(tmp, m->created), utf8_clean_line(tmp, author, 200),
		    m->kind == MESSAGE_NOTE ? " (note)" : m->kind == MESSAGE_VENDOR ? " (vendor)" :
		    m->kind == MESSAGE_AUTOMATIC ? " (automatic)" : m->kind == MESSAGE_WITHDRAWN ? " (withdrawn)" : "");
		output_text("  ", words_of(m));
		for (size_t a = 0; a < w->said[i].attachment_count; a++) {
			const struct attachment_row *row = &w->said[i].attachments[a];
			output_text("  ", talloc_asprintf(tmp, "[%s, %s]", row->name != NULL ? row->name : "-",
			    output_size(tmp, row->size)));
		}
	}
}

static void
show_outbox(const struct whole *w)
{
	SCRATCH(tmp);
	struct table *table = table_new(tmp, "ROW|STATE|KIND|TO|TRIES|ANSWER");

	if (w->outbox_count == 0)
		return;
	output_heading("Mails that went out");
	for (size_t i = 0; i < w->outbox_count; i++) {
		const struct outbox_row *row = &w->outbox[i];
		table_number(table, row->id);
		table_cell(table, outbox_state_name(row->state));
		table_colour(table, outbox_colour(row->state));
		table_cell(table, row->kind);
		table_cell(table, row->recipient);
		table_number(table, row->attempts);
		table_cell(table, row->answer);
	}
	table_print(table);
}

static void
show_events(const struct whole *w)
{
	if (w->event_count > 0)
		output_heading("History");
	for (size_t i = 0; i < w->event_count; i++) {
		SCRATCH(tmp);
		const struct event_row *e = &w->events[i];
		output_text("", talloc_asprintf(tmp, "%s  %s: %s%s%s", output_time(tmp, e->at), e->actor, e->verb,
		    e->detail != NULL ? ", " : "", e->detail != NULL ? e->detail : ""));
	}
}

int
ticket_show(struct ctl *ctl, const struct conf *conf, struct store *store, int64_t number)
{
	struct whole w = { 0 };
	struct error err;
	enum result result = read_whole(ctl->memory, conf, store, number, &w, &err);

	if (result == NONE)
		return complain(ctl, EX_DATAERR, "there is no ticket %lld", (long long)number);
	if (result != DONE)
		return complain(ctl, status_of(result, EX_UNAVAILABLE), "%s", err.text);
	if (ctl->json) {
		show_json(&w);
		return EX_OK;
	}
	show_header(&w);
	ticket_opinions_show(w.opinions, w.opinion_count);
	ticket_clocks_show(&w.clocks);
	ticket_tiers_show(&w.tiers);
	show_messages(&w);
	show_outbox(&w);
	show_events(&w);
	return EX_OK;
}
