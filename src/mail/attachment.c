/* attachment.c - see attachment.h */
#include <config.h>

#include <postigo/base/digest.h>
#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/attachment.h>
#include <postigo/mail/filename.h>
#include <postigo/mail/msgid.h>
#include <postigo/mail/sniff.h>
#include <postigo/mail/words.h>

#define TITLE_CHARACTERS 120u
#define ORIGINAL_CHARACTERS 1000u

/* Words made a name: nothing in them is a folder. */
static char *
title(TALLOC_CTX *ctx, const char *words, const char *ending)
{
	char *name = utf8_clean_line(ctx, words, TITLE_CHARACTERS);

	if (name[0] == '\0')
		return NULL;
	for (char *p = name; *p != '\0'; p++) {
		if (*p == '/' || *p == '\\' || *p == ':')
			*p = '_';
	}
	return ending != NULL ? talloc_asprintf(ctx, "%s.%s", name, ending) : name;
}

/* "Broken lamp.eml", after the subject of the mail that is attached. */
static char *
of_subject(TALLOC_CTX *ctx, struct span mail)
{
	struct mail_strings lines = { NULL, 0 };
	struct defects unheard = { ctx, &lines };
	struct header header;
	struct span body, subject;

	if (mail.size > HEADER_BLOCK_MAX)
		mail.size = HEADER_BLOCK_MAX;
	header = header_read(ctx, mail, &body, &unheard);
	subject = header_value(&header, "Subject");
	return subject.size > 0 ? title(ctx, words_decode(ctx, subject), "eml") : NULL;
}

static bool
has_ending(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot != NULL && dot != name && strlen(dot) >= 3 && strlen(dot) <= 6 && strchr(dot, ' ') == NULL;
}

/* The file's name in a Content-Location, which may be a whole address. */
static char *
of_location(TALLOC_CTX *ctx, const char *location)
{
	const char *last = strrchr(location, '/');
	char *name = talloc_strdup(ctx, last != NULL ? last + 1 : location);

	name[strcspn(name, "?#")] = '\0';
	return has_ending(name) && strchr(name, ':') == NULL ? name : NULL;
}

/* "Delivery report", as Content-Description has it. */
static char *
of_description(TALLOC_CTX *ctx, const char *description, const char *type)
{
	if (has_ending(description))
		return title(ctx, description, NULL);
	if (sniff_ending(type) != NULL)
		return title(ctx, description, sniff_ending(type));
	return title(ctx, description,
	    strncmp(type, "message/", 8) == 0 || strncmp(type, "text/", 5) == 0 ? "txt" : NULL);
}

/* What it is called, NULL when nothing says. */
static const char *
name_of(TALLOC_CTX *ctx, const struct part *part, const char *type, struct span bytes)
{
	const char *name = NULL;

	if (part->name != NULL && part->name[strspn(part->name, " ")] != '\0')
		return part->name;
	if (strcmp(type, "message/rfc822") == 0 || strcmp(type, "message/global") == 0)
		name = of_subject(ctx, bytes);
	if (name == NULL && part->location != NULL)
		name = of_location(ctx, part->location);
	if (name == NULL && part->description != NULL)
		name = of_description(ctx, part->description, type);
	return name;
}

/* Lines as they are counted: without CR, and without blank ones at the end. A pipe and an IMAP server give the same mail with
 * other ones. */
static void
digest_as_text(struct span bytes, uint8_t digest[DIGEST_SIZE])
{
	SCRATCH(tmp);
	char *text = talloc_size(tmp, bytes.size + 1);
	size_t n = 0;

	for (size_t i = 0; i < bytes.size; i++)
		if (bytes.at[i] != '\r')
			text[n++] = bytes.at[i];
	while (n > 0 && (text[n - 1] == '\n' || text[n - 1] == ' ' || text[n - 1] == '\t'))
		n--;
	digest_sha256(text, n, digest);
}

struct mail_attachment
attachment_of(TALLOC_CTX *ctx, const struct part *part)
{
	SCRATCH(tmp);
	struct span bytes = part_decode(tmp, part);
	struct mail_attachment a = { .size = bytes.size };
	uint8_t digest[DIGEST_SIZE];
	const char *type = part->declared ? part->type : strcmp(part->type, "text/plain") == 0 ?
	    "application/octet-stream" : part->type;

	type = sniff_type(type, part->name, bytes);
	if (!part->declared && strcmp(type, "application/octet-stream") == 0)
		type = part->type;
	a.type = utf8_clean_line(ctx, type, 127);
	a.name = filename_safe(ctx, name_of(tmp, part, a.type, bytes), a.type);
	a.original_name = part->name != NULL ? utf8_clean_line(ctx, part->name, ORIGINAL_CHARACTERS) : NULL;
	a.content_id = part->content_id != NULL ? utf8_clean_line(ctx, part->content_id, MSGID_MAX) : NULL;
	a.is_inline = strcmp(part->disposition, "inline") == 0 ||
	    (part->disposition[0] == '\0' && part->content_id != NULL);
	digest_sha256(bytes.at, bytes.size, digest);
	digest_hex(digest, DIGEST_SIZE, a.sha256);
	if (part->transfer == TRANSFER_NONE || part->transfer == TRANSFER_QUOTED) {
		digest_as_text(bytes, digest);
		digest_hex(digest, DIGEST_SIZE, a.text_sha256);
	}
	return a;
}
