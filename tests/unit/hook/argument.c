/* argument.c - what a stranger has written goes into a program's arguments as it is, or not at all */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/memory.h>

#include "../../../src/hook/argument.h"

/* One argument with {field.host} in it, the field's value in JSON, and what comes of both. */
static const struct {
	const char *written, *host, *wanted, *wrong;
} samples[] = {
	{ "{field.host}", "\"srv1.example.com\"", "srv1.example.com", NULL },
	{ "--host={field.host}:80", "\"srv1\"", "--host=srv1:80", NULL },
	{ "{field.host}{field.host}", "\"a\"", "aa", NULL },
	{ "no placeholder {here} {}", "\"x\"", NULL, "here is not known" },
	{ "{} {a b} {", "\"x\"", "{} {a b} {", NULL },
	{ "{field.host}", "\"{ticket.number}\"", "{ticket.number}", NULL },	/* a value is no template */
	{ "{ticket.number}/{ticket.tier}", "\"x\"", "12/2", NULL },
	{ "{capture.asset} {requester.address} {rule}", "\"x\"", "PC-7 eva@customer.example ping them", NULL },
	/* What a shell would make something of is nothing but text. */
	{ "{field.host}", "\"$(reboot); `id` | x && y > /etc/passwd\"", "$(reboot); `id` | x && y > /etc/passwd", NULL },
	{ "{field.host}", "\"a b 'c' \\\"d\\\" *\"", "a b 'c' \"d\" *", NULL },
	{ "{field.host}", "\"sérver-ñ\"", "sérver-ñ", NULL },
	/* It would be taken for an option, but for where the operator has written something before it. */
	{ "{field.host}", "\"-rf\"", NULL, "field.host begins with a hyphen" },
	{ "{field.host}", "\"--config=/etc/shadow\"", NULL, "field.host begins with a hyphen" },
	{ "--host={field.host}", "\"-rf\"", "--host=-rf", NULL },
	{ "{field.host}", "\" -rf\"", " -rf", NULL },
	/* Lines, controls, what hides or turns text around. */
	{ "{field.host}", "\"a\\nb\"", NULL, "has a character in it" },
	{ "{field.host}", "\"a\\rb\"", NULL, "has a character in it" },
	{ "{field.host}", "\"a\\u001b[2J\"", NULL, "has a character in it" },
	{ "{field.host}", "\"a\\u007fb\"", NULL, "has a character in it" },
	{ "{field.host}", "\"a\\u009bb\"", NULL, "has a character in it" },
	{ "{field.host}", "\"a\\u202eb\"", NULL, "has a character in it" },
	{ "{field.host}", "\"a\\u200bb\"", NULL, "has a character in it" },
	{ "{field.host}", "\"a\\u2028b\"", NULL, "has a character in it" },
	{ "{field.host}", "\"\"", NULL, "field.host is not known" },
	{ "{field.host}", "null", NULL, "field.host is not known" },
	{ "{field.host}", "[ \"a\" ]", NULL, "field.host is not known" },
	{ "{field.other}", "\"x\"", NULL, "field.other is not known" },
	{ "{ticket.fields}", "\"x\"", NULL, "ticket.fields is not known" },
};

static json_t *
body_with(TALLOC_CTX *ctx, const char *host)
{
	json_error_t error;
	json_t *body = json_loads(talloc_asprintf(ctx, "{\"rule\": \"ping them\", \"ticket\": {\"number\": 12, \"tier\": 2, \"fields\": "
	    "{\"host\": %s}}, \"requester\": {\"address\": \"eva@customer.example\"}, \"capture\": {\"asset\": \"PC-7\"}}", host), 0, &error);

	if (body == NULL)
		fail_msg("%s: %s", host, error.text);
	return body;
}

static enum result
fill(TALLOC_CTX *ctx, const char *written, const char *host, char ***argv, struct error *err)
{
	char *command[] = { talloc_strdup(ctx, "/bin/program"), talloc_strdup(ctx, written) };
	struct conf_hook hook = { .kind = CONF_HOOK_PROGRAM, .command = command, .command_count = 2 };
	json_t *body = body_with(ctx, host);
	enum result result = argument_fill(ctx, &hook, body, argv, err);

	json_decref(body);
	return result;
}

static void
each(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		struct error err = { "" };
		char **argv = NULL;
		enum result result = fill(tmp, samples[i].written, samples[i].host, &argv, &err);

		if (samples[i].wanted == NULL) {
			if (result != PERMFAIL || strstr(err.text, samples[i].wrong) == NULL)
				fail_msg("%s with %s: %d, %s", samples[i].written, samples[i].host, result, err.text);
			continue;
		}
		if (result != DONE || strcmp(argv[1], samples[i].wanted) != 0)
			fail_msg("%s with %s: %s", samples[i].written, samples[i].host, result == DONE ? argv[1] : err.text);
		assert_string_equal(argv[0], "/bin/program");
		assert_null(argv[2]);
	}
}

static void
too_long(void **state)
{
	SCRATCH(tmp);
	char *value = talloc_zero_size(tmp, ARGUMENT_VALUE_MOST + 4);
	struct error err;
	char **argv;

	(void)state;
	memset(value, 'a', ARGUMENT_VALUE_MOST + 2);
	value[0] = value[ARGUMENT_VALUE_MOST + 1] = '"';
	assert_int_equal(fill(tmp, "{field.host}", value, &argv, &err), DONE);
	value[ARGUMENT_VALUE_MOST + 1] = 'a';
	value[ARGUMENT_VALUE_MOST + 2] = '"';
	assert_int_equal(fill(tmp, "{field.host}", value, &argv, &err), PERMFAIL);
	assert_non_null(strstr(err.text, "more than 255 bytes"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(each), cmocka_unit_test(too_long) };

	return cmocka_run_group_tests_name("argument", tests, NULL, NULL);
}
