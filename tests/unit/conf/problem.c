/* problem.c - what is said of a bad config: all of it, each with its line, and what would be right */
#include <config.h>

#include "scene.h"

#define BAD(label, text, at, what) { label, text, { NULL, at, what } }

/* One fault each, and so one problem each. */
static const struct sample {
	const char *name;
	const char *text;
	struct wanted wanted;
} samples[] = {
	BAD("no identity", SMTP("") MAILBOX("") QUEUE, 0, "identity is missing; add identity = {"),
	BAD("no smtp", IDENTITY("") MAILBOX("") QUEUE, 0, "smtp is missing; add smtp = {"),
	BAD("no mailboxes", IDENTITY("") SMTP("") QUEUE, 0, "mailboxes are missing; add mailboxes = ("),
	BAD("unknown", SMALLEST "\nagnets = ();\n", 6, "agnets is no setting; did you mean \"agents\"?"),
	BAD("unknown, like nothing", SMALLEST "colour = 1;\n", 5, "colour is no setting; see postigo.conf(5)"),
	BAD("misspelt section is not missing as well", IDENTITY("") "smpt = { };\n" MAILBOX("") QUEUE, 2,
	    "did you mean \"smtp\"?"),
	BAD("unknown in a group", IDENTITY("") SMTP("\nhots = \"x\";") MAILBOX("") QUEUE, 3,
	    "smtp.hots is no setting; did you mean \"host\"?"),
	BAD("unknown in a list", IDENTITY("") SMTP("") MAILBOX("colour = \"red\";") QUEUE, 3,
	    "mailbox \"help\": colour is no setting; there are name, host,"),
	BAD("missing", "identity = { domain = \"example.com\"; };\n" SMTP("") MAILBOX("") QUEUE, 1,
	    "identity.name is missing; add name = \"Example Support\""),
	BAD("misspelt and so missing", "identity = {\nnmae = \"x\"; domain = \"example.com\"; };\n" SMTP("") MAILBOX("") QUEUE,
	    2, "identity.nmae is no setting; did you mean \"name\"?"),
	BAD("section twice", SMALLEST IDENTITY(""), 5, "identity stands at "),
	BAD("section of a wrong kind", SMALLEST "templates = \"x\";\n", 5, "templates should be a group"),
	BAD("list of a wrong kind", SMALLEST "teams = { name = \"x\"; };\n", 5, "teams should be a list of groups"),
	BAD("element of a wrong kind", SMALLEST "teams = (\n\"x\"\n);\n", 6, "each of teams should be a group"),

	BAD("text wanted", SMALLEST "user = 5;\n", 5, "user is a number; it should be text in quotes"),
	BAD("empty text", SMALLEST "user = \"\";\n", 5, "user is empty"),
	BAD("two lines", IDENTITY("") SMTP("") MAILBOX("folder = \"a\\nb\";") QUEUE, 3, "on one line"),
	BAD("not UTF-8", IDENTITY("") SMTP("") MAILBOX("folder = \"caf\xE9\";") QUEUE, 3, "is not UTF-8"),
	BAD("number wanted", IDENTITY("") SMTP("port = \"587\";") MAILBOX("") QUEUE, 2,
	    "smtp.port is text; it should be a number from 1 to 65535"),
	BAD("number out of range", IDENTITY("") SMTP("port = 70000;") MAILBOX("") QUEUE, 2,
	    "smtp.port is 70000; it should be from 1 to 65535"),
	BAD("negative number", SMALLEST "readers = -1;\n", 5, "readers is -1; it should be from 1 to 32"),
	BAD("number that would wrap to 25", IDENTITY("") SMTP("port = 4294967321;") MAILBOX("") QUEUE, 2,
	    "the number is too large; write sizes and durations as text"),
	BAD("number that would wrap to -1294967296", IDENTITY("") SMTP("max_size = 3000000000;") MAILBOX("") QUEUE, 2,
	    "the number is too large"),
	BAD("number larger than any", IDENTITY("") SMTP("give_up = 99999999999999999999999;") MAILBOX("") QUEUE, 2,
	    "the number is too large"),
	BAD("hexadecimal that would wrap", SMALLEST "readers = 0x100000002;\n", 5, "the number is too large"),
	BAD("long number", SMALLEST "readers = 4294967298L;\n", 5, "readers is 4294967298; it should be from 1 to 32"),
	BAD("fraction", SMALLEST "readers = 1.5;\n", 5, "readers is a number with a fraction; it should be a number"),
	BAD("flag as text", IDENTITY("") SMTP("") MAILBOX("idle = \"yes\";") QUEUE, 3,
	    "idle is text; it should be true or false, without quotes"),
	BAD("no duration", IDENTITY("") SMTP("give_up = \"5 days\";") MAILBOX("") QUEUE, 2,
	    "smtp.give_up is \"5 days\"; it should be a duration like"),
	BAD("short duration", IDENTITY("") SMTP("") MAILBOX("poll = 0;") QUEUE, 3, "it should be from 1s to 1d"),
	BAD("negative duration", IDENTITY("") SMTP("") MAILBOX("poll = -5;") QUEUE, 3, "poll is out of range"),
	BAD("no size", IDENTITY("") SMTP("") MAILBOX("max_size = \"32 M\";") QUEUE, 3,
	    "max_size is \"32 M\"; it should be a size like \"32M\""),
	BAD("size with a blank behind", IDENTITY("") SMTP("") MAILBOX("max_size = \"32 \";") QUEUE, 3, "should be a size"),
	BAD("large size", IDENTITY("") SMTP("") MAILBOX("max_size = \"1G\";") QUEUE, 3, "it should be from 64K to 128M"),
	BAD("size larger than any", IDENTITY("") SMTP("") MAILBOX("max_size = \"18446744073709551615K\";") QUEUE, 3,
	    "should be a size"),
	BAD("no such choice", IDENTITY("") SMTP("tls = \"startls\";") MAILBOX("") QUEUE, 2,
	    "it should be \"none\", \"starttls\" or \"implicit\"; did you mean \"starttls\"?"),
	BAD("choice of a wrong kind", IDENTITY("") SMTP("tls = true;") MAILBOX("") QUEUE, 2, "smtp.tls is true or false; it"),

	BAD("no domain", "identity = { name = \"x\"; domain = \"help@example.com\"; };\n" SMTP("") MAILBOX("") QUEUE, 1,
	    "without the @"),
	BAD("no language", IDENTITY("language = \"english\";") SMTP("") MAILBOX("") QUEUE, 1, "which is no language"),
	BAD("no time zone", IDENTITY("timezone = \"Europe/Madird\";") SMTP("") MAILBOX("") QUEUE, 1,
	    "time zone that this system does not know; did you mean \"Europe/Madrid\"?"),
	BAD("time zone outside", IDENTITY("timezone = \"../../../etc/passwd\";") SMTP("") MAILBOX("") QUEUE, 1, "time zone"),
	BAD("no store", SMALLEST "store = { url = \"mysql://x\"; };\n", 5, "it should be sqlite: and a file"),
	BAD("folder as store", SMALLEST "store = { url = \"sqlite:/var/\"; };\n", 5, "it should be sqlite: and a file"),
	BAD("long socket", SMALLEST "control = { socket = \"/" "0123456789012345678901234567890123456789012345678901234567890"
	    "12345678901234567890123456789012345678901234567890\"; };\n", 5, "a socket's path has at most 107 bytes"),
	BAD("no templates", SMALLEST "templates = { dir = \"/nonexistent\"; };\n", 5, "/nonexistent: No such file"),
	BAD("file as templates", SMALLEST "templates = { dir = \"postigo.conf\"; };\n", 5, "should be the folder"),

	BAD("host with port", "smtp = { host = \"mail:25\"; from = \"help@example.com\"; };\n" IDENTITY("") MAILBOX("") QUEUE,
	    1, "give the host alone, and port = 25 beside it"),
	BAD("URL", "smtp = { host = \"smtp://mail\"; from = \"help@example.com\"; };\n" IDENTITY("") MAILBOX("") QUEUE, 1,
	    "a URL; give the host alone"),
	BAD("no host", "smtp = { host = \"a b\"; from = \"help@example.com\"; };\n" IDENTITY("") MAILBOX("") QUEUE, 1,
	    "which is no host"),
	BAD("address with name", "smtp = { host = \"h\"; from = \"Help <help@example.com>\"; };\n" IDENTITY("") MAILBOX("")
	    QUEUE, 1, "give the address alone"),
	BAD("no CA", IDENTITY("") SMTP("ca_file = \"nowhere.pem\";") MAILBOX("") QUEUE, 2, "nowhere.pem: No such file"),
	BAD("waits the wrong way round", IDENTITY("") SMTP("\nretry_most = 30;") MAILBOX("") QUEUE, 3, "smtp.retry_most makes"),
	BAD("user alone", IDENTITY("") SMTP("user = \"u\";") MAILBOX("") QUEUE, 2, "smtp.password is missing beside user"),
	BAD("password alone", IDENTITY("") SMTP("password = \"p\";") MAILBOX("") QUEUE, 2, "smtp.user is missing beside"),
	BAD("password in clear", IDENTITY("") SMTP("") MAILBOX("tls = \"none\"; user = \"u\"; password = \"p\";") QUEUE, 3,
	    "mailbox \"help\": tls is \"none\", which shows the password"),
	BAD("password of a wrong kind", IDENTITY("") SMTP("user = \"u\"; password = 5;") MAILBOX("") QUEUE, 2,
	    "smtp.password should be text in quotes, or {"),
	BAD("two passwords", IDENTITY("") SMTP("user = \"u\"; password = { credential = \"x\"; command = \"/bin/cat\"; };")
	    MAILBOX("") QUEUE, 2, "smtp.password comes from several places"),
	BAD("empty password", IDENTITY("") SMTP("user = \"u\"; password = \"\";") MAILBOX("") QUEUE, 2, "is empty"),
	BAD("no password", IDENTITY("") SMTP("user = \"u\"; password = { };") MAILBOX("") QUEUE, 2, "comes from nowhere"),
	BAD("no password file", IDENTITY("") SMTP("user = \"u\"; password = { file = \"nowhere\"; };") MAILBOX("") QUEUE, 2,
	    "smtp.password.file names "),
	BAD("relative command", IDENTITY("") SMTP("user = \"u\"; password = { command = \"pass x\"; };") MAILBOX("") QUEUE, 2,
	    "begin with the whole path"),
	BAD("no command", IDENTITY("") SMTP("user = \"u\"; password = { command = \"/nonexistent x\"; };") MAILBOX("") QUEUE,
	    2, "/nonexistent: No such file"),

	BAD("move to where", IDENTITY("") SMTP("") MAILBOX("after = \"move\";") QUEUE, 3, "move_to is missing"),
	BAD("move without", IDENTITY("") SMTP("") MAILBOX("move_to = \"x\";") QUEUE, 3, "does nothing without"),
	BAD("long address", IDENTITY("") SMTP("") QUEUE "mailboxes = ( { name = \"h\"; host = \"h\"; queue = \"q\";\n"
	    "address = \"nineteen-characters@example.com\"; }, { name = \"i\"; host = \"h\"; queue = \"q\";\n"
	    "address = \"help@example.com\"; } );\n", 5, "at most 18 leave room for a reply token"),
	BAD("address with a token", IDENTITY("") SMTP("") QUEUE "mailboxes = ( { name = \"h\"; host = \"h\"; queue = \"q\";\n"
	    "address = \"a+b@example.com\"; }, { name = \"i\"; host = \"h\"; queue = \"q\";\n"
	    "address = \"help@example.com\"; } );\n", 5, "has a + before the @"),
	BAD("no such queue", IDENTITY("") SMTP("") MAILBOX("") "queues = ( { name = \"qs\"; } );\n", 3,
	    "the mailbox's queue is \"q\", which there is not; did you mean \"qs\"?"),
	BAD("no queue at all", IDENTITY("") SMTP("") MAILBOX(""), 3, "add { name = \"q\" } to queues"),
	BAD("no such team", SMALLEST "teams = ( { name = \"first\"; } );\n"
	    "@include \"none/*\"\nagents = ();\n", 0, NULL),
	BAD("no such member", SMALLEST "teams = ( { name = \"first\"; members = ( \"ana\",\n\"luis\"\n); } );\n"
	    "agents = ( { name = \"ana\"; address = \"ana@example.com\"; } );\n", 6, "the team's member is \"luis\""),
	BAD("member twice", SMALLEST "teams = ( { name = \"first\"; members = [ \"ana\",\n\"ana\" ]; } );\n"
	    "agents = ( { name = \"ana\"; address = \"ana@example.com\"; } );\n", 6, "\"ana\" is a member of the team twice"),
	BAD("name twice", SMALLEST "agents = ( { name = \"ana\"; address = \"ana@example.com\"; },\n"
	    "{ name = \"Ana\"; address = \"b@example.com\"; } );\n", 6, "the name \"Ana\" of this agent is that of the agent at"),
	BAD("address twice", SMALLEST "agents = ( { name = \"ana\"; address = \"ana@example.com\"; },\n"
	    "{ name = \"b\"; address = \"ANA@example.com\"; } );\n", 6, "the address \"ANA@example.com\" of this agent"),
	BAD("another address twice", SMALLEST "agents = ( { name = \"ana\"; address = \"ana@example.com\"; },\n"
	    "{ name = \"b\"; address = \"b@example.com\"; addresses = [ \"ana@example.com\" ]; } );\n", 6,
	    "the address \"ana@example.com\" of this agent"),
	BAD("another address that is none", SMALLEST "agents = ( { name = \"b\"; address = \"b@example.com\";\n"
	    "addresses = [ \"home\" ]; } );\n", 6, "home"),
	BAD("agent with a mailbox's address", SMALLEST "agents = ( { name = \"ana\"; address = \"Help@example.com\"; } );\n", 5,
	    "is that of the mailbox at"),
	BAD("name that no list could hold", SMALLEST "teams = ( { name = \"a,b\"; } );\n", 5, "a name has letters"),

	BAD("no such level of trust", SMALLEST "trust = { commands = \"tokens\"; };\n", 5,
	    "trust.commands is \"tokens\"; it should be \"none\", \"known\", \"auth\", \"token\" or \"token_and_auth\"; did you"),
	BAD("no such setting of trust", SMALLEST "trust = { comands = \"token\"; };\n", 5, "did you mean \"commands\"?"),
	BAD("tokens are of a week", SMALLEST "trust = { token_max_age = \"1d\"; };\n", 5, "it should be from 7d to 7300d"),
	BAD("no rate", SMALLEST "limits = {\naddress = [ \"5/1h\",\n\"5 an hour\" ]; };\n", 7,
	    "limits.address is \"5 an hour\"; it should be a number and a time, like \"5/1h\""),
	BAD("rate without a time", SMALLEST "limits = { domain = \"5\"; };\n", 5, "limits.domain is \"5\""),
	BAD("rate without a number", SMALLEST "limits = { domain = \"/1h\"; };\n", 5, "limits.domain is \"/1h\""),
	BAD("rate of a negative number", SMALLEST "limits = { domain = \"-5/1h\"; };\n", 5, "limits.domain is \"-5/1h\""),
	BAD("rate that would wrap", SMALLEST "limits = { domain = \"4294967301/1h\"; };\n", 5, "limits.domain is"),
	BAD("rate larger than any", SMALLEST "limits = { domain = \"99999999999999999999/1h\"; };\n", 5, "limits.domain is"),
	BAD("rate within no time", SMALLEST "limits = { domain = \"5/0s\"; };\n", 5, "limits.domain is \"5/0s\""),
	BAD("rate within a year", SMALLEST "limits = { domain = \"5/1y\"; };\n", 5, "at most 1000000 and 30d"),
	BAD("rates of a wrong kind", SMALLEST "limits = { domain = 5; };\n", 5,
	    "limits.domain is a number; it should be a list of texts like ( \"5/1h\" )"),
	BAD("no rate at all", SMALLEST "limits = { domain = [ ]; };\n", 5, "limits.domain is empty; write \"off\""),
	BAD("off and on", SMALLEST "limits = { domain = [ \"off\", \"5/1h\" ]; };\n", 5, "has \"off\" beside a rate"),
	BAD("too many rates", SMALLEST "limits = { domain = [ \"1/1h\", \"2/2h\", \"3/3h\", \"4/4h\", \"5/5h\", \"6/6h\", "
	    "\"7/7h\", \"8/8h\", \"9/9h\" ]; };\n", 5, "has 9 rates; at most 8"),
	BAD("no new ticket at all", SMALLEST "limits = { tickets = [ \"9/1d\", \"0/1h\" ]; };\n", 5, "limits.tickets allows no ticket"),
	BAD("few hops", SMALLEST "limits = { hops = 1; };\n", 5, "limits.hops is 1; it should be from 5 to 1000"),
	BAD("negative hold", SMALLEST "hold = { full = -1; };\n", 5, "hold.full is out of range; it should be from 0s to 365d"),
	BAD("no period", IDENTITY("") SMTP("") MAILBOX("") "queues = ( { name = \"q\"; reopen_for = \"forever\"; } );\n", 4,
	    "reopen_for is \"forever\"; it should be a duration like \"90s\", \"5m\" or \"1h30m\", or \"always\" or \"never\""),
	BAD("period of a wrong kind", IDENTITY("") SMTP("") MAILBOX("") "queues = ( { name = \"q\"; link_for = true; } );\n",
	    4, "link_for is true or false; it should be a duration"),
	BAD("no operator", SMALLEST "operator = \"root\";\n", 5, "operator is \"root\", which is no address"),
	BAD("operator with a mailbox's address", SMALLEST "operator = \"Help@example.com\";\n", 5, "would become tickets"),
	BAD("whole field for its first word", IDENTITY("") SMTP("") MAILBOX("trusted_authserv = ( \"mx.example.com; spf=pass\" );")
	    QUEUE, 3, "give the one word behind Authentication-Results:"),
	BAD("no sender", IDENTITY("") SMTP("") MAILBOX("reply_to_senders = ( \"@a b\" );") QUEUE, 3,
	    "is \"@a b\", which is no domain; write an address, or one like @example.com"),
	BAD("senders of a wrong kind", IDENTITY("") SMTP("") MAILBOX("reply_to_senders = { a = 1; };") QUEUE, 3,
	    "it should be a list of texts like ( \"form@example.com\" )"),
	BAD("precedence out of range", IDENTITY("") SMTP("") MAILBOX("precedence = -1;") QUEUE, 3,
	    "precedence is -1; it should be from 0 to 9999"),

	BAD("unquoted", IDENTITY("") SMTP("tls = none;") MAILBOX("") QUEUE, 2, "syntax error here or just before"),
	BAD("setting twice", IDENTITY("") SMTP("\nhost = \"x\";") MAILBOX("") QUEUE, 3, "host stands at "),
	BAD("agent without a name", SMALLEST "agents = ( { address = \"ana@example.com\"; } );\n", 5, "add name = \"ana\""),
	BAD("setting twice in a list", SMALLEST "teams = ( { name = \"a\"; },\n{ name = \"b\";\nmembers = ();\nname = \"c\"; } );\n",
	    8, "postigo.conf:6 already"),
	BAD("setting twice on a line", SMALLEST "agents = ( { name = \"a\"; address = \"a@example.com\"; name = \"b\"; } );\n",
	    5, "name stands at "),
	BAD("text without end", SMALLEST "\nuser = \"x;\n\n\n", 6, "the text that begins here has no end"),
	BAD("comment without end", SMALLEST "/* x\n\n\n", 5, "the comment that begins here has no end"),
	BAD("bracket without end", SMALLEST "teams = (\n{ name = \"x\"; }\n\n", 5, "that opens here is never closed"),
	BAD("too deep", SMALLEST "teams = ((((((((((((((((((((((((((((((((((((((((\n", 5, "too many brackets"),
	BAD("mixed array", SMALLEST "teams = ( { name = \"x\"; members = [ \"a\", 1 ]; } );\n", 5, "values of one kind only"),
	BAD("include in brackets", IDENTITY("") SMTP("\n@include \"x\"\n") MAILBOX("") QUEUE, 3, "inside of brackets"),
	BAD("include of nothing", SMALLEST "@include \"none.conf\"\n", 5, "none.conf: No such file"),
	BAD("include that is none", SMALLEST "@include none.conf\n", 5, "syntax error"),
};

