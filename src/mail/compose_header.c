/* compose_header.c - the header of a mail of ours: nothing that could make a field of its own; see composing.h */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/threadindex.h>

#include "composing.h"

#define REFERENCES_MAX 25u	/* of 250 characters at the most: some servers refuse fields of more than 8 KiB */
#define INDEX_LINE 60u		/* characters of a Thread-Index on a line */

static void
refuse(struct writer *w, const char *trouble, const char *value)
{
	if (w->trouble == NULL) {
		w->trouble = trouble;
		w->value = value;
	}
}

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
	if (w->column + 1 + n > COMPOSING_FOLD_AT && w->column > 1) {
		text_add(w->out, "\r\n", 2);
		w->column = 0;
	}
	text_add(w->out, " ", 1);
	text_add(w->out, piece, n);
	w->column += 1 + n;
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

/* As encoded words (RFC 2047): characters are never cut in two. */
static void
put_encoded(struct writer *w, const char *value)
{
	const char *at = value, *end_at = value + strlen(value);

	while (at < end_at) {
		char word[80] = "=?UTF-8?B?";
		size_t take = word_bytes(at, end_at), n = 10;

		n += composing_base64(at, take, word + n);
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
	bool plain = composing_printable(clean) && strstr(clean, "=?") == NULL;

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

	if (!composing_printable(clean) || strstr(clean, "=?") != NULL || strlen(clean) > 60) {
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
	char piece[COMPOSING_ADDRESS_MAX + 4];
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
	char piece[COMPOSING_IDENTIFIER_MAX + 3];
	size_t n = strlen(id);

	if (!composing_identifier_valid(id)) {
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
		if (!composing_identifier_valid(ids->list[i]))
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
	if (!composing_word_valid(word, also)) {
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

void
composing_header(struct writer *w, const struct compose *mail)
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
	if (mail->in_reply_to != NULL && composing_identifier_valid(mail->in_reply_to))
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
