/* quotepeople.c - see quotepeople.h */
#include <config.h>

#include <glib.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/address.h>
#include <postigo/mail/quotepeople.h>
#include <postigo/mail/words.h>

#define VALUE_MAX (16u << 10)

/* What Asian keyboards type, and no-break spaces, as the plain signs that they stand for. */
static const struct {
	const char *wide;
	char plain;
} signs[] = {
	{ "；", ';' }, { "，", ',' }, { "、", ',' }, { "＜", '<' }, { "＞", '>' }, { "（", '(' }, { "）", ')' },
	{ "＠", '@' }, { "\xC2\xA0", ' ' }, { "\xE2\x80\xAF", ' ' }, { "“", '"' }, { "”", '"' }, { "„", '"' },
	{ "«", '"' }, { "»", '"' }, { "\xEF\xBB\xBF", ' ' },
};

/* Puts plain signs for wide ones, blanks for line ends and for the quote marks behind them. */
static struct span
plain(TALLOC_CTX *ctx, struct span value)
{
	char *out = talloc_size(ctx, value.size + 1);
	size_t made = 0;
	bool line_start = false;

	for (size_t i = 0; i < value.size; i++) {
		char c = value.at[i];

		if (c == '\n') {
			line_start = true;
			c = ' ';
		} else if (c == '\t' || c == '\r' || (line_start && c == '>')) {
			c = ' ';
		} else if (c != ' ') {
			line_start = false;
		}
		for (size_t k = 0; (unsigned char)c >= 0x80 && k < sizeof(signs) / sizeof(signs[0]); k++) {
			size_t n = strlen(signs[k].wide);

			if (value.size - i < n || memcmp(value.at + i, signs[k].wide, n) != 0)
				continue;
			c = signs[k].plain;
			i += n - 1;
		}
		out[made++] = c;
	}
	return (struct span){ out, made };
}

static bool
address_byte(char c)
{
	return (unsigned char)c > ' ' && strchr("<>[]()\",;:*|@", c) == NULL;
}

/* The address around an at sign; size 0 when it is none. `from` is the least that may belong to it. */
static struct span
address_around(const char *from, const char *sign, const char *end)
{
	struct span none = { end, 0 }, found;
	const char *to = sign + 1, *start = sign;

	while (start > from && address_byte(start[-1]))
		start--;
	while (to < end && address_byte(*to))
		to++;
	while (start < sign && (*start == '\'' || *start == '/'))
		start++;
	while (to > sign + 1 && (to[-1] == '\'' || to[-1] == '.'))
		to--;
	found = (struct span){ start, (size_t)(to - start) };
	if (start == sign || to == sign + 1 || found.size > ADDRESS_MAX || (start > from && start[-1] == '/'))
		return none;
	return found;
}

/* Does it stand between brackets, be it behind "mailto:"? */
static bool
fenced(const char *from, struct span address)
{
	const char *p = address.at;

	while (p > from && (p[-1] == ':' || g_ascii_isalpha(p[-1]) || span_blank(p[-1])))
		p--;
	return p > from && (p[-1] == '<' || p[-1] == '[');
}

/* The first address in brackets, or the first at all: what stands before the brackets may look like another one, and be
 * meant to. A name in quotes is not searched. */
static struct span
find_address(struct span entry)
{
	const char *end = entry.at + entry.size, *from = entry.at, *sign;
	struct span first = { end, 0 };

	if (entry.at[0] == '"' && (sign = memchr(entry.at + 1, '"', entry.size - 1)) != NULL &&
	    memchr(sign, '@', (size_t)(end - sign)) != NULL)
		from = sign;
	for (sign = from; sign < end && (sign = memchr(sign, '@', (size_t)(end - sign))) != NULL; sign++) {
		struct span found = address_around(from, sign, end);

		if (found.size == 0)
			continue;
		if (fenced(from, found))
			return found;
		/* "Ana Ruiz/Sales@Company" is a name of Notes. */
		if (first.size == 0 && (found.size == entry.size || memchr(sign, '.', found.size -
		    (size_t)(sign - found.at)) != NULL))
			first = found;
	}
	return first;
}

/* Takes brackets, "mailto:" and the like off the end of a name, and quotes, apostrophes and stars off both. */
static struct span
trim_name(struct span name)
{
	static const char *const schemes[] = { "mailto:", "smtp:" };

	for (bool more = true; more;) {
		more = false;
		name = span_trim(name);
		while (name.size > 0 && strchr("<[(\"'*,;|", name.at[name.size - 1]) != NULL) {
			name.size--;
			more = true;
		}
		if (name.size > 2 && memcmp(name.at + name.size - 2, "<>", 2) == 0) {
			name.size -= 2;
			more = true;
		}
		while (name.size > 0 && strchr("\"'*<", name.at[0]) != NULL) {
			name = (struct span){ name.at + 1, name.size - 1 };
			more = true;
		}
		for (size_t k = 0; k < sizeof(schemes) / sizeof(schemes[0]); k++) {
			size_t n = strlen(schemes[k]);

			if (name.size < n || strncasecmp(name.at + name.size - n, schemes[k], n) != 0)
				continue;
			name.size -= n;
			more = true;
		}
	}
	return name;
}

/* "ana@example.org (Ana Ruiz)" */
static struct span
comment_behind(struct span entry, struct span address)
{
	struct span rest = { address.at + address.size, 0 };
	const char *close;

	rest.size = (size_t)(entry.at + entry.size - rest.at);
	rest = span_trim(rest);
	if (rest.size < 3 || rest.at[0] != '(' || (close = memchr(rest.at, ')', rest.size)) == NULL)
		return (struct span){ "", 0 };
	return (struct span){ rest.at + 1, (size_t)(close - rest.at - 1) };
}