static void
says_what_is_wrong(void **state)
{
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		const struct sample *sample = &samples[i];
		struct conf *conf = NULL;
		struct conf_problems problems;
		enum result result = scene_load(*state, tmp, sample->text, &conf, &problems);
		bool right = sample->wanted.words == NULL;

		if (problems.errors != !right)
			print_message("%s: %zu errors\n", sample->name, problems.errors);
		assert_problems(&problems, &sample->wanted, !right);
		assert_int_equal(result, right ? DONE : PERMFAIL);
		assert_int_equal(conf == NULL, !right);
	}
}

/* Nothing hides behind anything else. */
static void
says_it_all_at_once(void **state)
{
	static const char text[] =
	    "identity = {\n"
	    "  nmae = \"Example Support\";\n"
	    "  domain = \"help@example.com\";\n"
	    "  language = \"english\";\n"
	    "  timezone = \"Europe/Madird\";\n"
	    "};\n"
	    "store = { url = \"mysql://x\"; };\n"
	    "smtp = {\n"
	    "  host = \"mail.example.com:587\";\n"
	    "  port = 70000;\n"
	    "  tls = \"startls\";\n"
	    "  ca_file = \"nowhere.pem\";\n"
	    "  user = \"bot\";\n"
	    "  password = { file = \"a\"; command = \"b\"; };\n"
	    "  from = \"Support <support@example.com>\";\n"
	    "  connections = \"two\";\n"
	    "  timeout = \"5 minutes\";\n"
	    "  max_size = 3000000000;\n"
	    "  give_up = 99999999999;\n"
	    "  retry_first = \"5h\";\n"
	    "  keep = 1.5;\n"
	    "};\n"
	    "mailboxes = (\n"
	    "  { name = \"support\"; host = \"imap.example.com\"; tls = \"none\"; user = \"u\"; password = \"x\";\n"
	    "    address = \"support@example.com\"; queue = \"suport\"; after = \"move\"; idle = \"yes\" },\n"
	    "  { name = \"support\"; address = \"support-and-help-desk@example.com\"; queue = \"support\"; hots = \"x\"; },\n"
	    "  { name = \"sales\"; host = \"imaps://imap.example.com\"; address = \"Support@Example.com\"; queue = \"s\"; },\n"
	    "  \"x\",\n"
	    ");\n"
	    "queues = ( { name = \"support\"; team = \"frist\"; } );\n"
	    "teams = ( { name = \"first\"; members = ( \"ana\", \"lius\" ); } );\n"
	    "agents = (\n"
	    "  { name = \"ana\"; address = \"ana@example.com\"; },\n"
	    "  { name = \"luis\"; address = \"ana@example.com\"; },\n"
	    "  { name = \"eva\"; address = \"sales\"; },\n"
	    "  { name = \"leo\"; address = \"support@example.com\"; }\n"
	    ");\n"
	    "mailbox = 1;\n"
	    "templates = { dir = \"/nonexistent\"; };\n"
	    "readers = 0;\n"
	    "user = \"nobody-has-this-name\";\n";
	static const struct wanted wanted[] = {
		{ NULL, 2, "identity.nmae" }, { NULL, 3, "identity.domain" }, { NULL, 4, "identity.language" },
		{ NULL, 5, "identity.timezone" }, { NULL, 7, "store.url" }, { NULL, 9, "smtp.host" }, { NULL, 10, "smtp.port" },
		{ NULL, 11, "smtp.tls" }, { NULL, 12, "smtp.ca_file" }, { NULL, 14, "smtp.password" },
		{ NULL, 15, "smtp.from" }, { NULL, 16, "smtp.connections" }, { NULL, 17, "smtp.timeout" },
		{ NULL, 18, "number is too large" }, { NULL, 19, "number is too large" }, { NULL, 20, "smtp.retry_first" },
		{ NULL, 21, "smtp.keep" }, { NULL, 24, "everybody on this system may read" }, { NULL, 24, "tls is \"none\"" },
		{ NULL, 24, "move_to is missing" }, { NULL, 25, "idle" }, { NULL, 25, "did you mean \"support\"" },
		{ NULL, 26, "leave room for a reply token" }, { NULL, 26, "hots is no setting; did you mean \"host\"?" },
		{ NULL, 26, "the name \"support\"" }, { NULL, 27, "a URL" }, { NULL, 27, "queue is \"s\"" },
		{ NULL, 27, "the address \"Support@Example.com\"" }, { NULL, 28, "each of mailboxes" },
		{ NULL, 30, "did you mean \"first\"" }, { NULL, 31, "did you mean \"luis\"" },
		{ NULL, 34, "the address \"ana@example.com\"" }, { NULL, 35, "which is no address" },
		{ NULL, 36, "that of the mailbox at" }, { NULL, 38, "did you mean \"mailboxes\"?" },
		{ NULL, 39, "templates.dir" }, { NULL, 40, "readers is 0" }, { NULL, 41, "adduser" },
	};
	SCRATCH(tmp);
	struct conf *conf = NULL;
	struct conf_problems problems;
	char *path = scene_write(*state, "postigo.conf", text, 0644);

	assert_int_equal(conf_load(tmp, path, &conf, &problems), PERMFAIL);
	assert_problems(&problems, wanted, sizeof(wanted) / sizeof(wanted[0]));
	/* The account that there is not, and that no server's word counts. */
	assert_int_equal(problems.errors, problems.count - 2);
	assert_null(conf);
}

