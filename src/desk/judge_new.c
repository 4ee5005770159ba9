/* judge_new.c - see judge.h: a ticket for a call or a visit */
#include <config.h>

#include <string.h>

#include <postigo/base/idn.h>
#include <postigo/mail/compose.h>

#include "command_word.h"
#include "judge.h"
#include "people.h"

/* "ana@x.example phone Cannot print": whom for, how they came, what about. */
void
judge_new(struct verdict *v)
{
	static const struct { const char *name, *words; } channels[] = {
		{ "phone", "phone call telephone telefono llamada tel" }, { "visit", "visit visita person persona presencial walk-in" },
		{ "chat", "chat" },
	};
	struct decision *d = v->decision;
	struct command_value all = command_value_read(d, v->command->value, NUMBERS_NONE);
	size_t next = 1;

	if (all.count == 0) {
		verdict_fault(v, WRONG_VALUE_MISSING, "", NULL);
		return;
	}
	char *address = all.words[0];

	if (address[0] == '<' && address[strlen(address) - 1] == '>')
		address = talloc_strndup(d, address + 1, strlen(address) - 2);
	address = idn_ascii(d, address);
	if (!compose_address_valid(address) || people_ours(v->facts->conf, address) || people_unread(address)) {
		verdict_fault(v, WRONG_VALUE, address, NULL);
		return;
	}
	if (d->requester.address != NULL || v->command != v->facts->commands.mail->list || v->tied != NULL) {
		verdict_fault(v, d->requester.address != NULL ? WRONG_MANY : WRONG_PLACE, address, NULL);
		return;
	}
	d->requester = (struct mail_address){ talloc_strdup(d, ""), address };
	while (next < all.count && command_value_among(command_fold(d, all.words[next]), "by in por en"))
		next++;
	for (size_t i = 0; next < all.count && i < sizeof(channels) / sizeof(channels[0]); i++)
		if (command_value_among(command_fold(d, all.words[next]), channels[i].words)) {
			d->channel = channels[i].name;
			next++;
		}
	if (next < all.count)
		d->subject = command_value_join(d, &all, next);
}
