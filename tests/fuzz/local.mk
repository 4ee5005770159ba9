# Mails without end: make fuzz. No part of make check; worth it with --enable-sanitizers.
EXTRA_PROGRAMS += %D%/mail
%C%_mail_SOURCES = %D%/mail.c
%C%_mail_LDADD = $(mail_libs) $(base_libs)
CLEANFILES += %D%/mail$(EXEEXT)
EXTRA_DIST += %D%/seeds/answer.eml %D%/seeds/bounce.eml %D%/seeds/forward.eml %D%/seeds/parts.eml
FUZZ_ROUNDS = 5000
FUZZ_SEED = 1
fuzz: %D%/mail$(EXEEXT)
	%D%/mail $(FUZZ_ROUNDS) $(FUZZ_SEED) $(srcdir)/%D%/seeds/*.eml
.PHONY: fuzz
