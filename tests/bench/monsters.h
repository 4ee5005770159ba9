/* monsters.h - mails made to hurt: the same ones are measured by make bench, and read within limits by a test */
#ifndef BENCH_MONSTERS_H
#define BENCH_MONSTERS_H

#include <stddef.h>

#include <talloc.h>

#include <postigo/base/text.h>

struct monster {
	const char *name;
	const char *head;	/* behind the fields that all have: From, To, Subject */
	const char *piece;	/* many times; each '#' in it is the number of the time */
	const char *middle;	/* once */
	const char *close;	/* as many times as the piece */
	size_t n;		/* how many times, as they are measured */
	const char *defect;	/* words of the line that must tell of it, even at an eighth of n; NULL: none must */
};

extern const struct monster monsters[];
extern const size_t monster_count;

/* The monster with n pieces, owned by ctx. */
struct text *monster_new(TALLOC_CTX *ctx, const struct monster *m, size_t n);

#endif
