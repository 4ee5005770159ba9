/* problems.c - what is wrong with the config or the templates, a line each */
#include <config.h>

#include <stdio.h>

#include "ctl.h"
#include "output.h"

static void
print_problem(const struct ctl *ctl, const struct conf_problem *p)
{
	if (ctl->json) {
		output_json(json_pack("{s:s, s:o, s:s, s:s}", "file", p->file, "line", json_of_number(p->line),
		    "severity", p->warning ? "warning" : "error", "what", p->what));
		return;
	}
	printf("%s", p->file);
	if (p->line != 0)
		printf(":%u", p->line);
	if (p->warning)
		printf(": %swarning:%s %s\n", output_colour(COLOUR_WARN), output_colour(COLOUR_NONE), p->what);
	else
		printf(": %s\n", p->what);
}

int
problems_print(const struct ctl *ctl, const char *about, const struct conf_problems *problems)
{
	size_t warnings = problems->count - problems->errors;

	for (size_t i = 0; i < problems->count; i++)
		print_problem(ctl, &problems->list[i]);
	if (!ctl->json && problems->count == 0)
		printf("%s %sis fine%s\n", about, output_colour(COLOUR_GOOD), output_colour(COLOUR_NONE));
	else if (!ctl->json)
		printf("%s: %zu error%s, %zu warning%s\n", about, problems->errors,
		    problems->errors == 1 ? "" : "s", warnings, warnings == 1 ? "" : "s");
	return problems->errors == 0 ? EX_OK : 1;
}
