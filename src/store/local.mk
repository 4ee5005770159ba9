noinst_LIBRARIES += %D%/libstore.a
%C%_libstore_a_SOURCES = \
	include/postigo/store/store.h %D%/store.c \
	include/postigo/store/arrival.h %D%/arrival.c \
	include/postigo/store/article_offer.h %D%/article_offer.c \
	include/postigo/store/article_row.h %D%/article_row.c \
	include/postigo/store/automatic.h %D%/automatic.c \
	include/postigo/store/away.h %D%/away.c \
	include/postigo/store/checkmark.h %D%/checkmark.c \
	include/postigo/store/clock_row.h %D%/clock_row.c \
	include/postigo/store/deed.h %D%/deed.c \
	include/postigo/store/delivery.h %D%/delivery.c \
	include/postigo/store/due.h %D%/due.c \
	include/postigo/store/enclosing.h %D%/enclosing.c \
	include/postigo/store/event.h %D%/event.c \
	include/postigo/store/field.h %D%/field.c \
	include/postigo/store/hook.h %D%/hook.c \
	include/postigo/store/identifier.h %D%/identifier.c \
	include/postigo/store/inbox.h %D%/inbox.c \
	include/postigo/store/ledger.h %D%/ledger.c \
	include/postigo/store/message_row.h %D%/message_row.c \
	include/postigo/store/notice.h %D%/notice.c \
	include/postigo/store/opinion.h %D%/opinion.c \
	include/postigo/store/outbox.h %D%/outbox.c \
	include/postigo/store/participant.h %D%/participant.c \
	include/postigo/store/person.h %D%/person.c \
	include/postigo/store/problem_row.h %D%/problem_row.c \
	include/postigo/store/report.h %D%/report.c \
	include/postigo/store/rule_hit.h %D%/rule_hit.c \
	include/postigo/store/score.h %D%/score.c \
	include/postigo/store/skill.h %D%/skill.c \
	include/postigo/store/signature_seen.h %D%/signature_seen.c \
	include/postigo/store/solution.h %D%/solution.c \
	include/postigo/store/stay.h %D%/stay.c \
	include/postigo/store/reopening.h %D%/reopening.c \
	include/postigo/store/questions.h %D%/questions.c \
	include/postigo/store/tag.h %D%/tag.c \
	include/postigo/store/time_spent.h %D%/time_spent.c \
	include/postigo/store/ticket_find.h %D%/ticket_find.c \
	include/postigo/store/ticket.h %D%/ticket.c %D%/ticket_link.c %D%/ticket_place.c \
	include/postigo/store/watcher.h %D%/watcher.c \
	include/postigo/store/workload.h %D%/workload.c \
	include/postigo/store/vendor_case.h %D%/vendor_case.c \
	include/postigo/store/volume.h %D%/volume.c \
	include/postigo/store/warning.h %D%/warning.c \
	%D%/driver.h %D%/driver_sqlite.c \
	%D%/log_sync.h %D%/log_sync.c \
	%D%/log_vfs.h %D%/log_vfs.c \
	%D%/schema.h \
	%D%/sql.h %D%/sql.c
nodist_%C%_libstore_a_SOURCES = %D%/schema.c

# The schema's steps, in order. A step that was released is never edited: add the next one.
schema_steps = %D%/schema/0001.sql %D%/schema/0002.sql %D%/schema/0003.sql %D%/schema/0004.sql \
	%D%/schema/0005.sql %D%/schema/0006.sql %D%/schema/0007.sql %D%/schema/0008.sql \
	%D%/schema/0009.sql %D%/schema/0010.sql
# One a line from here on.
schema_steps += %D%/schema/0011.sql
schema_steps += %D%/schema/0012.sql
schema_steps += %D%/schema/0013.sql
schema_steps += %D%/schema/0014.sql
schema_steps += %D%/schema/0015.sql
schema_steps += %D%/schema/0016.sql
schema_steps += %D%/schema/0017.sql
schema_steps += %D%/schema/0018.sql
schema_steps += %D%/schema/0019.sql
schema_steps += %D%/schema/0020.sql
schema_steps += %D%/schema/0021.sql
schema_steps += %D%/schema/0022.sql
schema_steps += %D%/schema/0023.sql
schema_steps += %D%/schema/0024.sql
schema_steps += %D%/schema/0025.sql
schema_steps += %D%/schema/0026.sql
schema_steps += %D%/schema/0027.sql
EXTRA_DIST += $(schema_steps)
CLEANFILES += %D%/schema.c
%D%/schema.c: $(schema_steps) Makefile
	$(AM_V_GEN)$(MKDIR_P) $(@D) && { \
	  echo '#include <config.h>' && echo '#include <stddef.h>' && \
	  echo 'extern const char *const schema_step[];' && \
	  echo 'const char *const schema_step[] = {' && \
	  for step in $(schema_steps); do \
	    sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/.*/	"&\\n"/' $(srcdir)/$$step && echo '	,' || exit 1; \
	  done && echo '	NULL' && echo '};'; } >$@.new && mv $@.new $@
