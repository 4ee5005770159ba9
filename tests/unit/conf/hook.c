/* hook.c - webhooks and programs as they are written */
#include <config.h>

#include "scene.h"

static void
read_whole(void **state)
{
	SCRATCH(tmp);
	struct conf_problems problems;
	const struct conf_hook *h;
	struct conf *conf;

	if (scene_load(*state, tmp, SMALLEST "webhooks = ( { name = \"chat\"; url = \"https://chat.example/x?a=b\"; secret = \"s\"; body = \"text\"; "
	    "retry_first = \"2s\"; at_once = 8; }, { name = \"here\"; url = \"http://[::1]:8080/\"; } );\n"
	    "programs = ( { name = \"chat\"; command = [ \"/bin/sh\", \"{field.host}\", \"{no such}\", \"{capture.a-b}\" ]; output_max = \"4K\"; "
	    "note = false; sets_fields = \"os\"; } );\n", &conf, &problems) != DONE)
		fail_msg("%s", problems.list[problems.count - 1].what);
	assert_int_equal(conf->hook_count, 3);
	h = conf_hook(conf, CONF_HOOK_WEBHOOK, "chat");
	assert_string_equal(h->url, "https://chat.example/x?a=b");
	assert_string_equal(h->secret->text, "s");
	assert_int_equal(h->body, CONF_HOOK_TEXT);
	assert_int_equal(h->retry_first, SECONDS(2));
	assert_int_equal(h->at_once, 8);
	assert_int_equal(h->give_up, DAYS(1));
	h = conf_hook(conf, CONF_HOOK_PROGRAM, "chat");
	assert_int_equal(h->command_count, 4);
	assert_int_equal(h->output_max, 4096);
	assert_int_equal(h->timeout, SECONDS(20));
	assert_false(h->note);
	assert_true(h->notice);
	assert_string_equal(h->fields[0], "os");
	assert_null(conf_hook(conf, CONF_HOOK_PROGRAM, "here"));
	conf_forget_logins(conf);
	assert_string_equal(conf_hook(conf, CONF_HOOK_WEBHOOK, "chat")->secret->text, "s");
	conf_forget_secrets(conf);
	assert_null(conf_hook(conf, CONF_HOOK_WEBHOOK, "chat")->secret->text);
}

/* One setting in a webhook or program, and what is said of it; NULL: nothing. */
static const struct {
	const char *section, *settings, *words;
} samples[] = {
	{ "webhooks", "url = \"https://a.example\";", NULL },
	{ "webhooks", "url = \"http://127.0.0.1:1/\";", NULL },
	{ "webhooks", "url = \"http://localhost\";", NULL },
	{ "webhooks", "", "url" },
	{ "webhooks", "url = \"http://a.example/\";", "use https" },
	{ "webhooks", "url = \"http://localhost.a.example/\";", "use https" },
	{ "webhooks", "url = \"http://127.0.0.1.a.example/\";", "use https" },
	{ "webhooks", "url = \"ftp://a.example/\";", "write an address like" },
	{ "webhooks", "url = \"https://\";", "write an address like" },
	{ "webhooks", "url = \"https://me:word@a.example/\";", "would stand in logs" },
	{ "webhooks", "url = \"http://localhost@a.example/\";", "would stand in logs" },
	{ "webhooks", "url = \"https://a.example/a b\";", "write an address like" },
	{ "webhooks", "url = \"https://a.example\"; proxy = \"proxy:80\";", "write one like http://proxy" },
	{ "webhooks", "url = \"https://a.example\"; body = \"xml\";", "body" },
	{ "webhooks", "url = \"https://a.example\"; secret = \"\";", "is empty" },
	{ "webhooks", "url = \"https://a.example\"; secret = { flie = \"x\"; };", "did you mean \"file\"" },
	{ "webhooks", "url = \"https://a.example\"; organisations = \"acme\";", "which there is not" },
	{ "webhooks", "url = \"https://a.example\"; at_once = 9;", "at_once" },
	{ "webhooks", "url = \"https://a.example\"; retry_first = \"10m\"; retry_most = \"1m\";", "longer than retry_most" },
	{ "programs", "command = \"/bin/true\";", NULL },
	{ "programs", "", "command" },
	{ "programs", "command = [ \"true\" ];", "begin with the whole path" },
	{ "programs", "command = [ \"/bin/{field.program}\" ];", "begin with the whole path" },
	{ "programs", "command = [ \"/no/such/program\" ];", "No such file" },
	{ "programs", "command = [ \"/bin/true\", \"{field.}\" ];", "stands for nothing" },
	{ "programs", "command = [ \"/bin/true\", \"{ticket.que}\" ];", "did you mean \"ticket.queue\"" },
	{ "programs", "command = [ \"/bin/true\" ]; output_max = \"1G\";", "output_max" },
	{ "programs", "command = [ \"/bin/true\" ]; user = \"root\";", "user" },
};

static void
each(void **state)
{
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		struct conf_problems problems = { 0 };
		struct conf *conf;
		enum result result = scene_load(*state, tmp, talloc_asprintf(tmp, SMALLEST "%s = ( { name = \"x\"; %s } );\n", samples[i].section,
		    samples[i].settings), &conf, &problems);
		bool said = false;

		for (size_t n = 0; n < problems.count; n++)
			if (!problems.list[n].warning && samples[i].words != NULL && strstr(problems.list[n].what, samples[i].words) != NULL)
				said = problems.list[n].line == 5;
		if ((samples[i].words == NULL) != (result == DONE) || (samples[i].words != NULL && !said))
			fail_msg("%s: %s", samples[i].settings, problems.count > 0 ? problems.list[problems.count - 1].what : "nothing");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(read_whole, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(each, scene_open, scene_close),
	};

	return cmocka_run_group_tests_name("hook", tests, NULL, NULL);
}
