/* double_server.c - an SMTP server that answers as the test says, right or wrong */
#include <config.h>

#include <arpa/inet.h>
#include <poll.h>
#include <setjmp.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include "double.h"

struct peer {
	struct server *server;
	int fd;
	SSL *ssl;
	char in[8192];
	size_t from, to;
	bool refused;			/* the last recipient */
};

static unsigned counts[16];

static unsigned
count(const char *command)
{
	static const char *const names[] = { "greeting", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "data", ".",
		"QUIT", "RSET" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i], command) == 0)
			return ++counts[i];
	return 0;
}

static bool
peer_write(struct peer *p, const char *text)
{
	size_t n = strlen(text);

	return p->ssl != NULL ? SSL_write(p->ssl, text, (int)n) > 0 : send(p->fd, text, n, MSG_NOSIGNAL) == (ssize_t)n;
}

/* Answers; false when the connection is to end. */
static bool
answer(struct peer *p, const char *command, const char *usual)
{
	const char *text = p->server->reply == NULL ? NULL : p->server->reply(command, count(command));

	if (text == NULL)
		text = usual;
	if (strcmp(command, "RCPT") == 0)
		p->refused = text[0] != '2';
	if (strcmp(command, "MAIL") == 0)
		p->server->tally->size = 0;
	for (int i = 0; strcmp(text, "drip") == 0 && i < 100; i++) {
		if (!peer_write(p, "x"))
			return false;
		(void)poll(NULL, 0, 300);
	}
	return text[0] != '\0' && peer_write(p, text);
}

static int
peer_byte(struct peer *p)
{
	if (p->from == p->to) {
		ssize_t n = p->ssl != NULL ? SSL_read(p->ssl, p->in, sizeof p->in) : recv(p->fd, p->in, sizeof p->in, 0);
		if (n <= 0)
			return -1;
		p->from = 0;
		p->to = (size_t)n;
	}
	return (unsigned char)p->in[p->from++];
}

static bool
peer_line(struct peer *p, char *line, size_t size)
{
	size_t n = 0;
	int c;

	while ((c = peer_byte(p)) >= 0 && c != '\n')
		if (n + 1 < size)
			line[n++] = (char)c;
	if (n > 0 && line[n - 1] == '\r')
		n--;
	line[n] = '\0';
	return c >= 0;
}

static bool
read_mail(struct peer *p)
{
	struct tally *t = p->server->tally;
	char line[8192];

	t->size = 0;
	for (unsigned n = 0; peer_line(p, line, sizeof line); n++) {
		if (strcmp(line, ".") == 0)
			return true;
		if (n == 1 && p->server->reply != NULL && p->server->reply("data", count("data")) != NULL)
			return false;
		const char *text = line[0] == '.' ? line + 1 : line;
		if (t->size + strlen(text) + 3 < sizeof t->last)
			t->size += (size_t)snprintf(t->last + t->size, sizeof t->last - t->size, "%s\r\n", text);
	}
	return false;
}

static int
on_name(SSL *ssl, int *alert, void *arg)
{
	struct tally *t = arg;
	const char *name = SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name);

	(void)alert;
	(void)snprintf(t->sni, sizeof t->sni, "%s", name != NULL ? name : "");
	return SSL_TLSEXT_ERR_OK;
}

static bool
secure(struct peer *p)
{
	p->ssl = SSL_new(p->server->tls);
	SSL_set_fd(p->ssl, p->fd);
	if (SSL_accept(p->ssl) != 1)
		return false;
	p->server->tally->tls++;
	return true;
}

/* RFC 4954: the words of a login that takes more than one step are not looked at. */
static bool
login(struct peer *p, const char *line)
{
	char more[1024];

	p->server->tally->logins++;
	if (strcasecmp(line, "AUTH LOGIN") == 0)
		for (int i = 0; i < 2; i++)
			if (!peer_write(p, i == 0 ? "334 VXNlcm5hbWU6\r\n" : "334 UGFzc3dvcmQ6\r\n") ||
			    !peer_line(p, more, sizeof more))
				return false;
	return answer(p, "AUTH", "235 2.7.0 welcome\r\n");
}

/* RFC 3030. Refused recipients are remembered by what RCPT was answered. */
static bool
chunk(struct peer *p, const char *line)
{
	struct tally *t = p->server->tally;
	unsigned long n = strtoul(line + 5, NULL, 10);

	for (unsigned long i = 0; i < n; i++) {
		int c = peer_byte(p);
		if (c < 0)
			return false;
		if (t->size < sizeof t->last)
			t->last[t->size++] = (char)c;
	}
	if (p->refused)
		return peer_write(p, "503 5.5.1 no valid recipients\r\n");
	if (strstr(line, "LAST") == NULL)
		return peer_write(p, "250 2.0.0 go on\r\n");
	t->mails++;
	return answer(p, ".", "250 2.0.0 taken\r\n");
}

