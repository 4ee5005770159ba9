/* clocks_again.h - when the config promises something else than before: all clocks that run are reckoned once more */
#ifndef DESK_CLOCKS_AGAIN_H
#define DESK_CLOCKS_AGAIN_H

#include <postigo/store/due.h>

#include "tools.h"

#define CLOCKS_AGAIN_TIMER "sla_again"

/* When the desk begins: compares its SLAs and calendars with those of the last time. */
enum result clocks_again_begin(const struct tools *tools, instant now, struct error *err);

/* The timer: some tickets, and it comes again for those behind them. Mail that has arrived does not wait for all. */
enum result clocks_again_due(const struct tools *tools, const struct due_row *row, instant now, struct error *err);

#endif
