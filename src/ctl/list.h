/* list.h - what the list verbs of the nouns share */
#ifndef POSTIGO_CTL_LIST_H
#define POSTIGO_CTL_LIST_H

#include "ctl.h"
#include "output.h"

/* GO_ON when no operand is left; else EX_USAGE, having said so. */
int list_alone(const struct ctl *ctl, char **operands, size_t count);
/* GO_ON when there is one operand, the name of what ("a team"); else EX_USAGE, having said so. */
int list_one(const struct ctl *ctl, const char *what, char **operands, size_t count);

/* load_store, for things that only a config without errors names: which is "teams". */
int list_load(struct ctl *ctl, const char *which, struct conf **conf, struct store **store);

/* What --state and --most choose from, and what they say. */
struct listing {
	const char *state, *most;		/* as they were given; NULL: they were not */
	const char *(*state_name)(int);		/* the names of the states from 0 to last_state; NULL: there are none */
	int last_state;
	int wanted;				/* the state, -1: any */
	size_t limit;				/* so many: for people some, for scripts all */
	struct conf *conf;
	struct store *store;
};

/* Nothing but options stands on the line: fills in the rest, with the store open. EX_OK, or what to end with, having said why. */
int listing_open(struct ctl *ctl, char **operands, size_t count, struct listing *listing);

/* The store, and the number of the row that is the only operand. EX_OK, or what to end with, having said why. */
int row_open(struct ctl *ctl, char **operands, size_t count, int64_t *number, struct store **store);
/* What there is to say once it was read: EX_OK, or what to end with, having said that there is no such row. */
int row_found(const struct ctl *ctl, enum result result, int64_t number, const struct error *err);

/* After the last row: prints the table, or the sentence when it has none; scripts have had their lines. EX_OK. */
int list_end(const struct ctl *ctl, const struct table *table, const char *nothing);

/* An array of strings. */
json_t *json_of_strings(char *const *texts, size_t count);

#endif
