noinst_LIBRARIES += %D%/libconf.a
%C%_libconf_a_SOURCES = \
	include/postigo/conf/conf.h %D%/conf.c \
	include/postigo/conf/secret.h %D%/secret.c \
	%D%/reading.h %D%/reading.c \
	%D%/source.h %D%/source.c \
	%D%/scan.h %D%/scan.c \
	%D%/read.h %D%/read.c \
	%D%/value.h %D%/value.c \
	%D%/check.h %D%/check.c \
	%D%/sections.h \
	%D%/identity.c \
	%D%/store.c \
	%D%/place.c \
	%D%/server.c %D%/password.c \
	%D%/relay.c \
	%D%/mailbox.c \
	%D%/queue.c \
	include/postigo/conf/follow_up.h %D%/follow_up.c \
	include/postigo/conf/hook.h %D%/hook.c \
	%D%/team.c \
	include/postigo/conf/agent.h %D%/agent.c \
	include/postigo/conf/organisation.h %D%/organisation.c \
	%D%/away.c \
	include/postigo/conf/articles.h %D%/articles.c \
	include/postigo/conf/rule.h %D%/rule.h %D%/rule.c \
	%D%/rule_when.c %D%/rule_value.c %D%/rule_then.c %D%/rule_expect.c %D%/check_rule.c \
	include/postigo/conf/questionnaire.h %D%/questionnaire.c \
	include/postigo/conf/wording.h %D%/wording.c \
	%D%/trust.c \
	%D%/limits.c \
	%D%/hold.c \
	%D%/notices.c \
	%D%/answers.c \
	%D%/catch_up.c \
	include/postigo/conf/daily.h %D%/daily.c \
	include/postigo/conf/command.h %D%/command.c \
	include/postigo/conf/calendar.h %D%/calendar.c %D%/timezone.c \
	%D%/hours.h %D%/hours.c \
	%D%/holidays.h %D%/holidays.c \
	%D%/keyring.c \
	%D%/icalendar.h %D%/icalendar.c \
	include/postigo/conf/sla.h %D%/sla.c \
	include/postigo/conf/spike.h %D%/spike.c \
	%D%/check_clock.c \
	%D%/check_assign.c \
	include/postigo/conf/tier.h %D%/tier.c \
	include/postigo/conf/vendor.h %D%/vendor.c \
	include/postigo/conf/words.h %D%/words.c \
	%D%/working.c
