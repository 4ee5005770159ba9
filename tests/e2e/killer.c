/* killer.c - stands in for the parser's bug that nobody knows yet: preloaded into a reader, it lets a mail that holds
 * a certain word end the process, or keep it busy for ever. For test_quarantine.py only; linked into nothing. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#include <gmime/gmime.h>

static void
strike(const void *bytes, size_t n)
{
	if (memmem(bytes, n, "READER-DIES-OF-THIS", 19) != NULL)
		abort();
	while (memmem(bytes, n, "READER-STALLS-AT-THIS", 21) != NULL)
		continue;
}

GMimeParser *
g_mime_parser_new_with_stream(GMimeStream *stream)
{
	GMimeParser *(*real)(GMimeStream *) = (GMimeParser *(*)(GMimeStream *))dlsym(RTLD_NEXT, __func__);
	GByteArray *bytes = ((GMimeStreamMem *)stream)->buffer;

	strike(bytes->data, bytes->len);
	return real(stream);
}
