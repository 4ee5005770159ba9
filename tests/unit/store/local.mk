# Unit tests of the store room.
check_PROGRAMS += %D%/inbox %D%/outbox
%C%_inbox_SOURCES = %D%/fixture.h %D%/inbox.c
%C%_inbox_LDADD = $(unit_store)
%C%_outbox_SOURCES = %D%/fixture.h %D%/outbox.c
%C%_outbox_LDADD = $(unit_store)
