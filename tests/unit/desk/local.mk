# Unit tests of the desk room.
include tests/unit/desk/house.mk
check_PROGRAMS += %D%/subject %D%/retry %D%/decide
%C%_subject_SOURCES = %D%/subject.c
%C%_subject_LDADD = $(unit_desk)
%C%_retry_SOURCES = %D%/retry.c
%C%_retry_LDADD = $(unit_desk)
%C%_decide_SOURCES = %D%/decide.c
%C%_decide_LDADD = $(unit_desk)

check_PROGRAMS += %D%/bounced %D%/content
%C%_content_SOURCES = %D%/content.c
%C%_content_LDADD = $(unit_desk)
%C%_bounced_SOURCES = %D%/bounced.c
%C%_bounced_LDADD = $(unit_desk)

check_PROGRAMS += %D%/organisation
%C%_organisation_SOURCES = %D%/organisation.c
%C%_organisation_LDADD = $(unit_desk)

check_PROGRAMS += %D%/rule
%C%_rule_SOURCES = %D%/rule.c %D%/rules.h tests/unit/conf/scene.h
%C%_rule_LDADD = $(unit_desk)

check_PROGRAMS += %D%/rule_index
%C%_rule_index_SOURCES = %D%/rule_index.c %D%/rules.h tests/unit/conf/scene.h
%C%_rule_index_LDADD = $(unit_desk)

check_PROGRAMS += %D%/rule_sample
%C%_rule_sample_SOURCES = %D%/rule_sample.c %D%/rules.h tests/unit/conf/scene.h
%C%_rule_sample_LDADD = $(unit_desk)
check_PROGRAMS += %D%/button
%C%_button_SOURCES = %D%/button.c
%C%_button_LDADD = $(unit_desk)
check_PROGRAMS += %D%/command_read
%C%_command_read_SOURCES = %D%/command_read.c
%C%_command_read_LDADD = $(unit_desk)

check_PROGRAMS += %D%/command_when
%C%_command_when_SOURCES = %D%/command_when.c
%C%_command_when_LDADD = $(unit_desk)

# What clocks and timers do to a ticket over days and months.
check_PROGRAMS += %D%/clock_set
%C%_clock_set_SOURCES = %D%/clock_set.c %D%/world.h
%C%_clock_set_LDADD = $(unit_desk)

check_PROGRAMS += %D%/tier %D%/tier_time
%C%_tier_SOURCES = %D%/tier.c
%C%_tier_LDADD = $(unit_desk)
%C%_tier_time_SOURCES = %D%/tier_time.c
%C%_tier_time_LDADD = $(unit_desk)

check_PROGRAMS += %D%/labour
%C%_labour_SOURCES = %D%/labour.c %D%/house.h
%C%_labour_LDADD = $(unit_desk)

check_PROGRAMS += %D%/assign
%C%_assign_SOURCES = %D%/assign.c
%C%_assign_LDADD = $(unit_desk)

check_PROGRAMS += %D%/absent
%C%_absent_SOURCES = %D%/absent.c
%C%_absent_LDADD = $(unit_desk)

check_PROGRAMS += %D%/follow_up
%C%_follow_up_SOURCES = %D%/follow_up.c %D%/world.h
%C%_follow_up_LDADD = $(unit_desk)

check_PROGRAMS += %D%/questionnaire
%C%_questionnaire_SOURCES = %D%/questionnaire.c
%C%_questionnaire_LDADD = $(unit_desk)

check_PROGRAMS += %D%/questionnaire_read
%C%_questionnaire_read_SOURCES = %D%/questionnaire_read.c
%C%_questionnaire_read_LDADD = $(unit_desk)

check_PROGRAMS += %D%/tier0
%C%_tier0_SOURCES = %D%/tier0.c
%C%_tier0_LDADD = $(unit_desk)

check_PROGRAMS += %D%/tier0_told
%C%_tier0_told_SOURCES = %D%/tier0_told.c %D%/world.h
%C%_tier0_told_LDADD = $(unit_desk)

check_PROGRAMS += %D%/redact
%C%_redact_SOURCES = %D%/redact.c
%C%_redact_LDADD = $(unit_desk)

check_PROGRAMS += %D%/vendor
%C%_vendor_SOURCES = %D%/vendor.c
%C%_vendor_LDADD = $(unit_desk)

check_PROGRAMS += %D%/digest
%C%_digest_SOURCES = %D%/digest.c %D%/world.h
%C%_digest_LDADD = $(unit_desk)
check_PROGRAMS += %D%/command_judge
%C%_command_judge_SOURCES = %D%/command_judge.c
%C%_command_judge_LDADD = $(unit_desk)

check_PROGRAMS += %D%/assign_later
%C%_assign_later_SOURCES = %D%/assign_later.c %D%/world.h
%C%_assign_later_LDADD = $(unit_desk)

check_PROGRAMS += %D%/vendor_asked
%C%_vendor_asked_SOURCES = %D%/vendor_asked.c %D%/world.h
%C%_vendor_asked_LDADD = $(unit_desk)

check_PROGRAMS += %D%/year
%C%_year_SOURCES = %D%/year.c %D%/world.h
%C%_year_LDADD = $(unit_desk)

check_PROGRAMS += %D%/command_undo
%C%_command_undo_SOURCES = %D%/command_undo.c %D%/seen.h
%C%_command_undo_LDADD = $(unit_desk)
check_PROGRAMS += %D%/rule_shadow
%C%_rule_shadow_SOURCES = %D%/rule_shadow.c %D%/rules.h tests/unit/conf/scene.h
%C%_rule_shadow_LDADD = $(unit_desk)

check_PROGRAMS += %D%/scores
%C%_scores_SOURCES = %D%/scores.c %D%/house.h
%C%_scores_LDADD = $(unit_desk)

check_PROGRAMS += %D%/signed
%C%_signed_SOURCES = %D%/signed.c
%C%_signed_LDADD = $(unit_desk)

check_PROGRAMS += %D%/typed
%C%_typed_SOURCES = %D%/typed.c
%C%_typed_LDADD = $(unit_desk)
check_PROGRAMS += %D%/alarm
%C%_alarm_SOURCES = %D%/alarm.c
%C%_alarm_LDADD = $(unit_desk)
