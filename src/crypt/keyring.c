/* keyring.c - see keyring.h */
#include <config.h>

#include <ctype.h>
#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <strings.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <postigo/base/file.h>
#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>

#include "room.h"

#define NAME_MOST 200u
#define NAMES_MOST 20u
#define KEYS_MOST 10000u

struct keyring {
	char *folder;
	bool agent_started;
};

static const struct {
	const char *name, *text;
} settings[] = {
	{ "gpg.conf", "# Made by postigo: nothing is fetched from the net, and the file \"owners\" says whose each key is.\n"
	    "disable-dirmngr\nno-auto-key-retrieve\nno-auto-key-locate\ntrust-model always\n" },
	{ "gpgsm.conf", "# Made by postigo: nothing is fetched from the net, lists of revoked certificates neither.\n"
	    "disable-dirmngr\ndisable-crl-checks\n" },
};

const char *
keyring_folder(const struct keyring *keyring)
{
	return keyring->folder;
}

enum result
keyring_there(const char *folder, struct error *err)
{
	struct stat status;

	if (stat(folder, &status) != 0)
		return errno == ENOENT ? NONE : error_set(err, PERMFAIL, "%s: %s", folder, strerror(errno));
	if (!S_ISDIR(status.st_mode))
		return error_set(err, PERMFAIL, "%s is no folder", folder);
	if (status.st_uid != geteuid())
		return error_set(err, PERMFAIL, "%s belongs to another account; chown it", folder);
	if ((status.st_mode & 077) != 0)
		return error_set(err, PERMFAIL, "%s has keys in it, and others can get at it; chmod 700 %s", folder, folder);
	return DONE;
}

static enum result
make_settings(const char *folder, struct error *err)
{
	SCRATCH(tmp);
	enum result result = DONE;

	for (size_t i = 0; i < sizeof(settings) / sizeof(settings[0]) && result >= DONE; i++)
		result = file_create(talloc_asprintf(tmp, "%s/%s", folder, settings[i].name), settings[i].text,
		    strlen(settings[i].text), 0600, err);
	return result == NONE ? DONE : result;
}

/* GpgME is told once a process where the programs and the keys are. */
static enum result
begin_gpgme(const char *folder, struct error *err)
{
	static const gpgme_protocol_t protocols[] = { GPGME_PROTOCOL_OpenPGP, GPGME_PROTOCOL_CMS };
	gpgme_error_t failure = 0;

	setlocale(LC_CTYPE, "C.UTF-8");
	if (gpgme_check_version("1.12.0") == NULL)
		return error_set(err, PERMFAIL, "GpgME is older than 1.12");
	for (size_t i = 0; i < 2; i++) {
		if ((failure = gpgme_engine_check_version(protocols[i])) != 0)
			return error_set(err, PERMFAIL, "%s cannot be used: %s (Debian: gnupg, gpgsm)", gpgme_get_protocol_name(protocols[i]),
			    gpgme_strerror(failure));
		if ((failure = gpgme_set_engine_info(protocols[i], NULL, folder)) != 0)
			return room_failure(failure, folder, err);
	}
	return DONE;
}

enum result
keyring_open(TALLOC_CTX *ctx, const char *folder, bool make, struct keyring **out, struct error *err)
{
	enum result result = keyring_there(folder, err);

	if (result == NONE && make && (result = file_make_folder(folder, err)) == DONE)
		result = keyring_there(folder, err);
	if (result == DONE && make)
		result = make_settings(folder, err);
	if (result == DONE)
		result = begin_gpgme(folder, err);
	if (result != DONE)
		return result;
	*out = talloc_zero(ctx, struct keyring);
	(*out)->folder = talloc_strdup(*out, folder);
	return DONE;
}

/* ---- contexts and bytes */

static void
release_context(void *context)
{
	gpgme_release((gpgme_ctx_t)context);
}

static void
release_data(void *data)
{
	gpgme_data_release((gpgme_data_t)data);
}

static void
release_key(void *key)
{
	gpgme_key_unref((gpgme_key_t)key);
}

void
room_hold_key(TALLOC_CTX *ctx, gpgme_key_t key)
{
	memory_hold(ctx, key, release_key);
}

enum result
room_failure(gpgme_error_t failure, const char *doing, struct error *err)
{
	gpgme_err_code_t code = gpgme_err_code(failure);
	int number = gpgme_err_code_to_errno(code);
	bool again = code == GPG_ERR_NO_AGENT || code == GPG_ERR_AGENT || code == GPG_ERR_TIMEOUT || code == GPG_ERR_INV_ENGINE ||
	    (number != 0 && number != EFBIG && number != ENOENT);

	error_words(err, "%s: %s", doing, gpgme_strerror(failure));
	return again ? TEMPFAIL : PERMFAIL;
}

