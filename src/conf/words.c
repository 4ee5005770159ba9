/* words.c - see words.h */
#include <config.h>

#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <libconfig.h>

#include <postigo/base/file.h>
#include <postigo/base/fold.h>
#include <postigo/base/memory.h>
#include <postigo/base/suggest.h>
#include <postigo/base/text.h>
#include <postigo/base/utf8.h>
#include <postigo/conf/words.h>

#define FILE_MOST (64u << 10)
#define WORD_MOST 100u		/* bytes of a name, sentence or condition */
#define FILLED_MOST 1000

const struct conf_words words_english = {
	.weekdays = { "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday" },
	.short_weekdays = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" },
	.months = { "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
		"November", "December" },
	.day = "$weekday $day $month",
	.date = "$weekday $day $month $year",
	.moment = "$date, $time",
	.time = "$time",
	.day_and_time = "$date $time",
	.tiers = { "Self-service", "First line", "Second line", "Experts", "Vendors" },
	.decimal = ".",
	.everybody = "everybody who has written about it",
	.plurals = { [WORDS_ONE] = "n = 1" },
};

static const char *const forms[] = {
	[WORDS_ZERO] = "zero", [WORDS_ONE] = "one", [WORDS_TWO] = "two", [WORDS_FEW] = "few", [WORDS_MANY] = "many",
	[WORDS_OTHER] = "other"
};

/* ---- sentences */

char *
words_fill(TALLOC_CTX *ctx, const char *sentence, const struct words_values *v)
{
	const struct {
		const char *name, *value;
	} names[] = {
		{ "weekday", v->weekday }, { "day", v->day }, { "month", v->month }, { "year", v->year }, { "date", v->date },
		{ "time", v->time },
	};
	struct text *out = text_new(ctx, FILLED_MOST);

	while (*sentence != '\0') {
		size_t n = strcspn(sentence, "$"), i = 0;

		text_add(out, sentence, n);
		sentence += n + (sentence[n] == '$');
		for (; i < sizeof(names) / sizeof(names[0]); i++)
			if (strncmp(sentence, names[i].name, strlen(names[i].name)) == 0)
				break;
		if (i == sizeof(names) / sizeof(names[0]))
			continue;
		text_add_string(out, names[i].value != NULL ? names[i].value : "");
		sentence += strlen(names[i].name);
	}
	char *filled = talloc_strndup(ctx, out->bytes, out->size);

	talloc_free(out);
	return filled;
}

/* ---- forms */

/* The rest of a condition; number is what it is about. */
struct condition {
	const char *at;
	uint64_t number;
	bool broken;
};

static void
skip_blanks(struct condition *c)
{
	c->at += strspn(c->at, " \t");
}

static bool
take(struct condition *c, const char *word)
{
	size_t n = strlen(word);

	skip_blanks(c);
	if (strncmp(c->at, word, n) != 0 || (isalpha((unsigned char)*word) && isalnum((unsigned char)c->at[n])))
		return false;
	c->at += n;
	return true;
}

static uint64_t
take_number(struct condition *c)
{
	uint64_t number = 0;
	int digits = 0;

	skip_blanks(c);
	for (; isdigit((unsigned char)*c->at) && digits < 9; c->at++, digits++)
		number = number * 10 + (uint64_t)(*c->at - '0');
	c->broken |= digits == 0;
	return number;
}

/* "n % 100 != 12..14, 20" */
static bool
relation(struct condition *c)
{
	uint64_t n = c->number, modulus = 0;
	bool not, among = false;

	c->broken |= !take(c, "n");
	if (take(c, "%")) {
		modulus = take_number(c);
		c->broken |= modulus == 0;
		n = modulus != 0 ? n % modulus : n;
	}
	not = take(c, "!=");
	c->broken |= !not && !take(c, "=");
	do {
		uint64_t from = take_number(c), to = take(c, "..") ? take_number(c) : from;

		among |= n >= from && n <= to;
	} while (!c->broken && take(c, ","));
	return among != not;
}

/* Relations with "and" between them; some of these, with "or". */
static bool
holds(const char *condition, uint64_t number, bool *broken)
{
	struct condition c = { condition, number, false };
	bool any = false;

	do {
		bool all = true;

		do
			all &= relation(&c);
		while (!c.broken && take(&c, "and"));
		any |= all;
	} while (!c.broken && take(&c, "or"));
	skip_blanks(&c);
	*broken = c.broken || *c.at != '\0';
	return any && !*broken;
}

