/* answer_token.c - addresses and Message-IDs of ours, with a token in them; see answer.h */
#include <config.h>

#include <string.h>

#include "answer.h"

char *
answer_token_address(TALLOC_CTX *ctx, const struct tools *tools, const char *address, enum token_purpose purpose,
    int64_t ticket, int64_t person, instant now)
{
	const char *at = strrchr(address, '@');
	char *token = token_make(ctx, tools->keys, purpose, (uint64_t)ticket, (uint64_t)person, now);

	return talloc_asprintf(ctx, "%.*s+%s%s", (int)(at - address), address, token, at);
}

char *
answer_identifier(TALLOC_CTX *ctx, const struct tools *tools, char kind, int64_t ticket, int64_t message, instant issued)
{
	char *token = token_make(ctx, tools->keys, TOKEN_MESSAGE_ID, (uint64_t)ticket, (uint64_t)message, issued);

	return talloc_asprintf(ctx, "%c.%s@%s", kind, token, tools->conf->identity.domain);
}
