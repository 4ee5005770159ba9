sbin_PROGRAMS += postigod
postigod_SOURCES = %D%/main.c \
	%D%/background.h %D%/background.c \
	%D%/child.h %D%/child.c \
	%D%/role.h %D%/role.c \
	%D%/supervisor.h %D%/supervisor.c
# The order is the order of the floors, top first.
postigod_LDADD = \
	src/fetch/libfetch.a src/reader/libreader.a src/desk/libdesk.a src/send/libsend.a src/hook/libhook.a \
	$(crypt_libs) $(article_libs) $(store_libs) $(clock_libs) $(tmpl_libs) $(mail_libs) $(conf_libs) $(base_libs) \
	$(ETPAN_LIBS) $(ESMTP_LIBS) $(SYSTEMD_LIBS)
