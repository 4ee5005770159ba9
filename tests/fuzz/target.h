/* target.h - the fuzz targets, and the questions that they have in common
 *
 * A target is one function that takes any bytes and ends the process when something does not hold. clang's libFuzzer
 * drives one (libfuzzer.c, make fuzz), or our own mutator all of them (rounds.c, with any compiler).
 */
#ifndef FUZZ_TARGET_H
#define FUZZ_TARGET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/text.h>
#include <postigo/mail/message.h>
#include <postigo/mail/span.h>

/* A mail, byte for byte. */
void fuzz_parse(const uint8_t *bytes, size_t size);
/* A page of HTML. */
void fuzz_html(const uint8_t *bytes, size_t size);
/* A winmail.dat, or text with files in it, as the first byte says. */
void fuzz_files(const uint8_t *bytes, size_t size);
/* What struct shape says, as an answer, as a mail that passes another on, as news of a failed delivery. */
void fuzz_reply(const uint8_t *bytes, size_t size);
void fuzz_forward(const uint8_t *bytes, size_t size);
void fuzz_bounce(const uint8_t *bytes, size_t size);

/* The words of a technician, for commands. */
void fuzz_command(const uint8_t *bytes, size_t size);

/* A template, rendered with values that would rather be HTML, Markdown or a link. */
void fuzz_template(const uint8_t *bytes, size_t size);

/* Ends the process with these words when it does not hold. */
void fuzz_check(bool holds, const char *what);

/* A subject and a text, as whole mails have them as well, so that those serve for seeds: all that stands below the first
 * empty line is text; the head gives no more than its first byte and a Subject. */
struct shape {
	unsigned kind;
	struct span subject, text;
};

struct shape fuzz_shape(const uint8_t *bytes, size_t size);

/* Adds "Name: value" where the value cannot end the line. */
void fuzz_field(struct text *raw, const char *name, struct span value);

/* Reads the mail, writes its JSON, reads that, and checks what holds of every mail. */
struct mail *fuzz_read(TALLOC_CTX *ctx, const char *raw, size_t size);

/* How many bytes of letters and digits there are; NULL has none. */
size_t fuzz_letters(const char *text);

/* What was split is all of the text: reply, quoted and signature are stretches of it, and of a mail that
 * answers nothing they leave no word out. */
void fuzz_check_split(const struct mail *mail);

#endif
