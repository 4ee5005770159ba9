/* button.c - the links of buttons, whatever the ticket is called, and the mails that come of them */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>

#include "../../../src/desk/button.h"

#define ADDRESS "support+11a4q00000010000002qq02jk4pmerkca5a0wj3awntsw@example.org"

static const struct link_sample {
	const char *name, *subject, *link;
	enum token_purpose purpose;
	const char *language;
} link_samples[] = {
	{ "plain", "Cannot print", "mailto:" ADDRESS "?subject=%5B%237%5D%20take%3A%20Cannot%20print&body=%23take%0D%0A",
	    TOKEN_TAKE, "en" },
	{ "nothing", NULL, "mailto:" ADDRESS "?subject=%5B%237%5D%20close%3A%20&body=%23close%0D%0A", TOKEN_CLOSE, NULL },
	{ "with a value", "x", "mailto:" ADDRESS "?subject=%5B%237%5D%20wait%3A%20x&body=%23wait%203d%0D%0A", TOKEN_WAIT, "en" },
	{ "in Spanish", "Año", "mailto:" ADDRESS "?subject=%5B%237%5D%20esperar%3A%20A%C3%B1o&body=%23esperar%203d%0D%0A", TOKEN_WAIT,
	    "es" },
	{ "room for a note", "x", "mailto:" ADDRESS "?subject=%5B%237%5D%20note%3A%20x&body=%23note%0D%0A%0D%0A", TOKEN_NOTE, "en" },
	/* A header, a field, an encoded one, and what ends an attribute: all of it is the subject. */
	{ "a new line", "a\r\nBcc: x@evil.example\n", "mailto:" ADDRESS "?subject=%5B%237%5D%20spam%3A%20a%20Bcc%3A%20x%40evil.example"
	    "&body=%23spam%0D%0A", TOKEN_SPAM, "en" },
	{ "more fields", "a&bcc=x@evil.example&body=%23close?#", "mailto:" ADDRESS
	    "?subject=%5B%237%5D%20take%3A%20a%26bcc%3Dx%40evil.example%26body%3D%2523close%3F%23&body=%23take%0D%0A", TOKEN_TAKE, "en" },
	{ "quotes", "\"><script>'1+1'</script>", "mailto:" ADDRESS
	    "?subject=%5B%237%5D%20take%3A%20%22%3E%3Cscript%3E%271%2B1%27%3C%2Fscript%3E&body=%23take%0D%0A", TOKEN_TAKE, "en" },
};

static void
links_are_encoded(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(link_samples) / sizeof(link_samples[0]); i++) {
		const struct link_sample *s = &link_samples[i];
		SCRATCH(tmp);
		struct ticket ticket = { .id = 7, .subject = s->subject != NULL ? talloc_strdup(tmp, s->subject) : NULL };
		char *link = button_link(tmp, button_of(s->purpose), ADDRESS, &ticket, s->language);

		if (strcmp(link, s->link) != 0)
			fail_msg("%s: %s", s->name, link);
	}
}

/* What mail programs and Windows would cut off. */
static void
links_are_short(void **state)
{
	static const char *const parts[] = { "x", "%", "ñ", "日", "👩‍🔧", "\xff", "\n", "ref " };

	(void)state;
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		SCRATCH(tmp);
		struct text *t = text_new(tmp, 100000);
		struct ticket ticket = { .id = INT64_C(34359738367) };
		char *link;

		while (t->size < 5000)
			text_add_string(t, parts[i]);
		ticket.subject = t->bytes;
		link = button_link(tmp, button_of(TOKEN_ESCALATE), ADDRESS, &ticket, "es");
		assert_true(strlen(link) <= BUTTON_LINK_MOST);
		assert_null(strpbrk(link, " \r\n\"<>\\"));
		assert_non_null(strstr(link, "&body=%23escalar%0D%0A"));
		for (const char *p = link; *p != '\0'; p++)
			assert_true(*p > ' ' && *p < 127);
	}
}

