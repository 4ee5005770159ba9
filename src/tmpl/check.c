/* check.c - what is wrong with templates that can be read: names that nothing offers, pieces and messages that lack
 *
 * A template is walked as it is rendered, but into every section, with the sample values of its message: a name that is
 * not among them would quietly be nothing in somebody's mail.
 */
#include <config.h>

#include <string.h>
#include <strings.h>

#include <postigo/base/memory.h>
#include <postigo/base/suggest.h>
#include <postigo/tmpl/offer.h>

#include "entries.h"

#define DEEP_MAX 200		/* sections, pieces and blocks in each other */
#define STEPS_MAX 100000	/* of one message */

/* The values that a name may be found among; the innermost first. */
struct scope {
	json_t *values;
	const struct scope *up;
};

/* As in render.c: the blocks of the parent that was named there. */
struct replacing {
	const struct mustache *m;
	size_t parent;
	const struct replacing *up;
};

struct walk {
	const struct catalog *catalog;
	struct problems *problems;
	struct catalog_choice choice;
	const char *message;		/* NULL: of no message in particular */
	const struct mustache **seen;	/* pieces that some message uses, each once */
	unsigned seen_count;
	bool any;			/* a value says which piece is used: any may be */
	const struct replacing *replacing;
	unsigned depth;
	unsigned long steps;
};

static void walk(struct walk *w, const struct mustache *m, size_t from, size_t to, const struct scope *scope);

static json_t *
look_up(const struct step *step, const struct scope *scope)
{
	json_t *value = NULL;

	if (step->part_count == 0)
		return scope->values;
	for (; scope != NULL && value == NULL; scope = scope->up)
		value = json_object_get(scope->values, step->parts[0]);
	/* Which groups there are is for rules to say. */
	if (value != NULL && strcmp(step->parts[0], "capture") == 0)
		return value;
	for (size_t i = 1; i < step->part_count && value != NULL; i++)
		if (!json_is_integer(value))
			value = json_object_get(value, step->parts[i]);
		else
			value = words_form_by_name(step->parts[i]) >= 0 ? json_true() : NULL;
	return value;
}

static char *
whole_name(TALLOC_CTX *ctx, const struct step *step)
{
	char *name = talloc_strdup(ctx, step->parts[0]);

	for (size_t i = 1; i < step->part_count; i++)
		name = talloc_asprintf_append_buffer(name, ".%s", step->parts[i]);
	return name;
}

/* What step names, having said so when there is no such thing. */
static json_t *
name_check(struct walk *w, const struct mustache *m, const struct step *step, const struct scope *scope)
{
	SCRATCH(tmp);
	json_t *value = look_up(step, scope);
	struct suggest like;

	if (value != NULL || step->part_count == 0)
		return value;
	const char *name = whole_name(tmp, step);
	suggest_start(&like, name);
	for (; scope != NULL; scope = scope->up)
		for (void *i = json_object_iter(scope->values); i != NULL; i = json_object_iter_next(scope->values, i))
			suggest_offer(&like, json_object_iter_key(i));
	if (w->message != NULL && offer_value(step->parts[0]) != NULL)
		problem_add(w->problems, false, m->name, step->line, "\"%s\" offers no value \"%s\"%s", w->message, name,
		    suggest_words(tmp, &like));
	else
		problem_add(w->problems, false, m->name, step->line, "there is no value \"%s\"%s", name,
		    suggest_words(tmp, &like));
	return NULL;
}

static void
walk_section(struct walk *w, const struct mustache *m, size_t at, const struct scope *scope)
{
	const struct step *step = &m->steps[at];
	json_t *value = name_check(w, m, step, scope);
	struct scope inner = { json_is_array(value) ? json_array_get(value, 0) : value, scope };
	bool opens = step->kind == STEP_SECTION && value != NULL;

	walk(w, m, at + 1, step->end, opens ? &inner : scope);
}

