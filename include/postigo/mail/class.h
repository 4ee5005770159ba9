/* class.h - who wrote a mail: a person, a machine, a mail system, a list */
#ifndef POSTIGO_MAIL_CLASS_H
#define POSTIGO_MAIL_CLASS_H

#include <postigo/mail/header.h>
#include <postigo/mail/message.h>
#include <postigo/mail/part.h>

/* The first of these that holds decides; what a person wrote must never be taken for a machine's, so when in doubt it is
 * a person's:
 *  1. bounce: a delivery report (RFC 3464) that tells of somebody who was not reached; X-Failed-Recipients; sent by a
 *     mail system, or with an empty Return-Path, when subject or text tell of a delivery. A reply or a forward of a
 *     bounce is none.
 *  2. calendar: a text/calendar part that asks or answers (METHOD).
 *  3. auto_reply: Auto-Submitted: auto-replied (RFC 3834), fields that only answering machines add; where the header is
 *     silent, subject and text together. Auto-Submitted: no takes all of this back.
 *  4. auto_generated: other reports (read receipts, complaints), Auto-Submitted with any other word, fields that programs
 *     add, an empty Return-Path.
 *  5. list: the fields of RFC 2369 and 2919, Precedence: bulk and list.
 *  6. bounce again: a gateway under its own name, when subject and text agree and somebody else is named.
 *  7. auto_generated again: an address like noreply@, unless Reply-To names somebody.
 *  8. human.
 *
 * Fills in class, class_reason and auto_submitted, from the header, the kinds of the parts, and mail->text. */
void class_read(struct mail *mail, const struct header *header, const struct parts *parts);

#endif
