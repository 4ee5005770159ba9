/* list.c - what the list verbs of the nouns share: nothing but options on the line, a table or "there are none" */
#include <config.h>

#include <stdio.h>

#include "list.h"

#define LISTED 100	/* for people */

int
list_alone(const struct ctl *ctl, char **operands, size_t count)
{
	return count == 0 ? GO_ON : usage_error(ctl, "\"%s\" is not understood", operands[0]);
}

int
list_one(const struct ctl *ctl, const char *what, char **operands, size_t count)
{
	if (count == 1)
		return GO_ON;
	return count == 0 ? usage_error(ctl, "which? The name of %s is wanted", what) :
	    usage_error(ctl, "\"%s\" is not understood", operands[1]);
}

int
list_load(struct ctl *ctl, const char *which, struct conf **conf, struct store **store)
{
	int status = load_store(ctl, conf, store);

	if (status == EX_OK && !(*conf)->whole)
		return complain(ctl, EX_CONFIG, "with errors in the config nobody knows which %s there are", which);
	return status;
}

int
listing_open(struct ctl *ctl, char **operands, size_t count, struct listing *l)
{
	int status;

	l->wanted = -1;
	if ((status = list_alone(ctl, operands, count)) != GO_ON ||
	    (l->state_name != NULL && (status = state_read(ctl, l->state, l->state_name, l->last_state, &l->wanted)) != GO_ON) ||
	    (status = most_read(ctl, l->most, ctl->json ? INT32_MAX : LISTED, &l->limit)) != GO_ON)
		return status;
	return load_store(ctl, &l->conf, &l->store);
}

int
row_open(struct ctl *ctl, char **operands, size_t count, int64_t *number, struct store **store)
{
	struct conf *conf;
	int status = number_operand(ctl, "row", operands, count, 1, number);

	return status != GO_ON ? status : load_store(ctl, &conf, store);
}

int
row_found(const struct ctl *ctl, enum result result, int64_t number, const struct error *err)
{
	if (result == NONE)
		return complain(ctl, EX_DATAERR, "there is no row %lld", (long long)number);
	return result == DONE ? EX_OK : complain(ctl, EX_UNAVAILABLE, "%s", err->text);
}

int
list_end(const struct ctl *ctl, const struct table *table, const char *nothing)
{
	if (ctl->json)
		return EX_OK;
	if (table_has_rows(table))
		table_print(table);
	else
		puts(nothing);
	return EX_OK;
}

json_t *
json_of_strings(char *const *texts, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_of_string(texts[i]));
	return list;
}
