/* room.c - placeholder until the room is furnished */
#include <config.h>

extern int desk_room;
int desk_room = 1;
