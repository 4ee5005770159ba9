/* pace.c - how many mails a second the send processes bring to a server: pace PORT PROCESSES MAILS
 *
 * The desk's double grants each dot half a millisecond after it was asked for. No part of make check.
 */
#include <config.h>

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "double.h"

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int
one(const struct conf *conf, size_t mails)
{
	struct desk *d = desk_start(NULL, conf);
	size_t fine = 0;

	d->dot_delay = 500;
	for (size_t i = 0; i < mails; i++)
		desk_put_mail(d);
	double began = seconds();
	bool all = desk_play(d, mails, 120000);
	double took = seconds() - began;
	for (size_t i = 1; i <= mails; i++)
		fine += d->row[i].result.outcome == OUTCOME_SENT;
	(void)printf("%zu of %zu sent in %.3f s: %.0f/s\n", fine, mails, took, (double)mails / took);
	desk_end(d);
	talloc_free(d);
	return all && fine == mails ? 0 : 1;
}

int
main(int argc, char **argv)
{
	if (argc != 4)
		return 64;
	struct server s = { .port = (uint16_t)strtoul(argv[1], NULL, 10) };
	struct conf *conf = conf_double(NULL, &s);
	int processes = (int)strtol(argv[2], NULL, 10), status, bad = 0;
	size_t mails = strtoul(argv[3], NULL, 10);

	conf->relay.server.timeout = SECONDS(30);
	double began = seconds();
	for (int i = 0; i < processes; i++)
		if (fork() == 0)
			exit(one(conf, mails));
	while (wait(&status) > 0)
		bad |= status;
	(void)printf("together: %.0f/s\n", (double)mails * processes / (seconds() - began));
	return bad != 0;
}