static bool
command(struct peer *p, char *line)
{
	struct tally *t = p->server->tally;

	if (strncasecmp(line, "EHLO", 4) == 0)
		return answer(p, "EHLO", "250-double\r\n250-PIPELINING\r\n250-SIZE 0\r\n250 ENHANCEDSTATUSCODES\r\n");
	if (strncasecmp(line, "STARTTLS", 8) == 0)
		return answer(p, "STARTTLS", "220 2.0.0 go on\r\n") && secure(p);
	if (strncasecmp(line, "AUTH", 4) == 0)
		return login(p, line);
	if (strncasecmp(line, "MAIL", 4) == 0) {
		(void)snprintf(t->from, sizeof t->from, "%.290s", line);
		return answer(p, "MAIL", "250 2.1.0 ok\r\n");
	}
	if (strncasecmp(line, "RCPT", 4) == 0) {
		(void)snprintf(t->recipient, sizeof t->recipient, "%.290s", line);
		return answer(p, "RCPT", "250 2.1.5 ok\r\n");
	}
	if (strncasecmp(line, "DATA", 4) == 0) {
		const char *refused = p->server->reply == NULL ? NULL : p->server->reply("DATA", count("DATA"));

		if (!peer_write(p, refused != NULL ? refused : "354 go on\r\n"))
			return false;
		if (refused != NULL)
			return refused[0] != '\0';
		if (!read_mail(p))
			return false;
		t->mails++;
		return answer(p, ".", "250 2.0.0 taken\r\n");
	}
	if (strncasecmp(line, "BDAT", 4) == 0)
		return chunk(p, line);
	if (strncasecmp(line, "QUIT", 4) == 0) {
		t->quits++;
		(void)answer(p, "QUIT", "221 2.0.0 bye\r\n");
		return false;
	}
	return answer(p, "RSET", "250 2.0.0 ok\r\n");
}

static void
converse(struct server *s, int fd)
{
	struct peer p = { .server = s, .fd = fd };
	char line[8192];
	int on = 1;

	(void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	s->tally->connections++;
	if ((!s->implicit || secure(&p)) && answer(&p, "greeting", "220 double ESMTP\r\n"))
		while (peer_line(&p, line, sizeof line) && command(&p, line))
			;
	if (p.ssl != NULL)
		SSL_free(p.ssl);
	close(fd);
}

void
child_begins(pid_t test)
{
	static const int faults[] = { SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL };

	for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++)
		signal(faults[i], SIG_DFL);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != test)
		_exit(0);
}

void
server_start(struct server *s)
{
	struct sockaddr_in here = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof here;
	int listener = socket(AF_INET, SOCK_STREAM, 0);
	pid_t test = getpid();

	assert_int_equal(bind(listener, (struct sockaddr *)&here, sizeof here), 0);
	assert_int_equal(listen(listener, 16), 0);
	assert_int_equal(getsockname(listener, (struct sockaddr *)&here, &size), 0);
	s->port = ntohs(here.sin_port);
	s->tally = mmap(NULL, sizeof *s->tally, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (s->tls != NULL) {
		SSL_CTX_set_tlsext_servername_callback(s->tls, on_name);
		SSL_CTX_set_tlsext_servername_arg(s->tls, s->tally);
	}
	s->pid = fork();
	if (s->pid == 0) {
		child_begins(test);
		signal(SIGPIPE, SIG_IGN);
		for (;;)
			converse(s, accept(listener, NULL, NULL));
	}
	close(listener);
}

void
server_stop(struct server *s)
{
	kill(s->pid, SIGKILL);
	waitpid(s->pid, NULL, 0);
	munmap(s->tally, sizeof *s->tally);
	SSL_CTX_free(s->tls);
}

/* --- certificates --- */

static X509 *
sign(EVP_PKEY *key, const char *name, const char *extension, const char *value, int days, X509 *issuer,
    EVP_PKEY *issuer_key)
{
	X509 *x = X509_new();
	X509V3_CTX v3;

	X509_set_version(x, 2);
	ASN1_INTEGER_set(X509_get_serialNumber(x), issuer == NULL ? 1 : 2);
	X509_gmtime_adj(X509_getm_notBefore(x), -86400L * 30);
	X509_gmtime_adj(X509_getm_notAfter(x), 86400L * days);
	X509_set_pubkey(x, key);
	X509_NAME_add_entry_by_txt(X509_get_subject_name(x), "CN", MBSTRING_ASC, (const unsigned char *)name, -1, -1, 0);
	X509_set_issuer_name(x, X509_get_subject_name(issuer == NULL ? x : issuer));
	X509V3_set_ctx(&v3, issuer == NULL ? x : issuer, x, NULL, NULL, 0);
	X509_EXTENSION *e = X509V3_EXT_conf(NULL, &v3, extension, value);
	assert_non_null(e);
	X509_add_ext(x, e, -1);
	X509_EXTENSION_free(e);
	assert_true(X509_sign(x, issuer_key, EVP_sha256()) > 0);
	return x;
}

static int
remove_file(char *path)
{
	return unlink(path);
}

SSL_CTX *
certificate_make(TALLOC_CTX *ctx, const char *name, int days, char **ca_file)
{
	EVP_PKEY *ca_key = EVP_EC_gen("P-256"), *key = EVP_EC_gen("P-256");
	struct in6_addr any;
	bool numeric = inet_pton(AF_INET, name, &any) == 1;
	char *names = talloc_asprintf(ctx, "%s:%s", numeric ? "IP" : "DNS", name);
	X509 *ca = sign(ca_key, "Test CA", "basicConstraints", "critical,CA:TRUE", 30, NULL, ca_key);
	X509 *x = sign(key, "server", "subjectAltName", names, days, ca, ca_key);
	SSL_CTX *context = SSL_CTX_new(TLS_server_method());

	assert_int_equal(SSL_CTX_use_certificate(context, x), 1);
	assert_int_equal(SSL_CTX_use_PrivateKey(context, key), 1);

	*ca_file = talloc_strdup(ctx, "send-ca-XXXXXX");
	int fd = mkstemp(*ca_file);
	FILE *f = fdopen(fd, "w");
	assert_non_null(f);
	PEM_write_X509(f, ca);
	(void)fclose(f);
	talloc_set_destructor(*ca_file, remove_file);
	X509_free(ca);
	X509_free(x);
	EVP_PKEY_free(key);
	EVP_PKEY_free(ca_key);
	return context;
}
