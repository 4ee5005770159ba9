/* protection.c - see protection.h */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/mail/protection.h>

#include "cms.h"

static bool
is_pkcs7(const struct part *p)
{
	return !p->multipart && (strcmp(p->type, "application/pkcs7-mime") == 0 ||
	    strcmp(p->type, "application/x-pkcs7-mime") == 0);
}

/* What the parameters of an opaque one say; where they say nothing, what its bytes are. */
static const char *
of_pkcs7(const struct part *p)
{
	const char *type = parameters_find(&p->content, "smime-type");
	SCRATCH(tmp);
	enum cms_kind kind = CMS_UNKNOWN;

	if (type != NULL && strcasecmp(type, "certs-only") == 0)
		return NULL;
	if (type != NULL && strcasecmp(type, "signed-data") == 0)
		return "smime-signed";
	if (type == NULL)
		kind = cms_kind(part_decode(tmp, p));
	return kind == CMS_SIGNED ? "smime-signed" : "smime-encrypted";
}

static const char *
of_multipart(const struct part *p)
{
	const char *protocol = parameters_find(&p->content, "protocol");

	if (strcmp(p->type, "multipart/encrypted") == 0)
		return "pgp-encrypted";
	if (strcmp(p->type, "multipart/signed") != 0)
		return NULL;
	return protocol != NULL && strstr(protocol, "pkcs7") != NULL ? "smime-signed" : "pgp-signed";
}

/* Does the armour begin a line? Quoted armour was somebody else's. */
static bool
has_armour(const struct part *p, const char *words)
{
	struct span rest = p->bytes;
	const char *found;
	size_t n = strlen(words);

	while (rest.size > 0 && (found = memmem(rest.at, rest.size, words, n)) != NULL) {
		if (found == p->bytes.at || found[-1] == '\n')
			return true;
		rest = (struct span){ found + n, (size_t)(rest.at + rest.size - found - (ptrdiff_t)n) };
	}
	return false;
}

static bool
is_inline(const struct part *p, bool *encrypted)
{
	if (p->multipart || strcmp(p->type, "text/plain") != 0 || strcmp(p->disposition, "attachment") == 0)
		return false;
	*encrypted = has_armour(p, "-----BEGIN PGP MESSAGE-----");
	return *encrypted || has_armour(p, "-----BEGIN PGP SIGNED MESSAGE-----");
}

const char *
protection_of(const struct parts *parts, struct defects *defects)
{
	const char *found = NULL;
	bool encrypted = false;

	for (size_t i = 0; i < parts->count && found == NULL; i++) {
		const struct part *p = &parts->list[i];

		if (p->protection != NULL)
			found = p->protection;
		else if (p->multipart)
			found = of_multipart(p);
		else if (is_pkcs7(p))
			found = of_pkcs7(p);
		else if (is_inline(p, &encrypted))
			found = "pgp-inline";
	}
	if (found != NULL && (encrypted || strstr(found, "-encrypted") != NULL))
		defects_add(defects, "the mail is encrypted");
	return found;
}
