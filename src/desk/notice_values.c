/* notice_values.c - see notice_values.h */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/clock/local.h>
#include <postigo/clock/sla.h>
#include <postigo/desk/subject.h>
#include <postigo/store/clock_row.h>
#include <postigo/store/message_row.h>

#include "answer.h"
#include "articles.h"
#include "notice_values.h"

#define NAME_MOST 64u
#define SUBJECT_MOST 100u

#define SUGGESTED_MOST 3u
#define SEARCHED 12u		/* articles, of which some are for other queues */
#define SEARCHED_WORDS 8000u	/* bytes of the mail that are looked at for them */

#define TICKETS_MOST 5u		/* of a requester, open and closed; twice as many are looked at */

#define HISTORY_MOST 12u	/* messages */
#define MESSAGE_MOST 3000u	/* bytes of one */
#define HISTORY_BYTES 12000u	/* ... and of all */

static json_t *
line(const char *s, size_t most)
{
	SCRATCH(tmp);

	return json_string(utf8_clean_line(tmp, s != NULL ? s : "", most));
}

static void
put_list(json_t *values, const char *has, const char *name, json_t *list)
{
	json_object_set_new(values, has, json_boolean(json_array_size(list) > 0));
	json_object_set_new(values, name, list);
}

static const struct zone *
zone_of(const struct notice_about *a)
{
	return a->agent != NULL && a->agent->zone != NULL ? a->agent->zone : a->tools->conf->identity.zone;
}

static const struct conf_words *
words_in(const struct notice_about *a)
{
	return catalog_words(a->tools->catalog, a->language);
}

static json_t *
near(const struct notice_about *a, instant t)
{
	SCRATCH(tmp);

	return json_string(t != 0 ? local_near(tmp, zone_of(a), t, a->now, words_in(a)) : "");
}

/* ---- where it stands */

static json_t *
deadline(const struct notice_about *a, const struct clock_row *row)
{
	SCRATCH(tmp);
	json_t *o = json_object();

	for (int aim = 0; aim < CONF_AIMS; aim++)
		json_object_set_new(o, talloc_asprintf(tmp, "aim_%s", sla_aim_name((enum conf_aim)aim)), json_boolean(aim == row->aim));
	json_object_set_new(o, "due", near(a, row->due));
	json_object_set_new(o, "over", json_boolean(row->missed || (row->due != 0 && row->due <= a->now)));
	return o;
}

/* As the config calls it, or the reader's language. */
static const char *
tier_name(const struct notice_about *a, int tier)
{
	const char *shown = conf_tier_shown(a->tools->conf, tier, a->language);

	return shown != NULL || tier < 0 || tier >= CONF_TIERS ? shown : words_in(a)->tiers[tier];
}

enum result
notice_place(const struct notice_about *a, json_t *values, struct error *err)
{
	SCRATCH(tmp);
	const struct ticket *t = a->ticket;
	struct clock_row *rows = NULL;
	size_t count = 0;
	json_t *list = json_array();
	enum result result = clock_row_list(tmp, a->tools->store, t->id, &rows, &count, err);

	for (size_t i = 0; i < count && result == DONE; i++)
		if (rows[i].ended == 0)
			json_array_append_new(list, deadline(a, &rows[i]));
	put_list(values, "has_deadlines", "deadlines", list);
	json_object_set_new(values, "tier_name", line(tier_name(a, t->tier), NAME_MOST));
	return result == NONE ? DONE : result;
}

/* ---- what there is beside it */

static bool
is_for(const char *only, const char *what)
{
	return only == NULL || (what != NULL && strcmp(only, what) == 0);
}

static json_t *
article(const struct notice_about *a, const struct offered *o)
{
	SCRATCH(tmp);
	const char *url = a->tools->conf->articles.url;

	return json_pack("{s:o, s:s, s:s}", "title", line(o->row.title, SUBJECT_MOST),
	    "url", url != NULL ? talloc_asprintf(tmp, "%s/%s/%s", url, o->row.language, o->row.slug) : "",
	    "path", talloc_asprintf(tmp, "%s/%s", o->row.language, o->row.slug));
}

static enum result
put_articles(const struct notice_about *a, json_t *values, struct error *err)
{
	SCRATCH(tmp);
	const struct conf *conf = a->tools->conf;
	const struct ticket *t = a->ticket;
	struct offered *found = NULL;
	size_t count = 0;
	json_t *list = json_array();
	enum result result = DONE;

	if (conf->articles.dir != NULL && a->words != NULL)
		result = articles_search(tmp, a->tools->store, t->language != NULL ? t->language : conf->identity.language, t->subject,
		    answer_beginning(tmp, a->words, SEARCHED_WORDS), SEARCHED, conf->articles.min_score, &found, &count, err);
	for (size_t i = 0; i < count && result == DONE && json_array_size(list) < SUGGESTED_MOST; i++)
		if (is_for(found[i].row.queue, t->queue) && is_for(found[i].row.organisation, t->organisation))
			json_array_append_new(list, article(a, &found[i]));
	put_list(values, "has_suggested", "suggested", list);
	return result;
}

