/* decision.h - what the desk knows about a mail, and what it decides: values, no I/O */
#ifndef POSTIGO_DESK_DECISION_H
#define POSTIGO_DESK_DECISION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/digest.h>
#include <postigo/base/token.h>
#include <postigo/conf/conf.h>
#include <postigo/desk/alarm.h>
#include <postigo/desk/clock_set.h>
#include <postigo/desk/command.h>
#include <postigo/desk/presence.h>
#include <postigo/mail/message.h>
#include <postigo/store/article_offer.h>
#include <postigo/store/article_row.h>
#include <postigo/store/deed.h>
#include <postigo/store/delivery.h>
#include <postigo/store/field.h>
#include <postigo/store/notice.h>
#include <postigo/store/opinion.h>
#include <postigo/store/participant.h>
#include <postigo/store/person.h>
#include <postigo/store/questions.h>
#include <postigo/store/score.h>
#include <postigo/store/ticket.h>
#include <postigo/store/vendor_case.h>

/* How a mail names a ticket, strongest first. */
enum tie_kind {
	TIE_REPLY_TOKEN,	/* a signed reply address of ours among its recipients */
	TIE_MESSAGE_ID_TOKEN,	/* a signed Message-ID of ours in In-Reply-To or References */
	TIE_MESSAGE_ID,		/* a Message-ID that we have stored */
	TIE_BODY_MARKER,	/* a signed mark of ours in its text */
	TIE_SUBJECT_TAG,	/* [#12] in the subject */
	TIE_VENDOR_NUMBER,	/* a vendor's own number for it, in a mail of theirs */
	TIE_KINDS
};

struct tie {
	bool found;
	struct ticket ticket;		/* already the survivor, if it was merged */
	int64_t named;			/* the ticket that it named, before merges were followed */
	bool sender_takes_part;		/* requester or participant of that ticket */
	bool inside;			/* it refers to what only technicians were sent */
};

/* The mail that a bounce is about, as far as we know it. */
struct bounced {
	int64_t outbox;			/* row; 0: not known */
	int64_t person;			/* whom it was for */
	char *address;
	char *kind;			/* its template; NULL: not known */
	instant sent;
};

/* A team, and how much each of it has to do: assign.h. */
struct crew;

/* The rules of the config: rule_set.h. */
struct rule_set;

/* An article that may be the answer. */
struct offered {
	struct article_row row;
	unsigned score;
};

/* A mail about something that a vendor was asked. */
struct vendor_mail {
	const char *name;		/* of the vendor, as the config has it or had it; NULL: it is no such mail */
	const struct conf_vendor *conf;	/* NULL: the config has it no more */
	enum tie_kind tie;		/* by which we know */
	struct vendor_case asked;	/* what they were asked */
	char *number;			/* theirs, in the mail; NULL: there is none */
};

/* A ticket that a command names. */
struct named_ticket {
	int64_t number;			/* as written */
	bool found;
	struct ticket ticket;		/* the survivor, if it was merged */
	struct vendor_case *asked;	/* vendors that were asked about it */
	size_t asked_count;
	int64_t apart;			/* the newest message of it that could stand on a ticket of its own; 0: none could */
};

/* What a technician does by one press: button.h. */
struct button;

/* What a technician's mail asks for by commands. */
struct command_facts {
	const struct command_mail *mail;	/* NULL: it is no mail that could have any */
	bool control;			/* it came to where nothing but commands goes */
	bool done;			/* the same mail has done what it says already */
	const struct button *pressed;	/* the button of a notice that it was sent by; NULL: by none */
	struct notice notice;		/* ... which one; id 0: nobody knows any more */
	const struct named_ticket *named;
	size_t named_count;
	struct article_row *articles;	/* that commands name */
	size_t article_count;
	struct article_row *drafts;	/* made of the ticket that the mail is about */
	size_t draft_count;
	struct deed deed;		/* that an undo address is about, or "#undo"; id 0: there is none */
	struct deed_change *changes;	/* of it */
	size_t change_count;
	const char *gone;		/* "#undo" is about an answer and nothing else, which has gone out: to whom; NULL: it is not */
};

