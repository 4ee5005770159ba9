/* house.h - a desk without its processes: mail goes in, is decided and applied, and what it sends can be read
 *
 * Whole stories in milliseconds, at any time of day. What they do not show (IMAP, SMTP, crashes) is told in tests/e2e.
 */
#ifndef TESTS_UNIT_DESK_HOUSE_H
#define TESTS_UNIT_DESK_HOUSE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include <cmocka.h>
#include <talloc.h>

#include <postigo/base/file.h>
#include <postigo/base/memory.h>
#include <postigo/desk/decide.h>
#include <postigo/store/inbox.h>
#include <postigo/store/ledger.h>
#include <postigo/store/outbox.h>
#include <postigo/store/ticket.h>

#include "../../../src/desk/apply.h"
#include "../../../src/desk/crew.h"
#include "../../../src/desk/facts.h"
#include "../../../src/desk/fold.h"
#include "../../../src/desk/limits.h"
#include "../../../src/desk/spike.h"

#define EVA "Eva <eva@customer.example>"
#define ANA "Ana <ana@tech.example>"
#define DESK "support@desk.example"
#define VOUCHED(domain) "Authentication-Results: mx.desk.example; dmarc=pass header.from=" domain "\n"

/* Mailboxes, queues and technicians that do for most; a story that is about limits sets its own. */
#define HOUSE \
	ROOMS \
	"agents = ( { name = \"ana\"; display_name = \"Ana\"; address = \"ana@tech.example\"; }," \
	" { name = \"ben\"; address = \"ben@tech.example\"; } );\n"
/* The same without technicians. */
#define ROOMS \
	"identity = { name = \"Desk\"; domain = \"desk.example\"; };\n" \
	"smtp = { host = \"mail.desk.example\"; from = \"bounces@desk.example\"; };\n" \
	"mailboxes = ( { name = \"support\"; address = \"" DESK "\"; queue = \"help\"; host = \"mail.desk.example\";" \
	" trusted_authserv = [ \"mx.desk.example\" ]; } );\n" \
	"queues = ( { name = \"help\"; team = \"first\"; } );\n" \
	"teams = ( { name = \"first\"; members = [ \"ana\", \"ben\" ]; } );\n" \
	"notices = { collapse = \"0s\"; };\n"
#define NO_LIMITS "limits = { address = \"off\"; domain = \"off\"; thread = \"off\"; repeats = 100; };\n"

struct house {
	TALLOC_CTX *ctx;
	char *folder;
	struct conf *conf;
	struct tools tools;
	instant now;
	struct error err;
	unsigned serial;
	/* Of the mail that was taken in last. */
	struct decision *d;
	int64_t inbox, ticket, message;
};

static inline int
house_setup(void **state)
{
	struct house *h = talloc_zero(NULL, struct house);

	h->ctx = h;
	h->folder = talloc_strdup(h, "/tmp/postigo-desk-XXXXXX");
	h->now = DAYS(20780);
	*state = h;
	return mkdtemp(h->folder) == NULL ? -1 : 0;
}

static inline int
house_teardown(void **state)
{
	static const char *const files[] = { "postigo.db", "postigo.db-wal", "postigo.db-shm", "postigo.db.lock", "keys", "conf" };
	struct house *h = *state;

	talloc_free(h->tools.store);
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
		unlink(talloc_asprintf(h, "%s/%s", h->folder, files[i]));
	rmdir(h->folder);
	talloc_free(h);
	return 0;
}

#define in_house(test) cmocka_unit_test_setup_teardown(test, house_setup, house_teardown)

static inline void
house_done(struct house *h, enum result result, int line)
{
	if (result != DONE)
		fail_msg("line %d: result %d: %s", line, result, result < 0 ? h->err.text : "");
}
#define done(h, result) house_done(h, result, __LINE__)

/* The config, and all that the desk works with. */
static inline struct house *
house_begin(void **state, const char *settings)
{
	struct house *h = *state;
	const char *source = getenv("srcdir");
	char cwd[4096], *path = talloc_asprintf(h, "%s/conf", h->folder), *text;
	struct conf_problems problems = { 0 };

	assert_non_null(getcwd(cwd, sizeof(cwd)));
	source = source == NULL ? "." : source;
	text = talloc_asprintf(h, "store = { url = \"sqlite:%s/postigo.db\"; };\nsecret = { file = \"%s/keys\"; };\n"
	    "templates = { dir = \"%s%s%s/templates\"; };\ncontrol = { socket = \"%s/control\"; };\n%s", h->folder, h->folder,
	    source[0] == '/' ? "" : cwd, source[0] == '/' ? "" : "/", source, h->folder, settings);
	done(h, file_write(path, text, strlen(text), 0600, &h->err));
	if (conf_load(h, path, &h->conf, &problems) != DONE)
		fail_msg("%s", problems.count > 0 ? problems.list[0].what : "the config is not taken");
	message_init();
	done(h, tools_open(h, h->conf, STORE_WRITE, &h->tools, &h->err));
	return h;
}

