/* compose_body.c - the body of a mail of ours: its text, the same as HTML, attachments; see composing.h */
#include <config.h>

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/filename.h>

#include "composing.h"

#define LINE_MAX_PLAIN 76u	/* a longer line of text is encoded */

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
		size_t made = composing_base64(bytes + i, n - i < 57 ? n - i : 57, line);

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

	if (composing_printable(name) && strlen(name) < 60 && strpbrk(name, "\"\\") == NULL) {
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
	const char *type = a->type != NULL && composing_word_valid(a->type, "") && strchr(a->type, '/') != NULL ? a->type :
	    "application/octet-stream";

	/* RFC 2046 forbids base64 around a whole message; so it travels as bytes. */
	if (strncasecmp(type, "message/", 8) == 0 || strncasecmp(type, "multipart/", 10) == 0)
		type = "application/octet-stream";
	/* Those of office suites are long: they stand on a line of their own. */
	text_printf(w->out, "--%s\r\nContent-Type:%s %s\r\nContent-Transfer-Encoding: base64\r\n"
	    "Content-Disposition: attachment", w->boundary, strlen(type) + 14 > COMPOSING_FOLD_AT ? "\r\n" : "", type);
	write_filename(w, filename_safe(tmp, a->name, type));
	text_add_string(w->out, "\r\n\r\n");
	write_base64(w, a->bytes, a->size);
}

void
composing_body(struct writer *w, const struct compose *mail)
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
