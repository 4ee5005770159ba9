/* rule_condition.c - see rule_condition.h: one row of the table a kind */
#include <config.h>

#include <inttypes.h>
#include <string.h>

#include <postigo/base/fold.h>
#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/seal.h>

#include "rule_condition.h"
#include "rule_text.h"
#include "rule_time.h"
#include "signed.h"

#define SHOWN_CHARACTERS 80	/* of what was seen */
#define SHOWN_VALUES 3
#define SHOWN_MOST 300

/* ---- groups */

static bool
all_hold(const struct conf_condition *c, struct rule_view *v)
{
	for (size_t i = 0; i < c->child_count; i++)
		if (!rule_condition_holds(&c->children[i], v))
			return false;
	return true;
}

static bool
any_holds(const struct conf_condition *c, struct rule_view *v)
{
	for (size_t i = 0; i < c->child_count; i++)
		if (rule_condition_holds(&c->children[i], v))
			return true;
	return false;
}

static bool
none_holds(const struct conf_condition *c, struct rule_view *v)
{
	return !all_hold(c, v);
}

/* ---- sets and numbers */

static bool
class_holds(const struct conf_condition *c, struct rule_view *v)
{
	return (c->set >> v->facts->mail->class & 1) != 0;
}

static bool
state_holds(const struct conf_condition *c, struct rule_view *v)
{
	return (c->set >> v->decision->state & 1) != 0;
}

static bool
tier_holds(const struct conf_condition *c, struct rule_view *v)
{
	return (c->set >> v->decision->tier & 1) != 0;
}

static bool
priority_holds(const struct conf_condition *c, struct rule_view *v)
{
	return (c->set >> v->decision->priority & 1) != 0;
}

static bool
trust_holds(const struct conf_condition *c, struct rule_view *v)
{
	return (int64_t)v->decision->trust >= c->least;
}

static bool
size_holds(const struct conf_condition *c, struct rule_view *v)
{
	int64_t size = (int64_t)v->facts->size;

	return size > c->over && size < c->under;
}

static bool
fits_any(char *const *globs, size_t count, const char *text)
{
	SCRATCH(tmp);
	char *folded = fold_word(tmp, text != NULL ? text : "");

	for (size_t i = 0; i < count; i++)
		if (rule_glob(globs[i], folded, strlen(folded)))
			return true;
	return count == 0;
}

static int64_t
count_attachments(const struct conf_condition *c, const struct mail *mail)
{
	int64_t n = 0;

	for (size_t i = 0; i < mail->attachment_count; i++) {
		const struct mail_attachment *a = &mail->attachments[i];

		n += (int64_t)a->size > c->over && (int64_t)a->size < c->under && fits_any(c->values, c->value_count, a->name) &&
		    fits_any(c->types, c->type_count, a->type);
	}
	return n;
}

static bool
attachments_hold(const struct conf_condition *c, struct rule_view *v)
{
	int64_t n = count_attachments(c, v->facts->mail);

	return n >= c->least && n <= c->most;
}

static bool
follow_up_holds(const struct conf_condition *c, struct rule_view *v)
{
	return v->follow_up == c->wanted;
}

static bool
is_signed(struct rule_view *v)
{
	SCRATCH(tmp);
	const char *why;

	return signed_by_sender(tmp, v->facts, &why);
}

static bool
signed_holds(const struct conf_condition *c, struct rule_view *v)
{
	return is_signed(v) == c->wanted;
}

static bool
is_encrypted(const struct rule_view *v)
{
	return v->facts->mail->seal != NULL && v->facts->mail->seal->encrypted;
}

static bool
encrypted_holds(const struct conf_condition *c, struct rule_view *v)
{
	return is_encrypted(v) == c->wanted;
}

/* ---- what was seen */

static char *
saw_signed(TALLOC_CTX *ctx, const struct conf_condition *c, struct rule_view *v)
{
	const char *why;

	(void)c;
	return signed_by_sender(ctx, v->facts, &why) ? talloc_strdup(ctx, "true") : talloc_asprintf(ctx, "false (%s)", why);
}

static char *
saw_encrypted(TALLOC_CTX *ctx, const struct conf_condition *c, struct rule_view *v)
{
	(void)c;
	return talloc_strdup(ctx, is_encrypted(v) ? "true" : "false");
}

static char *
saw_class(TALLOC_CTX *ctx, const struct conf_condition *c, struct rule_view *v)
{
	(void)c;
	return talloc_strdup(ctx, message_class_name(v->facts->mail->class));
}

