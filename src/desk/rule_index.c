/* rule_index.c - see rule_index.h */
#include <config.h>

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include <postigo/base/fold.h>
#include <postigo/base/memory.h>

#include "rule_index.h"
#include "rule_literals.h"

/* What a key is about: its first character. */
#define KEY_FROM 'f'		/* an address */
#define KEY_DOMAIN 'd'		/* of the sender */
#define KEY_BELOW 'b'		/* a domain that the sender's lies below, with its dot */
#define KEY_RECIPIENT 'r'	/* an address, or a domain with its @ */
#define KEY_HEADER 'h'		/* a field's name */
#define KEY_VALUE 'v'		/* a field's name, '=' and its folded value */
#define KEY_MAILBOX 'm'
#define KEY_LANGUAGE 'l'

/* How likely such a key fits a mail, in thousandths: of what has to hold the least likely is looked for. */
enum { COST_ADDRESS = 1, COST_DOMAIN = 3, COST_VALUE = 5, COST_SUBJECT = 8, COST_TEXT = 15, COST_HEADER = 100, COST_OURS = 300,
	COST_MAILBOX = 400, COST_LANGUAGE = 400, COST_NONE = 1000 };

/* So many values of one condition are put into the table. */
#define VALUES_MOST 50000

/* A hash that leads to a rule. Two keys of one hash do no harm: the rule is tried in vain. */
struct entry {
	uint64_t hash;
	uint32_t rule;
};

struct rule_index {
	const struct conf *conf;
	struct entry *entries;		/* sorted by hash */
	size_t entry_count;
	uint32_t *first;		/* by the highest bits of the hash; one more than there are */
	unsigned shift;
	struct rule_literals *subject, *text;
	uint64_t *always;
	size_t words, always_count;
	bool recipients, headers, values;	/* there are keys about these */
};

static uint64_t
hash_more(uint64_t h, const char *bytes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)bytes[i]) * UINT64_C(0x100000001B3);
	return h;
}

/* The last step spreads it: the table goes by the highest bits. */
static uint64_t
hash_end(uint64_t h)
{
	h ^= h >> 32;
	h *= UINT64_C(0x9E3779B97F4A7C15);
	return h ^ h >> 29;
}

static uint64_t
key(char kind, const char *text, size_t n)
{
	return hash_end(hash_more(UINT64_C(0xCBF29CE484222325) ^ (uint64_t)kind, text, n));
}

/* The name in any case; value may be NULL. */
static uint64_t
header_key(const char *name, const char *value, size_t n)
{
	uint64_t h = UINT64_C(0xCBF29CE484222325) ^ (uint64_t)(value != NULL ? KEY_VALUE : KEY_HEADER);

	for (; *name != '\0'; name++) {
		char c = (char)tolower((unsigned char)*name);

		h = hash_more(h, &c, 1);
	}
	return hash_end(value != NULL ? hash_more(hash_more(h, "=", 1), value, n) : h);
}

/* ---- what a rule is looked for by */

static void
add_key(struct rule_index *x, uint64_t hash, uint32_t rule)
{
	if ((x->entry_count & (x->entry_count - 1)) == 0)
		x->entries = talloc_realloc(x, x->entries, struct entry, (unsigned)x->entry_count * 2 + 1);
	x->entries[x->entry_count++] = (struct entry){ hash, rule };
}

static unsigned
sum(unsigned cost, size_t n)
{
	return n > COST_NONE / cost ? COST_NONE : cost * (unsigned)n;
}

/* The least that a literal of the condition is; SIZE_MAX when it has none. */
static size_t
shortest_literal(const struct conf_condition *c)
{
	size_t shortest = SIZE_MAX;

	for (size_t i = 0; i < c->value_count; i++) {
		SCRATCH(tmp);
		const char *word = c->compare == COMPARE_MATCHES ? pattern_literal(c->patterns[i]) :
		    c->compare == COMPARE_GLOB ? NULL : c->exact ? fold_word(tmp, c->values[i]) : c->values[i];
		size_t n = word != NULL ? strlen(word) : 0;

		shortest = n < shortest ? n : shortest;
	}
	return shortest;
}

static unsigned
literal_cost(const struct conf_condition *c, unsigned usual)
{
	if (c->compare == COMPARE_PRESENT || shortest_literal(c) < RULE_LITERAL_LEAST)
		return COST_NONE;
	return sum(usual, c->value_count);
}

