/* secure.c - TLS to one host: chain, name or address, and version are checked */
#include <config.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <string.h>

#include <openssl/err.h>
#include <openssl/x509v3.h>

#include <postigo/base/memory.h>

#include "secure.h"

static void
release_context(void *object)
{
	SSL_CTX_free(object);
}

static void
release_ssl(void *object)
{
	SSL_free(object);
}

static bool
is_address(const char *host)
{
	struct in6_addr address;

	return inet_pton(AF_INET, host, &address) == 1 || inet_pton(AF_INET6, host, &address) == 1;
}

static bool
expect_host(SSL *ssl, const char *host)
{
	SCRATCH(tmp);
	X509_VERIFY_PARAM *param = SSL_get0_param(ssl);

	X509_VERIFY_PARAM_set_hostflags(param, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
	/* An address is looked for among the certificate's addresses, and SNI knows only names. */
	if (is_address(host))
		return X509_VERIFY_PARAM_set1_ip_asc(param, host) == 1;
	return X509_VERIFY_PARAM_set1_host(param, host, 0) == 1 &&
	    SSL_set_tlsext_host_name(ssl, talloc_strdup(tmp, host)) == 1;
}

enum result
secure_new(TALLOC_CTX *ctx, int fd, const char *host, const char *ca_file, SSL **out, struct error *err)
{
	SSL_CTX *tls = SSL_CTX_new(TLS_client_method());
	SSL *ssl = NULL;

	ERR_clear_error();
	if (tls == NULL)
		return error_set(err, TEMPFAIL, "TLS cannot be set up");
	memory_hold(ctx, tls, release_context);
	SSL_CTX_set_min_proto_version(tls, TLS1_2_VERSION);
	SSL_CTX_set_verify(tls, SSL_VERIFY_PEER, NULL);
	SSL_CTX_set_mode(tls, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
	SSL_CTX_set_read_ahead(tls, 1);
	if (ca_file == NULL ? SSL_CTX_set_default_verify_paths(tls) != 1
			    : SSL_CTX_load_verify_locations(tls, ca_file, NULL) != 1)
		return error_set(err, PERMFAIL, "%s: no certificates can be read from it",
		    ca_file == NULL ? "the system's certificates" : ca_file);
	ssl = SSL_new(tls);
	if (ssl == NULL)
		return error_set(err, TEMPFAIL, "TLS cannot be set up");
	memory_hold(ctx, ssl, release_ssl);
	if (!expect_host(ssl, host) || SSL_set_fd(ssl, fd) != 1)
		return error_set(err, PERMFAIL, "%s: not a host name for TLS", host);
	SSL_set_connect_state(ssl);
	*out = ssl;
	return DONE;
}

const char *
secure_why(const SSL *ssl)
{
	long verdict = SSL_get_verify_result(ssl);
	unsigned long code = ERR_peek_last_error();
	const char *reason = code != 0 ? ERR_reason_error_string(code) : NULL;

	if (verdict != X509_V_OK)
		return X509_verify_cert_error_string(verdict);
	return reason != NULL ? reason : "the connection ended";
}
