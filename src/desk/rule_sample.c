/* rule_sample.c - see rule_sample.h */
#include <config.h>

#include <string.h>
#include <strings.h>

#include <postigo/base/file.h>
#include <postigo/base/memory.h>
#include <postigo/base/wire_reader.h>
#include <postigo/desk/decide.h>

#include "rule_sample.h"

/* One sample on its way to a verdict. */
struct trial {
	const struct conf *conf;
	const struct rule_set *rules;
	const struct catalog *catalog;
	const struct conf_rule *rule;
	const struct conf_sample *sample;
	size_t number;
	struct facts facts;
};

/* ---- the mail */

static char *
field(TALLOC_CTX *ctx, const char *name, const char *value)
{
	return value != NULL ? talloc_asprintf(ctx, "%s: %s\r\n", name, value) : talloc_strdup(ctx, "");
}

static bool
has_header(const struct conf_sample *s, const char *name)
{
	for (size_t i = 0; i < s->header_count; i++)
		if (strcasecmp(s->headers[i].name, name) == 0)
			return true;
	return false;
}

/* What is not written is as in the mail of somebody whom nobody knows. */
static char *
compose_sample(TALLOC_CTX *ctx, const struct trial *t)
{
	const struct conf_sample *s = t->sample;
	char *raw = talloc_asprintf(ctx, "%s%s%s%sMessage-ID: <sample-%zu@sample.invalid>\r\n",
	    has_header(s, "From") ? "" : field(ctx, "From", s->from != NULL ? s->from : "Pat Doe <pat@sample.invalid>"),
	    has_header(s, "To") ? "" : field(ctx, "To", s->to != NULL ? s->to : t->facts.mailbox->address), field(ctx, "Cc", s->cc),
	    field(ctx, "Subject", s->subject), t->number);

	for (size_t i = 0; i < s->header_count; i++)
		raw = talloc_strdup_append(raw, field(ctx, s->headers[i].name, s->headers[i].value));
	return talloc_asprintf_append(raw, "%s\r\n%s\r\n", has_header(s, "Content-Type") ? "" :
	    "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n", s->text != NULL ? s->text : "");
}

static enum result
read_sample(TALLOC_CTX *ctx, const struct trial *t, struct mail **out, struct error *err)
{
	char *raw;
	size_t size;
	enum result result = DONE;

	if (t->sample->file != NULL)
		result = file_read(ctx, t->sample->file, WIRE_RAW_MAX, &raw, &size, err);
	else
		size = strlen(raw = compose_sample(ctx, t));
	if (result != DONE)
		return result == NONE ? error_set(err, PERMFAIL, "%s is not there", t->sample->file) : result;
	*out = message_parse(ctx, raw, size);
	return DONE;
}

/* ---- what is known of it */

/* The mailbox that is named, or that the mail names, or the first. */
static const struct conf_mailbox *
mailbox_of(const struct conf *conf, const struct conf_sample *s, const struct mail *mail)
{
	const struct conf_mailbox *m = s->mailbox != NULL ? conf_mailbox(conf, s->mailbox) : NULL;

	for (size_t i = 0; m == NULL && mail != NULL && i < mail->to.count && i < 100; i++)
		m = conf_mailbox_by_address(conf, mail->to.list[i].address);
	for (size_t i = 0; m == NULL && mail != NULL && i < mail->cc.count && i < 100; i++)
		m = conf_mailbox_by_address(conf, mail->cc.list[i].address);
	return m != NULL ? m : &conf->mailboxes[0];
}

/* A ticket that is open, of whoever wrote. */
static void
answer_a_ticket(struct trial *t)
{
	const struct conf_queue *queue = conf_queue(t->conf, t->facts.mailbox->queue);

	t->facts.tie[TIE_MESSAGE_ID_TOKEN] = (struct tie){
		.found = true, .sender_takes_part = true, .named = 1,
		.ticket = { .id = 1, .state = TICKET_OPEN, .queue = t->facts.mailbox->queue, .team = queue != NULL ? queue->team : NULL,
		    .tier = 1, .priority = PRIORITY_NORMAL },
	};
	t->facts.marked = 1;
}

static void
gather(struct trial *t, const struct mail *mail)
{
	instant at = t->sample->at != 0 ? t->sample->at : instant_now();

	t->facts = (struct facts){
		.conf = t->conf, .mail = mail, .mailbox = mailbox_of(t->conf, t->sample, mail), .now = at, .arrived = at,
		.installation = "", .language = t->conf->identity.language, .size = mail->size, .rules = t->rules,
	};
	if (mail->from.address != NULL)
		t->facts.agent = conf_agent_by_address(t->conf, mail->from.address);
	if (t->catalog != NULL && mail->language != NULL && catalog_has_language(t->catalog, mail->language))
		t->facts.language = t->facts.languages.mail = mail->language;
	if (t->sample->follow_up)
		answer_a_ticket(t);
}

/* ---- the verdict */

static const struct decision_rule *
own_record(const struct trial *t, const struct decision *d)
{
	for (size_t i = 0; i < d->rule_count; i++)
		if (d->rules[i].number == (size_t)(t->rule - t->conf->rules))
			return &d->rules[i];
	return NULL;
}

/* Decided once more, with words. */
static char *
says_of_itself(TALLOC_CTX *ctx, struct trial *t)
{
	const struct decision_rule *record;
	const struct decision *d;

	t->facts.explain = true;
	d = decide(ctx, &t->facts);
	t->facts.explain = false;
	record = own_record(t, d);
	return talloc_strdup(ctx, record != NULL && record->why != NULL ? record->why : "no rule is asked about it");
}

