/* tnef.c - see tnef.h: a list of attributes; in two of them, lists of MAPI properties */
#include <config.h>

#include <stdint.h>
#include <stdlib.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/charset.h>
#include <postigo/mail/tnef.h>

#define SIGNATURE 0x223E9F78u
#define PROPERTIES_MAX 4000u
#define NAME_BYTES_MAX 2000u

enum attribute {
	ATTRIBUTE_CODEPAGE = 0x9007, ATTRIBUTE_BODY = 0x800C, ATTRIBUTE_PROPERTIES = 0x9003,
	ATTRIBUTE_FILE_BEGINS = 0x9002, ATTRIBUTE_FILE_TITLE = 0x8010, ATTRIBUTE_FILE_DATA = 0x800F,
	ATTRIBUTE_FILE_PROPERTIES = 0x9005
};

enum property_type {
	TYPE_LONG = 3, TYPE_BOOLEAN = 11, TYPE_OBJECT = 13, TYPE_STRING = 30, TYPE_UNICODE = 31, TYPE_BINARY = 258,
	TYPE_MANY = 0x1000
};

enum property_id {
	ID_BODY = 0x1000, ID_BODY_RTF = 0x1009, ID_BODY_HTML = 0x1013, ID_DISPLAY_NAME = 0x3001, ID_FILE_DATA = 0x3701, ID_FILE_NAME = 0x3704,
	ID_FILE_LONG_NAME = 0x3707, ID_FILE_TYPE = 0x370E, ID_FILE_CONTENT_ID = 0x3712, ID_CODEPAGE = 0x3FDE,
	ID_HIDDEN = 0x7FFE
};

struct property {
	unsigned type, id;
	struct span value;	/* of a list of values: the first */
};

struct reader {
	TALLOC_CTX *ctx;
	struct tnef *tnef;
	const char *codepage;	/* of strings that are not Unicode */
	struct tnef_file *file;	/* that the attributes are about, NULL: none yet */
};

/* Little-endian; false when so many bytes are not left. */
static bool
take_number(struct span *rest, size_t bytes, uint32_t *n)
{
	if (rest->size < bytes)
		return false;
	*n = 0;
	for (size_t i = 0; i < bytes; i++)
		*n |= (uint32_t)(unsigned char)rest->at[i] << (8 * i);
	*rest = (struct span){ rest->at + bytes, rest->size - bytes };
	return true;
}

static bool
take_bytes(struct span *rest, size_t n, struct span *out)
{
	if (rest->size < n)
		return false;
	*out = (struct span){ rest->at, n };
	*rest = (struct span){ rest->at + n, rest->size - n };
	return true;
}

/* Values are filled up to four bytes. The last may lack that. */
static bool
take_padded(struct span *rest, size_t n, struct span *out)
{
	size_t padding = (4 - n % 4) % 4;

	if (!take_bytes(rest, n, out))
		return false;
	if (padding > rest->size)
		padding = rest->size;
	return take_bytes(rest, padding, &(struct span){ NULL, 0 });
}

static const char *
codepage_name(TALLOC_CTX *ctx, uint32_t page)
{
	static const struct {
		uint32_t page;
		const char *name;
	} names[] = {
		{ 65001, "utf-8" }, { 20127, "us-ascii" }, { 932, "shift_jis" }, { 936, "gb18030" }, { 949, "cp949" },
		{ 950, "big5" }, { 20866, "koi8-r" }, { 21866, "koi8-u" }, { 51932, "euc-jp" }, { 50220, "iso-2022-jp" },
		{ 50221, "iso-2022-jp" }, { 437, "ibm437" }, { 850, "ibm850" }, { 866, "ibm866" }, { 874, "windows-874" },
		{ 54936, "gb18030" }, { 51949, "cp949" },
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (names[i].page == page)
			return names[i].name;
	}
	if (page >= 1250 && page <= 1258)
		return talloc_asprintf(ctx, "windows-%u", (unsigned)page);
	if (page > 28590 && page <= 28606)
		return talloc_asprintf(ctx, "iso-8859-%u", (unsigned)(page - 28590));
	return NULL;
}

static struct span
without_nul(struct span s)
{
	const char *nul = s.size > 0 ? memchr(s.at, '\0', s.size) : NULL;

	return nul != NULL ? (struct span){ s.at, (size_t)(nul - s.at) } : s;
}

