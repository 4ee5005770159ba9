/* store.c - how fast the store is: mails in, a whole mail's rows, the outbox's cycle, the ledger's questions
 *
 * usage: store FOLDER [TICKETS]     a database of its own in FOLDER, filled with TICKETS tickets first (default 1000)
 */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include <postigo/base/instant.h>
#include <postigo/base/log.h>
#include <postigo/base/memory.h>
#include <postigo/store/event.h>
#include <postigo/store/identifier.h>
#include <postigo/store/inbox.h>
#include <postigo/store/ledger.h>
#include <postigo/store/message_row.h>
#include <postigo/store/outbox.h>
#include <postigo/store/participant.h>
#include <postigo/store/person.h>
#include <postigo/store/ticket.h>

#define MAIL 8192
#define OUTGOING 2048

struct bench {
	struct store *store;
	struct error err;
	char mail[MAIL], outgoing[OUTGOING + 1];
	int64_t mailbox;
	uint32_t uid;		/* the last that was put */
	uint64_t made;		/* mails decided so far */
	int64_t started;
	int64_t longest;	/* milliseconds that a checkpoint took at the most */
};

static void
must(struct bench *b, enum result r)
{
	if (r != DONE)
		fatal(EX_SOFTWARE, "%d %s", r, r < 0 ? b->err.text : "nothing there");
}

static void
start(struct bench *b)
{
	b->started = instant_monotonic();
}

static void
tell(struct bench *b, const char *what, uint64_t n)
{
	int64_t ms = instant_monotonic() - b->started;

	printf("%-44s %9.0f/s  (%llu in %lld ms)\n", what, (double)n * 1000 / (double)(ms > 0 ? ms : 1),
	    (unsigned long long)n, (long long)ms);
	fflush(stdout);
}

static void
checkpoint(struct bench *b)
{
	int64_t before = instant_monotonic();

	store_checkpoint(b->store);
	if (instant_monotonic() - before > b->longest)
		b->longest = instant_monotonic() - before;
}

static void
put_mails(struct bench *b, unsigned n, unsigned group)
{
	for (unsigned i = 0; i < n; i += group) {
		must(b, store_begin(b->store, &b->err));
		for (unsigned k = 0; k < group; k++) {
			struct inbox_mail mail = { .mailbox = b->mailbox, .uidvalidity = 1, .uid = ++b->uid,
				.arrived = instant_now(), .received = instant_now(), .server_size = MAIL, .raw = b->mail,
				.size = MAIL };
			int64_t id;
			bool is_new;

			memcpy(b->mail, &b->uid, sizeof(b->uid));
			must(b, inbox_put(b->store, &mail, &id, &is_new, &b->err));
		}
		must(b, store_commit(b->store, &b->err));
		checkpoint(b);
	}
}

/* What the desk writes for a mail that becomes a ticket. */
static void
decide(struct bench *b, int64_t inbox)
{
	SCRATCH(tmp);
	char text[1200], reply[600], *kind = talloc_strdup(tmp, "acknowledgement");
	instant now = instant_now();
	struct ticket t = { .subject = text + 1100, .queue = talloc_strdup(tmp, "support"), .mailbox = b->mailbox,
		.priority = 1, .created = now };
	struct message_row m = { .inbox = inbox, .text = text, .reply = reply, .subject = t.subject, .sent = now,
		.created = now, .has_content_key = true };
	struct outbox_row o = { .kind = kind, .created = now };
	unsigned attempts;
	char *address;

	b->made++;
	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	memset(reply, 'y', sizeof(reply) - 1);
	reply[sizeof(reply) - 1] = '\0';
	address = talloc_asprintf(tmp, "somebody.%llu@example.org", (unsigned long long)b->made);
	m.identifier = talloc_asprintf(tmp, "%016llx.1@mail.example.org", (unsigned long long)b->made * 0x9e3779b97f4a7c15u);
	o.identifier = talloc_asprintf(tmp, "%016llx.2@desk.example.org", (unsigned long long)b->made * 0x9e3779b97f4a7c15u);
	o.recipient = address;
	digest_sha256(&b->made, sizeof(b->made), m.content_key);

	must(b, store_savepoint(b->store, &b->err));
	must(b, inbox_attempt(b->store, inbox, &attempts, &b->err));
	must(b, person_get(b->store, address, "Somebody", now, &t.requester, &b->err));
	must(b, ticket_add(b->store, &t, &b->err));
	m.ticket = o.ticket = t.id;
	m.author = t.requester;
	must(b, message_row_add(b->store, &m, &b->err));
	o.message = m.id;
	must(b, identifier_add(b->store, m.identifier, t.id, m.id, &b->err));
	must(b, identifier_add(b->store, o.identifier, t.id, m.id, &b->err));
	must(b, participant_add(b->store, t.id, t.requester, PARTICIPANT_REQUESTER, now, &b->err));
	must(b, event_add(b->store, t.id, address, "created", "new ticket in support", now, &b->err));
	must(b, event_add(b->store, t.id, "postigo", "acknowledged", address, now, &b->err));
	must(b, outbox_put(b->store, &o, b->outgoing, OUTGOING, &b->err));
	must(b, inbox_finish(b->store, inbox, INBOX_DONE, NULL, t.id, m.id, &b->err));
	must(b, store_release(b->store, &b->err));
}

