/* conf.h - postigo.conf as it is used: one struct, read whole or not at all */
#ifndef POSTIGO_CONF_CONF_H
#define POSTIGO_CONF_CONF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/error.h>
#include <postigo/base/instant.h>
#include <postigo/base/zone.h>
#include <postigo/conf/agent.h>
#include <postigo/conf/articles.h>
#include <postigo/conf/calendar.h>
#include <postigo/conf/command.h>
#include <postigo/conf/follow_up.h>
#include <postigo/conf/hook.h>
#include <postigo/conf/organisation.h>
#include <postigo/conf/rule.h>
#include <postigo/conf/questionnaire.h>
#include <postigo/conf/sla.h>
#include <postigo/conf/spike.h>
#include <postigo/conf/tier.h>
#include <postigo/conf/vendor.h>
#include <postigo/conf/wording.h>

enum conf_tls { CONF_TLS_NONE, CONF_TLS_STARTTLS, CONF_TLS_IMPLICIT };
enum conf_after { CONF_AFTER_SEEN, CONF_AFTER_MOVE, CONF_AFTER_DELETE };
enum conf_sign { CONF_SIGN_NO, CONF_SIGN_OPENPGP, CONF_SIGN_SMIME };
enum conf_encrypt { CONF_ENCRYPT_NO, CONF_ENCRYPT_IF_KNOWN, CONF_ENCRYPT_REQUIRED };
enum conf_adopt { CONF_ADOPT_SKIP, CONF_ADOPT_TAKE };

/* How sure we are that a mail is from whom it says, least first: nobody vouches for it; nobody does, and an earlier one was
 * proven to be its owner's; a server that we trust vouches for it; it came to an address that only this person was given;
 * both. */
enum conf_trust { TRUST_NONE, TRUST_KNOWN, TRUST_AUTH, TRUST_TOKEN, TRUST_TOKEN_AND_AUTH };

/* At most so many within any such time, "5/1h". most 0: never. */
struct conf_rate {
	unsigned most;
	duration window;
};

/* All of them hold at once; an empty list is no limit. */
struct conf_rates {
	struct conf_rate *list;
	size_t count;
};

/* Times that may be without end or without beginning: what is less than CONF_NEVER, nothing, and than CONF_ALWAYS. */
#define CONF_NEVER 0
#define CONF_ALWAYS INT64_MAX

/* Where a password comes from. All NULL: there is none. */
struct conf_secret {
	char *text;
	char *file;		/* its first line */
	char *command;		/* its first line of output; split at blanks, no shell */
	char *credential;	/* a file's name in $CREDENTIALS_DIRECTORY */
};

/* A server, and how to get in. */
struct conf_server {
	char *host;
	uint16_t port;
	enum conf_tls tls;
	char *ca_file;		/* NULL: the system's certificates */
	char *user;		/* NULL: no login */
	struct conf_secret password;
	duration timeout;	/* for one command */
};

struct conf_relay {
	struct conf_server server;
	char *from;		/* envelope sender for what is not automatic; bounces come back there */
	unsigned connections;	/* send processes, each with one kept connection */
	uint64_t max_size;	/* bytes; larger mails are not offered */
	duration give_up;	/* age at which a deferred mail has failed */
	duration retry_first;	/* first wait after a 4xx; doubles */
	duration retry_most;	/* longest wait */
	duration retry_unknown;	/* wait before an unknown outcome is sent once more */
	duration keep;		/* how long an idle connection is kept */
};

struct conf_mailbox {
	char *name;
	struct conf_server server;
	char *folder;		/* "INBOX" */
	char *address;		/* the address that this mailbox is: From of what goes out */
	char **aliases;		/* others that lead to it, and are ours as well */
	size_t alias_count;
	char *display_name;	/* shown beside it; identity.name if not set */
	char *queue;
	enum conf_after after;
	char *move_to;		/* NULL unless after = move */
	duration poll;
	bool idle;
	enum conf_adopt adopt;
	uint64_t max_size;	/* bytes */
	unsigned precedence;	/* a mail to several of our mailboxes belongs to the one with the lowest, then the first */
	char **trusted_authserv;	/* authserv-ids whose Authentication-Results count (RFC 8601 section 2.5) */
	size_t trusted_authserv_count;
	char **reply_to_senders;	/* "form@example.com" or "@example.com": their Reply-To is the requester */
	size_t reply_to_sender_count;
	bool control;		/* it is for technicians' commands: their mail to it is nothing else */
	enum conf_sign sign;		/* what goes out of it, with the key of its address */
	enum conf_encrypt encrypt;	/* ... to whom a key is known; or nothing goes to anybody else */
	bool safe_acknowledgement;	/* no word of a sender whom nobody vouches for goes into the acknowledgement */
	const char *file;	/* where it stands, for messages */
	unsigned line;
};

