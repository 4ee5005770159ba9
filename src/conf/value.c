/* value.c - see value.h */
#include <config.h>

#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include <postigo/base/file.h>
#include <postigo/base/memory.h>
#include <postigo/base/suggest.h>
#include <postigo/base/utf8.h>

#include "value.h"

#define ZONES "/usr/share/zoneinfo"
#define NAME_LONGEST 64
#define LOCAL_LONGEST 64	/* RFC 5321 section 4.5.3.1.1 */
#define DOMAIN_LONGEST 253
#define RATE_MOST 1000000
#define MONEY_MOST 1000000	/* for an hour */
#define RATE_LONGEST DAYS(30)	/* so long what we sent is kept in mind */

static const char *
line_wrong(TALLOC_CTX *ctx, const char *text)
{
	(void)ctx;
	if (*text == '\0')
		return "is empty; leave it out or write something";
	if (!utf8_valid(text, strlen(text)))
		return "is not UTF-8; save the file as UTF-8";
	for (const char *c = text; *c != '\0'; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7F)
			return "has a line break or control character in it; write it on one line";
	return NULL;
}

static const char *
name_wrong(TALLOC_CTX *ctx, const char *text)
{
	if (strlen(text) > NAME_LONGEST)
		return talloc_asprintf(ctx, "is longer than %d bytes; give a shorter name", NAME_LONGEST);
	if (text[0] == ' ' || text[0] == '-' || text[strlen(text) - 1] == ' ')
		return talloc_asprintf(ctx,
		    "is \"%s\"; a name does not begin with a blank or hyphen, nor end with a blank", text);
	if (text[strcspn(text, "/\\@,;:\"'<>()")] != '\0')
		return talloc_asprintf(ctx, "is \"%s\"; a name has letters, digits, blanks, . _ and - in it", text);
	return NULL;
}

static const char *
display_wrong(TALLOC_CTX *ctx, const char *text)
{
	if (strlen(text) > 200)
		return "is longer than 200 bytes; give a shorter one";
	if (strchr(text, '@') != NULL && strchr(text, '<') != NULL)
		return talloc_asprintf(ctx, "is \"%s\"; give the name alone, the address is a setting of its own", text);
	return NULL;
}

static bool
is_hostname(const char *text, size_t size)
{
	size_t label = 0;

	if (size == 0 || size > DOMAIN_LONGEST)
		return false;
	for (size_t i = 0; i < size; i++) {
		if (text[i] == '.') {
			if (label == 0 || text[i - 1] == '-')
				return false;
			label = 0;
			continue;
		}
		if (!isalnum((unsigned char)text[i]) && text[i] != '_' && (text[i] != '-' || label == 0))
			return false;
		if (++label > 63)
			return false;
	}
	return label > 0 && text[size - 1] != '-';
}

static bool
is_ip(const char *text)
{
	unsigned char address[16];

	return inet_pton(AF_INET, text, address) == 1 || inet_pton(AF_INET6, text, address) == 1;
}

bool
value_is_loopback(const char *host)
{
	unsigned char address[16];

	if (inet_pton(AF_INET, host, address) == 1)
		return address[0] == 127;
	return strcasecmp(host, "localhost") == 0 || strcmp(host, "::1") == 0;
}

static const char *
host_wrong(TALLOC_CTX *ctx, const char *text)
{
	const char *colon = strrchr(text, ':');

	if (is_hostname(text, strlen(text)) || is_ip(text))
		return NULL;
	if (strstr(text, "://") != NULL)
		return talloc_asprintf(ctx, "is \"%s\", a URL; give the host alone, and port and tls beside it", text);
	if (colon != NULL && strchr(text, ':') == colon && strspn(colon + 1, "0123456789") == strlen(colon + 1))
		return talloc_asprintf(ctx, "is \"%s\"; give the host alone, and port = %s beside it", text, colon + 1);
	return talloc_asprintf(ctx, "is \"%s\", which is no host; write a name like mail.example.com or an IP address",
	    text);
}

static const char *
domain_wrong(TALLOC_CTX *ctx, const char *text)
{
	if (is_hostname(text, strlen(text)) && !is_ip(text))
		return NULL;
	if (strchr(text, '@') != NULL)
		return talloc_asprintf(ctx, "is \"%s\"; give the domain alone, without the @ and what is before it",
		    text);
	return talloc_asprintf(ctx, "is \"%s\", which is no domain; write one like example.com", text);
}

