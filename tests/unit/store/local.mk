# Unit tests of the store room.
check_PROGRAMS += %D%/store %D%/inbox %D%/ledger %D%/outbox %D%/ticket \
	%D%/arrival %D%/automatic %D%/delivery %D%/person %D%/ticket_link
store_fixture = %D%/fixture.h %D%/plan.h %D%/plan.c
%C%_store_SOURCES = %D%/store.c $(store_fixture)
%C%_store_LDADD = $(unit_store)
%C%_inbox_SOURCES = %D%/inbox.c $(store_fixture)
%C%_inbox_LDADD = $(unit_store)
%C%_ledger_SOURCES = %D%/ledger.c $(store_fixture)
%C%_ledger_LDADD = $(unit_store)
%C%_outbox_SOURCES = %D%/outbox.c $(store_fixture)
%C%_outbox_LDADD = $(unit_store)
%C%_ticket_SOURCES = %D%/ticket.c $(store_fixture)
%C%_ticket_LDADD = $(unit_store)
check_PROGRAMS += %D%/rule_hit
%C%_rule_hit_SOURCES = %D%/rule_hit.c $(store_fixture)
%C%_rule_hit_LDADD = $(unit_store)
check_PROGRAMS += %D%/article
%C%_article_SOURCES = %D%/article.c $(store_fixture)
%C%_article_LDADD = $(unit_store)
%C%_arrival_SOURCES = %D%/arrival.c $(store_fixture)
%C%_arrival_LDADD = $(unit_store)
%C%_automatic_SOURCES = %D%/automatic.c $(store_fixture)
%C%_automatic_LDADD = $(unit_store)
%C%_delivery_SOURCES = %D%/delivery.c $(store_fixture)
%C%_delivery_LDADD = $(unit_store)
%C%_person_SOURCES = %D%/person.c $(store_fixture)
%C%_person_LDADD = $(unit_store)
%C%_ticket_link_SOURCES = %D%/ticket_link.c $(store_fixture)
%C%_ticket_link_LDADD = $(unit_store)

check_PROGRAMS += %D%/ticket_find
%C%_ticket_find_SOURCES = %D%/ticket_find.c $(store_fixture)
%C%_ticket_find_LDADD = $(unit_store)
check_PROGRAMS += %D%/notice
%C%_notice_SOURCES = %D%/notice.c $(store_fixture)
%C%_notice_LDADD = $(unit_store)
check_PROGRAMS += %D%/workload
%C%_workload_SOURCES = %D%/workload.c $(store_fixture)
%C%_workload_LDADD = $(unit_store)
check_PROGRAMS += %D%/clock_row %D%/due %D%/opinion %D%/reopening %D%/volume %D%/warning
%C%_volume_SOURCES = %D%/volume.c $(store_fixture)
%C%_volume_LDADD = $(unit_store)
%C%_reopening_SOURCES = %D%/reopening.c $(store_fixture)
%C%_reopening_LDADD = $(unit_store)
%C%_clock_row_SOURCES = %D%/clock_row.c $(store_fixture)
%C%_clock_row_LDADD = $(unit_store)
%C%_due_SOURCES = %D%/due.c $(store_fixture)
%C%_due_LDADD = $(unit_store)
%C%_opinion_SOURCES = %D%/opinion.c $(store_fixture)
%C%_opinion_LDADD = $(unit_store)
%C%_warning_SOURCES = %D%/warning.c $(store_fixture)
%C%_warning_LDADD = $(unit_store)


check_PROGRAMS += %D%/tier
%C%_tier_SOURCES = %D%/tier.c $(store_fixture)
%C%_tier_LDADD = $(unit_store)
check_PROGRAMS += %D%/deed
%C%_deed_SOURCES = %D%/deed.c $(store_fixture)
%C%_deed_LDADD = $(unit_store)

check_PROGRAMS += %D%/questions
%C%_questions_SOURCES = %D%/questions.c $(store_fixture)
%C%_questions_LDADD = $(unit_store)

check_PROGRAMS += %D%/hook
%C%_hook_SOURCES = %D%/hook.c $(store_fixture)
%C%_hook_LDADD = $(unit_store)

check_PROGRAMS += %D%/report %D%/problem_row
%C%_report_SOURCES = %D%/report.c $(store_fixture)
%C%_report_LDADD = $(unit_store)
%C%_problem_row_SOURCES = %D%/problem_row.c $(store_fixture)
%C%_problem_row_LDADD = $(unit_store)
