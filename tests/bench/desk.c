/* desk.c - what a mail costs the desk: processor time, without its peers, its sockets and the wait for the disk
 *
 * usage: desk FOLDER TEMPLATES [MAILS [A-COMMIT]]    a store of its own in FOLDER, which must be there
 */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sysexits.h>

#include <postigo/base/file.h>
#include <postigo/base/log.h>
#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/mail/pack.h>
#include <postigo/mail/phrase.h>
#include <postigo/store/ledger.h>
#include <postigo/store/outbox.h>
#include <postigo/store/ticket_find.h>

#include "../../src/desk/apply.h"
#include "../../src/desk/crew.h"
#include "../../src/desk/facts.h"
#include "../../src/desk/fold.h"
#include "../../src/desk/limits.h"

static const char config[] =
    "identity = { name = \"Bench\"; domain = \"example.org\"; language = \"en\"; timezone = \"Europe/Madrid\"; };\n"
    "store = { url = \"sqlite:%s/postigo.db\"; }; secret = { file = \"%s/tokens.key\"; };\n"
    "smtp = { host = \"localhost\"; tls = \"none\"; from = \"support@example.org\"; };\n"
    "mailboxes = ( { name = \"support\"; host = \"localhost\"; tls = \"none\"; user = \"u\"; password = \"p\";"
    " address = \"support@example.org\"; queue = \"help\"; trusted_authserv = [ \"mx.example.org\" ]; } );\n"
    "queues = ( { name = \"help\"; } ); templates = { dir = \"%s\"; };\n"
    "limits = { address = \"1000000/1h\"; domain = \"1000000/1h\"; thread = \"1000000/1h\"; all = \"1000000/1h\"; };\n";

enum part { TAKEN_IN, OPENED, ASKED, DECIDED, APPLIED, COMMITTED, SENT, FOUND, PARTS };

static const char *const names[PARTS] = {
	"taken in", "opened", "asked for", "decided", "applied", "committed", "sent", "findable",
};

struct bench {
	struct tools tools;
	struct error err;
	int64_t mailbox;
	double spent[PARTS];		/* microseconds of processor time */
	double since;
};

static void
must(struct bench *b, enum result r)
{
	if (r != DONE)
		fatal(EX_SOFTWARE, "%d %s", r, r < 0 ? b->err.text : "nothing there");
}

static double
processor_time(void)
{
	struct rusage u;

	getrusage(RUSAGE_SELF, &u);
	return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e6 + (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec);
}

/* From now on time is spent on another part; this one gets what went by. */
static void
end(struct bench *b, enum part part)
{
	double now = processor_time();

	b->spent[part] += now - b->since;
	b->since = now;
}

/* About 8 KB in two texts, from somebody who has not written before. */
static char *
mail_text(TALLOC_CTX *ctx, unsigned n, size_t *size)
{
	struct text *t = text_new(ctx, 1u << 16);

	text_printf(t, "Return-Path: <person%u@customer%u.example>\r\nReceived: from mx.customer.example by mail.example.org;"
	    " Mon, 23 Nov 2026 10:00:00 +0000\r\nFrom: James Taylor %u <person%u@customer%u.example>\r\n"
	    "To: Support <support@example.org>\r\nSubject: Cannot log in to the portal, case %u\r\n"
	    "Date: Mon, 23 Nov 2026 10:00:00 +0000\r\nMessage-ID: <%08x.%u@customer%u.example>\r\nMIME-Version: 1.0\r\n"
	    "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\n",
	    n, n % 199, n, n, n % 199, n, n * 2654435761u, n, n % 199);
	for (unsigned i = 0; i < 40; i++)
		text_printf(t, "The screen of machine %u shows error %u and goes back to the start.\r\n", i, n * 40 + i);
	text_add_string(t, "\r\n--b\r\nContent-Type: text/html; charset=UTF-8\r\n\r\n<html><body>");
	for (unsigned i = 0; i < 40; i++)
		text_printf(t, "<p style=\"font-family: sans-serif; margin: 0\">The screen of machine %u shows error %u"
		    " and goes back to the start.</p>\r\n", i, n * 40 + i);
	text_add_string(t, "</body></html>\r\n--b--\r\n");
	*size = t->size;
	return t->bytes;
}

/* The same steps as in work.c. */
static void
decide_one(struct bench *b, int64_t inbox, const char *packed, size_t size)
{
	SCRATCH(tmp);
	struct store *store = b->tools.store;
	struct mail *mail;
	struct inbox_row row;
	struct facts facts;
	struct decision *d;
	int64_t ticket, message;

	b->since = processor_time();
	must(b, pack_open(tmp, packed, size, &mail, &b->err));
	end(b, OPENED);
	must(b, store_savepoint(store, &b->err));
	must(b, inbox_read(tmp, store, inbox, &row, &b->err));
	must(b, facts_gather(tmp, &b->tools, &row, mail, instant_now(), &facts, &b->err));
	end(b, ASKED);
	must(b, crew_decide(tmp, &b->tools, &facts, &d, &b->err));
	must(b, fold(&b->tools, &facts, d, &b->err));
	must(b, limits_strike(&b->tools, &facts, d, &b->err));
	end(b, DECIDED);
	must(b, apply(&b->tools, &row, &facts, d, NULL, &ticket, &message, &b->err));
	must(b, store_release(store, &b->err));
	end(b, APPLIED);
}

