/* hook.h - the process that tells webhooks and runs programs, and trying them out */
#ifndef POSTIGO_HOOK_HOOK_H
#define POSTIGO_HOOK_HOOK_H

#include <postigo/base/error.h>
#include <postigo/conf/conf.h>

/* The role. Holds the webhooks' secrets; speaks to nobody outside itself: each webhook is told, and each program run, by a
 * process of its own that ends with it. Returns an exit status. */
int hook_run(const struct conf *conf, int supervisor);

/* Whether it could be done: the program may be executed; the webhook's host can be reached, and proves by TLS who it is. Nothing
 * is run or posted. step names what failed: "execute", "secret", "connect", "certificate". */
enum result hook_try(const struct conf_hook *hook, const char **step, struct error *err);

#endif
