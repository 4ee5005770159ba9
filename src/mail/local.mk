noinst_LIBRARIES += %D%/libmail.a
%C%_libmail_a_SOURCES = \
	%D%/absence.c \
	%D%/address.c %D%/address_name.c \
	%D%/addrspec.h %D%/addrspec.c \
	%D%/alias.h %D%/alias.c \
	%D%/attached.c \
	%D%/attribution.c \
	include/postigo/mail/attachment.h %D%/attachment.c \
	%D%/authres.c \
	include/postigo/mail/awaydate.h %D%/awaydate.c %D%/awaydate_words.h %D%/awaydate_words.c \
	%D%/body.c \
	include/postigo/mail/boundary.h %D%/boundary.c \
	%D%/bounce.c \
	%D%/bounceparts.h \
	%D%/bouncereport.c \
	%D%/bouncestatus.c \
	%D%/bouncetext.c \
	%D%/bounceword.c \
	%D%/charset.c \
	%D%/choose.h %D%/choose.c \
	%D%/class.c \
	%D%/clearsign.h %D%/clearsign.c \
	%D%/cms.h %D%/cms.c \
	%D%/compose.c %D%/composing.h %D%/compose_header.c %D%/compose_body.c \
	include/postigo/mail/cover.h %D%/cover.c \
	include/postigo/mail/armour.h %D%/armour.c \
	include/postigo/mail/recipients.h %D%/recipients.c \
	%D%/courtesy.c %D%/courtesy_words.h %D%/courtesy_words.c \
	%D%/date.c \
	include/postigo/mail/enclose.h %D%/enclose.c \
	%D%/enriched.h %D%/enriched.c \
	%D%/escapes.h %D%/escapes.c \
	%D%/plausible.h %D%/plausible.c \
	%D%/divide.c \
	%D%/defects.c \
	%D%/filename.c \
	%D%/flowed.c \
	%D%/footer.c \
	%D%/forward.c \
	%D%/header.c \
	%D%/html.c \
	%D%/html_element.h %D%/html_element.c \
	%D%/html_link.h %D%/html_link.c \
	%D%/html_row.c \
	%D%/html_style.h %D%/html_style.c \
	%D%/html_tame.h %D%/html_tame.c \
	%D%/html_writer.h %D%/html_writer.c \
	%D%/json_read.c \
	%D%/json_write.c \
	%D%/language.c %D%/language_words.h %D%/language_words.c \
	include/postigo/mail/linemark.h %D%/linemark.c \
	include/postigo/mail/loopmark.h %D%/loopmark.c \
	%D%/mark.c \
	%D%/message.c \
	%D%/msgid.c \
	%D%/notesblock.c \
	%D%/outline.c \
	include/postigo/mail/pack.h %D%/pack.c \
	%D%/parameter.c \
	%D%/part.c \
	%D%/phrase.c \
	%D%/phrase_table.c \
	include/postigo/mail/protection.h %D%/protection.c \
	include/postigo/mail/seal.h %D%/seal.c \
	%D%/quoteblock.c \
	%D%/quotedate.c \
	%D%/quoteline.c \
	include/postigo/mail/quotedline.h %D%/quotedline.c \
	%D%/quotemark.c \
	%D%/quotemonth.h %D%/quotemonth.c \
	%D%/quotepeople.c \
	%D%/quotesentence.c \
	%D%/reply.c \
	%D%/rtf.h %D%/rtf.c \
	%D%/signature.c \
	include/postigo/mail/sniff.h %D%/sniff.c \
	include/postigo/mail/threadindex.h %D%/threadindex.c \
	include/postigo/mail/tnef.h %D%/tnef.c \
	%D%/transfer.c \
	include/postigo/mail/unpack.h %D%/unpack.c \
	include/postigo/mail/uu.h %D%/uu.c \
	%D%/verification.c %D%/verification_words.h %D%/verification_words.c \
	%D%/words.c \
	include/postigo/mail/absence.h \
	include/postigo/mail/address.h \
	include/postigo/mail/attached.h \
	include/postigo/mail/attribution.h \
	include/postigo/mail/authres.h \
	include/postigo/mail/body.h \
	include/postigo/mail/bounce.h \
	include/postigo/mail/bouncestatus.h \
	include/postigo/mail/bounceword.h \
	include/postigo/mail/charset.h \
	include/postigo/mail/class.h \
	include/postigo/mail/compose.h \
	include/postigo/mail/courtesy.h \
	include/postigo/mail/date.h \
	include/postigo/mail/divide.h \
	include/postigo/mail/defects.h \
	include/postigo/mail/filename.h \
	include/postigo/mail/flowed.h \
	include/postigo/mail/footer.h \
	include/postigo/mail/forward.h \
	include/postigo/mail/header.h \
	include/postigo/mail/html.h \
	include/postigo/mail/language.h \
	include/postigo/mail/mark.h \
	include/postigo/mail/message.h \
	include/postigo/mail/msgid.h \
	include/postigo/mail/notesblock.h \
	include/postigo/mail/outline.h \
	include/postigo/mail/parameter.h \
	include/postigo/mail/part.h \
	include/postigo/mail/phrase.h \
	include/postigo/mail/quoteblock.h \
	include/postigo/mail/quotedate.h \
	include/postigo/mail/quoteline.h \
	include/postigo/mail/quotemark.h \
	include/postigo/mail/quotepeople.h \
	include/postigo/mail/quotesentence.h \
	include/postigo/mail/reply.h \
	include/postigo/mail/signature.h \
	include/postigo/mail/span.h \
	include/postigo/mail/transfer.h \
	include/postigo/mail/verification.h \
	include/postigo/mail/words.h
