/* reply.h - new words apart from quoted ones */
#ifndef POSTIGO_MAIL_REPLY_H
#define POSTIGO_MAIL_REPLY_H

#include <stdbool.h>
#include <stddef.h>

#include <postigo/mail/mark.h>
#include <postigo/mail/message.h>

/* Does the mail answer another one, by its header? */
bool reply_is_answer(const struct mail *mail);

/* Fills in reply, quoted and signature from text; the marks are those of its HTML, if it was any. Only the first `above` bytes can hold new words (what follows was
 * forwarded). Of a mail that answers nothing, all the text is new; when in doubt words are kept. */
void reply_read(struct mail *mail, const struct marks *marks, size_t above);

#endif
