/* rule_text.c - see rule_text.h */
#include <config.h>

#include <string.h>
#include <strings.h>

#include "rule_text.h"

/* ---- which texts */

static size_t
one(struct rule_text *text, struct rule_text **list)
{
	list[0] = text;
	return text->raw != NULL;
}

/* A name that rules may have changed since it was looked at. */
static size_t
name(struct rule_view *v, enum conf_condition_kind kind, const char *raw, struct rule_text **list)
{
	struct rule_text *text = &v->names[kind - CONDITION_LANGUAGE];

	if (text->raw != raw)
		*text = (struct rule_text){ .raw = raw, .size = raw != NULL ? strlen(raw) : 0 };
	return one(text, list);
}

/* A text that is needed for this one comparison. */
static void
add_passing(struct rule_view *v, const char *raw, struct rule_text **list, size_t *n)
{
	struct rule_text *text;

	if (raw == NULL || *n >= RULE_TEXTS_MOST)
		return;
	text = talloc_zero(v->ctx, struct rule_text);
	*text = (struct rule_text){ .raw = raw, .size = strlen(raw) };
	list[(*n)++] = text;
}

static size_t
addresses(const struct conf_condition *c, struct rule_view *v, struct rule_text **list)
{
	const struct rule_people *people = c->kind == CONDITION_FROM ? NULL : rule_people(v, c->kind);
	size_t n = 0;

	if (people == NULL)
		add_passing(v, v->from, list, &n);
	for (size_t i = 0; people != NULL && i < people->count; i++)
		add_passing(v, people->list[i], list, &n);
	return n;
}

static size_t
headers(const struct conf_condition *c, struct rule_view *v, struct rule_text **list)
{
	const struct mail_headers *headers = &v->facts->mail->headers;
	bool any = strcmp(c->name, "*") == 0;
	size_t n = 0;

	for (size_t i = 0; i < headers->count && n < RULE_TEXTS_MOST; i++)
		if (any || strcasecmp(headers->list[i].name, c->name) == 0)
			list[n++] = &v->headers[i];
	return n;
}

static size_t
field(const struct conf_condition *c, struct rule_view *v, struct rule_text **list)
{
	const struct decision_fields *now = &v->decision->fields;
	const struct facts *f = v->facts;
	const char *value = NULL;
	size_t n = 0;

	for (size_t i = 0; v->follow_up && f->marked == v->decision->ticket && i < f->ticket_field_count; i++)
		if (strcmp(f->ticket_fields[i].name, c->name) == 0)
			value = f->ticket_fields[i].value;
	for (size_t i = 0; i < now->count; i++)
		if (strcmp(now->list[i].name, c->name) == 0)
			value = now->list[i].value;
	add_passing(v, value, list, &n);
	return n;
}

static bool
is_among(const struct mail_strings *strings, const char *s)
{
	for (size_t i = 0; i < strings->count; i++)
		if (strcmp(strings->list[i], s) == 0)
			return true;
	return false;
}

static size_t
tags(struct rule_view *v, struct rule_text **list)
{
	const struct decision *d = v->decision;
	const struct facts *f = v->facts;
	size_t n = 0;

	for (size_t i = 0; v->follow_up && f->marked == d->ticket && i < f->ticket_tags.count; i++)
		if (!is_among(&d->tags_removed, f->ticket_tags.list[i]))
			add_passing(v, f->ticket_tags.list[i], list, &n);
	for (size_t i = 0; i < d->tags.count; i++)
		add_passing(v, d->tags.list[i], list, &n);
	return n;
}

size_t
rule_texts(const struct conf_condition *c, struct rule_view *v, struct rule_text **list)
{
	const struct decision *d = v->decision;

	switch ((int)c->kind) {
	case CONDITION_FROM_NAME:
		return one(&v->from_name, list);
	case CONDITION_DOMAIN:
		return one(&v->domain_text, list);
	case CONDITION_SUBJECT:
		return one(&v->subject, list);
	case CONDITION_TEXT:
		return one(&v->text, list);
	case CONDITION_REPLY:
		return one(&v->reply, list);
	case CONDITION_ANY_TEXT:
		return one(&v->subject, list) == 1 ? 1 + one(&v->text, list + 1) : one(&v->text, list);
	case CONDITION_HEADER:
		return headers(c, v, list);
	case CONDITION_FIELD:
		return field(c, v, list);
	case CONDITION_LANGUAGE:
		return name(v, c->kind, v->facts->mail->language, list);
	case CONDITION_ORGANISATION:
		return name(v, c->kind, d->organisation, list);
	case CONDITION_QUEUE:
		return name(v, c->kind, d->queue, list);
	case CONDITION_TEAM:
		return name(v, c->kind, d->team, list);
	case CONDITION_ASSIGNEE:
		return name(v, c->kind, d->assignee, list);
	case CONDITION_MAILBOX:
		return name(v, c->kind, v->facts->mailbox->name, list);
	case CONDITION_TECHNICIAN:
		return name(v, c->kind, v->technician != NULL ? v->technician->name : NULL, list);
	case CONDITION_TAGS:
		return tags(v, list);
	default:
		return addresses(c, v, list);
	}
}

