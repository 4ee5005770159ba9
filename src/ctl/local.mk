bin_PROGRAMS += postigo
postigo_SOURCES = %D%/main.c
postigo_LDADD = \
	src/fetch/libfetch.a src/send/libsend.a src/desk/libdesk.a \
	$(store_libs) $(tmpl_libs) $(mail_libs) $(conf_libs) $(base_libs) \
	$(ETPAN_LIBS) $(ESMTP_LIBS)
