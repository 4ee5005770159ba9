/* catalog.c - which template for which message and language, and its texts */
#include <config.h>

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <postigo/base/log.h>
#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/tmpl/greeting.h>
#include <postigo/tmpl/markdown.h>

#include "brief.h"
#include "entries.h"

#define SUBJECT_MAX (256u << 10)		/* bytes, before it is made one line */
#define SUBJECT_CHARACTERS 200
#define TEXT_MAX (8u << 20)

/* Where a piece is looked for, and what the values are put into. */
struct rendering {
	const struct catalog *catalog;
	struct catalog_choice choice;
	struct markdown *md;
};

int
entry_compare(const void *a, const void *b)
{
	const struct catalog_file *x = &((const struct entry *)a)->file, *y = &((const struct entry *)b)->file;
	int order = strcmp(x->name, y->name);

	if (order == 0)
		order = strcasecmp(x->language, y->language);
	if (order == 0)
		order = strcmp(x->queue, y->queue);
	return order != 0 ? order : strcmp(x->organisation, y->organisation);
}

static const struct entry *
entry_get(const struct catalog *catalog, const char *name, const char *language, const char *queue,
    const char *organisation)
{
	struct entry key = { .file = {
		.name = name, .language = language, .queue = queue, .organisation = organisation
	} };

	return catalog->count == 0 ? NULL :
	    bsearch(&key, catalog->entries, catalog->count, sizeof(key), entry_compare);
}

/* The organisation's own, else the queue's, else everybody's. */
static const struct entry *
nearest(const struct catalog *catalog, const struct catalog_choice *choice, const char *language)
{
	const char *queue = choice->queue, *organisation = choice->organisation;
	const struct entry *entry = NULL;

	if (organisation != NULL && *organisation != '\0')
		entry = entry_get(catalog, choice->name, language, "", organisation);
	if (entry == NULL && queue != NULL && *queue != '\0')
		entry = entry_get(catalog, choice->name, language, queue, "");
	return entry != NULL ? entry : entry_get(catalog, choice->name, language, "", "");
}

/* "es-MX" is content with "es". */
static const struct entry *
nearest_in(const struct catalog *catalog, const struct catalog_choice *choice, const char *language)
{
	SCRATCH(tmp);

	if (language == NULL || *language == '\0')
		return NULL;
	const struct entry *entry = nearest(catalog, choice, language);
	size_t first_part = strcspn(language, "-_");
	if (entry != NULL || language[first_part] == '\0')
		return entry;
	return nearest(catalog, choice, talloc_strndup(tmp, language, first_part));
}

const struct entry *
entry_choose(const struct catalog *catalog, const struct catalog_choice *choice)
{
	const struct entry *entry = nearest_in(catalog, choice, choice->language);

	return entry != NULL ? entry : nearest_in(catalog, choice, catalog->fallback);
}

const struct entry *
piece_choose(const struct catalog *catalog, const struct catalog_choice *choice)
{
	const struct entry *entry = entry_choose(catalog, choice);

	return entry != NULL ? entry : nearest(catalog, choice, "");
}

static const struct mustache *
find_piece(void *context, const char *name)
{
	const struct rendering *r = context;
	struct catalog_choice choice = r->choice;

	choice.name = name;
	const struct entry *entry = piece_choose(r->catalog, &choice);
	return entry != NULL && entry->file.piece ? entry->text : NULL;
}

static void
put_value(void *context, struct text *out, const char *value, size_t size, bool raw)
{
	const struct rendering *r = context;

	markdown_put(r->md, out, value, size, raw);
}

/* Whether words around a number have that form, in the language that the message is in. */
static int
has_form(void *context, int64_t number, const char *name)
{
	const struct rendering *r = context;
	int form = words_form_by_name(name);

	return form < 0 ? form : form == (int)words_form(catalog_words(r->catalog, r->choice.language), number);
}

/* The check knows which values a message offers; that they are all given is for us to see to. */
static void
tell_missing(void *context, const char *name)
{
	const struct rendering *r = context;

	/* What a rule's pattern has not found stands for nothing, as its author knows. */
	if (strcmp(name, "capture") == 0)
		return;
	log_warning("template_value", "template", r->choice.name, "language", r->choice.language, "missing", name, NULL);
}

/* A subject is one line, whatever a value in it holds. */
static enum result
render_subject(TALLOC_CTX *ctx, const struct entry *entry, struct rendering *r, const json_t *values, char **subject,
    struct error *err)
{
	SCRATCH(tmp);
	struct mustache_host host = { .partial = find_piece, .form = has_form, .missing = tell_missing, .context = r };
	struct text *t = text_new(tmp, SUBJECT_MAX);
	enum result result = mustache_render(entry->subject, values, &host, t, err);

	if (result == DONE)
		*subject = utf8_clean_line(ctx, t->bytes, SUBJECT_CHARACTERS);
	return result;
}

