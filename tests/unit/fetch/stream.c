/* stream.c - the driver under libetpan: ends, deadlines, quotas, and whose certificate it accepts */
#include <config.h>

#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <setjmp.h>

#include <cmocka.h>

#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <postigo/base/memory.h>
#include <postigo/base/quit.h>

#include "../../../src/fetch/stream.h"

/* A peer in a process of its own; the stream at our end. */
static pid_t
peer(TALLOC_CTX *ctx, void (*act)(int fd), struct stream **s)
{
	int pair[2];
	pid_t pid = 0;

	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	pid = fork();
	if (pid == 0) {
		close(pair[0]);
		act(pair[1]);
		_exit(0);
	}
	close(pair[1]);
	*s = stream_over(ctx, pair[0]);
	return pid;
}

static void
end_peer(pid_t pid)
{
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

static ssize_t
read_through(struct stream *s, size_t most)
{
	char buffer[65536];
	mailstream_low *low = stream_driver(s);
	ssize_t n = mailstream_low_read(low, buffer, most);

	mailstream_low_free(low);
	return n;
}

static void
act_few(int fd)
{
	(void)!write(fd, "* O", 3);
}

static void
ends_with_the_connection(void **state)
{
	SCRATCH(tmp);
	struct stream *s = NULL;
	pid_t pid = peer(tmp, act_few, &s);

	(void)state;
	stream_begin(s, SECONDS(5), 1000);
	assert_int_equal(read_through(s, 100), 3);
	assert_int_equal(read_through(s, 100), -1);
	assert_non_null(strstr(stream_trouble(s), "closed"));
	assert_int_equal(read_through(s, 100), -1);
	end_peer(pid);
}

static void
act_drip(int fd)
{
	while (write(fd, "x", 1) == 1)
		(void)poll(NULL, 0, 20);
}

static void
ends_a_drip(void **state)
{
	SCRATCH(tmp);
	struct stream *s = NULL;
	pid_t pid = peer(tmp, act_drip, &s);
	int64_t start = instant_monotonic();

	(void)state;
	stream_begin(s, 300, 100000);
	while (read_through(s, 100) > 0)
		;
	assert_true(instant_monotonic() - start >= 280);
	assert_true(instant_monotonic() - start < 2000);
	assert_non_null(strstr(stream_trouble(s), "in time"));
	end_peer(pid);
}

static void
act_pour(int fd)
{
	static char bytes[4096];

	memset(bytes, '\n', sizeof(bytes));
	while (write(fd, bytes, sizeof(bytes)) > 0)
		;
}

static void
ends_at_the_quota(void **state)
{
	SCRATCH(tmp);
	struct stream *s = NULL;
	pid_t pid = peer(tmp, act_pour, &s);
	ssize_t total = 0, n = 0;

	(void)state;
	stream_begin(s, SECONDS(5), 100000);
	while ((n = read_through(s, 1000)) > 0)
		total += n;
	/* The read that would go over it is refused whole. */
	assert_in_range(total, 99001, 100000);
	assert_non_null(strstr(stream_trouble(s), "more than was asked for"));
	end_peer(pid);
}

static void
act_nothing(int fd)
{
	(void)fd;
	(void)poll(NULL, 0, 60000);
}

static void
ends_what_nobody_reads(void **state)
{
	SCRATCH(tmp);
	static char bytes[65536];
	struct stream *s = NULL;
	pid_t pid = peer(tmp, act_nothing, &s);
	int64_t start = instant_monotonic();
	mailstream_low *low = stream_driver(s);

	(void)state;
	stream_begin(s, 300, 1000);
	assert_false(stream_ready(s));
	while (mailstream_low_write(low, bytes, sizeof(bytes)) > 0)
		;
	assert_true(instant_monotonic() - start < 2000);
	mailstream_low_free(low);
	end_peer(pid);
}

/* Asked to leave, a command that would wait for a minute has a second. In a process of its own: the flag stays. */
static void
ends_when_asked_to_leave(void **state)
{
	pid_t pid = fork();
	int status = 0;

	(void)state;
	if (pid == 0) {
		SCRATCH(tmp);
		struct stream *s = NULL;
		int64_t start = instant_monotonic();
		pid_t other = peer(tmp, act_nothing, &s);
		pid_t self = getpid();
		pid_t signaller = 0;
		ssize_t n = 0;

		quit_watch();
		signaller = fork();
		if (signaller == 0) {
			(void)poll(NULL, 0, 200);
			kill(self, SIGTERM);
			_exit(0);
		}
		stream_begin(s, SECONDS(60), 1000);
		n = read_through(s, 100);
		end_peer(other);
		waitpid(signaller, NULL, 0);
		_exit(n == -1 && instant_monotonic() - start < 3000 && strstr(stream_trouble(s), "leave") != NULL ? 0 : 1);
	}
	waitpid(pid, &status, 0);
	assert_int_equal(status, 0);
}

static int
listener(uint16_t *port, int backlog)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof(address);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	assert_int_equal(bind(fd, (struct sockaddr *)&address, size), 0);
	assert_int_equal(listen(fd, backlog), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&address, &size), 0);
	*port = ntohs(address.sin_port);
	return fd;
}

