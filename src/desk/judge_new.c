/* judge_new.c - see judge.h: a ticket for a call or a visit */
#include <config.h>

#include <ctype.h>
#include <string.h>

#include <postigo/base/idn.h>
#include <postigo/mail/compose.h>

#include "command_word.h"
#include "judge.h"
#include "people.h"

/* The ways to a desk, and what technicians call them. */
static const struct {
	const char *name, *words;
} channels[] = {
	{ "phone", "phone call telephone telefono llamada tel" }, { "visit", "visit visita person persona presencial walk-in" },
	{ "chat", "chat" }, { "social", "social twitter mastodon facebook instagram linkedin whatsapp telegram redes" },
	{ "mail", "mail email e-mail correo letter carta" },
};

static bool
is_word(struct decision *d, const struct command_value *v, size_t i, const char *list)
{
	char *word = command_fold(d, i < v->count ? v->words[i] : "");
	size_t n = strlen(word);

	/* "by phone: Screen is dark" */
	if (n > 0 && word[n - 1] == ':')
		word[n - 1] = '\0';
	return word[0] != '\0' && command_value_among(word, list);
}

/* "phone", "by phone", "in person": moves *next behind it. "Phone does not ring" is what it is about: small letters make the
 * difference, and what leads to it. NULL: nobody has said. */
static const char *
take_channel(struct decision *d, const struct command_value *v, size_t *next)
{
	size_t at = *next;
	bool led;

	while (is_word(d, v, at, "by in on por en via"))
		at++;
	led = at > *next;
	for (size_t i = 0; at < v->count && i < sizeof(channels) / sizeof(channels[0]); i++)
		if (is_word(d, v, at, channels[i].words) && (led || at + 1 == v->count || islower((unsigned char)v->words[at][0]))) {
			*next = at + 1;
			/* "redes sociales" */
			*next += is_word(d, v, at + 1, "media sociales");
			return channels[i].name;
		}
	return NULL;
}

/* Behind the channel: whoever asked has to hear nothing of it. */
static bool
take_silence(struct decision *d, const struct command_value *v, size_t *next)
{
	if (is_word(d, v, *next, "silently quietly"))
		*next += 1;
	else if ((is_word(d, v, *next, "en") && is_word(d, v, *next + 1, "silencio")) ||
	    (is_word(d, v, *next, "sin") && is_word(d, v, *next + 1, "avisar aviso")))
		*next += 2;
	else
		return false;
	return true;
}

#define NAME_WORDS 6u

/* Which word the address is. "Ana Ruiz <ana@x.example>" is how mail programs fill it in, and what stands before it is a name. */
static size_t
address_at(const struct command_value *v)
{
	for (size_t i = 0; i < v->count && i <= NAME_WORDS; i++) {
		const char *word = v->words[i];
		size_t n = strlen(word);

		if (strchr(word, '@') != NULL)
			return i == 0 || (word[0] == '<' && word[n - 1] == '>') ? i : 0;
	}
	return 0;
}

static char *
name_before(struct decision *d, const struct command_value *v, size_t at)
{
	char *name = talloc_strdup(d, "");

	for (size_t i = 0; i < at; i++)
		name = talloc_asprintf_append(name, "%s%s", i > 0 ? " " : "", v->words[i]);
	return name;
}

/* "ana@x.example phone Cannot print": whom for, how they came, what about. */
void
judge_new(struct verdict *v)
{
	struct decision *d = v->decision;
	struct command_value all = command_value_read(d, v->command->value, NUMBERS_NONE);
	size_t at = address_at(&all), next = at + 1;

	if (all.count == 0) {
		verdict_fault(v, WRONG_VALUE_MISSING, "", NULL);
		return;
	}
	char *address = all.words[at];

	if (address[0] == '<' && address[strlen(address) - 1] == '>')
		address = talloc_strndup(d, address + 1, strlen(address) - 2);
	address = idn_ascii(d, address);
	if (!compose_address_valid(address) || people_ours(v->facts->conf, address) || people_unread(address)) {
		verdict_fault(v, WRONG_VALUE, address, NULL);
		return;
	}
	if (d->requester.address != NULL) {
		verdict_fault(v, WRONG_MANY, address, NULL);
		return;
	}
	/* In a reply it would not be plain whose the words below are, nor which ticket the other commands are about. */
	if (v->command != v->facts->commands.mail->list || v->tied != NULL) {
		verdict_fault(v, WRONG_OWN_MAIL, address, NULL);
		d->faults[d->fault_count - 1].whole = talloc_asprintf(d, "#%s %s", v->command->word, v->command->value);
		return;
	}
	d->requester = (struct mail_address){ name_before(d, &all, at), address };
	d->channel = take_channel(d, &all, &next);
	d->silent = take_silence(d, &all, &next);
	if (next < all.count)
		d->subject = talloc_strdup(d, command_value_behind(v->command->value, next));
}