static bool
is_ours(const struct conf *conf, const struct conf_addresses *addresses)
{
	for (size_t i = 0; i < addresses->count; i++)
		if (addresses->list[i][0] == '@' || conf_mailbox_by_address(conf, addresses->list[i]) != NULL)
			return true;
	return false;
}

static unsigned cost_of(const struct conf *conf, const struct conf_condition *c);

static unsigned
group_cost(const struct conf *conf, const struct conf_condition *c)
{
	unsigned least = COST_NONE, all = 0;

	for (size_t i = 0; i < c->child_count; i++) {
		unsigned cost = cost_of(conf, &c->children[i]);

		least = cost < least ? cost : least;
		all = all + cost > COST_NONE ? COST_NONE : all + cost;
	}
	return c->kind == CONDITION_ALL ? least : c->kind == CONDITION_ANY && c->child_count > 0 ? all : COST_NONE;
}

/* COST_NONE: it cannot be looked for. What rules change is never looked for. */
static unsigned
cost_of(const struct conf *conf, const struct conf_condition *c)
{
	bool whole = c->compare == COMPARE_IS || c->compare == COMPARE_FILE;

	switch ((int)c->kind) {
	case CONDITION_ALL:
	case CONDITION_ANY:
	case CONDITION_NOT:
		return group_cost(conf, c);
	case CONDITION_FROM:
		return whole && c->addresses.count <= VALUES_MOST ? COST_ADDRESS + (unsigned)c->addresses.count / 1000 : COST_NONE;
	case CONDITION_TO:
	case CONDITION_CC:
	case CONDITION_RECIPIENT:
		return whole && c->addresses.count <= VALUES_MOST ? is_ours(conf, &c->addresses) ? COST_OURS : COST_DOMAIN : COST_NONE;
	case CONDITION_DOMAIN:
		return c->compare == COMPARE_IS && !c->exact ? sum(COST_DOMAIN, c->value_count) : COST_NONE;
	case CONDITION_SUBJECT:
		return literal_cost(c, COST_SUBJECT);
	case CONDITION_TEXT:
	case CONDITION_REPLY:
		return literal_cost(c, COST_TEXT);
	case CONDITION_ANY_TEXT:
		return literal_cost(c, COST_SUBJECT + COST_TEXT);
	case CONDITION_HEADER:
		if (strcmp(c->name, "*") == 0 || (c->compare == COMPARE_PRESENT && !c->wanted))
			return COST_NONE;
		return c->compare == COMPARE_IS && !c->exact ? sum(COST_VALUE, c->value_count) : COST_HEADER;
	case CONDITION_MAILBOX:
		return c->compare == COMPARE_IS && !c->exact ? sum(COST_MAILBOX, c->value_count) : COST_NONE;
	case CONDITION_LANGUAGE:
		return c->compare == COMPARE_IS && !c->exact ? sum(COST_LANGUAGE, c->value_count) : COST_NONE;
	default:
		return COST_NONE;
	}
}

static void
add_literals(struct rule_literals *literals, const struct conf_condition *c, uint32_t rule)
{
	for (size_t i = 0; i < c->value_count; i++) {
		SCRATCH(tmp);

		rule_literals_add(literals, c->compare == COMPARE_MATCHES ? pattern_literal(c->patterns[i]) :
		    c->exact ? fold_word(tmp, c->values[i]) : c->values[i], rule);
	}
}

static void
add_sender(struct rule_index *x, const struct conf_condition *c, uint32_t rule)
{
	for (size_t i = 0; i < c->addresses.count; i++) {
		const char *address = c->addresses.list[i];
		bool domain = address[0] == '@';

		add_key(x, key(domain ? KEY_DOMAIN : KEY_FROM, address + domain, strlen(address + domain)), rule);
	}
}

static void
add_values(struct rule_index *x, char kind, const struct conf_condition *c, uint32_t rule)
{
	for (size_t i = 0; i < c->value_count; i++) {
		bool below = kind == KEY_DOMAIN && c->values[i][0] == '.';

		add_key(x, key(below ? KEY_BELOW : kind, c->values[i], strlen(c->values[i])), rule);
	}
}

