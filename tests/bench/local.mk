# Benchmarks: make bench. No part of make check.
EXTRA_DIST += %D%/bench.py %D%/mails.py
bench_programs = %D%/sink$(EXEEXT)
EXTRA_PROGRAMS += %D%/sink
%C%_sink_SOURCES = %D%/sink.c
CLEANFILES += $(bench_programs)
BENCH_N = 5000
BENCH =
bench: all $(bench_programs)
	BENCH_N='$(BENCH_N)' PYTHONDONTWRITEBYTECODE=1 POSTIGO_BUILD='$(abs_top_builddir)' \
	  $(PYTHON3) $(srcdir)/%D%/bench.py $(BENCH)
.PHONY: bench

# How fast the store is: tests/bench/store FOLDER [TICKETS]
EXTRA_PROGRAMS += %D%/store
%C%_store_SOURCES = %D%/store.c
%C%_store_LDADD = $(store_libs) $(base_libs)
CLEANFILES += %D%/store$(EXEEXT)
