/* files.c - a part that is a winmail.dat, or a text with files between its lines: what is in it comes out, and no more */
#include <config.h>

#include <postigo/base/memory.h>

#include "target.h"

#define BOUNDARY "boundary-of-the-fuzzer"
#define TNEF_HEAD "\x78\x9f\x3e\x22\x01\x00"
#define FILES_MAX (32u << 20)

void
fuzz_files(const uint8_t *bytes, size_t size)
{
	SCRATCH(tmp);
	struct text *raw = text_new(tmp, size + 1000);
	bool text = size > 0 && bytes[0] % 2 == 1;
	struct mail *mail;
	struct error err;
	uint64_t sum = 0;
	char *files;
	size_t n;

	text_add_string(raw, "From: Ana <ana@example.org>\r\nContent-Type: multipart/mixed; boundary=" BOUNDARY "\r\n\r\n--"
	    BOUNDARY "\r\n");
	if (text)
		text_add_string(raw, "\r\n");
	else
		text_add_string(raw, "Content-Type: application/ms-tnef; name=winmail.dat\r\n"
		    "Content-Transfer-Encoding: binary\r\n\r\n");
	if (!text)
		text_add(raw, TNEF_HEAD, sizeof(TNEF_HEAD) - 1);
	if (size > 0)
		text_add(raw, bytes + 1, size - 1);
	text_add_string(raw, "\r\n--" BOUNDARY "--\r\n");
	mail = fuzz_read(tmp, raw->bytes, raw->size);
	for (size_t i = 0; i < mail->attachment_count; i++)
		sum += mail->attachments[i].size;
	if (message_parts(tmp, raw->bytes, raw->size, FILES_MAX, &files, &n, &err) != DONE)
		fuzz_check(sum > FILES_MAX, err.text);
	else
		fuzz_check(n == sum, "files are as long as was said");
	fuzz_check(sum <= 2 * (uint64_t)size + 100, "files are no longer than what they came from");
}