static void
take_note(struct walk *w, const struct mustache *piece)
{
	for (unsigned i = 0; i < w->seen_count; i++)
		if (w->seen[i] == piece)
			return;
	w->seen[w->seen_count++] = piece;
}

static void
walk_piece(struct walk *w, const struct mustache *m, const struct step *step, const struct scope *scope)
{
	struct catalog_choice choice = w->choice;

	if (step->dynamic) {
		(void)name_check(w, m, step, scope);
		w->any = true;
		return;
	}
	choice.name = step->text;
	const struct entry *entry = piece_choose(w->catalog, &choice);
	if (entry == NULL || !entry->file.piece) {
		/* It may be the file that could not be read. */
		if (!w->catalog->broken)
			problem_add(w->problems, false, m->name, step->line, "there is no piece \"%.80s\"%s", step->text,
			    *step->text != '_' ? ": the name of one begins with _" : "");
		return;
	}
	take_note(w, entry->text);
	walk(w, entry->text, 0, entry->text->count, scope);
}

static void
walk_parent(struct walk *w, const struct mustache *m, size_t at, const struct scope *scope)
{
	struct replacing own = { m, at, w->replacing };

	w->replacing = &own;
	walk_piece(w, m, &m->steps[at], scope);
	w->replacing = own.up;
}

static size_t
find_block(const struct mustache *m, size_t parent, const char *name)
{
	for (size_t i = parent + 1; i < m->steps[parent].end; i++) {
		if (m->steps[i].kind == STEP_BLOCK && strcmp(m->steps[i].text, name) == 0)
			return i;
		if (m->steps[i].end != 0)
			i = m->steps[i].end - 1;
	}
	return 0;
}

/* What stands in a block, and all that could be put in its place. */
static void
walk_block(struct walk *w, const struct mustache *m, size_t at, const struct scope *scope)
{
	const struct replacing *outside = w->replacing;

	walk(w, m, at + 1, m->steps[at].end, scope);
	for (const struct replacing *p = outside; p != NULL; p = p->up) {
		size_t block = find_block(p->m, p->parent, m->steps[at].text);
		w->replacing = p->up;
		if (block != 0)
			walk(w, p->m, block + 1, p->m->steps[block].end, scope);
	}
	w->replacing = outside;
}

/* A piece may be in itself, as deep as the values are: so this ends by count. */
static void
walk(struct walk *w, const struct mustache *m, size_t from, size_t to, const struct scope *scope)
{
	w->depth++;
	for (size_t i = from; i < to && w->depth < DEEP_MAX && ++w->steps < STEPS_MAX; i++) {
		const struct step *step = &m->steps[i];
		if (step->kind == STEP_VALUE || step->kind == STEP_RAW)
			(void)name_check(w, m, step, scope);
		else if (step->kind == STEP_SECTION || step->kind == STEP_INVERTED)
			walk_section(w, m, i, scope);
		else if (step->kind == STEP_PARTIAL)
			walk_piece(w, m, step, scope);
		else if (step->kind == STEP_PARENT)
			walk_parent(w, m, i, scope);
		else if (step->kind == STEP_BLOCK)
			walk_block(w, m, i, scope);
		if (step->end != 0)
			i = step->end - 1;
	}
	w->depth--;
}

/* What only one of a list can be, its first sample is not: here it stands for all of them. */
static void
gather_fields(json_t *samples)
{
	const char *name;
	json_t *list;

	json_object_foreach(samples, name, list)
		for (size_t i = 1; i < json_array_size(list); i++)
			(void)json_object_update(json_array_get(list, 0), json_array_get(list, i));
}

static void
walk_entry(struct walk *w, const struct entry *entry)
{
	json_t *samples = offer_samples(w->message != NULL ? offer_find(w->message) : NULL);
	struct scope scope = { samples, NULL };
	const struct catalog_file *f = &entry->file;

	gather_fields(samples);
	w->choice = (struct catalog_choice){ NULL, f->language, f->queue, f->organisation };
	w->depth = 0;
	w->steps = 0;
	if (entry->subject != NULL)
		walk(w, entry->subject, 0, entry->subject->count, &scope);
	walk(w, entry->text, 0, entry->text->count, &scope);
	json_decref(samples);
}

