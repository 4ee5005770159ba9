/* options.c - the command line: options wherever they stand, and what is said of wrong ones */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/memory.h>

#include "../../../src/ctl/ctl.h"
#include "capture.h"

static int
no_run(struct ctl *ctl, int argc, char **argv)
{
	(void)ctl;
	(void)argc;
	(void)argv;
	return 99;
}

const struct command cmd_help = { .name = "help", .run = no_run };
const struct command cmd_version = { .name = "version", .run = no_run };
static const struct command thing = { .name = "thing", .help = "the help\n", .run = no_run };

static const struct sample {
	const char *line;		/* words, one blank apart */
	int status;
	const char *operands;		/* joined by commas, when it goes on */
	const char *config, *value;
	bool json, flag;
	const char *words;		/* in what is said, when it does not */
} samples[] = {
	{ "thing a b", GO_ON, "a,b", "default", NULL, false, false, NULL },
	{ "thing a --json b -c x", GO_ON, "a,b", "x", NULL, true, false, NULL },
	{ "thing --value v --flag -cx", GO_ON, "", "x", "v", false, true, NULL },
	{ "thing --value=v=w --config=y -", GO_ON, "-", "y", "v=w", false, false, NULL },
	{ "thing -- --json -c", GO_ON, "--json,-c", "default", NULL, false, false, NULL },
	{ "thing --value --flag", GO_ON, "", "default", "--flag", false, false, NULL },
	{ "thing --help", EX_OK, NULL, NULL, NULL, false, false, "the help" },
	{ "thing --valeu v", EX_USAGE, NULL, NULL, NULL, false, false, "did you mean --value?" },
	{ "thing --zzz", EX_USAGE, NULL, NULL, NULL, false, false, "there is no option --zzz\nTry \"postigo thing --help\"" },
	{ "thing -z", EX_USAGE, NULL, NULL, NULL, false, false, "there is no option -z" },
	{ "thing --flag=1", EX_USAGE, NULL, NULL, NULL, false, false, "--flag takes no value" },
	{ "thing --value", EX_USAGE, NULL, NULL, NULL, false, false, "--value wants a value" },
	{ "thing -c", EX_USAGE, NULL, NULL, NULL, false, false, "-c wants a value" },
};

static int
split(TALLOC_CTX *ctx, const char *line, char **argv)
{
	int n = 0;

	for (const char *end; *line != '\0'; line = *end != '\0' ? end + 1 : end) {
		end = strchrnul(line, ' ');
		argv[n++] = talloc_strndup(ctx, line, (size_t)(end - line));
	}
	return n;
}

static void
check(const struct sample *s)
{
	SCRATCH(tmp);
	char *argv[16], *joined = talloc_strdup(tmp, "");
	const char *value = NULL;
	bool flag = false;
	const struct choice choices[] = { { "value", &value, NULL }, { "flag", NULL, &flag }, { NULL, NULL, NULL } };
	struct ctl ctl = { .memory = tmp, .config = "default", .command = &thing };
	struct operands operands;
	struct capture out = capture_start(stdout), err = capture_start(stderr);
	int status = options_read(&ctl, split(tmp, s->line, argv), argv, choices, &operands);
	const char *said_err = capture_end(tmp, &err), *said_out = capture_end(tmp, &out);

	if (status != s->status)
		fail_msg("%s: %d", s->line, status);
	if (status != GO_ON) {
		if (strstr(status == EX_OK ? said_out : said_err, s->words) == NULL)
			fail_msg("%s: it said %s%s", s->line, said_out, said_err);
		return;
	}
	for (size_t i = 0; i < operands.count; i++)
		joined = talloc_asprintf(tmp, "%s%s%s", joined, i > 0 ? "," : "", operands.list[i]);
	assert_string_equal(joined, s->operands);
	assert_string_equal(ctl.config, s->config);
	assert_string_equal(value != NULL ? value : "none", s->value != NULL ? s->value : "none");
	assert_int_equal(flag, s->flag);
	assert_int_equal(ctl.json, s->json);
}

static void
test_options(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++)
		check(&samples[i]);
}

static void
test_numbers(void **state)
{
	static const char *const wrong[] = { "", "#", "-1", "0", "1x", " 1", "+1", "99999999999999999999", "#-1" };
	SCRATCH(tmp);
	struct ctl ctl = { .memory = tmp, .command = &thing };
	int64_t number = 0;

	(void)state;
	assert_int_equal(number_read(&ctl, "a number", "12", &number), GO_ON);
	assert_int_equal(number, 12);
	assert_int_equal(number_read(&ctl, "a number", "#13", &number), GO_ON);
	assert_int_equal(number, 13);
	struct capture err = capture_start(stderr);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		assert_int_equal(number_read(&ctl, "a number", wrong[i], &number), EX_USAGE);
	(void)capture_end(tmp, &err);
	assert_int_equal(number, 13);
}

/* The number that a verb is about, and that no more stand there than it wants. */
static void
test_operand(void **state)
{
	SCRATCH(tmp);
	struct ctl ctl = { .memory = tmp, .command = &thing };
	char *words[] = { talloc_strdup(tmp, "#12"), talloc_strdup(tmp, "ana") };
	int64_t number = 0;

	(void)state;
	assert_int_equal(number_operand(&ctl, "ticket", words, 2, 2, &number), GO_ON);
	assert_int_equal(number, 12);
	struct capture err = capture_start(stderr);
	assert_int_equal(number_operand(&ctl, "row", words, 0, 1, &number), EX_USAGE);
	assert_int_equal(number_operand(&ctl, "row", words, 2, 1, &number), EX_USAGE);
	assert_int_equal(number_operand(&ctl, "ticket", words + 1, 1, 1, &number), EX_USAGE);
	const char *said = capture_end(tmp, &err);
	assert_non_null(strstr(said, "which row? Its number is wanted"));
	assert_non_null(strstr(said, "\"ana\" is not understood"));
	assert_non_null(strstr(said, "the number of a ticket is wanted, not \"ana\""));
}

static int
verb_yes(struct ctl *ctl, char **operands, size_t count, const void *options)
{
	(void)ctl;
	(void)operands;
	assert_string_equal(options, "given");
	return (int)count;
}

static void
test_verbs(void **state)
{
	static const struct verb verbs[] = { { "list", verb_yes }, { "release", verb_yes }, { NULL, NULL } };
	SCRATCH(tmp);
	struct ctl ctl = { .memory = tmp, .command = &thing };
	char *words[] = { talloc_strdup(tmp, "list"), talloc_strdup(tmp, "a"), talloc_strdup(tmp, "b") };
	char *mistyped = talloc_strdup(tmp, "relase");
	struct operands right = { words, 3 }, none = { NULL, 0 }, wrong = { &mistyped, 1 };

	(void)state;
	assert_int_equal(verb_run(&ctl, verbs, &right, "given"), 2);
	assert_int_equal(noun_run(&ctl, 4, (char *[]){ words[0], words[0], words[1], words[2] }, verbs, NULL, "given"), 2);
	struct capture err = capture_start(stderr);
	assert_int_equal(verb_run(&ctl, verbs, &none, "given"), EX_USAGE);
	assert_int_equal(verb_run(&ctl, verbs, &wrong, "given"), EX_USAGE);
	const char *said = capture_end(tmp, &err);
	assert_non_null(strstr(said, "list or release"));
	assert_non_null(strstr(said, "did you mean \"release\"?"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_options),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_operand),
		cmocka_unit_test(test_verbs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
