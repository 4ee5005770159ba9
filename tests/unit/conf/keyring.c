/* keyring.c - who signs, who must, and what is wrong without keys */
#include <config.h>

#include "scene.h"

#define KEYRING "keyring = { folder = \"/var/lib/postigo/keyring\"; };\n"
#define AGENT(more) "agents = ( { name = \"ana\"; address = \"ana@example.net\"; " more " } );\n"

static void
takes_what_is_written(void **state)
{
	SCRATCH(tmp);
	struct conf_problems problems;
	struct conf *conf;

	assert_int_equal(scene_load(*state, tmp, IDENTITY("") SMTP("") MAILBOX("sign = \"smime\"; encrypt = \"required\";") QUEUE KEYRING
	    AGENT("keys = [ \"0123 4567 89ab cdef 0123  4567 89AB CDEF 0123 4567\" ];")
	    "teams = ( { name = \"first\"; members = [ \"ana\" ]; must_sign = true; } );\ntrust = { signature = \"auth\"; };\n",
	    &conf, &problems), DONE);
	assert_string_equal(conf->keyring, "/var/lib/postigo/keyring");
	assert_int_equal(conf->mailboxes[0].sign, CONF_SIGN_SMIME);
	assert_int_equal(conf->mailboxes[0].encrypt, CONF_ENCRYPT_REQUIRED);
	assert_string_equal(conf->agents[0].keys[0], "0123456789ABCDEF0123456789ABCDEF01234567");
	assert_true(conf->agents[0].must_sign);		/* the team says so */
	assert_int_equal(conf->trust.signature, TRUST_AUTH);

	assert_int_equal(scene_load(*state, tmp, SMALLEST, &conf, &problems), DONE);
	assert_null(conf->keyring);
	assert_int_equal(conf->mailboxes[0].sign, CONF_SIGN_NO);
	assert_int_equal(conf->trust.signature, TRUST_TOKEN);
}

static void
says_what_is_wrong(void **state)
{
	static const struct {
		const char *text;
		struct wanted wanted;
	} samples[] = {
		{ SMALLEST "keyring = { };\n", { NULL, 5, "keyring.folder is missing" } },
		{ SMALLEST "keyring = { folder = \"/a/very/long/path/that/goes/on/and/on/for/as/long/as/nobody/stops/it/before/it/is/too/late\"; };\n",
		    { NULL, 5, "is longer than 80 bytes" } },
		{ IDENTITY("") SMTP("") MAILBOX("sign = \"openpgp\";") QUEUE, { NULL, 3, "mailbox \"help\": sign does nothing without keys" } },
		{ IDENTITY("") SMTP("") MAILBOX("encrypt = \"if_known\";") QUEUE, { NULL, 3, "encrypt does nothing without keys" } },
		{ SMALLEST AGENT("must_sign = true;"), { NULL, 5, "agent \"ana\": must_sign does nothing without keys" } },
		{ SMALLEST KEYRING AGENT("keys = \"ABCDEF\";"), { NULL, 6, "it should be a key's whole fingerprint" } },
		{ SMALLEST KEYRING "trust = { signature = \"known\"; };\n", { NULL, 6, "it should be \"none\", or at least \"auth\"" } },
	};

	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		struct conf_problems problems;
		struct conf *conf;

		assert_int_equal(scene_load(*state, tmp, samples[i].text, &conf, &problems), PERMFAIL);
		assert_problems(&problems, &samples[i].wanted, 1);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(takes_what_is_written, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(says_what_is_wrong, scene_open, scene_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
