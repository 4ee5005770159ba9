/* cmd_key.c - postigo key: the keys that mail is verified, decrypted, signed and encrypted with */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include <postigo/base/file.h>
#include <postigo/base/memory.h>
#include <postigo/crypt/keyring.h>
#include <postigo/mail/compose.h>

#include "list.h"

#define IMPORT_MOST (8u << 20)

struct key_options {
	bool nobody, secret;
};

/* One run: the keyring, opened as the account that owns it. */
struct run {
	struct ctl *ctl;
	struct conf *conf;
	struct keyring *keyring;
};

static int
begin(struct ctl *ctl, bool make, struct run *out)
{
	struct run run = { .ctl = ctl };
	struct error err;
	int status = load_conf(ctl, &run.conf);
	enum result result;

	if (status != EX_OK)
		return status;
	if (!run.conf->whole)
		return complain(ctl, EX_CONFIG, "where the keys are cannot be told from a config with errors");
	if (run.conf->keyring == NULL)
		return complain(ctl, EX_CONFIG, "the config has no keyring; add keyring = { folder = \"/var/lib/postigo/keyring\"; };");
	if (account_become_daemon(run.conf, &err) != DONE)
		return complain(ctl, EX_NOPERM, "%s", err.text);
	result = keyring_open(ctl->memory, run.conf->keyring, make, &run.keyring, &err);
	if (result == NONE)
		return complain(ctl, EX_UNAVAILABLE, "there is no keyring yet at %s: postigo key import makes it", run.conf->keyring);
	if (result != DONE)
		return complain(ctl, status_of(result, EX_UNAVAILABLE), "%s", err.text);
	*out = run;
	return EX_OK;
}

void
key_leave(struct ctl *ctl, const struct conf *conf)
{
	struct error err;
	json_t *answer = NULL;
	json_t *request = json_pack("{s:s}", "verb", "status");

	if (request_daemon(ctl, conf, request, -1, &answer, &err) != DONE)
		keyring_dismiss_agent(conf->keyring);
	json_decref(request);
}

static int
end(struct run *run, int status)
{
	if (run->conf != NULL)
		key_leave(run->ctl, run->conf);
	return status;
}

static const char *
system_name(const struct keyring_key *key)
{
	return key->system == KEYRING_OPENPGP ? "OpenPGP" : "S/MIME";
}

static json_t *
strings(const struct mail_strings *list)
{
	json_t *out = json_array();

	for (size_t i = 0; i < list->count; i++)
		json_array_append_new(out, json_string(list->list[i]));
	return out;
}

static json_t *
key_json(const struct keyring_key *k)
{
	return json_pack("{s:s, s:s, s:o, s:o, s:o, s:b, s:b, s:b, s:b, s:o, s:o, s:o}", "fingerprint", k->fingerprint,
	    "system", system_name(k), "names", strings(&k->names), "addresses", strings(&k->addresses),
	    "counts_for", strings(&k->owners), "secret", (int)k->secret, "can_sign", (int)k->can_sign,
	    "can_encrypt", (int)k->can_encrypt, "authority", (int)k->authority, "made", json_of_instant(k->made),
	    "expires", json_of_instant(k->expires), "unusable", json_of_string(k->unusable));
}

static char *
joined(TALLOC_CTX *ctx, const struct mail_strings *list)
{
	char *all = talloc_strdup(ctx, "");

	for (size_t i = 0; i < list->count; i++)
		all = talloc_asprintf_append(all, "%s%s", i > 0 ? ", " : "", list->list[i]);
	return all;
}

/* For whom it counts, in a word or two. */
static char *
worth(TALLOC_CTX *ctx, const struct keyring_key *k)
{
	if (k->unusable != NULL)
		return talloc_strdup(ctx, k->unusable);
	if (k->authority)
		return talloc_strdup(ctx, "vouches for others");
	if (k->owners.count > 0)
		return joined(ctx, &k->owners);
	return talloc_strdup(ctx, k->secret ? "ours" : k->system == KEYRING_OPENPGP ? "nobody yet: postigo key trust" :
	    "nobody: no trusted authority vouches for it");
}

static int
list_run(struct ctl *ctl, char **operands, size_t operand_count, const void *options)
{
	struct keyring_key *list;
	struct table *table = table_new(ctl->memory, "SYSTEM|FINGERPRINT|USE|COUNTS FOR|NAME");
	struct error err;
	struct run run = { .ctl = ctl };
	size_t count;
	int status;

	(void)options;
	if ((status = list_alone(ctl, operands, operand_count)) != GO_ON || (status = begin(ctl, false, &run)) != EX_OK)
		return status;
	enum result result = keyring_list(ctl->memory, run.keyring, &list, &count, &err);
	if (result != DONE)
		return end(&run, complain(ctl, status_of(result, EX_UNAVAILABLE), "%s", err.text));
	for (size_t i = 0; i < count; i++) {
		const struct keyring_key *k = &list[i];

		if (ctl->json) {
			output_json(key_json(k));
			continue;
		}
		table_cell(table, system_name(k));
		table_cell(table, k->fingerprint);
		table_cell(table, k->secret ? "ours" : k->can_encrypt ? "sign, encrypt" : "sign");
		table_cell(table, worth(ctl->memory, k));
		table_colour(table, k->unusable != NULL ? COLOUR_BAD : k->owners.count > 0 || k->secret ? COLOUR_GOOD : COLOUR_NONE);
		table_cell(table, k->names.count > 0 ? k->names.list[0] : NULL);
	}
	return end(&run, list_end(ctl, table, "The keyring is empty; \"postigo key import FILE\" takes keys in."));
}

