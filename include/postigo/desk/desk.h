/* desk.h - the process that decides, and the only writer of the store */
#ifndef POSTIGO_DESK_DESK_H
#define POSTIGO_DESK_DESK_H

#include <jansson.h>
#include <talloc.h>

#include <postigo/base/error.h>
#include <postigo/conf/conf.h>

/* The process: opens the store, serves its lines and the control socket until SIGTERM.
 * Returns an exit status of sysexits.h. */
int desk_run(const struct conf *conf, int supervisor);

/* Reads what a desk with this config would need beside it, the token keys and the templates, and lets it go again:
 * before a reload, and for `postigo check`. */
enum result desk_check(const struct conf *conf, struct error *err);

/* Tries the samples that rules bring with them, and looks for the templates that they name: adds what is wrong to problems,
 * owned by ctx. For start and reload, and for `postigo check`. */
void desk_check_rules(const struct conf *conf, TALLOC_CTX *ctx, struct conf_problems *problems);

/* Carries out one request of `postigo` (see desk/request.h for the verbs) when no daemon runs: takes the store's lock,
 * does it through the same code, lets go. memfd is -1 or a sealed mail, for inject. */
enum result desk_request(TALLOC_CTX *ctx, const struct conf *conf, const json_t *request, int memfd, json_t **answer,
    struct error *err);

#endif
