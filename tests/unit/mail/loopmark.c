/* Marks of other ticket systems, and requests for silence. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/mail/loopmark.h>

static const struct {
	const char *fields, *mark;
	bool silence;
} samples[] = {
	{ "Subject: Printer", NULL, false },
	{ "X-RT-Loop-Prevention: rt.example.org", "X-RT-Loop-Prevention", false },
	{ "X-OTRS-Loop: help@example.org\nPrecedence: bulk", "X-OTRS-Loop", false },
	{ "X-OTRS-Loop: no", NULL, false },
	{ "X-OTRS-Loop: False\nX-Loop: desk", "X-Loop", false },
	{ "X-KIX-Loop: yes", "X-KIX-Loop", false },
	{ "X-OTOBO-Loop: yes", "X-OTOBO-Loop", false },
	{ "x-roundup-loop: hello", "X-Roundup-Loop", false },
	{ "X-Loop: yes\nAuto-Submitted: auto-generated\nX-Auto-Response-Suppress: All", "X-Loop", true },	/* Zammad */
	{ "X-Loop:", NULL, false },
	{ "X-Loop: no\nX-Loop: help@example.org", "X-Loop", false },
	{ "X-FreeScout-Mail-Type: auto.reply", "X-FreeScout-Mail-Type", false },
	{ "X-FreeScout-Mail-Type: user.notification", "X-FreeScout-Mail-Type", false },
	{ "X-FreeScout-Mail-Type: customer.message", NULL, false },
	{ "X-Postigo-Loop: desk", NULL, false },	/* ours: that is mail->installation */
	{ "X-Auto-Response-Suppress: DR, RN, NRN, OOF, AutoReply", NULL, true },
	{ "X-Auto-Response-Suppress: DR, OOF", NULL, true },
	{ "X-Auto-Response-Suppress: DR,\n\tautoreply", NULL, true },
	{ "X-Auto-Response-Suppress: DR; ALL", NULL, true },
	{ "X-Auto-Response-Suppress: DR, RN, NRN", NULL, false },
	{ "X-Auto-Response-Suppress: None", NULL, false },
	{ "X-Auto-Response-Suppress: Allowed", NULL, false },
	{ "X-Auto-Response-Suppress:", NULL, false },
	{ "X-Auto-Response-Suppress: ,,;,", NULL, false },
	{ "X-Auto-Response-Suppress: DR\nX-Auto-Response-Suppress: OOF", NULL, true },
};

static void
reads_marks(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		struct mail *mail = message_parse(tmp, samples[i].fields, strlen(samples[i].fields));

		if ((mail->loop_mark == NULL) != (samples[i].mark == NULL) ||
		    (mail->loop_mark != NULL && strcmp(mail->loop_mark, samples[i].mark) != 0))
			fail_msg("%s: %s", samples[i].fields, mail->loop_mark != NULL ? mail->loop_mark : "none");
		if (mail->suppress_response != samples[i].silence)
			fail_msg("%s", samples[i].fields);
		if (mail->loop_mark != NULL)
			assert_true(loopmark_known(mail->loop_mark));
	}
	assert_false(loopmark_known("X-Postigo-Loop"));
	assert_false(loopmark_known(""));
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(reads_marks) };

	message_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
