/* failures.h - which mails broke the connection, so that they do not block those behind them */
#ifndef POSTIGO_SRC_FETCH_FAILURES_H
#define POSTIGO_SRC_FETCH_FAILURES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FAILURES_MAX 64
#define FAILURES_PARTIAL 3	/* so often: only the beginning is asked for */
#define FAILURES_END 4		/* and not even that came: it is given up */

struct failures {
	struct {
		uint32_t uid;
		unsigned count;
	} entry[FAILURES_MAX];
	size_t count;
	uint32_t first;		/* a batch of these UIDs ended with the connection: they are fetched one by one */
	uint32_t last;
	unsigned careful;	/* so many more are fetched one by one, whatever they are */
};

/* The connection ended while these were fetched. */
void failures_note(struct failures *f, const uint32_t *uid, size_t count);

/* How often this one alone ended the connection, or could not be had. */
unsigned failures_of(const struct failures *f, uint32_t uid);

/* Must it be fetched alone? */
bool failures_alone(const struct failures *f, uint32_t uid);

/* It was fetched, or given up. */
void failures_done(struct failures *f, uint32_t uid);

#endif
