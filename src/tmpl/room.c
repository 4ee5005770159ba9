/* room.c - placeholder until the room is furnished */
#include <config.h>

extern int tmpl_room;
int tmpl_room = 1;
