/* hook.h - what rules may set going outside: addresses that are told (webhooks), programs that are run; see src/hook */
#ifndef POSTIGO_CONF_HOOK_H
#define POSTIGO_CONF_HOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <postigo/base/instant.h>

struct conf;
struct conf_secret;

enum conf_hook_kind { CONF_HOOK_WEBHOOK, CONF_HOOK_PROGRAM, CONF_HOOK_KINDS };

/* What is sent to a webhook. */
enum conf_hook_body {
	CONF_HOOK_WHOLE,	/* all that is known, as doc/hooks.txt has it */
	CONF_HOOK_TEXT		/* {"text": "a line for people"}, which chat tools take */
};

struct conf_hook {
	enum conf_hook_kind kind;
	char *name;
	duration timeout;		/* for one attempt */
	unsigned at_once;		/* so many attempts at a time */
	duration retry_first, retry_most;	/* waits after an attempt that may be repeated: the first, doubled up to the last */
	duration give_up;		/* age at which it has failed */
	bool words;			/* what the mail says goes along */
	char **organisations;		/* only for tickets of these; none: of all */
	size_t organisation_count;
	/* a webhook */
	char *url;
	enum conf_hook_body body;
	struct conf_secret *secret;	/* signs what is sent */
	char *ca_file, *proxy;		/* NULL: the system's certificates; none */
	/* a program */
	char **command;			/* its path, and arguments with {placeholders} */
	size_t command_count;
	uint64_t output_max;		/* bytes of output that are kept */
	uint64_t memory;		/* bytes of address space */
	bool note;			/* what it prints becomes a note */
	bool notice;			/* of which technicians are told by mail */
	char **fields;			/* which a line "name: value" of its output sets */
	size_t field_count;
};

/* "webhook", "program" */
const char *conf_hook_kind_name(enum conf_hook_kind kind);

/* NULL: there is none of that name. */
const struct conf_hook *conf_hook(const struct conf *conf, enum conf_hook_kind kind, const char *name);

/* Finds the next {placeholder} in text at or after *from, which moves behind it, and *name points to its name, of *size bytes.
 * Braces with anything else between them than letters, digits, . _ and - are no placeholder. False: there is none. */
bool conf_hook_placeholder(const char *text, size_t *from, size_t *begin, const char **name, size_t *size);

/* What a placeholder may be, beside field.NAME and capture.NAME; ends with NULL. */
extern const char *const conf_hook_placeholders[];

#endif
