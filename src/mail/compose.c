/* compose.c - see compose.h */
#include <config.h>

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include <postigo/base/digest.h>
#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/compose.h>
#include <postigo/mail/filename.h>
#include <postigo/mail/threadindex.h>

#define MAIL_MAX (128u << 20)
#define FOLD_AT 76u		/* columns of a header line */
#define LINE_MAX_PLAIN 76u	/* a longer line of text is encoded */
#define REFERENCES_MAX 25u		/* of 250 characters at the most: some servers refuse fields of more than 8 KiB */
#define ADDRESS_MAX 254u
#define IDENTIFIER_MAX 250u
#define INDEX_LINE 60u		/* characters of a Thread-Index on a line */

/* What is being written, and how far the header line has come. */
struct writer {
	struct text *out;
	size_t column;
	const char *trouble;	/* what cannot stand in a header, NULL: all well */
	const char *value;	/* that value */
	char boundary[40];
	bool protects;
};

/* ---- what may stand where */

static bool
plain_character(char c)
{
	return c > ' ' && c < 127 && strchr("<>()[]\\,;:\"", c) == NULL;
}

bool
compose_address_valid(const char *address)
{
	const char *at = strrchr(address, '@');
	size_t n = strlen(address);

	if (at == NULL || at == address || at[1] == '\0' || n > ADDRESS_MAX || at - address > 64)
		return false;
	for (const char *p = address; p < at; p++) {
		if (!plain_character(*p) || *p == '@')
			return false;
	}
	if (at[1] == '.' || at[1] == '-' || address[n - 1] == '.' || address[n - 1] == '-')
		return false;
	for (const char *p = at + 1; *p != '\0'; p++) {
		bool plain = (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || (*p >= '0' && *p <= '9');

		if (!plain && *p != '-' && *p != '_' && (*p != '.' || p[1] == '.'))
			return false;
	}
	return true;
}

static bool
identifier_valid(const char *id)
{
	size_t n = strlen(id);

	for (const char *p = id; *p != '\0'; p++) {
		if (*p <= ' ' || *p >= 127 || *p == '<' || *p == '>')
			return false;
	}
	return n > 0 && n <= IDENTIFIER_MAX;
}

/* A word of the fields that only have words: installation, language, media type. */
static bool
word_valid(const char *word, const char *also)
{
	size_t n = strlen(word);

	for (const char *p = word; *p != '\0'; p++) {
		if (!plain_character(*p) && strchr(also, *p) == NULL)
			return false;
	}
	return n > 0 && n <= 127 && strstr(word, "=?") == NULL;
}

static void
refuse(struct writer *w, const char *trouble, const char *value)
{
	if (w->trouble == NULL) {
		w->trouble = trouble;
		w->value = value;
	}
}

/* ---- header */

static void
begin(struct writer *w, const char *name)
{
	text_add_string(w->out, name);
	text_add(w->out, ":", 1);
	w->column = strlen(name) + 1;
}

static void
end(struct writer *w)
{
	text_add(w->out, "\r\n", 2);
}

/* A piece that must stay on one line, after a blank that may become a fold. */
static void
put(struct writer *w, const char *piece, size_t n)
{
	if (w->column + 1 + n > FOLD_AT && w->column > 1) {
		text_add(w->out, "\r\n", 2);
		w->column = 0;
	}
	text_add(w->out, " ", 1);
	text_add(w->out, piece, n);
	w->column += 1 + n;
}

static bool
printable(const char *s)
{
	for (; *s != '\0'; s++) {
		if (*s < ' ' || *s > '~')
			return false;
	}
	return true;
}

/* The bytes of one encoded word: as many whole characters as fit. */
static size_t
word_bytes(const char *at, const char *end_at)
{
	const char *p = at;

	while (p < end_at) {
		const char *next = p + 1;

		while (next < end_at && ((unsigned char)*next & 0xC0) == 0x80 && next - p < 4)
			next++;
		if (next - at > 39)	/* 52 characters of base64, 64 with what is around it: "Subject: " goes before */
			break;
		p = next;
	}
	return (size_t)(p - at);
}

static const char base64_alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* Base64 into to, which has room; returns how much. */
static size_t
base64(const char *from, size_t n, char *to)
{
	size_t made = 0;

	for (size_t i = 0; i < n; i += 3) {
		uint32_t bits = (uint32_t)(uint8_t)from[i] << 16;

		bits |= i + 1 < n ? (uint32_t)(uint8_t)from[i + 1] << 8 : 0;
		bits |= i + 2 < n ? (uint8_t)from[i + 2] : 0;
		to[made++] = base64_alphabet[bits >> 18];
		to[made++] = base64_alphabet[bits >> 12 & 63];
		to[made++] = i + 1 < n ? base64_alphabet[bits >> 6 & 63] : '=';
		to[made++] = i + 2 < n ? base64_alphabet[bits & 63] : '=';
	}
	return made;
}

/* As encoded words (RFC 2047): characters are never cut in two. */
static void
put_encoded(struct writer *w, const char *value)
{
	const char *at = value, *end_at = value + strlen(value);

	while (at < end_at) {
		char word[80] = "=?UTF-8?B?";
		size_t take = word_bytes(at, end_at), n = 10;

		n += base64(at, take, word + n);
		word[n++] = '?';
		word[n++] = '=';
		put(w, word, n);
		at += take;
	}
}

/* Text without structure, folded between words. */
static void
put_text(struct writer *w, const char *value)
{
	SCRATCH(tmp);
	char *clean = utf8_clean_line(tmp, value, 500);
	const char *p = clean;
	bool plain = printable(clean) && strstr(clean, "=?") == NULL;

	while (plain && *p != '\0') {	/* a word that fits on no line */
		size_t n = strcspn(p, " ");

		plain = n < 70;
		p += n + strspn(p + n, " ");
	}
	if (!plain) {
		put_encoded(w, clean);
		return;
	}
	for (p = clean; *p != '\0';) {
		size_t n = strcspn(p, " ");

		put(w, p, n);
		p += n + strspn(p + n, " ");
	}
}

/* A display name: bare, quoted or encoded. */
static void
put_name(struct writer *w, const char *name)
{
	SCRATCH(tmp);
	char *clean = utf8_clean_line(tmp, name, 100), *quoted;
	size_t n = 0;

	if (!printable(clean) || strstr(clean, "=?") != NULL || strlen(clean) > 60) {
		put_encoded(w, clean);
		return;
	}
	if (strpbrk(clean, "<>()[]\\,;:\"@.") == NULL) {
		put(w, clean, strlen(clean));
		return;
	}
	quoted = talloc_size(tmp, 2 * strlen(clean) + 3);
	quoted[n++] = '"';
	for (const char *p = clean; *p != '\0'; p++) {
		if (*p == '"' || *p == '\\')
			quoted[n++] = '\\';
		quoted[n++] = *p;
	}
	quoted[n++] = '"';
	put(w, quoted, n);
}

static void
put_address(struct writer *w, const struct mail_address *a, bool more)
{
	char piece[ADDRESS_MAX + 4];
	size_t n;

	if (a->address == NULL || !compose_address_valid(a->address)) {
		refuse(w, "cannot be an address", a->address != NULL ? a->address : "");
		return;
	}
	n = strlen(a->address);
	piece[0] = '<';
	memcpy(piece + 1, a->address, n);
	piece[n + 1] = '>';
	piece[n + 2] = ',';
	if (a->name != NULL && a->name[0] != '\0') {
		put_name(w, a->name);
		put(w, piece, n + 2 + more);
	} else if (more) {
		piece[n + 1] = ',';
		put(w, piece + 1, n + 1);
	} else {
		put(w, piece + 1, n);
	}
}

static void
field_address(struct writer *w, const char *name, const struct mail_address *a)
{
	begin(w, name);
	put_address(w, a, false);
	end(w);
}

static void
field_addresses(struct writer *w, const char *name, const struct mail_addresses *list)
{
	if (list->count == 0)
		return;
	begin(w, name);
	for (size_t i = 0; i < list->count; i++)
		put_address(w, &list->list[i], i + 1 < list->count);
	end(w);
}

static void
put_identifier(struct writer *w, const char *id)
{
	char piece[IDENTIFIER_MAX + 3];
	size_t n = strlen(id);

	if (!identifier_valid(id)) {
		refuse(w, "cannot be a Message-ID", id);
		return;
	}
	piece[0] = '<';
	memcpy(piece + 1, id, n);
	piece[n + 1] = '>';
	put(w, piece, n + 2);
}

static void
field_identifier(struct writer *w, const char *name, const char *id)
{
	begin(w, name);
	put_identifier(w, id);
	end(w);
}

/* The thread's first and its newest: what is between them helps nobody, and some servers refuse long fields. What
 * others sent and cannot be an identifier is left out. */
static void
field_references(struct writer *w, const struct mail_strings *ids)
{
	size_t from = ids->count > REFERENCES_MAX ? ids->count - REFERENCES_MAX + 1 : 1, written = 0;

	for (size_t i = 0; i < ids->count; i = i == 0 ? from : i + 1) {
		if (!identifier_valid(ids->list[i]))
			continue;
		if (written++ == 0)
			begin(w, "References");
		put_identifier(w, ids->list[i]);
	}
	if (written > 0)
		end(w);
}

static void
field_text(struct writer *w, const char *name, const char *value)
{
	begin(w, name);
	put_text(w, value);
	end(w);
}

static void
field_word(struct writer *w, const char *name, const char *word, const char *also)
{
	if (!word_valid(word, also)) {
		refuse(w, "cannot stand in a header", word);
		return;
	}
	begin(w, name);
	put(w, word, strlen(word));
	end(w);
}

/* Folded where it is long, as Exchange does: who reads it takes the blanks out. */
static void
field_index(struct writer *w, const char *index)
{
	if (!threadindex_valid(index)) {
		refuse(w, "cannot be a Thread-Index", index);
		return;
	}
	begin(w, "Thread-Index");
	for (size_t left = strlen(index), n; left > 0; left -= n, index += n) {
		n = left < INDEX_LINE ? left : INDEX_LINE;
		put(w, index, n);
	}
	end(w);
}

static void
write_header(struct writer *w, const struct compose *mail)
{
	SCRATCH(tmp);

	field_address(w, "From", &mail->from);
	field_addresses(w, "To", &mail->to);
	field_addresses(w, "Cc", &mail->cc);
	if (mail->reply_to.address != NULL)
		field_address(w, "Reply-To", &mail->reply_to);
	field_text(w, "Subject", mail->subject != NULL ? mail->subject : "");
	field_text(w, "Date", instant_rfc5322(tmp, mail->date));
	if (mail->message_id != NULL)
		field_identifier(w, "Message-ID", mail->message_id);
	else
		refuse(w, "cannot be a Message-ID", "");
	/* Somebody else's may be what we must not repeat: longer than a line, or not in ASCII. */
	if (mail->in_reply_to != NULL && identifier_valid(mail->in_reply_to))
		field_identifier(w, "In-Reply-To", mail->in_reply_to);
	field_references(w, &mail->references);
	if (mail->thread_topic != NULL)
		field_text(w, "Thread-Topic", mail->thread_topic);
	if (mail->thread_index != NULL)
		field_index(w, mail->thread_index);
	if (mail->automatic || mail->generated)
		field_text(w, "Auto-Submitted", mail->generated ? "auto-generated" : "auto-replied");
	field_text(w, "X-Auto-Response-Suppress",
	    mail->automatic || mail->generated ? "DR, RN, NRN, OOF, AutoReply" : "OOF, AutoReply");
	if (mail->installation != NULL)
		field_word(w, "X-Postigo-Loop", mail->installation, ":;");
	if (mail->language != NULL)
		field_word(w, "Content-Language", mail->language, "");
	field_text(w, "MIME-Version", "1.0");
}

/* ---- body */

/* Short ASCII lines need no encoding, unless a line could be taken for something else on the way. */
static bool
goes_plain(const char *text, bool protects)
{
	size_t line = 0;

	if (strncmp(text, "From ", 5) == 0 || strstr(text, "\nFrom ") != NULL)
		return false;
	for (; *text != '\0'; text++) {
		if (*text == '\n') {
			/* What is signed must not have blanks that some server takes off (RFC 3156 section 5). */
			if (protects && line > 0 && (text[-1] == ' ' || text[-1] == '\t'))
				return false;
			line = 0;
			continue;
		}
		if ((*text < ' ' && *text != '\t') || *text > '~' || ++line > LINE_MAX_PLAIN)
			return false;
	}
	return true;
}

static void
write_plain(struct writer *w, const char *text)
{
	while (*text != '\0') {
		size_t n = strcspn(text, "\n");

		text_add(w->out, text, n);
		text_add(w->out, "\r\n", 2);
		text += n + (text[n] == '\n');
	}
}

/* How a byte of text stands in quoted-printable, given what follows it. */
static bool
stands_for_itself(const char *p, size_t column)
{
	unsigned char c = (unsigned char)*p;

	if (c == ' ' || c == '\t')
		return p[1] != '\n' && p[1] != '\0';
	if (c <= ' ' || c > '~' || c == '=')
		return false;
	/* A dot alone and "From " are changed by old mail systems. */
	return column > 0 || (c != '.' && strncmp(p, "From ", 5) != 0);
}

static void
write_quoted(struct writer *w, const char *text)
{
	static const char digits[] = "0123456789ABCDEF";
	char line[80];
	size_t n = 0;

	for (const char *p = text; *p != '\0'; p++) {
		unsigned char c = (unsigned char)*p;

		if (c == '\n') {
			memcpy(line + n, "\r\n", 2);
			text_add(w->out, line, n + 2);
			n = 0;
			continue;
		}
		if (n > 72) {
			memcpy(line + n, "=\r\n", 3);
			text_add(w->out, line, n + 3);
			n = 0;
		}
		if (stands_for_itself(p, n)) {
			line[n++] = (char)c;
		} else {
			line[n++] = '=';
			line[n++] = digits[c >> 4];
			line[n++] = digits[c & 15];
		}
	}
	if (n > 0) {
		memcpy(line + n, "\r\n", 2);
		text_add(w->out, line, n + 2);
	}
}

/* LF alone, and only text: no NUL, no broken bytes, no lone CR. */
static const char *
canonical(TALLOC_CTX *ctx, const char *text)
{
	size_t n = strlen(text), made = 0;
	char *out;

	if (memchr(text, '\r', n) == NULL && utf8_valid(text, n))
		return text;
	out = utf8_repair(ctx, text, n);
	for (const char *p = out; *p != '\0'; p++) {
		if (*p == '\r' && p[1] == '\n')
			continue;
		out[made++] = (char)(*p == '\r' ? '\n' : *p);
	}
	out[made] = '\0';
	return out;
}

static void
write_text_part(struct writer *w, const char *subtype, const char *given)
{
	SCRATCH(tmp);
	const char *text = canonical(tmp, given);
	bool plain = goes_plain(text, w->protects);

	text_printf(w->out, "Content-Type: text/%s; charset=utf-8\r\nContent-Transfer-Encoding: %s\r\n\r\n", subtype,
	    plain ? "7bit" : "quoted-printable");
	if (plain)
		write_plain(w, text);
	else
		write_quoted(w, text);
}

/* A separator that no part can hold: our parts are 7-bit text, base64 or quoted-printable, and "=_" is neither of the
 * last; plain text could only by knowing the Message-ID beforehand. The same mail gets the same one. */
static void
make_boundary(struct writer *w, const char *seed)
{
	uint8_t digest[DIGEST_SIZE];

	digest_sha256(seed, strlen(seed), digest);
	memcpy(w->boundary, "=_", 2);
	digest_hex(digest, 12, w->boundary + 2);
}

static void
write_alternatives(struct writer *w, const struct compose *mail)
{
	if (mail->html == NULL) {
		write_text_part(w, "plain", mail->text);
		return;
	}
	text_printf(w->out, "Content-Type: multipart/alternative; boundary=\"%s-a\"\r\n\r\n--%s-a\r\n", w->boundary,
	    w->boundary);
	write_text_part(w, "plain", mail->text);
	text_printf(w->out, "--%s-a\r\n", w->boundary);
	write_text_part(w, "html", mail->html);
	text_printf(w->out, "--%s-a--\r\n", w->boundary);
}

static void
write_base64(struct writer *w, const char *bytes, size_t n)
{
	char line[80];

	for (size_t i = 0; i < n; i += 57) {
		size_t made = base64(bytes + i, n - i < 57 ? n - i : 57, line);

		memcpy(line + made, "\r\n", 2);
		text_add(w->out, line, made + 2);
	}
}

/* filename="..." where it is plain, else filename*=utf-8''... in pieces (RFC 2231). */
static void
write_filename(struct writer *w, const char *name)
{
	static const char digits[] = "0123456789ABCDEF";
	size_t piece = 0, column = 0;

	if (printable(name) && strlen(name) < 60 && strpbrk(name, "\"\\") == NULL) {
		text_printf(w->out, ";\r\n filename=\"%s\"", name);
		return;
	}
	for (const char *p = name; *p != '\0'; p++) {
		bool plain = (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || (*p >= '0' && *p <= '9') ||
		    *p == '-' || *p == '_' || *p == '.';

		if (column == 0)
			text_printf(w->out, ";\r\n filename*%zu*=%s", piece, piece == 0 ? "utf-8''" : "");
		if (plain)
			text_add_char(w->out, *p);
		else
			text_printf(w->out, "%%%c%c", digits[(unsigned char)*p >> 4], digits[*p & 15]);
		column += plain ? 1 : 3;
		if (column > 48) {
			column = 0;
			piece++;
		}
	}
}

static void
write_attachment(struct writer *w, const struct compose_attachment *a)
{
	SCRATCH(tmp);
	const char *type = a->type != NULL && word_valid(a->type, "") && strchr(a->type, '/') != NULL ? a->type :
	    "application/octet-stream";

	/* RFC 2046 forbids base64 around a whole message; so it travels as bytes. */
	if (strncasecmp(type, "message/", 8) == 0 || strncasecmp(type, "multipart/", 10) == 0)
		type = "application/octet-stream";
	/* Those of office suites are long: they stand on a line of their own. */
	text_printf(w->out, "--%s\r\nContent-Type:%s %s\r\nContent-Transfer-Encoding: base64\r\n"
	    "Content-Disposition: attachment", w->boundary, strlen(type) + 14 > FOLD_AT ? "\r\n" : "", type);
	write_filename(w, filename_safe(tmp, a->name, type));
	text_add_string(w->out, "\r\n\r\n");
	write_base64(w, a->bytes, a->size);
}

static void
write_body(struct writer *w, const struct compose *mail)
{
	if (mail->attachment_count == 0) {
		write_alternatives(w, mail);
		return;
	}
	text_printf(w->out, "Content-Type: multipart/mixed; boundary=\"%s\"\r\n\r\n--%s\r\n", w->boundary,
	    w->boundary);
	write_alternatives(w, mail);
	for (size_t i = 0; i < mail->attachment_count; i++)
		write_attachment(w, &mail->attachments[i]);
	text_printf(w->out, "--%s--\r\n", w->boundary);
}

enum result
compose(TALLOC_CTX *ctx, const struct compose *mail, char **bytes, size_t *size, struct error *err)
{
	SCRATCH(tmp);
	struct writer w = { .out = text_new(tmp, MAIL_MAX), .protects = mail->protects };

	write_header(&w, mail);
	if (w.trouble != NULL)
		return error_set(err, PERMFAIL, "\"%.200s\" %s", w.value, w.trouble);
	make_boundary(&w, mail->message_id);
	write_body(&w, mail);
	if (w.out->cut)
		return error_set(err, PERMFAIL, "the mail is larger than %u bytes", MAIL_MAX);
	*size = w.out->size;
	*bytes = talloc_steal(ctx, w.out->bytes);
	return DONE;
}
