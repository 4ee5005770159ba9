/* enclose.c - see enclose.h */
#include <config.h>

#include <postigo/base/digest.h>
#include <postigo/mail/enclose.h>

#define MADE_MOST ((size_t)256 << 20)

/* One field with its folded lines, off *rest. False: the header has ended, and *rest is the body. */
static bool
take_field(struct span *rest, struct span *field)
{
	struct span line;

	field->at = rest->at;
	if (!span_line(rest, &line) || line.size == 0)
		return false;
	while (rest->size > 0 && (rest->at[0] == ' ' || rest->at[0] == '\t'))
		(void)span_line(rest, &line);
	field->size = (size_t)(rest->at - field->at);
	return true;
}

void
enclose_split(TALLOC_CTX *ctx, struct span bytes, struct text **head, struct text **body)
{
	struct span rest = bytes, field;

	*head = text_new(ctx, MADE_MOST);
	*body = text_new(ctx, MADE_MOST);
	while (take_field(&rest, &field))
		text_add(span_starts(field, "Content-") ? *body : *head, field.at, field.size);
	text_add_string(*body, "\r\n");
	text_add(*body, rest.at, rest.size);
}

/* Lines with CRLF, whatever they had. */
static void
put_lines(struct text *out, struct span lines)
{
	struct span line;

	while (span_line(&lines, &line)) {
		text_add(out, line.at, line.size);
		text_add(out, "\r\n", 2);
	}
}

/* What no body of ours can hold: it is in a digest of that very body. */
static void
make_boundary(struct span content, char out[2 * DIGEST_SIZE])
{
	uint8_t digest[DIGEST_SIZE];

	digest_sha256(content.at, content.size, digest);
	memcpy(out, "=-", 2);
	digest_hex(digest, 14, out + 2);
}

/* The line end before the second boundary is the boundary's: what is signed is body, to its last byte. */
static struct text *
signed_body(TALLOC_CTX *ctx, const struct text *body, const char *protocol, const char *micalg, const char *part, struct span signature)
{
	struct text *out = text_new(ctx, MADE_MOST);
	char boundary[2 * DIGEST_SIZE];

	make_boundary((struct span){ body->bytes, body->size }, boundary);
	text_printf(out, "Content-Type: multipart/signed; protocol=\"%s\";\r\n micalg=\"%s\"; boundary=\"%s\"\r\n\r\n--%s\r\n",
	    protocol, micalg, boundary, boundary);
	text_add(out, body->bytes, body->size);
	text_printf(out, "\r\n--%s\r\n%s\r\n", boundary, part);
	put_lines(out, signature);
	text_printf(out, "--%s--\r\n", boundary);
	return out;
}

struct text *
enclose_signed_pgp(TALLOC_CTX *ctx, const struct text *body, struct span armour, const char *digest)
{
	return signed_body(ctx, body, "application/pgp-signature", talloc_asprintf(ctx, "pgp-%s", digest),
	    "Content-Type: application/pgp-signature; name=\"signature.asc\"\r\n"
	    "Content-Disposition: attachment; filename=\"signature.asc\"\r\n", armour);
}

struct text *
enclose_signed_cms(TALLOC_CTX *ctx, const struct text *body, struct span base64, const char *digest)
{
	/* RFC 8551 writes "sha-256" where everybody else writes "sha256". */
	const char *micalg = strncmp(digest, "sha", 3) == 0 && strlen(digest) > 4 ? talloc_asprintf(ctx, "sha-%s", digest + 3) : digest;

	return signed_body(ctx, body, "application/pkcs7-signature", micalg,
	    "Content-Type: application/pkcs7-signature; name=\"smime.p7s\"\r\nContent-Transfer-Encoding: base64\r\n"
	    "Content-Disposition: attachment; filename=\"smime.p7s\"\r\n", base64);
}

struct text *
enclose_encrypted_pgp(TALLOC_CTX *ctx, struct span armour)
{
	struct text *out = text_new(ctx, MADE_MOST);
	char boundary[2 * DIGEST_SIZE];

	make_boundary(armour, boundary);
	text_printf(out, "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\";\r\n boundary=\"%s\"\r\n\r\n"
	    "--%s\r\nContent-Type: application/pgp-encrypted; name=\"version.asc\"\r\n"
	    "Content-Disposition: attachment; filename=\"version.asc\"\r\n\r\nVersion: 1\r\n\r\n"
	    "--%s\r\nContent-Type: application/octet-stream; name=\"encrypted.asc\"\r\n"
	    "Content-Disposition: inline; filename=\"encrypted.asc\"\r\n\r\n", boundary, boundary, boundary);
	put_lines(out, armour);
	text_printf(out, "--%s--\r\n", boundary);
	return out;
}

struct text *
enclose_encrypted_cms(TALLOC_CTX *ctx, struct span base64)
{
	struct text *out = text_new(ctx, MADE_MOST);

	text_add_string(out, "Content-Type: application/pkcs7-mime; smime-type=enveloped-data;\r\n name=\"smime.p7m\"\r\n"
	    "Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=\"smime.p7m\"\r\n\r\n");
	put_lines(out, base64);
	return out;
}