static void
add_header(struct rule_index *x, const struct conf_condition *c, uint32_t rule)
{
	bool values = c->compare == COMPARE_IS && !c->exact;

	x->headers = true;
	x->values |= values;
	if (!values)
		add_key(x, header_key(c->name, NULL, 0), rule);
	for (size_t i = 0; values && i < c->value_count; i++)
		add_key(x, header_key(c->name, c->values[i], strlen(c->values[i])), rule);
}

/* Puts the rule where it is found by that condition, whose cost is less than COST_NONE. */
static void
add_condition(struct rule_index *x, const struct conf_condition *c, uint32_t rule)
{
	const struct conf_condition *best = NULL;

	switch ((int)c->kind) {
	case CONDITION_ALL:
		for (size_t i = 0; i < c->child_count; i++)
			if (best == NULL || cost_of(x->conf, &c->children[i]) < cost_of(x->conf, best))
				best = &c->children[i];
		if (best != NULL)
			add_condition(x, best, rule);
		return;
	case CONDITION_ANY:
		for (size_t i = 0; i < c->child_count; i++)
			add_condition(x, &c->children[i], rule);
		return;
	case CONDITION_FROM:
		add_sender(x, c, rule);
		return;
	case CONDITION_TO:
	case CONDITION_CC:
	case CONDITION_RECIPIENT:
		x->recipients = true;
		for (size_t i = 0; i < c->addresses.count; i++)
			add_key(x, key(KEY_RECIPIENT, c->addresses.list[i], strlen(c->addresses.list[i])), rule);
		return;
	case CONDITION_DOMAIN:
		add_values(x, KEY_DOMAIN, c, rule);
		return;
	case CONDITION_SUBJECT:
		add_literals(x->subject, c, rule);
		return;
	case CONDITION_TEXT:
	case CONDITION_REPLY:
		add_literals(x->text, c, rule);
		return;
	case CONDITION_ANY_TEXT:
		add_literals(x->subject, c, rule);
		add_literals(x->text, c, rule);
		return;
	case CONDITION_HEADER:
		add_header(x, c, rule);
		return;
	case CONDITION_MAILBOX:
		add_values(x, KEY_MAILBOX, c, rule);
		return;
	default:
		add_values(x, KEY_LANGUAGE, c, rule);
	}
}

/* ---- making it */

static int
compare(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	return x->hash != y->hash ? (x->hash > y->hash ? 1 : -1) : (x->rule > y->rule) - (x->rule < y->rule);
}

/* About as many slots as entries. */
static void
finish(struct rule_index *x)
{
	unsigned bits = 4;
	size_t at = 0;

	while (bits < 24 && (size_t)1 << bits < x->entry_count)
		bits++;
	x->shift = 64 - bits;
	if (x->entry_count > 1)
		qsort(x->entries, x->entry_count, sizeof(*x->entries), compare);
	x->first = talloc_array(x, uint32_t, (1u << bits) + 1);
	for (uint64_t slot = 0; slot <= (uint64_t)1 << bits; slot++) {
		while (at < x->entry_count && x->entries[at].hash >> x->shift < slot)
			at++;
		x->first[slot] = (uint32_t)at;
	}
	rule_literals_finish(x->subject);
	rule_literals_finish(x->text);
}

struct rule_index *
rule_index_new(TALLOC_CTX *ctx, const struct conf *conf)
{
	struct rule_index *x = talloc_zero(ctx, struct rule_index);

	x->conf = conf;
	x->words = (conf->rule_count + 63) / 64;
	x->always = talloc_zero_array(x, uint64_t, (unsigned)x->words);
	x->subject = rule_literals_new(x);
	x->text = rule_literals_new(x);
	for (size_t i = 0; i < conf->rule_count; i++) {
		if (cost_of(conf, &conf->rules[i].when) < COST_NONE) {
			add_condition(x, &conf->rules[i].when, (uint32_t)i);
			continue;
		}
		x->always[i / 64] |= UINT64_C(1) << (i % 64);
		x->always_count++;
	}
	finish(x);
	return x;
}

size_t
rule_index_always(const struct rule_index *index)
{
	return index->always_count;
}

/* ---- asking it */

static void
look_up(const struct rule_index *x, uint64_t hash, uint64_t *rules)
{
	uint64_t slot = hash >> x->shift;

	for (uint32_t i = x->first[slot]; i < x->first[slot + 1]; i++)
		if (x->entries[i].hash == hash)
			rules[x->entries[i].rule / 64] |= UINT64_C(1) << (x->entries[i].rule % 64);
}

