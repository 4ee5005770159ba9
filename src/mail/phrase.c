/* phrase.c - see phrase.h: all phrases in one tree of letters, walked while the text is read */
#include <config.h>

#include <glib.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/phrase.h>

#define NODES_MAX 65536u
#define FIND_MAX 2000u	/* bytes that are searched: nothing longer is a sentence or a subject */

/* A letter of a phrase. Siblings are alternatives, the child is what follows. */
struct node {
	uint32_t letter;
	unsigned kinds;		/* of the phrases that end here, a bit a kind */
	unsigned open;		/* of those, the ones that may be followed by more letters */
	uint16_t child, sibling;	/* 0: none */
	uint32_t follow;	/* which letters the children are, a bit for the last five bits of each: most texts end here */
};

static struct node *nodes;
static size_t node_count;
/* Where to begin for a first letter: most letters of most texts lead nowhere, and that has to be known at once. */
static uint16_t roots[256];

_Static_assert(PHRASE_KINDS <= 32, "a bit for each kind");

/* Letters that Unicode does not call an accented form of another, though people write that other. */
static uint32_t
plain(uint32_t c)
{
	switch (c) {
	case 0x142: return 'l';		/* l with a stroke */
	case 0xF8: return 'o';
	case 0x111: return 'd';
	case 0x131: return 'i';		/* Turkish i without a dot */
	case 0x3C2: return 0x3C3;	/* final sigma */
	case 0x2BC: case 0x2018: case 0x2019: case 0xB4: case '`': return '\'';
	case 0xA0: case 0x3000: case 0x202F: case '\t': case '\r': case '\n': return ' ';
	default: return c >= 0x2000 && c <= 0x200A ? ' ' : c;
	}
}

