bin_PROGRAMS += postigo
postigo_SOURCES = \
	%D%/ctl.h %D%/main.c \
	%D%/account.c %D%/options.c %D%/load.c %D%/problems.c %D%/request.c \
	%D%/list.h %D%/list.c \
	%D%/output.h %D%/output.c \
	%D%/parse.h %D%/ticket.h %D%/ticket_show.c \
	%D%/cmd_agent.c \
	%D%/cmd_article.c \
	%D%/cmd_check.c \
	%D%/cmd_doctor.c \
	%D%/cmd_explain.c \
	%D%/cmd_hook.c \
	%D%/cmd_inbox.c \
	%D%/cmd_inject.c \
	%D%/cmd_key.c \
	%D%/cmd_organisation.c \
	%D%/cmd_outbox.c \
	%D%/cmd_parse.c \
	%D%/cmd_person.c \
	%D%/cmd_problem.c \
	%D%/cmd_replay.c \
	%D%/cmd_rules.c \
	%D%/cmd_status.c \
	%D%/cmd_team.c \
	%D%/cmd_template.c %D%/template_sample.h %D%/template_sample.c \
	%D%/ticket_clocks.c %D%/ticket_due.c %D%/ticket_opinions.c \
	%D%/cmd_ticket.c \
	%D%/cmd_tier.c \
	%D%/ticket_tier.c \
	%D%/cmd_token.c
postigo_LDADD = \
	src/fetch/libfetch.a src/send/libsend.a src/hook/libhook.a src/desk/libdesk.a \
	$(crypt_libs) $(article_libs) $(store_libs) $(clock_libs) $(tmpl_libs) $(mail_libs) $(conf_libs) $(base_libs) \
	$(ETPAN_LIBS) $(ESMTP_LIBS)
