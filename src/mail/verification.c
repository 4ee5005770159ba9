/* verification.c - see verification.h */
#include <config.h>

#include <string.h>
#include <strings.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/phrase.h>
#include <postigo/mail/quotemark.h>
#include <postigo/mail/verification.h>

#include "verification_words.h"

#define TEXT_MAX (16u << 10)	/* bytes that are looked at: these mails come to the point */
#define PHRASE_MAX 200u
#define LOCAL_MAX 64u

static const char *const reasons[VERIFICATION_KINDS] = {
	[VERIFICATION_CODE] = "a machine's mail with a code or link for signing in",
	[VERIFICATION_CONFIRM] = "a machine's mail that asks to confirm an address or account",
	[VERIFICATION_RESET] = "a machine's mail for setting a new password",
	[VERIFICATION_INVITE] = "a machine's invitation to join",
};

enum sender {
	SENDER_PERSON,
	SENDER_DOUBTFUL,	/* a name of services, but people sit there as well: "support" */
	SENDER_MACHINE
};

/* ---- who wrote it */

/* The local part in small letters, without what mailers put between words; *words has blanks there. */
static void
local_part(const char *address, char joined[LOCAL_MAX + 1], char words[LOCAL_MAX + 3])
{
	size_t n = 0, w = 0;

	words[w++] = ' ';
	for (const char *p = address; *p != '\0' && *p != '@' && w < LOCAL_MAX + 1; p++) {
		char c = (char)(*p >= 'A' && *p <= 'Z' ? *p | 0x20 : *p);

		if (strchr("-_.+=", c) == NULL)
			joined[n++] = c;
		words[w++] = (char)(c >= 'a' && c <= 'z' ? c : ' ');
	}
	words[w++] = ' ';
	words[w] = joined[n] = '\0';
}

/* Nobody reads what is sent there: "account-security-noreply". */
static bool
is_nobody(const char *address)
{
	static const char *const names[] = { "noreply", "noreplay", "donotreply", "dontreply", "donotrespond", "norespond",
		"nichtantworten", "keineantwort", "noreponse", "nepasrepondre", "noresponder", "nocontestar", "naoresponda",
		"nonrispondere", "nietbeantwoorden", "nieodpowiadaj", "svarainte", "svarikke", "ikkesvar", "alavastaa",
		"neodpovid", "nevalaszoljon", "nuraspundeti", "yanitlamayin", "unattended" };
	char joined[LOCAL_MAX + 1], words[LOCAL_MAX + 3];

	local_part(address, joined, words);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strstr(joined, names[i]) != NULL)
			return true;
	}
	return false;
}

/* Is one word of the local part among these? */
static bool
is_called(const char *address, const char *const *names)
{
	char joined[LOCAL_MAX + 1], words[LOCAL_MAX + 3], word[LOCAL_MAX + 3];

	local_part(address, joined, words);
	for (; *names != NULL; names++) {
		size_t n = strlen(*names);

		word[0] = ' ';
		memcpy(word + 1, *names, n);
		memcpy(word + 1 + n, " ", 2);
		if (strstr(words, word) != NULL)
			return true;
	}
	return false;
}

/* Called after what such mails are for, or after machines. */
static bool
is_purpose(const char *address)
{
	static const char *const names[] = { "verify", "verification", "verifications", "verifier", "account", "accounts", "security",
		"auth", "authentication", "identity", "appleid", "login", "signin", "signup", "register", "registration",
		"activation", "activate", "confirm", "confirmation", "confirmations", "invite", "invites", "invitation",
		"invitations", "notification", "notifications", "notify", "notifier", "alerts", "password", "passwords", "otp",
		"passcode", "mailer", "automated", "automatic", "robot", "bot", "onboarding", "cuenta", "cuentas", "seguridad",
		"registro", "verificacion", "compte", "comptes", "securite", "inscription", "konto", "konten", "sicherheit",
		"registrierung", "bestaetigung", "anmeldung", "conta", "contas", "seguranca", "sicurezza", "beveiliging", NULL };

	return is_called(address, names);
}

/* Where people sit, and programs write as well. */
static bool
is_desk(const char *address)
{
	static const char *const names[] = { "id", "code", "codes", "alert", "auto", "system", "welcome", "feedback", "team", "support",
		"hello", "hi", "info", "service", "services", "help", "helpdesk", "member", "members", "membership", "community",
		"noc", "admin", "contact", "mail", "email", "updates", "news", "customer", "users", "gitlab", "git", "github", "jira",
		"slack", "zoom", "bounce", "bounces", "reply", "replies", "root", "avisos", "conti", "postmaster", NULL };

	return is_called(address, names);
}

/* A form on the web sends in its own name and has the person who filled it in in Reply-To. */
static bool
speaks_for_somebody(const struct mail *mail)
{
	for (size_t i = 0; i < mail->reply_to.count; i++) {
		const char *address = mail->reply_to.list[i].address;

		if (strcasecmp(address, mail->from.address) != 0 && !is_nobody(address) && !is_purpose(address) &&
		    !is_desk(address))
			return true;
	}
	return false;
}

