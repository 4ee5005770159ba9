/* ticket_opinions.c - what people said of the help that they got on a ticket */
#include <config.h>

#include <postigo/base/memory.h>

#include "ticket.h"

json_t *
ticket_opinions_json(const struct opinion *list, size_t count)
{
	json_t *array = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(array, json_pack("{s:o, s:o, s:o, s:o, s:o}", "name", json_of_string(list[i].name),
		    "address", json_of_string(list[i].address), "solved", list[i].solved == OPINION_UNTOLD ? json_null() :
		    json_boolean(list[i].solved == OPINION_SOLVED), "rating", json_of_number(list[i].rating),
		    "at", json_of_instant(list[i].at)));
	return array;
}

void
ticket_opinions_show(const struct opinion *list, size_t count)
{
	static const char *const words[] = { "not solved", "solved" };

	for (size_t i = 0; i < count; i++) {
		SCRATCH(tmp);
		const struct opinion *o = &list[i];
		char *said = talloc_asprintf(tmp, "%s%s%s, says %s", o->solved != OPINION_UNTOLD ? words[o->solved] : "",
		    o->solved != OPINION_UNTOLD && o->rating > 0 ? ", " : "", o->rating > 0 ? talloc_asprintf(tmp, "%u of %d stars",
		    o->rating, OPINION_RATING_MOST) : "", o->address);

		output_field(i == 0 ? "Opinion" : "", said);
	}
}