static bool
is_same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static json_t *
ticket_line(const struct notice_about *a, const struct ticket *t)
{
	SCRATCH(tmp);

	return json_pack("{s:I, s:o, s:b, s:b, s:b, s:o}", "number", (json_int_t)t->id, "subject",
	    line(subject_plain(tmp, t->subject != NULL ? t->subject : ""), SUBJECT_MOST), "is_new", t->state == TICKET_NEW,
	    "is_open", t->state == TICKET_OPEN, "is_waiting", t->state == TICKET_WAITING,
	    "when", near(a, t->state == TICKET_CLOSED && t->closed != 0 ? t->closed : t->created));
}

/* What somebody asks for one organisation is not for those to see who work for another, though it is the same person. */
static enum result
add_tickets(const struct notice_about *a, enum ticket_state state, json_t *list, struct error *err)
{
	SCRATCH(tmp);
	struct ticket *rows = NULL;
	size_t count = 0;
	enum result result = ticket_of_requester(tmp, a->tools->store, a->ticket->requester, state, 2 * TICKETS_MOST + 1, &rows, &count,
	    err);

	for (size_t i = 0; i < count && result == DONE && json_array_size(list) < TICKETS_MOST; i++)
		if (rows[i].id != a->ticket->id && rows[i].merged_into == 0 && is_same(rows[i].organisation, a->ticket->organisation))
			json_array_append_new(list, ticket_line(a, &rows[i]));
	return result == NONE ? DONE : result;
}

static enum result
put_tickets(const struct notice_about *a, json_t *values, struct error *err)
{
	json_t *open = json_array(), *past = json_array();
	enum result result = DONE;

	for (int state = TICKET_NEW; state < TICKET_CLOSED && result == DONE && a->ticket->requester != 0; state++)
		result = add_tickets(a, (enum ticket_state)state, open, err);
	if (result == DONE && a->ticket->requester != 0)
		result = add_tickets(a, TICKET_CLOSED, past, err);
	put_list(values, "has_open_tickets", "open_tickets", open);
	put_list(values, "has_past_tickets", "past_tickets", past);
	return result;
}

enum result
notice_around(const struct notice_about *a, json_t *values, struct error *err)
{
	enum result result = put_articles(a, values, err);

	return result == DONE ? put_tickets(a, values, err) : result;
}

/* ---- what was said */

/* By name or address; ourselves by the name of the desk. */
static const char *
author(const struct notice_about *a, const struct message_row *m)
{
	if (m->author_name != NULL && m->author_name[0] != '\0')
		return m->author_name;
	return m->author_address != NULL ? m->author_address : a->tools->conf->identity.name;
}

static const char *
words_of(const struct message_row *m)
{
	return m->reply != NULL && m->reply[0] != '\0' ? m->reply : m->text != NULL ? m->text : "";
}

static json_t *
message(const struct notice_about *a, const struct message_row *m)
{
	SCRATCH(tmp);

	return json_pack("{s:s, s:o, s:b, s:b, s:s}", "when", local_words(tmp, zone_of(a), m->created, words_in(a), LOCAL_MOMENT), "who",
	    line(author(a, m), NAME_MOST), "is_note", m->kind == MESSAGE_NOTE, "is_vendor", m->kind == MESSAGE_VENDOR, "words",
	    answer_earlier(tmp, m, words_of(m), MESSAGE_MOST));
}

enum result
notice_history(const struct notice_about *a, json_t *values, struct error *err)
{
	SCRATCH(tmp);
	struct message_row *rows = NULL;
	size_t count = 0, used = 0, n = 0;
	json_t *list = json_array();
	enum result result = message_row_before(tmp, a->tools->store, a->ticket->id, a->before, HISTORY_MOST + 1, &rows, &count, err);

	for (; n < count && n < HISTORY_MOST && result == DONE; n++) {
		size_t size = strnlen(words_of(&rows[n]), MESSAGE_MOST);

		/* What we say by ourselves is no news, and neither is what the notice itself repeats. */
		if (rows[n].kind == MESSAGE_ACKNOWLEDGEMENT ||
		    (a->before == 0 && a->words != NULL && strcmp(a->words, words_of(&rows[n])) == 0))
			continue;
		if (used + size > HISTORY_BYTES)
			break;
		used += size;
		json_array_append_new(list, message(a, &rows[n]));
	}
	json_object_set_new(values, "has_older", json_boolean(n < count));
	put_list(values, "has_history", "history", list);
	return result == NONE ? DONE : result;
}
