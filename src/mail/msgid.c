/* msgid.c - see msgid.h */
#include <config.h>

#include <stdbool.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/msgid.h>
#include <postigo/mail/words.h>

/* The text between the brackets without the blanks that folding put into it. */
static char *
unfolded(TALLOC_CTX *ctx, const char *from, size_t n)
{
	char *out = talloc_size(ctx, n + 1), *valid;
	size_t made = 0;

	for (size_t i = 0; i < n; i++) {
		bool control = from[i] != '\0' && ((unsigned char)from[i] < ' ' || from[i] == 127);

		/* Not left out: what is left could be another mail's. */
		if (!span_blank(from[i]))
			out[made++] = (char)(control ? '?' : from[i]);
	}
	out[made] = '\0';
	if (memchr(out, '\0', made) == NULL && utf8_valid(out, made))
		return out;
	valid = utf8_repair(ctx, out, made);
	talloc_free(out);
	return valid;
}

char *
msgid_next(TALLOC_CTX *ctx, struct span *rest)
{
	const char *end = rest->at + rest->size;

	while (rest->size > 0) {
		const char *open = memchr(rest->at, '<', rest->size), *close;

		if (open == NULL)
			break;
		/* "<<id>" and "<a <id>": the innermost bracket counts. */
		close = open + 1;
		while (close < end && *close != '>' && *close != '<')
			close++;
		*rest = (struct span){ close, (size_t)(end - close) };
		if (close == end || *close == '<')
			continue;
		rest->at++;
		rest->size--;
		/* Outlook has sent <> and clients without a domain send <123>: the first names no mail. */
		struct span id = span_trim((struct span){ open + 1, (size_t)(close - open - 1) });
		if (id.size > 0 && id.size <= MSGID_MAX)
			return unfolded(ctx, id.at, id.size);
	}
	*rest = (struct span){ end, 0 };
	return NULL;
}

static bool
known(const struct mail_strings *list, const char *id)
{
	for (size_t i = 0; i < list->count; i++) {
		if (strcmp(list->list[i], id) == 0)
			return true;
	}
	return false;
}

static void
push(TALLOC_CTX *ctx, struct mail_strings *out, char *id)
{
	if (out->list == NULL)
		out->list = talloc_array(ctx, char *, MSGID_LIST_MAX);
	if (known(out, id)) {
		talloc_free(id);
		return;
	}
	if (out->count == MSGID_LIST_MAX) {
		talloc_free(out->list[0]);
		memmove(out->list, out->list + 1, (MSGID_LIST_MAX - 1) * sizeof(out->list[0]));
		out->count--;
	}
	out->list[out->count++] = id;
}

/* Some mailers leave the brackets off, or one of the two: then every word with an @ counts, and one that is alone. */
static void
bare_words(TALLOC_CTX *ctx, struct span value, struct mail_strings *out)
{
	static const char trash[] = "<>\"'(),;";
	size_t i = 0;

	while (i < value.size) {
		size_t from, to;
		bool alone;

		while (i < value.size && (span_blank(value.at[i]) || value.at[i] == ','))
			i++;
		from = i;
		while (i < value.size && !span_blank(value.at[i]) && value.at[i] != ',')
			i++;
		alone = from == 0 && i == value.size;
		to = i;
		while (from < to && value.at[from] != '\0' && strchr(trash, value.at[from]) != NULL)
			from++;
		while (from < to && value.at[to - 1] != '\0' && strchr(trash, value.at[to - 1]) != NULL)
			to--;
		if (to - from > 2 && to - from <= MSGID_MAX &&
		    (alone || memchr(value.at + from, '@', to - from) != NULL))
			push(ctx, out, unfolded(ctx, value.at + from, to - from));
	}
}

void
msgid_list(TALLOC_CTX *ctx, struct span value, struct mail_strings *out)
{
	SCRATCH(tmp);
	struct span rest = value;
	char *id;

	*out = (struct mail_strings){ NULL, 0 };
	if (value.size == 0)
		return;
	/* Long ones are taken for text by libraries that encode all text: "=?utf-8?q?=3Cid=40example=2Eorg=3E?=". */
	if (value.size < WORDS_SHOWN_MAX && words_encoded(value))
		rest = value = span_of(words_decode(tmp, value));
	while ((id = msgid_next(ctx, &rest)) != NULL)
		push(ctx, out, id);
	if (out->count == 0)
		bare_words(ctx, span_trim(value), out);
}
