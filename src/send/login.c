/* login.c - user and password through libESMTP: PLAIN and LOGIN, once a connection */
#include <config.h>

#include <stdint.h>
#include <string.h>
#include <sysexits.h>

#include <postigo/base/log.h>

#include "login.h"

/* PLAIN and LOGIN ask for these two and nothing else. */
static int
on_request(auth_client_request_t request, char **result, int fields, void *arg)
{
	const struct login *login = arg;

	for (int i = 0; i < fields; i++) {
		const char *value = (request[i].flags & AUTH_PASS) != 0 ? login->password :
		    (request[i].flags & AUTH_USER) != 0 ? login->user : NULL;

		if (value == NULL)
			return 0;
		result[i] = (char *)(uintptr_t)value;
	}
	return 1;
}

static int
free_login(struct login *login)
{
	(void)auth_destroy_context(login->context);
	return 0;
}

struct login *
login_new(TALLOC_CTX *ctx, const char *user, const char *password)
{
	struct login *login = talloc_zero(ctx, struct login);

	login->user = user;
	login->password = password;
	auth_client_init();
	login->context = auth_create_context();
	if (login->context == NULL)
		fatal(EX_OSERR, "libESMTP gives no login");
	talloc_set_destructor(login, free_login);
	(void)auth_set_mechanism_flags(login->context, AUTH_PLUGIN_PLAIN, 0);
	(void)auth_set_interact_cb(login->context, on_request, login);
	(void)auth_set_mechanism(login->context, "LOGIN");
	(void)auth_set_mechanism(login->context, "PLAIN");
	return login;
}

void
login_mask(char *bytes, size_t n)
{
	/* NTLM's reader overruns on hostile input; CRAM-MD5 fails where passwords are kept hashed. */
	static const char *const unwanted[] = { "NTLM", "CRAM-MD5" };

	for (size_t i = 0; i < sizeof unwanted / sizeof unwanted[0]; i++) {
		char *at = bytes, *end = bytes + n;

		while ((at = memmem(at, (size_t)(end - at), unwanted[i], strlen(unwanted[i]))) != NULL)
			*at++ = 'X';
	}
}