/* Everything that decide() may look at. */
struct facts {
	const struct conf *conf;
	const struct conf_mailbox *mailbox;	/* where the mail arrived */
	const struct mail *mail;
	instant now, arrived;
	int64_t inbox;			/* 0: a dry run */
	bool partial;
	bool has_content_key;		/* not of a dry run, nor of a mail of which only the beginning was taken */
	uint8_t content_key[DIGEST_SIZE];	/* content.h */
	bool before_adoption;		/* it lay in the mailbox when we first saw that */
	const char *installation;	/* our mark */

	bool same_bytes, same_content;	/* another row of the inbox, or message, has it already */
	int64_t duplicate_of;		/* inbox row or ticket, to be named */

	struct tie tie[TIE_KINDS];
	struct token token;		/* of TIE_REPLY_TOKEN, or of the envelope of a bounce */
	bool has_token;
	bool held;			/* no technician has been told of the ticket that the mail names */
	bool token_expired;		/* it is one of ours, and too old to prove anything */
	const char *token_trouble;	/* a token was there and is not valid, or too old: why */
	struct person token_person;	/* whom it was made for; id 0: nobody any more */
	struct vendor_mail vendor;
	struct bounced bounced;		/* of a bounce that is tied to something that we sent */

	bool confirmed;			/* its sender has confirmed it: it is decided once more */
	bool first_is_senders;		/* the sender is the requester of the ticket that the first decision made of it */
	bool first_is_merged;		/* ... and somebody has merged it since */
	bool first_is_answer;		/* ... and its message went out to the requester as a technician's */
	unsigned reopened;		/* how often the ticket of which its sender says that it is not solved was opened again */
	int64_t first_ticket, first_message;	/* what the first decision made of it then; 0: nothing */

	const struct participant *participants;	/* of TIE_REPLY_TOKEN's ticket, when a technician answers */
	size_t participant_count;

	const struct offered *articles;	/* that may answer the mail, best first */
	size_t article_count;
	struct article_offer offer;	/* whose "this solved it" the mail came to; id 0: none */
	struct command_facts commands;
	char **watchers;		/* technicians who watch the ticket that is named first */
	size_t watcher_count;

	int64_t questions_ticket;	/* the ticket that it names, 0: none, whose requester was asked this */
	struct questions questions;	/* times 0: nothing */
	const char *asked;		/* our mail that asked; NULL: not known */
	struct field *known;		/* of that ticket */
	size_t known_count;

	struct clock_set clocks;	/* of the ticket that the mail is tied to; none when it has no clock */

	bool signature_used;		/* another mail has brought the same signature before */
	const struct conf_agent *agent;	/* the technician whose address From claims, NULL: none */
	struct aways aways;		/* technicians who are away, the config's holidays apart */
	const struct crew *crew;	/* of the team whose a decision wanted to know; NULL: none was asked for */
	struct person sender;		/* id 0: never seen */
	const char *language;		/* of the mail if we have templates for it, else the installation's */
	struct {			/* each NULL when it is not known, or we have no templates for it */
		const char *mail;
		const char *sender;	/* that they have written in before */
		const char *original;	/* the same of whom people_original() tells */
	} languages;

	uint64_t size;			/* bytes of the mail, or what its server said of them */
	int64_t marked;			/* the ticket that it names, 0: none, whose tags and fields these are */
	struct mail_strings ticket_tags;
	struct field *ticket_fields;
	size_t ticket_field_count;
	struct mail_strings ticket_skills;	/* that rules have asked for */
	struct score *ticket_scores;	/* points that its mails have brought it */
	size_t ticket_score_count;
	const struct rule_set *rules;	/* NULL: there are none */
	bool released;			/* somebody has let it out of quarantine: rules do not put it back */
	bool explain;			/* each rule says why it fits or does not */
};

enum decision_outcome {
	DECIDE_NEW_TICKET,
	DECIDE_REPLY,
	DECIDE_COMMAND,
	DECIDE_BOUNCE,
	DECIDE_FILED,
	DECIDE_DUPLICATE,
	DECIDE_REFUSED,
	DECIDE_QUARANTINED
};

/* What a mail asked for and did not get, since too little says that its sender wrote it. */
enum withheld {
	WITHHELD_REOPENING = 1,		/* of a closed ticket */
	WITHHELD_PARTICIPANTS = 2,	/* joining those whom it names */
	WITHHELD_ON_BEHALF = 4,		/* a ticket in somebody else's name */
	WITHHELD_ANSWER = 8,		/* a technician's words to the requester */
	WITHHELD_COMMANDS = 16		/* a technician's commands, and the whole mail with them */
};

