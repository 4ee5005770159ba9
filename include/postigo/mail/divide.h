/* divide.h - lines below which all was written before: rules with words in them, and the header of the mail that is answered */
#ifndef POSTIGO_MAIL_DIVIDE_H
#define POSTIGO_MAIL_DIVIDE_H

#include <stdbool.h>
#include <stddef.h>

#include <postigo/mail/quoteblock.h>

/* Does the mail that is answered begin in line i, which is neither blank nor quoted? *end is the line behind what divides; where
 * that is quoted it was only an introduction, and answers may stand between the quotes. */
bool divide_at(const struct lines *lines, size_t i, size_t *end);

#endif