static const char *
domains_wrong(TALLOC_CTX *ctx, const char *text)
{
	if (text[0] == '*')
		return talloc_asprintf(ctx, "is \"%s\"; write \"%s\" for all that lies below that domain", text,
		    text + strcspn(text, "."));
	return text[0] == '.' && is_hostname(text + 1, strlen(text + 1)) ? NULL : domain_wrong(ctx, text);
}

static bool
read_day(const char *text, int64_t *day)
{
	int year, month, of_month, length = 0;

	if (strspn(text, "0123456789-") != strlen(text) || strlen(text) != 10 ||
	    sscanf(text, "%4d-%2d-%2d%n", &year, &month, &of_month, &length) != 3 || length != 10 || year < 1970 ||
	    month < 1 || month > 12 || of_month < 1 || of_month > instant_days_in_month(year, month))
		return false;
	*day = instant_days(year, month, of_month);
	return true;
}

static const char *
day_wrong(TALLOC_CTX *ctx, const char *text)
{
	int64_t day;

	return read_day(text, &day) ? NULL :
	    talloc_asprintf(ctx, "is \"%.100s\", which is no day; write one like 2026-12-24", text);
}

int64_t
value_day_read(const char *text)
{
	int64_t day = 0;

	(void)read_day(text, &day);
	return day;
}

/* A dot-atom (RFC 5322 section 3.2.3). Quoted local parts are allowed by the standard and refused by the world. */
static bool
is_local_part(const char *text, size_t size)
{
	if (size == 0 || size > LOCAL_LONGEST || text[0] == '.' || text[size - 1] == '.')
		return false;
	for (size_t i = 0; i < size; i++) {
		if (text[i] == '.' && text[i + 1] == '.')
			return false;
		if (!isalnum((unsigned char)text[i]) && strchr("!#$%&'*+-/=?^_`{|}~.", text[i]) == NULL)
			return false;
	}
	return true;
}

static const char *
address_wrong(TALLOC_CTX *ctx, const char *text)
{
	const char *at = strrchr(text, '@');

	if (at != NULL && is_local_part(text, (size_t)(at - text)) && is_hostname(at + 1, strlen(at + 1)))
		return NULL;
	if (strchr(text, '<') != NULL)
		return talloc_asprintf(ctx, "is \"%s\"; give the address alone, the name goes into display_name", text);
	return talloc_asprintf(ctx, "is \"%s\", which is no address; write one like support@example.com", text);
}

static const char *
sender_wrong(TALLOC_CTX *ctx, const char *text)
{
	if (text[0] != '@')
		return address_wrong(ctx, text);
	if (is_hostname(text + 1, strlen(text + 1)))
		return NULL;
	return talloc_asprintf(ctx, "is \"%s\", which is no domain; write an address, or one like @example.com", text);
}

/* RFC 8601 section 2.5: mostly a host's name, but any word will do. */
static const char *
authserv_wrong(TALLOC_CTX *ctx, const char *text)
{
	if (strlen(text) <= DOMAIN_LONGEST && text[strcspn(text, " ;()<>\"\\@,=")] == '\0')
		return NULL;
	return talloc_asprintf(ctx, "is \"%s\"; give the one word behind Authentication-Results: that your server writes, "
	    "like mx.example.com", text);
}

bool
value_rate_read(const char *text, struct conf_rate *out)
{
	struct error err;
	duration window;
	char *slash;

	if (text[0] < '0' || text[0] > '9')
		return false;
	errno = 0;
	unsigned long most = strtoul(text, &slash, 10);

	if (errno != 0 || most > RATE_MOST || *slash != '/' || duration_parse(slash + 1, &window, &err) != DONE ||
	    window < SECONDS(1) || window > RATE_LONGEST)
		return false;
	*out = (struct conf_rate){ (unsigned)most, window };
	return true;
}

static const char *
rate_wrong(TALLOC_CTX *ctx, const char *text)
{
	struct conf_rate rate;

	if (strcmp(text, "off") == 0 || value_rate_read(text, &rate))
		return NULL;
	return talloc_asprintf(ctx, "is \"%.100s\"; it should be a number and a time, like \"5/1h\" for five an hour, at most "
	    "%d and 30d, or \"off\"", text, RATE_MOST);
}