/* UTF-16LE up to its NUL, as UTF-8. */
static struct span
unicode(TALLOC_CTX *ctx, struct span s)
{
	char *out = talloc_size(ctx, s.size * 2 + 4);
	size_t n = 0;

	for (size_t i = 0; i + 1 < s.size; i += 2) {
		uint32_t c = (uint32_t)((unsigned char)s.at[i] | (unsigned char)s.at[i + 1] << 8), low;

		if (c == 0)
			break;
		if (c >= 0xD800 && c < 0xDC00 && i + 3 < s.size) {
			low = (uint32_t)((unsigned char)s.at[i + 2] | (unsigned char)s.at[i + 3] << 8);
			if (low >= 0xDC00 && low < 0xE000) {
				c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
				i += 2;
			}
		}
		n += utf8_encode(c >= 0xD800 && c < 0xE000 ? 0xFFFD : c, out + n);
	}
	return (struct span){ out, n };
}

/* A short string as UTF-8. NULL when there is nothing in it. */
static char *
string(const struct reader *r, unsigned type, struct span value)
{
	SCRATCH(tmp);
	struct span s = value;
	bool guessed = false;

	if (s.size > NAME_BYTES_MAX)
		s.size = NAME_BYTES_MAX;
	s = type == TYPE_UNICODE ? unicode(tmp, s) : without_nul(s);
	if (s.size == 0)
		return NULL;
	return charset_decode(r->ctx, span_of(type == TYPE_UNICODE || r->codepage == NULL ? "" : r->codepage), s, NULL,
	    &guessed);
}

/* How many bytes a value of that type has; 0: it says so itself, in front. */
static size_t
fixed_size(unsigned type)
{
	switch (type & ~(unsigned)TYPE_MANY) {
	case TYPE_OBJECT:
	case TYPE_STRING:
	case TYPE_UNICODE:
	case TYPE_BINARY:
		return 0;
	case 5:		/* double, currency, application time, 64 bits, system time */
	case 6:
	case 7:
	case 20:
	case 64:
		return 8;
	case 72:	/* class identifier */
		return 16;
	default:
		return 4;
	}
}

/* Names that the sender's programs gave to properties of their own say nothing to us. */
static bool
skip_name(struct span *rest)
{
	struct span s;
	uint32_t kind, n;

	if (!take_bytes(rest, 16, &s) || !take_number(rest, 4, &kind) || !take_number(rest, 4, &n))
		return false;
	return kind == 0 || take_padded(rest, n, &s);
}

static bool
take_property(struct span *rest, struct property *p)
{
	uint32_t type, id, count = 1, n;
	struct span value;

	if (!take_number(rest, 2, &type) || !take_number(rest, 2, &id))
		return false;
	*p = (struct property){ .type = type, .id = id };
	if (id >= 0x8000 && !skip_name(rest))
		return false;
	if ((fixed_size(type) == 0 || (type & TYPE_MANY) != 0) && !take_number(rest, 4, &count))
		return false;
	if (count > rest->size)		/* each value takes some bytes */
		return false;
	for (uint32_t i = 0; i < count; i++) {
		n = (uint32_t)fixed_size(type);
		if ((n == 0 && !take_number(rest, 4, &n)) || !take_padded(rest, n, &value))
			return false;
		if (i == 0)
			p->value = value;
	}
	return true;
}

typedef void on_property(struct reader *r, const struct property *p);

static bool
read_properties(struct reader *r, struct span rest, on_property *use)
{
	struct property p;
	uint32_t count;

	if (!take_number(&rest, 4, &count))
		return false;
	for (uint32_t i = 0; i < count && i < PROPERTIES_MAX; i++) {
		if (!take_property(&rest, &p))
			return false;
		use(r, &p);
	}
	return true;
}

static void
of_message(struct reader *r, const struct property *p)
{
	struct span rest = p->value;
	uint32_t page;

	if (p->id == ID_BODY && p->type == TYPE_UNICODE) {
		r->tnef->text = unicode(r->ctx, p->value);
		r->tnef->text_charset = "utf-8";
	} else if (p->id == ID_BODY && p->type == TYPE_STRING) {
		r->tnef->text = without_nul(p->value);
	} else if (p->id == ID_BODY_HTML && p->type == TYPE_UNICODE) {
		r->tnef->html = unicode(r->ctx, p->value);
		r->tnef->html_charset = "utf-8";
	} else if (p->id == ID_BODY_HTML && (p->type == TYPE_STRING || p->type == TYPE_BINARY)) {
		r->tnef->html = without_nul(p->value);
	} else if (p->id == ID_BODY_RTF && p->type == TYPE_BINARY) {
		r->tnef->rtf = p->value;
	} else if (p->id == ID_CODEPAGE && p->type == TYPE_LONG && take_number(&rest, 4, &page) &&
	    r->tnef->html_charset == NULL) {
		r->tnef->html_charset = codepage_name(r->ctx, page);
	}
}

