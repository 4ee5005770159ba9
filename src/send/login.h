/* login.h - user and password through libESMTP: PLAIN and LOGIN, once a connection */
#ifndef POSTIGO_SEND_LOGIN_H
#define POSTIGO_SEND_LOGIN_H

#include <stddef.h>

#include <auth-client.h>
#include <talloc.h>

/* What libESMTP asks for. The strings must outlive it. */
struct login {
	const char *user, *password;
	auth_context_t context;
};

/* Loads the modules, which stay loaded: the sandbox need not let them in later. Freed with ctx. */
struct login *login_new(TALLOC_CTX *ctx, const char *user, const char *password);

/* Makes the mechanisms unknown that the server offers and we do not want, in bytes that libESMTP is about to read:
 * it would try them in the server's order. */
void login_mask(char *bytes, size_t n);

#endif