enum words_form
words_form(const struct conf_words *words, int64_t number)
{
	uint64_t n = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
	bool broken;

	for (int form = WORDS_ZERO; form < WORDS_OTHER; form++)
		if (words->plurals[form] != NULL && holds(words->plurals[form], n, &broken))
			return (enum words_form)form;
	return WORDS_OTHER;
}

const char *
words_form_name(enum words_form form)
{
	return forms[form];
}

int
words_form_by_name(const char *name)
{
	for (int form = WORDS_ZERO; form <= WORDS_OTHER; form++)
		if (strcmp(forms[form], name) == 0)
			return form;
	return -1;
}

/* ---- the file */

struct words_file {
	const char *path;
	struct conf_words *words;
	TALLOC_CTX *problem_ctx;
	struct conf_problems *problems;
};

static void add_problem(struct words_file *f, bool warning, int line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static void
add_problem(struct words_file *f, bool warning, int line, const char *format, ...)
{
	struct conf_problems *p = f->problems;
	va_list ap;

	va_start(ap, format);
	char *what = talloc_vasprintf(f->problem_ctx, format, ap);
	va_end(ap);
	p->list = talloc_realloc(f->problem_ctx, p->list, struct conf_problem, (unsigned)p->count + 1);
	p->list[p->count++] = (struct conf_problem){
		.file = talloc_strdup(f->problem_ctx, f->path), .line = line > 0 ? (unsigned)line : 0, .warning = warning, .what = what
	};
	p->errors += !warning;
}

/* A text of the file's, copied; NULL, having said why, when it is none. */
static const char *
one_text(struct words_file *f, const char *name, const config_setting_t *setting)
{
	const char *text = config_setting_get_string(setting);

	if (text != NULL && *text != '\0' && strlen(text) <= WORD_MOST && strpbrk(text, "\r\n\t") == NULL &&
	    utf8_valid(text, strlen(text)))
		return talloc_strdup(f->words, text);
	add_problem(f, false, config_setting_source_line(setting), "%s: a text of one line and at most %u bytes is wanted here", name,
	    WORD_MOST);
	return NULL;
}

/* The names of days, months or tiers. */
static void
take_names(struct words_file *f, const char *name, const config_setting_t *setting, void *out)
{
	const char **names = out;
	int wanted = strcmp(name, "months") == 0 ? 12 : strcmp(name, "tiers") == 0 ? CONF_TIERS : 7;

	if (config_setting_type(setting) != CONFIG_TYPE_ARRAY && config_setting_type(setting) != CONFIG_TYPE_LIST) {
		add_problem(f, false, config_setting_source_line(setting), "%s: a list is wanted here: [ \"...\", \"...\" ]", name);
		return;
	}
	if (config_setting_length(setting) != wanted) {
		add_problem(f, false, config_setting_source_line(setting), "%s: there are %d of them, not %d; %s is the first", name, wanted,
		    config_setting_length(setting), wanted == 7 ? "Sunday" : wanted == 12 ? "January" : "tier 0");
		return;
	}
	for (int i = 0; i < wanted; i++) {
		const char *text = one_text(f, name, config_setting_get_elem(setting, (unsigned)i));

		if (text != NULL)
			names[i] = text;
	}
}

static int
by_folded(const void *a, const void *b)
{
	return strcmp(((const struct conf_given_name *)a)->folded, ((const struct conf_given_name *)b)->folded);
}

/* As many as there are; a language need have none. */
static void
take_given_names(struct words_file *f, const char *name, const config_setting_t *setting, void *out)
{
	int n = config_setting_type(setting) == CONFIG_TYPE_ARRAY ? config_setting_length(setting) : 0;

	(void)out;
	if (n == 0)
		add_problem(f, false, config_setting_source_line(setting), "%s: a list is wanted here: [ \"...\", \"...\" ]", name);
	f->words->given_names = talloc_zero_array(f->words, struct conf_given_name, (unsigned)n + 1);
	for (int i = 0; i < n; i++) {
		const char *text = one_text(f, name, config_setting_get_elem(setting, (unsigned)i));

		if (text != NULL)
			f->words->given_names[f->words->given_name_count++] =
			    (struct conf_given_name){ .written = text, .folded = fold_word(f->words, text) };
	}
	if (f->words->given_name_count > 0)
		qsort(f->words->given_names, f->words->given_name_count, sizeof(f->words->given_names[0]), by_folded);
}

static void
take_sentence(struct words_file *f, const char *name, const config_setting_t *setting, void *out)
{
	const char **sentence = out, *text = one_text(f, name, setting);

	if (text != NULL)
		*sentence = text;
}

static void
take_plurals(struct words_file *f, const char *name, const config_setting_t *setting, void *out)
{
	const char **plurals = out;
	bool broken;

	if (!config_setting_is_group(setting)) {
		add_problem(f, false, config_setting_source_line(setting), "%s: a group is wanted here: { one = \"n = 1\"; }", name);
		return;
	}
	memset(plurals, 0, WORDS_OTHER * sizeof(*plurals));
	for (int i = 0; i < config_setting_length(setting); i++) {
		const config_setting_t *one = config_setting_get_elem(setting, (unsigned)i);
		int form = words_form_by_name(config_setting_name(one));
		const char *text = one_text(f, config_setting_name(one), one);

		if (form < 0 || form == WORDS_OTHER)
			add_problem(f, false, config_setting_source_line(one), "%s: forms are called zero, one, two, few and many; all "
			    "else is other by itself", config_setting_name(one));
		else if (text != NULL && (holds(text, 0, &broken), broken))
			add_problem(f, false, config_setting_source_line(one), "%s: this is no condition; one is written like \"n = 1\" or "
			    "\"n %% 10 = 2..4 and n %% 100 != 12..14\"", config_setting_name(one));
		else
			plurals[form] = text;
	}
}

static const struct {
	const char *name;
	size_t offset;
	void (*take)(struct words_file *f, const char *name, const config_setting_t *setting, void *out);
} settings[] = {
	{ "weekdays", offsetof(struct conf_words, weekdays), take_names },
	{ "short_weekdays", offsetof(struct conf_words, short_weekdays), take_names },
	{ "months", offsetof(struct conf_words, months), take_names },
	{ "day", offsetof(struct conf_words, day), take_sentence },
	{ "date", offsetof(struct conf_words, date), take_sentence },
	{ "moment", offsetof(struct conf_words, moment), take_sentence },
	{ "time", offsetof(struct conf_words, time), take_sentence },
	{ "day_and_time", offsetof(struct conf_words, day_and_time), take_sentence },
	{ "tiers", offsetof(struct conf_words, tiers), take_names },
	{ "decimal", offsetof(struct conf_words, decimal), take_sentence },
	{ "everybody", offsetof(struct conf_words, everybody), take_sentence },
	{ "plurals", offsetof(struct conf_words, plurals), take_plurals },
	{ "given_names", offsetof(struct conf_words, given_names), take_given_names },
};
#define SETTINGS (sizeof(settings) / sizeof(settings[0]))

static void
take_all(struct words_file *f, const config_setting_t *root)
{
	for (size_t i = 0; i < SETTINGS; i++) {
		const config_setting_t *setting = config_setting_get_member(root, settings[i].name);

		if (setting != NULL)
			settings[i].take(f, settings[i].name, setting, (char *)f->words + settings[i].offset);
		else if (settings[i].take != take_given_names)
			add_problem(f, true, 0, "%s is not in it: it is as in English", settings[i].name);
	}
	for (int i = 0; i < config_setting_length(root); i++) {
		SCRATCH(tmp);
		const config_setting_t *setting = config_setting_get_elem(root, (unsigned)i);
		struct suggest near;
		size_t known = 0;

		suggest_start(&near, config_setting_name(setting));
		for (; known < SETTINGS && strcmp(settings[known].name, config_setting_name(setting)) != 0; known++)
			suggest_offer(&near, settings[known].name);
		if (known == SETTINGS)
			add_problem(f, false, config_setting_source_line(setting), "%s is no setting%s", config_setting_name(setting),
			    suggest_words(tmp, &near));
	}
}

static void
config_free(void *config)
{
	config_destroy(config);
}

const struct conf_words *
words_read(TALLOC_CTX *ctx, const char *path, TALLOC_CTX *problem_ctx, struct conf_problems *problems)
{
	SCRATCH(tmp);
	struct words_file f = { path, talloc(ctx, struct conf_words), problem_ctx, problems };
	config_t *config = talloc(tmp, config_t);
	struct error err;
	char *text;
	size_t size;

	*f.words = words_english;
	if (file_read(tmp, path, FILE_MOST, &text, &size, &err) != DONE) {
		add_problem(&f, false, 0, "it cannot be read, or is larger than %u bytes", FILE_MOST);
		return f.words;
	}
	config_init(config);
	memory_hold(tmp, config, config_free);
	if (strlen(text) != size || strstr(text, "@include") != NULL)
		add_problem(&f, false, 0, "this is no text that stands for itself");
	else if (config_read_string(config, text) != CONFIG_TRUE)
		add_problem(&f, false, config_error_line(config), "%s", config_error_text(config));
	else
		take_all(&f, config_root_setting(config));
	return f.words;
}
