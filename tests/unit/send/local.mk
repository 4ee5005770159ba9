# Unit tests of the send room.
send_doubles = %D%/double.h %D%/double_desk.c %D%/double_server.c
EXTRA_PROGRAMS += %D%/pace
%C%_pace_SOURCES = %D%/pace.c $(send_doubles)
%C%_pace_LDADD = $(unit_send)
CLEANFILES += %D%/pace$(EXEEXT)