static void
print_key(TALLOC_CTX *ctx, const struct keyring_key *k)
{
	output_title("%s", k->names.count > 0 ? k->names.list[0] : k->fingerprint);
	output_field("System", system_name(k));
	output_field("Fingerprint", k->fingerprint);
	for (size_t i = 0; i < k->names.count; i++)
		output_field(i == 0 ? "Names" : "", k->names.list[i]);
	output_field("Made", output_time(ctx, k->made));
	output_field("Expires", k->expires != 0 ? output_time(ctx, k->expires) : "never");
	output_field("Use", talloc_asprintf(ctx, "%s%s%s", k->can_sign ? "signs " : "", k->can_encrypt ? "encrypts " : "",
	    k->secret ? "(ours)" : ""));
	output_field("Counts for", worth(ctx, k));
}

/* The key that the first operand names. */
static int
find(struct run *run, const char *fingerprint, struct keyring_key *key)
{
	struct error err;
	enum result result = keyring_find(run->ctl->memory, run->keyring, fingerprint, key, &err);

	if (result == NONE)
		return complain(run->ctl, EX_DATAERR, "no key, or more than one, has the fingerprint %s; postigo key list has them all",
		    fingerprint);
	return result == DONE ? EX_OK : complain(run->ctl, status_of(result, EX_UNAVAILABLE), "%s", err.text);
}

static void
tell(struct ctl *ctl, const struct keyring_key *key)
{
	if (ctl->json)
		output_json(key_json(key));
	else
		print_key(ctl->memory, key);
}

static int
show_run(struct ctl *ctl, char **operands, size_t count, const void *options)
{
	struct keyring_key key = { 0 };
	struct run run = { .ctl = ctl };
	int status;

	(void)options;
	if (count != 1)
		return usage_error(ctl, "one fingerprint is wanted");
	if ((status = begin(ctl, false, &run)) != EX_OK)
		return status;
	if ((status = find(&run, operands[0], &key)) == EX_OK)
		tell(ctl, &key);
	return end(&run, status);
}

static int
import_run(struct ctl *ctl, char **operands, size_t count, const void *options)
{
	struct mail_strings fingerprints;
	struct error err;
	struct run run = { .ctl = ctl };
	char *bytes;
	size_t size;
	int status;

	(void)options;
	if (count != 1)
		return usage_error(ctl, "one file is wanted, or \"-\" for standard input");
	if (file_read(ctl->memory, operands[0], IMPORT_MOST, &bytes, &size, &err) != DONE)
		return complain(ctl, EX_NOINPUT, "%s cannot be read", operands[0]);
	if ((status = begin(ctl, true, &run)) != EX_OK)
		return status;
	enum result result = keyring_import(ctl->memory, run.keyring, bytes, size, &fingerprints, &err);
	if (result == NONE)
		return end(&run, complain(ctl, EX_DATAERR, "%s has no key in it", operands[0]));
	if (result != DONE)
		return end(&run, complain(ctl, status_of(result, EX_UNAVAILABLE), "%s", err.text));
	for (size_t i = 0; i < fingerprints.count && status == EX_OK; i++) {
		struct keyring_key key = { 0 };

		if ((status = find(&run, fingerprints.list[i], &key)) == EX_OK)
			tell(ctl, &key);
	}
	if (!ctl->json && status == EX_OK)
		printf("\nCompare the fingerprint with its owner's, by telephone or face to face. Then: postigo key trust FINGERPRINT\n");
	return end(&run, status);
}

/* The addresses that are named, else those that the key has. */
static int
addresses_wanted(struct ctl *ctl, char **operands, size_t count, bool nobody, const struct keyring_key *key,
    struct mail_strings *out)
{
	*out = nobody ? (struct mail_strings){ NULL, 0 } : count > 1 ? (struct mail_strings){ operands + 1, count - 1 } : key->addresses;
	for (size_t i = 0; i < out->count; i++)
		if (!compose_address_valid(out->list[i]))
			return usage_error(ctl, "\"%s\" is no address", out->list[i]);
	if (out->count == 0 && !nobody)
		return complain(ctl, EX_DATAERR, "the key has no address in it; name those that it counts for");
	return EX_OK;
}

