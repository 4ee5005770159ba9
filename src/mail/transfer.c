/* transfer.c - see transfer.h */
#include <config.h>

#include <stdint.h>

#include <postigo/mail/transfer.h>

#define LOOK_AHEAD 100u
#include <postigo/mail/uu.h>

/* By their letters and digits alone: "Base 64", "quoted_printable", "8 bit". */
static const struct {
	const char *key;
	enum transfer transfer;
} names[] = {
	{ "base64", TRANSFER_BASE64 }, { "xbase64", TRANSFER_BASE64 }, { "b64", TRANSFER_BASE64 },
	{ "b", TRANSFER_BASE64 }, { "quotedprintable", TRANSFER_QUOTED }, { "xquotedprintable", TRANSFER_QUOTED },
	{ "quotedprintible", TRANSFER_QUOTED }, { "quotedprinted", TRANSFER_QUOTED }, { "quoted", TRANSFER_QUOTED },
	{ "qp", TRANSFER_QUOTED }, { "q", TRANSFER_QUOTED }, { "xuuencode", TRANSFER_UU }, { "uuencode", TRANSFER_UU },
	{ "xuuencoded", TRANSFER_UU }, { "uuencoded", TRANSFER_UU }, { "xuue", TRANSFER_UU }, { "uue", TRANSFER_UU },
	{ "", TRANSFER_NONE }, { "7bit", TRANSFER_NONE }, { "8bit", TRANSFER_NONE }, { "7bits", TRANSFER_NONE },
	{ "8bits", TRANSFER_NONE }, { "binary", TRANSFER_NONE }, { "none", TRANSFER_NONE }, { "7", TRANSFER_NONE },
	{ "8", TRANSFER_NONE }, { "plain", TRANSFER_NONE }, { "text", TRANSFER_NONE }, { "identity", TRANSFER_NONE },
};

bool
transfer_known(struct span value, enum transfer *transfer)
{
	struct span v = span_trim(value);
	unsigned depth = 0;
	char key[32];
	size_t n = 0;

	for (size_t i = 0; i < v.size && n < sizeof(key) - 1; i++) {
		char c = v.at[i];

		if (c == '(' || (c == ')' && depth > 0))
			depth += c == '(' ? 1 : -1u;
		else if (depth == 0 && (c == ';' || c == ','))
			break;
		else if (depth == 0 && ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')))
			key[n++] = (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
	}
	key[n] = '\0';
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(key, names[i].key) == 0) {
			*transfer = names[i].transfer;
			return true;
		}
	}
	*transfer = TRANSFER_NONE;
	return false;
}

/* The value of each base64 character plus one; 0 for those that are none. */
static uint8_t base64_values[256];

static void
base64_prepare(void)
{
	static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; alphabet[i] != '\0'; i++)
		base64_values[(uint8_t)alphabet[i]] = (uint8_t)(i + 1);
}

/* Behind padding: does more base64 follow, of pieces that were glued together? A list's footer is none. */
static bool
goes_on(const char *from, size_t n)
{
	size_t i = 0;

	if (n > LOOK_AHEAD)
		n = LOOK_AHEAD;
	while (i < n && (span_blank(from[i]) || from[i] == '='))
		i++;
	for (; i < n && from[i] != '\n' && from[i] != '\r'; i++) {
		if (base64_values[(uint8_t)from[i]] == 0 && from[i] != '=')
			return false;
	}
	return true;
}

size_t
transfer_base64(const char *from, size_t n, char *out)
{
	uint32_t bits = 0;
	unsigned count = 0;
	size_t made = 0;

	if (base64_values['B'] == 0)
		base64_prepare();
	for (size_t i = 0; i < n; i++) {
		uint8_t v = base64_values[(uint8_t)from[i]];

		if (v == 0) {
			if (from[i] != '=')
				continue;
			if (count > 0 && !goes_on(from + i, n - i))
				break;
			count = 0;
			continue;
		}
		bits = bits << 6 | (uint32_t)(v - 1);
		if (count++ == 0)
			continue;
		out[made++] = (char)(bits >> (8 - 2 * count) & 0xFF);
		if (count == 4)
			count = 0;
	}
	return made;
}

size_t
transfer_base64_left(const char *from, size_t n)
{
	size_t over = 0;

	if (base64_values['B'] == 0)
		base64_prepare();
	for (size_t i = 0; i < n; i++) {
		if (base64_values[(uint8_t)from[i]] == 0)
			over = 0;
		else
			over = (over + 1) % 4;
	}
	/* Bits that are zero are only padding that was left off. */
	if (over == 2 && ((base64_values[(uint8_t)from[n - 1]] - 1) & 0xF) == 0)
		return 0;
	if (over == 3 && ((base64_values[(uint8_t)from[n - 1]] - 1) & 0x3) == 0)
		return 0;
	return over;
}

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* How long the soft line break after a "=" is ("   \r\n"); 0 when there is none. */
static size_t
soft_break(const char *from, size_t n)
{
	size_t i = 0;

	while (i < n && (from[i] == ' ' || from[i] == '\t' || from[i] == '\r'))
		i++;
	if (i == n)
		return n;
	return from[i] == '\n' ? i + 1 : 0;
}

size_t
transfer_quoted(const char *from, size_t n, bool underscore, char *out)
{
	size_t made = 0;

	for (size_t i = 0; i < n; i++) {
		int high, low;

		if (from[i] == '_' && underscore) {
			out[made++] = ' ';
		} else if (from[i] != '=') {
			out[made++] = from[i];
		} else if (i + 2 < n && (high = hex_value(from[i + 1])) >= 0 && (low = hex_value(from[i + 2])) >= 0) {
			out[made++] = (char)(high << 4 | low);
			i += 2;
		} else if (i + 1 == n) {
			break;
		} else {
			size_t skip = soft_break(from + i + 1, n - i - 1);

			if (skip == 0)
				out[made++] = '=';
			i += skip;
		}
	}
	return made;
}

/* What is between "begin" and "end". Not searched as strictly as in a text: here the mail says that it is there. */
static struct span
decode_uu(TALLOC_CTX *ctx, struct span bytes)
{
	struct span rest = bytes, line, lines = bytes;

	while (span_line(&rest, &line)) {
		if (span_starts(line, "begin "))
			lines = rest;
		if (!span_is(span_trim(line), "end"))
			continue;
		lines.size = (size_t)(line.at - lines.at);
		break;
	}
	return uu_decode(ctx, lines);
}

struct span
transfer_decode(TALLOC_CTX *ctx, enum transfer transfer, struct span bytes)
{
	char *out;
	size_t n;

	if (transfer == TRANSFER_NONE)
		return bytes;
	if (transfer == TRANSFER_UU)
		return decode_uu(ctx, bytes);
	out = talloc_size(ctx, bytes.size + 64);
	if (transfer == TRANSFER_BASE64)
		n = transfer_base64(bytes.at, bytes.size, out);
	else
		n = transfer_quoted(bytes.at, bytes.size, false, out);
	return (struct span){ out, n };
}
