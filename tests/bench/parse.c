/* parse.c - how fast mail is read, on one core: everyday mails, large files, a folder of real mail, and mails made to hurt
 *
 * usage: parse [FOLDER [WORD]]     (make bench-parse CORPORA=FOLDER; without one, no real mail is read)
 *
 * With a WORD, only what has it in its name.
 *
 * What is measured is what the reader does: bytes to struct mail, and that to JSON. Each figure is taken in a process of
 * its own, so that none has the memory of another; of several rounds the fastest counts, for what else the machine does is
 * not ours.
 */
#include <config.h>

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <postigo/base/file.h>
#include <postigo/base/memory.h>
#include <postigo/mail/message.h>

#include "monsters.h"
#include "peak.h"

#define LASTS 1.0			/* for each of the everyday figures */
#define FILE_SIZE (10u << 20)
#define FOLDER_FILE_MAX (4u << 20)
#define FOLDER_FILES_MAX 20000u

#define WANTED_MAILS 8000.0	/* a second */
#define WANTED_MB 150.0		/* of base64 a second */
#define WANTED_SECONDS 1.0	/* for a monster */
#define WANTED_TIMES 10.0	/* its size, in memory */

struct figure {
	double seconds;
	double mails, bytes;	/* how many were read in that time */
	double memory;		/* bytes more at the most than before */
};

