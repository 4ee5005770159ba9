/* rtf.h - the words of a text in Rich Text Format, as Outlook keeps them in a winmail.dat (MS-OXRTFCP, MS-OXRTFEX) */
#ifndef POSTIGO_MAIL_RTF_H
#define POSTIGO_MAIL_RTF_H

#include <stdbool.h>

#include <talloc.h>

#include <postigo/mail/span.h>

#define RTF_MAX (1u << 20)	/* bytes that are unpacked */

/* Unpacks compressed RTF, owned by ctx; at most RTF_MAX bytes. False when it is none. */
bool rtf_unpack(TALLOC_CTX *ctx, struct span bytes, struct span *rtf);

/* The words, as UTF-8 with LF, owned by ctx: without fonts and pictures, and of HTML in disguise without its tags. */
struct span rtf_text(TALLOC_CTX *ctx, struct span rtf);

#endif
