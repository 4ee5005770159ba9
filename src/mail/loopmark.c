/* loopmark.c - see loopmark.h */
#include <config.h>

#include <string.h>

#include <postigo/mail/loopmark.h>

/* What ticket systems add, and which of its values tell (how they begin, parted by '|'; NULL: any but a "no"). Zammad
 * writes X-Loop, osTicket no mark but Auto-Submitted. */
static const struct {
	const char *field, *values;
} marks[] = {
	{ "X-RT-Loop-Prevention", NULL },	/* Request Tracker, in all its mail */
	{ "X-OTRS-Loop", NULL },		/* OTRS, Znuny */
	{ "X-OTOBO-Loop", NULL },
	{ "X-KIX-Loop", NULL },
	{ "X-Roundup-Loop", NULL },
	{ "X-FreeScout-Mail-Type", "auto.reply|user.notification" },	/* its people's answers are "customer.message" */
	{ "X-Loop", NULL },			/* anybody: an address, a name, "yes" */
};

#define MARKS (sizeof(marks) / sizeof(marks[0]))

/* Does the value begin with one of the words? */
static bool
one_of(struct span value, const char *words)
{
	while (*words != '\0') {
		size_t n = strcspn(words, "|");

		if (value.size >= n && strncasecmp(value.at, words, n) == 0)
			return true;
		words += n + (words[n] == '|');
	}
	return false;
}

static bool
tells(struct span value, const char *values)
{
	if (values != NULL)
		return one_of(value, values);
	return value.size > 0 && !span_is(value, "no") && !span_is(value, "false") && !span_is(value, "0");
}

/* One of the words that ask not to be answered by a machine, in a list of them (MS-OXCMAIL section 2.2.3.2.14). Those
 * that only refuse receipts (DR, RN, NRN) do not. */
static bool
asks_for_silence(struct span value)
{
	const char *at = value.at, *end = value.at + value.size;

	while (at < end) {
		struct span word = { at, 0 };

		while (at < end && *at != ',' && *at != ';')
			at++;
		word = span_trim((struct span){ word.at, (size_t)(at - word.at) });
		if (span_is(word, "All") || span_is(word, "AutoReply") || span_is(word, "OOF"))
			return true;
		at += at < end;
	}
	return false;
}

static bool
marked(const struct header *header, const char *name, const char *values)
{
	const struct field *f = NULL;

	while ((f = header_next(header, name, f)) != NULL) {
		if (tells(span_trim(f->value), values))
			return true;
	}
	return false;
}

bool
loopmark_known(const char *name)
{
	for (size_t i = 0; i < MARKS; i++) {
		if (strcmp(marks[i].field, name) == 0)
			return true;
	}
	return false;
}

void
loopmark_read(struct mail *mail, const struct header *header)
{
	const struct field *f = NULL;

	for (size_t i = 0; i < MARKS && mail->loop_mark == NULL; i++) {
		if (marked(header, marks[i].field, marks[i].values))
			mail->loop_mark = talloc_strdup(mail, marks[i].field);
	}
	while (!mail->suppress_response && (f = header_next(header, "X-Auto-Response-Suppress", f)) != NULL)
		mail->suppress_response = asks_for_silence(f->value);
}