/* What a mail will not show as its author meant it. */
static void
look_at(const struct catalog *catalog, const struct entry *entry, struct problems *p)
{
	SCRATCH(tmp);
	const struct catalog_file *f = &entry->file;
	struct catalog_choice choice = { f->name, f->language, f->queue, f->organisation };
	json_t *samples = offer_samples(offer_find(f->name));
	const char *unshown = NULL;
	struct rendered rendered;
	struct error err;

	if (entry_render(tmp, catalog, entry, &choice, samples, &rendered, &unshown, &err) != DONE)
		problem_add_error(p, f->path, &err);
	else if (unshown != NULL)
		problem_add(p, true, f->path, 0, "there is %s in it, which is shown as plain words in a mail", unshown);
	json_decref(samples);
}

static void
message_check(struct walk *w, const struct entry *entry)
{
	SCRATCH(tmp);
	const struct catalog_file *f = &entry->file;
	size_t errors = w->problems->list->errors;
	const struct offer *offer;
	struct suggest like;

	w->message = offer_find(f->name) != NULL ? f->name : NULL;
	if (w->message == NULL) {
		suggest_start(&like, f->name);
		for (size_t i = 0; (offer = offer_at(i)) != NULL; i++)
			suggest_offer(&like, offer->name);
		problem_add(w->problems, true, f->path, 0, "nothing uses this: there is no message \"%s\"%s", f->name,
		    suggest_words(tmp, &like));
	}
	walk_entry(w, entry);
	if (w->problems->list->errors == errors)
		look_at(w->catalog, entry, w->problems);
}

/* One of this name is used, perhaps another one's: somebody's own piece stands for everybody's. */
static bool
name_is_seen(const struct walk *w, const char *name)
{
	for (unsigned i = 0; i < w->catalog->count; i++) {
		const struct entry *entry = &w->catalog->entries[i];
		for (unsigned s = 0; s < w->seen_count && strcmp(entry->file.name, name) == 0; s++)
			if (w->seen[s] == entry->text)
				return true;
	}
	return false;
}

static void
piece_check(struct walk *w, const struct entry *entry)
{
	if (!w->any && !w->catalog->broken && !name_is_seen(w, entry->file.name))
		problem_add(w->problems, true, entry->file.path, 0, "no template uses this piece");
	w->message = NULL;
	walk_entry(w, entry);
}

/* Is there a file of the message in that language, for everybody? */
static bool
has_message(const struct catalog *catalog, const char *name, const char *language)
{
	struct catalog_choice choice = { .name = name, .language = language };
	const struct entry *entry = entry_choose(catalog, &choice);
	size_t n = strcspn(language, "-_");

	return entry != NULL && strncasecmp(entry->file.language, language, n) == 0;
}

/* A piece that the fall-back language has, and that a language would borrow: its words stand amidst others then. */
static void
pieces_check(const struct catalog *catalog, struct problems *p)
{
	for (unsigned i = 0; i < catalog->count; i++) {
		const struct catalog_file *piece = &catalog->entries[i].file;

		if (!piece->piece || strcasecmp(piece->language, catalog->fallback) != 0 || *piece->queue != '\0' ||
		    *piece->organisation != '\0')
			continue;
		for (unsigned n = 0; n < catalog->count; n++) {
			const struct catalog_file *f = &catalog->entries[n].file;

			if (*f->language != '\0' && *f->queue == '\0' && *f->organisation == '\0' && !f->piece &&
			    !has_message(catalog, piece->name, f->language))
				problem_add(p, true, catalog->folder, 0, "\"%s\" has no %s.mustache: its mails have that of \"%s\" in them",
				    f->language, piece->name, catalog->fallback);
		}
	}
}