struct conf_queue {
	char *name;
	struct conf_wordings shown;	/* as people know it; none: by its name */
	char *team;		/* NULL: nobody is told */
	char **skills;		/* what its tickets ask for of whoever gets them */
	size_t skill_count;
	char *teams[CONF_TIERS];	/* instead of it, on that tier; NULL: see conf_tier_team() */
	duration reopen_for;	/* a reply within less than this after closing opens the ticket again; */
	const struct conf_follow_up *follow_up;	/* NULL: a silent requester is let be, a closed ticket says nothing */
	duration link_for;	/* then, within less than this after closing, makes a linked one; then it is refused */
};

/* The least that is asked for. */
struct conf_trusts {
	enum conf_trust commands;	/* of a technician's mail, for what it says to have been said by them */
	enum conf_trust reopen;
	enum conf_trust participants;	/* adding them */
	enum conf_trust on_behalf;	/* opening somebody else's ticket */
	enum conf_trust organisation;	/* for a ticket to be their organisation's */
	enum conf_trust signature;	/* what the signature of the sender's own key is worth; "none": nothing */
	enum conf_trust absence;	/* of a technician's answering machine, for them to be away */
	duration token_max_age;
	duration confirm_within;	/* how long a mail waits for its sender to confirm it */
};

/* What we send by ourselves, at most; and how many tickets one sender makes. */
struct conf_limits {
	struct conf_rates address, domain, thread, all;
	struct conf_rates tickets, copies;	/* new ones; those of them that say the same */
	duration ack_max_age;	/* older mail is not acknowledged */
	unsigned repeats;	/* the same words to the same address so often in a row, and not again ... */
	duration repeats_within;	/* ... for so long */
	unsigned hops;		/* Received fields; more is a loop */
};

/* How long nothing automatic goes to an address after a bounce of that class. */
/* What requesters see of the technician who answers them, beside the display_name. */
struct conf_answers {
	bool show_address, keep_signature;
};

/* How technicians are told of tickets. */
struct conf_notices {
	duration collapse;	/* between two notices to one technician about one ticket, but for the first; 0: all at once */
};

struct conf_hold {
	duration hard, full, policy;
};

/* What a technician's answering machine says. */
struct conf_away {
	duration length;	/* when it names no day */
	duration most;		/* a day further away than this is not believed */
};

struct conf {
	char *path;		/* the file it was read from */
	bool whole;		/* false: only conf_load_places() gives that; lists are empty, most texts NULL */
	struct {
		char *name;	/* "Example Support" */
		char *domain;	/* in Message-IDs */
		char *language;	/* "en" */
		char *timezone;	/* "Europe/Madrid" */
		const struct zone *zone;	/* the same, in memory */
	} identity;
	char *store_url;	/* "sqlite:/var/lib/postigo/postigo.db"; paths here are absolute, all of them */
	char *store_path;	/* the path in it */
	char *templates_dir;
	char *secret_file;	/* token keys */
	char *control_socket;
	char *pid_file;		/* NULL: none */
	char *user;		/* account to run as when started by root; NULL: stay */
	unsigned readers;	/* reader processes */
	char *keyring;		/* the folder of the keys; NULL: nothing is verified, decrypted, signed */
	char *operator;		/* who is told when something is wrong; NULL: only the log is */
	struct conf_trusts trust;
	struct conf_limits limits;
	struct conf_hold hold;
	struct conf_notices notices;
	struct conf_answers answers;
	struct conf_commands commands;
	struct conf_away away;
	struct {
		unsigned most;	/* warnings that one technician is told one by one, when many are due at once */
	} catch_up;
	struct conf_relay relay;
	struct conf_mailbox *mailboxes;
	size_t mailbox_count;
	struct conf_queue *queues;
	size_t queue_count;
	struct conf_team *teams;
	size_t team_count;
	struct conf_agent *agents;
	size_t agent_count;
	struct conf_organisation *organisations;
	size_t organisation_count;
	struct conf_belonging *belongings;	/* of all organisations, sorted by what */
	size_t belonging_count;
	struct conf_calendar *calendars;
	size_t calendar_count;
	struct conf_sla *slas;
	size_t sla_count;
	struct conf_rule *rules;	/* in the order in which they are tried */
	size_t rule_count;
	struct conf_points *thresholds;	/* points that a tier or queue wants */
	size_t threshold_count;
	struct conf_tier tiers[CONF_TIERS];	/* by their number; each has a name and a threshold */
	unsigned ping_pong;	/* so many changes of direction between tiers are told to the lead */
	struct conf_vendor *vendors;
	size_t vendor_count;
	struct conf_hook *hooks;	/* webhooks and programs */
	size_t hook_count;
	struct conf_articles articles;
	struct conf_questionnaire *questionnaires;
	size_t questionnaire_count;
	struct conf_spike *spikes;
	size_t spike_count;
};

