/* cmd_replay.c - postigo replay: what other rules would have made of the mails in the store */
#include <config.h>

#include <stdio.h>
#include <unistd.h>

#include <postigo/base/instant.h>
#include <postigo/base/memory.h>
#include <postigo/desk/desk.h>
#include <postigo/desk/replay.h>

#include "ctl.h"
#include "output.h"

struct replay_options {
	const char *rules, *since;
};

/* How far it is, on a terminal. */
#define PROGRESS_EACH 100

static json_t *
mail_json(const struct replay_mail *m)
{
	json_t *changes = json_array();

	for (size_t i = 0; i < m->change_count; i++)
		json_array_append_new(changes, json_pack("{s:s, s:o, s:o}", "field", m->changes[i].field,
		    "was", json_of_string(m->changes[i].was), "would", json_of_string(m->changes[i].would)));
	return json_pack("{s:I, s:o, s:o, s:o, s:o, s:o}", "inbox", (json_int_t)m->inbox, "ticket", json_of_number(m->ticket),
	    "received", json_of_instant(m->received), "from", json_of_string(m->from), "subject", json_of_string(m->subject),
	    "changes", changes);
}

static void
print_mail(const struct replay_mail *m)
{
	SCRATCH(tmp);

	output_heading("%s%lld  %s  %s", m->ticket != 0 ? "#" : "mail ", (long long)(m->ticket != 0 ? m->ticket : m->inbox), m->from,
	    m->subject);
	for (size_t i = 0; i < m->change_count; i++)
		output_field(m->changes[i].field, talloc_asprintf(tmp, "%s -> %s", m->changes[i].was != NULL ? m->changes[i].was : "-",
		    m->changes[i].would != NULL ? m->changes[i].would : "-"));
}

static void
progress(size_t done, size_t different)
{
	if (isatty(STDERR_FILENO))
		fprintf(stderr, "\r%zu mails, %zu would be different ", done, different);
}

static int
walk(struct ctl *ctl, struct replay *replay)
{
	size_t done = 0, different = 0;
	struct error err;

	for (;;) {
		SCRATCH(tmp);
		struct replay_mail mail;
		enum result result = replay_next(replay, tmp, &mail, &err);

		if (result < 0)
			return complain(ctl, status_of(result, EX_DATAERR), "%s", err.text);
		if (result == NONE)
			break;
		different += mail.change_count > 0;
		if (++done % PROGRESS_EACH == 0)
			progress(done, different);
		if (mail.change_count == 0)
			continue;
		if (isatty(STDERR_FILENO))
			fputs("\r\033[K", stderr);
		if (ctl->json)
			output_json(mail_json(&mail));
		else
			print_mail(&mail);
	}
	if (isatty(STDERR_FILENO))
		fputs("\r\033[K", stderr);
	if (!ctl->json)
		printf("%s%zu mail%s decided anew, %zu would be different\n", different > 0 ? "\n" : "", done, done == 1 ? "" : "s",
		    different);
	return EX_OK;
}

static int
read_since(const struct ctl *ctl, const char *text, instant *out)
{
	struct error err;
	duration d;

	*out = 0;
	if (text == NULL)
		return GO_ON;
	if (instant_parse(text, out, &err) == DONE)
		return GO_ON;
	if (duration_parse(text, &d, &err) != DONE)
		return usage_error(ctl, "--since is \"%s\"; it should be a time back like 30d, or a moment like 2026-11-01T00:00:00Z", text);
	*out = instant_now() - d;
	return GO_ON;
}

static int
replay_run(struct ctl *ctl, int argc, char **argv)
{
	struct replay_options options = { 0 };
	const struct choice choices[] = { { "rules", &options.rules, NULL }, { "since", &options.since, NULL }, { NULL, NULL, NULL } };
	struct conf_problems problems = { 0 };
	struct conf *conf, *other = NULL;
	struct operands operands;
	struct replay *replay;
	struct error err;
	instant since = 0;
	int status = options_read(ctl, argc, argv, choices, &operands);

	if (status != GO_ON)
		return status;
	if (operands.count > 0 || options.rules == NULL)
		return usage_error(ctl, "rules are wanted: --rules and a file, or a folder of them");
	if ((status = read_since(ctl, options.since, &since)) != GO_ON || (status = load_conf(ctl, &conf)) != EX_OK)
		return status;
	if (!conf->whole)
		return EX_CONFIG;
	if (conf_load_trial(ctl->memory, ctl->config, options.rules, &other, &problems) != DONE) {
		(void)problems_print(ctl, options.rules, &problems);
		return EX_CONFIG;
	}
	if (replay_open(ctl->memory, conf, other, since, &replay, &err) != DONE)
		return complain(ctl, EX_UNAVAILABLE, "%s", err.text);
	return walk(ctl, replay);
}

const struct command cmd_replay = {
	.name = "replay",
	.summary = "tell what other rules would have made of past mails",
	.help =
	    "Usage: postigo replay --rules FILE|FOLDER [--since TIME] [--json]\n"
	    "\n"
	    "Decides anew about the mails in the store, once with the rules of the config and\n"
	    "once with those given, and prints only what would be different. Changes nothing.\n"
	    "A folder's *.conf are read in the order of their names.\n"
	    "\n"
	    "  --since TIME   only mails of so long ago (30d, 12h), or since a moment\n"
	    "\n"
	    "Examples:\n"
	    "  postigo replay --rules /etc/postigo/rules.new\n"
	    "  postigo replay --rules rules.new --since 30d --json | jq .ticket\n",
	.run = replay_run
};