static char *
saw_state(TALLOC_CTX *ctx, const struct conf_condition *c, struct rule_view *v)
{
	(void)c;
	return talloc_strdup(ctx, ticket_state_name(v->decision->state));
}

static char *
saw_tier(TALLOC_CTX *ctx, const struct conf_condition *c, struct rule_view *v)
{
	(void)c;
	return talloc_asprintf(ctx, "%d", v->decision->tier);
}

static char *
saw_priority(TALLOC_CTX *ctx, const struct conf_condition *c, struct rule_view *v)
{
	(void)c;
	return talloc_strdup(ctx, ticket_priority_name(v->decision->priority));
}

static char *
saw_trust(TALLOC_CTX *ctx, const struct conf_condition *c, struct rule_view *v)
{
	(void)c;
	return talloc_strdup(ctx, decision_trust_name(v->decision->trust));
}

static char *
saw_size(TALLOC_CTX *ctx, const struct conf_condition *c, struct rule_view *v)
{
	(void)c;
	return talloc_asprintf(ctx, "%" PRIu64 " bytes", v->facts->size);
}

static char *
saw_attachments(TALLOC_CTX *ctx, const struct conf_condition *c, struct rule_view *v)
{
	return talloc_asprintf(ctx, "%" PRId64 " of %zu", count_attachments(c, v->facts->mail), v->facts->mail->attachment_count);
}

static char *
saw_follow_up(TALLOC_CTX *ctx, const struct conf_condition *c, struct rule_view *v)
{
	(void)c;
	return talloc_strdup(ctx, v->follow_up ? "a follow-up" : "a new ticket");
}

static char *
saw_time(TALLOC_CTX *ctx, const struct conf_condition *c, struct rule_view *v)
{
	(void)c;
	return rule_time_words(ctx, v);
}

static char *
saw_texts(TALLOC_CTX *ctx, const struct conf_condition *c, struct rule_view *v)
{
	struct rule_text *list[RULE_TEXTS_MOST];
	size_t n = rule_texts(c, v, list);
	char *out = talloc_strdup(ctx, n == 0 ? "not there" : "");

	for (size_t i = 0; i < n && i < SHOWN_VALUES; i++)
		out = talloc_asprintf_append(out, "%s\"%s\"", i > 0 ? ", " : "",
		    utf8_clean_line(ctx, talloc_strndup(ctx, list[i]->raw, list[i]->size), SHOWN_CHARACTERS));
	return n > SHOWN_VALUES ? talloc_asprintf_append(out, " and %zu more", n - SHOWN_VALUES) : out;
}

/* ---- the table */

static const struct kind {
	bool (*holds)(const struct conf_condition *c, struct rule_view *v);
	char *(*saw)(TALLOC_CTX *ctx, const struct conf_condition *c, struct rule_view *v);
	const char *(*word)(int n);	/* of sets: the names of their members */
} kinds[CONDITIONS];

#define TEXT { rule_text_holds, saw_texts, NULL }

static const char *
class_word(int n)
{
	return n <= MAIL_CALENDAR ? message_class_name((enum mail_class)n) : NULL;
}

static const char *
state_word(int n)
{
	return n <= TICKET_CLOSED ? ticket_state_name((enum ticket_state)n) : NULL;
}

static const char *
tier_word(int n)
{
	static const char *const words[CONF_TIERS] = { "0", "1", "2", "3", "4" };

	return n < CONF_TIERS ? words[n] : NULL;
}

static const char *
priority_word(int n)
{
	return n < CONF_PRIORITIES ? ticket_priority_name(n) : NULL;
}

