/* hook.c - webhooks = ( { ... } ) and programs = ( { ... } ): what rules may set going outside */
#include <config.h>

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include <postigo/base/memory.h>
#include <postigo/base/suggest.h>

#include "sections.h"

#define URL_LONGEST 2000
#define ARGUMENTS_MOST 64
#define ARGUMENT_LONGEST 1000

const char *const conf_hook_placeholders[] = {
	"ticket.number", "ticket.subject", "ticket.queue", "ticket.tier", "ticket.priority", "ticket.team", "ticket.assignee",
	"ticket.language", "ticket.organisation", "requester.address", "requester.name", "rule", "event", "id", NULL
};

static const char *const body_words[] = { [CONF_HOOK_WHOLE] = "json", [CONF_HOOK_TEXT] = "text", NULL };

/* ---- what may be written */

/* The part behind "https://", or "http://"; NULL: it is neither. */
static const char *
behind_scheme(const char *url, bool *secure)
{
	*secure = strncasecmp(url, "https://", 8) == 0;
	return *secure ? url + 8 : strncasecmp(url, "http://", 7) == 0 ? url + 7 : NULL;
}

/* "127.0.0.1:80/x" without port and path; owned by ctx. */
static char *
host_in(TALLOC_CTX *ctx, const char *rest)
{
	size_t size = strcspn(rest, "/?#");

	if (rest[0] == '[')
		return talloc_strndup(ctx, rest + 1, strcspn(rest + 1, "]/?#"));
	return talloc_strndup(ctx, rest, strcspn(rest, ":/?#") < size ? strcspn(rest, ":") : size);
}

static const char *
url_wrong(TALLOC_CTX *ctx, const char *text)
{
	SCRATCH(tmp);
	bool secure;
	const char *rest = behind_scheme(text, &secure);

	if (strlen(text) > URL_LONGEST)
		return talloc_asprintf(ctx, "is longer than %d bytes", URL_LONGEST);
	if (rest == NULL || host_in(tmp, rest)[0] == '\0' || strpbrk(text, " \"<>\\") != NULL)
		return talloc_asprintf(ctx, "is \"%.100s\"; write an address like https://chat.example.com/hooks/desk", text);
	if (memchr(rest, '@', strcspn(rest, "/?#")) != NULL)
		return "has a user or password in it, which would stand in logs; the receiver knows us by secret";
	if (!secure && !value_is_loopback(host_in(tmp, rest)))
		return talloc_asprintf(ctx, "is \"%.100s\", which everybody on the way can read and change; use https", text);
	return NULL;
}

static const char *
proxy_wrong(TALLOC_CTX *ctx, const char *text)
{
	bool secure;

	return behind_scheme(text, &secure) != NULL && strpbrk(text, " \"<>\\") == NULL && strlen(text) <= URL_LONGEST ? NULL :
	    talloc_asprintf(ctx, "is \"%.100s\"; write one like http://proxy.example.com:3128", text);
}

static bool
is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("._-", c) != NULL;
}

bool
conf_hook_placeholder(const char *text, size_t *from, size_t *begin, const char **name, size_t *size)
{
	for (size_t i = *from; text[i] != '\0'; i++) {
		size_t n = i + 1;

		if (text[i] != '{')
			continue;
		while (text[n] != '\0' && is_name(text[n]))
			n++;
		if (text[n] != '}' || n == i + 1)
			continue;
		*begin = i;
		*name = text + i + 1;
		*size = n - i - 1;
		*from = n + 1;
		return true;
	}
	return false;
}

static bool
is_known(const char *name)
{
	if ((strncmp(name, "field.", 6) == 0 && name[6] != '\0') || (strncmp(name, "capture.", 8) == 0 && name[8] != '\0'))
		return true;
	for (size_t i = 0; conf_hook_placeholders[i] != NULL; i++)
		if (strcmp(name, conf_hook_placeholders[i]) == 0)
			return true;
	return false;
}

static const char *
placeholder_wrong(TALLOC_CTX *ctx, const char *name)
{
	SCRATCH(tmp);
	struct suggest near;

	suggest_start(&near, name);
	for (size_t i = 0; conf_hook_placeholders[i] != NULL; i++)
		suggest_offer(&near, conf_hook_placeholders[i]);
	return talloc_asprintf(ctx, "has {%s} in it, which stands for nothing%s", name, near.best != NULL ? suggest_words(tmp, &near) :
	    "; there are {field.NAME}, {capture.NAME}, {ticket.number} and those in postigo.conf(5)");
}

static const char *
argument_wrong(TALLOC_CTX *ctx, const char *text)
{
	SCRATCH(tmp);
	size_t from = 0, begin, size;
	const char *name;

	if (strlen(text) > ARGUMENT_LONGEST)
		return talloc_asprintf(ctx, "is longer than %d bytes", ARGUMENT_LONGEST);
	while (conf_hook_placeholder(text, &from, &begin, &name, &size))
		if (!is_known(talloc_strndup(tmp, name, size)))
			return placeholder_wrong(ctx, talloc_strndup(tmp, name, size));
	return NULL;
}

