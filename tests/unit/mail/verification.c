/* Codes, confirmations, passwords and invitations of services; and what people write about them. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/mail/verification.h>

#define URL "https://example.com/c/8f3a"

static const struct {
	const char *want;	/* a word of the reason; NULL: none */
	const char *from;	/* and more fields */
	const char *subject, *text;
} samples[] = {
	/* Services, as they write */
	{ "code", "Slack <feedback@slack.example>", "Slack confirmation code: XKJ-3PQ", "Confirm your email address\nYour confirmation code is below. XKJ-3PQ" },
	{ "confirm", "Apple <appleid@id.apple.example>", "Verify your Apple ID email address.", "You have selected this email address. To verify it's you, enter this: 482913\nTo verify your email address" },
	{ "confirm", "GitLab <gitlab@mg.gitlab.example>", "Confirmation instructions", "Welcome, Ana!\nTo confirm your account click " URL },
	{ "confirm", "noreply@github.example", "[GitHub] Please verify your email address.", "Almost done, @ana! " URL },
	{ "code", "account-security-noreply@accountprotection.example", "Microsoft account security code", "Security code: 7342913" },
	{ "code", "no-reply@accounts.example", "Google Verification Code", "G-482913 is your Google verification code." },
	{ "password", "no-reply@example.com", "Password Reset", "Someone has requested a password reset for the following account. " URL },
	{ "password", "support@shop.example", "Reset your password", "To reset your password, click " URL "\nIf you did not request this, ignore it." },
	{ "invitation", "notifications@example.com", "Bob invited you", "Bob has invited you to join the workspace Acme. " URL },
	{ "confirm", "Zendesk <support@zendesk.example>", "Verify your email", "Please verify your email address by following " URL },
	{ "sign", "team@example.com", "Log in to Notes", "Click the link below to log in. " URL },
	{ "code", "MAILER@example.com\nAuto-Submitted: auto-generated", "Your one-time passcode", "Passcode: 839 201" },
	{ "code", "Postmates <x7@bounce.example>\nAuto-Submitted: auto-generated", "Your code", "Your login code is: 4839" },
	{ "confirm", "lists@lists.example\nList-Unsubscribe: <mailto:u@lists.example>", "Confirm your subscription", "To confirm your subscription visit " URL },
	{ "code", "no-reply@example.es", "Código de verificación", "Tu código de verificación es 482913" },
	{ "confirm", "registro@example.es", "Bienvenido", "Para activar tu cuenta pulsa aquí: " URL },
	{ "password", "noreply@example.es", "Restablecer contraseña", "Pulse " URL },
	{ "code", "ne-pas-repondre@example.fr", "Votre code de sécurité", "Votre code de sécurité est 482913" },
	{ "password", "noreply@example.fr", "Mot de passe oublié", URL },
	{ "code", "noreply@example.de", "Ihr Sicherheitscode", "Ihr Sicherheitscode lautet: 482913" },
	{ "confirm", "konto@example.de", "Registrierung", "Bitte bestätigen Sie Ihre E-Mail-Adresse: " URL },
	{ "password", "nicht-antworten@example.de", "Passwort zurücksetzen", URL },
	{ "confirm", "noreply@example.it", "Conferma il tuo indirizzo email", URL },
	{ "code", "naoresponda@example.br", "Acesso", "Seu código de acesso é 482913" },
	{ "code", "no-reply@example.cat", "Accés", "El teu codi de verificació és 482913" },
	{ "code", "noreply@example.nl", "Inloggen", "Je verificatiecode is 482913" },
	{ "password", "noreply@example.pl", "Reset hasła", URL },
	{ "code", "no-reply@example.se", "Din kod", "Din verifieringskod är 482913" },
	{ "password", "no-reply@example.dk", "Nulstil adgangskode", URL },
	{ "confirm", "no-reply@example.no", "Velkommen", "Bekreft e-postadressen din: " URL },
	{ "code", "no-reply@example.fi", "Kirjautuminen", "Vahvistuskoodisi on 482913" },
	{ "code", "noreply@example.cz", "Přihlášení", "Váš ověřovací kód je 482913" },
	{ "password", "noreply@example.hu", "Elfelejtett jelszó", URL },
	{ "confirm", "noreply@example.ro", "Bun venit", "Confirmați adresa de e-mail: " URL },
	{ "code", "noreply@example.ru", "Вход", "Ваш код подтверждения: 482913" },
	{ "password", "noreply@example.ua", "Скидання пароля", URL },
	{ "code", "noreply@example.tr", "Giriş", "Doğrulama kodunuz: 482913" },
	{ "code", "noreply@example.gr", "Σύνδεση", "Ο κωδικός επαλήθευσής σας είναι 482913" },
	{ "code", "noreply@example.cn", "登录", "您的验证码是482913，5分钟内有效。" },
	{ "password", "noreply@example.jp", "パスワード再設定のご案内", URL },
	{ "code", "noreply@example.kr", "로그인", "인증번호는 482913 입니다." },
	{ "code", "no-reply@service.example", "Your verification code", "Your code is 482913. It is valid for 10 minutes." },
	{ "code", "no-responder@banco.example", "Código de verificación", "Tu código: 4821" },
	{ "password", "account-security@big.example", "Reset your password", URL },
	/* Somebody may write into an invitation what he likes */
	{ "invitation", "no-reply@service.example", "Bob invited you to join", "Bob says:\n\n---------- Forwarded message ---------\n"
	    "From: Eve <eve@example.org>\nSubject: x\n\nYou have been invited to join " URL },
	{ "code", "no-reply@service.example\nIn-Reply-To: <1@example.net>", "Re: Code", "Your verification code is 482913" },
	/* A reply-to that is a machine's as well */
	{ "code", "hello@example.com\nReply-To: x7f2@in.example.com", "Hi", "Your verification code is 482913" },
	{ "code", "no-reply@example.com\nReply-To: bounces@example.com", "Verification code", "482913" },

	/* People */
	{ NULL, "Ana <ana@example.org>", "Verification code", "I never got the verification code, only 482913, see " URL },
	{ NULL, "Ana <ana@example.org>", "Slack", "It says: your verification code is 482913. What is that?" },
	{ NULL, "support@customer.example", "Password", "Our users never get the password reset mail. See " URL },
	{ NULL, "info@customer.example", "Invitation", "You are invited to our summer party, see " URL },
	{ NULL, "Ana <ana@example.org>", "Fwd: Verify your email", "Please verify your email address " URL },
	{ NULL, "support@customer.example\nIn-Reply-To: <1@example.net>", "Re: code", "Here you are: your verification code is 482913" },
	{ NULL, "noreply@forms.example\nReply-To: Ana <ana@example.org>", "Contact form", "The password reset does not work, 482913, " URL },
	{ NULL, "Ana <ana@example.org>\nAuto-Submitted: no", "Reset", "To reset your password, click " URL },
	{ NULL, "Ana <ana@example.org>", "Passwort", "Bitte mein Passwort zurücksetzen, Kundennummer 482913" },
	{ NULL, "support@vendor.example", "Ticket 4821", "We have restarted the server." },
	{ NULL, "security@customer.example", "Re: Reset your password", "It does not work, see " URL },
	/* Machines with something else to say */
	{ NULL, "noreply@shop.example", "Your order 482913", "Your order has been shipped. " URL },
	{ NULL, "nagios@example.org\nAuto-Submitted: auto-generated", "PROBLEM: disk full", URL },
	{ NULL, "noreply@service.example", "Verify your settings", "Please verify your settings by hand." },
	{ NULL, "noreply@example.com", "Newsletter", "Join us in Berlin. © 2026 " URL },
	{ NULL, "noreply@example.com", "Verification code", "You changed where codes are sent. © 2026" },
	{ NULL, "MAILER-DAEMON@example.com\nX-Failed-Recipients: a@example.com", "Undelivered: verification code", "Your verification code is 482913" },
	{ NULL, "", "Verification code", "Your verification code is 482913" },
};

