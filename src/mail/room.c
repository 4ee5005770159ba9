/* room.c - placeholder until the room is furnished */
#include <config.h>

extern int mail_room;
int mail_room = 1;
