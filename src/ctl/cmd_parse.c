/* cmd_parse.c - postigo parse: what mails say, without config or store */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <postigo/base/file.h>
#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/base/wire_reader.h>
#include <postigo/mail/message.h>

#include "ctl.h"
#include "output.h"
#include "parse.h"

/* The reader's own JSON, with the file's name put in front. */
static void
print_json(const char *path, const struct mail *mail)
{
	SCRATCH(tmp);
	json_t *file = json_string(utf8_repair(tmp, path, strlen(path)));
	char *quoted = json_dumps(file, JSON_ENCODE_ANY);
	size_t size;
	const char *json = message_json(tmp, mail, &size);

	printf("{\"file\":%s,", quoted != NULL ? quoted : "null");
	fwrite(json + 1, 1, size - 1, stdout);
	putchar('\n');
	free(quoted);
	json_decref(file);
}

static void
print_address(const char *label, const struct mail_address *a)
{
	SCRATCH(tmp);

	if (a->name != NULL && *a->name != '\0')
		output_field(label, talloc_asprintf(tmp, "%s <%s>", a->name, a->address != NULL ? a->address : ""));
	else
		output_field(label, a->address);
}

static void
print_addresses(const char *label, const struct mail_addresses *addresses)
{
	for (size_t i = 0; i < addresses->count; i++)
		print_address(i == 0 ? label : "", &addresses->list[i]);
}

static void
print_parts(const struct mail *mail)
{
	SCRATCH(tmp);

	for (size_t i = 0; i < mail->attachment_count; i++) {
		const struct mail_attachment *a = &mail->attachments[i];
		output_field(i == 0 ? "Attached" : "", talloc_asprintf(tmp, "%s (%s, %s)",
		    a->name != NULL ? a->name : "-", a->type, output_size(tmp, a->size)));
	}
	for (size_t i = 0; mail->bounce != NULL && i < mail->bounce->count; i++) {
		const struct mail_bounce_recipient *r = &mail->bounce->recipients[i];
		output_field(i == 0 ? "Bounce" : "", talloc_asprintf(tmp, "%s %s %s: %s",
		    r->action != NULL ? r->action : "", r->address != NULL ? r->address : "?",
		    r->status != NULL ? r->status : "", r->diagnostic != NULL ? r->diagnostic : ""));
	}
	if (mail->forwarded != NULL)
		print_address("Forwarded", &mail->forwarded->from);
	for (size_t i = 0; i < mail->defects.count; i++)
		output_field(i == 0 ? "Defects" : "", mail->defects.list[i]);
}

void
parse_show(const struct mail *mail)
{
	SCRATCH(tmp);
	const char *words = mail->reply != NULL && *mail->reply != '\0' ? mail->reply : mail->text;

	print_address("From", &mail->from);
	print_addresses("Reply to", &mail->reply_to);
	print_addresses("To", &mail->to);
	print_addresses("Copy", &mail->cc);
	output_field("Subject", mail->subject);
	output_field("Date", mail->date != 0 ? output_time(tmp, mail->date) : NULL);
	output_field("Message", mail->message_id);
	output_field("Kind", mail->class_reason == NULL ? message_class_name(mail->class) :
	    talloc_asprintf(tmp, "%s (%s)", message_class_name(mail->class), mail->class_reason));
	output_field("Language", mail->language);
	output_field("Protected", mail->protection);
	print_parts(mail);
	if (words != NULL && *words != '\0') {
		putchar('\n');
		output_text("  ", words);
	}
}

static int
parse_file(const struct ctl *ctl, const char *path)
{
	SCRATCH(tmp);
	struct error err;
	char *raw;
	size_t size;
	enum result result = file_read(tmp, path, WIRE_RAW_MAX, &raw, &size, &err);

	if (result == NONE)
		return complain(ctl, EX_NOINPUT, "%s: there is no such file", path);
	if (result != DONE)
		return complain(ctl, EX_NOINPUT, "%s", err.text);
	struct mail *mail = message_parse(tmp, raw, size);
	if (ctl->json) {
		print_json(path, mail);
		return EX_OK;
	}
	output_title("%s", utf8_clean_line(tmp, path, 300));
	parse_show(mail);
	putchar('\n');
	return EX_OK;
}

static int
parse_run(struct ctl *ctl, int argc, char **argv)
{
	struct operands operands;
	int status = options_read(ctl, argc, argv, NULL, &operands);

	if (status != GO_ON)
		return status;
	if (operands.count == 0)
		return usage_error(ctl, "which mail? Name a file, or \"-\" for standard input");
	message_init();
	status = EX_OK;
	for (size_t i = 0; i < operands.count; i++)
		if (parse_file(ctl, operands.list[i]) != EX_OK)
			status = EX_NOINPUT;
	return status;
}

const struct command cmd_parse = {
	.name = "parse",
	.summary = "show what a mail says",
	.help =
	    "Usage: postigo parse [--json] FILE...\n"
	    "\n"
	    "Takes mails apart and prints what was found: sender, recipients, subject, what\n"
	    "kind of mail it is and why, the new words apart from the quoted ones,\n"
	    "attachments, defects. \"-\" is standard input. Needs neither config nor store.\n"
	    "\n"
	    "With --json, one object a mail with everything that is known of it.\n"
	    "\n"
	    "Exit status: 0, or 66 when a file could not be read; the others are parsed.\n"
	    "\n"
	    "Examples:\n"
	    "  postigo parse mail.eml\n"
	    "  postigo parse --json Maildir/cur/* | jq -r '.from.address'\n",
	.run = parse_run
};
