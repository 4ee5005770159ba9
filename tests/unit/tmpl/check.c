/* check.c - what is wrong with templates, all of it at once */
#include <config.h>

#include "catalogs.h"

#define PLAIN "Subject: s\n\nwords\n"
#define WEEK "[ \"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\" ]"
#define NAMES "weekdays = " WEEK ";\nshort_weekdays = " WEEK ";\nmonths = [ \"1\", \"2\", \"3\", \"4\", \"5\", \"6\", \"7\", \"8\", \"9\", " \
	"\"10\", \"11\", \"12\" ];\n"
#define SENTENCES "tiers = [ \"0\", \"1\", \"2\", \"3\", \"4\" ]; day = \"$day\"; date = \"$day\"; moment = \"$date\"; time = \"$time\"; day_and_time = \"$date\"; decimal = \".\"; everybody = \"all\";\n"
#define WORDS NAMES SENTENCES "plurals = { one = \"n = 1\"; };\n"

static const struct sample {
	const char *name, *place, *file, *text;
	const char *words;	/* of the only problem; NULL: there is none */
	bool warning;
	unsigned line;
} samples[] = {
	{ "all is well", "en", "answer.mustache", "Subject: {{subject}}\n\n{{#attachments}}{{name}}{{size_text}}{{ticket}}{{/attachments}}\n",
	    NULL, false, 0 },
	{ "a field of a list, outside", "en", "answer.mustache", "Subject: s\n\n{{size_text}}\n", "there is no value \"size_text\"", false, 3 },
	{ "in a list that is no list", "en", "answer.mustache", "Subject: s\n\n{{#ticket}}\n{{size_text}}{{/ticket}}\n",
	    "there is no value \"size_text\"", false, 4 },
	{ "a mistyped field", "en", "answer.mustache", "Subject: s\n\n{{#attachments}}{{nmae}}{{/attachments}}\n",
	    "there is no value \"nmae\"; did you mean \"name\"?", false, 3 },
	{ "a field of no object", "en", "answer.mustache", "Subject: s\n\n{{ticket.number}}\n",
	    "\"answer\" offers no value \"ticket.number\"", false, 3 },
	{ "another message's value", "en", "acknowledgement.mustache", "Subject: s\n\n{{^technician_name}}x{{/technician_name}}\n",
	    "\"acknowledgement\" offers no value \"technician_name\"", false, 3 },
	{ "in the subject", "en", "answer.mustache", "Subject: {{tikcet}}\n\nx\n", "there is no value \"tikcet\"; did you mean", false, 1 },
	{ "no such piece", "en", "answer.mustache", "Subject: s\n\n\n{{> _nowhere}}\n", "there is no piece \"_nowhere\"", false, 4 },
	{ "a message is no piece", "en", "answer.mustache", "Subject: s\n\n{{> notice_new}}\n", "the name of one begins with _", false, 3 },
	{ "no such frame", "en", "answer.mustache", "Subject: s\n\n{{<_nowhere}}{{/_nowhere}}\n", "there is no piece \"_nowhere\"", false, 3 },
	{ "a piece that names another's value", "en", "_p.mustache", "a\n{{diagnostic}}\n", "\"answer\" offers no value \"diagnostic\"", false, 2 },
	{ "a block that does", "en", "answer.mustache", "Subject: s\n\n{{<_p}}{{$b}}\n{{recipient}}{{/b}}{{/_p}}\n",
	    "\"answer\" offers no value \"recipient\"", false, 4 },
	{ "a piece in itself", "en", "_p.mustache", "{{#attachments}}{{> _p}}{{/attachments}}\n",
	    "partials are nested too deeply at \"_p\"", false, 0 },
	{ "a piece that nobody uses", "en", "_q.mustache", "a\n", "no template uses this piece", true, 0 },
	{ "which has a mistake as well", "en", "_p.mustache", "{{#a}}\n", "this section is not closed: a", false, 1 },
	{ "a message that there is not", "en", "anwser.mustache", PLAIN, "there is no message \"anwser\"; did you mean \"answer\"?", true, 0 },
	{ "a file of another kind", "en", "answer.mustach", PLAIN, "the name of a template ends with .mustache", true, 0 },
	{ "a folder of no language", "english", "answer.mustache", PLAIN, "a language's folder is named like", true, 0 },
	{ "a message of no language", "", "answer.mustache", PLAIN, "a message stands in a language's folder", true, 0 },
	{ "other files", "", "README", "words", NULL, false, 0 },
	{ "a queue that there is", "queues/help/en", "answer.mustache", PLAIN, NULL, false, 0 },
	{ "a queue that there is not", "queues/hepl/en", "answer.mustache", PLAIN, "there is no queue \"hepl\"; did you mean \"help\"?", true, 0 },
	{ "a file for a queue", "queues", "help.mustache", PLAIN, "a folder named as the queue is wanted here", true, 0 },
	{ "an organisation that there is", "organisations/acme/en", "answer.mustache", PLAIN, NULL, false, 0 },
	{ "an organisation that there is not", "organisations/acne/en", "answer.mustache", PLAIN,
	    "there is no organisation \"acne\"; did you mean \"acme\"?", true, 0 },
	{ "HTML", "en", "answer.mustache", "Subject: s\n\na<br>b\n", "there is HTML in it", true, 0 },
	{ "forms of a number", "en", "sla_digest.mustache", "Subject: s\n\n{{#count.one}}a{{/count.one}}{{^count.few}}b{{/count.few}}\n",
	    NULL, false, 0 },
	{ "no form of one", "en", "sla_digest.mustache", "Subject: s\n\n{{#count.three}}a{{/count.three}}\n",
	    "\"sla_digest\" offers no value \"count.three\"", false, 3 },
	{ "a form of what is no number", "en", "answer.mustache", "Subject: s\n\n{{#subject.one}}a{{/subject.one}}\n",
	    "\"answer\" offers no value \"subject.one\"", false, 3 },
	{ "words", "en", "words.conf", WORDS, NULL, false, 0 },
	{ "words that lack", "en", "words.conf", NAMES SENTENCES, "plurals is not in it: it is as in English", true, 0 },
	{ "words that nobody knows", "en", "words.conf", WORDS "dya = 1;\n", "dya is no setting; did you mean \"day\"?", false, 6 },
	{ "six days", "en", "words.conf", "weekdays = [ \"a\", \"b\", \"c\", \"d\", \"e\", \"f\" ];\nshort_weekdays = " WEEK ";\n"
	    "months = [ \"1\", \"2\", \"3\", \"4\", \"5\", \"6\", \"7\", \"8\", \"9\", \"10\", \"11\", \"12\" ];\n"
	    SENTENCES "plurals = { };\n", "weekdays: there are 7 of them, not 6; Sunday is the first", false, 1 },
	{ "no condition", "en", "words.conf", NAMES SENTENCES "plurals = { one = \"n is 1\"; };\n", "one: this is no condition", false, 5 },
	{ "no form", "en", "words.conf", NAMES SENTENCES "plurals = { three = \"n = 3\"; };\n", "three: forms are called zero", false, 5 },
	{ "no config", "en", "words.conf", NAMES SENTENCES "plurals = {\n", "syntax error", false, 6 },
	{ "words of a queue", "queues/help/en", "words.conf", WORDS, "the name of a template ends with .mustache", true, 0 },
	{ "an image", "en", "answer.mustache", "Subject: s\n\n![a](b)\n", "there is an image in it", true, 0 },
};

