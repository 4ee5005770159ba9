/* skill.h - what whoever is given a ticket has to know, beside what its queue asks for */
#ifndef POSTIGO_STORE_SKILL_H
#define POSTIGO_STORE_SKILL_H

#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/store/store.h>

/* NONE when it is asked for already. */
enum result skill_add(struct store *store, int64_t ticket, const char *skill, struct error *err);
/* In the order of the alphabet; owned by ctx. */
enum result skill_list(TALLOC_CTX *ctx, struct store *store, int64_t ticket, char ***list, size_t *count, struct error *err);

#endif
