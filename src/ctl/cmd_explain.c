/* cmd_explain.c - postigo explain: what would be done with a mail, and why; changes nothing */
#include <config.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <postigo/base/file.h>
#include <postigo/base/memory.h>
#include <postigo/base/wire.h>
#include <postigo/base/wire_reader.h>

#include "ctl.h"
#include "output.h"

/* Our names for things, in words. */
struct word {
	const char *name, *words;
};

static const struct word outcomes[] = {
	{ "new_ticket", "It becomes a new ticket." },
	{ "reply", "It is added to a ticket." },
	{ "command", "It is a technician's command." },
	{ "bounce", "It says that a mail of ours did not arrive." },
	{ "filed", "It is filed; nothing follows from it." },
	{ "duplicate", "It is here already: nothing happens." },
	{ "refused", "It is not taken." },
	{ "quarantined", "It is set aside for an operator to look at." },
	{ NULL, NULL }
};

static const struct word ties[] = {
	{ "reply_token", "it was sent to a reply address of ours that nobody can forge" },
	{ "message_id_token", "it refers to a mail of ours by an identifier that nobody can forge" },
	{ "message_id", "it refers to a mail on that ticket" },
	{ "body_marker", "its text holds a mark of ours" },
	{ "subject_tag", "its subject holds the number, and its sender takes part" },
	{ "vendor_number", "it names the vendor's number" },
	{ "alert_key", "it is about the same alert" },
	{ NULL, NULL }
};

static const struct word trusts[] = {
	{ "token_and_auth", "certain: an unforgeable address, and the sender's domain vouches for it" },
	{ "token", "good: it came by an address that only this person was given" },
	{ "auth", "good: the sender's domain vouches for it" },
	{ "known", "some: a mail was theirs once, but anybody can write their address into another" },
	{ "none", "none: anybody could have written this" },
	{ NULL, NULL }
};

static const char *
in_words(const struct word *words, const char *name)
{
	for (; words->name != NULL && name != NULL; words++)
		if (strcmp(words->name, name) == 0)
			return words->words;
	return name;
}

