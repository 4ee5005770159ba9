/* killer.c - stands in for the parser's bug that nobody knows yet: preloaded into a reader, it lets a mail that holds
 * a certain word end the process, or keep it busy for ever. For test_quarantine.py only; linked into nothing. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>

#include <gmime/gmime.h>

static void
strike(const void *bytes, size_t n)
{
	char name[17] = "";

	(void)prctl(PR_GET_NAME, name);
	if (strstr(name, "reader") == NULL)
		return;
	if (memmem(bytes, n, "READER-DIES-OF-THIS", 19) != NULL)
		abort();
	while (memmem(bytes, n, "READER-STALLS-AT-THIS", 21) != NULL)
		continue;
}

GMimeStream *
g_mime_stream_mem_new_with_byte_array(GByteArray *array)
{
	GMimeStream *(*real)(GByteArray *) =
	    (GMimeStream *(*)(GByteArray *))dlsym(RTLD_NEXT, "g_mime_stream_mem_new_with_byte_array");

	strike(array->data, array->len);
	return real(array);
}

GMimeStream *
g_mime_stream_mem_new_with_buffer(const char *buffer, size_t n)
{
	GMimeStream *(*real)(const char *, size_t) =
	    (GMimeStream *(*)(const char *, size_t))dlsym(RTLD_NEXT, "g_mime_stream_mem_new_with_buffer");

	strike(buffer, n);
	return real(buffer, n);
}
