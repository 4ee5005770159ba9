/* options.c - the command line: options wherever they stand, and the words between them */
#include <config.h>

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/suggest.h>

#include "ctl.h"

/* The command line while it is read. */
struct reading {
	struct ctl *ctl;
	int argc;
	char **argv;
	int at;
	const struct choice *choices;
	bool help;
};

int
complain(const struct ctl *ctl, int status, const char *format, ...)
{
	va_list ap;

	fflush(stdout);
	fprintf(stderr, "postigo%s%s: ", ctl->command != NULL ? " " : "", ctl->command != NULL ? ctl->command->name : "");
	va_start(ap, format);
	vfprintf(stderr, format, ap);
	va_end(ap);
	fputc('\n', stderr);
	return status;
}

int
usage_error(const struct ctl *ctl, const char *format, ...)
{
	SCRATCH(tmp);
	va_list ap;

	va_start(ap, format);
	(void)complain(ctl, EX_USAGE, "%s", talloc_vasprintf(tmp, format, ap));
	va_end(ap);
	fprintf(stderr, "Try \"postigo %s%s--help\".\n", ctl->command != NULL ? ctl->command->name : "",
	    ctl->command != NULL ? " " : "");
	return EX_USAGE;
}

int
status_of(enum result result, int otherwise)
{
	return result == TEMPFAIL ? EX_TEMPFAIL : otherwise;
}

static int
unknown_option(const struct reading *r, const char *word)
{
	static const char *const common[] = { "json", "help", "config" };
	struct suggest like;

	if (strncmp(word, "--", 2) != 0)
		return usage_error(r->ctl, "there is no option %s", word);
	suggest_start(&like, word + 2);
	for (size_t i = 0; i < sizeof(common) / sizeof(*common); i++)
		suggest_offer(&like, common[i]);
	for (const struct choice *c = r->choices; c != NULL && c->name != NULL; c++)
		suggest_offer(&like, c->name);
	if (like.best != NULL)
		return usage_error(r->ctl, "there is no option %s; did you mean --%s?", word, like.best);
	return usage_error(r->ctl, "there is no option %s", word);
}

/* The value of the option at r->at: behind its "=", or the next word. */
static int
option_value(struct reading *r, const char *behind, const char **value)
{
	if (behind != NULL)
		*value = behind;
	else if (r->at + 1 < r->argc)
		*value = r->argv[++r->at];
	else
		return usage_error(r->ctl, "%s wants a value", r->argv[r->at]);
	return GO_ON;
}

static int
long_option(struct reading *r, const char *word)
{
	size_t n = strcspn(word + 2, "=");
	const char *name = word + 2, *behind = name[n] == '=' ? name + n + 1 : NULL;

	if (n == 6 && strncmp(name, "config", n) == 0)
		return option_value(r, behind, &r->ctl->config);
	for (const struct choice *c = r->choices; c != NULL && c->name != NULL; c++) {
		if (strlen(c->name) != n || strncmp(c->name, name, n) != 0)
			continue;
		if (c->value != NULL)
			return option_value(r, behind, c->value);
		if (behind != NULL)
			return usage_error(r->ctl, "--%s takes no value", c->name);
		*c->flag = true;
		return GO_ON;
	}
	if (strcmp(name, "json") == 0)
		r->ctl->json = true;
	else if (strcmp(name, "help") == 0)
		r->help = true;
	else
		return unknown_option(r, word);
	return GO_ON;
}

static int
one_option(struct reading *r)
{
	const char *word = r->argv[r->at];

	if (word[1] == '-')
		return long_option(r, word);
	if (word[1] == 'c')
		return option_value(r, word[2] != '\0' ? word + 2 : NULL, &r->ctl->config);
	if (strcmp(word, "-h") == 0) {
		r->help = true;
		return GO_ON;
	}
	return unknown_option(r, word);
}

static bool
is_option(const char *word)
{
	return word[0] == '-' && word[1] != '\0';
}

int
options_leading(struct ctl *ctl, int argc, char **argv, int *first)
{
	bool version = false;
	const struct choice choices[] = { { "version", NULL, &version }, { NULL, NULL, NULL } };
	struct reading r = { .ctl = ctl, .argc = argc, .argv = argv, .choices = choices };

	for (r.at = 1; r.at < argc && is_option(argv[r.at]); r.at++) {
		int status = one_option(&r);
		if (status != GO_ON)
			return status;
	}
	*first = r.at;
	if (version)
		return cmd_version.run(ctl, 1, argv);
	if (r.help)
		return cmd_help.run(ctl, 1, argv);
	return GO_ON;
}