/* RFC 5646, as far as we need it: a language, then perhaps script, region and so on. */
static const char *
language_wrong(TALLOC_CTX *ctx, const char *text)
{
	size_t size = strspn(text, "abcdefghijklmnopqrstuvwxyz");
	const char *rest = text + size;

	while (size >= 2 && size <= 8 && *rest == '-') {
		for (size = 0, rest++; isalnum((unsigned char)*rest); rest++)
			size++;
	}
	if (*rest == '\0' && size >= 2 && size <= 8 && strcspn(text, "-") <= 3)
		return NULL;
	return talloc_asprintf(ctx, "is \"%s\", which is no language; write a code like en, es or pt-BR", text);
}

static const char *
unknown_timezone(TALLOC_CTX *ctx, const char *text)
{
	SCRATCH(tmp);
	struct suggest near;
	struct error err;
	char *table, *rest = NULL;
	size_t size;

	suggest_start(&near, text);
	suggest_offer(&near, "UTC");
	/* Country codes, coordinates, name; lines of comment start with #. */
	if (file_read(tmp, ZONES "/zone1970.tab", 1u << 20, &table, &size, &err) != DONE)
		table = NULL;
	for (char *line = table != NULL ? strtok_r(table, "\n", &rest) : NULL; line != NULL;
	    line = strtok_r(NULL, "\n", &rest)) {
		char *in_line = NULL;

		if (*line != '#' && strtok_r(line, "\t", &in_line) != NULL && strtok_r(NULL, "\t", &in_line) != NULL) {
			const char *name = strtok_r(NULL, "\t", &in_line);

			if (name != NULL)
				suggest_offer(&near, name);
		}
	}
	return talloc_asprintf(ctx, "is \"%s\", a time zone that this system does not know%s", text,
	    near.best != NULL ? suggest_words(tmp, &near) : "; write one like Europe/Madrid, or UTC");
}

static const char *
timezone_wrong(TALLOC_CTX *ctx, const char *text)
{
	SCRATCH(tmp);
	struct stat status;

	/* A system without tzdata knows none but this one. */
	if (strcmp(text, "UTC") == 0)
		return NULL;
	if (text[0] != '/' && strstr(text, "..") == NULL && isupper((unsigned char)text[0]) &&
	    stat(talloc_asprintf(tmp, ZONES "/%s", text), &status) == 0 && S_ISREG(status.st_mode))
		return NULL;
	return unknown_timezone(ctx, text);
}

bool
value_money_read(const char *text, struct conf_money *out)
{
	struct conf_money money = { 0 };
	char *end;

	if (text[0] < '0' || text[0] > '9')
		return false;
	errno = 0;
	money.cents = strtol(text, &end, 10);
	if (errno != 0 || money.cents > MONEY_MOST)
		return false;
	money.cents *= 100;
	if (end[0] == '.' && isdigit((unsigned char)end[1]) && isdigit((unsigned char)end[2])) {
		money.cents += (end[1] - '0') * 10 + (end[2] - '0');
		end += 3;
	}
	if (*end != ' ' || strlen(++end) != 3)
		return false;
	for (size_t i = 0; i < 3; i++)
		if (end[i] < 'A' || end[i] > 'Z')
			return false;
	memcpy(money.currency, end, 4);
	*out = money;
	return true;
}

static const char *
money_wrong(TALLOC_CTX *ctx, const char *text)
{
	struct conf_money money;

	if (value_money_read(text, &money))
		return NULL;
	return talloc_asprintf(ctx, "is \"%.100s\"; it should be an amount, a blank and a currency's three letters, like "
	    "\"35.00 EUR\"", text);
}

static const char *
pattern_wrong(TALLOC_CTX *ctx, const char *text)
{
	SCRATCH(tmp);
	struct pattern *pattern;
	struct error err;

	if (pattern_new(tmp, text, false, &pattern, &err) != DONE)
		return talloc_asprintf(ctx, "is \"%.200s\", which is no regular expression: %s; a \\ is written \\\\", text,
		    err.text);
	/* It would be found before each character. */
	if (pattern_find(pattern, "", 0, 0, NULL, &err) == DONE)
		return talloc_asprintf(ctx, "is \"%.200s\", which is found in an empty text; write one that needs a character", text);
	return NULL;
}

