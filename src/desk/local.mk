noinst_LIBRARIES += %D%/libdesk.a
%C%_libdesk_a_SOURCES = \
	include/postigo/desk/command.h \
	%D%/article_deed.h %D%/article_deed.c \
	%D%/command_article_do.h %D%/command_article_do.c \
	%D%/command_clock.h %D%/command_clock.c \
	%D%/command_heard.h %D%/command_heard.c \
	%D%/command_recall.h %D%/command_recall.c \
	%D%/command_do.h %D%/command_do.c \
	%D%/command_facts.h %D%/command_facts.c \
	%D%/command_judge.h %D%/command_judge.c \
	%D%/command_letter.h %D%/command_letter.c \
	%D%/command_query.h %D%/command_query.c \
	%D%/command_say.h %D%/command_say.c \
	%D%/command_timer.h %D%/command_timer.c \
	%D%/command_undo.h %D%/command_undo.c \
	%D%/commander.h %D%/commander.c \
	%D%/say.h %D%/say.c \
	%D%/split.h %D%/split.c \
	%D%/command_verb.h %D%/command_verb.c \
	%D%/command_read.h %D%/command_read.c \
	%D%/command_scan.h %D%/command_scan.c \
	%D%/command_value.h %D%/command_value.c \
	%D%/command_when.h %D%/command_when.c \
	%D%/command_word.h %D%/command_word.c \
	include/postigo/desk/clock_set.h %D%/clock_set.c %D%/clock_set_read.c \
	include/postigo/desk/decide.h %D%/decide.c \
	%D%/decide_ways.h %D%/decide_confirm.c %D%/decide_new.c %D%/decide_reply.c %D%/decide_technician.c \
	include/postigo/desk/alarm.h %D%/alarm.c \
	include/postigo/desk/decision.h %D%/decision.c \
	include/postigo/desk/desk.h %D%/desk.h %D%/desk.c \
	include/postigo/desk/presence.h %D%/presence.c \
	include/postigo/desk/retry.h %D%/retry.c \
	include/postigo/desk/subject.h %D%/subject.c \
	%D%/absent.h %D%/absent.c \
	%D%/ack.h %D%/ack.c \
	%D%/again.h %D%/again.c \
	%D%/answer.h %D%/answer.c %D%/answer_about.c %D%/answer_phrase.c %D%/answer_token.c \
	%D%/apply.h %D%/apply.c %D%/application.h %D%/apply_ticket.c \
	%D%/apart.h %D%/apart.c \
	include/postigo/desk/articles.h %D%/articles.h %D%/articles.c \
	%D%/assent.h %D%/assent.c \
	%D%/bulletin.h %D%/bulletin.c \
	%D%/assign.h %D%/assign.c \
	%D%/assign_later.h %D%/assign_later.c \
	%D%/bounced.h %D%/bounced.c \
	%D%/button.h %D%/button.c \
	%D%/change.h %D%/change.c \
	%D%/clocks.h %D%/clocks.c %D%/clocks_again.h %D%/clocks_again.c \
	%D%/closed.h %D%/closed.c \
	%D%/content.h %D%/content.c \
	%D%/control.h %D%/control.c \
	%D%/deadlines.h %D%/deadlines.c \
	%D%/crew.h %D%/crew.c \
	%D%/digest.h %D%/digest.c %D%/digest_agent.c %D%/digest_mail.c %D%/digest_organisation.c %D%/digest_team.c \
	%D%/digest_day.h %D%/digest_day.c \
	%D%/digest_line.h %D%/digest_line.c \
	%D%/facts.h %D%/facts.c \
	%D%/feedback.h %D%/feedback.c \
	%D%/follow_up.h %D%/follow_up.c \
	%D%/fold.h %D%/fold.c \
	%D%/hook.h %D%/hook_apply.c %D%/hook_output.c \
	%D%/judge.h %D%/judge_article.c %D%/judge_new.c %D%/judge_problem.c %D%/judge_set.c %D%/judge_tickets.c %D%/judge_tier.c %D%/judge_time.c %D%/judge_who.c \
	%D%/everybody.h %D%/everybody.c \
	%D%/keep.h %D%/keep.c \
	include/postigo/desk/labour.h %D%/labour.c \
	%D%/language_block.h %D%/language_block.c \
	%D%/handover.h %D%/handover.c %D%/handover_data.h %D%/handover_values.c \
	%D%/letter.h %D%/letter.c %D%/letter_thread.c %D%/letter_values.c \
	%D%/limits.h %D%/limits.c \
	%D%/merge.h %D%/merge.c \
	%D%/loops.h %D%/loops.c \
	%D%/notice_gather.h %D%/notice_gather.c \
	%D%/notice_values.h %D%/notice_values.c \
	%D%/notify.h %D%/notify.c \
	%D%/on_fetch.h %D%/on_fetch.c \
	%D%/on_hook.h %D%/on_hook.c \
	%D%/on_send.h %D%/on_send.c \
	%D%/opening.h %D%/opening.c \
	%D%/operator.h %D%/operator.c \
	%D%/organisation.h %D%/organisation.c \
	%D%/people.h %D%/people.c \
	%D%/protect.h %D%/protect.c \
	%D%/questionnaire.h %D%/questionnaire.c %D%/questionnaire_apply.c \
	%D%/questionnaire_read.h %D%/questionnaire_read.c \
	%D%/questionnaire_top.h %D%/questionnaire_top.c \
	%D%/problem.h %D%/problem.c %D%/problem_close.c \
	%D%/problem_mail.h %D%/problem_mail.c \
	%D%/queue.h %D%/queue.c \
	%D%/reading.h %D%/reading.c \
	%D%/reason.h %D%/reason.c %D%/reason_render.h %D%/reason_render.c \
	%D%/redact.h %D%/redact.c \
	include/postigo/desk/specimen.h %D%/specimen.c \
	%D%/wire_mail.h %D%/wire_mail.c \
	include/postigo/desk/replay.h %D%/replay.c \
	%D%/request.h %D%/request.c \
	%D%/request_verb.h %D%/request_ticket.c %D%/request_person.c %D%/request_tier.c %D%/request_problem.c %D%/request_agent.c %D%/request_article.c \
	%D%/route.h %D%/route.c \
	%D%/rule.h %D%/rule.c \
	%D%/rule_action.h %D%/rule_action.c \
	%D%/rule_apply.h %D%/rule_apply.c \
	%D%/rule_check.c \
	%D%/rule_condition.h %D%/rule_condition.c \
	%D%/rule_index.h %D%/rule_index.c \
	%D%/rule_literals.h %D%/rule_literals.c \
	%D%/rule_sample.h %D%/rule_sample.c \
	%D%/rule_digest.h %D%/rule_digest.c \
	include/postigo/desk/rule_report.h %D%/rule_report.c \
	%D%/rule_shadow.h %D%/rule_shadow.c \
	%D%/rule_tally.h %D%/rule_tally.c \
	include/postigo/desk/rule_set.h %D%/rule_set.h %D%/rule_set.c \
	%D%/rule_text.h %D%/rule_text.c \
	%D%/rule_time.h %D%/rule_time.c \
	%D%/rule_view.h %D%/rule_view.c \
	%D%/signed.h %D%/signed.c \
	%D%/solution.h %D%/solution.c \
	%D%/spike.h %D%/spike.c \
	%D%/thread.h %D%/thread.c \
	%D%/ties.h %D%/ties.c \
	%D%/tier.h %D%/tier.c \
	%D%/tier0.h %D%/tier0.c %D%/tier0_apply.c \
	%D%/tier_change.h %D%/tier_change.c \
	%D%/tier_time.h %D%/tier_time.c \
	%D%/timers.h %D%/timers.c \
	%D%/tongue.h %D%/tongue.c \
	%D%/tools.h %D%/tools.c \
	%D%/trust.h %D%/trust.c \
	%D%/typed.h %D%/typed.c \
	%D%/verdict.h %D%/verdict.c \
	%D%/warning_mail.h %D%/warning_mail.c \
	%D%/warnings.h %D%/warnings.c \
	%D%/vendor.h %D%/vendor.c %D%/vendor_answer.c %D%/vendor_brief.c %D%/vendor_find.c %D%/vendor_unask.c \
	%D%/wordstream.h %D%/wordstream.c \
	%D%/work.h %D%/work.c