enum result
room_context(TALLOC_CTX *ctx, const struct keyring *keyring, enum keyring_system system, gpgme_ctx_t *out, struct error *err)
{
	gpgme_ctx_t context;
	gpgme_error_t failure = gpgme_new(&context);

	if (failure != 0)
		return room_failure(failure, keyring->folder, err);
	memory_hold(ctx, context, release_context);
	failure = gpgme_set_protocol(context, system == KEYRING_OPENPGP ? GPGME_PROTOCOL_OpenPGP : GPGME_PROTOCOL_CMS);
	if (failure != 0)
		return room_failure(failure, keyring->folder, err);
	/* Neither the net nor a person is there to be asked. */
	gpgme_set_offline(context, 1);
	if (system == KEYRING_OPENPGP) {
		(void)gpgme_set_pinentry_mode(context, GPGME_PINENTRY_MODE_ERROR);
		(void)gpgme_set_ctx_flag(context, "auto-key-retrieve", "0");
		(void)gpgme_set_ctx_flag(context, "no-symkey-cache", "1");
		(void)gpgme_set_ctx_flag(context, "trust-model", "always");
	}
	*out = context;
	return DONE;
}

gpgme_data_t
room_input(TALLOC_CTX *ctx, struct wire_bytes bytes)
{
	gpgme_data_t data;

	if (gpgme_data_new_from_mem(&data, bytes.size > 0 ? bytes.at : "", bytes.size, 0) != 0)
		return NULL;
	memory_hold(ctx, data, release_data);
	return data;
}

static ssize_t
write_some(void *handle, const void *bytes, size_t n)
{
	struct text *text = handle;

	text_add(text, bytes, n);
	if (!text->cut)
		return (ssize_t)n;
	errno = EFBIG;
	return -1;
}

gpgme_data_t
room_output(TALLOC_CTX *ctx, size_t max, struct text **text)
{
	static struct gpgme_data_cbs calls = { .write = write_some };
	gpgme_data_t data;

	*text = text_new(ctx, max);
	if (gpgme_data_new_from_cbs(&data, &calls, *text) != 0)
		return NULL;
	memory_hold(ctx, data, release_data);
	return data;
}

/* ---- keys */

char *
room_address(TALLOC_CTX *ctx, gpgme_user_id_t uid)
{
	const char *at = uid->email != NULL && uid->email[0] != '\0' ? uid->email : uid->address;
	char *out;

	/* What certificates call themselves may be a distinguished name, and then it is no address. */
	if (at == NULL || (at[0] != '<' && strpbrk(at, " =/,") != NULL) || strchr(at, '@') == NULL)
		return NULL;
	at += at[0] == '<';
	out = talloc_strndup(ctx, at, strcspn(at, ">"));
	for (char *p = out; *p != '\0'; p++)
		*p = (char)tolower((unsigned char)*p);
	return out;
}

static void
add(TALLOC_CTX *ctx, struct mail_strings *list, char *text)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->list[i], text) == 0)
			return;
	list->list = talloc_realloc(ctx, list->list, char *, (unsigned)list->count + 1);
	list->list[list->count++] = text;
}

static const char *
unusable(gpgme_key_t key)
{
	return key->revoked ? "revoked" : key->expired ? "expired" : key->disabled ? "disabled" : key->invalid ? "invalid" : NULL;
}

/* Whether gpg-agent's list of authorities has the fingerprint; it is a file of ours as well. */
static bool
is_authority(const struct keyring *keyring, const char *fingerprint)
{
	SCRATCH(tmp);
	struct error err;
	char *bytes, *found;
	size_t size;

	if (file_read(tmp, talloc_asprintf(tmp, "%s/trustlist.txt", keyring->folder), 1u << 20, &bytes, &size, &err) != DONE)
		return false;
	found = strstr(bytes, fingerprint);
	return found != NULL && (found == bytes || found[-1] == '\n');
}

