/* verification.c - see verification.h */
#include <config.h>

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include <glib.h>

#include <postigo/base/memory.h>
#include <postigo/mail/verification.h>

/* Text that is looked at: such mails come to the point. */
#define LOOKED_AT ((size_t)16384)

/* What the local part of such a sender holds. */
static const char *const senders[] = {
	"noreply", "no-reply", "no_reply", "no.reply", "donotreply", "do-not-reply", "notreply", "noresponder", "no-responder",
	"ne-pas-repondre", "nepasrepondre", "nicht-antworten", "verify", "verification", "verifica", "confirm", "account",
	"security", "signup", "sign-up", "register", "registration", "login", "auth", "invite", "invitation", "password",
	"welcome", "notification", "notify", "mailer", "service", "info", "hello", "team", "feedback", "support",
};

/* Words for the purpose, in lower case, by language. */
static const char *const purposes[] = {
	/* en */
	"verification code", "verify your", "confirm your email", "confirm your e-mail", "confirm your account", "security code",
	"confirmation code", "one-time code", "one-time password", "login code", "log-in code", "sign-in code", "sign in code",
	"sign in to", "magic link", "reset your password", "password reset", "activate your account", "activation link",
	"finish signing up", "complete your registration", "invited you to", "join your team", "authentication code",
	/* es */
	"código de verificación", "codigo de verificacion", "verifica tu", "verifique su", "confirma tu", "confirme su",
	"código de seguridad", "código de acceso", "código de confirmación", "restablecer tu contraseña",
	"restablecer su contraseña", "restablecimiento de contraseña", "activa tu cuenta", "active su cuenta",
	/* fr */
	"code de vérification", "vérifiez votre", "confirmez votre", "code de sécurité", "code de confirmation",
	"réinitialiser votre mot de passe", "réinitialisation du mot de passe", "activez votre compte", "code de connexion",
	/* de */
	"bestätigungscode", "bestätigen sie ihre", "bestätige deine", "sicherheitscode", "verifizierungscode", "anmeldecode",
	"passwort zurücksetzen", "aktivieren sie ihr", "aktiviere dein", "einmalpasswort", "einmalcode",
	/* it */
	"codice di verifica", "verifica il tuo", "conferma il tuo", "codice di sicurezza", "codice di conferma",
	"reimposta la password", "reimposta la tua password", "attiva il tuo account",
	/* pt */
	"código de verificação", "verifique seu", "verifique o seu", "confirme seu", "confirme o seu", "código de segurança",
	"redefinir sua senha", "redefinir a sua", "ative sua conta", "ative a sua conta",
	/* nl, pl, sv, da, cs, ca, tr */
	"verificatiecode", "bevestig je", "bevestig uw", "beveiligingscode", "wachtwoord opnieuw instellen",
	"kod weryfikacyjny", "potwierdź swój", "zresetuj hasło", "verifieringskod", "bekräfta din", "återställ ditt lösenord",
	"bekræft din", "bekræftelseskode", "nulstil din adgangskode", "ověřovací kód", "potvrďte svůj", "codi de verificació",
	"confirma el teu", "doğrulama kodu", "şifrenizi sıfırla",
	/* ru, uk, el, zh, ja, ko */
	"код подтверждения", "подтвердите", "сброс пароля", "код підтвердження", "підтвердьте", "κωδικός επαλήθευσης",
	"επιβεβαιώστε", "验证码", "驗證碼", "確認コード", "認証コード", "인증 코드", "인증번호",
};

static bool
holds_any(const char *text, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strstr(text, words[i]) != NULL)
			return true;
	return false;
}

static bool
is_services(const char *address)
{
	SCRATCH(tmp);
	char *local = talloc_strndup(tmp, address, strcspn(address, "@"));

	for (char *p = local; *p != '\0'; p++)
		*p = (char)tolower((unsigned char)*p);
	return holds_any(local, senders, sizeof(senders) / sizeof(senders[0]));
}

/* Four to eight digits that stand alone, perhaps parted by one blank or hyphen in the middle. */
static bool
has_code(const char *text)
{
	for (const char *p = text; *p != '\0';) {
		size_t n = strspn(p, "0123456789"), gap = n == 3 && (p[n] == ' ' || p[n] == '-') ? 1 + strspn(p + n + 1, "0123456789") : 0;

		if (n == 0) {
			p++;
			continue;
		}
		if ((n >= 4 && n <= 8) || gap == 4)
			return true;
		p += n;
	}
	return false;
}

static char *
folded(TALLOC_CTX *ctx, const char *text)
{
	size_t n = strnlen(text, LOOKED_AT);
	gchar *valid = g_utf8_make_valid(text, (gssize)n), *lower = g_utf8_strdown(valid, -1);
	char *out = talloc_strdup(ctx, lower);

	g_free(lower);
	g_free(valid);
	return out;
}

const char *
verification_why(const struct mail *mail)
{
	SCRATCH(tmp);
	char *subject = folded(tmp, mail->subject != NULL ? mail->subject : "");
	char *text = folded(tmp, mail->text != NULL ? mail->text : "");
	size_t count = sizeof(purposes) / sizeof(purposes[0]);

	/* A reply is somebody's who writes about it. */
	if (mail->from.address == NULL || !is_services(mail->from.address) || mail->in_reply_to.count > 0)
		return NULL;
	if (!holds_any(subject, purposes, count) && !holds_any(text, purposes, count))
		return NULL;
	if (strstr(text, "http://") == NULL && strstr(text, "https://") == NULL && !has_code(text) && !has_code(subject))
		return NULL;
	return "a service asks by it who reads here (a code, a link or a password)";
}
