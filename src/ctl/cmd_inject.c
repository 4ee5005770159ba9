/* cmd_inject.c - postigo inject: one mail into the inbox, as an MTA's pipe would put it
 *
 * An MTA takes EX_TEMPFAIL as "keep it and try again" and almost everything else as "send it back". So whatever
 * goes wrong here, a broken config or an unknown mailbox included, is temporary: an operator can mend it, and the
 * sender need not know.
 */
#include <config.h>

#include <stdio.h>
#include <unistd.h>

#include <postigo/base/file.h>
#include <postigo/base/memory.h>
#include <postigo/base/wire.h>
#include <postigo/base/wire_reader.h>

#include "ctl.h"
#include "output.h"

static int
inject(struct ctl *ctl, const char *mailbox, int memfd)
{
	struct conf *conf;
	struct error err;
	json_t *answer, *request = json_pack("{s:s, s:s}", "verb", "inject", "mailbox", mailbox);

	if (request == NULL)
		return complain(ctl, EX_TEMPFAIL, "the mailbox's name is no UTF-8 text");
	if (load_conf(ctl, &conf) != EX_OK) {
		json_decref(request);
		return EX_TEMPFAIL;
	}
	if (request_do(ctl, conf, request, memfd, &answer, &err) != EX_OK)
		return complain(ctl, EX_TEMPFAIL, "%s", err.text);
	if (ctl->json)
		output_json(json_pack("{s:O}", "inbox", json_object_get(answer, "inbox")));
	return EX_OK;
}

static int
inject_run(struct ctl *ctl, int argc, char **argv)
{
	SCRATCH(tmp);
	const char *mailbox = NULL;
	const struct choice choices[] = { { "mailbox", &mailbox, NULL }, { NULL, NULL, NULL } };
	struct operands operands;
	struct error err;
	char *raw;
	size_t size;
	int memfd, status = options_read(ctl, argc, argv, choices, &operands);

	if (status != GO_ON)
		return status;
	if (mailbox == NULL)
		return usage_error(ctl, "into which mailbox? --mailbox NAME");
	if (operands.count > 0)
		return usage_error(ctl, "the mail is read from standard input, not from %s", operands.list[0]);
	if (file_read(tmp, "-", WIRE_RAW_MAX, &raw, &size, &err) != DONE)
		return complain(ctl, EX_TEMPFAIL, "%s", err.text);
	if (size == 0)
		return complain(ctl, EX_TEMPFAIL, "there is no mail on standard input");
	if (wire_seal("inject", raw, size, &memfd, &err) != DONE)
		return complain(ctl, EX_TEMPFAIL, "%s", err.text);
	status = inject(ctl, mailbox, memfd);
	close(memfd);
	return status;
}

const struct command cmd_inject = {
	.name = "inject",
	.summary = "put a mail into the inbox",
	.help =
	    "Usage: postigo inject --mailbox NAME < MAIL\n"
	    "\n"
	    "Puts one mail into the inbox, as if it had been fetched from that mailbox. For\n"
	    "the pipe of a mail server (aliases, Sieve, procmail) or for trying things out.\n"
	    "\n"
	    "Exit status: 0 once the mail is on disk for good. 75 in every other case, also\n"
	    "when postigod is busy, the config is broken or there is no such mailbox: the\n"
	    "mail server then keeps the mail and tries again. 64 for wrong options.\n"
	    "\n"
	    "Examples:\n"
	    "  postigo inject --mailbox support < mail.eml\n"
	    "  argv=/usr/local/bin/postigo inject --mailbox support      (in Postfix's master.cf,\n"
	    "                        with user=postigo; postigo(1) has the whole of it)\n",
	.run = inject_run
};
