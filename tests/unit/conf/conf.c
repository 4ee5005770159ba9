/* conf.c - what a config gives: values, defaults, what is found by name; and nothing is left behind */
#include <config.h>

#include <malloc.h>

#include "scene.h"

/* Loads what has to be right. */
static struct conf *
load(struct scene *s, TALLOC_CTX *ctx, const char *text)
{
	struct conf *conf = NULL;
	struct conf_problems problems;
	enum result result = scene_load(s, ctx, text, &conf, &problems);

	assert_problems(&problems, NULL, 0);
	assert_int_equal(result, DONE);
	return conf;
}

static void
fills_in_defaults(void **state)
{
	SCRATCH(tmp);
	const struct conf *conf = load(*state, tmp, SMALLEST);
	const struct conf_mailbox *m = &conf->mailboxes[0];

	assert_string_equal(conf->identity.language, "en");
	assert_string_equal(conf->identity.timezone, "UTC");
	assert_string_equal(conf->store_url, "sqlite:/var/lib/postigo/postigo.db");
	assert_string_equal(conf->store_path, "/var/lib/postigo/postigo.db");
	assert_string_equal(conf->secret_file, "/var/lib/postigo/token.keys");
	assert_string_equal(conf->control_socket, "/var/lib/postigo/control");
	assert_string_equal(conf->templates_dir, POSTIGO_TEMPLATES);
	assert_null(conf->pid_file);
	assert_null(conf->user);
	assert_int_equal(conf->readers, 2);
	assert_int_equal(conf->relay.server.port, 587);
	assert_int_equal(conf->relay.server.tls, CONF_TLS_STARTTLS);
	assert_int_equal(conf->relay.server.timeout, MINUTES(5));
	assert_int_equal(conf->relay.connections, 2);
	assert_int_equal(conf->relay.max_size, 25 << 20);
	assert_int_equal(conf->relay.give_up, DAYS(5));
	assert_int_equal(conf->relay.retry_first, MINUTES(1));
	assert_int_equal(conf->relay.retry_most, HOURS(4));
	assert_int_equal(conf->relay.retry_unknown, MINUTES(5));
	assert_int_equal(conf->relay.keep, SECONDS(10));
	assert_int_equal(conf->mailbox_count, 1);
	assert_int_equal(m->server.port, 993);
	assert_int_equal(m->server.tls, CONF_TLS_IMPLICIT);
	assert_int_equal(m->server.timeout, SECONDS(60));
	assert_null(m->server.user);
	assert_string_equal(m->folder, "INBOX");
	assert_string_equal(m->display_name, "Example Support");
	assert_int_equal(m->after, CONF_AFTER_SEEN);
	assert_int_equal(m->adopt, CONF_ADOPT_SKIP);
	assert_int_equal(m->poll, SECONDS(60));
	assert_true(m->idle);
	assert_int_equal(m->max_size, 32 << 20);
	assert_int_equal(m->precedence, 100);
	assert_int_equal(m->trusted_authserv_count, 0);
	assert_int_equal(m->reply_to_sender_count, 0);
	assert_true(m->safe_acknowledgement);
	assert_int_equal(conf->queues[0].reopen_for, DAYS(30));
	assert_true(conf->queues[0].link_for == CONF_ALWAYS);
	assert_int_equal(m->line, 3);
}

static void
rates_are(const struct conf_rates *rates, size_t count, unsigned most, duration window)
{
	assert_int_equal(rates->count, count);
	if (count > 0) {
		assert_int_equal(rates->list[count - 1].most, most);
		assert_int_equal(rates->list[count - 1].window, window);
	}
}

static void
fills_in_limits(void **state)
{
	SCRATCH(tmp);
	const struct conf *conf = load(*state, tmp, SMALLEST);

	assert_null(conf->operator);
	assert_int_equal(conf->trust.commands, TRUST_TOKEN);
	assert_int_equal(conf->trust.reopen, TRUST_KNOWN);
	assert_int_equal(conf->trust.participants, TRUST_AUTH);
	assert_int_equal(conf->trust.on_behalf, TRUST_AUTH);
	assert_int_equal(conf->trust.token_max_age, DAYS(730));
	assert_int_equal(conf->trust.confirm_within, DAYS(7));
	rates_are(&conf->limits.address, 2, 20, DAYS(1));
	assert_int_equal(conf->limits.address.list[0].most, 5);
	assert_int_equal(conf->limits.address.list[0].window, HOURS(1));
	rates_are(&conf->limits.domain, 1, 300, HOURS(1));
	rates_are(&conf->limits.thread, 2, 25, HOURS(1));
	rates_are(&conf->limits.all, 1, 600, HOURS(1));
	rates_are(&conf->limits.tickets, 1, 20, HOURS(1));
	rates_are(&conf->limits.copies, 1, 3, MINUTES(10));
	assert_int_equal(conf->limits.ack_max_age, DAYS(1));
	assert_int_equal(conf->limits.repeats, 2);
	assert_int_equal(conf->limits.repeats_within, DAYS(1));
	assert_int_equal(conf->limits.hops, 50);
	assert_int_equal(conf->hold.hard, DAYS(60));
	assert_int_equal(conf->hold.full, HOURS(4));
	assert_int_equal(conf->hold.policy, DAYS(7));
}

