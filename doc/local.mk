dist_man_MANS = %D%/postigo.1 %D%/postigo.conf.5 %D%/postigod.8

nodist_systemdsystemunit_DATA = %D%/postigo.service
bashcompletiondir = $(datadir)/bash-completion/completions
nodist_bashcompletion_DATA = %D%/completions/postigo
EXTRA_DIST += %D%/postigo.service.in %D%/postigo.bash-completion
CLEANFILES += $(nodist_systemdsystemunit_DATA) $(nodist_bashcompletion_DATA)

%D%/postigo.service: %D%/postigo.service.in Makefile
	$(AM_V_GEN)$(MKDIR_P) $(@D) && \
	  sed 's,@sbindir[@],$(sbindir),;s,@sysconfdir[@],$(sysconfdir),' $(srcdir)/%D%/postigo.service.in >$@

# bash finds a completion by its file's name.
%D%/completions/postigo: %D%/postigo.bash-completion
	$(AM_V_GEN)$(MKDIR_P) $(@D) && cp $(srcdir)/%D%/postigo.bash-completion $@

# The store drawn, and for operators a page each on what they would like to know, one file a line.
dist_doc_DATA = \
	%D%/articles.txt \
	%D%/assigning.txt \
	%D%/buttons.txt \
	%D%/clocks.txt \
	%D%/hooks.txt \
	%D%/problems.txt \
	%D%/rules.txt \
	%D%/commands.txt \
	%D%/encryption.txt \
	%D%/notices.txt \
	%D%/questionnaires.txt \
	%D%/store.txt \
	%D%/templates.txt \
	%D%/tiers.txt \
	%D%/ties.txt \
	%D%/trust.txt
