# Unit tests of the send room.
send_doubles = %D%/double.h %D%/double_desk.c %D%/double_server.c
check_PROGRAMS += %D%/guard %D%/letter %D%/send %D%/secure
%C%_guard_SOURCES = %D%/guard.c
%C%_guard_LDADD = $(unit_send)
%C%_letter_SOURCES = %D%/letter.c
%C%_letter_LDADD = $(unit_send)
%C%_send_SOURCES = %D%/send.c $(send_doubles)
%C%_send_LDADD = $(unit_send)
%C%_secure_SOURCES = %D%/secure.c $(send_doubles)
%C%_secure_LDADD = $(unit_send)

EXTRA_PROGRAMS += %D%/pace
%C%_pace_SOURCES = %D%/pace.c $(send_doubles)
%C%_pace_LDADD = $(unit_send)
CLEANFILES += %D%/pace$(EXEEXT)
