/* plan.h - how the database would carry out each statement that a test has used */
#ifndef TESTS_UNIT_STORE_PLAN_H
#define TESTS_UNIT_STORE_PLAN_H

#include <postigo/store/store.h>

/* Fails the test when one of them reads a growing table from end to end, sorts, or makes an index for the occasion,
 * and is not among those of which plan.c says why they may. */
void plans_are_good(struct store *store, const char *path);

#endif
