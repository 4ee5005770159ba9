/* answer_phrase.c - what many mails say in the same way; see answer.h */
#include <config.h>

#include <string.h>

#include "answer.h"

char *
answer_size(TALLOC_CTX *ctx, uint64_t bytes)
{
	if (bytes < 1024)
		return talloc_asprintf(ctx, "%llu B", (unsigned long long)bytes);
	if (bytes < 1024 * 1024)
		return talloc_asprintf(ctx, "%llu KB", (unsigned long long)(bytes + 1023) / 1024);
	return talloc_asprintf(ctx, "%llu MB", (unsigned long long)(bytes + (1 << 20) - 1) >> 20);
}

char *
answer_beginning(TALLOC_CTX *ctx, const char *words, size_t most)
{
	size_t n = strnlen(words, most + 1);

	if (n <= most)
		return talloc_strdup(ctx, words);
	for (n = most; n > 0 && ((unsigned char)words[n] & 0xC0) == 0x80; n--)
		;
	return talloc_asprintf(ctx, "%.*s ...", (int)n, words);
}

#define BRIEF_MOST 300		/* bytes */

char *
answer_earlier(TALLOC_CTX *ctx, const struct message_row *m, const char *words, size_t most)
{
	/* What we have told a vendor is made of what stands beside it. */
	bool brief = m->kind == MESSAGE_VENDOR && m->author_address == NULL;

	return answer_beginning(ctx, words, brief && most > BRIEF_MOST ? BRIEF_MOST : most);
}

const char *
answer_asker(const struct ticket *ticket, const struct person *requester, const struct conf_words *words)
{
	return ticket->kind == TICKET_PROBLEM ? words->everybody : requester->address;
}
