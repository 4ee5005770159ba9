/* command_proof.c - no command is carried out on the word of a From line, nor on an address that was made for somebody else, or
 * too long ago: each of them, by each way */
#include <config.h>

#include "links.h"
#include "seen.h"

#include <postigo/conf/command.h>
#include <postigo/store/person.h>

#include "../../../src/desk/answer.h"
#include "../../../src/desk/command_word.h"

#define OFFICE HOUSE NO_LIMITS \
	"vendors = ( { name = \"acme\"; display_name = \"Acme S.A.\"; address = \"help@acme.example\"; } );\n" \
	"commands = { control = \"" DESK "\"; };\n"

static int64_t
person_of(struct house *h, const char *address)
{
	int64_t id = 0;

	done(h, store_begin(h->tools.store, &h->err));
	done(h, person_get(h->tools.store, address, NULL, h->now, &id, &h->err));
	done(h, store_commit(h->tools.store, &h->err));
	return id;
}

/* A line that does something, in a mail about ticket 1 and in one about nothing. */
static char *
line_of(struct house *h, enum command_verb verb)
{
	const char *example = command_example(verb, "en");

	switch (verb) {
	case COMMAND_ASSIGN:
		return talloc_strdup(h, "#assign ben #1");
	case COMMAND_QUEUE:
		return talloc_strdup(h, "#queue help #1");
	case COMMAND_MERGE:
	case COMMAND_LINK:
		return talloc_asprintf(h, "#%s 1 2", command_name(verb));
	case COMMAND_VENDOR:
	case COMMAND_FIELD:
	case COMMAND_REMIND:
	case COMMAND_SPLIT:
	case COMMAND_SOLUTION:
	case COMMAND_NOTE:
		return talloc_asprintf(h, "#1\n%s", example);
	case COMMAND_TAKE:
	case COMMAND_TIER:
	case COMMAND_ESCALATE:
	case COMMAND_PRIORITY:
	case COMMAND_TAG:
	case COMMAND_UNTAG:
	case COMMAND_CLOSE:
	case COMMAND_OPEN:
	case COMMAND_WAIT:
	case COMMAND_TIME:
	case COMMAND_WATCH:
	case COMMAND_UNWATCH:
	case COMMAND_SPAM:
	case COMMAND_ACK:
		return talloc_asprintf(h, "%s #1", example);
	default:
		return talloc_strdup(h, example);
	}
}

/* The ways in which somebody may try it. */
enum way {
	NO_PROOF,		/* to support, with the ticket's number in the subject */
	AS_REPLY,		/* ... in reply to a mail of ours */
	OTHERS_TOKEN,		/* to another technician's reply address */
	OTHERS_COMMANDS,	/* to another technician's address for commands */
	REQUESTERS_TOKEN,	/* to the requester's reply address */
	OLD_TOKEN,		/* to their own, of three years ago */
	OLD_COMMANDS,
	FORGED_TOKEN,		/* to their own, with one character changed */
	STOLEN_TOKEN,		/* to their own, from elsewhere */
	STOLEN_COMMANDS,
	OTHER_DOMAIN,		/* another domain's servers vouch for it */
	WAYS
};

static const char *const ways[WAYS] = {
	"no proof", "as a reply", "another's token", "another's address for commands", "the requester's token", "an old token",
	"an old address for commands", "a forged token", "a stolen token", "a stolen address for commands", "another domain's word",
};

static char *
made(struct house *h, enum token_purpose purpose, int64_t about, const char *for_whom, instant when)
{
	return answer_token_address(h, &h->tools, DESK, purpose, about, person_of(h, for_whom), when);
}

