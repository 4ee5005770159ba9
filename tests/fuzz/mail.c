/* Mails without end: seeds with bytes, pieces and lines changed, read as a reader would.
 *
 * usage: mail ROUNDS SEED FILE...     (make fuzz; build with --enable-sanitizers for it to see anything)
 *
 * The same arguments read the same mails. Each must be read within two seconds of CPU, give valid JSON, and come back
 * from it; what is composed of its words must be read back as one mail with the same words. With clang's
 * -fsanitize=fuzzer and -DLIBFUZZER the target is driven by that instead.
 */
#include <config.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <postigo/base/file.h>
#include <postigo/base/memory.h>
#include <postigo/mail/compose.h>
#include <postigo/mail/message.h>

#define MAIL_MAX (256u << 10)
#define SECONDS_MAX 2.0

static const char *current = "";

static void
die(const char *what)
{
	fprintf(stderr, "%s: %s\n", current, what);
	abort();
}

static double
cpu(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* A mail of ours with words of theirs is one mail with those words, and has no field more. */
static void
compose_of(const struct mail *mail)
{
	SCRATCH(tmp);
	struct mail_address to = { mail->from.name, (char *)(uintptr_t)"a@example.org" };
	struct compose c = { .from = to, .to = { &to, 1 }, .subject = mail->subject, .message_id = "m@example.org",
		.references = mail->references, .text = mail->text, .html = mail->html ? mail->text : NULL };
	struct compose_attachment list[3];
	struct error err;
	struct mail *again;
	char *bytes;
	size_t size;

	for (size_t i = 0; i < 3 && i < mail->attachment_count; i++)
		list[c.attachment_count++] = (struct compose_attachment){ mail->attachments[i].name,
			mail->attachments[i].type, "bytes", 5 };
	c.attachments = list;
	if (compose(tmp, &c, &bytes, &size, &err) != DONE)
		die(err.text);
	for (size_t i = 0; i < size; i++) {
		if ((unsigned char)bytes[i] > 127 || (bytes[i] == '\n' && (i == 0 || bytes[i - 1] != '\r')))
			die("composed bytes are not 7-bit with CRLF");
	}
	again = message_parse(tmp, bytes, size);
	if (again->to.count != 1 || strcmp(again->to.list[0].address, "a@example.org") != 0 || again->cc.count != 0)
		die("somebody else is addressed");
	if (again->attachment_count != c.attachment_count)
		die("another number of attachments");
}

static void
read_one(const uint8_t *bytes, size_t size)
{
	SCRATCH(tmp);
	double start = cpu();
	struct mail *mail = message_parse(tmp, (const char *)bytes, size), *again;
	struct error err;
	char *json;
	size_t n;

	json = message_json(tmp, mail, &n);
	if (message_from_json(tmp, json, n, &again, &err) != DONE)
		die(err.text);
	if (message_parts(tmp, (const char *)bytes, size, 32u << 20, &json, &n, &err) != DONE)
		die(err.text);
	compose_of(mail);
	if (cpu() - start > SECONDS_MAX * (size < 1u << 20 ? 1 : 4))
		die("takes too long");
}

#ifdef LIBFUZZER
int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	message_init();
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	read_one(bytes, size);
	return 0;
}
#else
static uint64_t state;

/* splitmix64 */
static uint64_t
next(void)
{
	uint64_t z = state += 0x9E3779B97F4A7C15u;

	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return z ^ (z >> 31);
}

static size_t
below(size_t n)
{
	return n > 0 ? (size_t)(next() % n) : 0;
}

/* What mail is made of, for putting in anywhere. */
static const char *const pieces[] = { "\r\n", "\n", "\r", "\r\n\r\n", " ", "\t", "(", ")", "<", ">", "\"", "\\", ":", ";", ",", "@",
	"=", "=?", "?=", "=?utf-8?q?", "=?utf-8?b?", "--", "--\r\n", "boundary=", "boundary=\"", "Content-Type: ",
	"multipart/mixed; boundary=b\r\n\r\n--b\r\n", "message/rfc822\r\n\r\n", "text/html\r\n\r\n", "charset=", "charset=utf-16",
	"charset=iso-2022-jp", "Content-Transfer-Encoding: base64\r\n", "Content-Transfer-Encoding: quoted-printable\r\n",
	"filename*0*=", "filename*=utf-8''%", "From: ", "To: ", "Subject: ", "\r\n> ", "On 1 Jan 2026 at 1:00 a@b wrote:\r\n",
	"-----Original Message-----\r\n", "---------- Forwarded message ---------\r\nFrom: a@b.c\r\n", "<div>", "<blockquote>",
	"<!--", "&", "\xC3", "\xFF", "\xE2\x80\xAE", "\x1B", "References: <a@b> ", "Authentication-Results: a; b=c d.e=f", "g:" };

static size_t
insert(uint8_t *mail, size_t size, size_t at, const void *bytes, size_t n)
{
	if (size + n > MAIL_MAX)
		return size;
	memmove(mail + at + n, mail + at, size - at);
	memcpy(mail + at, bytes, n);
	return size + n;
}

static size_t
mutate(uint8_t *mail, size_t size)
{
	size_t at = below(size + 1), n;
	const char *piece;

	switch (below(7)) {
	case 0:
		if (at < size)
			mail[at] = (uint8_t)next();
		break;
	case 1:
		if (at < size)
			mail[at] ^= (uint8_t)(1u << below(8));
		break;
	case 2:		/* a stretch less */
		n = below(size - at + 1) % 200;
		memmove(mail + at, mail + at + n, size - at - n);
		return size - n;
	case 3:		/* a stretch twice */
		n = below(size - at + 1) % 200;
		if (n > 0) {
			uint8_t copy[200];

			memcpy(copy, mail + at, n);
			return insert(mail, size, below(size + 1), copy, n);
		}
		break;
	case 4:		/* the end less */
		return below(20) == 0 ? at : size;
	case 5:		/* a piece many times */
		piece = pieces[below(sizeof(pieces) / sizeof(pieces[0]))];
		for (n = below(50) == 0 ? below(3000) : 1; n > 0; n--)
			size = insert(mail, size, at, piece, strlen(piece));
		break;
	default:
		piece = pieces[below(sizeof(pieces) / sizeof(pieces[0]))];
		size = insert(mail, size, at, piece, strlen(piece));
	}
	return size;
}

static void
fuzz(const char *path, unsigned long rounds)
{
	SCRATCH(tmp);
	struct error err;
	char *seed;
	size_t seed_size;
	uint8_t *mail = talloc_size(tmp, MAIL_MAX);

	current = path;
	if (file_read(tmp, path, MAIL_MAX / 2, &seed, &seed_size, &err) != DONE) {
		fprintf(stderr, "%s\n", err.text);
		return;
	}
	for (unsigned long i = 0; i < rounds; i++) {
		size_t size = seed_size;

		memcpy(mail, seed, seed_size);
		for (size_t n = 1 + below(12); n > 0; n--)
			size = mutate(mail, size);
		read_one(mail, size);
	}
}

int
main(int argc, char **argv)
{
	if (argc < 4) {
		fprintf(stderr, "usage: mail ROUNDS SEED FILE...\n");
		return EXIT_FAILURE;
	}
	message_init();
	state = strtoull(argv[2], NULL, 10);
	for (int i = 3; i < argc; i++)
		fuzz(argv[i], strtoul(argv[1], NULL, 10));
	return EXIT_SUCCESS;
}
#endif