static const struct value_kind value_url = { "https://chat.example.com/hooks/desk", url_wrong };
static const struct value_kind value_proxy = { "http://proxy.example.com:3128", proxy_wrong };
static const struct value_kind value_argument = { "{field.host}", argument_wrong };

/* ---- settings */

static struct conf_hook *
add(struct conf *conf, enum conf_hook_kind kind)
{
	conf->hooks = talloc_realloc(conf, conf->hooks, struct conf_hook, (unsigned)conf->hook_count + 1);
	struct conf_hook *h = &conf->hooks[conf->hook_count++];

	*h = (struct conf_hook){ .kind = kind };
	return h;
}

static void
shared_settings(struct group *g, struct conf_hook *h, duration timeout, duration give_up)
{
	h->name = read_needed(g, "name", &value_hook);
	h->timeout = read_duration(g, "timeout", SECONDS(1), MINUTES(10), timeout);
	h->at_once = read_number(g, "at_once", 1, 8, 2);
	h->retry_first = read_duration(g, "retry_first", SECONDS(1), HOURS(1), SECONDS(10));
	h->retry_most = read_duration(g, "retry_most", SECONDS(1), DAYS(1), HOURS(1));
	h->give_up = read_duration(g, "give_up", SECONDS(1), DAYS(30), give_up);
	h->words = read_yes(g, "words", false);
	h->organisations = read_texts(g, "organisations", &value_organisation, &h->organisation_count);
	if (h->retry_first > h->retry_most)
		read_error(g, "retry_first", "is longer than retry_most");
}

void
webhook_section(struct group *g)
{
	struct conf_hook *h = add(g->reading->conf, CONF_HOOK_WEBHOOK);

	shared_settings(g, h, SECONDS(10), DAYS(1));
	h->url = read_needed(g, "url", &value_url);
	h->body = (enum conf_hook_body)read_choice(g, "body", body_words, CONF_HOOK_WHOLE);
	h->secret = talloc_zero(g->reading->conf, struct conf_secret);
	secret_setting(g, "secret", h->secret);
	h->ca_file = read_path(g, "ca_file", NULL);
	if (h->ca_file != NULL)
		(void)read_can_open(g, "ca_file", h->ca_file);
	h->proxy = read_text(g, "proxy", &value_proxy, NULL);
}

/* No shell looks for it, and nothing that a mail says chooses it. */
static void
check_path(struct group *g, const struct conf_hook *h)
{
	const char *path = h->command_count > 0 ? h->command[0] : NULL;
	size_t from = 0, begin, size;
	const char *name;

	if (path == NULL)
		return;
	if (path[0] != '/' || conf_hook_placeholder(path, &from, &begin, &name, &size))
		read_error(g, "command", "begins with \"%.100s\"; begin with the whole path of the program, as it is", path);
	else if (!g->reading->without_secrets && access(path, X_OK) != 0)
		read_error(g, "command", "names %s: %s", path, strerror(errno));
}

void
program_section(struct group *g)
{
	struct conf_hook *h = add(g->reading->conf, CONF_HOOK_PROGRAM);

	shared_settings(g, h, SECONDS(20), HOURS(1));
	h->command = read_texts(g, "command", &value_argument, &h->command_count);
	if (!read_has(g, "command"))
		read_error(g, "command", "is missing; add command = [ \"/usr/bin/ping\", \"-c1\", \"--\", \"{field.host}\" ]");
	else if (h->command_count > ARGUMENTS_MOST)
		read_error(g, "command", "has more than %d words", ARGUMENTS_MOST);
	check_path(g, h);
	h->output_max = read_size(g, "output_max", 256, 256 << 10, 16 << 10);
	h->memory = read_size(g, "memory", 16 << 20, (uint64_t)64 << 30, (uint64_t)1 << 30);
	h->note = read_yes(g, "note", true);
	h->notice = read_yes(g, "notice", true);
	h->fields = read_texts(g, "sets_fields", &value_asked_field, &h->field_count);
}

/* ---- asking */

const char *
conf_hook_kind_name(enum conf_hook_kind kind)
{
	return kind == CONF_HOOK_WEBHOOK ? "webhook" : "program";
}

const struct conf_hook *
conf_hook(const struct conf *conf, enum conf_hook_kind kind, const char *name)
{
	for (size_t i = 0; i < conf->hook_count; i++)
		/* Asked already while the config is read, when a name may be missing. */
		if (conf->hooks[i].kind == kind && conf->hooks[i].name != NULL && strcmp(conf->hooks[i].name, name) == 0)
			return &conf->hooks[i];
	return NULL;
}
