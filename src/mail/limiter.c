/* limiter.c - see limiter.h */
#include <config.h>

#include <stdint.h>

#include <postigo/mail/header.h>
#include <postigo/mail/limiter.h>

/* Which beginnings of lines some boundary of this mail has. */
#define BEGINNING 8u
#define BUCKETS 4096u

struct limiter {
	char *at, *end;			/* the copy */
	uint8_t seen[BUCKETS / 8];
	size_t shortest;		/* of the boundaries shorter than BEGINNING; BEGINNING: there is none */
	size_t delimiters;
	struct defects *defects;
};

static uint32_t
bucket(const char *at, size_t n)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < n; i++)
		h = (h ^ (uint8_t)at[i]) * 16777619u;
	return h % BUCKETS;
}

static void
learn(struct limiter *l, const char *at, size_t n)
{
	uint32_t b;

	if (n > LIMITER_BOUNDARY_MAX) {
		defects_add(l->defects, "a boundary is longer than %u bytes", LIMITER_BOUNDARY_MAX);
		return;
	}
	if (n < BEGINNING) {
		if (n < l->shortest)
			l->shortest = n;
		return;
	}
	b = bucket(at, BEGINNING);
	l->seen[b / 8] |= (uint8_t)(1u << b % 8);
}

/* Is the "=" at p that of a boundary parameter? */
static bool
names_boundary(const struct limiter *l, const char *p)
{
	while (p > l->at && span_blank(p[-1]))
		p--;
	if (p > l->at && p[-1] == '*')		/* boundary*= and boundary*0= */
		p--;
	while (p > l->at && p[-1] >= '0' && p[-1] <= '9')
		p--;
	if (p > l->at && p[-1] == '*')
		p--;
	return p - l->at >= 8 && strncasecmp(p - 8, "boundary", 8) == 0;
}

static void
learn_boundaries(struct limiter *l)
{
	const char *p = l->at;

	while (p < l->end && (p = memchr(p, '=', (size_t)(l->end - p))) != NULL) {
		const char *from = p + 1, *to;

		p++;
		if (!names_boundary(l, p - 1))
			continue;
		while (from < l->end && span_blank(*from))
			from++;
		/* Longer ones need not be read to their end, a million times over. */
		const char *most = l->end - from > LIMITER_BOUNDARY_MAX + 2 ? from + LIMITER_BOUNDARY_MAX + 2 : l->end;
		if (from < l->end && *from == '"') {
			to = ++from;
			while (to < most && *to != '"' && *to != '\n')
				to++;
		} else {
			to = from;
			while (to < most && *to != ';' && !span_blank(*to))
				to++;
		}
		learn(l, from, (size_t)(to - from));
		/* RFC 2231 or a backslash in it: what it comes to is not known here, so every line counts. */
		if (memchr(from, '\\', (size_t)(to - from)) != NULL || memchr(from, '%', (size_t)(to - from)) != NULL)
			l->shortest = 0;
	}
}

/* May this line, which begins with "--", separate parts? */
static bool
may_delimit(const struct limiter *l, const char *line, size_t n)
{
	uint32_t b;

	if (n - 2 >= l->shortest)
		return true;
	if (n - 2 < BEGINNING)
		return false;
	b = bucket(line + 2, BEGINNING);
	return (l->seen[b / 8] & (1u << b % 8)) != 0;
}

/* The header of the part that begins at p: ends it where it grows beyond measure. Returns where it ended. */
static char *
guard_part_header(struct limiter *l, char *p)
{
	char *start = p, *field = p;
	unsigned fields = 0;

	while (p < l->end) {
		char *end = memchr(p, '\n', (size_t)(l->end - p));
		size_t n = end != NULL ? (size_t)(end - p) + 1 : (size_t)(l->end - p);

		if (*p == '\n' || (*p == '\r' && n == 2) || (n > 2 && p[0] == '-' && p[1] == '-'))
			return p;
		if (!span_blank(*p)) {
			field = p;
			fields++;
		}
		/* GMime reads no field whose name it does not know. */
		if ((size_t)(p + n - field) > HEADER_STRUCTURED_MAX && *field != 'X') {
			*field = 'X';
			defects_add(l->defects, "a field in a part's header is longer than %u bytes",
			    HEADER_STRUCTURED_MAX);
		}
		if (fields > LIMITER_PART_FIELDS_MAX || (size_t)(p - start) > LIMITER_PART_HEADER_MAX) {
			defects_add(l->defects, "a part's header is too long; the rest counts as text");
			*p = '\n';
			return p;
		}
		p += n;
	}
	return p;
}

static void
guard_lines(struct limiter *l, char *p)
{
	while (p < l->end) {
		char *end = memchr(p, '\n', (size_t)(l->end - p));
		size_t n = end != NULL ? (size_t)(end - p) + 1 : (size_t)(l->end - p);

		if (n > 2 && p[0] == '-' && p[1] == '-') {
			if (!may_delimit(l, p, n)) {
				p[0] = p[1] = ' ';
			} else if (++l->delimiters > LIMITER_DELIMITERS_MAX) {
				defects_add(l->defects, "too many parts; the rest stays unread");
				p[0] = p[1] = ' ';
			} else {
				p = guard_part_header(l, p + n);
				continue;
			}
		}
		p += n;
	}
}

/* "message/" in any spelling becomes a type that GMime does not open, and a digest a mere mixture. */
static void
deface_messages(struct limiter *l)
{
	char *p = l->at;

	while (p < l->end && (p = memchr(p, '/', (size_t)(l->end - p))) != NULL) {
		char *word = p++;

		while (word > l->at && span_blank(word[-1]))
			word--;
		if (word - l->at >= 7 && strncasecmp(word - 7, "message", 7) == 0)
			word[-7] = LIMITER_MESSAGE[0];
		while (p < l->end && span_blank(*p))
			p++;
		if (l->end - p >= 6 && strncasecmp(p, "digest", 6) == 0)
			p[0] = 'x';
	}
}

struct span
limiter_copy(TALLOC_CTX *ctx, const char *content_type, struct span body, size_t *head, struct defects *defects)
{
	static const char name[] = "Content-Type: ";
	size_t type_size = strlen(content_type), size;
	struct limiter l = { .defects = defects, .shortest = BEGINNING };

	*head = sizeof(name) - 1 + type_size + 2;
	/* One line end more: without it GMime takes that of the last part for its text. */
	size = *head + body.size + 1;
	l.at = talloc_size(ctx, size + 1);
	l.end = l.at + size;
	memcpy(l.at, name, sizeof(name) - 1);
	memcpy(l.at + sizeof(name) - 1, content_type, type_size);
	memcpy(l.at + *head - 2, "\n\n", 2);
	if (body.size > 0)
		memcpy(l.at + *head, body.at, body.size);
	memcpy(l.end - 1, "\n", 2);
	learn_boundaries(&l);
	deface_messages(&l);
	guard_lines(&l, l.at + *head);
	return (struct span){ l.at, size };
}
