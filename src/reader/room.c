/* room.c - placeholder until the room is furnished */
#include <config.h>

extern int reader_room;
int reader_room = 1;