/* ---- whether one fits */

bool
rule_glob(const char *pattern, const char *text, size_t size)
{
	const char *end = text + size, *star = NULL, *behind = NULL;

	while (text < end) {
		if (*pattern == '*') {
			star = pattern++;
			behind = text;
		} else if (*pattern == '?' || *pattern == *text) {
			/* One character, of however many bytes. */
			bool any = *pattern == '?';

			pattern++;
			text++;
			while (any && text < end && ((unsigned char)*text & 0xC0) == 0x80)
				text++;
		} else if (star != NULL) {
			pattern = star + 1;
			text = ++behind;
		} else {
			return false;
		}
	}
	while (*pattern == '*')
		pattern++;
	return *pattern == '\0';
}

/* What is compared, without blanks at its ends. */
struct piece {
	const char *at;
	size_t size;
};

static struct piece
trimmed(const char *text, size_t size)
{
	while (size > 0 && (*text == ' ' || *text == '\n')) {
		text++;
		size--;
	}
	while (size > 0 && (text[size - 1] == ' ' || text[size - 1] == '\n'))
		size--;
	return (struct piece){ text, size };
}

/* The same, or as much more as the kind allows: ".example.com" is all below it, "es" is also "es-MX". */
static bool
is(const struct conf_condition *c, struct piece p, const char *value, size_t n)
{
	if (p.size == n && memcmp(p.at, value, n) == 0)
		return true;
	if (c->kind == CONDITION_DOMAIN && value[0] == '.')
		return p.size > n && memcmp(p.at + p.size - n, value, n) == 0;
	return c->kind == CONDITION_LANGUAGE && p.size > n && p.at[n] == '-' && memcmp(p.at, value, n) == 0;
}

static bool
fits(const struct conf_condition *c, struct piece p, const char *value)
{
	size_t n = strlen(value);

	switch ((int)c->compare) {
	case COMPARE_IS:
		return is(c, p, value, n);
	case COMPARE_CONTAINS:
		return memmem(p.at, p.size, value, n) != NULL;
	case COMPARE_STARTS:
		return p.size >= n && memcmp(p.at, value, n) == 0;
	case COMPARE_ENDS:
		return p.size >= n && memcmp(p.at + p.size - n, value, n) == 0;
	case COMPARE_GLOB:
		return rule_glob(value, p.at, p.size);
	default:
		return false;
	}
}

static bool
fits_pattern(const struct pattern *pattern, struct rule_view *v, struct rule_text *text)
{
	const char *literal = pattern_literal(pattern);
	struct pattern_match match;
	struct error err;

	if (literal != NULL && strstr(rule_text_folded(v, text), literal) == NULL)
		return false;
	if (v->slow >= RULE_SLOW_MOST)
		return false;
	switch (pattern_find(pattern, text->raw, text->size, 0, &match, &err)) {
	case DONE:
		if (v->collects)
			rule_view_capture(v, pattern, &match, text->raw);
		return true;
	case NONE:
		return false;
	default:
		v->slow++;
		v->gave_up = pattern;
		return false;
	}
}

static bool
text_fits(const struct conf_condition *c, struct rule_view *v, struct rule_text *text)
{
	struct piece p;

	if (c->compare == COMPARE_MATCHES) {
		for (size_t i = 0; i < c->value_count; i++)
			if (fits_pattern(c->patterns[i], v, text))
				return true;
		return false;
	}
	if (c->exact) {
		p = trimmed(text->raw, text->size);
	} else {
		const char *folded = rule_text_folded(v, text);

		p = trimmed(folded, text->folded_size);
	}
	for (size_t i = 0; i < c->value_count; i++)
		if (fits(c, p, c->values[i]))
			return true;
	return false;
}

/* Whole addresses and domains are looked up as they are. */
static bool
address_holds(const struct conf_condition *c, struct rule_view *v)
{
	const struct rule_people *people;

	if (c->kind == CONDITION_FROM)
		return v->from != NULL && conf_addresses_have(&c->addresses, v->from);
	people = rule_people(v, c->kind);
	for (size_t i = 0; i < people->count; i++)
		if (conf_addresses_have(&c->addresses, people->list[i]))
			return true;
	return false;
}

bool
rule_text_holds(const struct conf_condition *c, struct rule_view *v)
{
	struct rule_text *list[RULE_TEXTS_MOST];
	bool present = false;
	size_t n;

	if (conf_condition_of_addresses(c->kind) && (c->compare == COMPARE_IS || c->compare == COMPARE_FILE))
		return address_holds(c, v);
	n = rule_texts(c, v, list);
	for (size_t i = 0; i < n; i++) {
		if (c->compare == COMPARE_PRESENT)
			present |= list[i]->size > 0;
		else if (text_fits(c, v, list[i]))
			return true;
	}
	return c->compare == COMPARE_PRESENT && present == c->wanted;
}