static void
takes_trust_and_limits(void **state)
{
	SCRATCH(tmp);
	const struct conf *conf = load(*state, tmp, IDENTITY("") SMTP("")
	    MAILBOX("precedence = 5; aliases = ( \"help@example.com\" ); trusted_authserv = ( \"mx.example.com\", \"Filter\" ); safe_acknowledgement = false;"
	    "reply_to_senders = [ \"form@example.com\", \"@lists.example.com\" ];")
	    "queues = ( { name = \"q\"; reopen_for = \"never\"; link_for = \"2y\"; },"
	    "{ name = \"r\"; reopen_for = \"always\"; link_for = \"never\"; } );\n"
	    "operator = \"root@example.com\";\n"
	    "trust = { commands = \"token_and_auth\"; reopen = \"none\"; participants = \"known\"; on_behalf = \"token\";"
	    "token_max_age = \"1w\"; confirm_within = \"1d\"; };\n"
	    "limits = { address = \"0/1d\"; domain = \"off\"; thread = ( \"3/250s\", \"1000000/30d\" ); all = [ \"9/1s\" ];"
	    "ack_max_age = \"2h\"; repeats = 1; repeats_within = 60; hops = 20; };\n"
	    "hold = { hard = 0; full = \"1m\"; policy = \"1y\"; };\n");
	const struct conf_mailbox *m = &conf->mailboxes[0];

	assert_int_equal(m->precedence, 5);
	assert_int_equal(m->trusted_authserv_count, 2);
	assert_int_equal(m->alias_count, 1);
	assert_string_equal(m->trusted_authserv[1], "Filter");
	assert_int_equal(m->reply_to_sender_count, 2);
	assert_string_equal(m->reply_to_senders[1], "@lists.example.com");
	assert_false(m->safe_acknowledgement);
	assert_int_equal(conf->queues[0].reopen_for, CONF_NEVER);
	assert_int_equal(conf->queues[0].link_for, DAYS(730));
	assert_true(conf->queues[1].reopen_for == CONF_ALWAYS);
	assert_int_equal(conf->queues[1].link_for, CONF_NEVER);
	assert_string_equal(conf->operator, "root@example.com");
	assert_int_equal(conf->trust.commands, TRUST_TOKEN_AND_AUTH);
	assert_int_equal(conf->trust.reopen, TRUST_NONE);
	assert_int_equal(conf->trust.participants, TRUST_KNOWN);
	assert_int_equal(conf->trust.on_behalf, TRUST_TOKEN);
	assert_int_equal(conf->trust.token_max_age, DAYS(7));
	assert_int_equal(conf->trust.confirm_within, DAYS(1));
	rates_are(&conf->limits.address, 1, 0, DAYS(1));
	rates_are(&conf->limits.domain, 0, 0, 0);
	rates_are(&conf->limits.thread, 2, 1000000, DAYS(30));
	rates_are(&conf->limits.all, 1, 9, SECONDS(1));
	assert_int_equal(conf->limits.ack_max_age, HOURS(2));
	assert_int_equal(conf->limits.repeats, 1);
	assert_int_equal(conf->limits.repeats_within, SECONDS(60));
	assert_int_equal(conf->limits.hops, 20);
	assert_int_equal(conf->hold.hard, 0);
	assert_int_equal(conf->hold.full, MINUTES(1));
	assert_int_equal(conf->hold.policy, DAYS(365));
}

