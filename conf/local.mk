# The example lies with the documentation; it becomes the config only where there is none yet.
EXTRA_DIST += %D%/postigo.conf
exampledir = $(docdir)/examples
example_DATA = %D%/postigo.conf

# A whole desk to learn from, which the demonstration runs: example-desk/ beside the other example, folders as they are here.
exampledeskdir = $(exampledir)/example-desk
exampledesk_DATA = %D%/example-desk/postigo.conf %D%/example-desk/servers.conf
exampledeskrulesdir = $(exampledeskdir)/rules.d
exampledeskrules_DATA = \
	%D%/example-desk/rules.d/10-machines.conf \
	%D%/example-desk/rules.d/20-urgency.conf \
	%D%/example-desk/rules.d/30-subjects.conf \
	%D%/example-desk/rules.d/40-customers.conf \
	%D%/example-desk/rules.d/directors.txt
exampledesksamplesdir = $(exampledeskrulesdir)/samples
exampledesksamples_DATA = %D%/example-desk/rules.d/samples/error-screenshot.eml
exampledeskendir = $(exampledeskdir)/articles/en
exampledesken_DATA = \
	%D%/example-desk/articles/en/password-forgotten.md \
	%D%/example-desk/articles/en/printer-paper-jam.md \
	%D%/example-desk/articles/en/shared-calendar.md \
	%D%/example-desk/articles/en/vpn-from-home.md
exampledeskesdir = $(exampledeskdir)/articles/es
exampledeskes_DATA = \
	%D%/example-desk/articles/es/compartir-calendario.md \
	%D%/example-desk/articles/es/contrasena-olvidada.md \
	%D%/example-desk/articles/es/impresora-atasco.md \
	%D%/example-desk/articles/es/vpn-desde-casa.md
EXTRA_DIST += $(exampledesk_DATA) $(exampledeskrules_DATA) $(exampledesksamples_DATA) $(exampledesken_DATA) $(exampledeskes_DATA)

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