static void
says_why_it_cannot_connect(void **state)
{
	SCRATCH(tmp);
	uint16_t port = 0;
	int fd = listener(&port, 1);
	struct stream *s = NULL;
	struct error err;
	int64_t start = 0;

	(void)state;
	close(fd);
	assert_int_equal(stream_connect(tmp, "127.0.0.1", port, SECONDS(5), &s, &err), TEMPFAIL);
	assert_non_null(strstr(err.text, "refused"));
	assert_int_equal(stream_connect(tmp, "no such host", port, SECONDS(5), &s, &err), TEMPFAIL);
	assert_non_null(strstr(err.text, "no such host"));
	/* A queue that is full: further connects get no answer. */
	fd = listener(&port, 0);
	for (int i = 0; i < 3; i++) {
		start = instant_monotonic();
		if (stream_connect(tmp, "127.0.0.1", port, 300, &s, &err) != DONE)
			break;
	}
	assert_non_null(strstr(err.text, "in time"));
	assert_true(instant_monotonic() - start < 2000);
	close(fd);
}

static EVP_PKEY *
new_key(void)
{
	return EVP_EC_gen("P-256");
}

static void
add_extension(X509 *cert, X509 *issuer, int nid, const char *value)
{
	X509V3_CTX ctx;
	X509_EXTENSION *extension = NULL;

	X509V3_set_ctx_nodb(&ctx);
	X509V3_set_ctx(&ctx, issuer, cert, NULL, NULL, 0);
	extension = X509V3_EXT_conf_nid(NULL, &ctx, nid, value);
	assert_non_null(extension);
	X509_add_ext(cert, extension, -1);
	X509_EXTENSION_free(extension);
}

/* A certificate for names that was valid until days from now; issuer NULL: its own authority. */
static X509 *
new_certificate(EVP_PKEY *key, const char *common, const char *names, int days, X509 *issuer, EVP_PKEY *issuer_key)
{
	static long serial = 1;
	X509 *cert = X509_new();
	X509_NAME *name = X509_get_subject_name(cert);

	X509_set_version(cert, 2);
	ASN1_INTEGER_set(X509_get_serialNumber(cert), serial++);
	X509_gmtime_adj(X509_getm_notBefore(cert), -86400L * 30);
	X509_gmtime_adj(X509_getm_notAfter(cert), 86400L * days);
	X509_set_pubkey(cert, key);
	X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, (const unsigned char *)common, -1, -1, 0);
	X509_set_issuer_name(cert, issuer != NULL ? X509_get_subject_name(issuer) : name);
	add_extension(cert, issuer != NULL ? issuer : cert, NID_basic_constraints, issuer != NULL ? "CA:FALSE" : "critical,CA:TRUE");
	if (names != NULL)
		add_extension(cert, issuer, NID_subject_alt_name, names);
	X509_sign(cert, issuer_key != NULL ? issuer_key : key, EVP_sha256());
	return cert;
}

static int
check_sni(SSL *ssl, int *alert, void *wanted)
{
	const char *name = SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name);

	(void)alert;
	if (wanted == NULL)
		return SSL_TLSEXT_ERR_OK;
	return name != NULL && strcmp(name, wanted) == 0 ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

/* Serves one connection: handshake, a greeting, the end without a good-bye. */
static void
serve(int fd, X509 *cert, EVP_PKEY *key, int version, const char *sni)
{
	SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());
	SSL *ssl = NULL;
	int client = accept(fd, NULL, NULL);

	SSL_CTX_use_certificate(ctx, cert);
	SSL_CTX_use_PrivateKey(ctx, key);
	SSL_CTX_set_tlsext_servername_callback(ctx, check_sni);
	SSL_CTX_set_tlsext_servername_arg(ctx, (void *)(uintptr_t)sni);
	if (version != 0) {
		SSL_CTX_set_cipher_list(ctx, "ALL:@SECLEVEL=0");
		SSL_CTX_set_min_proto_version(ctx, version);
		SSL_CTX_set_max_proto_version(ctx, version);
	}
	ssl = SSL_new(ctx);
	SSL_set_fd(ssl, client);
	if (SSL_accept(ssl) == 1)
		SSL_write(ssl, "* OK hello\r\n", 12);
	_exit(0);
}

