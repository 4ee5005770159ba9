/* rule_view.c - see rule_view.h */
#include <config.h>

#include <ctype.h>
#include <string.h>

#include <postigo/base/fold.h>
#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/base/utf8.h>

#include "rule_view.h"
#include "trust.h"

/* Addresses of one field that are looked at. */
#define PEOPLE_MOST 200

#define CAPTURE_CHARACTERS 200
#define FILLED_MOST 1000

static char *
lower(TALLOC_CTX *ctx, const char *text)
{
	char *out = talloc_strdup(ctx, text);

	for (char *c = out; *c != '\0'; c++)
		*c = (char)tolower((unsigned char)*c);
	return out;
}

/* A long text is cut between characters. */
static struct rule_text
text_of(const char *raw)
{
	struct rule_text text = { .raw = raw, .size = raw != NULL ? strnlen(raw, RULE_TEXT_MOST + 1) : 0 };

	if (text.size <= RULE_TEXT_MOST)
		return text;
	text.size = RULE_TEXT_MOST;
	while (text.size > 0 && ((unsigned char)raw[text.size] & 0xC0) == 0x80)
		text.size--;
	return text;
}

static void
read_sender(struct rule_view *v, const struct mail *mail)
{
	if (mail->from.address != NULL) {
		v->from = lower(v, mail->from.address);
		v->domain = strrchr(v->from, '@');
		v->domain = v->domain != NULL ? v->domain + 1 : NULL;
	}
	v->from_name = text_of(mail->from.name);
	v->domain_text = text_of(v->domain);
}

struct rule_view *
rule_view_new(TALLOC_CTX *ctx, const struct facts *facts, struct decision *decision, bool follow_up)
{
	struct rule_view *v = talloc_zero(ctx, struct rule_view);
	const struct mail *mail = facts->mail;

	v->ctx = v;
	v->facts = facts;
	v->decision = decision;
	v->follow_up = follow_up;
	v->technician = trust_technician(facts, decision->trust) ? facts->agent : NULL;
	read_sender(v, mail);
	v->subject = text_of(mail->subject);
	v->text = text_of(mail->text);
	v->reply = text_of(mail->reply);
	v->headers = talloc_zero_array(v, struct rule_text, (unsigned)mail->headers.count);
	for (size_t i = 0; i < mail->headers.count; i++)
		v->headers[i] = text_of(mail->headers.list[i].value);
	return v;
}

const char *
rule_text_folded(const struct rule_view *view, struct rule_text *text)
{
	if (text->folded == NULL)
		text->folded = fold_text(view->ctx, text->raw != NULL ? text->raw : "", text->size, &text->folded_size);
	return text->folded;
}

static void
add_person(const struct rule_view *v, struct rule_people *people, const char *address)
{
	if (address == NULL || *address == '\0' || people->count >= PEOPLE_MOST)
		return;
	if ((people->count & (people->count - 1)) == 0)
		people->list = talloc_realloc(v->ctx, people->list, char *, (unsigned)people->count * 2 + 1);
	people->list[people->count++] = lower(v->ctx, address);
}

static void
add_people(const struct rule_view *v, struct rule_people *people, const struct mail_addresses *list)
{
	for (size_t i = 0; i < list->count && i < PEOPLE_MOST; i++)
		add_person(v, people, list->list[i].address);
}

/* Whoever the ticket is for. */
static const char *
requester_of(const struct rule_view *v)
{
	return v->decision->requester.address != NULL ? v->decision->requester.address : v->facts->mail->from.address;
}

const struct rule_people *
rule_people(struct rule_view *v, enum conf_condition_kind kind)
{
	const struct mail *mail = v->facts->mail;
	struct rule_people *people = kind == CONDITION_TO ? &v->to : kind == CONDITION_CC ? &v->cc :
	    kind == CONDITION_RECIPIENT ? &v->recipients : &v->requester;

	if (people->ready)
		return people;
	people->ready = true;
	if (kind == CONDITION_REQUESTER)
		add_person(v, people, requester_of(v));
	if (kind == CONDITION_TO || kind == CONDITION_RECIPIENT)
		add_people(v, people, &mail->to);
	if (kind == CONDITION_CC || kind == CONDITION_RECIPIENT)
		add_people(v, people, &mail->cc);
	for (size_t i = 0; kind == CONDITION_RECIPIENT && i < mail->delivered_to.count; i++)
		add_person(v, people, mail->delivered_to.list[i]);
	return people;
}

static struct rule_capture *
capture_named(struct rule_view *v, const char *name)
{
	for (size_t i = 0; i < v->capture_count; i++)
		if (strcmp(v->captures[i].name, name) == 0)
			return &v->captures[i];
	v->captures = talloc_realloc(v->ctx, v->captures, struct rule_capture, (unsigned)v->capture_count + 1);
	v->captures[v->capture_count].name = name;
	return &v->captures[v->capture_count++];
}

void
rule_view_capture(struct rule_view *v, const struct pattern *pattern, const struct pattern_match *match, const char *subject)
{
	SCRATCH(tmp);

	for (size_t i = 1; i < match->count; i++) {
		const struct pattern_span *g = &match->group[i];
		const char *name = pattern_group_name(pattern, i);

		if (name == NULL || !g->set)
			continue;
		char *found = utf8_repair(tmp, subject + g->from, g->to - g->from);

		/* Whatever somebody has written there: one line, nothing that moves a cursor, and not endless. */
		capture_named(v, name)->value = utf8_clean_line(v->ctx, found, CAPTURE_CHARACTERS);
	}
}

static const char *
captured(const struct rule_view *v, const char *name, size_t size)
{
	for (size_t i = 0; i < v->capture_count; i++)
		if (strlen(v->captures[i].name) == size && strncmp(v->captures[i].name, name, size) == 0)
			return v->captures[i].value;
	return "";
}

char *
rule_view_fill(TALLOC_CTX *ctx, const struct rule_view *view, const char *text)
{
	static const char opening[] = "{{capture.";
	SCRATCH(tmp);
	struct text *out = text_new(tmp, FILLED_MOST);
	const char *p = text, *begin, *end;

	while ((begin = strstr(p, opening)) != NULL && (end = strstr(begin, "}}")) != NULL) {
		const char *name = begin + sizeof(opening) - 1;

		text_add(out, p, (size_t)(begin - p));
		text_add_string(out, captured(view, name, (size_t)(end - name)));
		p = end + 2;
	}
	text_add_string(out, p);
	return talloc_steal(ctx, out->bytes);
}
