/* html_style.c - see html_style.h */
#include <config.h>

#include <stdint.h>

#include <postigo/mail/span.h>

#include "html_style.h"

#define LEVEL_MAX 9u

static bool
holds(struct span value, const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; i + n <= value.size; i++) {
		if (span_alike(value.at[i], word[0]) && strncasecmp(value.at + i, word, n) == 0)
			return true;
	}
	return false;
}

/* A length: its number in thousandths (capped) and whether it counts letters, not points of the screen. */
static bool
read_length(struct span *value, uint32_t *thousandths, bool *relative)
{
	uint32_t n = 0, scale = 1000;
	bool fraction = false, digits = false;
	size_t i = 0;

	*value = span_trim(*value);
	for (; i < value->size && (value->at[i] == '.' || (value->at[i] >= '0' && value->at[i] <= '9')); i++) {
		if (value->at[i] == '.') {
			fraction = true;
			continue;
		}
		digits = true;
		if (fraction)
			scale /= 10;
		n = fraction ? n + scale * (uint32_t)(value->at[i] - '0') :
		    n < 1000000 ? n * 10 + 1000u * (uint32_t)(value->at[i] - '0') : n;
	}
	*value = (struct span){ value->at + i, value->size - i };
	*relative = span_starts(*value, "em") || span_starts(*value, "rem") || span_starts(*value, "ex") ||
	    span_starts(*value, "cm") || span_starts(*value, "in") || span_starts(*value, "%");
	while (value->size > 0 && !span_blank(value->at[0]))
		*value = (struct span){ value->at + 1, value->size - 1 };
	*thousandths = n;
	return digits;
}

static bool
is_nothing(struct span value)
{
	uint32_t n;
	bool relative;

	return read_length(&value, &n, &relative) && n == 0;
}

static void
display(struct html_style *s, struct span value)
{
	s->hidden = s->hidden || span_starts(value, "none");
}

static void
visibility(struct html_style *s, struct span value)
{
	s->hidden = s->hidden || span_starts(value, "hidden");
}

/* The height or the opacity. */
static void
nothing_hides(struct html_style *s, struct span value)
{
	s->hidden = s->hidden || is_nothing(value);
}

/* Letters of one pixel are for machines as well. Newsletters take the letters from a whole column to close the gaps
 * between its cells, and give them back in each: so this is no way to hide what is inside. */
static void
font_size(struct html_style *s, struct span value)
{
	uint32_t n;
	bool relative;

	if (read_length(&value, &n, &relative))
		s->size = n == 0 || (n <= 1000 && !relative) ? SIZE_NONE : SIZE_SOME;
	else if (!span_starts(value, "inherit"))
		s->size = SIZE_SOME;
}

static int
gap(struct span *value)
{
	uint32_t n;
	bool relative;

	if (!read_length(value, &n, &relative))
		return GAP_SOME;
	return n < (relative ? 200u : 3000u) ? GAP_NONE : GAP_SOME;
}

static void
margin(struct html_style *s, struct span value)
{
	s->above = s->below = gap(&value);
	for (int i = 0; i < 2 && (value = span_trim(value)).size > 0 && value.at[0] != '!'; i++) {
		int g = gap(&value);

		if (i == 1)
			s->below = g;
	}
}

static void
margin_top(struct html_style *s, struct span value)
{
	s->above = gap(&value);
}

static void
margin_bottom(struct html_style *s, struct span value)
{
	s->below = gap(&value);
}

static void
border(struct html_style *s, struct span value)
{
	s->no_border = span_starts(value, "none") || is_nothing(value);
	s->border = !s->no_border && holds(value, "solid");
}

static void
border_left(struct html_style *s, struct span value)
{
	if (!span_starts(value, "none"))
		s->no_border = false;
	s->bar = holds(value, "blue") && holds(value, "1.5pt");
}

static void
white_space(struct html_style *s, struct span value)
{
	s->keeps_lines = span_starts(value, "pre") || span_starts(value, "break-spaces");
}

static void
font_family(struct html_style *s, struct span value)
{
	s->symbols = holds(value, "wingdings");
}

/* "l0 level2 lfo1" at an item, "Ignore" at its bullet. */
static void
mso_list(struct html_style *s, struct span value)
{
	s->list_mark = span_starts(value, "ignore");
	for (size_t i = 0; !s->list_mark && i + 6 < value.size; i++) {
		unsigned level = (unsigned char)value.at[i + 5] - '0';

		if (strncasecmp(value.at + i, "level", 5) == 0 && level >= 1 && level <= LEVEL_MAX)
			s->list_level = level;
	}
}

static const struct {
	const char *property;
	void (*read)(struct html_style *s, struct span value);
} properties[] = {
	{ "border", border }, { "border-left", border_left }, { "display", display }, { "font-family", font_family },
	{ "font-size", font_size }, { "margin", margin }, { "margin-bottom", margin_bottom },
	{ "margin-top", margin_top }, { "max-height", nothing_hides }, { "mso-list", mso_list },
	{ "mso-margin-bottom-alt", margin_bottom }, { "mso-margin-top-alt", margin_top }, { "opacity", nothing_hides },
	{ "visibility", visibility }, { "white-space", white_space },
};

static void
declaration(struct html_style *s, struct span line)
{
	const char *colon = memchr(line.at, ':', line.size);
	struct span name, value;

	if (colon == NULL)
		return;
	name = span_trim((struct span){ line.at, (size_t)(colon - line.at) });
	value = span_trim((struct span){ colon + 1, (size_t)(line.at + line.size - colon - 1) });
	for (size_t i = 0; i < sizeof(properties) / sizeof(properties[0]); i++) {
		if (span_is(name, properties[i].property)) {
			properties[i].read(s, value);
			return;
		}
	}
}

struct html_style
html_style_read(const char *style)
{
	struct html_style s = { .hidden = false };

	while (style != NULL && *style != '\0') {
		size_t n = strcspn(style, ";");

		declaration(&s, (struct span){ style, n });
		style += n + (style[n] != '\0');
	}
	return s;
}