/* A fault in one setting's syntax does not hide those in others; what may be missing is not said to be. */
static void
goes_on_after_a_syntax_error(void **state)
{
	static const char text[] =
	    "identity = {\n"
	    "  name = Example Support;\n"
	    "  domain = \"example.com\";\n"
	    "};\n"
	    "readers =\n"
	    "smtp = { host = \"h\"; from = \"x\"; }\n"
	    "mailboxes = (\n"
	    "  { name = \"m\"; host = \"h\"; address = \"a@example.com\"; queue = \"q\"; };\n"
	    ");\n"
	    "store = { url = \"x\" };\n"
	    "queues = ( { name = \"q\"; team = \"t\"; } );\n"
	    "agents = ( { name = \"ana\"; address = \"x\" } );\n"
	    "teams = ( { name = \"u\"; members = [ \"zoe\" ]; } );\n";
	static const struct wanted wanted[] = {
		{ NULL, 2, "syntax error" }, { NULL, 6, "syntax error" }, { NULL, 8, "syntax error" },
		{ NULL, 10, "store.url" }, { NULL, 11, "the queue's team is \"t\"" }, { NULL, 12, "which is no address" },
		{ NULL, 13, "the team's member is \"zoe\"" },
	};
	SCRATCH(tmp);
	struct conf *conf = NULL;
	struct conf_problems problems;

	assert_int_equal(scene_load(*state, tmp, text, &conf, &problems), PERMFAIL);
	assert_problems(&problems, wanted, sizeof(wanted) / sizeof(wanted[0]));
}

