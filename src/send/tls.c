/* tls.c - TLS to the configured server: 1.2 at the least, its certificate checked against the name in the config */
#include <config.h>

#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>

#include <openssl/err.h>
#include <openssl/x509v3.h>

#include "tls.h"

struct tls {
	SSL_CTX *context;
	char *host;
	bool numeric;		/* host is an address: no SNI (RFC 6066 section 3), and another kind of name */
	char certificate[160];	/* what was wrong with the last one */
};

static int
free_tls(struct tls *tls)
{
	SSL_CTX_free(tls->context);
	return 0;
}

static bool
is_address(const char *host)
{
	struct in6_addr any;

	return inet_pton(AF_INET, host, &any) == 1 || inet_pton(AF_INET6, host, &any) == 1;
}

/* Keeps in words what OpenSSL found wrong: afterwards only "certificate verify failed" is left of it. */
static int
on_verify(int fine, X509_STORE_CTX *store)
{
	SSL *ssl = X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx());
	struct tls *tls = SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl));

	if (!fine)
		(void)snprintf(tls->certificate, sizeof tls->certificate, "%s",
		    X509_verify_cert_error_string(X509_STORE_CTX_get_error(store)));
	return fine;
}

static enum result
trust(struct tls *tls, const char *ca_file, struct error *err)
{
	ERR_clear_error();
	if (ca_file == NULL ? SSL_CTX_set_default_verify_paths(tls->context) :
	    SSL_CTX_load_verify_file(tls->context, ca_file))
		return DONE;

	const char *reason = ERR_reason_error_string(ERR_peek_last_error());
	return error_set(err, PERMFAIL, "%s: no certificates could be read from it: %s",
	    ca_file != NULL ? ca_file : "the system's certificates", reason != NULL ? reason : "unknown reason");
}

enum result
tls_new(TALLOC_CTX *ctx, const struct conf_server *server, struct tls **out, struct error *err)
{
	struct tls *tls = talloc_zero(ctx, struct tls);

	tls->host = talloc_strdup(tls, server->host);
	tls->numeric = is_address(server->host);
	tls->context = SSL_CTX_new(TLS_client_method());
	if (tls->context == NULL) {
		talloc_free(tls);
		return error_set(err, TEMPFAIL, "OpenSSL gives no context");
	}
	talloc_set_destructor(tls, free_tls);

	X509_VERIFY_PARAM *param = SSL_CTX_get0_param(tls->context);
	X509_VERIFY_PARAM_set_hostflags(param, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
	if (!(tls->numeric ? X509_VERIFY_PARAM_set1_ip_asc(param, tls->host) :
	    X509_VERIFY_PARAM_set1_host(param, tls->host, 0)) ||
	    !SSL_CTX_set_min_proto_version(tls->context, TLS1_2_VERSION)) {
		talloc_free(tls);
		return error_set(err, PERMFAIL, "%s cannot be the name in a certificate", server->host);
	}
	SSL_CTX_set_app_data(tls->context, tls);
	SSL_CTX_set_verify(tls->context, SSL_VERIFY_PEER, on_verify);

	enum result result = trust(tls, server->ca_file, err);
	if (result != DONE)
		talloc_free(tls);
	else
		*out = tls;
	return result;
}

bool
tls_wait(SSL *ssl, int fd, int ret, int64_t until)
{
	int want = SSL_get_error(ssl, ret);
	struct pollfd p = { .fd = fd, .events = want == SSL_ERROR_WANT_WRITE ? POLLOUT : POLLIN };
	int64_t left = until - instant_monotonic();

	if (want != SSL_ERROR_WANT_READ && want != SSL_ERROR_WANT_WRITE)
		return false;
	return left > 0 && poll(&p, 1, (int)left) != 0;
}

static enum result
failed(const struct tls *tls, struct error *err)
{
	const char *reason = ERR_reason_error_string(ERR_peek_last_error());

	if (tls->certificate[0] != '\0')
		return error_set(err, TEMPFAIL, "certificate of %s: %s", tls->host, tls->certificate);
	return error_set(err, TEMPFAIL, "TLS with %s failed: %s", tls->host,
	    reason != NULL ? reason : "the connection was lost, or the server was silent");
}

enum result
tls_connect(struct tls *tls, int fd, duration time, SSL **out, struct error *err)
{
	SSL *ssl = SSL_new(tls->context);
	int64_t until = instant_monotonic() + time;
	int ret;

	tls->certificate[0] = '\0';
	ERR_clear_error();
	if (ssl == NULL || SSL_set_fd(ssl, fd) != 1 ||
	    (!tls->numeric && SSL_set_tlsext_host_name(ssl, tls->host) != 1)) {
		SSL_free(ssl);
		return error_set(err, TEMPFAIL, "OpenSSL gives no connection");
	}
	while ((ret = SSL_connect(ssl)) != 1)
		if (!tls_wait(ssl, fd, ret, until)) {
			(void)failed(tls, err);
			SSL_free(ssl);
			return TEMPFAIL;
		}
	*out = ssl;
	return DONE;
}
