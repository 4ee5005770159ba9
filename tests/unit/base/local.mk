# Unit tests of the base room.
check_PROGRAMS += %D%/token
%C%_token_SOURCES = %D%/token.c
%C%_token_LDADD = $(unit_base)

check_PROGRAMS += %D%/sandbox
%C%_sandbox_SOURCES = %D%/sandbox.c
%C%_sandbox_LDADD = $(unit_base)
