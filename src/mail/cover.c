/* cover.c - see cover.h */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/base/wire_reader.h>
#include <postigo/mail/boundary.h>
#include <postigo/mail/cover.h>
#include <postigo/mail/header.h>
#include <postigo/mail/part.h>

#include "cms.h"

#define ARMOURED "-----BEGIN PGP MESSAGE-----"
#define ARMOUR_END "-----END PGP MESSAGE-----"
#define SIGNED "-----BEGIN PGP SIGNED MESSAGE-----"
#define SIGNATURE_END "-----END PGP SIGNATURE-----"

/* A body's parts, as they stand: a multipart that holds something whole has two, and no more. */
struct halves {
	struct span first, second;
};

static bool
describes_body(struct span name)
{
	return span_starts(name, "Content-") || span_is(name, "MIME-Version");
}

static void
put_field(struct text *out, struct span name, struct span value)
{
	SCRATCH(tmp);

	text_add(out, name.at, name.size);
	text_printf(out, ": %s\r\n", header_unfold(tmp, value));
}

/* Each on a line of its own: what stood between fields and is none must not come to stand where the body begins. */
static struct wire_bytes
head_of(TALLOC_CTX *ctx, const struct header *header)
{
	struct text *out = text_new(ctx, HEADER_BLOCK_MAX * 2);

	for (size_t i = 0; i < header->count; i++)
		if (!describes_body(header->fields[i].name))
			put_field(out, header->fields[i].name, header->fields[i].value);
	return (struct wire_bytes){ out->bytes, out->size };
}

/* The bytes from start up to the line end before a boundary, which belongs to that. */
static struct span
between(const char *start, const char *end)
{
	size_t n = (size_t)(end - start);

	if (n > 0 && start[n - 1] == '\n')
		n--;
	if (n > 0 && start[n - 1] == '\r')
		n--;
	return (struct span){ start, n };
}

/* Exactly two parts, and between, before and behind them nothing that anybody would be shown. */
static bool
halve(struct span body, const char *boundary, struct halves *out)
{
	struct span rest = body, line;
	const char *start = NULL;
	size_t parts = 0;

	if (boundary == NULL || boundary[0] == '\0' || strlen(boundary) > BOUNDARY_MAX)
		return false;
	while (span_line(&rest, &line)) {
		enum delimiter d = boundary_match(span_of(boundary), line);

		if (d == DELIMITER_NONE)
			continue;
		if (start != NULL && parts++ < 2)
			*(parts == 1 ? &out->first : &out->second) = between(start, line.at);
		start = rest.at;
		if (d == DELIMITER_LAST)
			return parts == 2;
		if (d == DELIMITER_LAST_LOOSE)
			return false;
	}
	/* A mail that was cut short has no end. */
	return false;
}

/* The only part of bytes, without its transfer encoding; *type is what it is. */
static bool
leaf(TALLOC_CTX *ctx, struct span bytes, const char **type, struct span *content)
{
	struct mail_strings lines = { NULL, 0 };
	struct defects unheard = { ctx, &lines };
	struct span body;
	struct header header = header_read(ctx, bytes, &body, &unheard);
	struct parts parts = part_read(ctx, &header, body, &unheard);

	if (parts.list[0].multipart)
		return false;
	*type = parts.list[0].type;
	*content = part_decode(ctx, &parts.list[0]);
	return true;
}

/* With CRLF, as it went over the wire before somebody kept it in a file (RFC 3156 section 5). */
static struct span
on_the_wire(TALLOC_CTX *ctx, struct span s)
{
	const char *end = memchr(s.at, '\n', s.size);
	struct text *out;
	struct span line;

	if (end == NULL || (end > s.at && end[-1] == '\r'))
		return s;
	out = text_new(ctx, s.size * 2);
	while (s.size > 0 && (end = memchr(s.at, '\n', s.size)) != NULL) {
		line = (struct span){ s.at, (size_t)(end - s.at) };
		text_add(out, line.at, line.size);
		text_add(out, "\r\n", 2);
		s = (struct span){ end + 1, s.size - line.size - 1 };
	}
	text_add(out, s.at, s.size);
	return (struct span){ out->bytes, out->size };
}

static struct wire_bytes
bytes_of(struct span s)
{
	return (struct wire_bytes){ s.at, s.size };
}

static enum cover_kind
of_signed(TALLOC_CTX *ctx, const struct part *root, struct span body, struct wire_cover *out, const char **why)
{
	struct halves halves;
	const char *type;
	struct span signature;

	*why = "a signature that does not stand as it should";
	if (!halve(body, parameters_find(&root->content, "boundary"), &halves) ||
	    !leaf(ctx, halves.second, &type, &signature))
		return COVER_NOTHING;
	out->content = bytes_of(on_the_wire(ctx, halves.first));
	out->signature = bytes_of(signature);
	if (strcmp(type, "application/pgp-signature") == 0)
		return COVER_PGP_SIGNED;
	if (strcmp(type, "application/pkcs7-signature") == 0 || strcmp(type, "application/x-pkcs7-signature") == 0)
		return COVER_CMS_SIGNED;
	*why = "a signature of a kind that is not known here";
	return COVER_NOTHING;
}

static enum cover_kind
of_encrypted(TALLOC_CTX *ctx, const struct part *root, struct span body, struct wire_cover *out, const char **why)
{
	struct halves halves;
	const char *type;
	struct span control, content;

	*why = "it is encrypted, but not as it should stand";
	if (!halve(body, parameters_find(&root->content, "boundary"), &halves) ||
	    !leaf(ctx, halves.first, &type, &control) || strcmp(type, "application/pgp-encrypted") != 0 ||
	    !leaf(ctx, halves.second, &type, &content))
		return COVER_NOTHING;
	out->content = bytes_of(content);
	return COVER_PGP_ENCRYPTED;
}

