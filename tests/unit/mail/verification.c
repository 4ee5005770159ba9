/* What services send to see who reads at an address, and what people write about that. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <postigo/mail/verification.h>

static const struct {
	bool is;
	const char *from, *subject, *text;
} samples[] = {
	{ true, "no-reply@service.example", "Your verification code", "Your code is 482913. It is valid for 10 minutes." },
	{ true, "feedback@chat.example", "Confirm your email address", "Click https://chat.example/c/abc to go on." },
	{ true, "noreply@service.example", "123 456 is your security code", "Use it to sign in." },
	{ true, "account-security@big.example", "Reset your password", "https://big.example/r?t=1" },
	{ true, "no-responder@banco.example", "Código de verificación", "Tu código: 4821" },
	{ true, "noreply@dienst.example", "Bestätigungscode", "Ihr Bestätigungscode lautet 771203." },
	{ true, "noreply@service.example", "验证码", "您的验证码是 482913。" },
	{ false, "eva@customer.example", "Verification code", "I never got the verification code 482913." },
	{ false, "eva@customer.example", "Reset your password", "See https://intranet.example, it does not work." },
	{ false, "noreply@shop.example", "Your order 4711", "It was sent today: https://shop.example/4711" },
	{ false, "support@vendor.example", "Ticket 4821", "We have restarted the server." },
	{ false, "noreply@service.example", "Verify your settings", "Please verify your settings by hand." },
};

static void
tells_services_from_people(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		struct mail mail = {
			.from = { .address = (char *)(uintptr_t)samples[i].from },
			.subject = (char *)(uintptr_t)samples[i].subject, .text = (char *)(uintptr_t)samples[i].text,
		};

		if ((verification_why(&mail) != NULL) != samples[i].is)
			fail_msg("%s: %s", samples[i].from, samples[i].subject);
	}
	assert_null(verification_why(&(struct mail){ 0 }));
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(tells_services_from_people) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
