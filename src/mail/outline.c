/* outline.c - see outline.h */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/address.h>
#include <postigo/mail/date.h>
#include <postigo/mail/loopmark.h>
#include <postigo/mail/msgid.h>
#include <postigo/mail/outline.h>
#include <postigo/mail/protection.h>
#include <postigo/mail/threadindex.h>
#include <postigo/mail/unpack.h>
#include <postigo/mail/words.h>

#define SUBJECT_MAX 998u
#define INSTALLATION_MAX 200u
#define HEADERS_MAX 250u		/* fields that are kept for whoever asks for one by name */
#define HEADER_CHARACTERS_MAX 1000u	/* of one of them */

/* The people of every field of that name. */
static struct mail_addresses
people(TALLOC_CTX *ctx, const struct header *header, const char *name, struct defects *defects)
{
	struct mail_addresses all = { NULL, 0 }, some;
	const struct field *f = NULL;

	while ((f = header_next(header, name, f)) != NULL && all.count < ADDRESS_LIST_MAX) {
		address_list(ctx, f->value, &some, defects);
		if (all.count == 0) {
			all = some;
			continue;
		}
		defects_add(defects, "there are several %s fields", name);
		if (some.count > ADDRESS_LIST_MAX - all.count)
			some.count = ADDRESS_LIST_MAX - all.count;
		if (some.count == 0)
			break;
		all.list = talloc_realloc(ctx, all.list, struct mail_address, (unsigned)(all.count + some.count));
		memcpy(all.list + all.count, some.list, some.count * sizeof(some.list[0]));
		all.count += some.count;
	}
	return all;
}

/* The first of them with an address, one on another machine before one of this. NULL: nobody has one. */
static const struct mail_address *
first_usable(const struct mail_addresses *people)
{
	const struct mail_address *local = NULL;

	for (size_t i = 0; i < people->count; i++) {
		const char *address = people->list[i].address;

		if (strchr(address, '@') != NULL)
			return &people->list[i];
		if (address[0] != '\0' && local == NULL)
			local = &people->list[i];
	}
	return local;
}

static size_t
fields_named(const struct header *header, const char *name)
{
	const struct field *f = NULL;
	size_t n = 0;

	while ((f = header_next(header, name, f)) != NULL)
		n++;
	return n;
}

/* How many authors the mail claims to have. Who checks it may read another From field than we do, so each counts, whether or
 * not we can read it. */
static size_t
count_authors(const struct header *header, const struct mail_addresses *from)
{
	size_t fields = fields_named(header, "From"), authors = 0;

	for (size_t i = 0; i < from->count; i++)
		authors += from->list[i].address[0] != '\0';
	return authors > 0 && authors < fields ? fields : authors;
}

/* The first usable author; when From names nobody, who else may be behind the mail. Reply-To comes late: anybody may
 * stand there, but it is where an answer is wanted. */
static void
read_from(struct mail *mail, const struct header *header, struct defects *defects)
{
	static const char *const fields[] = { "From", "Sender", "Resent-From", "Reply-To" };

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		struct mail_addresses from = people(mail, header, fields[i], defects);
		const struct mail_address *first = first_usable(&from);

		if (i == 0)
			mail->from_count = count_authors(header, &from);
		if (first != NULL) {
			if (from.count > 1)
				defects_add(defects, "%s names several people", fields[i]);
			mail->from = *first;
			return;
		}
		if (i == 0 && from.count > 0)
			mail->from.name = from.list[0].name;
		/* A mail need have none but the first. */
		if (i == 0 || header_next(header, fields[i], NULL) != NULL)
			defects_add(defects, "%s has no usable address", fields[i]);
	}
}

/* Addresses alone, of fields that a mail system adds. */
static void
read_delivered_to(struct mail *mail, const struct header *header, struct defects *defects)
{
	static const char *const fields[] = { "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To" };
	struct mail_strings *out = &mail->delivered_to;

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		struct mail_addresses to;

		if (header_next(header, fields[i], NULL) == NULL)
			continue;
		to = people(mail, header, fields[i], defects);
		for (size_t j = 0; j < to.count && out->count < 50; j++) {
			if (strchr(to.list[j].address, '@') == NULL)
				continue;
			out->list = talloc_realloc(mail, out->list, char *, (unsigned)(out->count + 1));
			out->list[out->count++] = to.list[j].address;
		}
	}
}

