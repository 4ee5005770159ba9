# One file a message and language; installed where POSTIGO_TEMPLATES points to.
templatesendir = $(pkgdatadir)/templates/en
dist_templatesen_DATA = \
	%D%/en/acknowledgement.mustache \
	%D%/en/answer.mustache \
	%D%/en/delivery_failed.mustache \
	%D%/en/not_accepted.mustache \
	%D%/en/notice_new.mustache \
	%D%/en/notice_reply.mustache
templatesesdir = $(pkgdatadir)/templates/es
dist_templateses_DATA = \
	%D%/es/acknowledgement.mustache \
	%D%/es/answer.mustache \
	%D%/es/delivery_failed.mustache \
	%D%/es/not_accepted.mustache \
	%D%/es/notice_new.mustache \
	%D%/es/notice_reply.mustache