/* What can stand anywhere without being seen: accents by themselves, marks of direction, soft hyphens. */
static bool
unseen(uint32_t c)
{
	return (c >= 0x300 && c <= 0x36F) || c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
	    (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF || c == 0x640 || (c >= 0x64B && c <= 0x652);
}

static uint32_t
fold(uint32_t c)
{
	gunichar base, accent;

	if (c >= 'A' && c <= 'Z')
		return c + 32;
	if (c < 0x80)
		return plain(c);
	if (c >= 0xFF01 && c <= 0xFF5E)	/* full width */
		return fold(c - 0xFEE0);
	if (c >= 0x2000)
		return plain(c);
	c = g_unichar_tolower(c);
	while (g_unichar_decompose(c, &base, &accent) && accent != 0)
		c = base;
	return plain(c);
}

uint32_t
phrase_letter(const char **cursor, const char *end)
{
	while (*cursor < end) {
		uint32_t c = (unsigned char)**cursor;

		if (c < 0x80) {
			c = fold(c);
			++*cursor;
		} else {
			c = utf8_next(cursor, end);
			if (unseen(c))
				continue;
			c = fold(c);
		}
		while (c == ' ' && *cursor < end && (**cursor == ' ' || **cursor == '\t' || **cursor == '\n'))
			++*cursor;
		return c;
	}
	return 0;
}

static uint32_t
bit_of(uint32_t letter)
{
	return 1u << (letter & 31);
}

/* The node of this letter among the alternatives that begin with *first. */
static uint16_t
find_node(uint16_t first, uint32_t letter)
{
	while (first != 0 && nodes[first].letter != letter)
		first = nodes[first].sibling;
	return first;
}

static uint16_t
add_node(uint16_t *first, uint32_t letter)
{
	uint16_t at = find_node(*first, letter);

	if (at != 0)
		return at;
	g_assert(node_count < NODES_MAX);
	at = (uint16_t)node_count++;
	nodes[at] = (struct node){ .letter = letter, .sibling = *first };
	*first = at;
	return at;
}

static void
add_phrase(struct span phrase, enum phrase_kind kind)
{
	bool open = phrase.at[phrase.size - 1] == '*';
	const char *cursor = phrase.at, *end = phrase.at + phrase.size - open;
	uint32_t letter = phrase_letter(&cursor, end);
	uint16_t at = 0;

	for (; letter != 0; letter = phrase_letter(&cursor, end)) {
		if (at != 0)
			nodes[at].follow |= bit_of(letter);
		at = add_node(at == 0 ? &roots[letter & 255] : &nodes[at].child, letter);
	}
	nodes[at].kinds |= 1u << kind;
	nodes[at].open |= (unsigned)open << kind;
}

void
phrase_init(void)
{
	if (nodes != NULL)
		return;
	nodes = talloc_array(NULL, struct node, NODES_MAX);
	node_count = 1;	/* 0 is none */
	for (const struct phrase_row *row = phrase_table; row->language != NULL; row++) {
		for (const char *p = row->phrases; *p != '\0'; p += *p == '|') {
			size_t n = strcspn(p, "|");

			add_phrase((struct span){ p, n }, row->kind);
			p += n;
		}
	}
	nodes = talloc_realloc(NULL, nodes, struct node, (unsigned)node_count);
}

/* Walks down the tree along the text. The longest phrase of the kinds wins: its length, and where it ends in *found. */
static size_t
walk(struct span text, unsigned wanted, const struct node **found)
{
	const char *cursor = text.at, *end = text.at + text.size;
	uint32_t letter = phrase_letter(&cursor, end);
	uint16_t at = find_node(roots[letter & 255], letter);
	size_t longest = 0;

	while (at != 0) {
		if ((nodes[at].kinds & wanted) != 0) {
			longest = (size_t)(cursor - text.at);
			*found = &nodes[at];
		}
		letter = phrase_letter(&cursor, end);
		at = letter == 0 || (nodes[at].follow & bit_of(letter)) == 0 ? 0 : find_node(nodes[at].child, letter);
	}
	return longest;
}

size_t
phrase_start(struct span text, enum phrase_kind kind)
{
	const struct node *found;

	return walk(text, 1u << kind, &found);
}

enum phrase_kind
phrase_which(struct span text, enum phrase_kind first, enum phrase_kind last)
{
	const struct node *found = NULL;
	size_t n = walk(text, (2u << last) - (1u << first), &found);
	const char *rest = text.at + n;

	if (n == 0)
		return PHRASE_KINDS;
	for (uint32_t c = ' '; c != 0; c = phrase_letter(&rest, text.at + text.size)) {
		if (c != ' ')
			return PHRASE_KINDS;
	}
	while ((found->kinds & 1u << first) == 0)
		first++;
	return first;
}

bool
phrase_is(struct span text, enum phrase_kind kind)
{
	return phrase_which(text, kind, kind) == kind;
}

/* Scripts that put no blank between words, or that glue small words to them. */
static bool
unparted(uint32_t c)
{
	return (c >= 0x590 && c < 0x700) || (c >= 0x2E80 && c < 0xFB00);
}

static bool
is_letter(uint32_t c)
{
	return c < 0x80 ? g_ascii_isalnum((char)c) : g_unichar_isalnum(c);
}

/* Does the phrase end here? Behind its last letter no other may stand, unless the table or the script allows it. */
static bool
ends_here(struct span phrase, const char *end, bool open)
{
	const char *p = phrase.at, *behind = phrase.at + phrase.size;
	uint32_t last = 0;

	while (p < behind)
		last = utf8_next(&p, behind);
	return open || behind == end || unparted(last) || !is_letter(last) || !is_letter(utf8_next(&behind, end));
}

bool
phrase_find(struct span text, enum phrase_kind kind, struct span *found)
{
	const char *cursor = text.at, *end = text.at + (text.size < FIND_MAX ? text.size : FIND_MAX);
	uint32_t before = 0;

	while (cursor < end) {
		const struct node *node = NULL;
		struct span here = { cursor, 0 };
		uint32_t c = utf8_next(&cursor, end);
		bool inside = is_letter(before) && is_letter(c) && !unparted(c);

		before = c;
		if (inside)
			continue;
		here.size = walk((struct span){ here.at, (size_t)(end - here.at) }, 1u << kind, &node);
		if (here.size > 0 && ends_here(here, end, (node->open & 1u << kind) != 0)) {
			*found = here;
			return true;
		}
	}
	return false;
}
