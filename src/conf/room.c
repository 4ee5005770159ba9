/* room.c - placeholder until the room is furnished */
#include <config.h>

extern int conf_room;
int conf_room = 1;