static void
each_has_an_address_of_its_own(void **state)
{
	static const enum token_purpose all[] = { TOKEN_TAKE, TOKEN_NOTE, TOKEN_ESCALATE, TOKEN_CLOSE, TOKEN_WAIT, TOKEN_SPAM, TOKEN_HEARD };
	unsigned seen = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		const struct button *b = button_of(all[i]);

		assert_non_null(b);
		assert_int_equal(seen & button_bit(b), 0);
		seen |= button_bit(b);
	}
	assert_null(button_of(TOKEN_TECHNICIAN));
	assert_null(button_of(TOKEN_COMMAND));
	assert_null(button_of(TOKEN_REQUESTER));
}

/* The tokens of one key, whatever they are for: a letter that is changed makes none of another. */
static void
an_address_is_for_one_command(void **state)
{
	SCRATCH(tmp);
	char folder[] = "/tmp/postigo-button-XXXXXX", *path, *token;
	struct token_keys *keys;
	struct token read;
	struct error err;

	(void)state;
	assert_non_null(mkdtemp(folder));
	path = talloc_asprintf(tmp, "%s/keys", folder);
	assert_int_equal(token_keys_load(tmp, path, &keys, &err), DONE);
	token = token_make(tmp, keys, TOKEN_NOTE, 12, 3, (instant)1795000000000);
	assert_int_equal(token_verify(keys, token, &read, &err), DONE);
	assert_true(read.purpose == TOKEN_NOTE && read.ticket == 12 && read.person == 3);
	for (size_t i = 2; i < 19; i++) {
		char *other = talloc_strdup(tmp, token);

		other[i] = other[i] == 'p' ? 's' : 'p';
		assert_int_equal(token_verify(keys, other, &read, &err), PERMFAIL);
	}
	remove(path);
	remove(folder);
}

/* read: its commands as "verb value", faults as "!written", then its words behind "/". */
static const struct mail_sample {
	const char *name;
	enum token_purpose purpose;
	const char *words, *signature, *read;
} mail_samples[] = {
	{ "as it was filled in", TOKEN_CLOSE, "#close\n", NULL, "close" },
	{ "nothing", TOKEN_CLOSE, "", NULL, "close" },
	{ "only a signature", TOKEN_CLOSE, "Sent from my iPhone\n", "Sent from my iPhone", "close" },
	{ "a signature below", TOKEN_CLOSE, "#Close\n\n\nSent from my iPhone\n", "Sent from my iPhone", "close" },
	{ "one in the midst stays", TOKEN_NOTE, "#note\n\nSent from my iPhone\nor not", "Sent from my iPhone",
	    "note/Sent from my iPhone\nor not" },
	{ "a word that ends like it", TOKEN_NOTE, "#note\n\nNot so Leo", "Leo", "note/Not so Leo" },
	{ "nothing, to wait", TOKEN_WAIT, "\n", NULL, "wait 3d" },
	{ "another time", TOKEN_WAIT, "#wait until monday\n", NULL, "wait until monday" },
	{ "in the other language", TOKEN_CLOSE, "#cerrar\n", NULL, "cerrar" },
	{ "a note", TOKEN_NOTE, "#note\n\nThe toner is empty.\n", NULL, "note/The toner is empty." },
	{ "a note without its word", TOKEN_NOTE, "The toner is empty.\n", NULL, "note/The toner is empty." },
	{ "with a note", TOKEN_ESCALATE, "#escalate\n#note\nI cannot.\n", NULL, "escalate|note/I cannot." },
	{ "another command", TOKEN_NOTE, "#spam\n", NULL, "!#spam" },
	{ "one more", TOKEN_CLOSE, "#close\n#time 10m\n", NULL, "close|!#time 10m" },
	{ "another ticket", TOKEN_CLOSE, "#close\n#12\n", NULL, "close|!#12" },
	{ "misspelt", TOKEN_CLOSE, "#clsoe\n", NULL, "!#clsoe" },
};

static char *
told(TALLOC_CTX *ctx, const struct command_mail *m)
{
	char *out = talloc_strdup(ctx, "");

	for (size_t i = 0; i < m->count; i++)
		out = talloc_asprintf_append(out, "%s%s%s%s", i > 0 ? "|" : "", m->list[i].word, m->list[i].value[0] != '\0' ? " " : "",
		    m->list[i].value);
	for (size_t i = 0; i < m->fault_count; i++)
		out = talloc_asprintf_append(out, "%s!%s", m->count + i > 0 ? "|" : "", m->faults[i].written);
	if (m->blocks[0].text != NULL)
		out = talloc_asprintf_append(out, "/%s", m->blocks[0].text);
	return out;
}

