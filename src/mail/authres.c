/* authres.c - see authres.h */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/authres.h>

#define COMMENT_DEPTH 32u
#define PROPERTIES_MAX 20u
#define WORD_MAX 400u

struct scanner {
	const char *at, *end;
	bool broken;
};

/* Blanks and comments. */
static void
skip(struct scanner *s)
{
	unsigned depth = 0;

	for (; s->at < s->end; s->at++) {
		if (*s->at == '(') {
			if (++depth > COMMENT_DEPTH) {
				s->broken = true;
				s->at = s->end;
				return;
			}
		} else if (*s->at == ')' && depth > 0) {
			depth--;
		} else if (*s->at == '\\' && depth > 0 && s->at + 1 < s->end) {
			s->at++;
		} else if (depth == 0 && !span_blank(*s->at)) {
			return;
		}
	}
	if (depth > 0)
		s->broken = true;
}

/* A word up to one of the stop characters, or a quoted string; owned by ctx. NULL when there is none. */
static char *
word(TALLOC_CTX *ctx, struct scanner *s, const char *stop)
{
	SCRATCH(tmp);
	struct text *out = text_new(tmp, WORD_MAX);

	if (s->at < s->end && *s->at == '"') {
		for (s->at++; s->at < s->end && *s->at != '"'; s->at++) {
			if (*s->at == '\\' && s->at + 1 < s->end)
				s->at++;
			text_add_char(out, *s->at);
		}
		if (s->at == s->end)
			s->broken = true;
		else
			s->at++;
		/* "local part"@domain */
	}
	while (s->at < s->end && !span_blank(*s->at) && strchr(stop, *s->at) == NULL)
		text_add_char(out, *s->at++);
	if (out->size == 0)
		return NULL;
	return utf8_clean_line(ctx, utf8_repair(tmp, out->bytes, out->size), WORD_MAX);
}

static char *
lower(char *s)
{
	for (char *c = s; s != NULL && *c != '\0'; c++)
		*c = (char)(*c >= 'A' && *c <= 'Z' ? *c | 0x20 : *c);
	return s;
}

static void
add_property(TALLOC_CTX *ctx, struct mail_auth *a, char *name, char *value)
{
	if (a->names.count == PROPERTIES_MAX)
		return;
	if (a->names.list == NULL) {
		a->names.list = talloc_array(ctx, char *, PROPERTIES_MAX);
		a->values.list = talloc_array(ctx, char *, PROPERTIES_MAX);
	}
	a->names.list[a->names.count++] = name;
	a->values.list[a->values.count++] = value;
}

/* The version behind a name: "example.org 1", "dkim/1". */
static void
skip_version(struct scanner *s)
{
	skip(s);
	while (s->at < s->end && *s->at >= '0' && *s->at <= '9')
		s->at++;
	skip(s);
}

/* "smtp.mailfrom=example.org", "reason=..." up to the next ";". */
static bool
read_properties(TALLOC_CTX *ctx, struct scanner *s, struct mail_auth *a)
{
	for (skip(s); s->at < s->end && *s->at != ';'; skip(s)) {
		char *name = lower(word(ctx, s, "=;(")), *value;

		skip(s);
		/* Comments may stand around the dot: "policy (a) . (b) expired". */
		if (name != NULL && s->at < s->end && (*s->at == '.' || name[strlen(name) - 1] == '.')) {
			char *more;

			skip(s);
			more = lower(word(ctx, s, "=;("));
			if (more != NULL && strcmp(more, ".") == 0) {
				const char *last;

				skip(s);
				last = lower(word(ctx, s, "=;("));
				more = talloc_asprintf(ctx, ".%s", last != NULL ? last : "");
			}
			name = talloc_asprintf(ctx, "%s%s", name, more != NULL ? more : "");
			skip(s);
		}
		if (name == NULL || s->at == s->end || *s->at != '=')
			return false;
		s->at++;
		skip(s);
		value = word(ctx, s, ";(");
		add_property(ctx, a, name, value != NULL ? value : talloc_strdup(ctx, ""));
	}
	return true;
}

/* "dkim=pass (comment) header.d=example.org"; "none" alone says that nothing was checked. */
static bool
read_result(TALLOC_CTX *ctx, struct scanner *s, struct mail_auth *a)
{
	char *slash;

	a->method = lower(word(ctx, s, "=;("));
	skip(s);
	if (a->method != NULL && strcmp(a->method, "none") == 0 && (s->at == s->end || *s->at == ';')) {
		a->method = NULL;
		return true;
	}
	if (a->method != NULL && s->at < s->end && *s->at == '/') {
		s->at++;
		skip_version(s);
	}
	if (a->method == NULL || s->at == s->end || *s->at != '=')
		return false;
	slash = strchr(a->method, '/');	/* a version: "dkim/1=pass" */
	if (slash != NULL)
		*slash = '\0';
	s->at++;
	skip(s);
	a->result = lower(word(ctx, s, ";("));
	return a->result != NULL && read_properties(ctx, s, a);
}

static void
push(struct mail *mail, const struct mail_auth *a)
{
	if (mail->auth_count == AUTHRES_MAX)
		return;
	if ((mail->auth_count & (mail->auth_count - 1)) == 0)
		mail->auth = talloc_realloc(mail, mail->auth, struct mail_auth,
		    (unsigned)(mail->auth_count == 0 ? 1 : mail->auth_count * 2));
	mail->auth[mail->auth_count++] = *a;
}

static void
read_field(struct mail *mail, struct span value, unsigned received)
{
	struct scanner s = { value.at, value.at + value.size, false };
	size_t before = mail->auth_count;
	char *server;

	if (value.size > HEADER_STRUCTURED_MAX)
		return;
	skip(&s);
	server = word(mail, &s, ";(");
	skip_version(&s);
	/* An ARC set's copy (RFC 8617) under this name is somebody else's word. */
	if (server != NULL && strncasecmp(server, "i=", 2) == 0)
		return;
	/* Microsoft leaves the server's name out: then the first word is a result. */
	if (server != NULL && strchr(server, '=') != NULL) {
		s.at = value.at;
		skip(&s);
		server = NULL;
	} else if (server == NULL || s.at == s.end || *s.at != ';') {
		return;
	}
	while (s.at < s.end) {
		struct mail_auth a = { .authserv_id = server != NULL ? server : talloc_strdup(mail, ""),
			.received = received };

		while (s.at < s.end && (*s.at == ';' || span_blank(*s.at)))
			s.at++;
		skip(&s);
		if (s.at == s.end)
			break;
		if (!read_result(mail, &s, &a) || s.broken)
			break;
		if (a.method != NULL)
			push(mail, &a);
	}
	if (s.broken)	/* an open comment or quote: what stands before it cannot be trusted either */
		mail->auth_count = before;
}

void
authres_read(struct mail *mail, const struct header *header)
{
	const struct field *f = NULL, *trace = header_next(header, "Received", NULL);
	unsigned received = 0;

	while ((f = header_next(header, "Authentication-Results", f)) != NULL) {
		for (; trace != NULL && trace < f; trace = header_next(header, "Received", trace))
			received++;
		read_field(mail, f->value, received);
	}
}