/* Whom an answer goes to. */
enum answer_to {
	ANSWER_SENDER,		/* of the mail */
	ANSWER_OWNER,		/* the ticket's requester alone: for whom somebody else wrote */
	ANSWER_REQUESTER,	/* of the ticket, and its participants */
	ANSWER_TECHNICIAN,	/* agent says which */
	ANSWER_VENDOR,		/* vendor says which */
	ANSWER_ADDRESS		/* address says which: nobody of ours, and nobody who takes part */
};

/* A mail that is to go out. */
struct answer {
	const char *template;
	enum answer_to to;
	const struct conf_agent *agent;
	const struct conf_vendor *vendor;
	const char *answers;		/* the Message-ID of a vendor's mail that it continues; NULL: none */
	const char *address;
	const char *language;
	const char *why;
	bool safe;			/* holds no word that the sender wrote: nobody knows that it was them */
	bool confirm;			/* a reply to it confirms the mail */
	bool inside;			/* what is answered to it is a note, whatever it is about */
	duration hold;			/* so long it waits in the outbox, and can be called back */
	bool held;			/* it goes out later, if the articles that were offered are of no use */
	bool control;			/* says what became of commands: a reply to it is commands, and goes to nobody */
	const struct decision_step *query;	/* ... or what they asked for; NULL */
};

/* A technician who could have been given the ticket. */
struct decision_candidate {
	const char *agent;
	const char *passed_over;	/* why; NULL: they could take it */
	uint64_t open;			/* tickets of theirs */
};

/* What a technician's answering machine says. */
struct decision_away {
	const char *agent;		/* NULL: nothing */
	instant until;
	bool dated;			/* it names the day */
};

/* A command of a technician, and whether it is carried out. */
struct decision_command {
	enum command_verb verb;
	const char *value;
	bool allowed;
	const char *why;
};

/* One thing that a command does, to one ticket. */
struct decision_step {
	enum command_verb verb;
	int64_t ticket;			/* 0: the one that the mail makes, or none */
	const char *name;		/* of a technician, a queue, a tag, a field; NULL: nobody */
	const char *value;		/* of a field; the words of a reminder; a team */
	int64_t number;			/* a tier, a priority, another ticket, a message, milliseconds */
	instant when;			/* 0: not told */
	bool remove;			/* takes it away */
	const struct article_row *article;	/* to be written, or as it is; NULL: none */
	const struct command_line *line;	/* where it was asked for */
};

/* Words in a mail for commands that go to one ticket. */
struct decision_post {
	int64_t ticket;
	const char *text;
	bool note;
};

/* What the ticket's fields become, by name: the last word on each. */
struct decision_fields {
	struct field *list;
	size_t count;
};

/* Points that rules gave toward a tier or a queue. */
struct decision_points {
	const char *toward;		/* "tier:2", "queue:billing" */
	int points;			/* by this mail */
	int before;			/* by those before it on the ticket */
};

/* What a rule had to say. */
struct decision_rule {
	const char *name, *file;
	unsigned line;
	bool matched;
	const char *why;		/* what matched, or the first condition that did not */
	size_t number;			/* its place in the config */
	bool behind;			/* it fits, and a rule before it said stop */
	bool slow;			/* a pattern of it took too long: it counts as not matched */
};

/* Somebody whom a rule has told: a technician's name, or an address. */
struct decision_told {
	const char *who, *by;
};

/* A webhook or program that a rule wants. */
struct decision_hook {
	const struct conf_hook *hook;
	const char *by;
};

/* What rules have set, and which rule had the last word on it; NULL: none. "points" where points decided. */
struct decision_ruled {
	const char *organisation_by, *queue_by, *tier_by, *team_by, *assignee_by, *priority_by, *language_by;
	const char *reply, *reply_by;	/* a template */
	bool reply_beside;		/* ... beside the acknowledgement */
	const char *unacknowledged_by;
	const char *refused_by, *refused_why, *refusal;
	const char *set_aside_by, *set_aside_why;
	const char *stopped_by;
	struct decision_told *told;
	size_t told_count;
	struct decision_hook *hooks;
	size_t hook_count;
	struct field *captures;		/* of those that fit */
	size_t capture_count;
};

