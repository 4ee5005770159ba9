# What compilers do not say: make lint (cppcheck and clang-tidy over src/). Called by .ci/run, no part of make check.
EXTRA_DIST += .clang-tidy
lint: lint-cppcheck lint-tidy
lint-cppcheck:
	cppcheck -q --enable=warning,portability --error-exitcode=1 --inline-suppr --std=c11 --library=posix,gnu \
	  -I$(srcdir)/include --suppress=missingInclude --suppress=missingIncludeSystem -j 2 $(srcdir)/src
lint-tidy: config.h
	printf '%s\n' -std=gnu17 $(DEFS) $(DEFAULT_INCLUDES) $(AM_CPPFLAGS) >compile_flags.txt
	find $(srcdir)/src -name '*.c' | xargs -P 2 -n 4 clang-tidy --quiet --config-file=$(srcdir)/.clang-tidy -p .
CLEANFILES += compile_flags.txt
.PHONY: lint lint-cppcheck lint-tidy
