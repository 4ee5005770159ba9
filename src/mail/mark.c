/* mark.c - see mark.h */
#include <config.h>

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include <postigo/mail/mark.h>

enum how { WORD, PREFIX, STYLE, ELEMENT };

/* How mail programs name the elements that they put around what is not new. A class is one WORD among others; a PREFIX may have
 * a number behind it; a STYLE is looked for anywhere in the value, blanks left out; of an ELEMENT the name says all. */
static const struct rule {
	const char *element;	/* NULL: any */
	const char *attribute;
	const char *value;
	enum mark_kind kind;
	enum how how;
} rules[] = {
	/* Gmail, and those who follow it: K-9, BlueMail, Mailspring, Superhuman */
	{ NULL, "class", "gmail_quote", MARK_QUOTE, WORD },
	{ NULL, "class", "gmail_quote_container", MARK_QUOTE, WORD },
	{ NULL, "class", "gmail_attr", MARK_INTRODUCTION, WORD },
	{ NULL, "class", "gmail_signature", MARK_SIGNATURE, WORD },
	{ NULL, "class", "gmail_signature_prefix", MARK_SIGNATURE, WORD },
	{ NULL, "data-smartmail", "gmail_signature", MARK_SIGNATURE, WORD },
	{ NULL, "class", "k9mail-signature", MARK_SIGNATURE, WORD },
	{ NULL, "class", "nylas-quote", MARK_QUOTE, WORD },
	{ NULL, "class", "sh-signature", MARK_SIGNATURE, WORD },

	/* Outlook: Windows, the web and Hotmail before it, Mac, telephones, Windows Mail */
	{ NULL, "id", "divRplyFwdMsg", MARK_HEADER, WORD },
	{ NULL, "id", "appendonsend", MARK_HEADER, WORD },
	{ NULL, "id", "stopSpelling", MARK_HEADER, WORD },
	{ NULL, "class", "OutlookMessageHeader", MARK_HEADER, WORD },
	{ NULL, "id", "OLK_SRC_BODY_SECTION", MARK_HEADER, WORD },
	{ NULL, "id", "mail-editor-reference-message-container", MARK_HEADER, WORD },
	{ NULL, "class", "ms-outlook-mobile-reference-message", MARK_HEADER, WORD },
	{ NULL, "style", "border:none;border-top:solid", MARK_HEADER, STYLE },
	{ NULL, "style", "border-width:1ptnonenone;border-style:solidnonenone", MARK_HEADER, STYLE },
	{ NULL, "style", "border-top-color:rgb(229,229,229);border-top-width:1px", MARK_HEADER, STYLE },
	{ NULL, "id", "Signature", MARK_SIGNATURE, WORD },
	{ NULL, "id", "ms-outlook-mobile-signature", MARK_SIGNATURE, WORD },
	{ NULL, "class", "ms-outlook-mobile-signature", MARK_SIGNATURE, WORD },
	{ NULL, "class", "elementToProof-signature", MARK_SIGNATURE, WORD },
	{ NULL, "data-signatureblock", "true", MARK_SIGNATURE, WORD },

	/* Apple Mail, Thunderbird, Evolution, Fastmail and most others */
	{ "blockquote", "type", "cite", MARK_QUOTE, WORD },
	{ NULL, "id", "AppleMailSignature", MARK_SIGNATURE, PREFIX },
	{ NULL, "class", "moz-cite-prefix", MARK_INTRODUCTION, WORD },
	{ NULL, "class", "moz-forward-container", MARK_FORWARD, WORD },
	{ NULL, "class", "moz-signature", MARK_SIGNATURE, WORD },
	{ NULL, "class", "-x-evo-signature-wrapper", MARK_SIGNATURE, WORD },
	{ NULL, "class", "-x-evolution-signature", MARK_SIGNATURE, WORD },

	/* Yahoo, AOL */
	{ NULL, "class", "yahoo_quoted", MARK_QUOTE, WORD },
	{ NULL, "id", "yahoo_quoted", MARK_QUOTE, PREFIX },
	{ NULL, "class", "yahoo-quoted-begin", MARK_INTRODUCTION, WORD },
	{ NULL, "class", "aolReplacedBody", MARK_QUOTE, WORD },
	{ NULL, "class", "yahoo-signature", MARK_SIGNATURE, WORD },

	/* Proton, Tuta, GMX and web.de */
	{ NULL, "class", "protonmail_quote", MARK_QUOTE, WORD },
	{ NULL, "class", "protonmail_signature_block", MARK_SIGNATURE, WORD },
	{ NULL, "class", "tutanota_quote", MARK_QUOTE, WORD },
	{ NULL, "class", "tutanota_signature", MARK_SIGNATURE, WORD },
	{ NULL, "name", "quote", MARK_QUOTE, WORD },

	/* Zoho, Zimbra, Roundcube */
	{ NULL, "class", "zmail_extra", MARK_QUOTE, WORD },
	{ NULL, "id", "zmail_extra", MARK_QUOTE, WORD },
	{ NULL, "id", "Zm-_Id_-Sgn", MARK_SIGNATURE, PREFIX },
	{ NULL, "id", "zwchr", MARK_HEADER, WORD },
	{ NULL, "data-marker", "__DIVIDER__", MARK_HEADER, WORD },
	{ NULL, "data-marker", "__HEADERS__", MARK_HEADER, WORD },
	{ NULL, "data-marker", "__QUOTED_TEXT__", MARK_QUOTE, WORD },
	{ NULL, "data-marker", "__SIG_PRE__", MARK_SIGNATURE, WORD },
	{ NULL, "data-marker", "__SIG_POST__", MARK_SIGNATURE, WORD },
	{ NULL, "id", "reply-intro", MARK_INTRODUCTION, WORD },

	/* Mail.ru, QQ, NetEase */
	{ NULL, "class", "mail-quote-collapse", MARK_QUOTE, WORD },
	{ "includetail", NULL, NULL, MARK_QUOTE, ELEMENT },
	{ NULL, "id", "isReplyContent", MARK_QUOTE, WORD },
	{ NULL, "id", "isForwardContent", MARK_FORWARD, WORD },
	{ NULL, "id", "ntes-pcmail-signature", MARK_SIGNATURE, PREFIX },

	/* Spark, Front, Missive, Newton, Freshdesk */
	{ NULL, "name", "messageReplySection", MARK_QUOTE, WORD },
	{ NULL, "class", "spark_quote", MARK_QUOTE, WORD },
	{ NULL, "name", "messageSignatureSection", MARK_SIGNATURE, WORD },
	{ NULL, "class", "front-blockquote", MARK_QUOTE, WORD },
	{ NULL, "class", "front-signature", MARK_SIGNATURE, WORD },
	{ NULL, "class", "missive_quote", MARK_QUOTE, WORD },
	{ NULL, "class", "missive_signature", MARK_SIGNATURE, WORD },
	{ NULL, "class", "cm_quote", MARK_QUOTE, WORD },
	{ NULL, "class", "freshdesk_quote", MARK_QUOTE, WORD },

	/* Telephones: Samsung, Aqua Mail, BlackBerry */
	{ NULL, "id", "composer_signature", MARK_SIGNATURE, WORD },
	{ NULL, "id", "aqm-original", MARK_QUOTE, WORD },
	{ NULL, "id", "aqm-signature", MARK_SIGNATURE, WORD },
	{ NULL, "id", "_origContent", MARK_QUOTE, WORD },
	{ NULL, "id", "_persistentHeader", MARK_HEADER, PREFIX },
	{ NULL, "id", "_signaturePlaceholder", MARK_SIGNATURE, PREFIX },
};