static const struct kind kinds[CONDITIONS] = {
	[CONDITION_ALL] = { all_hold, NULL, NULL },
	[CONDITION_ANY] = { any_holds, NULL, NULL },
	[CONDITION_NOT] = { none_holds, NULL, NULL },
	[CONDITION_FROM] = TEXT,
	[CONDITION_TO] = TEXT,
	[CONDITION_CC] = TEXT,
	[CONDITION_RECIPIENT] = TEXT,
	[CONDITION_REQUESTER] = TEXT,
	[CONDITION_DOMAIN] = TEXT,
	[CONDITION_FROM_NAME] = TEXT,
	[CONDITION_SUBJECT] = TEXT,
	[CONDITION_TEXT] = TEXT,
	[CONDITION_REPLY] = TEXT,
	[CONDITION_ANY_TEXT] = TEXT,
	[CONDITION_HEADER] = TEXT,
	[CONDITION_FIELD] = TEXT,
	[CONDITION_LANGUAGE] = TEXT,
	[CONDITION_ORGANISATION] = TEXT,
	[CONDITION_QUEUE] = TEXT,
	[CONDITION_TEAM] = TEXT,
	[CONDITION_ASSIGNEE] = TEXT,
	[CONDITION_MAILBOX] = TEXT,
	[CONDITION_TAGS] = TEXT,
	[CONDITION_TECHNICIAN] = TEXT,
	[CONDITION_CLASS] = { class_holds, saw_class, class_word },
	[CONDITION_STATE] = { state_holds, saw_state, state_word },
	[CONDITION_TIER] = { tier_holds, saw_tier, tier_word },
	[CONDITION_PRIORITY] = { priority_holds, saw_priority, priority_word },
	[CONDITION_TRUST] = { trust_holds, saw_trust, NULL },
	[CONDITION_SIZE] = { size_holds, saw_size, NULL },
	[CONDITION_ATTACHMENTS] = { attachments_hold, saw_attachments, NULL },
	[CONDITION_FOLLOW_UP] = { follow_up_holds, saw_follow_up, NULL },
	[CONDITION_SIGNED] = { signed_holds, saw_signed, NULL },
	[CONDITION_ENCRYPTED] = { encrypted_holds, saw_encrypted, NULL },
	[CONDITION_DATE] = { rule_date_holds, saw_time, NULL },
	[CONDITION_TIME] = { rule_time_holds, saw_time, NULL },
	[CONDITION_HOURS] = { rule_hours_hold, saw_time, NULL },
};

bool
rule_condition_holds(const struct conf_condition *c, struct rule_view *v)
{
	return kinds[c->kind].holds(c, v);
}

void
rule_condition_collect(const struct conf_condition *c, struct rule_view *v)
{
	if (c->kind == CONDITION_NOT || !rule_condition_holds(c, v))
		return;
	v->collects = c->compare == COMPARE_MATCHES;
	if (v->collects)
		(void)rule_condition_holds(c, v);
	v->collects = false;
	for (size_t i = 0; i < c->child_count; i++)
		rule_condition_collect(&c->children[i], v);
}

/* ---- in words */

/* "a", "b" or "c"; of many the first. */
static char *
values_words(TALLOC_CTX *ctx, const struct conf_condition *c)
{
	char *out = talloc_strdup(ctx, "");
	/* "or 1 others" would be longer than that one. */
	size_t n = c->value_count <= SHOWN_VALUES + 1 ? c->value_count : SHOWN_VALUES;

	for (size_t i = 0; i < n; i++)
		out = talloc_asprintf_append(out, "%s\"%s\"", i == 0 ? "" : i + 1 == c->value_count ? " or " : ", ",
		    utf8_clean_line(ctx, c->written[i], SHOWN_CHARACTERS));
	return c->value_count > n ? talloc_asprintf_append(out, " or %zu others", c->value_count - n) : out;
}

static char *
set_words(TALLOC_CTX *ctx, const struct conf_condition *c, const char *(*word)(int n))
{
	char *out = talloc_strdup(ctx, "");
	bool first = true;

	for (int i = 0; word(i) != NULL; i++)
		if ((c->set >> i & 1) != 0) {
			out = talloc_asprintf_append(out, "%s%s", first ? "" : " or ", word(i));
			first = false;
		}
	return out;
}

/* What is asked for, of whatever is no text: "at least auth", "over 5000 bytes". */
static char *
asked_words(TALLOC_CTX *ctx, const struct conf_condition *c)
{
	char *out = talloc_strdup(ctx, "");

	switch ((int)c->kind) {
	case CONDITION_TRUST:
		return talloc_asprintf(ctx, "at least %s", decision_trust_name((enum conf_trust)c->least));
	case CONDITION_SIZE:
		if (c->over >= 0)
			out = talloc_asprintf_append(out, "over %" PRId64, c->over);
		if (c->under != INT64_MAX)
			out = talloc_asprintf_append(out, "%sunder %" PRId64, c->over >= 0 ? " and " : "", c->under);
		return talloc_asprintf_append(out, " bytes");
	case CONDITION_ATTACHMENTS:
		if (c->most == INT64_MAX)
			return talloc_asprintf(ctx, "at least %" PRId64 "%s", c->least, c->value_count + c->type_count > 0 ||
			    c->over >= 0 || c->under != INT64_MAX ? " of that kind" : "");
		return talloc_asprintf(ctx, "from %" PRId64 " to %" PRId64, c->least, c->most);
	case CONDITION_FOLLOW_UP:
	case CONDITION_SIGNED:
	case CONDITION_ENCRYPTED:
		return talloc_strdup(ctx, c->wanted ? "true" : "false");
	case CONDITION_HOURS:
		return talloc_asprintf(ctx, "%s those of \"%s\"", c->wanted ? "inside" : "outside", c->calendar_name);
	default:
		return talloc_asprintf(ctx, "\"%s\"", c->written[0]);
	}
}