static void
takes_what_is_written(void **state)
{
	SCRATCH(tmp);
	struct scene *s = *state;
	const struct conf *conf;

	scene_write(s, "ca.pem", "x", 0644);
	scene_folder(s, "templates");
	scene_folder(s, "templates/pt");
	conf = load(s, tmp,
	    IDENTITY("language = \"pt-BR\"; timezone = \"Europe/Madrid\";")
	    "control = { socket = \"/run/control\"; }; store = { url = \"sqlite:data/p.db\"; };\n"
	    SMTP("tls = \"implicit\"; ca_file = \"ca.pem\"; user = \"u\"; password = \"p\"; connections = 5; timeout = 30;"
	    "max_size = \"1M\"; give_up = \"2d\"; retry_first = \"90s\"; retry_most = \"1h30m\"; keep = 0;")
	    MAILBOX("tls = \"none\"; folder = \"Support\"; display_name = \"Ayuda\"; after = \"move\"; move_to = \"Old\";"
	    "idle = false; poll = \"10s\"; adopt = \"take\"; max_size = 65536;")
	    QUEUE "templates = { dir = \"templates\"; }; readers = 4; pid_file = \"p.pid\";\n");
	assert_string_equal(conf->identity.language, "pt-BR");
	assert_string_equal(conf->identity.timezone, "Europe/Madrid");
	assert_string_equal(conf->store_path, talloc_asprintf(tmp, "%s/data/p.db", s->folder));
	assert_string_equal(conf->secret_file, talloc_asprintf(tmp, "%s/data/token.keys", s->folder));
	assert_string_equal(conf->control_socket, "/run/control");
	assert_string_equal(conf->templates_dir, talloc_asprintf(tmp, "%s/templates", s->folder));
	assert_string_equal(conf->pid_file, talloc_asprintf(tmp, "%s/p.pid", s->folder));
	assert_string_equal(conf->relay.server.ca_file, talloc_asprintf(tmp, "%s/ca.pem", s->folder));
	assert_int_equal(conf->readers, 4);
	assert_int_equal(conf->relay.server.port, 465);
	assert_string_equal(conf->relay.server.password.text, "p");
	assert_int_equal(conf->relay.server.timeout, SECONDS(30));
	assert_int_equal(conf->relay.connections, 5);
	assert_int_equal(conf->relay.max_size, 1 << 20);
	assert_int_equal(conf->relay.give_up, DAYS(2));
	assert_int_equal(conf->relay.retry_first, SECONDS(90));
	assert_int_equal(conf->relay.retry_most, MINUTES(90));
	assert_int_equal(conf->relay.keep, 0);
	assert_int_equal(conf->mailboxes[0].server.port, 143);
	assert_string_equal(conf->mailboxes[0].folder, "Support");
	assert_string_equal(conf->mailboxes[0].display_name, "Ayuda");
	assert_int_equal(conf->mailboxes[0].after, CONF_AFTER_MOVE);
	assert_string_equal(conf->mailboxes[0].move_to, "Old");
	assert_false(conf->mailboxes[0].idle);
	assert_int_equal(conf->mailboxes[0].poll, SECONDS(10));
	assert_int_equal(conf->mailboxes[0].adopt, CONF_ADOPT_TAKE);
	assert_int_equal(conf->mailboxes[0].max_size, 65536);
}

static const char people[] = SMALLEST
    "teams = ( { name = \"first line\"; members = ( \"ana\", \"luis\", ); }, { name = \"empty\"; } );\n"
    "agents = ( { name = \"ana\"; address = \"Ana@example.com\"; language = \"es\"; },\n"
    "\t{ name = \"luis\"; display_name = \"Luis Vega\"; address = \"luis@example.com\";\n"
    "\t  addresses = ( \"luis@home.example\", \"vega+desk@home.example\" ); }, );\n";

