/* reply.c - a mail's text parted into new words, quotes and a signature: nothing gets lost */
#include <config.h>

#include <postigo/base/memory.h>

#include "target.h"

enum { IS_ANSWER = 1, IS_HTML = 2, IS_FLOWED = 4 };

void
fuzz_reply(const uint8_t *bytes, size_t size)
{
	SCRATCH(tmp);
	struct shape shape = fuzz_shape(bytes, size);
	struct text *raw = text_new(tmp, size + 1000);

	text_add_string(raw, "From: Ana <ana@example.org>\r\nTo: help@example.net\r\n");
	fuzz_field(raw, "Subject", shape.subject);
	if (shape.kind & IS_ANSWER)
		text_add_string(raw, "In-Reply-To: <1@example.net>\r\n");
	text_printf(raw, "Content-Type: text/%s; charset=utf-8%s\r\n\r\n", shape.kind & IS_HTML ? "html" : "plain",
	    shape.kind & IS_FLOWED ? "; format=flowed" : "");
	text_add(raw, shape.text.at, shape.text.size);
	fuzz_check_split(fuzz_read(tmp, raw->bytes, raw->size));
}
