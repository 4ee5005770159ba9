/* rules.h - a config with rules, and mails held against them, for tests of the desk */
#ifndef TESTS_DESK_RULES_H
#define TESTS_DESK_RULES_H

#include "../conf/scene.h"

#include <postigo/desk/decide.h>
#include <postigo/desk/rule_set.h>

#define RULES_NOW INT64_C(1795793400000)	/* Friday 27 November 2026, 16:30 in Madrid */

#define RULES_CONF \
	"identity = { name = \"Desk\"; domain = \"desk.example\"; timezone = \"Europe/Madrid\"; };\n" \
	"smtp = { host = \"mail.desk.example\"; from = \"help@desk.example\"; };\n" \
	"mailboxes = ( { name = \"support\"; address = \"help@desk.example\"; queue = \"help\"; host = \"mail.desk.example\"; " \
	"trusted_authserv = \"mx.desk.example\"; } );\n" \
	"queues = ( { name = \"help\"; team = \"first\"; }, { name = \"billing\"; team = \"money\"; }, { name = \"hardware\"; } );\n" \
	"teams = ( { name = \"first\"; members = [ \"ana\", \"ben\" ]; }, { name = \"money\"; members = [ \"eva\" ]; } );\n" \
	"agents = ( { name = \"ana\"; address = \"ana@desk.example\"; }, { name = \"ben\"; address = \"ben@desk.example\"; },\n" \
	"  { name = \"eva\"; address = \"eva@desk.example\"; } );\n" \
	"organisations = ( { name = \"acme\"; domains = [ \"acme.example\" ]; }, { name = \"globex\"; queue = \"billing\"; } );\n" \
	"webhooks = ( { name = \"chat\"; url = \"https://chat.example/x\"; }, { name = \"other\"; url = \"http://localhost/\"; " \
	"organisations = [ \"acme\" ]; } );\n" \
	"programs = ( { name = \"ping\"; command = [ \"/bin/true\", \"{field.host}\" ]; }, { name = \"look\"; command = \"/bin/true\"; } );\n" \
	"calendars = ( { name = \"office\"; hours = \"mon-fri 09:00-18:00\"; }, { name = \"night\"; hours = \"daily 22:00-06:00\"; } );\n"

struct rules_case {
	struct conf *conf;
	struct rule_set *rules;
	struct mail *mail;
	struct facts facts;
};

/* The rules, and a mail to the first mailbox. */
static inline struct rules_case *
rules_case(struct scene *s, TALLOC_CTX *ctx, const char *rules, const char *raw)
{
	struct rules_case *c = talloc_zero(ctx, struct rules_case);
	struct conf_problems problems;

	if (scene_load(s, c, talloc_asprintf(c, RULES_CONF "%s\n", rules), &c->conf, &problems) != DONE)
		fail_msg("%s\n%u: %s", rules, problems.list[problems.count - 1].line, problems.list[problems.count - 1].what);
	c->rules = rule_set_new(c, c->conf);
	c->mail = message_parse(c, raw, strlen(raw));
	c->facts = (struct facts){ .conf = c->conf, .mailbox = &c->conf->mailboxes[0], .mail = c->mail, .installation = "us",
		.language = "en", .now = RULES_NOW, .arrived = RULES_NOW, .size = c->mail->size, .rules = c->rules };
	return c;
}

/* As if it answered a ticket of that queue, from somebody who takes part. */
static inline void
rules_reply_to(struct rules_case *c, char *queue)
{
	c->facts.tie[TIE_MESSAGE_ID_TOKEN] = (struct tie){ .found = true, .sender_takes_part = true, .named = 7,
		.ticket = { .id = 7, .state = TICKET_OPEN, .queue = queue, .team = c->conf->teams[0].name, .tier = 1, .priority = 1,
		    .assignee = c->conf->agents[1].name } };
	c->facts.marked = 7;
}

static inline size_t
rules_answers(const struct decision *d, const char *template, const char *to)
{
	size_t n = 0;

	for (size_t i = 0; i < d->answer_count; i++) {
		const struct answer *a = &d->answers[i];
		const char *who = a->to == ANSWER_TECHNICIAN ? a->agent->name : a->to == ANSWER_ADDRESS ? a->address : NULL;

		n += strcmp(a->template, template) == 0 && (to == NULL || (who != NULL && strcmp(who, to) == 0));
	}
	return n;
}

#endif