static bool
answers(const struct mail *mail)
{
	return mail->in_reply_to.count > 0 || mail->references.count > 0 ||
	    (mail->subject != NULL && (quotemark_reply_subject(mail->subject) || quotemark_forward_subject(mail->subject)));
}

static enum sender
sender_of(const struct mail *mail)
{
	const char *from = mail->from.address;
	bool automatic = mail->auto_submitted != NULL && strcmp(mail->auto_submitted, "no") != 0 &&
	    strcmp(mail->auto_submitted, "auto-forwarded") != 0;
	bool machine = automatic || mail->class == MAIL_AUTO_GENERATED || mail->class == MAIL_AUTO_REPLY;

	if (from == NULL)
		return machine ? SENDER_MACHINE : SENDER_PERSON;
	machine |= is_nobody(from);
	/* What a program quotes may look like a mail that was passed on, or be made to. */
	if (machine && !speaks_for_somebody(mail))
		return SENDER_MACHINE;
	if (answers(mail) || mail->forwarded != NULL)
		return SENDER_PERSON;
	if (is_purpose(from) && !speaks_for_somebody(mail))
		return SENDER_MACHINE;
	return machine || is_purpose(from) || is_desk(from) || mail->class == MAIL_LIST ? SENDER_DOUBTFUL : SENDER_PERSON;
}

/* ---- what it says */

/* As phrases are compared, in UTF-8. */
static char *
folded(TALLOC_CTX *ctx, const char *text, size_t max)
{
	struct text *out = text_new(ctx, 2 * (size_t)max);
	const char *p = text, *end = text + strnlen(text, max);
	uint32_t letter;

	while ((letter = phrase_letter(&p, end)) != 0) {
		char bytes[4];
		size_t n = utf8_encode(letter, bytes);

		text_add(out, bytes, n);
	}
	return out->bytes;
}

/* Does one of the row's phrases stand in the text? */
static bool
speaks(const char *text, const struct verification_row *row)
{
	for (const char *p = row->phrases; *p != '\0'; p += *p == '|') {
		SCRATCH(tmp);
		size_t n = strcspn(p, "|");

		if (strstr(text, folded(tmp, talloc_strndup(tmp, p, n), PHRASE_MAX)) != NULL)
			return true;
		p += n;
	}
	return false;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_word(char c)
{
	return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (unsigned char)c >= 0x80;
}

/* The four digits of a year, as they stand in every footer. */
static bool
is_year(const char *digits, size_t n)
{
	return n == 4 && (strncmp(digits, "19", 2) == 0 || strncmp(digits, "20", 2) == 0);
}

/* From four to eight digits, perhaps with a blank or a dash in the middle ("123 456"); not part of a longer number. */
static bool
has_digits(const char *text)
{
	for (const char *p = text; *p != '\0';) {
		const char *start = p;
		size_t digits = 0;

		if (!is_digit(*p)) {
			p++;
			continue;
		}
		while (is_digit(*p) || ((*p == ' ' || *p == '-') && is_digit(p[1]) && digits >= 3)) {
			digits += is_digit(*p);
			p++;
		}
		if (digits >= 4 && digits <= 8 && !is_year(start, (size_t)(p - start)) &&
		    (start == text || strchr("/.,#$%+=", start[-1]) == NULL))
			return true;
	}
	return false;
}

/* Capitals and digits, both, or in two halves: "XK3-9PQ", "G7H2K9". */
static bool
has_letters(const char *text)
{
	for (const char *p = text; *p != '\0'; p++) {
		size_t n = 0, capitals = 0, digits = 0, dashes = 0;

		if (p > text && is_word(p[-1]))
			continue;
		for (; n <= 12 && p[n] != '\0' && (is_word(p[n]) || p[n] == '-'); n++) {
			capitals += p[n] >= 'A' && p[n] <= 'Z';
			digits += is_digit(p[n]);
			dashes += p[n] == '-';
		}
		if (n >= 5 && n <= 12 && capitals + digits + dashes == n && capitals > 0 && (digits > 0 || (dashes == 1 && n == 7)))
			return true;
	}
	return false;
}

static bool
has_code_or_link(const char *text)
{
	return strcasestr(text, "http://") != NULL || strcasestr(text, "https://") != NULL || has_digits(text) ||
	    has_letters(text);
}

const char *
verification_why(const struct mail *mail)
{
	SCRATCH(tmp);
	enum sender sender;
	const char *shown, *words;

	if (mail->class == MAIL_BOUNCE || mail->class == MAIL_CALENDAR)
		return NULL;
	sender = sender_of(mail);
	if (sender == SENDER_PERSON)
		return NULL;
	shown = talloc_asprintf(tmp, "%s\n%.*s", mail->subject != NULL ? mail->subject : "", (int)TEXT_MAX,
	    mail->text != NULL ? mail->text : "");
	if (!has_code_or_link(shown))
		return NULL;
	words = folded(tmp, shown, TEXT_MAX);
	for (const struct verification_row *row = verification_words; row->phrases != NULL; row++) {
		if ((row->certain || sender == SENDER_MACHINE) && speaks(words, row))
			return reasons[row->kind];
	}
	return NULL;
}
