/* tongue.c - see tongue.h; doc/assigning.txt explains it to an operator */
#include <config.h>

#include <string.h>

#include "tongue.h"

/* Bytes of new words, without blanks, from which on nobody doubts their language: a sentence of ten words. */
#define SURE_BYTES 50

static bool
is_sure(const struct mail *mail)
{
	const char *text = mail->reply != NULL && mail->reply[0] != '\0' ? mail->reply : mail->text;
	size_t n = 0;

	if (mail->class != MAIL_HUMAN || mail->language == NULL || text == NULL)
		return false;
	for (; *text != '\0' && n < SURE_BYTES; text++)
		n += *text != ' ' && *text != '\n' && *text != '\t';
	return n == SURE_BYTES;
}

/* The requester's own, if we have words in it. */
static const char *
own(const struct decision *d, const struct facts *f)
{
	return d->on_behalf ? f->languages.original : f->languages.sender;
}

void
tongue_find(struct decision *d, const struct facts *f)
{
	const struct conf_organisation *o = d->organisation != NULL ? conf_organisation(f->conf, d->organisation) : NULL;
	const struct {
		const char *language, *why;
	} choices[] = {
		{ is_sure(f->mail) ? f->languages.mail : NULL, "the mail is written in it" },
		{ own(d, f), "they have written in it before" },
		{ o != NULL ? o->language : NULL, "their organisation's" },
		{ f->languages.mail, "the mail seems to be written in it" },
		{ f->conf->identity.language, "identity.language" },
	};

	for (size_t i = 0; i < sizeof(choices) / sizeof(choices[0]); i++)
		if (choices[i].language != NULL) {
			d->language = choices[i].language;
			d->language_why = choices[i].why;
			return;
		}
}

/* Anybody can write in somebody's name: what is known already only changes by a mail that is shown to be theirs. */
void
tongue_learn(struct decision *d, const struct facts *f)
{
	const char *known = f->sender.language, *language = f->mail->language;

	if (f->agent != NULL || !is_sure(f->mail) || (known != NULL && (d->trust < TRUST_AUTH || strcmp(known, language) == 0)))
		return;
	d->learned = language;
}
