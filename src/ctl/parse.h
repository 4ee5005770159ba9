/* parse.h - a mail, shown to people (cmd_parse.c) */
#ifndef POSTIGO_CTL_PARSE_H
#define POSTIGO_CTL_PARSE_H

#include <postigo/mail/message.h>

void parse_show(const struct mail *mail);

#endif
