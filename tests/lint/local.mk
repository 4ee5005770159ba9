# What compilers do not say: make lint (cppcheck and clang-tidy over src/). Called by .ci/run, no part of make check.
EXTRA_DIST += .clang-tidy
lint: lint-cppcheck lint-tidy
# Not asked for: re-entrant twins (no process of ours has threads), and NULL as a sentinel (a pointer on all that we run on).
lint-cppcheck:
	cppcheck -q --enable=warning,portability --error-exitcode=1 --inline-suppr --std=c11 --library=posix,gnu \
	  -I$(srcdir)/include --suppress=missingInclude --suppress=missingIncludeSystem \
	  --suppress=getpwnamCalled --suppress=getgrnamCalled --suppress=getpwuidCalled --suppress=readdirCalled --suppress=varFuncNullUB \
	  -j 2 $(srcdir)/src
# One file a run: clang 14 takes what it learnt of va_list in one file for true in the next. TIDY_NODES is how far its analyzer
# goes into a function: clang's own measure takes four times as long as 40000, which is what CI has time for.
TIDY_NODES = 225000
lint-tidy: config.h
	printf '%s\n' -std=gnu17 $(DEFS) $(DEFAULT_INCLUDES) $(AM_CPPFLAGS) >compile_flags.txt
	find $(srcdir)/src -name '*.c' | xargs -P 2 -n 1 clang-tidy --quiet --config-file=$(srcdir)/.clang-tidy \
	  $(foreach word,-Xclang -analyzer-config -Xclang max-nodes=$(TIDY_NODES),--extra-arg=$(word)) -p .
CLEANFILES += compile_flags.txt
.PHONY: lint lint-cppcheck lint-tidy