static enum cover_kind
of_pkcs7(TALLOC_CTX *ctx, const struct part *root, struct wire_cover *out, const char **why)
{
	struct span content = part_decode(ctx, root);

	*why = "an S/MIME part that is neither signed nor encrypted";
	out->content = bytes_of(content);
	switch (cms_kind(content)) {
	case CMS_SIGNED:
		/* Without a content it is there to bring certificates. */
		return cms_signed_content(ctx, content, &content) ? COVER_CMS_OPAQUE : COVER_NOTHING;
	case CMS_ENVELOPED:
		return COVER_CMS_ENCRYPTED;
	default:
		return COVER_NOTHING;
	}
}

/* The whole text is one armour: begins with it, ends with it, and holds no other. */
static bool
is_all(struct span text, const char *begin, const char *end)
{
	struct span inside = span_trim(text), rest, line;
	size_t begins = 0, ends = 0;

	rest = inside;
	while (span_line(&rest, &line)) {
		line = span_trim(line);
		begins += span_starts(line, "-----BEGIN PGP ") && !span_is(line, "-----BEGIN PGP SIGNATURE-----");
		ends += span_is(line, end);
	}
	return begins == 1 && ends == 1 && span_starts(inside, begin) && inside.size > strlen(end) &&
	    span_is((struct span){ inside.at + inside.size - strlen(end), strlen(end) }, end);
}

/* A text of the old kind. Who reads it in what character set is not signed: the mail's own word is taken. */
static enum cover_kind
of_text(TALLOC_CTX *ctx, const struct part *root, struct wire_cover *out, const char **why)
{
	struct span content = part_decode(ctx, root);
	const char *charset = parameters_find(&root->content, "charset");
	bool clear = is_all(content, SIGNED, SIGNATURE_END);
	char *before;

	*why = "only a part of its text is signed or encrypted";
	if (!clear && !is_all(content, ARMOURED, ARMOUR_END))
		return COVER_NOTHING;
	if (charset == NULL || charset[strspn(charset, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:")] != '\0')
		charset = "utf-8";
	before = talloc_asprintf(ctx, "Content-Type: text/plain; charset=%s\r\nContent-Transfer-Encoding: 8bit\r\n\r\n", charset);
	out->before = (struct wire_bytes){ before, strlen(before) };
	out->content = bytes_of(content);
	return clear ? COVER_PGP_CLEARSIGNED : COVER_PGP_ENCRYPTED;
}

static bool
is_pkcs7(const char *type)
{
	return strcmp(type, "application/pkcs7-mime") == 0 || strcmp(type, "application/x-pkcs7-mime") == 0;
}

enum cover_kind
cover_read(TALLOC_CTX *ctx, const char *raw, size_t size, struct wire_cover *out, const char **why)
{
	struct mail_strings lines = { NULL, 0 };
	struct defects unheard = { ctx, &lines };
	struct wire_cover cover = { .kind = COVER_NOTHING };
	struct span body;
	struct header header = header_read(ctx, (struct span){ raw, size }, &body, &unheard);
	struct parts parts = part_read(ctx, &header, body, &unheard);
	const struct part *root = &parts.list[0];

	*why = "only a part of it is signed or encrypted";
	if (strcmp(root->type, "multipart/signed") == 0)
		cover.kind = of_signed(ctx, root, body, &cover, why);
	else if (strcmp(root->type, "multipart/encrypted") == 0)
		cover.kind = of_encrypted(ctx, root, body, &cover, why);
	else if (is_pkcs7(root->type))
		cover.kind = of_pkcs7(ctx, root, &cover, why);
	else if (strcmp(root->type, "text/plain") == 0 && strcmp(root->disposition, "attachment") != 0)
		cover.kind = of_text(ctx, root, &cover, why);
	if (cover.kind == COVER_NOTHING)
		return COVER_NOTHING;
	cover.head = head_of(ctx, &header);
	*out = cover;
	return cover.kind;
}

/* Does the body say that its fields were protected with it? */
static bool
protects_fields(TALLOC_CTX *ctx, const struct header *inner)
{
	struct parameters content = parameters_read(ctx, header_value(inner, "Content-Type"));

	return parameters_find(&content, "protected-headers") != NULL || parameters_find(&content, "hp") != NULL;
}

char *
cover_join(TALLOC_CTX *ctx, const char *bytes, size_t size, size_t head, bool takes_subject, size_t *joined)
{
	SCRATCH(tmp);
	struct mail_strings lines = { NULL, 0 };
	struct defects unheard = { tmp, &lines };
	struct text *out = text_new(tmp, WIRE_COVERED_MAX);
	struct span body, ignored, subject = { NULL, 0 };
	struct header inner = header_read(tmp, (struct span){ bytes + head, size - head }, &body, &unheard);
	struct header outer = header_read(tmp, (struct span){ bytes, head }, &ignored, &unheard);

	if (takes_subject && protects_fields(tmp, &inner))
		subject = header_value(&inner, "Subject");
	for (size_t i = 0; i < outer.count; i++)
		if (subject.at == NULL || !span_is(outer.fields[i].name, "Subject"))
			put_field(out, outer.fields[i].name, outer.fields[i].value);
	if (subject.at != NULL)
		put_field(out, span_of("Subject"), subject);
	text_add_string(out, "MIME-Version: 1.0\r\n");
	for (size_t i = 0; i < inner.count; i++)
		if (span_starts(inner.fields[i].name, "Content-"))
			put_field(out, inner.fields[i].name, inner.fields[i].value);
	text_add_string(out, "\r\n");
	text_add(out, body.at, body.size);
	*joined = out->size;
	return talloc_steal(ctx, out->bytes);
}