static void
look(const char *name, const struct sample *s, const struct conf_problems *problems)
{
	for (size_t i = 0; i < problems->count && s->words == NULL; i++)
		fail_msg("%s: %s:%u: %s", name, problems->list[i].file, problems->list[i].line, problems->list[i].what);
	if (s->words == NULL)
		return;
	if (problems->count == 0)
		fail_msg("%s: nothing is said", name);
	const struct conf_problem *p = &problems->list[0];
	if (problems->count != 1 || strstr(p->what, s->words) == NULL || p->line != s->line || p->warning != s->warning)
		fail_msg("%s: %zu problems; %s:%u: %s%s", name, problems->count, p->file, p->line,
		    p->warning ? "warning: " : "", p->what);
	assert_int_equal(problems->errors, !s->warning);
}

static void
test_samples(void **state)
{
	struct conf_queue queue = { .name = (char[]){ "help" } };
	struct conf_organisation acme = { .name = (char[]){ "acme" } };
	struct conf conf = { .queues = &queue, .queue_count = 1, .organisations = &acme, .organisation_count = 1 };

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		const struct sample *s = &samples[i];
		SCRATCH(tmp);
		const char *folder = folder_new(tmp);
		struct conf_problems problems = { 0 };
		struct catalog *catalog = NULL;

		put_all(folder, "en", PLAIN);
		put(folder, "en", "_p", "{{$b}}{{/b}}");
		put(folder, "en", "answer", "Subject: s\n\n{{> _p}}\n");
		if (strcmp(s->file, "answer.mustache") == 0 && strcmp(s->place, "en") == 0)
			put(folder, "en", "notice_new", "Subject: s\n\n{{> _p}}\n");
		put_file(folder, s->place, s->file, s->text);
		enum result result = catalog_read(tmp, folder, "en", &conf, &catalog, tmp, &problems);
		look(s->name, s, &problems);
		assert_int_equal(result, problems.errors == 0 ? DONE : PERMFAIL);
		folder_remove(folder);
	}
}

