# Unit tests of the conf room.
check_PROGRAMS += %D%/conf
%C%_conf_SOURCES = %D%/conf.c %D%/scene.h
%C%_conf_LDADD = $(unit_conf)

check_PROGRAMS += %D%/problem
%C%_problem_SOURCES = %D%/problem.c %D%/scene.h
%C%_problem_LDADD = $(unit_conf)

check_PROGRAMS += %D%/include
%C%_include_SOURCES = %D%/include.c %D%/scene.h
%C%_include_LDADD = $(unit_conf)

check_PROGRAMS += %D%/secret
%C%_secret_SOURCES = %D%/secret.c %D%/scene.h
%C%_secret_LDADD = $(unit_conf)

check_PROGRAMS += %D%/clock
%C%_clock_SOURCES = %D%/clock.c %D%/scene.h
%C%_clock_LDADD = $(unit_conf)

check_PROGRAMS += %D%/organisation
%C%_organisation_SOURCES = %D%/organisation.c %D%/scene.h
%C%_organisation_LDADD = $(unit_conf)

check_PROGRAMS += %D%/rule
%C%_rule_SOURCES = %D%/rule.c %D%/scene.h
%C%_rule_LDADD = $(unit_conf)
check_PROGRAMS += %D%/tier
%C%_tier_SOURCES = %D%/tier.c %D%/scene.h
%C%_tier_LDADD = $(unit_conf)
check_PROGRAMS += %D%/command
%C%_command_SOURCES = %D%/command.c %D%/scene.h
%C%_command_LDADD = $(unit_conf)

check_PROGRAMS += %D%/words
%C%_words_SOURCES = %D%/words.c
%C%_words_LDADD = $(unit_conf)

check_PROGRAMS += %D%/spike
%C%_spike_SOURCES = %D%/spike.c %D%/scene.h
%C%_spike_LDADD = $(unit_conf)

check_PROGRAMS += %D%/keyring
%C%_keyring_SOURCES = %D%/keyring.c %D%/scene.h
%C%_keyring_LDADD = $(unit_conf)
check_PROGRAMS += %D%/hook
%C%_hook_SOURCES = %D%/hook.c %D%/scene.h
%C%_hook_LDADD = $(unit_conf)
