/* rules.c - how long rules take over a mail, as many as a large desk may have, and how long they take to load */
#include <config.h>

#include <stdio.h>
#include <string.h>
#include <time.h>

#include <postigo/base/file.h>
#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/desk/decide.h>
#include <postigo/desk/rule_set.h>
#include <postigo/mail/message.h>

static const char head[] =
    "identity = { name = \"Bench\"; domain = \"example.com\"; timezone = \"Europe/Madrid\"; };\n"
    "smtp = { host = \"localhost\"; tls = \"none\"; from = \"help@example.com\"; };\n"
    "mailboxes = ( { name = \"m\"; host = \"localhost\"; tls = \"none\"; address = \"help@example.com\"; queue = \"q\"; } );\n"
    "queues = ( { name = \"q\"; }, { name = \"billing\"; } );\n"
    "thresholds = [ \"tier:2 50\", \"queue:billing 60\" ];\n";

static const char *const words[] = {
	"printer", "invoice", "password", "vpn tunnel", "blue screen", "license", "meeting room", "scanner", "backup", "payroll",
};

/* What operators write: mostly senders and words, some expressions, headers, and a few that are tried with every mail. */
static void
add_rule(struct text *t, int i)
{
	const char *word = words[i % 10];

	text_printf(t, "%s{ name = \"rule %d\"; when = { ", i > 0 ? ", " : "", i);
	switch (i % 20) {
	case 0: case 1: case 2: case 3: case 4:
		text_printf(t, "from = [ \"user%d@customer%d.example\", \"boss@customer%d.example\" ];", i, i, i);
		break;
	case 5: case 6: case 7:
		text_printf(t, "domain = \"customer%d.example\"; subject = \"%s\";", i, word);
		break;
	case 8: case 9: case 10: case 11: case 12:
		text_printf(t, "subject = [ \"%s %d\", \"project %d\" ];", word, i, i);
		break;
	case 13: case 14: case 15:
		text_printf(t, "any = ( { text = \"%s error %d\"; }, { subject = \"case %d\"; } ); class = \"human\";", word, i, i);
		break;
	case 16: case 17:
		text_printf(t, "text = { matches = \"\\\\bASSET-%d-(?<n>\\\\d+)\\\\b\"; };", i);
		break;
	case 18:
		text_printf(t, "header = { name = \"X-Source\"; is = \"system %d\"; };", i);
		break;
	default:
		text_printf(t, "queue = \"billing\"; attachments = { name = \"*.pdf\"; least = %d; };", i % 7 + 1);
	}
	text_printf(t, " }; then = { tags = \"t%d\"; }; points = \"tier:2 +%d\"; }\n", i % 50, i % 40);
}

static struct conf *
load(TALLOC_CTX *ctx, const char *folder, int count)
{
	SCRATCH(tmp);
	struct text *t = text_new(tmp, 64u << 20);
	char *path = talloc_asprintf(tmp, "%s/rules.conf", folder);
	struct conf_problems problems;
	struct conf *conf = NULL;
	struct error err;

	text_add_string(t, head);
	text_add_string(t, "rules = (\n");
	for (int i = 0; i < count; i++)
		add_rule(t, i);
	text_add_string(t, ");\n");
	if (file_write(path, t->bytes, t->size, 0600, &err) != DONE || conf_load(ctx, path, &conf, &problems) != DONE)
		fprintf(stderr, "the config cannot be used\n");
	(void)remove(path);
	return conf;
}

/* Some two kilobytes of a person's, of which three of the rules know something. */
static struct mail *
a_mail(TALLOC_CTX *ctx)
{
	char *raw = talloc_strdup(ctx, "From: Ana <user4@customer4.example>\r\nTo: help@example.com\r\nSubject: The printer 8 of project 11 again\r\n"
	    "X-Source: system 38\r\nX-Mailer: Bench\r\nReceived: from a by b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n");

	for (int i = 0; i < 25; i++)
		raw = talloc_strdup_append(raw, "Since yesterday the big one on the second floor prints each page twice, and slowly.\r\n");
	return message_parse(ctx, talloc_strdup_append(raw, "It is ASSET-16-4711, with payroll error 53.\r\n"), strlen(raw));
}

/* Of our own: other programs may keep the machine busy. */
static double
seconds(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
measure(const char *folder, int count)
{
	SCRATCH(tmp);
	int64_t began = instant_monotonic();
	struct conf *conf = load(tmp, folder, count);
	int64_t loaded = instant_monotonic();
	struct rule_set *rules;
	struct facts facts;
	struct mail *mail = a_mail(tmp);
	int rounds = count > 1000 ? 2000 : 20000;
	size_t hits = 0;

	if (conf == NULL)
		return;
	rules = rule_set_new(tmp, conf);
	int64_t made = instant_monotonic();

	facts = (struct facts){ .conf = conf, .mailbox = &conf->mailboxes[0], .mail = mail, .installation = "bench", .language = "en",
		.now = instant_now(), .arrived = instant_now(), .size = mail->size };
	double with = 0, without = 0;

	for (int part = 0; part < 2; part++) {
		facts.rules = part == 0 ? NULL : rules;
		double start = seconds();

		for (int i = 0; i < rounds; i++) {
			SCRATCH(each);

			hits = decide(each, &facts)->rule_count;
		}
		*(part == 0 ? &without : &with) = (seconds() - start) * 1e6 / rounds;
	}
	printf("%6d rules  %8.1f us a mail (%zu fit, %zu are always tried)   load %lld ms, index %lld ms\n", count, with - without, hits,
	    rule_set_always(rules), (long long)(loaded - began), (long long)(made - loaded));
}

int
main(int argc, char **argv)
{
	static const int counts[] = { 10, 25, 1000, 10000 };

	if (argc != 2) {
		fprintf(stderr, "usage: %s FOLDER\n", argv[0]);
		return 64;
	}
	message_init();
	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++)
		measure(argv[1], counts[i]);
	return 0;
}
