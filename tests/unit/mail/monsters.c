/* Mails made to hurt, in great number: each is read within a small multiple of its size, what does not fit is told, and
 * who wrote it is known all the same. How long that takes, make bench says. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/mail/message.h>
#include <postigo/mail/pack.h>

#include "../../bench/monsters.h"
#include "../../bench/peak.h"

#define SECONDS_MAX 240		/* for all of it: only against what never ends */
#define SMALLER 8		/* than make bench has them */
#if defined(__SANITIZE_ADDRESS__)
#define COUNTS_MEMORY false	/* the sanitizer's own memory is not ours to count */
#else
#define COUNTS_MEMORY true
#endif
#define TIMES_MAX 10.0		/* the mail's size in memory, */
#define BYTES_MORE (16 << 20)	/* beside what a megabyte of text takes, be it all line ends */

static bool
has_defect(const struct mail *mail, const char *words)
{
	for (size_t i = 0; i < mail->defects.count; i++) {
		if (strstr(mail->defects.list[i], words) != NULL)
			return true;
	}
	return false;
}

/* All that is wrong is told, not the first alone. */
static unsigned troubles;

#define TROUBLE(...) (troubles++, print_error(__VA_ARGS__))

static void
check_mail(const struct monster *m, const struct mail *mail)
{
	if (mail->from.address == NULL || strcmp(mail->from.address, "ana@example.org") != 0)
		TROUBLE("%s: from %s\n", m->name, mail->from.address);
	if (mail->subject == NULL || mail->subject[0] == '\0')
		TROUBLE("%s: no subject\n", m->name);
	if (m->defect != NULL && !has_defect(mail, m->defect))
		TROUBLE("%s: no defect says \"%s\"; the first of %zu: %s", m->name, m->defect, mail->defects.count,
		    mail->defects.count > 0 ? mail->defects.list[0] : "none");
	/* A thousand lines about one mail would be one more way to hurt. */
	if (mail->defects.count > 100)
		TROUBLE("%s: %zu defects\n", m->name, mail->defects.count);
}

static void
check_json(const struct monster *m, const struct mail *mail)
{
	SCRATCH(tmp);
	struct mail *again;
	struct error err;
	size_t n;
	char *json = message_json(tmp, mail, &n);

	if (message_from_json(tmp, json, n, &again, &err) != DONE)
		TROUBLE("%s: %s\n", m->name, err.text);
}

/* As it goes from the reader to the desk. */
static void
check_packed(const struct monster *m, const struct mail *mail)
{
	SCRATCH(tmp);
	struct mail *again;
	struct error err;
	size_t n;
	char *packed = pack_mail(tmp, mail, &n);

	if (pack_open(tmp, packed, n, &again, &err) != DONE)
		TROUBLE("%s, packed: %s\n", m->name, err.text);
}

static void
read_monster(const struct monster *m)
{
	SCRATCH(tmp);
	struct text *raw = monster_new(tmp, m, m->n / SMALLER);
	double before = peak_start(), taken;
	struct mail *mail = message_parse(tmp, raw->bytes, raw->size);

	taken = peak_since(before);
	if (COUNTS_MEMORY && taken > TIMES_MAX * (double)raw->size + BYTES_MORE)
		TROUBLE("%s: %.0f bytes of memory for %zu\n", m->name, taken, raw->size);
	check_mail(m, mail);
	check_json(m, mail);
	check_packed(m, mail);
}

static void
all_of_them(void **state)
{
	(void)state;
	for (size_t i = 0; i < monster_count; i++)
		read_monster(&monsters[i]);
	assert_int_equal(troubles, 0);
}

static int
setup(void **state)
{
	(void)state;
	alarm(SECONDS_MAX);
	message_init();
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(all_of_them) };

	return cmocka_run_group_tests(tests, setup, NULL);
}
