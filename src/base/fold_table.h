/* fold_table.h - data only: what letters become when case and accents make no difference */
#ifndef BASE_FOLD_TABLE_H
#define BASE_FOLD_TABLE_H

#include <stdint.h>

/* A code point, or one of these. */
#define FOLD_DROP 0
#define FOLD_SS 1
#define FOLD_AE 2
#define FOLD_OE 3

#define FOLD_LOW_FIRST 0x80u
#define FOLD_LOW_LAST 0x587u
extern const uint16_t fold_low[FOLD_LOW_LAST - FOLD_LOW_FIRST + 1];

#define FOLD_HIGH_FIRST 0x1E00u
#define FOLD_HIGH_LAST 0x1FFFu
extern const uint16_t fold_high[FOLD_HIGH_LAST - FOLD_HIGH_FIRST + 1];

#endif
