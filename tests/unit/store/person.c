/* person.c - people, and since when a mail was shown to be theirs */
#include <config.h>

#include "fixture.h"

#include <sqlite3.h>

#include <postigo/store/person.h>

#include "../../../src/store/schema.h"

static void
nobody_is_proven_by_being_there(void **state)
{
	struct fixture *f = *state;
	struct person p;
	int64_t id;

	done(f, store_begin(f->store, &f->err));
	done(f, person_get(f->store, "Eva@customer.example", "Eva", NOW, &id, &f->err));
	done(f, person_find(f->ctx, f->store, "eva@CUSTOMER.example", &p, &f->err));
	assert_int_equal(p.proven, 0);
	done(f, person_prove(f->store, id, NOW + 1, &f->err));
	/* The first time stays. */
	expect(f, person_prove(f->store, id, NOW + 2, &f->err), NONE);
	expect(f, person_prove(f->store, id + 1, NOW + 2, &f->err), NONE);
	done(f, person_read(f->ctx, f->store, id, &p, &f->err));
	assert_int_equal(p.proven, NOW + 1);
	done(f, store_commit(f->store, &f->err));
}

/* A database from before that was written down: eva was asked and said yes, bo was asked only, pat was sent an answer. */
static const char before[] =
	"INSERT INTO mailbox (name) VALUES ('support');"
	"INSERT INTO person (key, address, name, created) VALUES ('eva@x.example', 'Eva@x.example', '', 5),"
	" ('bo@x.example', 'bo@x.example', '', 5), ('pat@x.example', 'pat@x.example', '', 5);"
	"INSERT INTO ticket (state, subject, queue, tier, priority, created, changed) VALUES (1, 'Old', 'q', 1, 1, 5, 6);"
	"INSERT INTO inbox (mailbox, state, attempts, told, partial, arrived, received, server_size, size, confirm)"
	" VALUES (1, 1, 1, 1, 0, 5, 5, 1, 1, 2), (1, 1, 1, 1, 0, 5, 5, 1, 1, 1), (1, 1, 1, 1, 0, 5, 5, 1, 1, 2);"
	"INSERT INTO message (ticket, inbox, kind, sent, created) VALUES (1, 1, 0, 5, 77), (1, 2, 0, 5, 78), (1, 3, 0, 5, 79);"
	"INSERT INTO outbox (state, next_attempt, attempts, unknowns, created, code, size, ticket, message, kind, recipient,"
	" envelope_from) VALUES (5, 0, 0, 0, 0, 0, 0, 1, 1, 'confirm', 'EVA@x.example', ''),"
	" (5, 0, 0, 0, 0, 0, 0, 1, 2, 'confirm', 'bo@x.example', ''), (5, 0, 0, 0, 0, 0, 0, 1, 3, 'answer', 'pat@x.example', '');";

static int
step_that_proves(void)
{
	int n = 0;

	while (strstr(schema_step[n], "proven") == NULL)
		n++;
	return n;
}

static void
of_older_mail_only_what_was_confirmed_proves(void **state)
{
	static const struct {
		const char *address;
		instant proven;
	} samples[] = { { "eva@x.example", 77 }, { "bo@x.example", 0 }, { "pat@x.example", 0 } };
	struct fixture *f = *state;
	int old = step_that_proves();
	struct person p;
	sqlite3 *db;

	talloc_free(f->store);
	f->store = NULL;
	unlink(f->path);
	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	for (int i = 0; i < old; i++)
		assert_int_equal(sqlite3_exec(db, schema_step[i], NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, talloc_asprintf(f->ctx, "INSERT INTO meta VALUES ('schema', '%d'); %s", old, before),
	    NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	done(f, store_open(f->ctx, f->path, STORE_WRITE, &f->store, &f->err));
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		done(f, person_find(f->ctx, f->store, samples[i].address, &p, &f->err));
		assert_int_equal(p.proven, samples[i].proven);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_store(nobody_is_proven_by_being_there),
		in_store(of_older_mail_only_what_was_confirmed_proves),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
