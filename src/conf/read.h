/* read.h - typed values out of a group of settings, each problem with file, line and what would be right
 *
 * A section asks for each setting by name, where it is used, with its default; read_end() then knows which settings
 * nobody asked for. A setting that is wrong is reported and gives its default, so that reading goes on.
 */
#ifndef POSTIGO_SRC_CONF_READ_H
#define POSTIGO_SRC_CONF_READ_H

#include <stdbool.h>
#include <stdint.h>

#include "reading.h"
#include "value.h"

#define READ_MOST 64		/* settings in a group */

struct group {
	struct reading *reading;
	struct source *source;
	const config_setting_t *setting;	/* NULL: not written at all, so that everything has its default */
	const char *title;			/* smtp, mailbox "support": how messages call it; "" for the file */
	unsigned asked_count;
	const char *asked[READ_MOST];
	const struct value_kind *missing[READ_MOST];	/* of those that had to be there */
};

/* A group of settings whose title is title, or title "name" when it has a name. */
struct group read_group(struct reading *r, struct source *source, const config_setting_t *setting,
    const char *title);

/* Where the group stands, and where one of its settings does (or else the group). */
struct place read_place(const struct group *g);
struct place read_place_of(const struct group *g, const char *name);

/* Whether the setting is written at all. */
bool read_has(const struct group *g, const char *name);

/* The setting, or NULL. It counts as asked for. */
const config_setting_t *read_setting(struct group *g, const char *name);

/* What one of its settings is called in messages: smtp.port, mailbox "support": port. Owned by the reading. */
const char *read_title(const struct group *g, const char *name);

/* Text of that kind, owned by the conf. fallback may be NULL. */
char *read_text(struct group *g, const char *name, const struct value_kind *kind, const char *fallback);

/* The same for what must be there; NULL when it is not. */
char *read_needed(struct group *g, const char *name, const struct value_kind *kind);

/* One text of a list that a setting is; NULL, having said why, when it is none of that kind. */
char *read_one_text(struct group *g, const char *name, const config_setting_t *element, const struct value_kind *kind);

/* An absolute path; what is written may be relative to the file. */
char *read_path(struct group *g, const char *name, const char *fallback);

/* Reports that a path leads to no file that can be read. */
bool read_can_open(struct group *g, const char *name, const char *path);

/* Which of the words, a list that ends with NULL. */
int read_choice(struct group *g, const char *name, const char *const *words, int fallback);

bool read_yes(struct group *g, const char *name, bool fallback);
unsigned read_number(struct group *g, const char *name, unsigned least, unsigned most, unsigned fallback);
duration read_duration(struct group *g, const char *name, duration least, duration most, duration fallback);
uint64_t read_size(struct group *g, const char *name, uint64_t least, uint64_t most, uint64_t fallback);

/* A duration, or "always" or "never" for CONF_ALWAYS and CONF_NEVER. */
duration read_period(struct group *g, const char *name, duration fallback);

/* A list or array of texts of that kind, or one alone; owned by the conf; NULL when it is not written. What is wrong is
 * reported and left out. */
char **read_texts(struct group *g, const char *name, const struct value_kind *kind, size_t *count);

/* A list or array of numbers, owned by the conf; NULL when it is not written. */
unsigned *read_numbers(struct group *g, const char *name, unsigned least, unsigned most, size_t *count);

/* A list of some of the words, of which there are at most 32 and then NULL: a set of 1 << place. */
unsigned read_set(struct group *g, const char *name, const char *const *words, unsigned fallback);

/* A problem with a setting of the group. */
void read_error(struct group *g, const char *name, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Last: reports what nobody asked for and what is missing. */
void read_end(struct group *g);

#endif
