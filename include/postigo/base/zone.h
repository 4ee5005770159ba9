/* zone.h - time zones: what the clocks of a place show, told from memory */
#ifndef POSTIGO_BASE_ZONE_H
#define POSTIGO_BASE_ZONE_H

#include <stdbool.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/error.h>
#include <postigo/base/instant.h>

#define ZONE_FOLDER "/usr/share/zoneinfo"

struct zone;

/* Reads the zone of that name, "Europe/Madrid", from the system's files (RFC 9636); owned by ctx. All of its changes
 * until the end of the year 2100 are in memory then: what was loaded opens no file any more. "UTC" needs no file at all.
 * NONE when the system knows no such zone, PERMFAIL when its file cannot be read or made sense of. */
enum result zone_load(TALLOC_CTX *ctx, const char *name, struct zone **out, struct error *err);

/* The same from a file's bytes: what zone_load() does with a file. */
enum result zone_read(TALLOC_CTX *ctx, const char *name, const void *bytes, size_t size, struct zone **out,
    struct error *err);

const char *zone_name(const struct zone *zone);

/* No clock is changed after this: it is what zone_offset() tells then. */
#define ZONE_NEVER INT64_MAX

/* How much later the clocks there are than UTC at t, and the next instant after t at which that changes. until may be
 * NULL. What instant_date(t + zone_offset(zone, t, NULL)) shows is what the clocks show. */
duration zone_offset(const struct zone *zone, instant t, instant *until);

#endif