static char *
matched_wrong(TALLOC_CTX *ctx, struct trial *t, const struct decision *d)
{
	const struct decision_rule *record = own_record(t, d);
	bool matched = record != NULL && record->matched;

	if (t->sample->matched == CONF_UNSET || matched == (t->sample->matched != 0))
		return NULL;
	return talloc_asprintf(ctx, matched ? "fits the rule, and should not: %s" : "does not fit the rule, and should: %s",
	    says_of_itself(ctx, t));
}

/* by: the rule that has set it; NULL: none has. */
static char *
word_wrong(TALLOC_CTX *ctx, const char *what, const char *got, const char *wanted, const char *by)
{
	if (wanted == NULL || (got != NULL && strcmp(got, wanted) == 0))
		return NULL;
	return talloc_asprintf(ctx, "gives %s %s%s%s; expected \"%s\"%s%s%s", what, got != NULL ? "\"" : "", got != NULL ? got : "none",
	    got != NULL ? "\"" : "", wanted, by != NULL ? " (rule \"" : "", by != NULL ? by : "", by != NULL ? "\" has set it)" : "");
}

static char *
tags_wrong(TALLOC_CTX *ctx, const struct conf_sample *s, const struct decision *d)
{
	for (size_t i = 0; i < s->tag_count; i++) {
		size_t n = 0;

		while (n < d->tags.count && strcmp(d->tags.list[n], s->tags[i]) != 0)
			n++;
		if (n == d->tags.count)
			return talloc_asprintf(ctx, "gives no tag \"%s\"", s->tags[i]);
	}
	return NULL;
}

static char *
fields_wrong(TALLOC_CTX *ctx, const struct conf_sample *s, const struct decision *d)
{
	char *wrong = NULL;

	for (size_t i = 0; i < s->field_count && wrong == NULL; i++) {
		const char *got = NULL;

		for (size_t n = 0; n < d->fields.count; n++)
			if (strcmp(d->fields.list[n].name, s->fields[i].name) == 0)
				got = d->fields.list[n].value;
		wrong = word_wrong(ctx, talloc_asprintf(ctx, "field %s", s->fields[i].name), got, s->fields[i].value, NULL);
	}
	return wrong;
}

static char *
hooks_wrong(TALLOC_CTX *ctx, enum conf_hook_kind kind, char *const *wanted, size_t count, const struct decision *d)
{
	for (size_t i = 0; i < count; i++) {
		size_t n = 0;

		while (n < d->hook_count && (d->hooks[n].hook->kind != kind || strcmp(d->hooks[n].hook->name, wanted[i]) != 0))
			n++;
		if (n == d->hook_count)
			return talloc_asprintf(ctx, kind == CONF_HOOK_WEBHOOK ? "does not tell the webhook \"%s\"" :
			    "does not run the program \"%s\"", wanted[i]);
	}
	return NULL;
}

/* The first of what is not as it should be. */
static char *
verdict(TALLOC_CTX *ctx, struct trial *t, const struct decision *d)
{
	const struct conf_sample *s = t->sample;
	const struct decision_ruled *r = &d->ruled;
	char *wrong = matched_wrong(ctx, t, d);

	if (wrong == NULL)
		wrong = word_wrong(ctx, "outcome", decision_outcome_name(d->outcome), s->outcome, NULL);
	if (wrong == NULL)
		wrong = word_wrong(ctx, "queue", d->queue, s->queue, r->queue_by);
	if (wrong == NULL && s->tier != CONF_UNSET && s->tier != d->tier)
		wrong = talloc_asprintf(ctx, "gives tier %d; expected %d", d->tier, s->tier);
	if (wrong == NULL)
		wrong = word_wrong(ctx, "team", d->team, s->team, r->team_by);
	if (wrong == NULL)
		wrong = word_wrong(ctx, "assignee", d->assignee, s->assignee, r->assignee_by);
	if (wrong == NULL && s->priority != CONF_UNSET)
		wrong = word_wrong(ctx, "priority", ticket_priority_name(d->priority), ticket_priority_name(s->priority), r->priority_by);
	if (wrong == NULL)
		wrong = word_wrong(ctx, "organisation", d->organisation, s->organisation, r->organisation_by);
	if (wrong == NULL)
		wrong = word_wrong(ctx, "language", d->language, s->language, r->language_by);
	if (wrong == NULL)
		wrong = tags_wrong(ctx, s, d);
	if (wrong == NULL)
		wrong = hooks_wrong(ctx, CONF_HOOK_WEBHOOK, s->webhooks, s->webhook_count, d);
	if (wrong == NULL)
		wrong = hooks_wrong(ctx, CONF_HOOK_PROGRAM, s->programs, s->program_count, d);
	return wrong != NULL ? wrong : fields_wrong(ctx, s, d);
}

char *
rule_sample_try(TALLOC_CTX *ctx, const struct conf *conf, const struct rule_set *rules, const struct catalog *catalog,
    const struct conf_rule *rule, size_t number)
{
	SCRATCH(tmp);
	struct trial t = { .conf = conf, .rules = rules, .catalog = catalog, .rule = rule, .sample = &rule->samples[number],
		.number = number };
	struct mail *mail;
	struct error err;
	char *wrong;

	/* The mail that is made is to a mailbox. */
	t.facts.mailbox = mailbox_of(conf, t.sample, NULL);
	if (read_sample(tmp, &t, &mail, &err) != DONE)
		return talloc_asprintf(ctx, "sample %zu cannot be read: %s", number + 1, err.text);
	gather(&t, mail);
	wrong = verdict(tmp, &t, decide(tmp, &t.facts));
	return wrong != NULL ? talloc_asprintf(ctx, "sample %zu %s", number + 1, wrong) : NULL;
}
