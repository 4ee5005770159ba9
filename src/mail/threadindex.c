/* threadindex.c - see threadindex.h */
#include <config.h>

#include <string.h>

#include <glib.h>

#include <postigo/base/memory.h>
#include <postigo/mail/threadindex.h>
#include <postigo/mail/transfer.h>

#define HEAD 22u	/* bytes: a 1, five of the time, sixteen of the thread's own */
#define BLOCK 5u	/* bytes: four of the time since, one by chance */
#define BYTES_MAX (THREADINDEX_MAX / 4 * 3)

#define TICKS_A_MILLISECOND 10000
#define EPOCH_1601 INT64_C(11644473600000)	/* milliseconds from there to 1970 */
#define LONG_AGO (UINT64_C(1) << 49)	/* ticks: 1.7 years, from where on they are counted in larger units */

/* Windows' time: tenths of a microsecond since 1601. */
static uint64_t
ticks_of(instant t)
{
	return t < -EPOCH_1601 ? 0 : ((uint64_t)t + (uint64_t)EPOCH_1601) * TICKS_A_MILLISECOND;
}

/* The bytes of the index; 0 when the text is none. */
static size_t
decode(const char *text, uint8_t bytes[BYTES_MAX])
{
	size_t n = strnlen(text, THREADINDEX_MAX + 1), letters = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789+/"), made;

	if (n > THREADINDEX_MAX || n % 4 != 0 || n - letters > 2 || strspn(text + letters, "=") != n - letters)
		return 0;
	made = transfer_base64(text, n, (char *)bytes);
	return made >= HEAD && (made - HEAD) % BLOCK == 0 && bytes[0] == 1 ? made : 0;
}

static char *
encode(TALLOC_CTX *ctx, const uint8_t *bytes, size_t n)
{
	gchar *text = g_base64_encode(bytes, n);
	char *copy = talloc_strdup(ctx, text);

	g_free(text);
	return copy;
}

/* When the thread began, as far as that is kept. Older Outlooks leave the first byte of the time out, since it is 1 for
 * centuries; those of today write it behind the 1 with which the index begins anyhow. */
static uint64_t
began(const uint8_t *bytes)
{
	unsigned from = bytes[1] == 1 ? 1 : 0, count = bytes[1] == 1 ? 5 : 6;
	uint64_t ticks = 0;

	for (unsigned i = 0; i < count; i++)
		ticks = ticks << 8 | bytes[from + i];
	return ticks << (64 - 8 * count);
}

bool
threadindex_valid(const char *text)
{
	uint8_t bytes[BYTES_MAX];

	return decode(text, bytes) > 0;
}

char *
threadindex_new(TALLOC_CTX *ctx, instant created, const uint8_t seed[THREADINDEX_SEED])
{
	uint8_t bytes[HEAD] = { 1 };
	uint64_t ticks = ticks_of(created);

	for (unsigned i = 0; i < 5; i++)
		bytes[1 + i] = (uint8_t)(ticks >> (56 - 8 * i));
	memcpy(bytes + 6, seed, THREADINDEX_SEED);
	return encode(ctx, bytes, sizeof(bytes));
}

char *
threadindex_child(TALLOC_CTX *ctx, const char *parent, instant now)
{
	uint8_t bytes[BYTES_MAX];
	size_t n = decode(parent, bytes);
	uint64_t ticks = ticks_of(now), since;
	uint32_t delta;

	if (n == 0 || n + BLOCK > BYTES_MAX)
		return NULL;
	since = ticks > began(bytes) ? ticks - began(bytes) : 0;
	/* Also of what does not fit the low bits are kept: it comes from a thread whose beginning nobody believes. */
	if (since < LONG_AGO)
		delta = (uint32_t)(since >> 18);
	else
		delta = (uint32_t)(since >> 23) | UINT32_C(1) << 31;
	for (unsigned i = 0; i < 4; i++)
		bytes[n + i] = (uint8_t)(delta >> (24 - 8 * i));
	/* By chance, says the specification: it parts two answers of one moment. The time's last bits do. */
	bytes[n + 4] = (uint8_t)now;
	return encode(ctx, bytes, n + BLOCK);
}
