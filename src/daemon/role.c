/* role.c - the processes that postigod is made of, and what each may do */
#include <config.h>

#include <postigo/crypt/crypt.h>
#include <postigo/desk/desk.h>
#include <postigo/fetch/fetch.h>
#include <postigo/hook/hook.h>
#include <postigo/reader/reader.h>
#include <postigo/send/send.h>

#include "role.h"

static size_t
one(const struct conf *conf)
{
	(void)conf;
	return 1;
}

static size_t
readers(const struct conf *conf)
{
	return conf->readers;
}

static size_t
mailboxes(const struct conf *conf)
{
	return conf->mailbox_count;
}

static size_t
connections(const struct conf *conf)
{
	return conf->relay.connections;
}

/* None, where nothing is to be told or run. */
static size_t
hooking(const struct conf *conf)
{
	return conf->hook_count > 0;
}

/* None is started, and none is paid for, where nobody has keys. */
static size_t
keyrings(const struct conf *conf)
{
	return conf->keyring != NULL;
}

static const char *
mailbox_title(const struct conf *conf, uint32_t index)
{
	return conf->mailboxes[index].name;
}

static int
run_desk(struct conf *conf, uint32_t index, int supervisor)
{
	(void)index;
	return desk_run(conf, supervisor);
}

static int
run_reader(struct conf *conf, uint32_t index, int supervisor)
{
	(void)conf;
	(void)index;
	return reader_run(supervisor);
}

static int
run_crypt(struct conf *conf, uint32_t index, int supervisor)
{
	(void)index;
	return crypt_run(conf, supervisor);
}

static int
run_fetch(struct conf *conf, uint32_t index, int supervisor)
{
	return fetch_run(conf, &conf->mailboxes[index], supervisor);
}

static int
run_send(struct conf *conf, uint32_t index, int supervisor)
{
	return send_run(conf, index, supervisor);
}

static int
run_hook(struct conf *conf, uint32_t index, int supervisor)
{
	(void)index;
	return hook_run(conf, supervisor);
}

/* One line a process: read this table to know what runs. What each gives up it gives up itself (sandbox.h). Readers yield:
 * a mail that is safe can wait to be read. */
const struct role roles[] = {
	/* name     kind         leaves        secrets     nice  how many     called         body */
	{ "desk",   ROLE_DESK,   AT_THE_CORE,  NO_SECRETS, 0,    one,         NULL,          run_desk },
	{ "reader", ROLE_READER, AT_THE_CORE,  NO_SECRETS, 5,    readers,     NULL,          run_reader },
	{ "crypt",  ROLE_CRYPT,  AT_THE_CORE,  NO_SECRETS, 5,    keyrings,    NULL,          run_crypt },
	{ "send",   ROLE_SEND,   AT_THE_EDGE,  MAY_LOG_IN, 0,    connections, NULL,          run_send },
	{ "hook",   ROLE_HOOK,   AT_THE_EDGE,  MAY_SIGN,   5,    hooking,     NULL,          run_hook },
	{ "fetch",  ROLE_FETCH,  AT_THE_EDGE,  MAY_LOG_IN, 0,    mailboxes,   mailbox_title, run_fetch },
};

const size_t role_count = sizeof(roles) / sizeof(roles[0]);