/* One thing that is wrong, or worth a warning. */
struct conf_problem {
	char *file;
	unsigned line;		/* 0 when the file itself is meant */
	bool warning;
	char *what;		/* "unknown setting \"hots\"; did you mean \"host\"?" */
};

struct conf_problems {
	struct conf_problem *list;
	size_t count;
	size_t errors;		/* those that are no warnings */
};

/* Reads path and everything that it includes; checks all of it.
 *
 * DONE with *out, owned by ctx; PERMFAIL when there is at least one error: then *out is not written.
 * problems is filled in either case, in the order of files and lines, owned by ctx.
 */
enum result conf_load(TALLOC_CTX *ctx, const char *path, struct conf **out, struct conf_problems *problems);

/* The same for a program that logs in nowhere: passwords' files, commands and credentials are not looked at. What can be
 * told of a config with errors is where store and control socket are: then it is DONE with conf->whole false, and
 * path, store_url, store_path and control_socket are set. PERMFAIL when they cannot be told either. */
enum result conf_load_places(TALLOC_CTX *ctx, const char *path, struct conf **out, struct conf_problems *problems);

/* The same with other rules in the place of those that the config names: a file, or a folder whose *.conf are read in the order
 * of their names. PERMFAIL when anything is wrong. */
enum result conf_load_trial(TALLOC_CTX *ctx, const char *path, const char *rules, struct conf **out,
    struct conf_problems *problems);

/* Overwrites every password text in conf: for a process that must not know them. */
void conf_forget_secrets(struct conf *conf);
/* The same of those with which we log in to servers alone. */
void conf_forget_logins(struct conf *conf);

/* NULL when there is none of that name; addresses compare without regard to case. */
const struct conf_mailbox *conf_mailbox(const struct conf *conf, const char *name);
const struct conf_mailbox *conf_mailbox_by_address(const struct conf *conf, const char *address);
const struct conf_queue *conf_queue(const struct conf *conf, const char *name);
const struct conf_team *conf_team(const struct conf *conf, const char *name);
const struct conf_agent *conf_agent(const struct conf *conf, const char *name);
/* By any address that they write from, with or without a +part. */
const struct conf_agent *conf_agent_by_address(const struct conf *conf, const char *address);
const struct conf_calendar *conf_calendar(const struct conf *conf, const char *name);
const struct conf_vendor *conf_vendor(const struct conf *conf, const char *name);
const struct conf_questionnaire *conf_questionnaire(const struct conf *conf, const char *name);
const struct conf_sla *conf_sla(const struct conf *conf, const char *name);
const struct conf_organisation *conf_organisation(const struct conf *conf, const char *name);

/* Whose people write from that address to that mailbox: by the address, then its domain, then a domain above it that is
 * written with a dot before it. *why is which of them. NULL: nobody's. */
const struct conf_organisation *conf_organisation_of(const struct conf *conf, const char *address, const char *mailbox,
    const char **why);

/* How sure we want to be of who wrote, for a technician's command of that name; `reads`: it changes nothing. What their team says
 * comes first; of several teams that which asks for the least. False: they may not at all. */
bool conf_command_level(const struct conf *conf, const char *agent, const char *verb, bool reads, enum conf_trust *out);

#endif
