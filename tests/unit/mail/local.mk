# Unit tests of the mail room.
check_PROGRAMS += %D%/address
%C%_address_SOURCES = %D%/address.c
%C%_address_LDADD = $(unit_mail)

check_PROGRAMS += %D%/charset
%C%_charset_SOURCES = %D%/charset.c
%C%_charset_LDADD = $(unit_mail)

check_PROGRAMS += %D%/compose
%C%_compose_SOURCES = %D%/compose.c
%C%_compose_LDADD = $(unit_mail)

check_PROGRAMS += %D%/date
%C%_date_SOURCES = %D%/date.c
%C%_date_LDADD = $(unit_mail)

check_PROGRAMS += %D%/hostile
%C%_hostile_SOURCES = %D%/hostile.c
%C%_hostile_LDADD = $(unit_mail)

check_PROGRAMS += %D%/json
%C%_json_SOURCES = %D%/json.c
%C%_json_LDADD = $(unit_mail)

check_PROGRAMS += %D%/message
%C%_message_SOURCES = %D%/message.c
%C%_message_LDADD = $(unit_mail)

check_PROGRAMS += %D%/monsters
%C%_monsters_SOURCES = %D%/monsters.c tests/bench/monsters.c
%C%_monsters_LDADD = $(unit_mail)

check_PROGRAMS += %D%/msgid
%C%_msgid_SOURCES = %D%/msgid.c
%C%_msgid_LDADD = $(unit_mail)

check_PROGRAMS += %D%/pack
%C%_pack_SOURCES = %D%/pack.c
%C%_pack_LDADD = $(unit_mail)

check_PROGRAMS += %D%/parameter
%C%_parameter_SOURCES = %D%/parameter.c
%C%_parameter_LDADD = $(unit_mail)

check_PROGRAMS += %D%/quotedate
%C%_quotedate_SOURCES = %D%/quotedate.c
%C%_quotedate_LDADD = $(unit_mail)

check_PROGRAMS += %D%/quotepeople
%C%_quotepeople_SOURCES = %D%/quotepeople.c
%C%_quotepeople_LDADD = $(unit_mail)

check_PROGRAMS += %D%/reply
%C%_reply_SOURCES = %D%/reply.c
%C%_reply_LDADD = $(unit_mail)

check_PROGRAMS += %D%/flowed
%C%_flowed_SOURCES = %D%/flowed.c
%C%_flowed_LDADD = $(unit_mail)

check_PROGRAMS += %D%/footer
%C%_footer_SOURCES = %D%/footer.c
%C%_footer_LDADD = $(unit_mail)

check_PROGRAMS += %D%/transfer
%C%_transfer_SOURCES = %D%/transfer.c
%C%_transfer_LDADD = $(unit_mail)

check_PROGRAMS += %D%/words
%C%_words_SOURCES = %D%/words.c
%C%_words_LDADD = $(unit_mail)

check_PROGRAMS += %D%/sniff
%C%_sniff_SOURCES = %D%/sniff.c
%C%_sniff_LDADD = $(unit_mail)

check_PROGRAMS += %D%/tnef
%C%_tnef_SOURCES = %D%/tnef.c
%C%_tnef_LDADD = $(unit_mail)

check_PROGRAMS += %D%/html
%C%_html_SOURCES = %D%/html.c
%C%_html_LDADD = $(unit_mail)

check_PROGRAMS += %D%/language
%C%_language_SOURCES = %D%/language.c
%C%_language_LDADD = $(unit_mail)

check_PROGRAMS += %D%/threadindex
%C%_threadindex_SOURCES = %D%/threadindex.c
%C%_threadindex_LDADD = $(unit_mail)

check_PROGRAMS += %D%/loopmark
%C%_loopmark_SOURCES = %D%/loopmark.c
%C%_loopmark_LDADD = $(unit_mail)

check_PROGRAMS += %D%/courtesy
%C%_courtesy_SOURCES = %D%/courtesy.c
%C%_courtesy_LDADD = $(unit_mail)

check_PROGRAMS += %D%/verification
%C%_verification_SOURCES = %D%/verification.c
%C%_verification_LDADD = $(unit_mail)

check_PROGRAMS += %D%/awaydate
%C%_awaydate_SOURCES = %D%/awaydate.c
%C%_awaydate_LDADD = $(unit_mail)

check_PROGRAMS += %D%/armour
%C%_armour_SOURCES = %D%/armour.c
%C%_armour_LDADD = $(unit_mail)
check_PROGRAMS += %D%/recipients
%C%_recipients_SOURCES = %D%/recipients.c
%C%_recipients_LDADD = $(unit_mail)

check_PROGRAMS += %D%/cover
%C%_cover_SOURCES = %D%/cover.c
%C%_cover_LDADD = $(unit_mail)
