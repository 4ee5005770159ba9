/* secret.h - a password, from wherever the config says */
#ifndef POSTIGO_CONF_SECRET_H
#define POSTIGO_CONF_SECRET_H

#include <talloc.h>

#include <postigo/conf/conf.h>

/* The password, owned by ctx and overwritten when ctx is freed. NONE when there is none to be had.
 * A command has 10 seconds and 4 KiB, is split at blanks and runs without a shell. */
enum result secret_read(TALLOC_CTX *ctx, const struct conf_secret *secret, char **out, struct error *err);

#endif