/* English needs no words: it is what stands for those that lack. */
static void
words_check(const struct catalog *catalog, struct problems *p)
{
	for (unsigned i = 0; i < catalog->count; i++) {
		SCRATCH(tmp);
		const struct catalog_file *f = &catalog->entries[i].file;

		if (*f->language == '\0' || *f->queue != '\0' || *f->organisation != '\0' || f->piece ||
		    strncasecmp(f->language, "en", 2) == 0 || catalog_own_words(catalog, f->language) != NULL)
			continue;
		problem_add(p, true, talloc_asprintf(tmp, "%s/%s", catalog->folder, f->language), 0, "there is no " WORDS_FILE
		    ": dates in \"%s\" are in \"%s\"", f->language, catalog_own_words(catalog, catalog->fallback) != NULL ?
		    catalog->fallback : "en");
	}
}

/* The fall-back language has to have every message; what another lacks is sent in that. */
static void
languages_check(const struct catalog *catalog, struct problems *p)
{
	const struct offer *offer;

	if (!catalog_has_language(catalog, catalog->fallback)) {
		problem_add(p, false, catalog->folder, 0, "there is no folder \"%s\", the language to fall back to",
		    catalog->fallback);
		return;
	}
	for (size_t n = 0; (offer = offer_at(n)) != NULL; n++) {
		if (!has_message(catalog, offer->name, catalog->fallback))
			problem_add(p, false, catalog->folder, 0, "%s/%s.mustache: there is no such file, and it is needed",
			    catalog->fallback, offer->name);
		for (unsigned i = 0; i < catalog->count; i++) {
			const struct catalog_file *f = &catalog->entries[i].file;
			if (*f->language != '\0' && *f->queue == '\0' && *f->organisation == '\0' && !f->piece &&
			    !has_message(catalog, offer->name, f->language))
				problem_add(p, true, catalog->folder, 0, "\"%s\" has no %s.mustache: it is sent in \"%s\"",
				    f->language, offer->name, catalog->fallback);
		}
	}
}

/* Whose a file is may have left the config, or be misspelt. */
static void
owner_check(const struct catalog_file *f, const char *folder, const struct conf *conf, struct problems *p)
{
	SCRATCH(tmp);
	bool of_queue = *f->queue != '\0';
	const char *owner = of_queue ? f->queue : f->organisation;
	size_t count = of_queue ? conf->queue_count : conf->organisation_count;
	bool known = *owner == '\0';
	struct suggest like;

	suggest_start(&like, owner);
	for (size_t i = 0; i < count && !known; i++) {
		const char *name = of_queue ? conf->queues[i].name : conf->organisations[i].name;

		known = strcmp(name, owner) == 0;
		suggest_offer(&like, name);
	}
	if (!known)
		problem_add(p, true, talloc_asprintf(tmp, "%s/%ss/%s", folder, of_queue ? "queue" : "organisation", owner), 0,
		    "nothing uses this: there is no %s \"%s\"%s", of_queue ? "queue" : "organisation", owner,
		    suggest_words(tmp, &like));
}

void
entries_check(const struct catalog *catalog, const struct conf *conf, struct problems *p)
{
	SCRATCH(tmp);
	struct walk w = {
		.catalog = catalog, .problems = p,
		.seen = talloc_array(tmp, const struct mustache *, catalog->count + 1)
	};

	for (unsigned i = 0; i < catalog->count; i++)
		if (!catalog->entries[i].file.piece)
			message_check(&w, &catalog->entries[i]);
	for (unsigned i = 0; i < catalog->count; i++)
		if (catalog->entries[i].file.piece)
			piece_check(&w, &catalog->entries[i]);
	if (!catalog->broken)
		languages_check(catalog, p);
	pieces_check(catalog, p);
	words_check(catalog, p);
	for (unsigned i = 0; conf != NULL && i < catalog->count; i++)
		owner_check(&catalog->entries[i].file, catalog->folder, conf, p);
}
