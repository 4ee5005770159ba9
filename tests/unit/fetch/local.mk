# Unit tests of the fetch room.
EXTRA_PROGRAMS += %D%/pull
%C%_pull_SOURCES = %D%/pull.c %D%/desk_double.c %D%/desk_double.h
%C%_pull_LDADD = $(unit_fetch)