static enum result
render_text(const struct entry *entry, struct rendering *r, const json_t *values, struct error *err)
{
	SCRATCH(tmp);
	struct mustache_host host = {
		.put = put_value, .partial = find_piece, .form = has_form, .missing = tell_missing, .context = r
	};
	struct text *t = text_new(tmp, TEXT_MAX);
	enum result result = mustache_render(entry->text, values, &host, t, err);

	return result == DONE ? markdown_read(r->md, t, err) : result;
}

/* What an HTML part is made of. */
struct page {
	const struct entry *entry;
	const struct catalog *catalog;
	const struct catalog_choice *choice;
	const char *subject;
};

/* The HTML of these values; NULL when it is too long. */
static char *
render_page(TALLOC_CTX *ctx, const struct page *page, const json_t *values)
{
	SCRATCH(tmp);
	struct rendering r = { .catalog = page->catalog, .choice = *page->choice, .md = markdown_new(tmp, CATALOG_HTML_MOST) };
	struct error err;

	if (render_text(page->entry, &r, values, &err) != DONE)
		return NULL;
	return markdown_html(ctx, r.md, page->entry->file.language, page->subject);
}

static char *
render_brief_page(TALLOC_CTX *ctx, const struct page *page, const json_t *values, const struct brief *brief)
{
	json_t *less = brief_values(values, brief);
	char *html = render_page(ctx, page, less);

	json_decref(less);
	return html;
}

/* With as many lines of its lists as fit, if that is enough of them. */
static char *
longest_page(TALLOC_CTX *ctx, const struct page *page, const json_t *values, struct brief brief, size_t enough)
{
	size_t most = brief_longest(values, brief.talk_only), few = 0, many = most + 1;
	char *html = NULL;

	while (few < many) {
		brief.lines = few + (many - few) / 2;
		char *longer = render_brief_page(ctx, page, values, &brief);

		if (longer != NULL) {
			html = longer;
			few = brief.lines + 1;
		} else
			many = brief.lines;
	}
	/* few - 1 lines fit. */
	return html != NULL && few > (enough < most ? enough : most) ? html : NULL;
}

/* What was said before goes first, then from all lists, then from the ends of texts. */
static char *
brief_page(TALLOC_CTX *ctx, const struct page *page, const json_t *values)
{
	static const struct {
		struct brief brief;
		size_t enough;		/* lines: with fewer of them the next is better */
	} ways[] = {
		{ { SIZE_MAX, 0, true }, 2 }, { { 3000, 0, true }, 2 }, { { SIZE_MAX, 0, false }, 3 }, { { 3000, 0, false }, 3 },
		{ { 1000, 0, false }, 3 }, { { 300, 0, false }, 3 }, { { 100, 0, false }, 0 },
	};
	char *html = NULL;

	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]) && html == NULL; i++)
		html = longest_page(ctx, page, values, ways[i].brief, ways[i].enough);
	return html;
}

static void
add_first_name(const struct catalog *catalog, json_t *values, const char *whole, const char *first)
{
	SCRATCH(tmp);
	const char *name = json_string_value(json_object_get(values, whole));

	if (name != NULL)
		json_object_set_new(values, first, json_string(greeting_name(tmp, catalog, name)));
}

static void
values_free(void *values)
{
	json_decref(values);
}

/* The values, and what follows from them in a mail: how people are greeted. Freed with ctx. */
static json_t *
values_with_names(TALLOC_CTX *ctx, const struct catalog *catalog, const json_t *values)
{
	json_t *own = json_object();

	memory_hold(ctx, own, values_free);
	/* The library does not say so, but a copy leaves what it copies alone. */
	json_object_update(own, (json_t *)(uintptr_t)values);
	add_first_name(catalog, own, "requester_name", "requester_first_name");
	add_first_name(catalog, own, "technician_name", "technician_first_name");
	return own;
}

enum result
entry_render(TALLOC_CTX *ctx, const struct catalog *catalog, const struct entry *entry,
    const struct catalog_choice *choice, const json_t *given, struct rendered *out, const char **unshown,
    struct error *err)
{
	SCRATCH(tmp);
	const json_t *values = values_with_names(tmp, catalog, given);
	struct rendering r = { .catalog = catalog, .choice = *choice, .md = markdown_new(tmp, TEXT_MAX) };
	struct rendered rendered = { .language = entry->file.language };

	r.choice.language = entry->file.language;
	enum result result = render_subject(tmp, entry, &r, values, &rendered.subject, err);
	if (result == DONE)
		result = render_text(entry, &r, values, err);
	if (result != DONE)
		return result;
	rendered.text = markdown_text(tmp, r.md);
	if (rendered.text == NULL)
		return error_set(err, PERMFAIL, "%s: this gives too much text", entry->file.path);
	if (!entry->file.text_only)
		rendered.html = markdown_html(tmp, r.md, rendered.language, rendered.subject);
	if (rendered.html != NULL && strlen(rendered.html) > CATALOG_HTML_MOST)
		rendered.html = NULL;
	if (rendered.html == NULL && !entry->file.text_only && !entry->file.whole)
		rendered.html = brief_page(tmp, &(struct page){ entry, catalog, &r.choice, rendered.subject }, values);
	if (unshown != NULL)
		(void)markdown_unshown(r.md, unshown);
	rendered.subject = talloc_steal(ctx, rendered.subject);
	rendered.text = talloc_steal(ctx, rendered.text);
	rendered.html = talloc_steal(ctx, rendered.html);
	*out = rendered;
	return DONE;
}

