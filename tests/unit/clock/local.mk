# Unit tests of the clock room.
check_PROGRAMS += %D%/calendar
%C%_calendar_SOURCES = %D%/calendar.c %D%/fixture.h
%C%_calendar_LDADD = $(unit_clock)

check_PROGRAMS += %D%/local
%C%_local_SOURCES = %D%/local.c %D%/fixture.h
%C%_local_LDADD = $(unit_clock)

check_PROGRAMS += %D%/sla
%C%_sla_SOURCES = %D%/sla.c %D%/fixture.h
%C%_sla_LDADD = $(unit_clock)

check_PROGRAMS += %D%/usual
%C%_usual_SOURCES = %D%/usual.c %D%/fixture.h
%C%_usual_LDADD = $(unit_clock)
