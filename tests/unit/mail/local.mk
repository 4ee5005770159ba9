# Unit tests of the mail room.
check_PROGRAMS += %D%/compose
%C%_compose_SOURCES = %D%/compose.c
%C%_compose_LDADD = $(unit_mail)

check_PROGRAMS += %D%/hostile
%C%_hostile_SOURCES = %D%/hostile.c
%C%_hostile_LDADD = $(unit_mail)

check_PROGRAMS += %D%/pack
%C%_pack_SOURCES = %D%/pack.c
%C%_pack_LDADD = $(unit_mail)