static void
fill(TALLOC_CTX *ctx, const struct keyring *keyring, gpgme_key_t key, enum keyring_system system, struct keyring_key *out)
{
	bool withdrawn = false;
	struct error err;
	unsigned n = 0;

	*out = (struct keyring_key){
		.system = system, .fingerprint = talloc_strdup(ctx, key->fpr != NULL ? key->fpr : ""),
		.secret = key->secret, .can_sign = key->can_sign, .can_encrypt = key->can_encrypt, .unusable = unusable(key),
	};
	if (key->subkeys != NULL) {
		out->made = key->subkeys->timestamp > 0 ? (instant)key->subkeys->timestamp * 1000 : 0;
		out->expires = key->subkeys->expires > 0 ? (instant)key->subkeys->expires * 1000 : 0;
	}
	for (gpgme_user_id_t uid = key->uids; uid != NULL && n < NAMES_MOST; uid = uid->next, n++) {
		char *address = room_address(ctx, uid);

		if (uid->revoked || uid->invalid)
			continue;
		if (uid->uid != NULL)
			add(ctx, &out->names, utf8_clean_line(ctx, uid->uid, NAME_MOST));
		if (address != NULL)
			add(ctx, &out->addresses, address);
	}
	out->authority = system == KEYRING_SMIME && is_authority(keyring, out->fingerprint);
	/* What cannot be told counts for nobody. */
	out->withdrawn = system == KEYRING_SMIME && (owners_withdrew(keyring, out->fingerprint, &withdrawn, &err) != DONE || withdrawn);
	if (out->withdrawn)
		out->unusable = "withdrawn";
	else if (system == KEYRING_OPENPGP)
		out->owners = owners_of(ctx, keyring, out->fingerprint);
	else if (!out->authority && key->uids != NULL && key->uids->validity >= GPGME_VALIDITY_FULL)
		out->owners = out->addresses;
}

static enum result
list_some(TALLOC_CTX *ctx, struct keyring *keyring, enum keyring_system system, bool secret, struct keyring_key **list,
    size_t *count, struct error *err)
{
	SCRATCH(tmp);
	gpgme_ctx_t context;
	gpgme_key_t key;
	gpgme_error_t failure;
	enum result result = room_context(tmp, keyring, system, &context, err);

	if (result != DONE)
		return result;
	(void)gpgme_set_keylist_mode(context, GPGME_KEYLIST_MODE_LOCAL | (system == KEYRING_SMIME ? GPGME_KEYLIST_MODE_VALIDATE : 0));
	if ((failure = gpgme_op_keylist_start(context, NULL, secret)) != 0)
		return room_failure(failure, "the list of keys", err);
	while ((failure = gpgme_op_keylist_next(context, &key)) == 0) {
		struct keyring_key one;

		fill(ctx, keyring, key, system, &one);
		one.secret = secret;
		gpgme_key_unref(key);
		for (size_t i = 0; i < *count; i++)
			if (strcmp((*list)[i].fingerprint, one.fingerprint) == 0)
				one.fingerprint[0] = '\0';
		if (one.fingerprint[0] == '\0' || *count == KEYS_MOST)
			continue;
		*list = talloc_realloc(ctx, *list, struct keyring_key, (unsigned)*count + 1);
		(*list)[(*count)++] = one;
	}
	return gpgme_err_code(failure) == GPG_ERR_EOF ? DONE : room_failure(failure, "the list of keys", err);
}

enum result
keyring_list(TALLOC_CTX *ctx, struct keyring *keyring, struct keyring_key **list, size_t *count, struct error *err)
{
	enum result result = DONE;

	*list = NULL;
	*count = 0;
	for (int secret = 1; secret >= 0 && result == DONE; secret--) {
		result = list_some(ctx, keyring, KEYRING_OPENPGP, secret, list, count, err);
		if (result == DONE)
			result = list_some(ctx, keyring, KEYRING_SMIME, secret, list, count, err);
	}
	return result;
}

enum result
keyring_find(TALLOC_CTX *ctx, struct keyring *keyring, const char *fingerprint, struct keyring_key *out, struct error *err)
{
	struct keyring_key *list;
	size_t count, found = 0, n = strlen(fingerprint);
	enum result result = keyring_list(ctx, keyring, &list, &count, err);

	for (size_t i = 0; result == DONE && i < count; i++) {
		size_t all = strlen(list[i].fingerprint);

		if (n < 16 || n > all || strcasecmp(list[i].fingerprint + all - n, fingerprint) != 0)
			continue;
		*out = list[i];
		found++;
	}
	return result == DONE && found != 1 ? NONE : result;
}

static void
add_imports(TALLOC_CTX *ctx, gpgme_import_result_t imported, struct mail_strings *fingerprints)
{
	for (gpgme_import_status_t s = imported->imports; s != NULL; s = s->next)
		if (s->result == 0 && s->fpr != NULL)
			add(ctx, fingerprints, talloc_strdup(ctx, s->fpr));
}

enum result
keyring_import(TALLOC_CTX *ctx, struct keyring *keyring, const char *bytes, size_t size, struct mail_strings *fingerprints,
    struct error *err)
{
	static const enum keyring_system systems[] = { KEYRING_OPENPGP, KEYRING_SMIME };

