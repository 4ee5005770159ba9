/* catalogs.h - folders of templates in the making, for tests */
#ifndef UNIT_TMPL_CATALOGS_H
#define UNIT_TMPL_CATALOGS_H

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include <postigo/base/file.h>
#include <postigo/base/memory.h>
#include <postigo/tmpl/catalog.h>
#include <postigo/tmpl/offer.h>

static inline const char *
folder_new(TALLOC_CTX *ctx)
{
	char *folder = talloc_strdup(ctx, "catalog.XXXXXX");

	assert_non_null(mkdtemp(folder));
	return folder;
}

/* place: "en", "queues/network/en" ... */
static inline void
put_file(const char *folder, const char *place, const char *name, const char *text)
{
	SCRATCH(tmp);
	struct error err;
	const char *path = talloc_asprintf(tmp, "%s/%s", folder, place);

	if (file_make_folder(path, &err) != DONE ||
	    file_write(talloc_asprintf(tmp, "%s/%s", path, name), text, strlen(text), 0600, &err) != DONE)
		fail_msg("%s", err.text);
}

static inline void
put(const char *folder, const char *place, const char *name, const char *text)
{
	SCRATCH(tmp);

	put_file(folder, place, talloc_asprintf(tmp, "%s.mustache", name), text);
}

/* The same text for every message that there is. */
static inline void
put_all(const char *folder, const char *place, const char *text)
{
	for (size_t i = 0; offer_at(i) != NULL; i++)
		put(folder, place, offer_at(i)->name, text);
}

static inline int
remove_one(const char *path, const struct stat *status, int type, struct FTW *where)
{
	(void)status;
	(void)type;
	(void)where;
	return remove(path);
}

static inline void
folder_remove(const char *folder)
{
	assert_int_equal(nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS), 0);
}

#endif
