/* desk_double.h - plays the supervisor and the desk to a real fetch process */
#ifndef POSTIGO_TESTS_DESK_DOUBLE_H
#define POSTIGO_TESTS_DESK_DOUBLE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include <postigo/conf/conf.h>

#define DOUBLE_UIDS 200000

struct desk_double {
	pid_t pid;		/* the fetch process */
	int supervisor;		/* our end */
	int desk;		/* our end */
	uint32_t uidvalidity;
	uint32_t adopted;	/* given in the state */
	int64_t skip_before;
	uint32_t skip_below;
	bool suspect;
	bool silent;		/* STORED is not answered */
	uint8_t *known;		/* by uid: 1 handed over, 2 durable, 3 told, 4 skipped, 5 quarantined */
	uint8_t *partial;
	uint32_t *batch;	/* handed over since the last STORED */
	size_t batch_count;
	unsigned mails;		/* handed over */
	unsigned doubled;	/* handed over though known */
	unsigned stored;
	unsigned told;
	unsigned skipped;
	unsigned opened;	/* MAILBOX messages */
	unsigned asked;		/* LEDGER messages */
	unsigned health;	/* HEALTH messages */
	bool ok;		/* what the last one said */
	char why[512];
	char reason[512];	/* of the last SKIPPED */
	uint64_t bytes;
	char *last;		/* the last mail's bytes */
	size_t last_size;
};

/* Forks a fetch process for the mailbox and hands it its line. */
struct desk_double *double_start(const struct conf_mailbox *mailbox);

/* A new line, as after the desk's restart; the old one is closed first. */
void double_new_line(struct desk_double *d);

/* Answers what comes within timeout_ms; false when nothing came or the line ended. */
bool double_step(struct desk_double *d, int timeout_ms);

/* Answers until *counter reaches wanted, at most timeout_ms. */
bool double_until(struct desk_double *d, const unsigned *counter, unsigned wanted, int timeout_ms);

/* Sends SIGTERM, waits for the end and frees d; the exit status as of waitpid. */
int double_stop(struct desk_double *d);

/* Frees it when its process has ended already. */
void double_free(struct desk_double *d);

#endif
