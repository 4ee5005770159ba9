/* rule_view.h - what rules look at of a mail: each text folded once, when the first rule asks for it */
#ifndef DESK_RULE_VIEW_H
#define DESK_RULE_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include <postigo/desk/decision.h>

/* How much of a text is looked at. */
#define RULE_TEXT_MOST PATTERN_SUBJECT_MOST

/* Patterns that take too long in one mail before no more are tried. */
#define RULE_SLOW_MOST 10

/* One text, as it is and as it is compared. raw NULL: it is not there. */
struct rule_text {
	const char *raw;
	size_t size;
	char *folded;		/* NULL: not yet */
	size_t folded_size;
};

/* The addresses of a field, in lower case. */
struct rule_people {
	char **list;
	size_t count;
	bool ready;
};

/* What a named group of a pattern has found, on one line and of bounded length. */
struct rule_capture {
	const char *name;
	char *value;
};

struct rule_view {
	TALLOC_CTX *ctx;
	const struct facts *facts;
	struct decision *decision;	/* as it stands: rules before have changed it */
	bool follow_up;
	const struct conf_agent *technician;	/* who is proven to have written it, NULL: none */
	char *from;			/* in lower case; NULL: nobody */
	const char *domain;		/* of it; NULL: none */
	struct rule_text from_name, domain_text, subject, text, reply;
	struct rule_text *headers;	/* beside the mail's */
	struct rule_text names[CONDITION_TECHNICIAN - CONDITION_LANGUAGE + 1];	/* by kind */
	struct rule_people to, cc, recipients, requester;
	bool collects;			/* what patterns find is kept */
	struct rule_capture *captures;	/* of the rule that fits */
	size_t capture_count;
	unsigned slow;			/* patterns that were given up in this mail, */
	const struct pattern *gave_up;	/* and the last of them, in the rule that is tried; NULL: none */
};

/* Owned by ctx. */
struct rule_view *rule_view_new(TALLOC_CTX *ctx, const struct facts *facts, struct decision *decision, bool follow_up);

/* The text folded. */
const char *rule_text_folded(const struct rule_view *view, struct rule_text *text);

/* The people of a field; kind is one of addresses. */
const struct rule_people *rule_people(struct rule_view *view, enum conf_condition_kind kind);

/* What a pattern has found in one of the mail's texts: {{capture.name}} stands for it. Later ones take the place of earlier. */
void rule_view_capture(struct rule_view *view, const struct pattern *pattern, const struct pattern_match *match,
    const char *subject);

/* The text with what captures have found in the place of {{capture.name}}; nothing where there is none. Owned by ctx. */
char *rule_view_fill(TALLOC_CTX *ctx, const struct rule_view *view, const char *text);

#endif