/* Decides what waits, `group` mails a commit; returns how many there were. */
static uint64_t
decide_all(struct bench *b, size_t group)
{
	int64_t after = 0;
	uint64_t done = 0;

	for (;;) {
		SCRATCH(tmp);
		struct inbox_row *rows;
		size_t n;

		must(b, inbox_waiting(tmp, b->store, after, group, &rows, &n, &b->err));
		if (n == 0)
			return done;
		must(b, store_begin(b->store, &b->err));
		for (size_t i = 0; i < n; i++)
			decide(b, rows[i].id);
		must(b, store_commit(b->store, &b->err));
		checkpoint(b);
		after = rows[n - 1].id;
		done += n;
	}
}

/* Claim 32, read their bytes, say dot for each, give each its result: three commits a batch, as send asks for them. */
static uint64_t
send_all(struct bench *b)
{
	uint64_t done = 0;

	for (;;) {
		SCRATCH(tmp);
		struct outbox_row *rows;
		char *bytes;
		size_t n, size;

		must(b, store_begin(b->store, &b->err));
		must(b, outbox_claim(tmp, b->store, 0, instant_now(), 32, &rows, &n, &b->err));
		for (size_t i = 0; i < n; i++)
			must(b, outbox_raw(tmp, b->store, rows[i].id, &bytes, &size, &b->err));
		must(b, store_commit(b->store, &b->err));
		if (n == 0)
			return done;
		must(b, store_begin(b->store, &b->err));
		for (size_t i = 0; i < n; i++)
			must(b, outbox_dot(b->store, rows[i].id, 0, &b->err));
		must(b, store_commit(b->store, &b->err));
		must(b, store_begin(b->store, &b->err));
		for (size_t i = 0; i < n; i++)
			must(b, outbox_result(b->store, rows[i].id, 0, OUTBOX_SENT, true, 250, "2.0.0 Ok: queued as 3F2A",
			    0, instant_now(), &b->err));
		must(b, store_commit(b->store, &b->err));
		checkpoint(b);
		done += n;
	}
}

static uint64_t
ask_ledger(struct bench *b, unsigned times)
{
	uint32_t uids[1000];
	uint64_t asked = 0;

	for (unsigned i = 0; i < times; i++) {
		SCRATCH(tmp);
		uint32_t *lacking;
		size_t n;

		for (uint32_t k = 0; k < 1000; k++)
			uids[k] = b->uid - 500 + k;
		must(b, ledger_lacking(tmp, b->store, b->mailbox, 1, uids, 1000, &lacking, &n, &b->err));
		if (n != 499)
			fatal(EX_SOFTWARE, "%zu lacking", n);
		asked += 1000;
	}
	return asked;
}

static uint64_t
tell_ledger(struct bench *b)
{
	uint64_t told = 0;

	for (;;) {
		SCRATCH(tmp);
		uint32_t *uids;
		size_t n;

		must(b, ledger_untold(tmp, b->store, b->mailbox, 1, 64, &uids, &n, &b->err));
		if (n == 0)
			return told;
		must(b, store_begin(b->store, &b->err));
		must(b, ledger_told(b->store, b->mailbox, 1, uids, n, &b->err));
		must(b, store_commit(b->store, &b->err));
		checkpoint(b);
		told += n;
	}
}

static void
ask_status(struct bench *b)
{
	SCRATCH(tmp);
	struct ledger_status *list;
	struct outbox_counts counts;
	size_t n;

	start(b);
	must(b, ledger_status(tmp, b->store, &list, &n, &b->err));
	tell(b, "ledger_status", 1);
	start(b);
	must(b, outbox_count(b->store, &counts, &b->err));
	tell(b, "outbox_count", 1);
}

static void
measure(struct bench *b)
{
	start(b);
	put_mails(b, 16384, 64);
	tell(b, "inbox_put, 8 KB, 64 a commit", 16384);
	start(b);
	tell(b, "ledger_told, 64 a commit", tell_ledger(b));
	start(b);
	tell(b, "a whole mail's rows, 16 a commit", decide_all(b, 16));
	start(b);
	tell(b, "outbox claim, bytes, dot, result; 32 a batch", send_all(b));
	start(b);
	tell(b, "ledger_lacking, uids, 1000 a question", ask_ledger(b, 1000));
	ask_status(b);
	printf("longest checkpoint %lld ms\n", (long long)b->longest);
}

/* Tickets that are there already: the same rows in large transactions. */
static void
fill(struct bench *b, unsigned tickets)
{
	start(b);
	for (unsigned done = 0; done < tickets; done += 1000) {
		put_mails(b, 1000, 1000);
		decide_all(b, 1000);
	}
	(void)tell_ledger(b);
	(void)send_all(b);
	tell(b, "filling", tickets);
	store_settle(b->store);
}

int
main(int argc, char **argv)
{
	TALLOC_CTX *ctx = talloc_new(NULL);
	struct bench *b = talloc_zero(ctx, struct bench);
	char *path;

	if (argc < 2)
		fatal(EX_USAGE, "usage: store FOLDER [TICKETS]");
	path = talloc_asprintf(ctx, "%s/bench.db", argv[1]);
	unlink(path);
	memset(b->mail, 'm', sizeof(b->mail));
	memset(b->outgoing, 'o', sizeof(b->outgoing));
	must(b, store_open(ctx, path, STORE_WRITE, &b->store, &b->err));
	must(b, store_begin(b->store, &b->err));
	must(b, ledger_mailbox(b->store, "support", &b->mailbox, &b->err));
	must(b, store_commit(b->store, &b->err));
	fill(b, argc > 2 ? (unsigned)strtoul(argv[2], NULL, 10) : 1000);
	measure(b);
	talloc_free(ctx);
	return 0;
}