/* libconfig gives a text in a list the line of the comma or bracket behind it. */
static void
knows_the_lines_of_list_elements(void **state)
{
	static const char text[] = SMALLEST
	    "teams = ( { name = \"t\"; members = (\n\"a\",\n\n\"b\"\n,\"c\", \"d\",\n); } );\n";
	static const struct wanted wanted[] = {
		{ NULL, 6, "\"a\"" }, { NULL, 8, "\"b\"" }, { NULL, 9, "\"c\"" }, { NULL, 9, "\"d\"" },
	};
	SCRATCH(tmp);
	struct conf *conf = NULL;
	struct conf_problems problems;

	assert_int_equal(scene_load(*state, tmp, text, &conf, &problems), PERMFAIL);
	assert_problems(&problems, wanted, sizeof(wanted) / sizeof(wanted[0]));
}

static void
warns_without_refusing(void **state)
{
	static const struct wanted wanted[] = {
		{ NULL, 2, "smtp.ca_file does nothing with tls" },
		{ NULL, 2, "smtp.from is \"bot@example.com\", which is no mailbox's address" },
		{ NULL, 5, "an account that this system does not have" },
	};
	SCRATCH(tmp);
	struct conf *conf = NULL;
	struct conf_problems problems;

	assert_int_equal(scene_load(*state, tmp, IDENTITY("") "smtp = { host = \"h\"; from = \"bot@example.com\"; "
	    "tls = \"none\"; ca_file = \"postigo.conf\"; };\n" MAILBOX("") QUEUE "user = \"nobody-has-this-name\";\n", &conf,
	    &problems), DONE);
	assert_problems(&problems, wanted, sizeof(wanted) / sizeof(wanted[0]));
	assert_int_equal(problems.errors, 0);
	assert_true(problems.list[0].warning);
	assert_non_null(conf);
}

