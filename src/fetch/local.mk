noinst_LIBRARIES += %D%/libfetch.a
%C%_libfetch_a_SOURCES = \
	include/postigo/fetch/fetch.h \
	%D%/answer.c %D%/answer.h \
	%D%/backoff.c %D%/backoff.h \
	%D%/failures.c %D%/failures.h \
	%D%/fetch.c \
	%D%/folder.c %D%/folder.h \
	%D%/guard.c %D%/guard.h \
	%D%/idle.c %D%/idle.h \
	%D%/intake.c %D%/intake.h \
	%D%/line.c %D%/line.h \
	%D%/login.c %D%/login.h \
	%D%/mailbox.c %D%/mailbox.h \
	%D%/secure.c %D%/secure.h \
	%D%/stream.c %D%/stream.h \
	%D%/tell.c %D%/tell.h \
	%D%/uidset.c %D%/uidset.h \
	%D%/walk.c %D%/walk.h