/* Is the word one of those that blanks part? */
static bool
has_word(const char *words, const char *word, bool prefix)
{
	size_t n = strlen(word);

	while (*words != '\0') {
		size_t length;

		words += strspn(words, " \t\r\n");
		length = strcspn(words, " \t\r\n");
		if ((prefix ? length >= n : length == n) && strncasecmp(words, word, n) == 0)
			return true;
		words += length;
	}
	return false;
}

/* Does the style hold this, blanks and case apart? Looks at the first bytes only: programs write what matters first. */
static bool
has_style(const char *style, const char *wanted)
{
	char bare[200];
	size_t n = 0;

	if (strcasestr(style, "border") == NULL)	/* most styles end here */
		return false;
	for (; *style != '\0' && n < sizeof(bare) - 1; style++) {
		if (strchr(" \t\r\n", *style) == NULL)
			bare[n++] = *style;
	}
	bare[n] = '\0';
	return strcasestr(bare, wanted) != NULL;
}

static bool
fits(const struct rule *r, const char *element, const char *name, const char *value)
{
	if (r->attribute == NULL || (name[0] | 0x20) != r->attribute[0] || strcasecmp(name, r->attribute) != 0 ||
	    (r->element != NULL && strcasecmp(element, r->element) != 0))
		return false;
	return r->how == STYLE ? has_style(value, r->value) : has_word(value, r->value, r->how == PREFIX);
}

enum mark_kind
mark_of(const char *element, const char *const *attributes)
{
	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		if (rules[i].how == ELEMENT && strcasecmp(element, rules[i].element) == 0)
			return rules[i].kind;
	}
	for (; attributes != NULL && attributes[0] != NULL; attributes += 2) {
		/* Most attributes of most mails are none of these. */
		if (attributes[1] == NULL || strchr("cidnstCIDNST", attributes[0][0]) == NULL)
			continue;
		for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
			if (fits(&rules[i], element, attributes[0], attributes[1]))
				return rules[i].kind;
		}
	}
	return MARK_NONE;
}

struct mark *
mark_add(TALLOC_CTX *ctx, struct marks *marks, enum mark_kind kind, size_t from)
{
	struct mark *m;

	if (marks->count == MARK_COUNT_MAX)
		return NULL;
	marks->list = talloc_realloc(ctx, marks->list, struct mark, (unsigned)(marks->count + 1));
	m = &marks->list[marks->count++];
	*m = (struct mark){ kind, from, from };
	return m;
}

void
marks_append(TALLOC_CTX *ctx, struct marks *marks, const struct marks *more, size_t offset)
{
	for (size_t i = 0; i < more->count; i++) {
		struct mark *m = mark_add(ctx, marks, more->list[i].kind, offset + more->list[i].from);

		if (m == NULL)
			return;
		m->to = offset + more->list[i].to;
	}
}
