/* pull.c - measures fetch against a real server: pull HOST PORT none|starttls|implicit CA USER PASSWORD COUNT
 *	[seen|delete|FOLDER] */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "desk_double.h"

/* A line of /proc/PID/status. */
static void
print_peak(pid_t pid)
{
	char path[64], line[256];
	FILE *f = NULL;

	snprintf(path, sizeof(path), "/proc/%d/status", pid);
	f = fopen(path, "r");
	while (f != NULL && fgets(line, sizeof(line), f) != NULL) {
		if (strncmp(line, "VmHWM:", 6) == 0 || strncmp(line, "VmPeak:", 7) == 0)
			printf("  %s", line);
	}
	if (f != NULL)
		fclose(f);
}

int
main(int argc, char **argv)
{
	char name[] = "pull", inbox[] = "INBOX";
	struct conf_mailbox mailbox = { .name = name, .folder = inbox, .max_size = 32u << 20, .poll = SECONDS(5),
		.idle = true };
	struct desk_double *d = NULL;
	int64_t start = 0, first = 0;
	unsigned count = 0;
	int seconds = getenv("STAY") != NULL ? 3600 : 1;

	if (argc < 8)
		return EX_USAGE;
	mailbox.server = (struct conf_server){ .host = argv[1], .port = (uint16_t)strtoul(argv[2], NULL, 10),
		.tls = argv[3][0] == 'n' ? CONF_TLS_NONE : argv[3][0] == 's' ? CONF_TLS_STARTTLS : CONF_TLS_IMPLICIT,
		.ca_file = argv[4][0] != '\0' ? argv[4] : NULL, .user = argv[5], .password = { .text = argv[6] },
		.timeout = SECONDS(30) };
	count = (unsigned)strtoul(argv[7], NULL, 10);
	if (argc > 8 && strcmp(argv[8], "delete") == 0)
		mailbox.after = CONF_AFTER_DELETE;
	else if (argc > 8 && strcmp(argv[8], "seen") != 0) {
		mailbox.after = CONF_AFTER_MOVE;
		mailbox.move_to = argv[8];
	}
	start = instant_monotonic();
	d = double_start(&mailbox);
	while (d->mails == 0 && instant_monotonic() - start < 30000)
		(void)double_step(d, 100);
	first = instant_monotonic();
	if (!double_until(d, &d->stored, count, 120000))
		printf("only %u of %u stored; %s\n", d->stored, count, d->why);
	int64_t stored = instant_monotonic();
	if (!double_until(d, &d->told, count, 60000))
		printf("only %u of %u told; %s\n", d->told, count, d->why);
	int64_t told = instant_monotonic();
	printf("first mail after %lld ms; %u stored in %lld ms: %.0f/s; told after %lld ms more; doubled %u, skipped %u, health %d %s\n",
	    (long long)(first - start), d->stored, (long long)(stored - start),
	    1000.0 * d->stored / (double)(stored - start + 1), (long long)(told - stored), d->doubled, d->skipped, d->ok,
	    d->why);
	print_peak(d->pid);
	fflush(stdout);
	while (seconds-- > 0) {
		unsigned mails = d->mails;

		(void)double_step(d, 1000);
		if (d->mails != mails)
			printf("mail %u at %lld\n", d->mails, (long long)instant_now());
		fflush(stdout);
	}
	start = instant_monotonic();
	int status = double_stop(d);
	printf("stopped after %lld ms, status %d\n", (long long)(instant_monotonic() - start), status);
	return 0;
}