static void
mails_are_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(mail_samples) / sizeof(mail_samples[0]); i++) {
		const struct mail_sample *s = &mail_samples[i];
		SCRATCH(tmp);
		struct command_mail *m = button_read(tmp, button_of(s->purpose), s->words, s->signature, "en");
		char *read = told(tmp, m);

		/* A word of the other language is the same command. */
		for (char *p = read; *p != '\0' && *p != '/'; p++)
			*p = *p >= 'A' && *p <= 'Z' ? (char)(*p - 'A' + 'a') : *p;
		if (strcmp(read, s->read) != 0)
			fail_msg("%s: \"%s\"", s->name, read);
		assert_int_equal(m->block_count, 1);
	}
}

static const struct spent_sample {
	const char *name;
	enum token_purpose purpose;
	const char *then, *now;		/* assignee */
	int tier_then, tier_now;
	int64_t ticket_now;
	enum token_purpose used;	/* was pressed before */
	enum command_wrong wrong;
} spent_samples[] = {
	{ "new", TOKEN_TAKE, NULL, NULL, 1, 1, 7, 0, WRONG_NOTHING },
	{ "pressed before", TOKEN_CLOSE, NULL, NULL, 1, 1, 7, TOKEN_CLOSE, WRONG_USED },
	{ "another one was", TOKEN_CLOSE, NULL, NULL, 1, 1, 7, TOKEN_TAKE, WRONG_NOTHING },
	{ "works again and again", TOKEN_NOTE, NULL, NULL, 1, 1, 7, TOKEN_NOTE, WRONG_NOTHING },
	{ "taken meanwhile", TOKEN_TAKE, NULL, "ana", 1, 1, 7, 0, WRONG_TAKEN },
	{ "another's already", TOKEN_TAKE, "ana", "ana", 1, 1, 7, 0, WRONG_NOTHING },
	{ "theirs already", TOKEN_TAKE, NULL, "leo", 1, 1, 7, 0, WRONG_NOTHING },
	{ "up already", TOKEN_ESCALATE, NULL, NULL, 1, 2, 7, 0, WRONG_MOVED },
	{ "up, and closed now", TOKEN_CLOSE, NULL, NULL, 1, 2, 7, 0, WRONG_NOTHING },
	{ "merged meanwhile", TOKEN_CLOSE, NULL, NULL, 1, 1, 8, 0, WRONG_MERGED },
	{ "a note goes on", TOKEN_NOTE, NULL, NULL, 1, 1, 8, 0, WRONG_NOTHING },
};

static void
what_was_overtaken_does_nothing(void **state)
{
	struct conf_agent leo = { .name = (char[]){ "leo" } };
	struct conf conf = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(spent_samples) / sizeof(spent_samples[0]); i++) {
		const struct spent_sample *s = &spent_samples[i];
		SCRATCH(tmp);
		const struct button *used = button_of(s->used);
		struct command_fault fault;
		struct facts f = { .conf = &conf, .agent = &leo };

		f.commands.pressed = button_of(s->purpose);
		f.commands.notice = (struct notice){ .id = 3, .ticket = 7, .tier = s->tier_then,
			.assignee = s->then != NULL ? talloc_strdup(tmp, s->then) : NULL, .used = used != NULL ? button_bit(used) : 0 };
		f.tie[TIE_REPLY_TOKEN] = (struct tie){ .found = true, .ticket = { .id = s->ticket_now, .tier = s->tier_now,
			.assignee = s->now != NULL ? talloc_strdup(tmp, s->now) : NULL } };
		(void)button_is_spent(tmp, &f, &fault);
		if (fault.wrong != s->wrong)
			fail_msg("%s: %d", s->name, (int)fault.wrong);
		/* Nobody knows any more what it was about. */
		f.commands.notice = (struct notice){ 0 };
		assert_true(button_is_spent(tmp, &f, &fault) && fault.wrong == WRONG_OLD);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(links_are_encoded),
		cmocka_unit_test(links_are_short),
		cmocka_unit_test(each_has_an_address_of_its_own),
		cmocka_unit_test(an_address_is_for_one_command),
		cmocka_unit_test(mails_are_read),
		cmocka_unit_test(what_was_overtaken_does_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
