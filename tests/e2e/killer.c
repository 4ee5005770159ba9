/* killer.c - stands in for the parser's bug that nobody knows yet: preloaded, it lets an attachment that holds a certain
 * word end the reader, or keep it busy for ever. For test_quarantine.py only; linked into nothing. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>

static int reader;

/* The supervisor gives its children their names; only readers have the bug. */
int
prctl(int option, ...)
{
	int (*real)(int, ...) = (int (*)(int, ...))dlsym(RTLD_NEXT, "prctl");
	unsigned long a[4];
	va_list ap;

	va_start(ap, option);
	for (int i = 0; i < 4; i++)
		a[i] = va_arg(ap, unsigned long);
	va_end(ap);
	if (option == PR_SET_NAME)
		reader = strcmp((const char *)a[0], "reader") == 0;
	return real(option, a[0], a[1], a[2], a[3]);
}

/* A reader takes the digest of every attachment. */
int
EVP_DigestUpdate(void *context, const void *bytes, size_t n)
{
	int (*real)(void *, const void *, size_t) =
	    (int (*)(void *, const void *, size_t))dlsym(RTLD_NEXT, "EVP_DigestUpdate");

	if (reader && memmem(bytes, n, "READER-DIES-OF-THIS", 19) != NULL)
		abort();
	while (reader && memmem(bytes, n, "READER-STALLS-AT-THIS", 21) != NULL)
		continue;
	return real(context, bytes, n);
}
