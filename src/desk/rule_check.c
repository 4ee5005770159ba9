/* rule_check.c - what is wrong with rules beside how they are written: samples that fail, answers without a template
 *
 * Samples are mails, which are taken apart: in a process of its own, which may die of them.
 */
#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <postigo/base/memory.h>
#include <postigo/desk/desk.h>
#include <postigo/mail/message.h>

#include "rule_sample.h"
#include "rule_shadow.h"

/* All samples together may take so long: less than systemd waits for a word of the supervisor. */
#define SECONDS_MOST 40

#define PROBLEMS_MOST 1000
#define REPORT_MOST (1u << 20)

static void __attribute__((format(printf, 6, 7)))
add(TALLOC_CTX *ctx, struct conf_problems *problems, bool warning, const char *file, unsigned line, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	problems->list = talloc_realloc(ctx, problems->list, struct conf_problem, (unsigned)problems->count + 1);
	problems->list[problems->count++] = (struct conf_problem){ .file = talloc_strdup(ctx, file), .line = line, .warning = warning,
		.what = talloc_vasprintf(ctx, format, ap) };
	problems->errors += !warning;
	va_end(ap);
}

/* A rule that cannot act: allowed, but hardly ever meant. */
static void
check_shadow(const struct conf *conf, const struct conf_rule *rule, TALLOC_CTX *ctx, struct conf_problems *problems)
{
	const struct conf_rule *shadow = rule_shadow_of(conf, rule);

	if (shadow != NULL)
		add(ctx, problems, true, rule->file, rule->line, "rule \"%s\" never acts: whatever fits it fits \"%s\" at %s:%u before it, which "
		    "says stop", rule->name, shadow->name, shadow->file, shadow->line);
}

/* ---- templates */

static void
check_template(const struct conf *conf, const struct catalog *catalog, const struct conf_rule *rule, const char *name,
    TALLOC_CTX *ctx, struct conf_problems *problems)
{
	if (name != NULL && catalog_find(catalog, &(struct catalog_choice){ .name = name, .language = conf->identity.language }) == NULL)
		add(ctx, problems, false, rule->file, rule->line, "rule \"%s\" answers with \"%s\", and there is no %s/%s/%s.mustache", rule->name,
		    name, conf->templates_dir, conf->identity.language, name);
}

/* ---- samples, in the child: a line each of what is wrong, with the numbers of rule and sample before it */

static void
try_samples(const struct conf *conf, const struct catalog *catalog, int fd)
{
	struct rule_set *rules = rule_set_new(NULL, conf);
	unsigned said = 0;

	message_init();
	for (size_t i = 0; i < conf->rule_count; i++)
		for (size_t n = 0; n < conf->rules[i].sample_count && said < PROBLEMS_MOST; n++) {
			SCRATCH(tmp);
			char *wrong = rule_sample_try(tmp, conf, rules, catalog, &conf->rules[i], n);

			if (wrong == NULL)
				continue;
			said++;
			for (char *c = wrong; *c != '\0'; c++)
				if (*c == '\n')
					*c = ' ';
			dprintf(fd, "%zu %zu %s\n", i, n, wrong);
		}
}

/* What the child says, until it ends. */
static char *
listen_to(TALLOC_CTX *ctx, int fd)
{
	char *report = talloc_size(ctx, REPORT_MOST + 1);
	size_t size = 0;
	ssize_t n;

	while (size < REPORT_MOST && (n = read(fd, report + size, REPORT_MOST - size)) != 0) {
		if (n < 0 && errno != EINTR)
			break;
		size += n > 0 ? (size_t)n : 0;
	}
	report[size] = '\0';
	return report;
}

static void
read_report(const struct conf *conf, char *report, TALLOC_CTX *ctx, struct conf_problems *problems)
{
	char *rest = NULL;

	for (char *line = strtok_r(report, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
		char *end;
		unsigned long rule = strtoul(line, &end, 10), sample = strtoul(end, &end, 10);

		if (rule < conf->rule_count && sample < conf->rules[rule].sample_count && *end == ' ')
			add(ctx, problems, false, conf->rules[rule].file, conf->rules[rule].samples[sample].line, "rule \"%s\": %s",
			    conf->rules[rule].name, end + 1);
	}
}

static void
run_samples(const struct conf *conf, const struct catalog *catalog, TALLOC_CTX *ctx, struct conf_problems *problems)
{
	SCRATCH(tmp);
	int ends[2], status = 0;
	pid_t child;

	if (pipe2(ends, O_CLOEXEC) != 0 || (child = fork()) < 0) {
		add(ctx, problems, false, conf->path, 0, "the samples of rules cannot be tried: %s", strerror(errno));
		return;
	}
	if (child == 0) {
		sigset_t none;

		close(ends[0]);
		/* The supervisor reads its signals; this child is to be ended by them. */
		sigemptyset(&none);
		(void)sigprocmask(SIG_SETMASK, &none, NULL);
		(void)signal(SIGALRM, SIG_DFL);
		alarm(SECONDS_MOST);
		try_samples(conf, catalog, ends[1]);
		_exit(0);
	}
	close(ends[1]);
	read_report(conf, listen_to(tmp, ends[0]), ctx, problems);
	close(ends[0]);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		add(ctx, problems, false, conf->path, 0, "the samples of rules could not all be tried: %s", WIFSIGNALED(status) &&
		    WTERMSIG(status) == SIGALRM ? "they take too long" : "one of them is more than the program can take");
}

void
desk_check_rules(const struct conf *conf, TALLOC_CTX *ctx, struct conf_problems *problems)
{
	SCRATCH(tmp);
	struct catalog *catalog = NULL;
	struct error err;
	bool samples = false;

	if (conf->rule_count == 0)
		return;
	/* What is wrong with templates is said elsewhere. */
	(void)catalog_load(tmp, conf->templates_dir, conf->identity.language, &catalog, &err);
	for (size_t i = 0; i < conf->rule_count; i++) {
		samples |= conf->rules[i].sample_count > 0;
		check_shadow(conf, &conf->rules[i], ctx, problems);
		if (catalog == NULL)
			continue;
		check_template(conf, catalog, &conf->rules[i], conf->rules[i].then.reply, ctx, problems);
		check_template(conf, catalog, &conf->rules[i], conf->rules[i].then.refusal, ctx, problems);
	}
	if (samples)
		run_samples(conf, catalog, ctx, problems);
}