static void
accepts_only_the_right_certificate(void **state)
{
	static const struct {
		const char *host, *names;
		int days, version;
		bool own;		/* signed by itself, not by the authority */
		enum result wanted;
		const char *why;
	} samples[] = {
		{ "localhost", "DNS:localhost", 30, 0, false, DONE, "" },
		{ "localhost", "DNS:localhost", 30, TLS1_2_VERSION, false, DONE, "" },
		{ "localhost", "DNS:other.example,DNS:localhost", 30, 0, false, DONE, "" },
		{ "127.0.0.1", "IP:127.0.0.1", 30, 0, false, DONE, "" },
		{ "localhost", "DNS:other.example", 30, 0, false, PERMFAIL, "hostname mismatch" },
		{ "localhost", "DNS:local*", 30, 0, false, PERMFAIL, "hostname mismatch" },
		{ "localhost", "IP:127.0.0.1", 30, 0, false, PERMFAIL, "hostname mismatch" },
		{ "127.0.0.1", "DNS:localhost", 30, 0, false, PERMFAIL, "IP address mismatch" },
		{ "127.0.0.1", "DNS:127.0.0.1", 30, 0, false, PERMFAIL, "IP address mismatch" },
		{ "localhost", "DNS:localhost", -1, 0, false, PERMFAIL, "expired" },
		{ "localhost", "DNS:localhost", 30, 0, true, PERMFAIL, "self-signed" },
		{ "localhost", "DNS:localhost", 30, TLS1_1_VERSION, false, TEMPFAIL, "" },
	};
	EVP_PKEY *ca_key = new_key(), *key = new_key();
	X509 *ca = new_certificate(ca_key, "Authority", NULL, 30, NULL, NULL);
	char path[] = "/tmp/stream-ca-XXXXXX";
	FILE *f = fdopen(mkstemp(path), "w");

	(void)state;
	PEM_write_X509(f, ca);
	fclose(f);
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		X509 *cert = samples[i].own ? new_certificate(key, "own", samples[i].names, samples[i].days, NULL, NULL)
					    : new_certificate(key, "server", samples[i].names, samples[i].days, ca, ca_key);
		uint16_t port = 0;
		int fd = listener(&port, 1);
		struct stream *s = NULL;
		struct error err = { "" };
		enum result r = DONE;
		pid_t pid = fork();

		if (pid == 0)
			serve(fd, cert, key, samples[i].version, samples[i].host[0] == 'l' ? "localhost" : NULL);
		close(fd);
		assert_int_equal(stream_connect(tmp, samples[i].host, port, SECONDS(5), &s, &err), DONE);
		r = stream_secure(s, samples[i].host, path, SECONDS(5), &err);
		if (r != samples[i].wanted || strstr(err.text, samples[i].why) == NULL)
			fail_msg("%zu, %s for %s: %d %s", i, samples[i].names, samples[i].host, r, err.text);
		stream_begin(s, SECONDS(5), 1000);
		if (r == DONE) {
			assert_true(stream_is_secure(s));
			assert_int_equal(read_through(s, 100), 12);
			/* The end without close_notify may be an attacker's: it is an end all the same. */
			assert_int_equal(read_through(s, 100), -1);
		}
		waitpid(pid, NULL, 0);
		X509_free(cert);
	}
	unlink(path);
	X509_free(ca);
	EVP_PKEY_free(ca_key);
	EVP_PKEY_free(key);
}

static void
says_that_a_ca_file_is_none(void **state)
{
	SCRATCH(tmp);
	struct stream *s = NULL;
	struct error err;
	pid_t pid = peer(tmp, act_nothing, &s);

	(void)state;
	assert_int_equal(stream_secure(s, "localhost", "/dev/null", SECONDS(1), &err), PERMFAIL);
	assert_non_null(strstr(err.text, "/dev/null"));
	end_peer(pid);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ends_with_the_connection),
		cmocka_unit_test(ends_a_drip),
		cmocka_unit_test(ends_at_the_quota),
		cmocka_unit_test(ends_what_nobody_reads),
		cmocka_unit_test(ends_when_asked_to_leave),
		cmocka_unit_test(says_why_it_cannot_connect),
		cmocka_unit_test(accepts_only_the_right_certificate),
		cmocka_unit_test(says_that_a_ca_file_is_none),
	};

	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
