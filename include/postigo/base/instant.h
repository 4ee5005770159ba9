/* instant.h - points in time and lengths of time; the one place where the clock is read */
#ifndef POSTIGO_BASE_INSTANT_H
#define POSTIGO_BASE_INSTANT_H

#include <stdbool.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/error.h>

/* Milliseconds since 1970-01-01T00:00:00Z. */
typedef int64_t instant;

/* Milliseconds. */
typedef int64_t duration;

#define SECONDS(n) ((duration)(n) * 1000)
#define MINUTES(n) (SECONDS(n) * 60)
#define HOURS(n) (MINUTES(n) * 60)
#define DAYS(n) (HOURS(n) * 24)

/* Now, or the simulated now of a rehearsal. */
instant instant_now(void);

/* From here on instant_now() starts at start and passes speed seconds a second. */
void instant_rehearse(instant start, double speed);

/* The rehearsal in words, for other programs of this machine to join in; NULL: there is none. Owned by ctx. */
char *instant_rehearsal(TALLOC_CTX *ctx);

/* From here on instant_now() is that of the program whose instant_rehearsal() this was. False: that was before the machine was
 * started, or these are no such words. */
bool instant_join(const char *words);

/* True after instant_rehearse(). */
bool instant_rehearsed(void);

/* In the time of instant_now(), the second of real time that a server tells, told as its beginning.
 *
 * A rehearsal knows real time only by how long ago something was: what has happened since its beginning happened at the
 * simulated moment when it did, and what is older is as much older than the beginning of the rehearsal. */
instant instant_told(instant second);

/* Real milliseconds until due, for a poll: 0 when it has passed, a minute at the most. */
int instant_patience(instant due);

/* Milliseconds on a clock that never jumps: for time-outs only. Not affected by a rehearsal. */
int64_t instant_monotonic(void);

/* Days from 1970-01-01 to that day (month and day from 1) of the Gregorian calendar, year 0 or later. */
int64_t instant_days(int64_t year, int month, int day);

/* How many days a month (from 1) has in that year. */
int instant_days_in_month(int64_t year, int month);

/* What a calendar and a clock show. */
struct instant_date {
	int64_t year;
	int month, day;			/* from 1 */
	int hour, minute, second, millisecond;
	int weekday;			/* from 0, Sunday */
};

/* What they show at t where the time is UTC; elsewhere, add zone_offset() to t first. Years 0 to 9999. */
struct instant_date instant_date(instant t);

/* "2026-11-22T20:32:52Z", owned by ctx. */
char *instant_rfc3339(TALLOC_CTX *ctx, instant t);

/* "Sun, 22 Nov 2026 20:32:52 +0000" (RFC 5322 section 3.3), owned by ctx. */
char *instant_rfc5322(TALLOC_CTX *ctx, instant t);

/* The same to the millisecond, "2026-11-22T20:32:52.123Z", into a buffer of the caller's. */
#define INSTANT_STAMP_SIZE 25
void instant_stamp(instant t, char out[INSTANT_STAMP_SIZE]);

/* Reads RFC 3339, with any offset and fraction. PERMFAIL when it is none. */
enum result instant_parse(const char *text, instant *out, struct error *err);

/* Reads "90", "90s", "5m", "1h30m", "2d", "1w", "2y" (of 365 days), "250ms"; larger units first, a bare number is
 * seconds. PERMFAIL when it is none or negative. */
enum result duration_parse(const char *text, duration *out, struct error *err);

/* How long a day and a week are where only some hours count. Negative: nobody can tell. */
struct duration_day {
	duration day, week;
};

/* The same with such days and weeks, and without years; PERMFAIL as well for a unit that nobody knows. */
enum result duration_parse_as(const char *text, const struct duration_day *as, duration *out, struct error *err);

/* "1h30m", owned by ctx; the inverse of duration_parse. */
char *duration_text(TALLOC_CTX *ctx, duration d);

#endif