static void
finds_by_name_and_address(void **state)
{
	SCRATCH(tmp);
	const struct conf *conf = load(*state, tmp, people);

	assert_ptr_equal(conf_mailbox(conf, "help"), &conf->mailboxes[0]);
	assert_ptr_equal(conf_mailbox_by_address(conf, "HELP@example.COM"), &conf->mailboxes[0]);
	assert_ptr_equal(conf_queue(conf, "q"), &conf->queues[0]);
	assert_ptr_equal(conf_team(conf, "empty"), &conf->teams[1]);
	assert_ptr_equal(conf_agent(conf, "luis"), &conf->agents[1]);
	assert_ptr_equal(conf_agent_by_address(conf, "ana@EXAMPLE.com"), &conf->agents[0]);
	assert_ptr_equal(conf_agent_by_address(conf, "ana+phone@example.com"), &conf->agents[0]);
	assert_ptr_equal(conf_agent_by_address(conf, "Luis@home.example"), &conf->agents[1]);
	assert_ptr_equal(conf_agent_by_address(conf, "luis+x+y@home.example"), &conf->agents[1]);
	assert_ptr_equal(conf_agent_by_address(conf, "vega+desk@home.example"), &conf->agents[1]);
	assert_null(conf_agent_by_address(conf, "vega@home.example"));
	assert_null(conf_agent_by_address(conf, "ana@home.example"));
	assert_null(conf_agent_by_address(conf, "+ana@example.com"));
	assert_null(conf_agent_by_address(conf, "ana"));
	assert_null(conf_agent_by_address(conf, "anna@example.com"));
	assert_null(conf_mailbox(conf, "x"));
	assert_null(conf_mailbox_by_address(conf, "ana@example.com"));
	assert_null(conf_queue(conf, "x"));
	assert_null(conf_team(conf, "x"));
	assert_null(conf_agent(conf, "x"));
	assert_null(conf_agent_by_address(conf, "help@example.com"));
	assert_int_equal(conf->teams[0].member_count, 2);
	assert_string_equal(conf->teams[0].members[1], "luis");
	assert_int_equal(conf->teams[1].member_count, 0);
	assert_string_equal(conf->agents[0].display_name, "ana");
	assert_string_equal(conf->agents[1].display_name, "Luis Vega");
	assert_string_equal(conf->agents[0].language, "es");
	assert_string_equal(conf->agents[1].language, "en");	/* what the installation speaks */
}

static void
takes_the_example(void **state)
{
	SCRATCH(tmp);
	const char *source = getenv("srcdir");
	struct conf *conf = NULL;
	struct conf_problems problems;
	enum result result = conf_load(tmp, talloc_asprintf(tmp, "%s/conf/postigo.conf", source != NULL ? source : "."),
	    &conf, &problems);

	(void)state;
	assert_problems(&problems, NULL, 0);
	assert_int_equal(result, DONE);
	assert_string_equal(conf_queue(conf, "support")->team, "first line");
}

static void
forgets_secrets(void **state)
{
	SCRATCH(tmp);
	struct conf *conf = load(*state, tmp, IDENTITY("") SMTP("user = \"u\"; password = \"p1\";")
	    MAILBOX("user = \"u\"; password = \"p2\";") QUEUE);

	assert_string_equal(conf->mailboxes[0].server.password.text, "p2");
	conf_forget_secrets(conf);
	assert_null(conf->relay.server.password.text);
	assert_null(conf->mailboxes[0].server.password.text);
}

#define ROUNDS 400

/* Every kind of file that a load can come across, again and again. */
static void
leaves_nothing_behind(void **state)
{
	static const char *const texts[] = {
		people, "", "identity = {", "a = \"", "readers = 99999999999;", "x = ;\ny = ;\nz = 1;\n",
		SMALLEST "@include \"none/*.conf\"\n@include \"none\"\n@include \"6.conf\"\n",
		IDENTITY("timezone = \"Europe/Madird\";") SMTP("password = { file = \"x\"; command = \"y\"; };"),
	};
	enum { COUNT = sizeof(texts) / sizeof(texts[0]) };
	struct scene *s = *state;
	char *paths[COUNT], name[] = "0.conf";
	size_t blocks = 0, bytes = 0;

	for (int i = 0; i < COUNT; i++, name[0]++)
		paths[i] = scene_write(s, name, texts[i], 0600);
	talloc_enable_null_tracking();
	for (int i = 0; i < ROUNDS * COUNT; i++) {
		SCRATCH(tmp);
		struct conf *conf = NULL;
		struct conf_problems problems;

		(void)conf_load(tmp, paths[i % COUNT], &conf, &problems);
		assert_int_equal(conf == NULL, problems.errors > 0);
		TALLOC_FREE(tmp);
		/* By then libraries have set up what they keep, and malloc most of what it keeps at hand of the freed: 12 KiB were
		 * seen to come later, once. A leak comes every time. */
		if (i + 1 == ROUNDS / 2 * COUNT) {
			blocks = talloc_total_blocks(NULL);
			bytes = mallinfo2().uordblks;
		}
	}
	assert_int_equal(talloc_total_blocks(NULL), blocks);
	/* What libconfig takes is not talloc's. */
	assert_in_range(mallinfo2().uordblks, 0, bytes + ROUNDS / 2 * 100);
	talloc_disable_null_tracking();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(fills_in_defaults, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(fills_in_limits, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(takes_trust_and_limits, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(takes_what_is_written, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(finds_by_name_and_address, scene_open, scene_close),
		cmocka_unit_test(takes_the_example),
		cmocka_unit_test_setup_teardown(forgets_secrets, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(leaves_nothing_behind, scene_open, scene_close),
	};

	return cmocka_run_group_tests_name("conf", tests, NULL, NULL);
}
