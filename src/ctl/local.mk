bin_PROGRAMS += postigo
postigo_SOURCES = \
	%D%/ctl.h %D%/main.c \
	%D%/options.c \
	%D%/output.h %D%/output.c \
	%D%/cmd_check.c
postigo_LDADD = \
	src/fetch/libfetch.a src/send/libsend.a src/desk/libdesk.a \
	$(store_libs) $(tmpl_libs) $(mail_libs) $(conf_libs) $(base_libs) \
	$(ETPAN_LIBS) $(ESMTP_LIBS)