static double
cpu(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
read_one(const char *raw, size_t size)
{
	SCRATCH(tmp);
	size_t n;

	message_json(tmp, message_parse(tmp, raw, size), &n);
}

/* Measures in a child; false when it did not come to an end. */
static bool
apart(struct figure (*measure)(const void *what), const void *what, struct figure *out)
{
	int ends[2], left;
	pid_t child;
	bool told;

	fflush(stdout);
	if (pipe(ends) < 0 || (child = fork()) < 0)
		abort();
	if (child == 0) {
		struct figure f;

		alarm(300);
		message_init();
		f = measure(what);
		_exit(write(ends[1], &f, sizeof(f)) == (ssize_t)sizeof(f) ? EXIT_SUCCESS : EXIT_FAILURE);
	}
	close(ends[1]);
	told = read(ends[0], out, sizeof(*out)) == (ssize_t)sizeof(*out);
	close(ends[0]);
	waitpid(child, &left, 0);
	return told;
}

/* Everyday mails. */

static const char *const sentences[] = {
	"Since this morning we have been unable to use the customer portal.\r\n",
	"The screen shows an error and then goes back to the start page.\r\n",
	"I have restarted the computer twice and emptied the browser's cache, with no change.\r\n",
	"Desde esta ma\xC3\xB1" "ana no podemos usar el portal de clientes.\r\n",
	"He reiniciado el ordenador dos veces, sin ning\xC3\xBAn cambio.\r\n",
	"Could you tell us whether this is known and when you expect it to work again?\r\n",
	"The order was paid on the third, but the list still shows it as pending.\r\n",
	"Nothing else has changed on our side, apart from the new router installed last Thursday.\r\n",
};

#define SENTENCES (sizeof(sentences) / sizeof(sentences[0]))
#define EVERYDAY 100u
#define EVERYDAY_SIZE 6000u

static void
add_header(struct text *t, unsigned i, const char *type)
{
	text_printf(t, "Return-Path: <person%u@customer.example>\r\nDelivered-To: support@example.org\r\n"
	    "Received: from mx.customer.example (mx.customer.example [192.0.2.7])\r\n\tby mail.example.org (Postfix) with ESMTPS"
	    " id %08X\r\n\tfor <support@example.org>; Mon, 23 Nov 2026 10:10:%02u +0000 (UTC)\r\n", i, i * 2654435761u, i % 60);
	text_printf(t, "Authentication-Results: mail.example.org; dkim=pass (2048-bit key) header.d=customer.example;\r\n"
	    "\tspf=pass smtp.mailfrom=person%u@customer.example; dmarc=pass header.from=customer.example\r\n", i);
	text_printf(t, "From: =?UTF-8?Q?Bego=C3=B1a?= Person <person%u@customer.example>\r\nTo: Support <support@example.org>\r\n"
	    "Subject: =?UTF-8?Q?Re=3A_No_puedo_entrar_en_la_aplicaci=C3=B3n?= %u\r\nDate: Mon, 23 Nov 2026 10:10:%02u +0000\r\n",
	    i, i, i % 60);
	text_printf(t, "Message-ID: <%u.b@customer.example>\r\nIn-Reply-To: <%u.a@example.org>\r\n"
	    "References: <%u.0@example.org> <%u.a@example.org>\r\nMIME-Version: 1.0\r\nContent-Type: %s\r\n", i, i, i, i, type);
}

/* Some lines of an answer, a signature, and what is answered. */
static void
add_answer(struct text *t, unsigned i, size_t size, bool html)
{
	size_t start = t->size;

	while (t->size - start < size / 2)
		text_printf(t, "%s%s%s", html ? "<p style=\"margin: 0\">" : "", sentences[i++ % SENTENCES], html ? "</p>" : "\r\n");
	text_add_string(t, html ? "<p>--<br>Bego\xC3\xB1" "a</p><div class=\"gmail_quote\"><div class=\"gmail_attr\">" :
	    "-- \r\nBego\xC3\xB1" "a\r\n\r\n");
	text_add_string(t, "On Mon, 23 Nov 2026 at 09:12, Support <support@example.org> wrote:\r\n");
	if (html)
		text_add_string(t, "</div><blockquote type=\"cite\">");
	while (t->size - start < size)
		text_printf(t, "%s%s%s", html ? "<p>" : "> ", sentences[i++ % SENTENCES], html ? "</p>" : "");
	if (html)
		text_add_string(t, "</blockquote></div>\r\n");
}

static struct text *
plain_new(TALLOC_CTX *ctx, unsigned i)
{
	struct text *t = text_new(ctx, 2 * EVERYDAY_SIZE);

	add_header(t, i, "text/plain; charset=UTF-8; format=flowed\r\nContent-Transfer-Encoding: 8bit\r\n");
	add_answer(t, i, EVERYDAY_SIZE - t->size, false);
	return t;
}

static struct text *
alternative_new(TALLOC_CTX *ctx, unsigned i)
{
	struct text *t = text_new(ctx, 2 * EVERYDAY_SIZE);
	size_t half = EVERYDAY_SIZE / 2 - 700;

	add_header(t, i, "multipart/alternative; boundary=\"------------0123456789abcdef\"\r\n");
	text_add_string(t, "--------------0123456789abcdef\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\n");
	add_answer(t, i, half, false);
	text_add_string(t, "\r\n--------------0123456789abcdef\r\nContent-Type: text/html; charset=UTF-8\r\n\r\n<html><body>");
	add_answer(t, i, half, true);
	text_add_string(t, "</body></html>\r\n--------------0123456789abcdef--\r\n");
	return t;
}

static struct text *
html_new(TALLOC_CTX *ctx, unsigned i)
{
	struct text *t = text_new(ctx, 2 * EVERYDAY_SIZE);

	add_header(t, i, "text/html; charset=UTF-8\r\n");
	add_answer(t, i, EVERYDAY_SIZE - t->size, true);
	return t;
}

struct everyday {
	const char *name;
	struct text *(*make)(TALLOC_CTX *ctx, unsigned i);
};

static const struct everyday everyday[] = { { "plain text, an answer, 6 KB", plain_new },
	{ "text and HTML, an answer, 6 KB", alternative_new }, { "HTML alone, an answer, 6 KB", html_new } };

/* Reads all of them, again and again: the fastest round. */
static struct figure
rounds(char *const *bytes, const size_t *sizes, unsigned count)
{
	double memory = peak_start(), end = cpu() + LASTS;
	struct figure f = { .seconds = 1e9, .mails = count };

	for (unsigned i = 0; i < count; i++)
		f.bytes += (double)sizes[i];
	do {
		double start = cpu(), seconds;

		for (unsigned i = 0; i < count; i++)
			read_one(bytes[i], sizes[i]);
		seconds = cpu() - start;
		if (seconds < f.seconds)
			f.seconds = seconds;
	} while (cpu() < end);
	f.memory = peak_since(memory);
	return f;
}

static struct figure
measure_everyday(const void *what)
{
	SCRATCH(tmp);
	const struct everyday *e = what;
	char *bytes[EVERYDAY];
	size_t sizes[EVERYDAY];

	for (unsigned i = 0; i < EVERYDAY; i++) {
		struct text *t = e->make(tmp, i);

		bytes[i] = t->bytes;
		sizes[i] = t->size;
	}
	return rounds(bytes, sizes, EVERYDAY);
}

/* A large file. */

static struct text *
attachment_new(TALLOC_CTX *ctx)
{
	static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	struct text *t = text_new(ctx, FILE_SIZE + 4096);
	uint32_t dice = 1;

	add_header(t, 1, "multipart/mixed; boundary=\"------------0123456789abcdef\"\r\n");
	text_add_string(t, "--------------0123456789abcdef\r\n\r\nHere it is.\r\n--------------0123456789abcdef\r\n"
	    "Content-Type: application/pdf; name=\"scan.pdf\"\r\nContent-Transfer-Encoding: base64\r\n\r\n");
	while (t->size < FILE_SIZE) {
		char line[78];

		for (unsigned i = 0; i < 76; i++) {
			dice = dice * 1664525u + 1013904223u;
			line[i] = alphabet[dice >> 26];
		}
		memcpy(line + 76, "\r\n", 2);
		text_add(t, line, sizeof(line));
	}
	text_add_string(t, "--------------0123456789abcdef--\r\n");
	return t;
}

static struct figure
measure_attachment(const void *what)
{
	SCRATCH(tmp);
	struct text *t = attachment_new(tmp);

	(void)what;
	return rounds(&t->bytes, &t->size, 1);
}

/* Real mail. nftw knows no argument of ours. */
static struct {
	TALLOC_CTX *ctx;
	char *bytes[FOLDER_FILES_MAX];
	size_t sizes[FOLDER_FILES_MAX];
	unsigned count;
} folder;

static int
add_file(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	static const char *const ends[] = { ".eml", ".msg", ".mbox" };
	struct error err;
	size_t n = strlen(path);
	bool is_mail = strchr(path + at->base, '.') == NULL;

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		is_mail = is_mail || (n > strlen(ends[i]) && strcmp(path + n - strlen(ends[i]), ends[i]) == 0);
	if (kind != FTW_F || !is_mail || st->st_size > (off_t)FOLDER_FILE_MAX || folder.count == FOLDER_FILES_MAX)
		return 0;
	if (file_read(folder.ctx, path, FOLDER_FILE_MAX, &folder.bytes[folder.count], &folder.sizes[folder.count], &err) == DONE)
		folder.count++;
	return 0;
}

static struct figure
measure_folder(const void *what)
{
	SCRATCH(tmp);

	folder.ctx = tmp;
	nftw(what, add_file, 32, FTW_PHYS);
	return rounds(folder.bytes, folder.sizes, folder.count);
}

static bool
tell(const char *name, struct figure (*measure)(const void *), const void *what, bool mails)
{
	struct figure f;
	double mb;
	bool good;

	if (!apart(measure, what, &f) || f.mails < 1) {
		printf("%-38s nothing could be read\n", name);
		return false;
	}
	mb = f.bytes / 1e6 / f.seconds;
	good = mails ? f.mails / f.seconds >= WANTED_MAILS : mb >= WANTED_MB;
	printf("%-38s %9.0f mails/s %8.1f MB/s %7.1f us a mail %8.1f MB memory%s\n", name, f.mails / f.seconds, mb,
	    f.seconds / f.mails * 1e6, f.memory / 1e6, good ? "" : "   MISSED");
	return good;
}

/* Mails made to hurt, and the same ones twice as large. */

struct size {
	const struct monster *monster;
	size_t n;
};

static struct figure
measure_monster(const void *what)
{
	SCRATCH(tmp);
	const struct size *size = what;
	struct text *t = monster_new(tmp, size->monster, size->n);
	struct figure f = { .mails = 1, .bytes = (double)t->size };
	double start, memory;

	memory = peak_start();
	start = cpu();
	read_one(t->bytes, t->size);
	f.seconds = cpu() - start;
	f.memory = peak_since(memory);
	return f;
}

static bool
tell_monster(const struct monster *m)
{
	struct size once = { m, m->n }, twice = { m, 2 * m->n };
	struct figure f = { 0 }, g = { 0 };
	bool good;

	if (!apart(measure_monster, &once, &f) || !apart(measure_monster, &twice, &g)) {
		printf("%-38s DIED\n", m->name);
		return false;
	}
	/* What everything takes is no multiple of anything. */
	good = f.seconds < WANTED_SECONDS && g.seconds < 2 * WANTED_SECONDS && f.memory < WANTED_TIMES * f.bytes + 4e6;
	good = good && (g.seconds < 0.02 || g.seconds < 3 * f.seconds);
	printf("%-38s %6.1f MB %8.1f ms %7.1f MB %5.1fx | %8.1f ms %4.1fx %7.1f MB%s\n", m->name, f.bytes / 1e6, f.seconds * 1e3,
	    f.memory / 1e6, f.memory / f.bytes, g.seconds * 1e3, g.seconds / f.seconds, g.memory / 1e6, good ? "" : "   MISSED");
	return good;
}

/* Is it asked for? */
static bool
asked(const char *name, const char *word)
{
	return strstr(name, word) != NULL;
}

int
main(int argc, char **argv)
{
	const char *from = argc > 1 ? argv[1] : "", *word = argc > 2 ? argv[2] : "";
	bool good = true;

	for (size_t i = 0; i < sizeof(everyday) / sizeof(everyday[0]); i++) {
		if (asked(everyday[i].name, word))
			good &= tell(everyday[i].name, measure_everyday, &everyday[i], true);
	}
	if (asked("a file of 10 MB in base64", word))
		good &= tell("a file of 10 MB in base64", measure_attachment, NULL, false);
	if (from[0] != '\0' && asked("the mails of a folder", word))
		tell("the mails of a folder", measure_folder, from, true);
	else if (from[0] == '\0')
		printf("%-38s not read: no CORPORA=FOLDER was given\n", "the mails of a folder");

	printf("\n%-38s %9s %11s %10s %6s | %11s %5s %10s\n", "mails made to hurt", "size", "time", "memory", "", "twice as large", "",
	    "memory");
	for (size_t i = 0; i < monster_count; i++) {
		if (asked(monsters[i].name, word))
			good &= tell_monster(&monsters[i]);
	}
	puts(good ? "\nall as wanted" : "\nnot all as wanted");
	return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
