/* room.c - placeholder until the room is furnished */
#include <config.h>

extern int store_room;
int store_room = 1;
