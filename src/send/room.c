/* room.c - placeholder until the room is furnished */
#include <config.h>

extern int send_room;
int send_room = 1;