static void
begin(struct bench *b)
{
	b->since = processor_time();
	must(b, store_begin(b->tools.store, &b->err));
}

static void
commit(struct bench *b)
{
	b->since = processor_time();
	must(b, store_commit(b->tools.store, &b->err));
	store_checkpoint(b->tools.store);
	end(b, COMMITTED);
}

static void
take_in(struct bench *b, unsigned first, unsigned n)
{
	SCRATCH(tmp);

	begin(b);
	for (unsigned i = first; i < first + n; i++) {
		struct inbox_mail in = { .mailbox = b->mailbox, .uidvalidity = 1, .uid = i + 1, .arrived = instant_now(),
			.received = instant_now() };
		int64_t id;
		bool is_new;

		in.raw = mail_text(tmp, i, &in.size);
		b->since = processor_time();
		must(b, inbox_put(b->tools.store, &in, &id, &is_new, &b->err));
		end(b, TAKEN_IN);
	}
	commit(b);
}

static void
decide_some(struct bench *b, unsigned first, unsigned n)
{
	unsigned attempts;

	begin(b);
	for (unsigned i = first; i < first + n; i++) {
		SCRATCH(tmp);
		size_t raw_size, size;
		char *raw = mail_text(tmp, i, &raw_size);
		char *packed = pack_mail(tmp, message_parse(tmp, raw, raw_size), &size);

		b->since = processor_time();
		must(b, inbox_attempt(b->tools.store, i + 1, &attempts, &b->err));
		end(b, OPENED);
		decide_one(b, i + 1, packed, size);
	}
	commit(b);
}

static void
send_some(struct bench *b)
{
	SCRATCH(tmp);
	struct store *store = b->tools.store;
	struct outbox_row *rows;
	char *bytes;
	size_t count, size;

	begin(b);
	must(b, outbox_claim(tmp, store, 1, instant_now(), 1000, &rows, &count, &b->err));
	for (size_t i = 0; i < count; i++) {
		must(b, outbox_raw(tmp, store, rows[i].id, &bytes, &size, &b->err));
		must(b, outbox_dot(store, rows[i].id, 1, &b->err));
		must(b, outbox_result(store, rows[i].id, 1, OUTBOX_SENT, true, 250, "250 2.0.0 taken", 0, instant_now(), &b->err));
	}
	end(b, SENT);
	commit(b);
}

/* As the timer does it. */
static void
make_findable(struct bench *b)
{
	bool all = false;

	while (!all) {
		begin(b);
		must(b, ticket_find_catch_up(b->tools.store, 500, &all, &b->err));
		end(b, FOUND);
		commit(b);
	}
}

static void
set_up(struct bench *b, TALLOC_CTX *ctx, const char *folder, const char *templates)
{
	char *path = talloc_asprintf(ctx, "%s/bench.conf", folder);
	char *text = talloc_asprintf(ctx, config, folder, folder, templates);
	struct conf_problems problems;
	struct ledger_head head;
	struct conf *conf;

	must(b, file_write(path, text, strlen(text), 0600, &b->err));
	if (conf_load(ctx, path, &conf, &problems) != DONE)
		fatal(EX_CONFIG, "%s:%u: %s", path, problems.list[0].line, problems.list[0].what);
	must(b, tools_open(ctx, conf, STORE_WRITE, &b->tools, &b->err));
	must(b, store_begin(b->tools.store, &b->err));
	must(b, ledger_open(b->tools.store, "support", 1, 1, true, instant_now(), &head, &b->err));
	must(b, store_commit(b->tools.store, &b->err));
	b->mailbox = head.mailbox;
}

int
main(int argc, char **argv)
{
	SCRATCH(tmp);
	struct bench b = { .since = 0 };
	unsigned n = argc > 3 ? (unsigned)atol(argv[3]) : 5000, group = argc > 4 ? (unsigned)atol(argv[4]) : 32;
	double all = 0;

	if (argc < 3 || n == 0 || group == 0) {
		fprintf(stderr, "usage: %s FOLDER TEMPLATES [MAILS [A-COMMIT]]\n", argv[0]);
		return EX_USAGE;
	}
	message_init();
	phrase_init();
	set_up(&b, tmp, argv[1], argv[2]);
	for (unsigned i = 0; i < n; i += group) {
		take_in(&b, i, group);
		decide_some(&b, i, group);
		send_some(&b);
	}
	make_findable(&b);
	for (int part = 0; part < PARTS; part++) {
		printf("%-12s %7.1f us\n", names[part], b.spent[part] / n);
		all += b.spent[part] / n;
	}
	printf("%-12s %7.1f us a mail, %u of them in a commit\n", "in all", all, group);
	return 0;
}