static int
trust_run(struct ctl *ctl, char **operands, size_t count, const void *given)
{
	const struct key_options *options = given;
	struct mail_strings addresses;
	struct keyring_key key = { 0 };
	struct error err;
	struct run run = { .ctl = ctl };
	enum result result;
	int status;

	if (count == 0 || (options->nobody && count > 1))
		return usage_error(ctl, "a fingerprint is wanted, and then the addresses that the key counts for, or none");
	if ((status = begin(ctl, false, &run)) != EX_OK)
		return status;
	if ((status = find(&run, operands[0], &key)) != EX_OK)
		return end(&run, status);
	if (key.system == KEYRING_SMIME && count > 1)
		return end(&run, usage_error(ctl, "a certificate counts for the addresses in it; trust says that it vouches for others"));
	if (key.system == KEYRING_SMIME) {
		/* One that vouches for nobody is somebody's own. */
		if (options->nobody ? !key.authority : key.withdrawn)
			result = keyring_withdraw(run.keyring, key.fingerprint, options->nobody, &err);
		else
			result = keyring_trust_authority(run.keyring, key.fingerprint, !options->nobody, &err);
	} else {
		if ((status = addresses_wanted(ctl, operands, count, options->nobody, &key, &addresses)) != EX_OK)
			return end(&run, status);
		result = keyring_trust(run.keyring, key.fingerprint, &addresses, &err);
	}
	if (result != DONE)
		return end(&run, complain(ctl, status_of(result, EX_UNAVAILABLE), "%s", err.text));
	if ((status = find(&run, key.fingerprint, &key)) == EX_OK)
		tell(ctl, &key);
	return end(&run, status);
}

static int
remove_run(struct ctl *ctl, char **operands, size_t count, const void *given)
{
	const struct key_options *options = given;
	struct keyring_key key = { 0 };
	struct error err;
	struct run run = { .ctl = ctl };
	int status;

	if (count != 1)
		return usage_error(ctl, "one fingerprint is wanted");
	if ((status = begin(ctl, false, &run)) != EX_OK)
		return status;
	if ((status = find(&run, operands[0], &key)) != EX_OK)
		return end(&run, status);
	if (key.secret && !options->secret)
		return end(&run, complain(ctl, EX_DATAERR, "%s is one of ours: what was encrypted to it could never be read again. If "
		    "that is meant, add --secret", key.fingerprint));
	enum result result = keyring_remove(run.keyring, &key, options->secret, &err);
	if (result != DONE)
		return end(&run, complain(ctl, status_of(result, EX_UNAVAILABLE), "%s", err.text));
	if (ctl->json)
		output_json(json_pack("{s:s}", "removed", key.fingerprint));
	else
		printf("Key %s is gone.\n", key.fingerprint);
	return end(&run, EX_OK);
}

static int
key_run(struct ctl *ctl, int argc, char **argv)
{
	static const struct verb verbs[] = {
		{ "list", list_run }, { "show", show_run }, { "import", import_run }, { "trust", trust_run }, { "remove", remove_run },
		{ NULL, NULL }
	};
	struct key_options given = { 0 };
	const struct choice choices[] = { { "nobody", NULL, &given.nobody }, { "secret", NULL, &given.secret }, { NULL, NULL, NULL } };

	return noun_run(ctl, argc, argv, verbs, choices, &given);
}

const struct command cmd_key = {
	.name = "key",
	.summary = "keys of OpenPGP and S/MIME: list, show, import, trust, remove",
	.help =
	    "Usage: postigo key list [--json]\n"
	    "       postigo key show FINGERPRINT [--json]\n"
	    "       postigo key import FILE [--json]\n"
	    "       postigo key trust FINGERPRINT [ADDRESS...] [--nobody] [--json]\n"
	    "       postigo key remove FINGERPRINT [--secret] [--json]\n"
	    "\n"
	    "  list     every key of the keyring, ours first, and whom it counts for\n"
	    "  import   takes keys and certificates in; they count for nobody yet.\n"
	    "           \"-\" is standard input\n"
	    "  trust    says whose an OpenPGP key is: from now on mail of these addresses is\n"
	    "           proven by its signature, and encrypted to it. Without an ADDRESS, of\n"
	    "           those that the key has. An S/MIME certificate vouches for those that\n"
	    "           it has signed from now on\n"
	    "  remove   takes a key out; somebody's own certificate counts no more from then\n"
	    "           on, although their mail brings it along\n"
	    "\n"
	    "  --nobody   trust: the key counts for nobody any more\n"
	    "  --secret   remove: the secret half of a key of ours as well\n"
	    "\n"
	    "The last 16 digits of a fingerprint are enough to name a key. A running daemon\n"
	    "takes all of this at once. Nothing is ever fetched from the net.\n"
	    "\n"
	    "Examples:\n"
	    "  postigo key import ana.asc\n"
	    "  postigo key trust 0123456789ABCDEF ana@example.com\n"
	    "  GNUPGHOME=/var/lib/postigo/keyring gpg --quick-gen-key --batch --passphrase '' support@example.com\n",
	.run = key_run
};
