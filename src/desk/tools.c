/* tools.c - see tools.h */
#include <config.h>

#include <openssl/rand.h>

#include <postigo/base/digest.h>
#include <postigo/base/memory.h>
#include <postigo/desk/desk.h>

#include "tools.h"

/* The installation's mark is made once and kept in the store, so that it survives a change of names. */
static enum result
installation(TALLOC_CTX *ctx, struct store *store, enum store_mode mode, char **out, struct error *err)
{
	enum result result = store_meta(ctx, store, "installation", out, err);
	uint8_t bytes[10];
	char hex[sizeof(bytes) * 2 + 1];

	if (result != NONE)
		return result;
	if (mode == STORE_READ) {
		*out = talloc_strdup(ctx, "");
		return DONE;
	}
	if (RAND_bytes(bytes, sizeof(bytes)) != 1)
		return error_set(err, TEMPFAIL, "no random bytes to be had");
	digest_hex(bytes, sizeof(bytes), hex);
	if ((result = store_begin(store, err)) != DONE)
		return result;
	if ((result = store_set_meta(store, "installation", hex, err)) != DONE) {
		store_rollback(store);
		return result;
	}
	*out = talloc_strdup(ctx, hex);
	return store_commit(store, err);
}

enum result
tools_open(TALLOC_CTX *ctx, const struct conf *conf, enum store_mode mode, struct tools *out, struct error *err)
{
	struct tools tools = { .conf = conf };
	enum result result;

	result = store_open(ctx, conf->store_path, mode, &tools.store, err);
	if (result != DONE && !(result == NONE && mode == STORE_READ))
		return result;
	if ((result = token_keys_load(ctx, conf->secret_file, &tools.keys, err)) != DONE)
		return result;
	if ((result = catalog_load(ctx, conf->templates_dir, conf->identity.language, &tools.catalog, err)) != DONE)
		return result;
	tools.rules = rule_set_new(ctx, conf);
	if (tools.store == NULL)
		tools.installation = talloc_strdup(ctx, "");
	else if ((result = installation(ctx, tools.store, mode, &tools.installation, err)) != DONE)
		return result;
	*out = tools;
	return DONE;
}

enum result
desk_check(const struct conf *conf, struct error *err)
{
	SCRATCH(tmp);
	struct token_keys *keys;
	struct catalog *catalog;
	enum result result = token_keys_load(tmp, conf->secret_file, &keys, err);

	return result == DONE ? catalog_load(tmp, conf->templates_dir, conf->identity.language, &catalog, err) : result;
}
