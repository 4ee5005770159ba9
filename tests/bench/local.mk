# Benchmarks: make bench. No part of make check.
EXTRA_DIST += %D%/bench.py %D%/mails.py
bench_programs = %D%/sink$(EXEEXT)
EXTRA_PROGRAMS += %D%/sink
%C%_sink_SOURCES = %D%/sink.c
CLEANFILES += $(bench_programs)
BENCH_N = 5000
BENCH =
bench: all $(bench_programs) bench-parse bench-render bench-rules bench-timers
	BENCH_N='$(BENCH_N)' PYTHONDONTWRITEBYTECODE=1 POSTIGO_BUILD='$(abs_top_builddir)' \
	  $(PYTHON3) $(srcdir)/%D%/bench.py $(BENCH)
.PHONY: bench

# How fast the store is: tests/bench/store FOLDER [TICKETS]
EXTRA_PROGRAMS += %D%/store
%C%_store_SOURCES = %D%/store.c
%C%_store_LDADD = $(store_libs) $(base_libs)
CLEANFILES += %D%/store$(EXEEXT)

# How fast mail is read. CORPORA=FOLDER reads the real mails below it as well.
EXTRA_PROGRAMS += %D%/parse
%C%_parse_SOURCES = %D%/parse.c %D%/monsters.c %D%/monsters.h %D%/peak.h
%C%_parse_LDADD = $(mail_libs) $(base_libs)
CLEANFILES += %D%/parse$(EXEEXT)
CORPORA =
bench-parse: %D%/parse$(EXEEXT)
	@%D%/parse '$(CORPORA)' || echo 'make bench-parse: see what was MISSED'
.PHONY: bench-parse

# How fast business time is reckoned: tests/bench/clock FOLDER, for a config of its own.
EXTRA_PROGRAMS += %D%/clock
%C%_clock_SOURCES = %D%/clock.c
%C%_clock_LDADD = $(clock_libs) $(conf_libs) $(base_libs)
CLEANFILES += %D%/clock$(EXEEXT)

# How fast mails are worded.
EXTRA_PROGRAMS += %D%/render
%C%_render_SOURCES = %D%/render.c
%C%_render_LDADD = $(tmpl_libs) $(conf_libs) $(base_libs)
CLEANFILES += %D%/render$(EXEEXT)
bench-render: %D%/render$(EXEEXT)
	@%D%/render $(srcdir)/templates
.PHONY: bench-render

# How fast a desk that was away catches up: tests/bench/timers FOLDER TEMPLATES [TICKETS]
EXTRA_PROGRAMS += %D%/timers
%C%_timers_SOURCES = %D%/timers.c
%C%_timers_LDADD = src/desk/libdesk.a $(article_libs) $(store_libs) $(clock_libs) $(tmpl_libs) $(mail_libs) $(conf_libs) $(base_libs)
CLEANFILES += %D%/timers$(EXEEXT)
bench-timers: %D%/timers$(EXEEXT)
	@folder=$$(mktemp -d) && %D%/timers $$folder $(srcdir)/templates; rm -rf "$$folder"
.PHONY: bench-timers

# How long rules take over a mail, from 10 to 10,000 of them.
EXTRA_PROGRAMS += %D%/rules
%C%_rules_SOURCES = %D%/rules.c
%C%_rules_LDADD = src/desk/libdesk.a $(article_libs) $(store_libs) $(clock_libs) $(tmpl_libs) $(mail_libs) $(conf_libs) $(base_libs)
CLEANFILES += %D%/rules$(EXEEXT)
bench-rules: %D%/rules$(EXEEXT)
	@folder=$$(mktemp -d) && %D%/rules $$folder; rm -rf "$$folder"
.PHONY: bench-rules

# What a mail costs the desk: tests/bench/desk FOLDER TEMPLATES [MAILS [A-COMMIT]]
EXTRA_PROGRAMS += %D%/desk
%C%_desk_SOURCES = %D%/desk.c
%C%_desk_LDADD = $(unit_desk)
CLEANFILES += %D%/desk$(EXEEXT)
