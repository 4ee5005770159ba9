/* log.c - see log.h
 *
 * A line is put together on the stack and written at once: no memory is asked for, so that the want of it can be
 * logged too, and lines of several processes do not mix.
 */
#include <config.h>

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <postigo/base/instant.h>
#include <postigo/base/log.h>

#define LINE_MAX_SIZE 8192
#define VALUE_MAX 1024
#define NUMBERS 16

static struct {
	char role[64];
	bool to_terminal;
	enum log_level least;
} logger = { .role = "postigo", .to_terminal = true, .least = LOG_LEVEL_INFO };

static const struct {
	const char *name;
	int priority;		/* of syslog(3) */
} levels[] = {
	[LOG_LEVEL_ERROR] = { "error", 3 },
	[LOG_LEVEL_WARNING] = { "warning", 4 },
	[LOG_LEVEL_INFO] = { "info", 6 },
	[LOG_LEVEL_DEBUG] = { "debug", 7 },
};

/* The line in the making; one byte is always left for its end. */
struct line {
	char bytes[LINE_MAX_SIZE];
	size_t size;
};

void
log_open(const char *role, bool to_terminal, enum log_level least)
{
	snprintf(logger.role, sizeof(logger.role), "%s", role);
	logger.to_terminal = to_terminal;
	logger.least = least;
}

static void
add(struct line *l, const char *bytes, size_t n)
{
	size_t room = sizeof(l->bytes) - 1 - l->size;

	if (n > room)
		n = room;
	memcpy(l->bytes + l->size, bytes, n);
	l->size += n;
}

static void
add_string(struct line *l, const char *string)
{
	add(l, string, strlen(string));
}

/* One byte of a value as it may stand in a log; returns how many characters that took. */
static size_t
escape(unsigned char c, char out[4])
{
	static const char hex[] = "0123456789ABCDEF";

	if (c == '"' || c == '\\') {
		out[0] = '\\';
		out[1] = (char)c;
		return 2;
	}
	if (c >= 0x20 && c < 0x7F) {
		out[0] = (char)c;
		return 1;
	}
	out[0] = '\\';
	out[1] = 'x';
	out[2] = hex[c >> 4];
	out[3] = hex[c & 15];
	return 4;
}

static bool
is_plain(const char *value)
{
	for (const char *p = value; *p != '\0'; p++)
		if (*p <= 0x20 || *p >= 0x7F || strchr("\"\\=", *p) != NULL)
			return false;
	return *value != '\0';
}

static void
add_value(struct line *l, const char *value)
{
	bool quoted = !is_plain(value);
	size_t used = 0;
	char out[4];

	if (quoted)
		add(l, "\"", 1);
	for (const char *p = value; *p != '\0'; p++) {
		size_t n = escape((unsigned char)*p, out);
		if (used + n > VALUE_MAX) {
			add(l, "...", 3);
			break;
		}
		add(l, out, n);
		used += n;
	}
	if (quoted)
		add(l, "\"", 1);
}

static void
add_head(struct line *l, enum log_level level)
{
	char head[INSTANT_STAMP_SIZE];

	if (logger.to_terminal) {
		instant_stamp(instant_now(), head);
		add_string(l, head);
		add(l, " ", 1);
	} else {
		int n = snprintf(head, sizeof(head), "<%d>", levels[level].priority);
		add(l, head, (size_t)n);
	}
	add_string(l, levels[level].name);
	add(l, " ", 1);
	add_string(l, logger.role);
	add_string(l, ": ");
}

static void
write_line(struct line *l)
{
	const char *p = l->bytes;

	l->bytes[l->size++] = '\n';
	while (l->size > 0) {
		ssize_t n = write(STDERR_FILENO, p, l->size);
		if (n < 0 && errno != EINTR)
			return;		/* a log that cannot be written must not stop the mail */
		if (n > 0) {
			p += n;
			l->size -= (size_t)n;
		}
	}
}

static void
log_line(enum log_level level, const char *event, va_list pairs)
{
	struct line l;
	int saved = errno;

	if (level > logger.least)
		return;
	l.size = 0;
	add_head(&l, level);
	add_string(&l, event);
	for (const char *key; (key = va_arg(pairs, const char *)) != NULL;) {
		const char *value = va_arg(pairs, const char *);
		if (value == NULL)
			continue;
		add(&l, " ", 1);
		add_string(&l, key);
		add(&l, "=", 1);
		add_value(&l, value);
	}
	write_line(&l);
	errno = saved;
}

#define LOG_FUNCTION(name, level)                                                                 \
	void name(const char *event, ...)                                                         \
	{                                                                                         \
		va_list pairs;                                                                    \
                                                                                                  \
		va_start(pairs, event);                                                           \
		log_line(level, event, pairs);                                                    \
		va_end(pairs);                                                                    \
	}

LOG_FUNCTION(log_error, LOG_LEVEL_ERROR)
LOG_FUNCTION(log_warning, LOG_LEVEL_WARNING)
LOG_FUNCTION(log_info, LOG_LEVEL_INFO)
LOG_FUNCTION(log_debug, LOG_LEVEL_DEBUG)

/* The next of a ring of small buffers, so that one line can hold several numbers. */
static char *
number_buffer(void)
{
	static char ring[NUMBERS][24];
	static unsigned next;

	return ring[next++ % NUMBERS];
}

const char *
log_number(int64_t n)
{
	char *out = number_buffer();

	snprintf(out, 24, "%lld", (long long)n);
	return out;
}

const char *
log_id(int64_t inbox)
{
	char *out = number_buffer();

	snprintf(out, 24, "m%lld", (long long)inbox);
	return out;
}

void
fatal(int status, const char *format, ...)
{
	char why[VALUE_MAX + 1];
	va_list ap;

	va_start(ap, format);
	vsnprintf(why, sizeof(why), format, ap);
	va_end(ap);
	log_error("fatal", "why", why, NULL);
	/* Not exit(): what libraries do then is for processes that are well. What was printed is to be seen, though. */
	(void)fflush(stdout);
	_exit(status);
}
