noinst_LIBRARIES += %D%/libbase.a
%C%_libbase_a_SOURCES = \
	include/postigo/base/digest.h %D%/digest.c \
	include/postigo/base/error.h %D%/error.c \
	%D%/exhausted.c \
	include/postigo/base/file.h %D%/file.c \
	include/postigo/base/fold.h %D%/fold.c %D%/fold_table.h %D%/fold_table.c \
	include/postigo/base/idn.h %D%/idn.c \
	include/postigo/base/instant.h %D%/instant.c \
	include/postigo/base/log.h %D%/log.c \
	include/postigo/base/memory.h %D%/memory.c \
	include/postigo/base/pattern.h %D%/pattern.c %D%/pattern_literal.h %D%/pattern_literal.c \
	include/postigo/base/quit.h %D%/quit.c \
	include/postigo/base/sandbox.h %D%/sandbox.c \
	include/postigo/base/suggest.h %D%/suggest.c \
	include/postigo/base/text.h %D%/text.c \
	include/postigo/base/token.h %D%/token.c %D%/token_key.h %D%/token_key.c %D%/token_mark.c \
	include/postigo/base/utf8.h %D%/utf8.c \
	include/postigo/base/wire.h %D%/wire.c \
	include/postigo/base/wire_control.h \
	include/postigo/base/wire_crypt.h %D%/wire_crypt.c \
	include/postigo/base/wire_fetch.h %D%/wire_fetch.c \
	include/postigo/base/wire_hook.h %D%/wire_hook.c \
	include/postigo/base/wire_line.h %D%/wire_line.c \
	include/postigo/base/wire_reader.h \
	include/postigo/base/wire_send.h %D%/wire_send.c \
	include/postigo/base/zone.h %D%/zone.c \
	%D%/zone_rule.h %D%/zone_rule.c
