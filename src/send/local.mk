noinst_LIBRARIES += %D%/libsend.a
%C%_libsend_a_SOURCES = \
	include/postigo/send/send.h %D%/send.c \
	%D%/try.c \
	%D%/held.h %D%/held.c \
	%D%/relay.h %D%/relay.c \
	%D%/guard.h %D%/guard.c \
	%D%/verdict.h %D%/verdict.c \
	%D%/letter.h %D%/letter.c \
	%D%/login.h %D%/login.c \
	%D%/decoy.h %D%/decoy.c \
	%D%/talk.h %D%/talk.c \
	%D%/dial.h %D%/dial.c \
	%D%/tls.h %D%/tls.c \
	%D%/tunnel.h %D%/tunnel.c
