/* What files are whose mails only say that they are bytes. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/mail/sniff.h>

#define BYTES "application/octet-stream"

static void
types(void **state)
{
#define SAMPLE(declared, name, bytes, type) { declared, name, { bytes, sizeof(bytes) - 1 }, type }
	static const struct {
		const char *declared, *name;
		struct span bytes;
		const char *type;
	} samples[] = {
		SAMPLE(BYTES, NULL, "%PDF-1.7\n", "application/pdf"),
		SAMPLE("application/x-download", "scan", "\xFF\xD8\xFF\xE0..JFIF", "image/jpeg"),
		SAMPLE("image/png", "scan.png", "\xFF\xD8\xFF\xE0..JFIF", "image/png"),	/* it said something */
		SAMPLE(BYTES, "a.pdf", "MZ\x90\0", "application/vnd.microsoft.portable-executable"),
		SAMPLE(BYTES, "a.docx", "PK\3\4..", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
		SAMPLE(BYTES, NULL, "PK\3\4..........................[Content_Types].xml....xl/workbook.xml",
		    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
		SAMPLE(BYTES, NULL, "PK\3\4..........................mimetypeapplication/vnd.oasis.opendocument.textPK\3\4",
		    "application/vnd.oasis.opendocument.text"),
		SAMPLE(BYTES, "a.zip", "PK\3\4....", "application/zip"),
		SAMPLE(BYTES, "letter", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1..W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0",
		    "application/msword"),
		SAMPLE(BYTES, "a.csv", "1;2\n", "text/csv"),
		SAMPLE(BYTES, "a.csv", "1;2\0\n", BYTES),	/* no text */
		SAMPLE(BYTES, NULL, "\xEF\xBB\xBF <?xml version='1.0'?><svg xmlns=", "image/svg+xml"),
		SAMPLE(BYTES, NULL, "<!doctype HTML><p>", "text/html"),
		SAMPLE(BYTES, NULL, "BEGIN:VCALENDAR\r\n", "text/calendar"),
		SAMPLE(BYTES, NULL, "....ftypheic", "image/heic"),
		SAMPLE(BYTES, NULL, "BMW is a maker of cars and nothing else", BYTES),
		SAMPLE("text/plain", "a.txt", "Hello", "text/plain"),
		SAMPLE("text/plain", "a.txt", "\x1F\x8B\x08\0\0", "application/gzip"),
		SAMPLE("text/plain", NULL, "a\0b\0", "text/plain"),
		SAMPLE(BYTES, NULL, "", BYTES),
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		const char *got = sniff_type(samples[i].declared, samples[i].name, samples[i].bytes);

		if (strcmp(got, samples[i].type) != 0)
			fail_msg("%zu: want %s, got %s", i, samples[i].type, got);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(types) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
