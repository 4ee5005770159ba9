/* check.c - see check.h
 *
 * Everything that has a name goes into a list that is sorted once: neighbours that are equal are a name used twice,
 * and a reference is looked up by halves.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include <postigo/base/memory.h>
#include <postigo/base/suggest.h>

#include "check.h"
#include "rule.h"

struct named {
	const char *name;
	const char *kind;	/* what it names: "mailbox", "agent" */
	struct place place;
};

struct names {
	struct reading *reading;
	struct named *list;
	size_t count;
};

static void
put(struct names *n, const char *name, const char *kind)
{
	if (name == NULL)
		return;
	if ((n->count & (n->count - 1)) == 0)
		n->list = talloc_realloc(n->reading, n->list, struct named, (unsigned)n->count * 2 + 1);
	n->list[n->count++] = (struct named){ name, kind, reading_place(n->reading, name) };
}

/* Without regard to case: addresses do not differ by case alone, and names had better not. */
static int
compare(const void *a, const void *b)
{
	const struct named *x = a, *y = b;
	int order = strcasecmp(x->name, y->name);

	return order != 0 ? order : reading_compare(x->place, y->place);
}

static void
sort(struct names *n)
{
	if (n->count > 1)
		qsort(n->list, n->count, sizeof(*n->list), compare);
}

/* what: "name" or "address". */
static void
report_twice(struct names *n, const char *what)
{
	const struct named *first = n->list;

	sort(n);
	for (size_t i = 1; i < n->count; i++) {
		const struct named *second = &n->list[i];

		if (strcasecmp(first->name, second->name) != 0) {
			first = second;
			continue;
		}
		reading_error(n->reading, second->place,
		    "the %s \"%s\" of this %s is that of the %s at %s:%u; give each its own", what, second->name,
		    second->kind, first->kind, first->place.source->path, first->place.line);
	}
}

static bool
is_there(const struct names *n, const char *name)
{
	size_t from = 0, to = n->count;

	while (from < to) {
		size_t middle = from + (to - from) / 2;
		int order = strcasecmp(name, n->list[middle].name);

		if (order == 0)
			return strcmp(name, n->list[middle].name) == 0;
		if (order < 0)
			to = middle;
		else
			from = middle + 1;
	}
	return false;
}

/* section: where it would have to be added. */
static void
refer(struct names *n, const char *title, const char *name, const char *section)
{
	SCRATCH(tmp);
	struct suggest near;

	/* What is not there may stand in the part that could not be read. */
	if (name == NULL || is_there(n, name) || (n->count == 0 && n->reading->doubtful) ||
	    reading_lacks(n->reading, section))
		return;
	suggest_start(&near, name);
	for (size_t i = 0; i < n->count; i++)
		suggest_offer(&near, n->list[i].name);
	char *hint = near.best != NULL ? suggest_words(tmp, &near) :
	    talloc_asprintf(tmp, "; add { name = \"%s\"%s } to %s", name,
	    strcmp(section, "agents") == 0 ? "; address = \"...\"" : "", section);

	reading_error(n->reading, reading_place(n->reading, name), "%s is \"%s\", which there is not%s", title, name,
	    hint);
}

/* What an SLA names. */
static void
refer_sla(const struct conf_sla *sla, struct names *calendars, struct names *queues, struct names *agents,
    struct names *organisations)
{
	for (size_t i = 0; i < sla->organisation_count; i++)
		refer(organisations, "the SLA's organisation", sla->organisations[i], "organisations");
	refer(calendars, "the SLA's calendar", sla->calendar_name, "calendars");
	for (size_t i = 0; i < sla->queue_count; i++)
		refer(queues, "the SLA's queue", sla->queues[i], "queues");
	for (size_t i = 0; i < sla->rung_count; i++)
		/* A rung is said to be there for each percentage from it on. */
		if (i == 0 || sla->ladder[i].agent != sla->ladder[i - 1].agent)
			refer(agents, "whom the SLA tells", sla->ladder[i].agent, "agents");
}

/* What tiers and vendors name, and queues for a tier. */
static void
refer_tiers(const struct conf *conf, struct names *teams, struct names *queues, struct names *calendars)
{
	for (size_t i = 0; i < CONF_TIERS; i++) {
		const struct conf_tier *tier = &conf->tiers[i];

		refer(teams, "the tier's team", tier->team, "teams");
		refer(calendars, "the tier's calendar", tier->calendar_name, "calendars");
		for (size_t j = 0; j < tier->queue_count; j++)
			refer(queues, "the queue whose tickets begin on the tier", tier->queues[j], "queues");
		for (size_t j = 0; j < conf->queue_count; j++)
			refer(teams, "the queue's team for the tier", conf->queues[j].teams[i], "teams");
	}
	for (size_t i = 0; i < conf->vendor_count; i++)
		refer(calendars, "the vendor's calendar", conf->vendors[i].calendar_name, "calendars");
}