/* A spike that the ticket of a mail fits: spike.h. */
struct decision_spike {
	const struct conf_spike *conf;
	const char *key;		/* what is counted together */
	unsigned people, needed;	/* with this one; so many are too many */
	unsigned usual;			/* in hundredths, if it is compared with that */
	bool compared;
	unsigned organisations;		/* whose people they are, if it came to that */
	instant since;			/* what came later is counted */
	int64_t problem;		/* that the ticket becomes part of; 0: none, or one that is not there yet */
	bool raises;			/* it is one too many */
	const char *why;
};

/* By when something is promised. */
struct decision_deadline {
	const char *kind;		/* "first_response" */
	instant due;			/* 0: nobody can tell, the clock stands still */
	const char *how;		/* it was reckoned */
};

/* How a ticket is related to another. */
struct relation {
	int64_t ticket;			/* 0: to none */
	const char *kind;		/* "names", "follows" */
};

/* What the word that a mail did not arrive says of its recipient. */
struct unreached {
	int64_t person;			/* 0: nobody whom we know */
	enum delivery_class class;
	instant until;			/* so long nothing automatic goes there */
	char *why;
	int64_t again;			/* outbox row that is tried once more, 0: none */
	instant again_at;
};

/* The breaker of all automatic mail. */
enum breaker { BREAKER_STAYS, BREAKER_TRIPS, BREAKER_RESETS };

#define ANSWERS_MAX 64

/* Why a ticket goes to a tier: mails say it in the words of whoever reads them. */
enum because {
	BECAUSE_UNTOLD, BECAUSE_POINTS, BECAUSE_TAG, BECAUSE_CATEGORY, BECAUSE_QUEUE, BECAUSE_RULE, BECAUSE_TIME, BECAUSE_REOPENED,
	BECAUSE_COUNT
};

