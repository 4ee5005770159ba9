/* webhook.h - what is posted to a webhook, and what its answer means; pure
 *
 * The talking is done by a small program of its own, postigo-webhook: it gets a request as JSON, and tells the answer as JSON.
 */
#ifndef HOOK_WEBHOOK_H
#define HOOK_WEBHOOK_H

#include <stddef.h>

#include <jansson.h>
#include <talloc.h>

#include <postigo/base/instant.h>
#include <postigo/base/wire_hook.h>
#include <postigo/conf/conf.h>

/* "v1=<hex>": HMAC-SHA256 with the secret over "<seconds>.<body>". Owned by ctx. */
char *webhook_signature(TALLOC_CTX *ctx, const char *secret, int64_t seconds, const char *body, size_t size);

/* The request for postigo-webhook, in JSON, owned by ctx. secret NULL: it is not signed. body NULL: only see who answers. */
char *webhook_request(TALLOC_CTX *ctx, const struct conf_hook *hook, const struct wire_job *job, const char *secret, instant now,
    const char *body, size_t size);

/* What postigo-webhook has told of the answer. Its text is owned by ctx. */
void webhook_judge(TALLOC_CTX *ctx, const char *told, size_t size, struct wire_job_end *out);

#endif