static char *
address_of(struct house *h, enum way way)
{
	instant old = h->now - DAYS(3 * 366);
	char *own = made(h, TOKEN_TECHNICIAN, 1, "ana@tech.example", h->now);

	switch (way) {
	case OTHERS_TOKEN:
		return made(h, TOKEN_TECHNICIAN, 1, "ben@tech.example", h->now);
	case OTHERS_COMMANDS:
		return made(h, TOKEN_COMMAND, 0, "ben@tech.example", h->now);
	case REQUESTERS_TOKEN:
		return made(h, TOKEN_REQUESTER, 1, "eva@customer.example", h->now);
	case OLD_TOKEN:
		return made(h, TOKEN_TECHNICIAN, 1, "ana@tech.example", old);
	case OLD_COMMANDS:
		return made(h, TOKEN_COMMAND, 1, "ana@tech.example", old);
	case FORGED_TOKEN:
		own[strcspn(own, "@") - 1] = own[strcspn(own, "@") - 1] == 'x' ? 'y' : 'x';
		return own;
	case STOLEN_TOKEN:
		return own;
	case STOLEN_COMMANDS:
		return made(h, TOKEN_COMMAND, 1, "ana@tech.example", h->now);
	default:
		return talloc_strdup(h, DESK);
	}
}

static char *
mail_of(struct house *h, enum way way, const char *line)
{
	const char *from = way == STOLEN_TOKEN || way == STOLEN_COMMANDS ? "Mallory <mallory@elsewhere.example>" : ANA;
	const char *id = sent(h, "ana@tech.example", 1)->message_id;

	return letter(h, from, address_of(h, way), talloc_asprintf(h, "Subject: Re: [#1] Cannot print\n%s%s",
	    way == AS_REPLY ? talloc_asprintf(h, "In-Reply-To: <%s>\n", id) : "", way == OTHER_DOMAIN ? VOUCHED("elsewhere.example") : ""),
	    talloc_asprintf(h, "%s\n\nYou have won.\n", line));
}

/* How many mails went to anybody but that technician. That somebody has used theirs, the owner of an address hears. */
static size_t
others_got(struct house *h)
{
	struct outbox_row *rows;
	size_t n = 0, got = 0;

	done(h, outbox_list(h, h->tools.store, -1, 10000, &rows, &n, &h->err));
	for (size_t i = 0; i < n; i++)
		got += strcasecmp(rows[i].recipient, "ana@tech.example") != 0 && strcmp(rows[i].kind, "not_accepted") != 0;
	return got;
}

/* What ana gets is a question without any word of the mail, or that her address was used. */
static void
says_nothing(struct house *h, size_t before, const char *way, const char *line)
{
	for (size_t n = before + 1; n <= sent_to(h, "ana@tech.example"); n++) {
		const struct mail *mail = sent(h, "ana@tech.example", n);

		if (strstr(mail->text, "won") != NULL || strstr(mail->subject, "Done") != NULL || strstr(mail->text, "It burns") != NULL)
			fail_msg("%s, %s: %s", way, line, mail->text);
	}
}

static void
nothing_is_done_without_proof(void **state)
{
	struct house *h = house_begin(state, OFFICE);
	char *db = talloc_asprintf(h, "%s/postigo.db", h->folder), *before;
	size_t others;

	take(h, letter(h, EVA, DESK, "", "It burns."));
	take(h, letter(h, EVA, DESK, "Subject: Screen\n", "It is dark."));
	(void)address_of(h, OTHERS_TOKEN);
	before = seen_all(h, db);
	others = others_got(h);
	for (int way = 0; way < WAYS; way++)
		for (size_t i = 0; conf_command_names[i] != NULL; i++) {
			char *line = line_of(h, command_by_name(conf_command_names[i]));
			size_t ana = sent_to(h, "ana@tech.example");

			take(h, mail_of(h, (enum way)way, line));
			if (strcmp(seen_all(h, db), before) != 0 || others_got(h) != others)
				fail_msg("%s: %s is done: %s", ways[way], line, seen_all(h, db));
			says_nothing(h, ana, ways[way], line);
			h->now += SECONDS(1);
		}
	assert_int_equal(seen_number(db, "SELECT count(*) FROM deed"), 0);
	assert_int_equal(seen_number(db, "SELECT count(*) FROM article"), 0);
}

