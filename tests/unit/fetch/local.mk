# Unit tests of the fetch room. pull measures against a real server; it is built by hand.
check_PROGRAMS += %D%/pure %D%/road %D%/stream
%C%_pure_SOURCES = %D%/pure.c
%C%_pure_LDADD = $(unit_fetch)
%C%_stream_SOURCES = %D%/stream.c
%C%_stream_LDADD = $(unit_fetch)
%C%_road_SOURCES = %D%/road.c %D%/desk_double.c %D%/desk_double.h
%C%_road_LDADD = $(unit_fetch)
EXTRA_PROGRAMS += %D%/pull
%C%_pull_SOURCES = %D%/pull.c %D%/desk_double.c %D%/desk_double.h
%C%_pull_LDADD = $(unit_fetch)
EXTRA_DIST += %D%/imap_double.py
