/* tools.h - what the desk works with, in the daemon and in `postigo` alike */
#ifndef DESK_TOOLS_H
#define DESK_TOOLS_H

#include <talloc.h>

#include <postigo/base/token.h>
#include <postigo/conf/conf.h>
#include <postigo/desk/rule_set.h>
#include <postigo/store/store.h>
#include <postigo/tmpl/catalog.h>

struct tools {
	const struct conf *conf;
	struct store *store;		/* NULL: there is none yet, for explain before the first start */
	struct token_keys *keys;
	struct catalog *catalog;
	struct rule_set *rules;
	char *installation;		/* our mark in X-Postigo-Loop */
};

/* Opens everything; the store for writing or reading. Owned by ctx. */
enum result tools_open(TALLOC_CTX *ctx, const struct conf *conf, enum store_mode mode, struct tools *out,
    struct error *err);

#endif
