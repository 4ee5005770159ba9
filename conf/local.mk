# The example lies with the documentation; it becomes the config only where there is none yet.
EXTRA_DIST += %D%/postigo.conf
exampledir = $(docdir)/examples
example_DATA = %D%/postigo.conf

install-conf:
	$(MKDIR_P) "$(DESTDIR)$(sysconfdir)/postigo/conf.d"
	test -e "$(DESTDIR)$(sysconfdir)/postigo/postigo.conf" || \
	  $(INSTALL_DATA) $(srcdir)/conf/postigo.conf "$(DESTDIR)$(sysconfdir)/postigo/postigo.conf"

# Only what nobody has changed goes away.
uninstall-conf:
	cd "$(DESTDIR)$(sysconfdir)/postigo" 2>/dev/null || exit 0; \
	  ! cmp -s $(abs_srcdir)/conf/postigo.conf postigo.conf || rm -f postigo.conf; \
	  rmdir conf.d . 2>/dev/null; rmdir ../postigo 2>/dev/null; :

install-data-local: install-conf
uninstall-local: uninstall-conf
.PHONY: install-conf uninstall-conf
