/* cmd_token.c - postigo token: the keys that reply addresses are signed with */
#include <config.h>

#include <stdio.h>
#include <unistd.h>

#include <postigo/base/memory.h>
#include <postigo/base/token.h>

#include "list.h"

static int
load_keys(struct ctl *ctl, const struct conf *conf, struct token_keys **keys)
{
	struct error err;

	/* To look must not make them. */
	if (access(conf->secret_file, F_OK) != 0)
		return complain(ctl, EX_UNAVAILABLE, "there are no keys yet at %s: postigod makes them when it first starts",
		    conf->secret_file);
	enum result result = token_keys_load(ctl->memory, conf->secret_file, keys, &err);
	return result == DONE ? EX_OK : complain(ctl, status_of(result, EX_UNAVAILABLE), "%s", err.text);
}

/* The config, as the store's owner if we are root: the file must stay one that the daemon can read. */
static int
prepare(struct ctl *ctl, struct conf **conf)
{
	struct error err;
	int status = load_conf(ctl, conf);

	if (status != EX_OK)
		return status;
	if (!(*conf)->whole)
		return complain(ctl, EX_CONFIG, "where the keys are cannot be told from a config with errors");
	enum result result = account_become_owner(*conf, &err);
	return result == DONE ? EX_OK : complain(ctl, EX_NOPERM, "%s", err.text);
}

static json_t *
key_json(const struct token_key_info *key, bool signs)
{
	return json_pack("{s:o, s:o, s:b}", "key", json_stringn(&key->id, 1), "made", json_of_instant(key->made),
	    "signs", (int)signs);
}

static int
list_run(struct ctl *ctl, char **operands, size_t operand_count, const void *options)
{
	struct token_key_info list[TOKEN_KEYS_MAX];
	struct token_keys *keys = NULL;
	struct conf *conf;
	int status;

	(void)options;
	if ((status = list_alone(ctl, operands, operand_count)) != GO_ON ||
	    (status = prepare(ctl, &conf)) != EX_OK ||
	    (status = load_keys(ctl, conf, &keys)) != EX_OK)
		return status;
	struct table *table = table_new(ctl->memory, "KEY|MADE|USE");
	size_t count = token_keys_list(keys, list);
	for (size_t i = 0; i < count; i++) {
		SCRATCH(tmp);
		if (ctl->json) {
			output_json(key_json(&list[i], i == 0));
			continue;
		}
		table_cell(table, talloc_strndup(tmp, &list[i].id, 1));
		table_time(table, list[i].made);
		table_cell(table, i == 0 ? "signs what goes out" : "verifies what comes back");
	}
	if (!ctl->json)
		table_print(table);
	return EX_OK;
}

static int
rotate_run(struct ctl *ctl, char **operands, size_t count, const void *options)
{
	struct token_key_info list[TOKEN_KEYS_MAX];
	struct token_keys *keys = NULL;
	struct conf *conf;
	struct error err;
	int status;

	(void)options;
	if ((status = list_alone(ctl, operands, count)) != GO_ON ||
	    (status = prepare(ctl, &conf)) != EX_OK)
		return status;
	enum result result = token_keys_rotate(conf->secret_file, instant_now(), &err);
	if (result != DONE)
		return complain(ctl, status_of(result, EX_UNAVAILABLE), "%s", err.text);
	if ((status = load_keys(ctl, conf, &keys)) != EX_OK)
		return status;
	(void)token_keys_list(keys, list);
	if (ctl->json)
		output_json(key_json(&list[0], true));
	else
		printf("Key %c signs what goes out once postigod has been reloaded (SIGHUP). What the others have signed\n"
		    "stays good. Keep a copy of %s.\n", list[0].id, conf->secret_file);
	return EX_OK;
}

static int
token_run(struct ctl *ctl, int argc, char **argv)
{
	static const struct verb verbs[] = { { "list", list_run }, { "rotate", rotate_run }, { NULL, NULL } };

	return noun_run(ctl, argc, argv, verbs, NULL, NULL);
}

const struct command cmd_token = {
	.name = "token",
	.summary = "keys that reply addresses are signed with: list, rotate",
	.help =
	    "Usage: postigo token list [--json]\n"
	    "       postigo token rotate [--json]\n"
	    "\n"
	    "  list     what the keys are called, the newest first; never the keys themselves\n"
	    "  rotate   makes a new key, which signs from the next reload of postigod on.\n"
	    "           What was signed with the others stays good. There are at most 32\n"
	    "           keys: then the oldest goes, and reply addresses that it signed lead\n"
	    "           to their ticket no more\n"
	    "\n"
	    "When somebody has seen a key, rotate, and take the line that begins with its\n"
	    "name out of the file that secret.file names in the config.\n"
	    "\n"
	    "Examples:\n"
	    "  postigo token list\n"
	    "  postigo token rotate && systemctl reload postigo\n",
	.run = token_run
};
