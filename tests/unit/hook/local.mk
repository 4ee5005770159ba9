# Unit tests of the hook room.
check_PROGRAMS += %D%/argument %D%/job %D%/webhook
%C%_argument_SOURCES = %D%/argument.c
%C%_argument_LDADD = $(unit_hook)
%C%_job_SOURCES = %D%/job.c
%C%_job_LDADD = $(unit_hook)
%C%_webhook_SOURCES = %D%/webhook.c
%C%_webhook_LDADD = $(unit_hook)