struct decision {
	enum decision_outcome outcome;
	enum tie_kind tie;
	int64_t ticket;			/* 0: none, or not made yet */
	enum conf_trust trust;
	enum because tier_because;	/* why it is on its tier, for mails; tier_why has it in words */
	const char *trust_why;		/* in words */
	bool by_technician;		/* it is an answer of a technician */
	bool note;			/* it stays among technicians */
	bool automatic;			/* machine mail: filed, changes no state, is not answered */
	bool internal;			/* the new ticket is for technicians alone */
	bool folded;			/* one of too many new tickets from somebody: it is put on one that is there */
	bool asks;			/* somebody who takes part wants an answer */
	bool answered;			/* a technician gives one */
	bool has_opinion;		/* the requester says how the help was */
	bool ack;			/* a technician has heard what they were warned of */
	enum ticket_state state;	/* the ticket's state afterwards */
	int tier;
	int priority;			/* enum ticket_priority */
	struct opinion opinion;		/* only solved and rating count */
	duration quiet;			/* after an ack: no more warnings for so long; 0: not until the next one */
	const char *organisation;	/* NULL: none */
	const char *queue;
	const char *team;
	const char *assignee;
	const char *assignee_why;	/* NULL: nobody was looked for */
	struct mail_strings skills;	/* that the assignee needs, beside those of the queue */
	struct decision_candidate *candidates;
	size_t candidate_count;
	const char *crew_of;		/* the team whose crew must be known to decide further; NULL: all is known */
	instant assign_at;		/* when it is worth looking for an assignee again; 0: it is not */
	const char *tier_why;		/* NULL: it is where tickets begin */
	const char *tier_because_of;	/* of tier_because: which tag, category, queue or rule; NULL where there is none to name */
	const char *language;
	const char *language_why;	/* NULL: it is the ticket's */
	const char *learned;		/* the sender's language, as this mail shows it; NULL: nothing new */
	struct mail_strings tags, tags_removed;
	struct decision_fields fields;
	struct decision_points *points;
	size_t point_count;
	struct decision_rule *rules;
	size_t rule_count;
	struct decision_ruled ruled;
	struct decision_hook *hooks;	/* that are told, or run */
	size_t hook_count;
	struct decision_deadline *deadlines;
	size_t deadline_count;
	const struct conf_questionnaire *questionnaire;
	const struct conf_question *questions[CONF_QUESTIONS_MOST];	/* that are asked, or were in vain */
	size_t question_count;		/* asked with this mail's answer */
	size_t unanswered_count;	/* left to technicians to find out */
	const struct offered **articles;	/* with the acknowledgement */
	size_t article_count;
	duration hold;			/* so long technicians are not told of the ticket; 0: they are at once */
	int64_t solved_by;		/* the offer that the requester says has solved it, 0: none */
	struct mail_address requester;	/* of a new ticket */
	bool on_behalf;			/* ... who is not the sender */
	bool again;			/* of a confirmed mail: its message is on the ticket already */
	struct relation relation;	/* of the new ticket */
	struct mail_addresses joins;	/* who takes part from now on */
	unsigned withheld;		/* enum withheld, or-ed; > 0: the sender is asked to confirm */
	int64_t confirms;		/* the mail (inbox row) that this one confirms, 0: none */
	int64_t absorbs;		/* the ticket that was made of it before it was confirmed, and goes into this one */
	const char *vendor;		/* whose mail it is, as people know them: for technicians alone; NULL: nobody's */
	const char *vendor_number;	/* theirs, if it is known by now */
	bool vendor_answers;		/* and does not only say that they have our mail */
	struct decision_command *commands;
	size_t command_count;
	struct command_fault *faults;	/* of commands: one is enough, and nothing at all is done */
	size_t fault_count;
	struct decision_step *steps;
	size_t step_count;
	struct decision_post *posts;
	size_t post_count;
	const char *words;		/* what is left of a mail without its commands; NULL: it had none, and is all words */
	const char *unused;		/* words that go to nobody; NULL: none */
	const char *subject;		/* of a new ticket; NULL: the mail's */
	const char *channel;		/* by which its requester came: "phone"; NULL: nobody has said */
	bool silent;			/* they hear nothing of their new ticket */
	const struct conf_mailbox *mailbox;	/* of a new ticket; NULL: the facts' */
	int64_t undoes;			/* the deed that is undone, 0: none */
	struct decision_spike *spikes;	/* that its ticket fits */
	size_t spike_count;
	const struct decision_spike *spike;	/* by which it becomes part of a problem; NULL: it does not */
	struct unreached unreached;	/* of a bounce */
	struct decision_away away;
	bool proves;			/* it is shown to be its sender's, whom we know from now on */
	bool reached;			/* its sender is there: mail to them need not be held any more */
	bool asks_again;		/* ... for the second time */
	bool unhold;			/* technicians have not been told of the ticket, and now are, or need not be */
	enum breaker breaker;
	struct answer answers[ANSWERS_MAX];
	size_t answer_count;
	const char *not_answered;	/* why the sender gets no acknowledgement, NULL: gets one, or none was due */
	const char *cause;		/* of quarantine, refusal, duplicate, filing */
	const char *alarm;		/* what the operator is told, NULL: nothing */
	enum alarm alarm_kind;		/* what it is about */
	struct mail_strings events;	/* what is recorded, in words */
};

const char *decision_outcome_name(enum decision_outcome outcome);
const char *decision_trust_name(enum conf_trust trust);
const char *tie_name(enum tie_kind kind);

/* "reopening the ticket, adding people": owned by ctx. */
char *decision_withheld_words(TALLOC_CTX *ctx, unsigned withheld);

/* There is no more to it: how it ends, and why. Gives back decision. */
struct decision *decision_end(struct decision *decision, enum decision_outcome outcome, const char *cause);

/* It goes on from where the ticket stands. */
void decision_take_over(struct decision *decision, const struct ticket *ticket);

/* Adds a line to what is recorded. */
void decision_event(struct decision *decision, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Adds a tag, once. */
void decision_tag(struct decision *decision, const char *tag);

/* Asks for a skill of whoever gets the ticket; once. */
void decision_skill(struct decision *decision, const char *skill);

/* What there is toward it by now, with the mails before. */
int decision_score(const struct decision *decision, const char *toward);

/* Whether this mail brings what there is toward it up to so many: only then anything follows, so that a ticket that somebody has
 * put elsewhere since stays there. */
bool decision_reaches(const struct decision *decision, const char *toward, int wanted);

/* "3 before + 2 now = 5", owned by the decision. */
char *decision_score_words(struct decision *decision, const char *toward);

/* Says what a field is; copies both. A later word takes the place of an earlier one. */
void decision_field(struct decision *decision, const char *name, const char *value);

/* Adds a mail that is to go out, if there is room for it. */
void decision_answer(struct decision *decision, const struct answer *answer);

#endif
