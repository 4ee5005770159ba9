/* conf.c - postigo.conf as a whole: what it gives, and what is said of a bad one */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <talloc.h>

#include <postigo/base/file.h>
#include <postigo/base/memory.h>
#include <postigo/conf/conf.h>

/* A folder for the files of one test. */
struct scene {
	char *folder;
};

static int
scene_open(void **state)
{
	struct scene *s = talloc_zero(NULL, struct scene);

	s->folder = talloc_strdup(s, "/tmp/postigo-conf-XXXXXX");
	assert_non_null(mkdtemp(s->folder));
	*state = s;
	return 0;
}

static int
scene_close(void **state)
{
	struct scene *s = *state;
	char *remove = talloc_asprintf(s, "%s", s->folder);

	(void)remove;
	talloc_free(s);
	return 0;
}

static char *
write_file(struct scene *s, const char *name, const char *bytes)
{
	char *path = talloc_asprintf(s, "%s/%s", s->folder, name);
	struct error err;

	assert_int_equal(file_write(path, bytes, strlen(bytes), 0600, &err), DONE);
	return path;
}

static const char smallest[] =
    "identity = { name = \"Example Support\"; domain = \"example.com\"; };\n"
    "smtp = { host = \"mail.example.com\"; from = \"help@example.com\"; };\n"
    "mailboxes = ( { name = \"help\"; host = \"mail.example.com\"; address = \"help@example.com\"; queue = \"q\"; } );\n"
    "queues = ( { name = \"q\"; } );\n";

static void
print(const struct conf_problems *p)
{
	for (size_t i = 0; i < p->count; i++)
		print_message("%s:%u: %s\n", p->list[i].file, p->list[i].line, p->list[i].what);
}

static void
gives_defaults(void **state)
{
	SCRATCH(tmp);
	struct conf *conf = NULL;
	struct conf_problems problems;
	enum result result = conf_load(tmp, write_file(*state, "postigo.conf", smallest), &conf, &problems);

	print(&problems);
	assert_int_equal(result, DONE);
	assert_int_equal(problems.count, 0);
	assert_string_equal(conf->identity.language, "en");
	assert_string_equal(conf->store_path, "/var/lib/postigo/postigo.db");
	assert_string_equal(conf->secret_file, "/var/lib/postigo/token.keys");
	assert_string_equal(conf->control_socket, "/var/lib/postigo/control");
	assert_int_equal(conf->readers, 2);
	assert_int_equal(conf->relay.server.port, 587);
	assert_int_equal(conf->relay.max_size, 25 << 20);
	assert_int_equal(conf->relay.give_up, DAYS(5));
	assert_int_equal(conf->mailbox_count, 1);
	assert_int_equal(conf->mailboxes[0].server.port, 993);
	assert_int_equal(conf->mailboxes[0].server.tls, CONF_TLS_IMPLICIT);
	assert_int_equal(conf->mailboxes[0].poll, SECONDS(60));
	assert_true(conf->mailboxes[0].idle);
	assert_string_equal(conf->mailboxes[0].folder, "INBOX");
	assert_string_equal(conf->mailboxes[0].display_name, "Example Support");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(gives_defaults, scene_open, scene_close),
	};

	return cmocka_run_group_tests_name("conf", tests, NULL, NULL);
}