enum result
catalog_subject(TALLOC_CTX *ctx, const struct catalog *catalog, const char *name, const char *language, const json_t *values,
    char **out, struct error *err)
{
	struct rendering r = { .catalog = catalog, .choice = { .name = name, .language = language } };
	const struct entry *entry = entry_choose(catalog, &r.choice);

	if (entry == NULL || entry->file.piece)
		return error_set(err, PERMFAIL, "there is no template \"%s\"", name);
	r.choice.language = entry->file.language;
	return render_subject(ctx, entry, &r, values, out, err);
}

enum result
catalog_render_choice(TALLOC_CTX *ctx, const struct catalog *catalog, const struct catalog_choice *choice,
    const json_t *values, struct rendered *out, struct error *err)
{
	const struct entry *entry = entry_choose(catalog, choice);

	if (entry == NULL || entry->file.piece)
		return error_set(err, PERMFAIL, "there is no template \"%s\"", choice->name);
	return entry_render(ctx, catalog, entry, choice, values, out, NULL, err);
}

enum result
catalog_render(TALLOC_CTX *ctx, const struct catalog *catalog, const char *name, const char *language,
    const json_t *values, struct rendered *out, struct error *err)
{
	struct catalog_choice choice = {
		.name = name, .language = language, .queue = json_string_value(json_object_get(values, "queue")),
		.organisation = json_string_value(json_object_get(values, "organisation"))
	};

	return catalog_render_choice(ctx, catalog, &choice, values, out, err);
}

const struct catalog_file *
catalog_find(const struct catalog *catalog, const struct catalog_choice *choice)
{
	const struct entry *entry = entry_choose(catalog, choice);

	return entry != NULL ? &entry->file : NULL;
}

const struct catalog_file *
catalog_at(const struct catalog *catalog, size_t number)
{
	return number < catalog->count ? &catalog->entries[number].file : NULL;
}

bool
catalog_has_language(const struct catalog *catalog, const char *language)
{
	size_t n = language != NULL ? strlen(language) : 0, first_part = n > 0 ? strcspn(language, "-_") : 0;

	for (unsigned i = 0; i < catalog->count && n > 0; i++) {
		const struct catalog_file *f = &catalog->entries[i].file;
		size_t own = strlen(f->language);
		if (f->piece || *f->queue != '\0' || *f->organisation != '\0')
			continue;
		if ((own == n || own == first_part) && strncasecmp(f->language, language, own) == 0)
			return true;
	}
	return false;
}

const struct conf_words *
catalog_own_words(const struct catalog *catalog, const char *language)
{
	size_t n = language != NULL ? strlen(language) : 0, first_part = n > 0 ? strcspn(language, "-_") : 0;

	for (size_t part = n; part > 0; part = part > first_part ? first_part : 0)
		for (unsigned i = 0; i < catalog->language_count; i++)
			if (strlen(catalog->languages[i].name) == part && strncasecmp(catalog->languages[i].name, language, part) == 0)
				return catalog->languages[i].words;
	return NULL;
}

const struct conf_words *
catalog_words(const struct catalog *catalog, const char *language)
{
	const struct conf_words *words = catalog != NULL ? catalog_own_words(catalog, language) : NULL;

	if (words == NULL && catalog != NULL)
		words = catalog_own_words(catalog, catalog->fallback);
	return words != NULL ? words : &words_english;
}

enum result
catalog_read(TALLOC_CTX *ctx, const char *folder, const char *fallback, const struct conf *conf, struct catalog **out,
    TALLOC_CTX *problem_ctx, struct conf_problems *problems)
{
	SCRATCH(tmp);
	struct catalog *catalog = talloc_zero(tmp, struct catalog);
	struct problems p = { problem_ctx, problems };
	size_t errors = problems->errors;

	catalog->folder = talloc_strdup(catalog, folder);
	catalog->fallback = talloc_strdup(catalog, fallback);
	entries_read(catalog, &p);
	entries_check(catalog, conf, &p);
	if (problems->errors != errors)
		return PERMFAIL;
	*out = talloc_steal(ctx, catalog);
	return DONE;
}

enum result
catalog_load(TALLOC_CTX *ctx, const char *folder, const char *fallback, struct catalog **out, struct error *err)
{
	SCRATCH(tmp);
	struct conf_problems problems = { 0 };

	if (catalog_read(ctx, folder, fallback, NULL, out, tmp, &problems) == DONE)
		return DONE;
	for (size_t i = 0; i < problems.count; i++) {
		const struct conf_problem *p = &problems.list[i];
		if (!p->warning && p->line != 0)
			return error_set(err, PERMFAIL, "%s:%u: %s", p->file, p->line, p->what);
		if (!p->warning)
			return error_set(err, PERMFAIL, "%s: %s", p->file, p->what);
	}
	return error_set(err, PERMFAIL, "%s: cannot be used", folder);
}