char *
rule_condition_claim(TALLOC_CTX *ctx, const struct conf_condition *c, bool holds)
{
	static const char *const verbs[COMPARES][2] = {
		[COMPARE_IS] = { "is not", "is" }, [COMPARE_CONTAINS] = { "does not contain", "contains" },
		[COMPARE_STARTS] = { "does not start with", "starts with" }, [COMPARE_ENDS] = { "does not end with", "ends with" },
		[COMPARE_GLOB] = { "is not like", "is like" }, [COMPARE_MATCHES] = { "does not match", "matches" },
		[COMPARE_FILE] = { "is not in", "is in" },
	};
	const char *name = conf_condition_name(c->kind);

	if (c->name != NULL)
		name = talloc_asprintf(ctx, "%s %s", name, c->name);
	if (kinds[c->kind].saw != saw_texts)
		return talloc_asprintf(ctx, "%s %s %s", name, holds ? "is" : "is not", kinds[c->kind].word != NULL ?
		    set_words(ctx, c, kinds[c->kind].word) : asked_words(ctx, c));
	if (c->compare == COMPARE_PRESENT)
		return talloc_asprintf(ctx, "%s is %sthere", name, c->wanted == holds ? "" : "not ");
	return talloc_asprintf(ctx, "%s %s %s", name, verbs[c->compare][holds], values_words(ctx, c));
}

static char *
leaf_words(TALLOC_CTX *ctx, const struct conf_condition *c, struct rule_view *v, bool holds)
{
	char *words = rule_condition_claim(ctx, c, holds);

	if (c->compare == COMPARE_PRESENT && kinds[c->kind].saw == saw_texts)
		return words;
	/* Of one value nothing new is said by showing it. */
	if (holds && c->compare != COMPARE_MATCHES && c->compare != COMPARE_GLOB && c->compare != COMPARE_FILE && c->value_count == 1)
		return words;
	return talloc_asprintf(ctx, "%s; it is %s", words, kinds[c->kind].saw(ctx, c, v));
}

static char *
several_words(TALLOC_CTX *ctx, const struct conf_condition *c, struct rule_view *v, bool holds, const char *between)
{
	char *out = talloc_strdup(ctx, "");

	for (size_t i = 0; i < c->child_count && i < SHOWN_VALUES; i++)
		out = talloc_asprintf_append(out, "%s%s", i > 0 ? between : "", rule_condition_words(ctx, &c->children[i], v, holds));
	return c->child_count > SHOWN_VALUES ? talloc_asprintf_append(out, "%s...", between) : out;
}

/* The first that holds, or does not. */
static char *
first_words(TALLOC_CTX *ctx, const struct conf_condition *c, struct rule_view *v, bool holds)
{
	for (size_t i = 0; i < c->child_count; i++)
		if (rule_condition_holds(&c->children[i], v) == holds)
			return rule_condition_words(ctx, &c->children[i], v, holds);
	return talloc_strdup(ctx, holds ? "it fits every mail" : "nothing of it holds");
}

char *
rule_condition_words(TALLOC_CTX *ctx, const struct conf_condition *c, struct rule_view *v, bool holds)
{
	SCRATCH(tmp);
	char *words;

	if (c->kind == CONDITION_ALL)
		words = c->child_count == 0 ? talloc_strdup(tmp, "it fits every mail") :
		    holds ? several_words(tmp, c, v, true, ", and ") : first_words(tmp, c, v, false);
	else if (c->kind == CONDITION_ANY)
		words = holds ? first_words(tmp, c, v, true) : talloc_asprintf(tmp, "none of these holds: %s",
		    several_words(tmp, c, v, false, "; "));
	else if (c->kind == CONDITION_NOT)
		words = holds ? several_words(tmp, c, v, false, ", ") : talloc_asprintf(tmp, "it should not be that %s",
		    several_words(tmp, c, v, true, ", and "));
	else
		words = leaf_words(tmp, c, v, holds);
	return utf8_clean_line(ctx, words, SHOWN_MOST);
}