static void
read_return_path(struct mail *mail, const struct header *header, struct defects *defects)
{
	const struct field *f = header_next(header, "Return-Path", NULL);
	struct mail_addresses path;

	if (f == NULL)
		return;
	address_list(mail, f->value, &path, defects);
	mail->return_path = path.count > 0 ? path.list[0].address : talloc_strdup(mail, "");
}

/* What Outlook keeps threads together by. Exchange folds a long index; anything else that is no index is as good as none. */
static void
read_thread(struct mail *mail, const struct header *header)
{
	SCRATCH(tmp);
	struct span topic = header_value(header, "Thread-Topic");
	char *index = header_unfold(tmp, header_value(header, "Thread-Index"));
	size_t n = 0;

	for (const char *p = index; *p != '\0'; p++) {
		if (!span_blank(*p))
			index[n++] = *p;
	}
	index[n] = '\0';
	if (threadindex_valid(index))
		mail->thread_index = talloc_strdup(mail, index);
	if (topic.size > 0)
		mail->thread_topic = utf8_clean_line(mail, words_decode(tmp, topic), SUBJECT_MAX);
}

/* All fields but those that are noise to everybody: signatures and seals of servers. */
static void
read_fields(struct mail *mail, const struct header *header)
{
	struct mail_headers *out = &mail->headers;

	out->list = talloc_array(mail, struct mail_header, header->count < HEADERS_MAX ? (unsigned)header->count : HEADERS_MAX);
	for (size_t i = 0; i < header->count && out->count < HEADERS_MAX; i++) {
		SCRATCH(tmp);
		const struct field *f = &header->fields[i];
		char *name = talloc_strndup(tmp, f->name.at, f->name.size);

		if (strncasecmp(name, "ARC-", 4) == 0 || strcasecmp(name, "DKIM-Signature") == 0)
			continue;
		out->list[out->count++] = (struct mail_header){ talloc_steal(out->list, name),
			utf8_clean_line(out->list, words_decode(tmp, f->value), HEADER_CHARACTERS_MAX) };
	}
}

static void
read_header(struct mail *mail, const struct header *header, struct defects *defects)
{
	SCRATCH(tmp);
	struct mail_strings ids;
	struct span v;

	read_from(mail, header, defects);
	mail->reply_to = people(mail, header, "Reply-To", defects);
	mail->to = people(mail, header, "To", defects);
	mail->cc = people(mail, header, "Cc", defects);
	v = header_value(header, "Subject");
	if (v.at != NULL)
		mail->subject = utf8_clean_line(mail, words_decode(tmp, v), SUBJECT_MAX);
	msgid_list(mail, header_value(header, "Message-ID"), &ids);
	if (ids.count > 0)
		mail->message_id = ids.list[0];
	msgid_list(mail, header_value(header, "In-Reply-To"), &mail->in_reply_to);
	msgid_list(mail, header_value(header, "References"), &mail->references);
	v = header_value(header, "Date");
	if (v.size > 0 && !date_read(v, &mail->date))
		defects_add(defects, "the date cannot be read");
	read_delivered_to(mail, header, defects);
	read_return_path(mail, header, defects);
	v = header_value(header, "X-Postigo-Loop");
	if (v.size > 0)
		mail->installation = utf8_clean_line(mail, words_decode(tmp, v), INSTALLATION_MAX);
	loopmark_read(mail, header);
	mail->received_count = fields_named(header, "Received");
	read_thread(mail, header);
	read_fields(mail, header);
}

/* A mail whose line ends are all CR, as old Macs wrote them, with LF instead. */
static struct span
line_feeds(TALLOC_CTX *ctx, struct span raw)
{
	char *copy;

	if (raw.size == 0 || memchr(raw.at, '\n', raw.size) != NULL || memchr(raw.at, '\r', raw.size) == NULL)
		return raw;
	copy = talloc_memdup(ctx, raw.at, raw.size);
	for (size_t i = 0; i < raw.size; i++) {
		if (copy[i] == '\r')
			copy[i] = '\n';
	}
	return (struct span){ copy, raw.size };
}

void
outline_read(TALLOC_CTX *ctx, struct span raw, struct mail *mail, struct outline *out)
{
	struct defects defects = { mail, &mail->defects };
	struct span content;

	out->header = header_read(ctx, line_feeds(ctx, raw), &content, &defects);
	read_header(mail, &out->header, &defects);
	out->parts = part_read(ctx, &out->header, content, &defects);
	unpack_parts(ctx, &out->parts, &defects);
	mail->protection = protection_of(&out->parts, &defects);
	out->body = body_read(ctx, &out->parts, &defects);
	mail->text = talloc_steal(mail, out->body.text);
	mail->html = out->body.html;
}
