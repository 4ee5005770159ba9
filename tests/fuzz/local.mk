# Mails, and templates, without end. A few rounds of our own mutator are one of the tests; make fuzz-rounds has more of them, make fuzz
# lets clang's libFuzzer look for what nobody thought of.
if UNIT_TESTS
check_PROGRAMS += %D%/rounds
else
EXTRA_PROGRAMS += %D%/rounds
CLEANFILES += %D%/rounds$(EXEEXT)
endif
%C%_rounds_SOURCES = %D%/rounds.c %D%/target.c %D%/target.h \
	%D%/bounce.c %D%/command.c %D%/files.c %D%/forward.c %D%/html.c %D%/parse.c %D%/reply.c %D%/template.c
%C%_rounds_LDADD = src/desk/libdesk.a $(tmpl_libs) $(mail_libs) $(base_libs)
EXTRA_DIST += %D%/fuzz.mk %D%/libfuzzer.c %D%/mail.dict %D%/run.sh %D%/seeds

FUZZ_ROUNDS = 5000
FUZZ_SEED = 1
fuzz-rounds: %D%/rounds$(EXEEXT)
	%D%/rounds $(FUZZ_ROUNDS) $(FUZZ_SEED) $(srcdir)/%D%/seeds/*

CLANG = clang
FUZZ_SECONDS = 60
FUZZ_TARGETS = parse html files reply forward bounce template command
FUZZ_TIMEOUT = 5
FUZZ_JOBS = 2
fuzz: config.h src/conf/libconf.a
	@$(CLANG) --version >/dev/null 2>&1 || \
	  { echo "make fuzz needs clang, with its libFuzzer (Debian: clang, or CLANG=clang-14); make fuzz-rounds does not" >&2; exit 69; }
	@$(MAKE) -k -j $(FUZZ_JOBS) -f $(srcdir)/%D%/fuzz.mk srcdir='$(srcdir)' CLANG='$(CLANG)' SECONDS='$(FUZZ_SECONDS)' TIMEOUT='$(FUZZ_TIMEOUT)' \
	  TARGETS='$(FUZZ_TARGETS)' FLAGS='-DHAVE_CONFIG_H $(DEFAULT_INCLUDES) $(AM_CPPFLAGS) $(CPPFLAGS)' \
	  LIBS='$(TALLOC_WRAP) $(LDFLAGS) $(conf_libs) $(IDN2_LIBS) $(CMARK_LIBS) $(GLIB_LIBS) $(XML_LIBS) $(TEXTCAT_LIBS) $(UCHARDET_LIBS) $(JANSSON_LIBS) $(TALLOC_LIBS) $(SSL_LIBS) $(SECCOMP_LIBS) $(PCRE2_LIBS) $(LIBS)'
clean-local:
	rm -rf fuzz
.PHONY: fuzz fuzz-rounds