static void
tells(void **state)
{
	unsigned bad = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		char *raw = talloc_asprintf(tmp, "From: %s\nTo: help@example.net\nSubject: %s\nMessage-ID: <1@x>\n"
		    "Content-Type: text/plain; charset=utf-8\n\n%s\n", samples[i].from, samples[i].subject, samples[i].text);
		const char *why = verification_why(message_parse(tmp, raw, strlen(raw)));

		if ((why == NULL) == (samples[i].want == NULL) && (why == NULL || strstr(why, samples[i].want) != NULL))
			continue;
		print_error("%s, %s: %s\n", samples[i].from, samples[i].subject, why != NULL ? why : "none");
		bad++;
	}
	assert_int_equal(bad, 0);
}

/* What a reader that was taken over may leave out. */
static void
survives_nothing(void **state)
{
	SCRATCH(tmp);
	struct mail *mail = talloc_zero(tmp, struct mail);
	char *many = talloc_zero_array(tmp, char, 1000001);

	(void)state;
	assert_null(verification_why(mail));
	mail->auto_submitted = talloc_strdup(tmp, "auto-generated");
	assert_null(verification_why(mail));
	memset(many, '1', 1000000);
	mail->subject = mail->text = mail->from.address = many;
	assert_null(verification_why(mail));
	memset(many, '-', 1000000);
	assert_null(verification_why(mail));
	memset(many, 'A', 1000000);
	assert_null(verification_why(mail));
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(tells), cmocka_unit_test(survives_nothing) };

	message_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
