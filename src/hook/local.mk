noinst_LIBRARIES += %D%/libhook.a
%C%_libhook_a_SOURCES = \
	include/postigo/hook/hook.h %D%/hook.c \
	%D%/argument.h %D%/argument.c \
	%D%/job.h %D%/job.c \
	%D%/spawn.h %D%/spawn.c \
	%D%/try.c \
	%D%/webhook.h %D%/webhook.c
