/* handover_data.h - what handover.c and handover_values.c share */
#ifndef DESK_HANDOVER_DATA_H
#define DESK_HANDOVER_DATA_H

#include <postigo/desk/labour.h>
#include <postigo/store/checkmark.h>
#include <postigo/store/clock_row.h>
#include <postigo/store/event.h>
#include <postigo/store/field.h>
#include <postigo/store/message_row.h>
#include <postigo/store/stay.h>

#include "handover.h"

struct handover {
	const struct change *change;
	const struct ticket *ticket;
	int before;			/* the tier that it comes from */
	struct message_row *messages;
	size_t message_count;
	size_t left_out;		/* of them, behind the first */
	struct field *fields;
	size_t field_count;
	struct checkmark *checks;
	size_t check_count;
	struct labour labour;
	struct stay *stays;
	size_t stay_count;
	struct clock_row *clocks;
	size_t clock_count;
	struct attachment_row *files;	/* of all messages */
	size_t file_count;
};

#endif
