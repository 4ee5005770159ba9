/* room.c - placeholder until the room is furnished */
#include <config.h>

extern int fetch_room;
int fetch_room = 1;