/* "Team:" before the members of a group. */
static struct span
skip_group(struct span name)
{
	const char *colon = name.size > 0 && name.at[0] != '"' ? memrchr(name.at, ':', name.size) : NULL;

	if (colon == NULL || colon[1] != ' ')
		return name;
	return (struct span){ colon + 1, (size_t)(name.at + name.size - colon - 1) };
}

/* "undisclosed-recipients:" is nobody. */
static bool
nobody(struct span name)
{
	return name.size == 0 || name.at[name.size - 1] == ':';
}

static char *
clean_name(TALLOC_CTX *ctx, struct span name)
{
	SCRATCH(tmp);

	return utf8_clean_line(ctx, words_decode(tmp, name), ADDRESS_NAME_MAX);
}

/* The name in front of an address, or of what stands in its place; without the address in parentheses behind it. */
static struct span
name_of(struct span entry, struct span address, bool group)
{
	struct span name = { entry.at, (size_t)(address.at - entry.at) };
	const char *open;

	if (address.size == 0 && (open = memchr(name.at, '<', name.size)) != NULL && open > name.at)
		name.size = (size_t)(open - name.at);
	name = trim_name(name);
	if (group)
		name = trim_name(skip_group(name));
	if (name.size > address.size + 2 && name.at[name.size - 1] == ')' && name.at[name.size - address.size - 2] == '(' &&
	    address.size > 0 && strncasecmp(name.at + name.size - address.size - 1, address.at, address.size) == 0)
		name = trim_name((struct span){ name.at, name.size - address.size - 2 });
	return name;
}

/* An address with control characters or the like in it is nobody's: "", and the name stands alone. */
static char *
clean_address(TALLOC_CTX *ctx, struct span address)
{
	SCRATCH(tmp);
	const char *raw = talloc_strndup(tmp, address.at, address.size);
	const char *clean = utf8_clean_line(tmp, raw, ADDRESS_MAX);

	return talloc_strdup(ctx, strcmp(raw, clean) == 0 ? clean : "");
}

static void
push(TALLOC_CTX *ctx, struct mail_addresses *out, struct span entry, bool group)
{
	struct span address, name;
	struct mail_address person;

	entry = span_trim(entry);
	if (entry.size == 0 || out->count == ADDRESS_LIST_MAX)
		return;
	address = find_address(entry);
	name = name_of(entry, address, group);
	if (address.size == 0 && nobody(name))
		return;
	if (name.size == 0)
		name = trim_name(comment_behind(entry, address));
	if (name.size == address.size && strncasecmp(name.at, address.at, name.size) == 0)
		name.size = 0;
	person = (struct mail_address){ clean_name(ctx, name), clean_address(ctx, address) };
	if ((out->count & (out->count - 1)) == 0)
		out->list = talloc_realloc(ctx, out->list, struct mail_address,
		    (unsigned)(out->count == 0 ? 1 : out->count * 2));
	out->list[out->count++] = person;
}

/* Where the next entry ends: at a semicolon; at a comma when the entry has an address, or when commas part names. */
static size_t
entry_end(struct span rest, bool commas)
{
	bool quoted = false, at_sign = false;
	unsigned open = 0;

	for (size_t i = 0; i < rest.size; i++) {
		char c = rest.at[i];

		if (c == '"')
			quoted = !quoted;
		else if (!quoted && strchr("<[(", c) != NULL)
			open++;
		else if (!quoted && strchr(">])", c) != NULL && open > 0)
			open--;
		else if (c == '@')
			at_sign = true;
		else if (!quoted && open == 0 && (c == ';' || (c == ',' && (commas || at_sign))))
			return i;
	}
	return rest.size;
}

/* Names without any address, with commas between them: people, when each has more than one word ("Ruiz, Ana" is one). */
static bool
names_with_commas(struct span value)
{
	struct span rest = value;

	if (memchr(value.at, ';', value.size) != NULL || memchr(value.at, '@', value.size) != NULL)
		return false;
	while (rest.size > 0) {
		size_t n = entry_end(rest, true);
		struct span entry = span_trim((struct span){ rest.at, n });

		if (entry.size > 0 && memchr(entry.at, ' ', entry.size) == NULL)
			return false;
		rest = (struct span){ rest.at + n, rest.size - n };
		if (rest.size > 0)
			rest = (struct span){ rest.at + 1, rest.size - 1 };
	}
	return true;
}

struct mail_addresses
quotepeople_read(TALLOC_CTX *ctx, struct span value, bool one)
{
	SCRATCH(tmp);
	struct mail_addresses out = { NULL, 0 };
	struct span rest;
	bool commas;

	if (value.at == NULL || value.size == 0)
		return out;
	if (value.size > VALUE_MAX)
		value.size = VALUE_MAX;
	rest = span_trim(plain(tmp, value));
	if (one) {
		push(ctx, &out, rest, false);
		return out;
	}
	commas = names_with_commas(rest);
	while (rest.size > 0) {
		size_t n = entry_end(rest, commas);

		push(ctx, &out, (struct span){ rest.at, n }, true);
		rest = (struct span){ rest.at + n, rest.size - n };
		if (rest.size > 0)
			rest = (struct span){ rest.at + 1, rest.size - 1 };
	}
	return out;
}