static const char *
string_at(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

/* The time as operators read it. */
static char *
time_at(TALLOC_CTX *ctx, const json_t *object, const char *key)
{
	const char *text = string_at(object, key);
	struct error err;
	instant t;

	return text != NULL && instant_parse(text, &t, &err) == DONE ? output_time(ctx, t) : NULL;
}

static void
print_person(const char *label, const json_t *person)
{
	SCRATCH(tmp);
	const char *name = string_at(person, "name"), *address = string_at(person, "address");

	if (name != NULL && *name != '\0' && address != NULL)
		output_field(label, talloc_asprintf(tmp, "%s <%s>", name, address));
	else
		output_field(label, address);
}

static void
print_mail(const json_t *mail)
{
	SCRATCH(tmp);
	const char *class = string_at(mail, "class"), *reason = string_at(mail, "class_reason");
	const json_t *defects = json_object_get(mail, "defects");

	output_title("The mail");
	print_person("From", json_object_get(mail, "from"));
	output_field("Subject", string_at(mail, "subject"));
	output_field("Kind", reason != NULL && class != NULL ? talloc_asprintf(tmp, "%s: %s", class, reason) : class);
	output_field("Language", string_at(mail, "language"));
	for (size_t i = 0; i < json_array_size(defects); i++)
		output_field(i == 0 ? "Defects" : "", json_string_value(json_array_get(defects, i)));
}

/* "ana: the least to do of 2"; the reason alone when there is nothing that it is one for. */
static const char *
with_why(TALLOC_CTX *ctx, const char *what, const char *why)
{
	if (what == NULL || why == NULL)
		return what != NULL ? what : why;
	return talloc_asprintf(ctx, "%s: %s", what, why);
}

/* A value and which rule has set it, if one has. */
static void
print_set(const json_t *o, const char *label, const char *key, const char *value)
{
	SCRATCH(tmp);
	const char *by = string_at(json_object_get(o, "set_by"), key);

	if (value != NULL && *value != '\0')
		output_field(label, by == NULL ? value : strcmp(by, "points") == 0 ? talloc_asprintf(tmp, "%s, by points", value) :
		    talloc_asprintf(tmp, "%s, by rule \"%s\"", value, by));
}

/* Where it goes, and as what. */
static void
print_place(const json_t *o)
{
	SCRATCH(tmp);
	const json_t *tier = json_object_get(o, "tier");
	json_t *fields = json_object_get(o, "fields");
	const char *why = string_at(o, "tier_why");

	print_set(o, "Organisation", "organisation", string_at(o, "organisation"));
	output_field("Language", with_why(tmp, string_at(o, "language"), string_at(o, "language_why")));
	print_set(o, "Queue", "queue", string_at(o, "queue"));
	if (json_is_integer(tier) && why != NULL)
		output_field("Tier", talloc_asprintf(tmp, "%lld: %s", (long long)json_integer_value(tier), why));
	print_set(o, "Team", "team", string_at(o, "team"));
	output_field("Assigned", with_why(tmp, string_at(o, "assignee"), string_at(o, "assignee_why")));
	print_set(o, "Priority", "priority", string_at(o, "priority"));
	output_field("Tags", output_joined(tmp, json_object_get(o, "tags")));
	for (void *at = json_object_iter(fields); at != NULL; at = json_object_iter_next(fields, at))
		output_field("Field", talloc_asprintf(tmp, "%s = %s", json_object_iter_key(at),
		    json_string_value(json_object_iter_value(at))));
}

/* Whether many have written about the same at once. */
static void
print_spikes(const json_t *o)
{
	SCRATCH(tmp);
	const json_t *spikes = json_object_get(o, "spikes");

	for (size_t i = 0; i < json_array_size(spikes); i++) {
		const json_t *s = json_array_get(spikes, i);

		output_field(json_is_true(json_object_get(s, "chosen")) ? "Problem" : "Spike", talloc_asprintf(tmp, "%s: %s", string_at(s, "name"),
		    string_at(s, "why")));
	}
}

static void
print_decision(const json_t *o)
{
	SCRATCH(tmp);
	const json_t *tie = json_object_get(o, "tie"), *ticket = json_object_get(o, "ticket");
	const json_t *linked = json_object_get(o, "linked");

	output_heading("%s", in_words(outcomes, string_at(o, "outcome")));
	if (json_is_integer(ticket))
		output_field("Ticket", talloc_asprintf(tmp, "%lld", (long long)json_integer_value(ticket)));
	output_field("Because", in_words(ties, string_at(tie, "kind")));
	output_field("Cause", string_at(o, "cause"));
	if (json_is_integer(linked))
		output_field("Related", talloc_asprintf(tmp, "perhaps to ticket %lld",
		    (long long)json_integer_value(linked)));
	output_field("Trust", json_is_true(json_object_get(json_object_get(o, "protection"), "counts")) ?
	    "good: it is signed with the sender's own key" : in_words(trusts, string_at(o, "trust")));
	output_field("", string_at(o, "trust_why"));
	output_field("Sealed", string_at(json_object_get(o, "protection"), "words"));
	output_field("Proven", time_at(tmp, o, "proven"));
	output_field("Waits", string_at(o, "withheld"));
	output_field("Alarm", string_at(o, "alarm"));
	if (json_is_true(json_object_get(o, "internal")))
		output_field("Seen by", "technicians alone");
	output_field("Token", string_at(o, "token_trouble"));
	print_place(o);
	print_spikes(o);
}

/* By when what is promised, and how that was reckoned. */
static void
print_deadlines(const json_t *o)
{
	static const struct {
		const char *kind, *title;
	} titles[] = { { "first_response", "First answer" }, { "next_response", "Next answer" }, { "resolution", "Solution" } };
	const json_t *list = json_object_get(o, "deadlines");

	if (json_array_size(list) > 0)
		output_heading("Promised");
	for (size_t i = 0; i < json_array_size(list); i++) {
		SCRATCH(tmp);
		const json_t *d = json_array_get(list, i);
		const char *kind = string_at(d, "kind"), *due = string_at(d, "due"), *title = kind;
		struct error err;
		instant when = 0;

		for (size_t k = 0; k < sizeof(titles) / sizeof(*titles); k++)
			if (kind != NULL && strcmp(kind, titles[k].kind) == 0)
				title = titles[k].title;
		output_text("", talloc_asprintf(tmp, "%s: %s", title, due != NULL && instant_parse(due, &when, &err) == DONE ?
		    output_time(tmp, when) : "its clock stands still"));
		output_text("  ", string_at(d, "how"));
	}
}

static void
print_answers(const json_t *o)
{
	SCRATCH(tmp);
	const json_t *answers = json_object_get(o, "answers");

	if (json_array_size(answers) > 0)
		output_heading("Mails that go out");
	else
		output_heading("No mail goes out");
	for (size_t i = 0; i < json_array_size(answers); i++) {
		const json_t *a = json_array_get(answers, i);
		const char *why = string_at(a, "why"), *language = string_at(a, "language");
		output_field(string_at(a, "template"), talloc_asprintf(tmp, "to %s%s%s%s%s",
		    output_joined(tmp, json_object_get(a, "to")), language != NULL ? ", in " : "",
		    language != NULL ? language : "", why != NULL ? ": " : "", why != NULL ? why : ""));
	}
	const char *unanswered = string_at(o, "not_answered");
	if (unanswered != NULL && *unanswered != '\0')
		output_text("", talloc_asprintf(tmp, "No acknowledgement: %s", unanswered));
}

static void
print_hooks(const json_t *o)
{
	SCRATCH(tmp);
	const json_t *hooks = json_object_get(o, "hooks");

	if (json_array_size(hooks) == 0)
		return;
	output_heading("What is told or run outside");
	for (size_t i = 0; i < json_array_size(hooks); i++) {
		const json_t *h = json_array_get(hooks, i);

		output_field(string_at(h, "kind"), talloc_asprintf(tmp, "%s, by rule \"%s\"", string_at(h, "name"),
		    string_at(h, "rule")));
	}
}

/* "3 before + 2 now = 5 of 5": how many there are of how many that are wanted. */
static void
print_points(const json_t *o)
{
	SCRATCH(tmp);
	const json_t *thresholds = json_object_get(o, "thresholds"), *all_before = json_object_get(o, "points_before");
	json_t *points = json_object_get(o, "points");

	for (void *at = json_object_iter(points); at != NULL; at = json_object_iter_next(points, at)) {
		const char *toward = json_object_iter_key(at);
		const json_t *wanted = json_object_get(thresholds, toward);
		long long all = (long long)json_integer_value(json_object_iter_value(at));
		long long before = (long long)json_integer_value(json_object_get(all_before, toward)), now = all - before;
		char *given = before == 0 ? talloc_asprintf(tmp, "%lld", all) : talloc_asprintf(tmp, "%lld before %c %lld now = %lld", before,
		    now < 0 ? '-' : '+', now < 0 ? -now : now, all);

		output_field("points", json_is_integer(wanted) ? talloc_asprintf(tmp, "%s: %s of %lld", toward, given,
		    (long long)json_integer_value(wanted)) : talloc_asprintf(tmp, "%s: %s, and no threshold", toward, given));
	}
}

#define RULES_ON_A_LINE 200	/* bytes */

/* Whether it failed in the same way as the one before it. */
static bool
is_like(const json_t *rule, const json_t *other)
{
	const char *why = string_at(rule, "why"), *before = string_at(other, "why");

	return !json_is_true(json_object_get(rule, "matched")) && !json_is_true(json_object_get(other, "matched")) &&
	    why != NULL && before != NULL && strcmp(why, before) == 0;
}

/* One rule, and those behind it of which the very same is to be said; *i is the last of them then. */
static void
print_rule(const json_t *rules, size_t *i)
{
	SCRATCH(tmp);
	const json_t *rule = json_array_get(rules, *i);
	const char *name = string_at(rule, "name"), *why = string_at(rule, "why");
	char *names = talloc_strdup(tmp, name != NULL ? name : "-");

	while (is_like(rule, json_array_get(rules, *i + 1)) && strlen(names) < RULES_ON_A_LINE) {
		name = string_at(json_array_get(rules, ++*i), "name");
		names = talloc_asprintf_append_buffer(names, ", %s", name != NULL ? name : "-");
	}
	output_field(json_is_true(json_object_get(rule, "matched")) ? "matched" : "no match",
	    talloc_asprintf(tmp, "%s: %s", names, why != NULL ? why : ""));
}

static void
print_rules(const json_t *o)
{
	const json_t *rules = json_object_get(o, "rules");

	if (json_array_size(rules) == 0)
		return;
	output_heading("Rules");
	for (size_t i = 0; i < json_array_size(rules); i++)
		print_rule(rules, &i);
	if (string_at(o, "stopped_by") != NULL) {
		SCRATCH(tmp);
		output_field("stop", talloc_asprintf(tmp, "said by %s", string_at(o, "stopped_by")));
	}
	print_points(o);
}

/* Word for word, when that was asked for. */
static void
print_rendered(const json_t *o)
{
	SCRATCH(tmp);
	const json_t *answers = json_object_get(o, "answers");

	for (size_t i = 0; i < json_array_size(answers); i++) {
		const json_t *a = json_array_get(answers, i);
		const char *text = string_at(a, "text"), *error = string_at(a, "error");

		if (text == NULL && error == NULL)
			continue;
		output_heading("%s", string_at(a, "template"));
		output_field("To", output_joined(tmp, json_object_get(a, "to")));
		output_field("Subject", string_at(a, "subject"));
		output_field("Error", error);
		if (text != NULL)
			output_text("  ", text);
	}
}

static void
print_commands(const json_t *o)
{
	SCRATCH(tmp);
	const json_t *commands = json_object_get(o, "commands");

	if (json_array_size(commands) == 0)
		return;
	output_heading("Commands");
	for (size_t i = 0; i < json_array_size(commands); i++) {
		const json_t *c = json_array_get(commands, i);
		const char *value = string_at(c, "value"), *why = string_at(c, "why");
		output_field(json_is_true(json_object_get(c, "allowed")) ? "done" : "not done", talloc_asprintf(tmp, "%s%s%s: %s",
		    string_at(c, "verb"), value != NULL && value[0] != '\0' ? " " : "", value != NULL ? value : "",
		    why != NULL ? why : ""));
	}
}

static void
print_candidates(const json_t *o)
{
	SCRATCH(tmp);
	const json_t *candidates = json_object_get(o, "candidates");

	if (json_array_size(candidates) == 0)
		return;
	output_heading("Who could have it");
	for (size_t i = 0; i < json_array_size(candidates); i++) {
		const json_t *c = json_array_get(candidates, i);
		const char *why = string_at(c, "passed_over");
		long long open = json_integer_value(json_object_get(c, "open"));
		output_field(string_at(c, "agent"), why != NULL ? why : talloc_asprintf(tmp, "could take it, and has %lld open", open));
	}
}

static void
print_events(const json_t *o)
{
	const json_t *events = json_object_get(o, "events");

	if (json_array_size(events) == 0)
		return;
	output_heading("What would be recorded");
	for (size_t i = 0; i < json_array_size(events); i++) {
		const char *words = json_string_value(json_array_get(events, i));
		output_text("- ", words != NULL ? words : "");
	}
}

static int
explain(struct ctl *ctl, bool render, int memfd)
{
	struct conf *conf;
	struct error err;
	json_t *answer;
	int status = load_conf(ctl, &conf);

	if (status == EX_OK) {
		status = request_do(ctl, conf, json_pack("{s:s, s:b}", "verb", "explain", "render", render), memfd, &answer, &err);
		if (status != EX_OK)
			return complain(ctl, status, "%s", err.text);
	}
	if (status != EX_OK)
		return status;
	json_t *o = json_object_get(answer, "explain");
	if (ctl->json) {
		output_json(json_incref(o));
		return EX_OK;
	}
	print_mail(json_object_get(o, "mail"));
	print_decision(o);
	print_rules(o);
	print_commands(o);
	print_candidates(o);
	print_deadlines(o);
	print_answers(o);
	print_hooks(o);
	print_rendered(o);
	print_events(o);
	return EX_OK;
}

static int
explain_run(struct ctl *ctl, int argc, char **argv)
{
	SCRATCH(tmp);
	struct operands operands;
	struct error err;
	char *raw;
	size_t size;
	bool render = false;
	const struct choice choices[] = { { "render", NULL, &render }, { NULL, NULL, NULL } };
	int memfd, status = options_read(ctl, argc, argv, choices, &operands);

	if (status != GO_ON)
		return status;
	if (operands.count != 1)
		return usage_error(ctl, "one mail is wanted: a file, or \"-\" for standard input");
	enum result result = file_read(tmp, operands.list[0], WIRE_RAW_MAX, &raw, &size, &err);
	if (result == NONE)
		return complain(ctl, EX_NOINPUT, "%s: there is no such file", operands.list[0]);
	if (result != DONE)
		return complain(ctl, EX_NOINPUT, "%s", err.text);
	if (wire_seal("explain", raw, size, &memfd, &err) != DONE)
		return complain(ctl, EX_OSERR, "%s", err.text);
	status = explain(ctl, render, memfd);
	close(memfd);
	return status;
}

const struct command cmd_explain = {
	.name = "explain",
	.summary = "tell what would be done with a mail, and why",
	.help =
	    "Usage: postigo explain [--render] [--json] FILE\n"
	    "\n"
	    "Decides about a mail just as the daemon would and prints the decision with its\n"
	    "reasons: which ticket and how we know, how far the sender is trusted, each rule\n"
	    "and why it fits or the first thing in it that does not, points, what is promised\n"
	    "until when and how that is reckoned, which mails would go out or why none.\n"
	    "Changes nothing. \"-\" is standard input.\n"
	    "\n"
	    "  --render   shows the mails that would go out word for word\n"
	    "\n"
	    "Examples:\n"
	    "  postigo explain mail.eml\n"
	    "  postigo inbox show --raw 812 | postigo explain -\n"
	    "  postigo explain --json mail.eml | jq .outcome\n",
	.run = explain_run
};
