/* secret.c - passwords from text, files, commands and credentials */
#include <config.h>

#include <fcntl.h>

#include <postigo/base/instant.h>
#include <postigo/conf/secret.h>

#include "scene.h"

static void
reads_the_first_line(void **state)
{
	static const struct sample {
		const char *bytes, *password;
	} samples[] = {
		{ "secret", "secret" }, { "secret\n", "secret" }, { "se cret\r\nmore\n", "se cret" },
		{ "", NULL }, { "\nsecret\n", NULL },
	};

	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		char *path = scene_write(*state, "password", samples[i].bytes, 0600), *password = NULL;
		struct error err;
		enum result result = secret_read(tmp, &(struct conf_secret){ .file = path }, &password, &err);

		assert_int_equal(result, samples[i].password != NULL ? DONE : PERMFAIL);
		if (samples[i].password != NULL)
			assert_string_equal(password, samples[i].password);
		else
			assert_non_null(strstr(err.text, path));
	}
}

static void
takes_text_or_none(void **state)
{
	SCRATCH(tmp);
	char text[] = "secret", file[] = "/nonexistent", *password = NULL;
	struct error err;

	(void)state;
	assert_int_equal(secret_read(tmp, &(struct conf_secret){ .text = text }, &password, &err), DONE);
	assert_string_equal(password, "secret");
	assert_int_equal(secret_read(tmp, &(struct conf_secret){ 0 }, &password, &err), NONE);
	assert_int_equal(secret_read(tmp, &(struct conf_secret){ .file = file }, &password, &err), PERMFAIL);
}

static void
asks_systemd(void **state)
{
	SCRATCH(tmp);
	struct scene *s = *state;
	struct conf_secret secret = { .credential = talloc_strdup(tmp, "smtp") };
	char *password = NULL;
	struct error err;

	unsetenv("CREDENTIALS_DIRECTORY");
	assert_int_equal(secret_read(tmp, &secret, &password, &err), PERMFAIL);
	assert_non_null(strstr(err.text, "LoadCredential"));
	scene_write(s, "smtp", "secret\n", 0600);
	setenv("CREDENTIALS_DIRECTORY", s->folder, 1);
	assert_int_equal(secret_read(tmp, &secret, &password, &err), DONE);
	assert_string_equal(password, "secret");
	unsetenv("CREDENTIALS_DIRECTORY");
}

static void
runs_commands(void **state)
{
	static const struct sample {
		const char *command;
		enum result result;
		const char *password, *words;
	} samples[] = {
		{ "/bin/echo  se  cret", DONE, "se cret", NULL },
		{ "/bin/echo $HOME;id", DONE, "$HOME;id", NULL },
		{ "/bin/false", TEMPFAIL, NULL, "/bin/false: ended with status 1" },
		{ "/nonexistent", TEMPFAIL, NULL, "status 127" },
		{ "/bin/true", PERMFAIL, NULL, "first line is empty" },
		{ "/usr/bin/yes", TEMPFAIL, NULL, "4 KiB" },
		/* Descriptors of ours are none of the command's business. */
		{ "/bin/readlink /proc/self/fd/77", TEMPFAIL, NULL, "status 1" },
	};
	int other = open("/dev/null", O_RDONLY);

	(void)state;
	assert_int_equal(dup2(other, 77), 77);
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		struct conf_secret secret = { .command = talloc_strdup(tmp, samples[i].command) };
		char *password = NULL;
		struct error err;

		assert_int_equal(secret_read(tmp, &secret, &password, &err), samples[i].result);
		if (samples[i].password != NULL)
			assert_string_equal(password, samples[i].password);
		else
			assert_non_null(strstr(err.text, samples[i].words));
	}
	close(other);
	close(77);
}

/* Ten seconds, also for one that closes its output and stays. */
static void
does_not_wait_for_ever(void **state)
{
	SCRATCH(tmp);
	char *script = scene_write(*state, "stay", "#!/bin/sh\necho secret\nexec >&-\nsleep 60 & wait\n", 0700);
	char *password = NULL;
	struct error err;
	int64_t begin = instant_monotonic();

	assert_int_equal(secret_read(tmp, &(struct conf_secret){ .command = script }, &password, &err), TEMPFAIL);
	assert_non_null(strstr(err.text, "no end after 10 seconds"));
	assert_in_range(instant_monotonic() - begin, SECONDS(10), SECONDS(20));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(reads_the_first_line, scene_open, scene_close),
		cmocka_unit_test(takes_text_or_none),
		cmocka_unit_test_setup_teardown(asks_systemd, scene_open, scene_close),
		cmocka_unit_test(runs_commands),
		cmocka_unit_test_setup_teardown(does_not_wait_for_ever, scene_open, scene_close),
	};

	return cmocka_run_group_tests_name("secret", tests, NULL, NULL);
}