static void
look_up_sender(const struct rule_index *x, const struct rule_view *v, uint64_t *rules)
{
	if (v->from == NULL)
		return;
	look_up(x, key(KEY_FROM, v->from, strlen(v->from)), rules);
	if (v->domain == NULL)
		return;
	look_up(x, key(KEY_DOMAIN, v->domain, strlen(v->domain)), rules);
	for (const char *dot = strchr(v->domain, '.'); dot != NULL; dot = strchr(dot + 1, '.'))
		look_up(x, key(KEY_BELOW, dot, strlen(dot)), rules);
}

static void
look_up_people(const struct rule_index *x, const struct rule_people *people, uint64_t *rules)
{
	for (size_t i = 0; i < people->count; i++) {
		const char *at = strrchr(people->list[i], '@');

		look_up(x, key(KEY_RECIPIENT, people->list[i], strlen(people->list[i])), rules);
		if (at != NULL)
			look_up(x, key(KEY_RECIPIENT, at, strlen(at)), rules);
	}
}

static void
look_up_headers(const struct rule_index *x, struct rule_view *v, uint64_t *rules)
{
	const struct mail_headers *headers = &v->facts->mail->headers;

	for (size_t i = 0; i < headers->count; i++) {
		look_up(x, header_key(headers->list[i].name, NULL, 0), rules);
		if (!x->values)
			continue;
		const char *value = rule_text_folded(v, &v->headers[i]);
		size_t n = v->headers[i].folded_size;

		/* Values are compared without blanks at their ends. */
		while (n > 0 && value[n - 1] == ' ')
			n--;
		for (; n > 0 && *value == ' '; n--)
			value++;
		look_up(x, header_key(headers->list[i].name, value, n), rules);
	}
}

/* "es" finds what asks for "es-MX" no more than the other way round: only the shorter word is asked for. */
static void
look_up_language(const struct rule_index *x, const struct rule_view *v, uint64_t *rules)
{
	SCRATCH(tmp);
	const char *language = v->facts->mail->language;
	char *folded = language != NULL ? fold_word(tmp, language) : NULL;

	if (folded == NULL)
		return;
	for (size_t n = strlen(folded); n > 0; n--)
		if (folded[n] == '\0' || folded[n] == '-')
			look_up(x, key(KEY_LANGUAGE, folded, n), rules);
}

static void
look_up_mailbox(const struct rule_index *x, const struct rule_view *v, uint64_t *rules)
{
	SCRATCH(tmp);
	char *folded = fold_word(tmp, v->facts->mailbox->name);

	look_up(x, key(KEY_MAILBOX, folded, strlen(folded)), rules);
}

static void
find_literals(const struct rule_view *v, const struct rule_literals *literals, struct rule_text *text, uint64_t *rules)
{
	if (rule_literals_count(literals) == 0 || text->raw == NULL)
		return;
	(void)rule_text_folded(v, text);
	rule_literals_find(literals, text->folded, text->folded_size, rules);
}

/* Words of the new text stand in the text as well, unless the mail is so long that only its new words are looked at to their
 * end. */
static void
find_in_texts(const struct rule_index *x, struct rule_view *v, uint64_t *rules)
{
	find_literals(v, x->subject, &v->subject, rules);
	find_literals(v, x->text, &v->text, rules);
	find_literals(v, x->text, &v->reply, rules);
}

void
rule_index_find(const struct rule_index *x, struct rule_view *v, uint64_t *rules)
{
	memcpy(rules, x->always, x->words * sizeof(*rules));
	if (x->entry_count > 0) {
		look_up_sender(x, v, rules);
		look_up_language(x, v, rules);
		look_up_mailbox(x, v, rules);
	}
	if (x->recipients) {
		/* Of each field so many are looked at: all three together need not be so many. */
		look_up_people(x, rule_people(v, CONDITION_TO), rules);
		look_up_people(x, rule_people(v, CONDITION_CC), rules);
		look_up_people(x, rule_people(v, CONDITION_RECIPIENT), rules);
	}
	if (x->headers)
		look_up_headers(x, v, rules);
	find_in_texts(x, v, rules);
}
