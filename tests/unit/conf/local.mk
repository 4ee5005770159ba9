# Unit tests of the conf room.
check_PROGRAMS += %D%/conf
%C%_conf_SOURCES = %D%/conf.c
%C%_conf_LDADD = $(unit_conf)
