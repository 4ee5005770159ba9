# Each test links its own room and what lies below, nothing above: that is what keeps the floors.
unit_base = $(base_libs) $(CMOCKA_LIBS)
unit_conf = $(conf_libs) $(unit_base)
unit_mail = $(mail_libs) $(unit_base)
unit_tmpl = $(tmpl_libs) $(unit_conf)
unit_store = $(store_libs) $(unit_conf)
unit_clock = $(clock_libs) $(unit_conf)
unit_article = $(article_libs) $(unit_conf)
unit_desk = src/desk/libdesk.a $(article_libs) $(store_libs) $(clock_libs) $(tmpl_libs) $(mail_libs) $(unit_conf)
unit_fetch = src/fetch/libfetch.a $(unit_conf) $(ETPAN_LIBS)
unit_reader = src/reader/libreader.a $(unit_mail)
unit_hook = src/hook/libhook.a $(unit_conf) $(JANSSON_LIBS)
unit_send = src/send/libsend.a $(unit_conf) $(ESMTP_LIBS)

if UNIT_TESTS
include tests/unit/base/local.mk
include tests/unit/conf/local.mk
include tests/unit/mail/local.mk
include tests/unit/tmpl/local.mk
include tests/unit/store/local.mk
include tests/unit/clock/local.mk
include tests/unit/article/local.mk
include tests/unit/fetch/local.mk
include tests/unit/reader/local.mk
include tests/unit/desk/local.mk
include tests/unit/send/local.mk
include tests/unit/hook/local.mk
include tests/unit/ctl/local.mk
endif
include tests/mails/local.mk
include tests/lint/local.mk
include tests/e2e/local.mk
include tests/bench/local.mk
include tests/fuzz/local.mk
include tests/demo/local.mk

dist_check_SCRIPTS = %D%/floors.sh %D%/symbols.sh %D%/service.sh
TESTS += $(dist_check_SCRIPTS)

# Every door opens by itself: a header includes all that it needs.
check-headers:
	@cd $(srcdir)/include && for h in postigo/*/*.h; do \
	  echo "#include <$$h>" | (cd $(abs_builddir) && \
	  $(CC) $(DEFAULT_INCLUDES) $(AM_CPPFLAGS) $(CPPFLAGS) $(AM_CFLAGS) -Werror -fsyntax-only -x c -) || \
	  { echo "$$h does not compile alone"; exit 1; }; \
	done
check-local: check-headers

# Pictures of all our messages, to be looked at; needs Chromium and ImageMagick.
EXTRA_DIST += %D%/screenshots.py
screenshots: postigo
	$(AM_V_GEN)BUILD=$(abs_builddir) $(PYTHON3) $(srcdir)/%D%/screenshots.py $(abs_builddir)/screenshots
.PHONY: check-headers screenshots
