/* fixture.h - a store of its own for each test, in a folder that goes with it; whatever statements the test used, their
 * plans are looked at in the end */
#ifndef TESTS_UNIT_STORE_FIXTURE_H
#define TESTS_UNIT_STORE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <talloc.h>

#include <postigo/store/store.h>

#include "plan.h"

#define NOW ((int64_t)1795000000000)

struct fixture {
	TALLOC_CTX *ctx;
	char folder[64];
	char *path;		/* of the database */
	struct store *store;	/* open for writing */
	struct error err;
};

/* Asserts that r is wanted, and shows the reason when it is not. */
static inline void
expect_at(struct fixture *f, enum result r, enum result wanted, int line)
{
	if (r != wanted)
		fail_msg("line %d: result %d, wanted %d: %s", line, r, wanted, r < 0 ? f->err.text : "");
}
#define expect(f, r, wanted) expect_at(f, r, wanted, __LINE__)
#define done(f, r) expect_at(f, r, DONE, __LINE__)

static inline int
fixture_setup(void **state)
{
	struct fixture *f = talloc_zero(NULL, struct fixture);

	f->ctx = f;
	strcpy(f->folder, "/tmp/postigo-store-XXXXXX");
	if (mkdtemp(f->folder) == NULL)
		return -1;
	f->path = talloc_asprintf(f, "%s/postigo.db", f->folder);
	*state = f;
	return store_open(f, f->path, STORE_WRITE, &f->store, &f->err) == DONE ? 0 : -1;
}

static inline int
fixture_teardown(void **state)
{
	static const char *const suffix[] = { "", "-wal", "-shm", ".lock" };
	struct fixture *f = *state;

	if (f->store != NULL)
		plans_are_good(f->store, f->path);
	talloc_free(f->store);
	for (size_t i = 0; i < sizeof(suffix) / sizeof(*suffix); i++)
		unlink(talloc_asprintf(f, "%s%s", f->path, suffix[i]));
	rmdir(f->folder);
	talloc_free(f);
	return 0;
}

#define in_store(test) cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)

#endif
