# One file a message and language; installed where POSTIGO_TEMPLATES points to.
templatesendir = $(pkgdatadir)/templates/en
dist_templatesen_DATA = \
	%D%/en/acknowledgement.mustache \
	%D%/en/answer.mustache \
	%D%/en/closed.mustache \
	%D%/en/closed_waiting.mustache \
	%D%/en/confirm.mustache \
	%D%/en/delivery_failed.mustache \
	%D%/en/digest_agent.mustache \
	%D%/en/digest_mail.mustache \
	%D%/en/digest_team.mustache \
	%D%/en/escalated.mustache \
	%D%/en/handover.mustache \
	%D%/en/kept_as_note.mustache \
	%D%/en/not_accepted.mustache \
	%D%/en/notice_assigned.mustache \
	%D%/en/notice_new.mustache \
	%D%/en/notice_note.mustache \
	%D%/en/notice_reply.mustache \
	%D%/en/notice_solved.mustache \
	%D%/en/notice_vendor.mustache \
	%D%/en/operator.mustache \
	%D%/en/passed_on.mustache \
	%D%/en/over_budget.mustache \
	%D%/en/ping_pong.mustache \
	%D%/en/refused.mustache \
	%D%/en/reminder.mustache \
	%D%/en/sla_digest.mustache \
	%D%/en/sla_warning.mustache \
	%D%/en/vendor_brief.mustache \
	%D%/en/vendor_chase.mustache \
	%D%/en/vendor_late.mustache \
	%D%/en/vendor_note.mustache \
	%D%/en/_ticket_facts.mustache \
	%D%/en/solved.mustache \
	%D%/en/_articles.mustache \
	%D%/en/_vendor_thread.mustache \
	%D%/en/_sender_check.mustache
templatesesdir = $(pkgdatadir)/templates/es
dist_templateses_DATA = \
	%D%/es/acknowledgement.mustache \
	%D%/es/answer.mustache \
	%D%/es/closed.mustache \
	%D%/es/closed_waiting.mustache \
	%D%/es/confirm.mustache \
	%D%/es/delivery_failed.mustache \
	%D%/es/digest_agent.mustache \
	%D%/es/digest_mail.mustache \
	%D%/es/digest_team.mustache \
	%D%/es/escalated.mustache \
	%D%/es/handover.mustache \
	%D%/es/kept_as_note.mustache \
	%D%/es/not_accepted.mustache \
	%D%/es/notice_assigned.mustache \
	%D%/es/notice_new.mustache \
	%D%/es/notice_note.mustache \
	%D%/es/notice_reply.mustache \
	%D%/es/notice_solved.mustache \
	%D%/es/notice_vendor.mustache \
	%D%/es/operator.mustache \
	%D%/es/passed_on.mustache \
	%D%/es/over_budget.mustache \
	%D%/es/ping_pong.mustache \
	%D%/es/refused.mustache \
	%D%/es/reminder.mustache \
	%D%/es/sla_digest.mustache \
	%D%/es/sla_warning.mustache \
	%D%/es/vendor_brief.mustache \
	%D%/es/vendor_chase.mustache \
	%D%/es/vendor_late.mustache \
	%D%/es/vendor_note.mustache \
	%D%/es/_ticket_facts.mustache \
	%D%/es/solved.mustache \
	%D%/es/_articles.mustache \
	%D%/es/_vendor_thread.mustache \
	%D%/es/_sender_check.mustache
