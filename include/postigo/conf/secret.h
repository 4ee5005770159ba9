/* secret.h - a password, from wherever the config says */
#ifndef POSTIGO_CONF_SECRET_H
#define POSTIGO_CONF_SECRET_H

#include <talloc.h>

#include <postigo/conf/conf.h>

/* The password, owned by ctx and overwritten when ctx is freed. NONE when none is configured.
 * PERMFAIL when a file or credential is not there, cannot be read or is empty; TEMPFAIL when a command fails.
 * A command has 10 seconds and 4 KiB, is split at blanks and runs without a shell: so call this before
 * sandbox_enter(), after which nothing can be started. */
enum result secret_read(TALLOC_CTX *ctx, const struct conf_secret *secret, char **out, struct error *err);

#endif