/* Settings that are allowed, and hardly ever what is meant. */
static void
warns_of_what_is_not_safe(void **state)
{
	static const struct {
		const char *text;
		struct wanted wanted;
	} risks[] = {
		{ SMALLEST, { NULL, 3, "no mailbox has a trusted_authserv: who adds a participant or writes on behalf" } },
		{ SMALLEST "trust = { participants = \"known\"; on_behalf = \"known\"; };\n", { NULL, 0, NULL } },
		{ IDENTITY("") SMTP("") MAILBOX("trusted_authserv = \"mx.example.com\";") QUEUE, { NULL, 0, NULL } },
		{ SMALLEST "trust = { participants = \"known\"; on_behalf = \"known\";\ncommands = \"known\"; };\n",
		    { NULL, 6, "trust.commands is \"known\": whoever writes a technician's address" } },
		{ SMALLEST "trust = { participants = \"known\"; on_behalf = \"known\"; commands = \"token_and_auth\"; };\n",
		    { NULL, 3, "nobody ever reaches the \"token_and_auth\" that trust.commands asks for" } },
		{ IDENTITY("") SMTP("") MAILBOX("trusted_authserv = \"mx.example.com\";") QUEUE
		    "limits = {\nall = \"off\"; };\n", { NULL, 6, "limits.all is \"off\": nothing ends a loop" } },
		{ IDENTITY("") SMTP("") MAILBOX("trusted_authserv = \"mx.example.com\";")
		    "queues = ( { name = \"q\"; link_for = \"30d\"; } );\n",
		    { NULL, 4, "queue \"q\": link_for ends no later than reopen_for" } },
	};

	for (size_t i = 0; i < sizeof(risks) / sizeof(risks[0]); i++) {
		SCRATCH(tmp);
		struct conf *conf = NULL;
		struct conf_problems problems;
		size_t told = 0;

		assert_int_equal(scene_load(*state, tmp, risks[i].text, &conf, &problems), DONE);
		/* The queue without a team is another test's. */
		for (size_t n = 0; n < problems.count; n++)
			if (strstr(problems.list[n].what, "nobody is told") == NULL)
				problems.list[told++] = problems.list[n];
		problems.count = told;
		assert_int_equal(told, risks[i].wanted.words != NULL);
		assert_problems(&problems, &risks[i].wanted, told);
	}
}