static void
refer_organisation(const struct conf_organisation *o, struct names *mailboxes, struct names *queues, struct names *agents,
    struct names *calendars)
{
	for (size_t i = 0; i < o->mailbox_count; i++)
		refer(mailboxes, "the organisation's mailbox", o->mailboxes[i], "mailboxes");
	refer(queues, "the organisation's queue", o->queue, "queues");
	refer(agents, "the organisation's manager", o->manager, "agents");
	refer(calendars, "the organisation's calendar", o->calendar_name, "calendars");
}

static void
refer_queue(const struct conf_queue *queue, struct names *teams, struct names *calendars)
{
	refer(teams, "the queue's team", queue->team, "teams");
	if (queue->follow_up != NULL)
		refer(calendars, "the queue's calendar", queue->follow_up->calendar_name, "calendars");
}

static void
check_questionnaires(struct reading *r, struct names *queues)
{
	struct names names = { r, NULL, 0 };

	for (size_t i = 0; i < r->conf->questionnaire_count; i++) {
		const struct conf_questionnaire *q = &r->conf->questionnaires[i];

		put(&names, q->name, "questionnaire");
		for (size_t j = 0; j < q->queue_count; j++)
			refer(queues, "the questionnaire's queue", q->queues[j], "queues");
	}
	report_twice(&names, "name");
	for (size_t i = 0; i < CONF_TIERS; i++)
		refer(&names, "the tier's questionnaire", r->conf->tiers[i].questionnaire, "questionnaires");
}

/* A webhook and a program may have one name. */
static void
check_hooks(struct reading *r, struct names *organisations)
{
	static const enum conf_hook_kind kinds[] = { CONF_HOOK_WEBHOOK, CONF_HOOK_PROGRAM };

	for (size_t k = 0; k < CONF_HOOK_KINDS; k++) {
		struct names names = { r, NULL, 0 };

		for (size_t i = 0; i < r->conf->hook_count; i++) {
			const struct conf_hook *h = &r->conf->hooks[i];

			if (h->kind != kinds[k])
				continue;
			put(&names, h->name, conf_hook_kind_name(h->kind));
			for (size_t j = 0; j < h->organisation_count; j++)
				refer(organisations, h->kind == CONF_HOOK_WEBHOOK ? "the webhook's organisation" :
				    "the program's organisation", h->organisations[j], "organisations");
		}
		report_twice(&names, "name");
	}
}

static void
check_spikes(struct reading *r, struct names *queues, struct names *teams)
{
	struct names names = { r, NULL, 0 };

	for (size_t i = 0; i < r->conf->spike_count; i++) {
		const struct conf_spike *s = &r->conf->spikes[i];

		put(&names, s->name, "spike");
		refer(queues, "the spike's queue", s->queue, "queues");
		refer(teams, "the spike's team", s->team, "teams");
		if (s->across != CONF_ACROSS_ALL && r->conf->organisation_count == 0 && s->name != NULL &&
		    !reading_lacks(r, "organisations"))
			reading_warning(r, reading_place(r, s->name), "spike \"%s\" looks at organisations, and there are none; add "
			    "them to organisations, or leave out across", s->name);
	}
	report_twice(&names, "name");
}

