/* rounds.c - the fuzz targets without libFuzzer: seeds with bytes, pieces and lines changed
 *
 * usage: rounds ROUNDS SEED FILE...     (make fuzz-rounds; build with --enable-sanitizers for it to see more)
 *
 * The same arguments read the same bytes. Each must be read within ten seconds of CPU. Without arguments: a few rounds
 * with the seeds of the source tree, as one of the tests.
 */
#include <config.h>

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <postigo/base/file.h>
#include <postigo/base/memory.h>

#include "target.h"

#define MAIL_MAX (256u << 10)
#define SECONDS_MAX 10.0
#define TEST_ROUNDS 25

static void (*const targets[])(const uint8_t *bytes, size_t size) = { fuzz_parse, fuzz_html, fuzz_files, fuzz_reply,
	fuzz_forward, fuzz_bounce, fuzz_template, fuzz_command };

#define TARGETS (sizeof(targets) / sizeof(targets[0]))

static double
cpu(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
read_one(const uint8_t *bytes, size_t size)
{
	for (size_t i = 0; i < TARGETS; i++) {
		double start = cpu();

		targets[i](bytes, size);
		fuzz_check(cpu() - start < SECONDS_MAX, "a mail is read in time");
	}
}

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
	"<!--", "&", "\xC3", "\xFF", "\xE2\x80\xAE", "\x1B", "{{a}}", "{{{b}}}", "{{#c}}", "{{/c}}", "{{>p}}", "{{<p}}", "{{$b}}", "](", "**", "\n- ", "\n> ", "`", "|", "References: <a@b> ", "\n#", "\n#close ", "\n#12\n", "\n\n#tag ", "#wait until monday", "\xEF\xBC\x83", " #", "\\#", "Authentication-Results: a; b=c d.e=f", "g:" };

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

/* As one of the tests: automake says where the sources are. */
static void
fuzz_seeds(void)
{
	SCRATCH(tmp);
	const char *source = getenv("srcdir");
	char *pattern = talloc_asprintf(tmp, "%s/tests/fuzz/seeds/*", source != NULL ? source : ".");
	glob_t seeds;

	fuzz_check(glob(pattern, 0, NULL, &seeds) == 0, "there are seeds");
	for (size_t i = 0; i < seeds.gl_pathc; i++)
		fuzz(seeds.gl_pathv[i], TEST_ROUNDS);
	globfree(&seeds);
}

int
main(int argc, char **argv)
{
	message_init();
	if (argc == 1) {
		fuzz_seeds();
		return EXIT_SUCCESS;
	}
	if (argc < 4) {
		fprintf(stderr, "usage: rounds ROUNDS SEED FILE...\n");
		return EXIT_FAILURE;
	}
	state = strtoull(argv[2], NULL, 10);
	for (int i = 3; i < argc; i++)
		fuzz(argv[i], strtoul(argv[1], NULL, 10));
	return EXIT_SUCCESS;
}
