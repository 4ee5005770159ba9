# Stories of a desk without its processes.
desk_house = %D%/house.h
check_PROGRAMS += %D%/answered %D%/bounces %D%/confirm %D%/limits %D%/stolen %D%/ties %D%/told
%C%_answered_SOURCES = %D%/answered.c $(desk_house)
%C%_answered_LDADD = $(unit_desk)
%C%_bounces_SOURCES = %D%/bounces.c $(desk_house)
%C%_bounces_LDADD = $(unit_desk)
%C%_confirm_SOURCES = %D%/confirm.c $(desk_house)
%C%_confirm_LDADD = $(unit_desk)
%C%_limits_SOURCES = %D%/limits.c $(desk_house)
%C%_limits_LDADD = $(unit_desk)
%C%_stolen_SOURCES = %D%/stolen.c $(desk_house)
%C%_stolen_LDADD = $(unit_desk)
%C%_ties_SOURCES = %D%/ties.c $(desk_house)
%C%_ties_LDADD = $(unit_desk)
%C%_told_SOURCES = %D%/told.c $(desk_house)
%C%_told_LDADD = $(unit_desk)