	*fingerprints = (struct mail_strings){ NULL, 0 };
	for (size_t i = 0; i < 2 && fingerprints->count == 0; i++) {
		SCRATCH(tmp);
		gpgme_ctx_t context;
		enum result result = room_context(tmp, keyring, systems[i], &context, err);
		gpgme_data_t data = room_input(tmp, (struct wire_bytes){ bytes, size });

		if (result != DONE)
			return result;
		if (data != NULL && gpgme_op_import(context, data) == 0)
			add_imports(ctx, gpgme_op_import_result(context), fingerprints);
	}
	return fingerprints->count > 0 ? DONE : NONE;
}

enum result
keyring_trust(struct keyring *keyring, const char *fingerprint, const struct mail_strings *addresses, struct error *err)
{
	return owners_set(keyring, fingerprint, addresses, err);
}

enum result
keyring_withdraw(struct keyring *keyring, const char *fingerprint, bool withdrawn, struct error *err)
{
	char none[] = OWNER_NONE, *list[] = { none };
	const struct mail_strings owners = { list, withdrawn ? 1 : 0 };

	return owners_set(keyring, fingerprint, &owners, err);
}

enum result
keyring_trust_authority(struct keyring *keyring, const char *fingerprint, bool trusted, struct error *err)
{
	SCRATCH(tmp);
	const char *path = talloc_asprintf(tmp, "%s/trustlist.txt", keyring->folder);
	char *bytes = talloc_strdup(tmp, ""), *out = talloc_strdup(tmp, "");
	size_t size = 0;
	enum result result = file_read(tmp, path, 1u << 20, &bytes, &size, err);

	if (result < 0)
		return result;
	for (char *line = bytes; *line != '\0';) {
		size_t n = strcspn(line, "\n");

		if (strncasecmp(line, fingerprint, strlen(fingerprint)) != 0)
			out = talloc_asprintf_append(out, "%.*s\n", (int)n, line);
		line += n + (line[n] == '\n');
	}
	if (trusted)
		out = talloc_asprintf_append(out, "%s S relax\n", fingerprint);
	result = file_write(path, out, strlen(out), 0600, err);
	/* It has read the file, and would not again. */
	if (result == DONE)
		keyring_dismiss_agent(keyring->folder);
	return result;
}

enum result
keyring_remove(struct keyring *keyring, const struct keyring_key *key, bool secret, struct error *err)
{
	SCRATCH(tmp);
	const struct mail_strings nobody = { NULL, 0 };
	gpgme_ctx_t context;
	gpgme_key_t found;
	gpgme_error_t failure;
	enum result result = room_context(tmp, keyring, key->system, &context, err);

	if (result != DONE)
		return result;
	if ((failure = gpgme_get_key(context, key->fingerprint, &found, 0)) != 0)
		return room_failure(failure, key->fingerprint, err);
	room_hold_key(tmp, found);
	failure = gpgme_op_delete_ext(context, found, (secret ? GPGME_DELETE_ALLOW_SECRET : 0) | GPGME_DELETE_FORCE);
	if (failure != 0)
		return room_failure(failure, key->fingerprint, err);
	if (key->authority)
		return keyring_trust_authority(keyring, key->fingerprint, false, err);
	if (key->system == KEYRING_OPENPGP)
		return owners_set(keyring, key->fingerprint, &nobody, err);
	return key->secret ? DONE : keyring_withdraw(keyring, key->fingerprint, true, err);
}

/* ---- the agent */

static void
gpgconf(const char *folder, const char *verb)
{
	char *words[] = { (char[]){ "gpgconf" }, (char[]){ "--homedir" }, strdup(folder), strdup(verb), (char[]){ "gpg-agent" }, NULL };
	extern char **environ;
	pid_t pid;

	if (words[2] != NULL && words[3] != NULL && posix_spawnp(&pid, words[0], NULL, NULL, words, environ) == 0)
		while (waitpid(pid, NULL, 0) == -1 && errno == EINTR)
			continue;
	free(words[2]);
	free(words[3]);
}

void
keyring_need_agent(struct keyring *keyring)
{
	struct rlimit limit, none;

	if (keyring->agent_started || getrlimit(RLIMIT_CPU, &limit) != 0)
		return;
	none = limit;
	none.rlim_cur = none.rlim_max;
	(void)setrlimit(RLIMIT_CPU, &none);
	gpgconf(keyring->folder, "--launch");
	(void)setrlimit(RLIMIT_CPU, &limit);
	keyring->agent_started = true;
}

void
keyring_dismiss_agent(const char *folder)
{
	gpgconf(folder, "--kill");
}