static void
check_names(struct reading *r)
{
	const struct conf *conf = r->conf;
	struct names mailboxes = { r, NULL, 0 }, queues = { r, NULL, 0 }, calendars = { r, NULL, 0 };
	struct names teams = { r, NULL, 0 }, agents = { r, NULL, 0 }, slas = { r, NULL, 0 };
	struct names organisations = { r, NULL, 0 };
	struct names vendors = { r, NULL, 0 };

	for (size_t i = 0; i < conf->mailbox_count; i++)
		put(&mailboxes, conf->mailboxes[i].name, "mailbox");
	for (size_t i = 0; i < conf->queue_count; i++)
		put(&queues, conf->queues[i].name, "queue");
	for (size_t i = 0; i < conf->team_count; i++)
		put(&teams, conf->teams[i].name, "team");
	for (size_t i = 0; i < conf->agent_count; i++)
		put(&agents, conf->agents[i].name, "agent");
	for (size_t i = 0; i < conf->calendar_count; i++)
		put(&calendars, conf->calendars[i].name, "calendar");
	for (size_t i = 0; i < conf->sla_count; i++)
		put(&slas, conf->slas[i].name, "SLA");
	for (size_t i = 0; i < conf->organisation_count; i++)
		put(&organisations, conf->organisations[i].name, "organisation");
	for (size_t i = 0; i < conf->vendor_count; i++)
		put(&vendors, conf->vendors[i].name, "vendor");
	report_twice(&mailboxes, "name");
	report_twice(&queues, "name");
	report_twice(&teams, "name");
	report_twice(&agents, "name");
	report_twice(&calendars, "name");
	report_twice(&slas, "name");
	report_twice(&organisations, "name");
	report_twice(&vendors, "name");
	check_questionnaires(r, &queues);
	check_hooks(r, &organisations);
	check_spikes(r, &queues, &teams);
	for (size_t i = 0; i < conf->mailbox_count; i++)
		refer(&queues, "the mailbox's queue", conf->mailboxes[i].queue, "queues");
	for (size_t i = 0; i < conf->queue_count; i++)
		refer_queue(&conf->queues[i], &teams, &calendars);
	for (size_t i = 0; i < conf->team_count; i++) {
		refer(&agents, "the team's lead", conf->teams[i].lead, "agents");
		refer(&calendars, "the team's calendar", conf->teams[i].calendar_name, "calendars");
		for (size_t j = 0; j < conf->teams[i].member_count; j++)
			refer(&agents, "the team's member", conf->teams[i].members[j], "agents");
	}
	for (size_t i = 0; i < conf->agent_count; i++)
		refer(&calendars, "the agent's calendar", conf->agents[i].calendar_name, "calendars");
	refer_tiers(conf, &teams, &queues, &calendars);
	for (size_t i = 0; i < conf->sla_count; i++)
		refer_sla(&conf->slas[i], &calendars, &queues, &agents, &organisations);
	for (size_t i = 0; i < conf->organisation_count; i++)
		refer_organisation(&conf->organisations[i], &mailboxes, &queues, &agents, &calendars);
}

static void
check_addresses(struct reading *r)
{
	const struct conf *conf = r->conf;
	struct names addresses = { r, NULL, 0 };

	/* One list for all: mail from an agent whose address is a mailbox's would be mail from ourselves. */
	for (size_t i = 0; i < conf->mailbox_count; i++)
		put(&addresses, conf->mailboxes[i].address, "mailbox");
	for (size_t i = 0; i < conf->agent_count; i++)
		put(&addresses, conf->agents[i].address, "agent");
	for (size_t i = 0; i < conf->agent_count; i++)
		for (size_t j = 0; j < conf->agents[i].address_count; j++)
			put(&addresses, conf->agents[i].addresses[j], "agent");
	for (size_t i = 0; i < conf->vendor_count; i++)
		put(&addresses, conf->vendors[i].address, "vendor");
	report_twice(&addresses, "address");
}

/* Whose a mail is must not depend on which of two stands first. */
static void
check_belongings(struct reading *r)
{
	struct names domains = { r, NULL, 0 }, addresses = { r, NULL, 0 };

	for (size_t i = 0; i < r->conf->organisation_count; i++) {
		const struct conf_organisation *o = &r->conf->organisations[i];

		for (size_t j = 0; j < o->domain_count; j++)
			put(&domains, o->domains[j], "organisation");
		for (size_t j = 0; j < o->address_count; j++)
			put(&addresses, o->addresses[j], "organisation");
	}
	report_twice(&domains, "domain");
	report_twice(&addresses, "address");
}

static void
check_members(struct reading *r)
{
	for (size_t i = 0; i < r->conf->team_count; i++) {
		const struct conf_team *team = &r->conf->teams[i];
		struct names members = { r, NULL, 0 };

		for (size_t j = 0; j < team->member_count; j++)
			put(&members, team->members[j], "member");
		sort(&members);
		for (size_t j = 1; j < members.count; j++)
			if (strcmp(members.list[j - 1].name, members.list[j].name) == 0)
				reading_error(r, members.list[j].place,
				    "\"%s\" is a member of the team twice; leave one out", members.list[j].name);
	}
}