static void
warns_of_what_nobody_hears_of(void **state)
{
	static const struct wanted wanted[] = {
		{ NULL, 4, "queue \"q\" has no team: nobody is told" }, { NULL, 5, "team \"t\" has no members: nobody is told" },
		{ NULL, 6, "the agent's language is \"pt-BR\", and " },
	};
	SCRATCH(tmp);
	struct scene *s = *state;
	struct conf *conf = NULL;
	struct conf_problems problems;
	char *text = talloc_asprintf(tmp, SMALLEST "teams = ( { name = \"t\"; } );\n"
	    "agents = ( { name = \"ana\"; address = \"ana@example.com\"; language = \"pt-BR\"; } );\n"
	    "templates = { dir = \"templates\"; };\n");

	scene_folder(s, "templates");
	scene_folder(s, "templates/en");
	assert_int_equal(scene_load(s, tmp, text, &conf, &problems), DONE);
	assert_problems(&problems, wanted, sizeof(wanted) / sizeof(wanted[0]));
	scene_folder(s, "templates/pt");
	assert_int_equal(scene_load(s, tmp, text, &conf, &problems), DONE);
	assert_problems(&problems, wanted, 2);
}

static void
wants_secrets_kept(void **state)
{
	static const struct wanted open_file = { NULL, 2, "may read; chmod 640 " };
	SCRATCH(tmp);
	struct scene *s = *state;
	struct conf *conf = NULL;
	struct conf_problems problems;
	char *file = scene_write(s, "password", "secret\n", 0644);
	char *by_file = talloc_asprintf(tmp, IDENTITY("") SMTP("user = \"u\"; password = { file = \"%s\"; };") MAILBOX("") QUEUE,
	    file);
	const char *as_text = IDENTITY("") SMTP("user = \"u\"; password = \"p\";") MAILBOX("") QUEUE;

	assert_int_equal(scene_load(s, tmp, by_file, &conf, &problems), PERMFAIL);
	assert_problems(&problems, &open_file, 1);
	assert_int_equal(chmod(file, 0640), 0);
	assert_int_equal(scene_load(s, tmp, by_file, &conf, &problems), DONE);

	assert_int_equal(conf_load(tmp, scene_write(s, "postigo.conf", as_text, 0644), &conf, &problems), PERMFAIL);
	assert_problems(&problems, &open_file, 1);
	assert_int_equal(conf_load(tmp, scene_write(s, "postigo.conf", as_text, 0640), &conf, &problems), DONE);

	/* To this machine itself it may go in clear. */
	assert_int_equal(scene_load(s, tmp, IDENTITY("") SMTP("") QUEUE "mailboxes = ( { name = \"help\"; host = \"127.0.0.1\";"
	    "address = \"help@example.com\"; queue = \"q\"; tls = \"none\"; user = \"u\"; password = \"p\"; } );\n", &conf,
	    &problems), DONE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(says_what_is_wrong, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(says_it_all_at_once, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(goes_on_after_a_syntax_error, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(knows_the_lines_of_list_elements, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(warns_without_refusing, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(warns_of_what_is_not_safe, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(warns_of_what_nobody_hears_of, scene_open, scene_close),
		cmocka_unit_test_setup_teardown(wants_secrets_kept, scene_open, scene_close),
	};

	return cmocka_run_group_tests_name("problem", tests, NULL, NULL);
}
