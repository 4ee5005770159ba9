/* include.c - several files: where they are looked for, in which order, and whose line is named */
#include <config.h>

#include "scene.h"

static void
joins_lists_in_order(void **state)
{
	SCRATCH(tmp);
	struct scene *s = *state;
	struct conf *conf = NULL;
	struct conf_problems problems;

	scene_folder(s, "conf.d");
	scene_folder(s, "conf.d/more");
	scene_write(s, "conf.d/20.conf", "queues = ( { name = \"third\"; } );\n@include \"more/x\"", 0600);
	scene_write(s, "conf.d/10.conf", "queues = ( { name = \"second\"; } );\n", 0600);
	scene_write(s, "conf.d/ignored", "bad", 0600);
	scene_write(s, "conf.d/more/x", "\xEF\xBB\xBFqueues = ( { name = \"fourth\"; } );", 0600);
	assert_int_equal(scene_load(s, tmp, SMALLEST "  @include \"conf.d/*.conf\"\r\nagents = ();\r\n"
	    "@include \"nothing.d/*.conf\"\n# @include \"x\"\n/*\n@include \"x\"\n*/\n", &conf, &problems), DONE);
	assert_problems(&problems, NULL, 0);
	assert_int_equal(conf->queue_count, 4);
	assert_string_equal(conf->queues[0].name, "q");
	assert_string_equal(conf->queues[1].name, "second");
	assert_string_equal(conf->queues[2].name, "third");
	assert_string_equal(conf->queues[3].name, "fourth");
}

static void
keeps_the_place_of_an_include(void **state)
{
	SCRATCH(tmp);
	struct scene *s = *state;
	struct conf *conf = NULL;
	struct conf_problems problems;

	scene_write(s, "queues.conf", "queues = ( { name = \"first\"; } );\n", 0600);
	assert_int_equal(scene_load(s, tmp, "@include \"queues.conf\"\n" SMALLEST, &conf, &problems), DONE);
	assert_string_equal(conf->queues[0].name, "first");
	assert_string_equal(conf->queues[1].name, "q");
}

static void
names_file_and_line(void **state)
{
	static const struct wanted wanted[] = {
		{ NULL, 3, "none.conf: No such file" }, { "a.conf", 2, "syntax error" }, { "a.conf", 3, "agnets" },
		{ "b.conf", 3, "readers is 0" }, { "b.conf", 4, "identity stands at " },
	};
	SCRATCH(tmp);
	struct scene *s = *state;
	struct conf *conf = NULL;
	struct conf_problems problems;

	scene_folder(s, "sub");
	scene_write(s, "sub/a.conf", "@include \"b.conf\"\nuser = ;\nagnets = ();\n", 0600);
	scene_write(s, "sub/b.conf", "\n\nreaders = 0;\nidentity = { };\n", 0600);
	assert_int_equal(scene_load(s, tmp, IDENTITY("") SMTP("") "@include \"none.conf\"\n@include \"sub/a.conf\"\n", &conf,
	    &problems), PERMFAIL);
	assert_problems(&problems, wanted, sizeof(wanted) / sizeof(wanted[0]));
}

static void
ends_circles(void **state)
{
	static const struct wanted wanted[] = {
		{ NULL, 7, "b.conf is included already, at " }, { "a.conf", 1, "postigo.conf includes itself in the end" },
		{ "b.conf", 1, "b.conf includes itself in the end" },
	};
	SCRATCH(tmp);
	struct scene *s = *state;
	struct conf *conf = NULL;
	struct conf_problems problems;

	scene_write(s, "a.conf", "@include \"postigo.conf\"\n", 0600);
	scene_write(s, "b.conf", "@include \"b.conf\"\n", 0600);
	assert_int_equal(scene_load(s, tmp, SMALLEST "@include \"a.conf\"\n@include \"b.conf\"\n@include \"b.conf\"\n", &conf,
	    &problems), PERMFAIL);
	assert_problems(&problems, wanted, sizeof(wanted) / sizeof(wanted[0]));
}

static void
ends_depths(void **state)
{
	static const struct wanted wanted = { "10.conf", 1, "10 deep" };
	SCRATCH(tmp);
	struct scene *s = *state;
	struct conf *conf = NULL;
	struct conf_problems problems;

	for (int i = 1; i <= 12; i++)
		scene_write(s, talloc_asprintf(tmp, "%d.conf", i), talloc_asprintf(tmp, "@include \"%d.conf\"\n", i + 1), 0600);
	assert_int_equal(scene_load(s, tmp, SMALLEST "@include \"1.conf\"\n", &conf, &problems), PERMFAIL);
	assert_problems(&problems, &wanted, 1);
}

static void
refuses_what_is_no_config(void **state)
{
	static const struct wanted wanted[] = {
		{ NULL, 5, "is a folder; write " }, { "nul.conf", 1, "NUL byte" },
	};
	SCRATCH(tmp);
	struct scene *s = *state;
	struct conf *conf = NULL;
	struct conf_problems problems;
	char *path = scene_path(s, "nul.conf");
	struct error err;

	scene_folder(s, "sub");
	assert_int_equal(file_write(path, "readers = 1;\0 readers = 2;", 26, 0600, &err), DONE);
	assert_int_equal(scene_load(s, tmp, SMALLEST "@include \"sub\"\n@include \"nul.conf\"\n", &conf, &problems), PERMFAIL);
	assert_problems(&problems, wanted, sizeof(wanted) / sizeof(wanted[0]));
	assert_int_equal(conf_load(tmp, "/nonexistent/postigo.conf", &conf, &problems), PERMFAIL);
	assert_int_equal(problems.list[0].line, 0);
	assert_non_null(strstr(problems.list[0].what, "No such file"));
	assert_null(conf);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(joins_lists_in_order, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(keeps_the_place_of_an_include, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(names_file_and_line, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(ends_circles, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(ends_depths, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(refuses_what_is_no_config, scene_open, scene_close),
	};

	return cmocka_run_group_tests_name("include", tests, NULL, NULL);
}
