# Unit tests of the base room.
check_PROGRAMS += %D%/digest
%C%_digest_SOURCES = %D%/digest.c
%C%_digest_LDADD = $(unit_base)

check_PROGRAMS += %D%/file
%C%_file_SOURCES = %D%/file.c
%C%_file_LDADD = $(unit_base)

check_PROGRAMS += %D%/instant
%C%_instant_SOURCES = %D%/instant.c
%C%_instant_LDADD = $(unit_base)

check_PROGRAMS += %D%/log
%C%_log_SOURCES = %D%/log.c
%C%_log_LDADD = $(unit_base)

check_PROGRAMS += %D%/memory
%C%_memory_SOURCES = %D%/memory.c
%C%_memory_LDADD = $(unit_base)

check_PROGRAMS += %D%/pattern
%C%_pattern_SOURCES = %D%/pattern.c
%C%_pattern_LDADD = $(unit_base)

check_PROGRAMS += %D%/quit
%C%_quit_SOURCES = %D%/quit.c
%C%_quit_LDADD = $(unit_base)

check_PROGRAMS += %D%/sandbox
%C%_sandbox_SOURCES = %D%/sandbox.c
%C%_sandbox_LDADD = $(unit_base)

check_PROGRAMS += %D%/suggest
%C%_suggest_SOURCES = %D%/suggest.c
%C%_suggest_LDADD = $(unit_base)

check_PROGRAMS += %D%/text
%C%_text_SOURCES = %D%/text.c
%C%_text_LDADD = $(unit_base)

check_PROGRAMS += %D%/fold
%C%_fold_SOURCES = %D%/fold.c
%C%_fold_LDADD = $(unit_base)

check_PROGRAMS += %D%/token
%C%_token_SOURCES = %D%/token.c
%C%_token_LDADD = $(unit_base)

check_PROGRAMS += %D%/utf8
%C%_utf8_SOURCES = %D%/utf8.c
%C%_utf8_LDADD = $(unit_base)

check_PROGRAMS += %D%/wire
%C%_wire_SOURCES = %D%/wire.c
%C%_wire_LDADD = $(unit_base)

check_PROGRAMS += %D%/wire_fetch
%C%_wire_fetch_SOURCES = %D%/wire_fetch.c
%C%_wire_fetch_LDADD = $(unit_base)

check_PROGRAMS += %D%/wire_line
%C%_wire_line_SOURCES = %D%/wire_line.c
%C%_wire_line_LDADD = $(unit_base)

check_PROGRAMS += %D%/wire_send
%C%_wire_send_SOURCES = %D%/wire_send.c
%C%_wire_send_LDADD = $(unit_base)

check_PROGRAMS += %D%/zone
%C%_zone_SOURCES = %D%/zone.c
%C%_zone_LDADD = $(unit_base)

check_PROGRAMS += %D%/wire_hook
%C%_wire_hook_SOURCES = %D%/wire_hook.c
%C%_wire_hook_LDADD = $(unit_base)

check_PROGRAMS += %D%/idn
%C%_idn_SOURCES = %D%/idn.c
%C%_idn_LDADD = $(unit_base)
