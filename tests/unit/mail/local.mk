# Unit tests of the mail room.
check_PROGRAMS += %D%/hostile
%C%_hostile_SOURCES = %D%/hostile.c
%C%_hostile_LDADD = $(unit_mail)