/* Decides the row of the inbox, once more if it has been before. */
static inline void
house_decide(struct house *h, int64_t inbox)
{
	struct store *store = h->tools.store;
	struct inbox_row row;
	struct facts facts;
	char *raw;
	size_t size;

	h->inbox = inbox;
	done(h, inbox_read(h, store, inbox, &row, &h->err));
	done(h, inbox_raw(h, store, inbox, &raw, &size, &h->err));
	done(h, facts_gather(h, &h->tools, &row, message_parse(h, raw, size), h->now, &facts, &h->err));
	done(h, crew_decide(h, &h->tools, &facts, &h->d, &h->err));
	done(h, fold(&h->tools, &facts, h->d, &h->err));
	done(h, spike(&h->tools, &facts, h->d, &h->err));
	done(h, limits_strike(&h->tools, &facts, h->d, &h->err));
	done(h, apply(&h->tools, &row, &facts, h->d, NULL, &h->ticket, &h->message, &h->err));
}

/* A mail arrives; what it confirms is decided once more. */
static inline struct decision *
take(struct house *h, const char *raw)
{
	struct store *store = h->tools.store;
	struct inbox_mail in = { .arrived = h->now, .received = h->now, .raw = raw, .size = strlen(raw) };
	struct inbox_row row;
	int64_t inbox;
	bool is_new;

	done(h, store_begin(store, &h->err));
	done(h, ledger_mailbox(store, "support", &in.mailbox, &h->err));
	done(h, inbox_put(store, &in, &inbox, &is_new, &h->err));
	house_decide(h, inbox);
	if (h->d->confirms != 0 && inbox_read(h, store, h->d->confirms, &row, &h->err) == DONE && row.state == INBOX_NEW)
		house_decide(h, row.id);
	done(h, store_commit(store, &h->err));
	return h->d;
}

/* A mail as somebody writes it; fields are whole header lines, "" for none. */
static inline char *
letter(struct house *h, const char *from, const char *to, const char *fields, const char *text)
{
	unsigned n = ++h->serial;

	return talloc_asprintf(h, "From: %s\nTo: %s\nMessage-ID: <%u@mailer.example>\nDate: %s\n%s%s\n%s\n", from, to, n,
	    instant_rfc5322(h, h->now), strstr(fields, "Subject:") == NULL ? "Subject: Cannot print\n" : "", fields, text);
}

/* Somebody's answer to a mail of ours. */
static inline char *
answer_to(struct house *h, const struct mail *sent, const char *from, const char *fields, const char *text)
{
	return letter(h, from, sent->reply_to.list[0].address, talloc_asprintf(h,
	    "Subject: Re: %s\nIn-Reply-To: <%s>\nReferences: <%s>\n%s", sent->subject, sent->message_id, sent->message_id, fields),
	    text);
}

/* How many mails went to that address; the n-th, from 1, is given back if out is not NULL. */
static inline size_t
house_sent(struct house *h, const char *address, size_t n, struct mail **out)
{
	struct outbox_row *rows;
	size_t count = 0, found = 0, size;
	char *raw;

	done(h, outbox_list(h, h->tools.store, -1, 10000, &rows, &count, &h->err));
	/* People are shown the newest first. */
	for (size_t i = count; i-- > 0;) {
		if (strcasecmp(rows[i].recipient, address) != 0 || ++found != n || out == NULL)
			continue;
		done(h, outbox_raw(h, h->tools.store, rows[i].id, &raw, &size, &h->err));
		*out = message_parse(h, raw, size);
		(*out)->return_path = rows[i].envelope_from;
	}
	return found;
}

static inline size_t
sent_to(struct house *h, const char *address)
{
	return house_sent(h, address, 0, NULL);
}

static inline struct mail *
sent(struct house *h, const char *address, size_t n)
{
	struct mail *out = NULL;

	if (house_sent(h, address, n, &out) < n)
		fail_msg("there is no mail %zu to %s", n, address);
	return out;
}

static inline struct ticket
ticket(struct house *h, int64_t number)
{
	struct ticket t;

	done(h, ticket_read(h, h->tools.store, number, &t, &h->err));
	return t;
}

#endif
