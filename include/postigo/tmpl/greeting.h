/* greeting.h - by which name somebody is greeted
 *
 * A first name warms a mail, and a wrong one spoils it: "Nagy Péter" and "Wang Wei" have their family's name first, and "Acme
 * Support" has none. So no form of a name is trusted: one is taken for a first name only where a language's words.conf lists
 * it among its given_names. Who is not known so is greeted without a name.
 */
#ifndef POSTIGO_TMPL_GREETING_H
#define POSTIGO_TMPL_GREETING_H

#include <talloc.h>

#include <postigo/tmpl/catalog.h>

/* "Luis" for "Luis Mora" and "Mora, Luis", "María José" for "MARIA JOSE GIL"; "" for "Front desk", "Ana & Leo" and whatever else
 * may be no one person's name. shown may be NULL. Owned by ctx. */
char *greeting_name(TALLOC_CTX *ctx, const struct catalog *catalog, const char *shown);

#endif
