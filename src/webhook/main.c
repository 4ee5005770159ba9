/* main.c - postigo-webhook: makes one HTTP request and tells how that ended
 *
 * It is run by postigod for each webhook that is told. In, on standard input: {"url", "timeout": milliseconds, "ca_file"?, "proxy"?,
 * "headers"?, "body"?}; without a body it only sees whether the other side is there and proves who it is. Out, on standard output:
 * {"how": "http", "connect", "certificate", "tls", "timeout", "setup" or "lost", "status"?, "said"?, "wait"?, "location"?}.
 *
 * It knows no secret: the signature is made by whoever runs it. What the other side sends is kept up to a few kilobytes.
 */
#include <config.h>

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include <curl/curl.h>
#include <jansson.h>

#include <postigo/base/log.h>
#include <postigo/base/memory.h>
#include <postigo/base/sandbox.h>
#include <postigo/base/text.h>
#include <postigo/base/utf8.h>

#define KEPT 1024			/* bytes of an answer's body */
#define ANSWER_MOST (256u << 10)	/* then no more of it is read */
#define CONNECT_MOST 10000		/* milliseconds */
#define MEMORY_LIMIT ((size_t)768 << 20)

struct answer {
	struct text *body;
	size_t size;
};

static size_t
take(char *bytes, size_t one, size_t n, void *context)
{
	struct answer *a = context;

	a->size += one * n;
	text_add(a->body, bytes, one * n);
	return a->size <= ANSWER_MOST ? one * n : 0;
}

static const char *
string_at(const json_t *o, const char *key)
{
	return json_string_value(json_object_get(o, key));
}

/* What may be said to whom: https to whom a certificate names, in TLS 1.2 at least; nothing that the environment says. */
static void
be_careful(CURL *curl, const json_t *request, char *error)
{
	const char *ca_file = string_at(request, "ca_file"), *proxy = string_at(request, "proxy");
	long timeout = (long)json_integer_value(json_object_get(request, "timeout"));

	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
	curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
	curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	if (ca_file != NULL) {
		curl_easy_setopt(curl, CURLOPT_CAINFO, ca_file);
		curl_easy_setopt(curl, CURLOPT_CAPATH, NULL);
	}
	curl_easy_setopt(curl, CURLOPT_PROXY, proxy != NULL ? proxy : "");
	curl_easy_setopt(curl, CURLOPT_NOPROXY, "");
	curl_easy_setopt(curl, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, timeout > 0 ? timeout : CONNECT_MOST);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, timeout > 0 && timeout < CONNECT_MOST ? timeout : CONNECT_MOST);
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, error);
	curl_easy_setopt(curl, CURLOPT_USERAGENT, "Postigo/" PACKAGE_VERSION);
}

static struct curl_slist *
ask(CURL *curl, const json_t *request, struct answer *answer)
{
	const json_t *headers = json_object_get(request, "headers"), *body = json_object_get(request, "body");
	struct curl_slist *list = curl_slist_append(NULL, "Expect:");

	curl_easy_setopt(curl, CURLOPT_URL, string_at(request, "url"));
	if (body == NULL) {
		curl_easy_setopt(curl, CURLOPT_CONNECT_ONLY, 1L);
		return list;
	}
	for (size_t i = 0; i < json_array_size(headers); i++)
		list = curl_slist_append(list, json_string_value(json_array_get(headers, i)));
	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list);
	curl_easy_setopt(curl, CURLOPT_POST, 1L);
	curl_easy_setopt(curl, CURLOPT_POSTFIELDS, json_string_value(body));
	curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)json_string_length(body));
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, answer);
	return list;
}

static const char *
kind_of(CURLcode code, long status)
{
	/* An answer that is too long to be read is an answer. */
	if (code == CURLE_OK || (code == CURLE_WRITE_ERROR && status > 0))
		return "http";
	switch (code) {
	case CURLE_COULDNT_RESOLVE_HOST:
	case CURLE_COULDNT_RESOLVE_PROXY:
	case CURLE_COULDNT_CONNECT:
		return "connect";
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_ISSUER_ERROR:
		return "certificate";
	case CURLE_SSL_CONNECT_ERROR:
		return "tls";
	case CURLE_OPERATION_TIMEDOUT:
		return "timeout";
	case CURLE_URL_MALFORMAT:
	case CURLE_UNSUPPORTED_PROTOCOL:
	case CURLE_FAILED_INIT:
		return "setup";
	default:
		return "lost";
	}
}

static void
tell(CURL *curl, CURLcode code, const char *error, const struct answer *answer)
{
	SCRATCH(tmp);
	json_t *o = json_object();
	curl_off_t wait = 0;
	char *location = NULL;
	long status = 0;
	const char *how;

	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &wait);
	curl_easy_getinfo(curl, CURLINFO_REDIRECT_URL, &location);
	how = kind_of(code, status);
	json_object_set_new(o, "how", json_string(how));
	json_object_set_new(o, "status", json_integer(status));
	json_object_set_new(o, "wait", json_integer(wait));
	if (location != NULL)
		json_object_set_new(o, "location", json_string(utf8_repair(tmp, location, strnlen(location, KEPT))));
	if (strcmp(how, "http") != 0)
		json_object_set_new(o, "said", json_string(utf8_repair(tmp, error[0] != '\0' ? error : curl_easy_strerror(code),
		    strlen(error[0] != '\0' ? error : curl_easy_strerror(code)))));
	else if (answer->body->size > 0)
		json_object_set_new(o, "said", json_string(utf8_repair(tmp, answer->body->bytes, answer->body->size)));
	(void)json_dumpf(o, stdout, JSON_COMPACT);
	json_decref(o);
}

int
main(void)
{
	SCRATCH(tmp);
	json_t *request = json_loadf(stdin, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, NULL);
	struct answer answer = { .body = text_new(tmp, KEPT) };
	char error[CURL_ERROR_SIZE] = "";
	struct curl_slist *list;
	struct error err;
	CURLcode code;
	CURL *curl;

	log_open("webhook", true, LOG_LEVEL_INFO);
	if (string_at(request, "url") == NULL)
		fatal(EX_USAGE, "want a request as JSON on standard input; postigod runs this program");
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK || (curl = curl_easy_init()) == NULL)
		fatal(EX_SOFTWARE, "libcurl does not begin");
	if (sandbox_enter(SANDBOX_NETWORK, MEMORY_LIMIT, &err) != DONE)
		fatal(EX_OSERR, "%s", err.text);
	be_careful(curl, request, error);
	list = ask(curl, request, &answer);
	code = curl_easy_perform(curl);
	tell(curl, code, error, &answer);
	curl_easy_cleanup(curl);
	curl_slist_free_all(list);
	curl_global_cleanup();
	json_decref(request);
	return fflush(stdout) == 0 ? EX_OK : EX_IOERR;
}