/* The same lines with a proof are understood: the table above has no line that could do nothing anyway. */
static void
with_proof_it_is_done(void **state)
{
	struct house *h = house_begin(state, OFFICE);
	char *control;

	take(h, letter(h, EVA, DESK, "", "It burns."));
	take(h, letter(h, EVA, DESK, "Subject: Screen\n", "It is dark."));
	control = made(h, TOKEN_COMMAND, 0, "ana@tech.example", h->now);
	for (size_t i = 0; conf_command_names[i] != NULL; i++) {
		enum command_verb verb = command_by_name(conf_command_names[i]);

		take(h, letter(h, ANA, control, "Subject: commands\n", talloc_asprintf(h, "%s\n\nYou have won.\n", line_of(h, verb))));
		if (h->d->withheld != 0 || h->d->command_count == 0 || h->d->commands[0].verb != verb)
			fail_msg("%s", line_of(h, verb));
		h->now += SECONDS(1);
	}
}

/* What each team may do, by which proof: never is never, and what wants more than an address waits for a yes. */
static void
by_team_and_verb(void **state)
{
	static const struct { const char *who, *line; bool vouched; const char *said; } samples[] = {
		/* By what holds for all: closing needs the address alone, a merge a domain's word as well, spam nobody marks. */
		{ "ben@tech.example", "#close 1", false, "Done" }, { "ben@tech.example", "#merge 1 2", false, "Was it you?" },
		{ "ben@tech.example", "#link 1 2", true, "Done" }, { "ben@tech.example", "#spam 1", true, "Nothing was done" },
		/* Ana's team may mark spam by its address, and its closing wants more. */
		{ "ana@tech.example", "#spam 2", false, "Done" }, { "ana@tech.example", "#close 2", false, "Was it you?" },
		{ "ana@tech.example", "#close 2", true, "Done" },
		/* One that may not is enough to do nothing of it. */
		{ "ben@tech.example", "#take 1\n#spam 1", true, "Nothing was done" },
		{ "ben@tech.example", "#take 1\n#merge 1 2", false, "Was it you?" },
	};
	struct house *h = house_begin(state, "identity = { name = \"Desk\"; domain = \"desk.example\"; };\n"
	    "smtp = { host = \"mail.desk.example\"; from = \"bounces@desk.example\"; };\n"
	    "mailboxes = ( { name = \"support\"; address = \"" DESK "\"; queue = \"help\"; host = \"mail.desk.example\";"
	    " trusted_authserv = [ \"mx.desk.example\" ]; } );\nqueues = ( { name = \"help\"; team = \"first\"; } );\n" NO_LIMITS
	    "agents = ( { name = \"ana\"; address = \"ana@tech.example\"; }, { name = \"ben\"; address = \"ben@tech.example\"; } );\n"
	    "commands = { control = \"" DESK "\"; verbs = { merge = \"token_and_auth\"; spam = \"never\"; }; };\n"
	    "teams = ( { name = \"seniors\"; members = [ \"ana\" ]; commands = { verbs = { spam = \"token\"; close = \"token_and_auth\"; }; }; },\n"
	    " { name = \"first\"; members = [ \"ben\" ]; } );\n");

	take(h, letter(h, EVA, DESK, "", "It burns."));
	take(h, letter(h, EVA, DESK, "Subject: Screen\n", "It is dark."));
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		size_t before = sent_to(h, samples[i].who);
		char *to = answer_token_address(h, &h->tools, DESK, TOKEN_COMMAND, 0, person_of(h, samples[i].who), h->now);

		take(h, letter(h, samples[i].who, to, talloc_asprintf(h, "Subject: commands\n%s", samples[i].vouched ?
		    VOUCHED("tech.example") : ""), samples[i].line));
		if (strstr(sent(h, samples[i].who, sent_to(h, samples[i].who))->subject, samples[i].said) == NULL ||
		    sent_to(h, samples[i].who) != before + 1)
			fail_msg("%s: %s", samples[i].line, sent(h, samples[i].who, sent_to(h, samples[i].who))->subject);
		h->now += SECONDS(1);
	}
	assert_int_equal(ticket(h, 1).merged_into, 0);
	assert_int_equal(ticket(h, 1).assignee == NULL, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_house(nothing_is_done_without_proof),
		in_house(with_proof_it_is_done),
		in_house(by_team_and_verb),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