int
options_read(struct ctl *ctl, int argc, char **argv, const struct choice *choices, struct operands *out)
{
	struct reading r = { .ctl = ctl, .argc = argc, .argv = argv, .choices = choices };
	bool only_operands = false;

	*out = (struct operands){ .list = talloc_array(ctl->memory, char *, (unsigned)argc) };
	for (r.at = 1; r.at < argc; r.at++) {
		if (only_operands || !is_option(argv[r.at])) {
			out->list[out->count++] = argv[r.at];
			continue;
		}
		only_operands = strcmp(argv[r.at], "--") == 0;
		int status = only_operands ? GO_ON : one_option(&r);
		if (status != GO_ON)
			return status;
	}
	if (r.help) {
		fputs(ctl->command->help, stdout);
		return EX_OK;
	}
	return GO_ON;
}

int
verb_run(struct ctl *ctl, const struct verb *verbs, const struct operands *operands, const void *options)
{
	SCRATCH(tmp);
	const char *word = operands->count > 0 ? operands->list[0] : "";
	char *all = talloc_strdup(tmp, verbs[0].name);
	struct suggest like;

	suggest_start(&like, word);
	for (const struct verb *v = verbs; v->name != NULL; v++) {
		if (strcmp(v->name, word) == 0)
			return v->run(ctl, operands->list + 1, operands->count - 1, options);
		suggest_offer(&like, v->name);
		if (v > verbs)
			all = talloc_asprintf(tmp, "%s%s%s", all, v[1].name == NULL ? " or " : ", ", v->name);
	}
	if (operands->count == 0)
		return usage_error(ctl, "what is to be done: %s?", all);
	if (like.best != NULL)
		return usage_error(ctl, "\"%s\" is not understood%s", word, suggest_words(tmp, &like));
	return usage_error(ctl, "\"%s\" is not understood, only %s", word, all);
}

int
noun_run(struct ctl *ctl, int argc, char **argv, const struct verb *verbs, const struct choice *choices, const void *options)
{
	struct operands operands;
	int status = options_read(ctl, argc, argv, choices, &operands);

	return status != GO_ON ? status : verb_run(ctl, verbs, &operands, options);
}

int
number_read(const struct ctl *ctl, const char *what, const char *text, int64_t *out)
{
	const char *digits = text + (*text == '#');
	char *end;

	errno = 0;
	long long number = strtoll(digits, &end, 10);
	if (errno != 0 || end == digits || *end != '\0' || number <= 0 || *digits < '0' || *digits > '9')
		return usage_error(ctl, "%s is wanted, not \"%s\"", what, text);
	*out = number;
	return GO_ON;
}

int
number_operand(const struct ctl *ctl, const char *what, char **operands, size_t count, size_t wanted, int64_t *out)
{
	SCRATCH(tmp);

	if (count < 1)
		return usage_error(ctl, "which %s? Its number is wanted", what);
	if (count > wanted)
		return usage_error(ctl, "\"%s\" is not understood", operands[wanted]);
	return number_read(ctl, talloc_asprintf(tmp, "the number of a %s", what), operands[0], out);
}

int
most_read(const struct ctl *ctl, const char *text, size_t otherwise, size_t *out)
{
	int64_t number = 0;
	int status = text != NULL ? number_read(ctl, "a number for --most", text, &number) : GO_ON;

	if (status == GO_ON)
		*out = text != NULL ? (size_t)number : otherwise;
	return status;
}

int
state_read(const struct ctl *ctl, const char *text, const char *(*name_of)(int), int last, int *out)
{
	SCRATCH(tmp);
	char *all = talloc_strdup(tmp, "");
	struct suggest like;

	*out = -1;
	if (text == NULL)
		return GO_ON;
	suggest_start(&like, text);
	for (int state = 0; state <= last; state++) {
		const char *name = name_of(state);
		if (strcmp(name, text) == 0) {
			*out = state;
			return GO_ON;
		}
		suggest_offer(&like, name);
		all = talloc_asprintf(tmp, "%s%s%s", all, state == 0 ? "" : state == last ? " or " : ", ", name);
	}
	if (like.best != NULL)
		return usage_error(ctl, "there is no state \"%s\"%s", text, suggest_words(tmp, &like));
	return usage_error(ctl, "there is no state \"%s\", only %s", text, all);
}
