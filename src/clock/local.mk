noinst_LIBRARIES += %D%/libclock.a
%C%_libclock_a_SOURCES = \
	include/postigo/clock/calendar.h %D%/calendar.c \
	include/postigo/clock/sla.h %D%/stretch.h %D%/sla.c %D%/sla_words.c \
	include/postigo/clock/local.h %D%/local.c \
	include/postigo/clock/usual.h %D%/usual.c