/* The fall-back has to have everything; what others lack is worth a word. */
static void
test_lacking(void **state)
{
	SCRATCH(tmp);
	const char *folder = folder_new(tmp);
	struct conf_problems problems = { 0 };
	struct catalog *catalog;

	(void)state;
	put_all(folder, "en", PLAIN);
	put_all(folder, "es", PLAIN);
	put_file(folder, "es", "words.conf", WORDS);
	put(folder, "es-MX", "answer", PLAIN);
	assert_int_equal(catalog_read(tmp, folder, "en", NULL, &catalog, tmp, &problems), DONE);
	assert_int_equal(problems.count, 0);	/* "es" has what "es-MX" lacks */

	assert_int_equal(unlink(talloc_asprintf(tmp, "%s/es/words.conf", folder)), 0);
	assert_int_equal(catalog_read(tmp, folder, "en", NULL, &catalog, tmp, &problems), DONE);
	assert_int_equal(problems.count, 2);
	assert_non_null(strstr(problems.list[0].what, "there is no words.conf: dates in \"es\" are in \"en\""));
	assert_true(problems.list[0].warning);
	put_file(folder, "es", "words.conf", WORDS);

	problems = (struct conf_problems){ 0 };
	assert_int_equal(unlink(talloc_asprintf(tmp, "%s/es/not_accepted.mustache", folder)), 0);
	assert_int_equal(catalog_read(tmp, folder, "en", NULL, &catalog, tmp, &problems), DONE);
	assert_int_equal(problems.count, 2);
	assert_non_null(strstr(problems.list[0].what, "\"es\" has no not_accepted.mustache: it is sent in \"en\""));
	assert_true(problems.list[0].warning);

	problems = (struct conf_problems){ 0 };
	assert_int_equal(catalog_read(tmp, folder, "es", NULL, &catalog, tmp, &problems), PERMFAIL);
	assert_int_equal(problems.errors, 1);
	assert_non_null(strstr(problems.list[0].what, "es/not_accepted.mustache: there is no such file"));
	folder_remove(folder);
}

/* Each file's mistakes are told, not only the first one's. */
static void
test_all_at_once(void **state)
{
	SCRATCH(tmp);
	const char *folder = folder_new(tmp);
	struct conf_problems problems = { 0 };
	struct catalog *catalog;

	(void)state;
	put_all(folder, "en", "Subject: {{#a}}\n\nwords\n");
	assert_int_equal(catalog_read(tmp, folder, "en", NULL, &catalog, tmp, &problems), PERMFAIL);
	size_t messages = 0;
	while (offer_at(messages) != NULL)
		messages++;
	assert_int_equal(problems.errors, messages);

	problems = (struct conf_problems){ 0 };
	put_all(folder, "en", "Subject: {{a}}\n\n{{b}}{{a}}\n{{c}}\n");
	assert_int_equal(catalog_read(tmp, folder, "en", NULL, &catalog, tmp, &problems), PERMFAIL);
	assert_int_equal(problems.errors, messages * 4);
	folder_remove(folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_samples),
		cmocka_unit_test(test_lacking),
		cmocka_unit_test(test_all_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
