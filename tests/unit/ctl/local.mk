# Unit tests of the ctl room; it has no archive, so a test names the files it is about.
check_PROGRAMS += %D%/output %D%/options
%C%_output_SOURCES = %D%/capture.h %D%/output.c src/ctl/output.c
%C%_output_LDADD = $(unit_base) $(JANSSON_LIBS)
%C%_options_SOURCES = %D%/capture.h %D%/options.c src/ctl/options.c
%C%_options_LDADD = $(unit_base)
