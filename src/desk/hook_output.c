/* hook_output.c - what a program has printed, on the ticket; see hook.h */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/store/event.h>
#include <postigo/store/message_row.h>
#include <postigo/store/watcher.h>

#include "answer.h"
#include "change.h"
#include "hook.h"

#define TOLD_MOST 64
#define NAME_MOST 64
#define VALUE_CHARACTERS 300
#define FIELDS_MOST 50

/* ---- fields */

static bool
may_set(const struct conf_hook *hook, const char *name)
{
	for (size_t i = 0; i < hook->field_count; i++)
		if (strcmp(hook->fields[i], name) == 0)
			return true;
	return false;
}

bool
hook_field(TALLOC_CTX *ctx, const struct conf_hook *hook, const char *line, size_t size, char **name, char **value)
{
	SCRATCH(tmp);
	char *copy = talloc_strndup(tmp, line, size), *between = strpbrk(copy, ":="), *left, *right;

	if (between == NULL || between == copy || (size_t)(between - copy) > NAME_MOST)
		return false;
	left = utf8_clean_line(tmp, talloc_strndup(tmp, copy, (size_t)(between - copy)), NAME_MOST);
	right = utf8_clean_line(tmp, between + 1, VALUE_CHARACTERS);
	if (!may_set(hook, left) || right[0] == '\0')
		return false;
	*name = talloc_strdup(ctx, left);
	*value = talloc_strdup(ctx, right);
	return true;
}

static enum result
set_fields(const struct change *c, const struct ticket *ticket, const struct conf_hook *hook, const char *output, struct error *err)
{
	SCRATCH(tmp);
	enum result result = DONE;
	unsigned set = 0;

	for (const char *line = output; *line != '\0' && hook->field_count > 0 && set < FIELDS_MOST && result == DONE;) {
		size_t size = strcspn(line, "\n");
		char *name, *value;

		if (hook_field(tmp, hook, line, size, &name, &value)) {
			set++;
			result = change_field(c, ticket, name, value, err);
		}
		line += size + (line[size] != '\0');
	}
	return result;
}

/* ---- the note */

static enum result
tell(const struct occasion *o, const struct conf_agent *agent, struct error *err)
{
	return answer_send(o, &(struct answer){ .template = "notice_program", .to = ANSWER_TECHNICIAN, .agent = agent,
	    .language = agent->language, .why = "a program has found something out" }, err);
}

static bool
is_among(const struct conf_agent *const *list, size_t count, const struct conf_agent *agent)
{
	for (size_t i = 0; i < count; i++)
		if (list[i] == agent)
			return true;
	return false;
}

/* Whoever has the ticket, and those who watch it. */
static enum result
tell_all(const struct tools *tools, const struct occasion *o, struct error *err)
{
	SCRATCH(tmp);
	const struct conf_agent *told[TOLD_MOST];
	size_t n = answer_technicians(tools->conf, o->ticket, told, TOLD_MOST), watcher_count = 0;
	char **watchers = NULL;
	enum result result = watcher_list(tmp, tools->store, o->ticket->id, &watchers, &watcher_count, err);

	for (size_t i = 0; result >= 0 && i < watcher_count && n < TOLD_MOST; i++) {
		const struct conf_agent *agent = conf_agent(tools->conf, watchers[i]);

		if (agent != NULL && !is_among(told, n, agent))
			told[n++] = agent;
	}
	for (size_t i = 0; i < n && result >= 0; i++)
		result = tell(o, told[i], err);
	return result < 0 ? result : DONE;
}

static enum result
add_note(const struct tools *tools, const struct ticket *ticket, const struct conf_hook *hook, const char *text, bool cut, instant now,
    struct error *err)
{
	SCRATCH(tmp);
	struct message_row row = {
		.ticket = ticket->id, .kind = MESSAGE_NOTE, .subject = talloc_asprintf(tmp, "program %s", hook->name),
		.text = talloc_strdup(tmp, text), .sent = now, .created = now,
	};
	struct mail mail = { .text = row.text, .reply = row.text };
	struct facts facts = { .conf = tools->conf, .mailbox = answer_mailbox(tools->conf, ticket), .mail = &mail, .now = now };
	struct decision note = { .outcome = DECIDE_REPLY, .note = true, .ticket = ticket->id };
	json_t *more = json_pack("{s:s, s:b}", "program", hook->name, "cut", (int)cut);
	struct occasion o = { .tools = tools, .facts = &facts, .ticket = ticket, .decision = &note, .more = more };
	enum result result = message_row_add(tools->store, &row, err);

	o.message = row.id;
	if (result == DONE)
		result = ticket_touch(tools->store, ticket->id, now, err);
	if (result == DONE && hook->notice)
		result = tell_all(tools, &o, err);
	json_decref(more);
	return result;
}

/* The ticket, or the one that stands for it by now. */
static enum result
standing(TALLOC_CTX *ctx, const struct tools *tools, int64_t number, struct ticket *out, struct error *err)
{
	enum result result = ticket_read(ctx, tools->store, number, out, err);

	if (result == DONE && out->merged_into != 0)
		result = ticket_read(ctx, tools->store, out->merged_into, out, err);
	return result;
}

enum result
hook_output(const struct tools *tools, const struct conf_hook *hook, const struct hook_row *row, const char *output, bool cut,
    instant now, struct error *err)
{
	SCRATCH(tmp);
	struct change c = { .tools = tools, .actor = talloc_asprintf(tmp, "program %s", hook->name), .now = now };
	struct ticket ticket;
	enum result result = standing(tmp, tools, row->ticket, &ticket, err);

	if (result != DONE)
		return result == NONE ? DONE : result;
	if (hook->note && output[strspn(output, " \t\n")] != '\0')
		result = add_note(tools, &ticket, hook, output, cut, now, err);
	return result == DONE ? set_fields(&c, &ticket, hook, output, err) : result;
}
