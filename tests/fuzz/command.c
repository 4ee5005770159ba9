/* command.c - a technician's words parted into commands and the answer: what is meant as a command is never the answer */
#include <config.h>

#include <ctype.h>
#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>

#include "../../src/desk/command_read.h"
#include "../../src/desk/command_value.h"
#include "../../src/desk/command_when.h"
#include "target.h"

static void
check_value(TALLOC_CTX *ctx, const char *value)
{
	struct zone *zone = NULL;
	struct command_now now = { .now = DAYS(20784) };
	struct error err;
	duration length;
	instant at;
	size_t used;

	for (int how = NUMBERS_NONE; how <= NUMBERS_BEHIND; how++) {
		struct command_value v = command_value_read(ctx, value, (enum command_numbers)how);

		for (size_t i = 0; i < v.ticket_count; i++)
			fuzz_check(v.tickets[i] > 0 && v.tickets[i] < COMMAND_NUMBER_LIMIT, "a ticket has a number");
	}
	if (command_length(value, MINUTES(1), &length))
		fuzz_check(length > 0, "a length is one");
	if (zone_load(ctx, "UTC", &zone, &err) != DONE)
		return;
	now.zone = zone;
	if (command_moment(value, &now, &at, &used))
		fuzz_check(at > now.now && used > 0, "a moment is to come");
}

static void
check(TALLOC_CTX *ctx, const char *text, bool control)
{
	struct command_mail *m = command_read(ctx, text, control);
	const char *first = m->blocks[0].text;

	fuzz_check(m->count <= COMMANDS_MOST && m->fault_count <= COMMAND_FAULTS_MOST && m->block_count > 0, "there are bounds");
	/* But for "#1 problem is ...", a place and a sentence. */
	fuzz_check(m->count + m->fault_count + m->block_count > 1 || !command_begins(text) || (first != NULL && !control),
	    "what begins like a command is one or none");
	fuzz_check(first == NULL || first[0] != '#' || isdigit((unsigned char)first[1 + strspn(first + 1, "# ")]) ||
	    strstr(text, "\\#") != NULL, "the answer begins with no command");
	for (size_t i = 0; i < m->count; i++) {
		fuzz_check(m->list[i].verb != COMMAND_NONE && m->list[i].verb != COMMAND_TICKET && m->list[i].block < m->block_count,
		    "a command is one");
		check_value(ctx, m->list[i].value);
	}
}

void
fuzz_command(const uint8_t *bytes, size_t size)
{
	SCRATCH(tmp);
	struct shape shape = fuzz_shape(bytes, size);
	char *text = utf8_repair(tmp, shape.text.at, shape.text.size);

	check(tmp, text, false);
	check(tmp, text, true);
}
