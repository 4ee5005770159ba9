# fuzz.mk - the fuzz targets with clang's libFuzzer, ASan and UBSan, beside whatever configure was told to build with
#
# Called by "make fuzz" in the build directory with: srcdir, FLAGS and LIBS as configure found them (and what of ours no target
# is about), CLANG, SECONDS, TIMEOUT, TARGETS. What was built and found stays in ./fuzz: corpus/NAME, and crash-*, timeout-*,
# oom-*, leak-* of NAME.
#
# An input that was found is read again by:  fuzz/NAME fuzz/NAME-crash-...
out = fuzz
sanitize = -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
compile = $(CLANG) -std=gnu17 -O1 -g $(sanitize) -fsanitize=fuzzer-no-link $(FLAGS) -MMD -MP

sources = $(wildcard $(srcdir)/src/mail/*.c $(srcdir)/src/tmpl/*.c $(srcdir)/src/base/*.c) \
	$(patsubst %,$(srcdir)/src/desk/command_%.c,read scan value when word)
shared = $(sources:$(srcdir)/%.c=$(out)/%.o) $(out)/tests/fuzz/target.o
drivers = $(TARGETS:%=$(out)/tests/fuzz/libfuzzer-%.o)

all: $(TARGETS:%=run-%)

$(out)/%.o: $(srcdir)/%.c
	@mkdir -p $(@D)
	@$(compile) -c -o $@ $<

$(drivers): $(out)/tests/fuzz/libfuzzer-%.o: $(srcdir)/tests/fuzz/libfuzzer.c
	@mkdir -p $(@D)
	@$(compile) -DTARGET=fuzz_$* -c -o $@ $<

$(TARGETS:%=$(out)/%): $(out)/%: $(out)/tests/fuzz/libfuzzer-%.o $(out)/tests/fuzz/%.o $(shared)
	@$(CLANG) $(sanitize) -fsanitize=fuzzer -o $@ $^ $(LIBS)

$(TARGETS:%=run-%): run-%: $(out)/%
	@SECONDS_MAX=$(SECONDS) TIMEOUT=$(TIMEOUT) sh $(srcdir)/tests/fuzz/run.sh $* $(srcdir) $(out)

.PHONY: all $(TARGETS:%=run-%)
.SECONDARY:
-include $(shared:.o=.d) $(drivers:.o=.d) $(TARGETS:%=$(out)/tests/fuzz/%.d)
