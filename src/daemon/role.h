/* role.h - the processes that postigod is made of */
#ifndef DAEMON_ROLE_H
#define DAEMON_ROLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <postigo/base/wire_line.h>
#include <postigo/conf/conf.h>

enum role_secrets { NO_SECRETS, MAY_LOG_IN, MAY_SIGN };

/* Who leaves first: those at the edges finish what they have in hand, and need the core for it. */
enum role_place { AT_THE_CORE, AT_THE_EDGE };

struct role {
	const char *name;
	enum role_kind kind;
	enum role_place place;
	enum role_secrets secrets;
	int nice;		/* who yields when there is too little processor for all */
	size_t (*count)(const struct conf *conf);	/* how many of them */
	const char *(*title)(const struct conf *conf, uint32_t index);	/* what it is called in the log */
	int (*run)(struct conf *conf, uint32_t index, int supervisor);
};

/* The table, in the order of starting; the desk is first. */
extern const struct role roles[];
extern const size_t role_count;

#endif
