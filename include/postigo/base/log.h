/* log.h - one line an event: time, level, role, event, key=value ... */
#ifndef POSTIGO_BASE_LOG_H
#define POSTIGO_BASE_LOG_H

#include <stdbool.h>
#include <stdint.h>

enum log_level { LOG_LEVEL_ERROR, LOG_LEVEL_WARNING, LOG_LEVEL_INFO, LOG_LEVEL_DEBUG };

/* Starts logging for this process. role ("desk", "fetch support") stands in every line.
 * Lines go to stderr; without to_terminal they start with systemd's priority prefix (<6>) and carry no time,
 * because the journal adds its own. */
void log_open(const char *role, bool to_terminal, enum log_level least);

/* One line: the event's name, then pairs of key and value up to a NULL. A NULL value is left out.
 * Values are quoted where they need it and everything outside printable ASCII is escaped as \xNN, 1 KiB each at
 * the most: no mail can forge a line. The mail's id goes under "mail" (log_id).
 *
 *	log_info("stored", "mail", log_id(inbox), "mailbox", name, NULL);
 */
void log_error(const char *event, ...) __attribute__((sentinel));
void log_warning(const char *event, ...) __attribute__((sentinel));
void log_info(const char *event, ...) __attribute__((sentinel));
void log_debug(const char *event, ...) __attribute__((sentinel));

/* A number as text, good until 16 more were asked for. */
const char *log_number(int64_t n);

/* The id of a mail as it stands in every line about it, through all processes: "m" and its inbox number. */
const char *log_id(int64_t inbox);

/* Logs and ends the process with a status of sysexits.h. */
void fatal(int status, const char *format, ...) __attribute__((noreturn, format(printf, 2, 3)));

#endif
