/* class.h - who wrote a mail: a person, a machine, a mail system, a list */
#ifndef POSTIGO_MAIL_CLASS_H
#define POSTIGO_MAIL_CLASS_H

#include <postigo/mail/header.h>
#include <postigo/mail/message.h>
#include <postigo/mail/part.h>

/* Fills in class, class_reason and auto_submitted, from the header, the kinds of the parts, and mail->text. */
void class_read(struct mail *mail, const struct header *header, const struct parts *parts);

#endif