/* A queue whose tickets no technician hears of: allowed, but hardly ever meant. */
static void
check_told(struct reading *r)
{
	for (size_t i = 0; i < r->conf->queue_count; i++) {
		const struct conf_queue *queue = &r->conf->queues[i];

		if (queue->name != NULL && queue->team == NULL)
			reading_warning(r, reading_place(r, queue->name),
			    "queue \"%s\" has no team: nobody is told of its tickets", queue->name);
	}
	for (size_t i = 0; i < r->conf->team_count; i++) {
		const struct conf_team *team = &r->conf->teams[i];

		if (team->name != NULL && talloc_array_length(team->members) == 0)
			reading_warning(r, reading_place(r, team->name),
			    "team \"%s\" has no members: nobody is told of its tickets", team->name);
	}
}

static bool
is_folder(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* "pt-BR" is content with templates in "pt". */
static void
check_language(struct reading *r, const char *title, const char *language)
{
	SCRATCH(tmp);
	const char *dir = r->conf->templates_dir;

	if (language == NULL || !is_folder(dir) || is_folder(talloc_asprintf(tmp, "%s/%s", dir, language)) ||
	    is_folder(talloc_asprintf(tmp, "%s/%.*s", dir, (int)strcspn(language, "-"), language)))
		return;
	reading_warning(r, reading_place(r, language), "%s is \"%s\", and %s has no folder of that name", title, language,
	    dir);
}

/* Bounces go to smtp.from: somebody has to read them. */
static void
check_from(struct reading *r)
{
	const char *from = r->conf->relay.from;

	if (from == NULL || r->incomplete || r->conf->mailbox_count == 0)
		return;
	if (conf_mailbox_by_address(r->conf, from) == NULL)
		reading_warning(r, reading_place(r, from),
		    "smtp.from is \"%s\", which is no mailbox's address; nobody would see bounces", from);
}

/* Where nobody is vouched for, those who ask for the level "auth" or more are asked to confirm, or never reach it. */
static void
check_vouched(struct reading *r)
{
	const struct conf *conf = r->conf;
	const struct conf_trusts *trust = &conf->trust;

	/* A list that was written and has only faults in it is not NULL: that was said. */
	for (size_t i = 0; i < conf->mailbox_count; i++)
		if (conf->mailboxes[i].trusted_authserv != NULL)
			return;
	if (conf->mailbox_count == 0 || r->incomplete)
		return;
	struct place place = { r->sources[0], 0 };

	if (conf->mailboxes[0].name != NULL)
		place = reading_place(r, conf->mailboxes[0].name);
	if (trust->commands == TRUST_TOKEN_AND_AUTH || trust->reopen == TRUST_TOKEN_AND_AUTH)
		reading_warning(r, place, "no mailbox has a trusted_authserv, so that nobody ever reaches the "
		    "\"token_and_auth\" that trust.%s asks for",
		    trust->commands == TRUST_TOKEN_AND_AUTH ? "commands" : "reopen");
	if (trust->participants >= TRUST_AUTH || trust->on_behalf >= TRUST_AUTH)
		reading_warning(r, place, "no mailbox has a trusted_authserv: who adds a participant or writes on behalf of "
		    "another is asked to confirm each time");
}

/* Mail to it has to come in somewhere. */
static void
check_control(struct reading *r)
{
	const char *control = r->conf->commands.control;

	if (control == NULL || r->incomplete || r->conf->mailbox_count == 0 || conf_mailbox_by_address(r->conf, control) != NULL)
		return;
	reading_error(r, reading_place(r, control), "commands.control is \"%s\", which is no mailbox's address; add it to the aliases of "
	    "the mailbox that it leads to", control);
}

/* What the operator is told must not come back as a ticket. */
static void
check_operator(struct reading *r)
{
	const char *operator = r->conf->operator;

	if (operator != NULL && conf_mailbox_by_address(r->conf, operator) != NULL)
		reading_error(r, reading_place(r, operator), "operator is \"%s\", which is a mailbox's address: what we say of "
		    "trouble would become tickets; give an address that a person reads", operator);
}

void
check_references(struct reading *r)
{
	check_vouched(r);
	check_operator(r);
	check_control(r);
	check_names(r);
	check_addresses(r);
	check_belongings(r);
	check_assigning(r);
	check_members(r);
	check_clocks(r);
	check_rules(r);
	check_from(r);
	check_keyring(r);
	check_told(r);
	check_language(r, "identity.language", r->conf->identity.language);
	for (size_t i = 0; i < r->conf->agent_count; i++)
		check_language(r, "the agent's language", r->conf->agents[i].language);
	for (size_t i = 0; i < r->conf->organisation_count; i++)
		check_language(r, "the organisation's language", r->conf->organisations[i].language);
	for (size_t i = 0; i < r->conf->vendor_count; i++)
		check_language(r, "the vendor's language", r->conf->vendors[i].language);
}
