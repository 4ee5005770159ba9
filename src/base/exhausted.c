/* exhausted.c - no memory, no process: every allocation of talloc's that we call is checked here, once
 *
 * The linker leads each call in our own objects to the __wrap_ function here and each __real_ call to talloc itself
 * (TALLOC_WRAP in Makefile.am has the list; tests/symbols.sh sees to it that none is missing). libtalloc's inner
 * calls are not touched.
 */
#include <config.h>

#include <stdarg.h>
#include <sysexits.h>

#include <talloc.h>

#include <postigo/base/log.h>

/* NULL is an answer, and no failure, where nothing was asked for. */
static void *
checked(void *memory, bool wanted)
{
	if (memory == NULL && wanted)
		fatal(EX_OSERR, "out of memory");
	return memory;
}

#define WRAP(type, name, parameters, arguments, wanted)                                           \
	type __real_##name parameters;                                                            \
	type __wrap_##name parameters;                                                            \
	type __wrap_##name parameters                                                             \
	{                                                                                         \
		return checked(__real_##name arguments, (wanted));                                \
	}

WRAP(void *, talloc_named_const, (const void *ctx, size_t size, const char *name), (ctx, size, name), true)
WRAP(void *, _talloc, (const void *ctx, size_t size), (ctx, size), true)
WRAP(void *, _talloc_zero, (const void *ctx, size_t size, const char *name), (ctx, size, name), true)
WRAP(void *, _talloc_memdup, (const void *ctx, const void *p, size_t size, const char *name), (ctx, p, size, name),
    p != NULL)
WRAP(void *, _talloc_array, (const void *ctx, size_t each, unsigned count, const char *name), (ctx, each, count, name),
    true)
WRAP(void *, _talloc_zero_array, (const void *ctx, size_t each, unsigned count, const char *name),
    (ctx, each, count, name), true)
WRAP(void *, _talloc_realloc, (const void *ctx, void *p, size_t size, const char *name), (ctx, p, size, name),
    size != 0)
WRAP(void *, _talloc_realloc_array, (const void *ctx, void *p, size_t each, unsigned count, const char *name),
    (ctx, p, each, count, name), count != 0)
WRAP(void *, talloc_pool, (const void *ctx, size_t size), (ctx, size), true)
WRAP(char *, talloc_strdup, (const void *ctx, const char *s), (ctx, s), s != NULL)
WRAP(char *, talloc_strndup, (const void *ctx, const char *s, size_t n), (ctx, s, n), s != NULL)
WRAP(char *, talloc_strdup_append, (char *s, const char *a), (s, a), s != NULL || a != NULL)
WRAP(char *, talloc_strdup_append_buffer, (char *s, const char *a), (s, a), s != NULL || a != NULL)
WRAP(char *, talloc_strndup_append, (char *s, const char *a, size_t n), (s, a, n), s != NULL || a != NULL)
WRAP(char *, talloc_strndup_append_buffer, (char *s, const char *a, size_t n), (s, a, n), s != NULL || a != NULL)

#define WRAP_FORMAT(name, vname, first)                                                           \
	__attribute__((format(printf, 2, 0))) char *__real_##vname(first, const char *, va_list); \
	__attribute__((format(printf, 2, 0))) char *__wrap_##vname(first, const char *, va_list); \
	__attribute__((format(printf, 2, 3))) char *__wrap_##name(first, const char *, ...);      \
	char *__wrap_##vname(first to, const char *format, va_list ap)                            \
	{                                                                                         \
		return checked(__real_##vname(to, format, ap), true);                             \
	}                                                                                         \
	char *__wrap_##name(first to, const char *format, ...)                                    \
	{                                                                                         \
		va_list ap;                                                                       \
                                                                                                  \
		va_start(ap, format);                                                             \
		char *text = __wrap_##vname(to, format, ap);                                      \
		va_end(ap);                                                                       \
		return text;                                                                      \
	}

WRAP_FORMAT(talloc_asprintf, talloc_vasprintf, const void *)
WRAP_FORMAT(talloc_asprintf_append, talloc_vasprintf_append, char *)
WRAP_FORMAT(talloc_asprintf_append_buffer, talloc_vasprintf_append_buffer, char *)