/* Only what is wanted is made a string, and only one of many: a file may say a million names. */
static void
set_string(struct reader *r, char **where, const struct property *p, bool once)
{
	char *s;

	if ((p->type != TYPE_STRING && p->type != TYPE_UNICODE) || (once && *where != NULL))
		return;
	s = string(r, p->type, p->value);
	if (s == NULL)
		return;
	talloc_free(*where);
	*where = s;
}

static void
of_file(struct reader *r, const struct property *p)
{
	struct tnef_file *f = r->file;
	struct span value = p->value;

	if (p->id == ID_FILE_LONG_NAME)
		set_string(r, &f->name, p, false);
	else if (p->id == ID_FILE_NAME || p->id == ID_DISPLAY_NAME)
		set_string(r, &f->name, p, true);
	else if (p->id == ID_FILE_TYPE)
		set_string(r, &f->type, p, true);
	else if (p->id == ID_FILE_CONTENT_ID)
		set_string(r, &f->content_id, p, true);
	else if (p->id == ID_HIDDEN && p->type == TYPE_BOOLEAN)
		f->hidden = value.size > 0 && value.at[0] != 0;
	else if (p->id == ID_FILE_DATA && f->bytes.size == 0 && (p->type == TYPE_OBJECT || p->type == TYPE_BINARY))
		/* An object has its interface in front of it. */
		f->bytes = p->type == TYPE_BINARY || value.size < 16 ? value :
		    (struct span){ value.at + 16, value.size - 16 };
}

/* Names in these are of eight letters and three, or the only ones that there are. */
static void
begin_file(struct reader *r)
{
	struct tnef *t = r->tnef;

	r->file = NULL;
	if (t->count == TNEF_FILES_MAX) {
		t->whole = false;
		return;
	}
	if ((t->count & (t->count - 1)) == 0)
		t->list = talloc_realloc(r->ctx, t->list, struct tnef_file, (unsigned)(t->count == 0 ? 1 : t->count * 2));
	r->file = &t->list[t->count++];
	*r->file = (struct tnef_file){ .bytes = { "", 0 } };
}

static bool
read_file_attribute(struct reader *r, unsigned id, struct span data)
{
	if (id == ATTRIBUTE_FILE_BEGINS || r->file == NULL)
		begin_file(r);
	if (r->file == NULL)
		return true;
	if (id == ATTRIBUTE_FILE_TITLE)
		set_string(r, &r->file->name, &(struct property){ .type = TYPE_STRING, .value = data }, true);
	else if (id == ATTRIBUTE_FILE_DATA)
		r->file->bytes = data;
	else if (id == ATTRIBUTE_FILE_PROPERTIES)
		return read_properties(r, data, of_file);
	return true;
}

static bool
read_attribute(struct reader *r, unsigned level, unsigned id, struct span data)
{
	uint32_t page;

	if (level == 2)
		return read_file_attribute(r, id, data);
	if (id == ATTRIBUTE_CODEPAGE && r->codepage == NULL && take_number(&data, 4, &page))
		r->codepage = codepage_name(r->ctx, page);
	else if (id == ATTRIBUTE_BODY && r->tnef->text.size == 0)
		r->tnef->text = without_nul(data);
	else if (id == ATTRIBUTE_PROPERTIES)
		return read_properties(r, data, of_message);
	return true;
}

bool
tnef_is(struct span bytes)
{
	uint32_t n;

	return take_number(&bytes, 4, &n) && n == SIGNATURE;
}

struct tnef
tnef_read(TALLOC_CTX *ctx, struct span bytes)
{
	struct tnef tnef = { .text = { "", 0 }, .html = { "", 0 }, .rtf = { "", 0 } };
	struct reader r = { .ctx = ctx, .tnef = &tnef };
	uint32_t n, level, id, type, size;
	struct span data;

	if (!take_number(&bytes, 4, &n) || n != SIGNATURE || !take_number(&bytes, 2, &n))
		return tnef;
	tnef.whole = true;
	/* Some relays add a line end to what they take for text: a byte or two behind the last attribute. */
	while (bytes.size > 2) {
		if (!take_number(&bytes, 1, &level) || !take_number(&bytes, 2, &id) || !take_number(&bytes, 2, &type) ||
		    !take_number(&bytes, 4, &size) || !take_bytes(&bytes, size, &data) || level < 1 || level > 2) {
			tnef.whole = false;
			break;
		}
		if (!read_attribute(&r, level, id, data))
			tnef.whole = false;
		if (!take_number(&bytes, 2, &n))	/* the sum of the bytes */
			break;
	}
	if (tnef.text_charset == NULL)
		tnef.text_charset = r.codepage;
	if (tnef.html_charset == NULL)
		tnef.html_charset = r.codepage;
	return tnef;
}