static const char *
check_wrong(TALLOC_CTX *ctx, const char *text)
{
	return strlen(text) <= 200 ? NULL : talloc_strdup(ctx, "is longer than 200 bytes; give a shorter one");
}

/* It is found again in what people quote: so it has to have words. */
static const char *
question_wrong(TALLOC_CTX *ctx, const char *text)
{
	if (strlen(text) > 300)
		return talloc_strdup(ctx, "is longer than 300 bytes; ask in a line or two");
	if (strpbrk(text, " \t") == NULL)
		return talloc_asprintf(ctx, "is \"%.100s\"; ask in a few words", text);
	return NULL;
}

bool
value_has_domain(const struct value_kind *kind)
{
	return kind->wrong == address_wrong || kind->wrong == sender_wrong || kind->wrong == host_wrong ||
	    kind->wrong == domain_wrong || kind->wrong == domains_wrong;
}

static const char *
fingerprint_wrong(TALLOC_CTX *ctx, const char *text)
{
	SCRATCH(tmp);
	char *plain = talloc_strdup(tmp, text);

	value_fingerprint_plain(plain);
	if ((strlen(plain) == 40 || strlen(plain) == 64) && plain[strspn(plain, "0123456789ABCDEF")] == '\0')
		return NULL;
	return talloc_asprintf(ctx, "is \"%.100s\"; it should be a key's whole fingerprint, 40 hexadecimal digits: \"postigo key "
	    "list\" shows them", text);
}

void
value_fingerprint_plain(char *text)
{
	char *out = text;

	for (const char *p = text; *p != '\0'; p++)
		if (*p != ' ' && *p != ':')
			*out++ = *p >= 'a' && *p <= 'z' ? (char)(*p - 'a' + 'A') : *p;
	*out = '\0';
}

const struct value_kind value_line = { "text", line_wrong };
const struct value_kind value_name = { "support", name_wrong };
const struct value_kind value_agent = { "ana", name_wrong };
const struct value_kind value_agent_address = { "ana@example.com", address_wrong };
const struct value_kind value_calendar = { "office", name_wrong };
const struct value_kind value_sla = { "standard", name_wrong };
const struct value_kind value_organisation = { "acme", name_wrong };
const struct value_kind value_skill = { "network", name_wrong };
const struct value_kind value_rule = { "printers", name_wrong };
const struct value_kind value_hook = { "chat", name_wrong };
const struct value_kind value_tell = { "assignee", name_wrong };
const struct value_kind value_display = { "Example Support", display_wrong };
const struct value_kind value_address = { "support@example.com", address_wrong };
const struct value_kind value_operator = { "postmaster@example.com", address_wrong };
const struct value_kind value_sender = { "form@example.com", sender_wrong };
const struct value_kind value_authserv = { "mx.example.com", authserv_wrong };
const struct value_kind value_rate = { "5/1h", rate_wrong };
const struct value_kind value_host = { "mail.example.com", host_wrong };
const struct value_kind value_domain = { "example.com", domain_wrong };
const struct value_kind value_domains = { "example.com", domains_wrong };
const struct value_kind value_person = { "ana@example.com", address_wrong };
const struct value_kind value_day = { "2026-12-24", day_wrong };
const struct value_kind value_language = { "en", language_wrong };
const struct value_kind value_tier = { "Second line", display_wrong };
const struct value_kind value_vendor = { "acme", name_wrong };
const struct value_kind value_vendor_address = { "support@acme.example", address_wrong };
const struct value_kind value_questionnaire = { "devices", name_wrong };
const struct value_kind value_asked_field = { "serial", name_wrong };
const struct value_kind value_spike = { "vpn", name_wrong };
const struct value_kind value_category = { "network", display_wrong };
const struct value_kind value_question = { "What is the serial number?", question_wrong };
const struct value_kind value_check = { "restarted", check_wrong };
const struct value_kind value_pattern = { "password: *[^ ]+", pattern_wrong };
const struct value_kind value_number = { "\\bCASE-[0-9]{6,}\\b", pattern_wrong };
const struct value_kind value_money = { "35.00 EUR", money_wrong };
const struct value_kind value_fingerprint = { "0123456789ABCDEF0123456789ABCDEF01234567", fingerprint_wrong };
const struct value_kind value_timezone = { "Europe/Madrid", timezone_wrong };
