/* answer.c - what a FETCH gave back, message by message */
#include <config.h>

#include <time.h>

#include <libetpan/mailimap.h>

#include "answer.h"

static instant
instant_of(const struct mailimap_date_time *d)
{
	struct tm tm = { .tm_mday = d->dt_day, .tm_mon = d->dt_month - 1, .tm_year = d->dt_year - 1900,
		.tm_hour = d->dt_hour, .tm_min = d->dt_min, .tm_sec = d->dt_sec };
	bool sane = d->dt_day >= 1 && d->dt_day <= 31 && d->dt_month >= 1 && d->dt_month <= 12 &&
	    d->dt_year >= 1970 && d->dt_year <= 9999 && d->dt_hour >= 0 && d->dt_hour < 24 && d->dt_min >= 0 &&
	    d->dt_min < 60 && d->dt_sec >= 0 && d->dt_sec <= 60 && d->dt_zone > -2400 && d->dt_zone < 2400;

	if (!sane)
		return 0;
	/* The zone is +0130 read as a number: 130. */
	return instant_told(SECONDS(timegm(&tm)) - MINUTES(d->dt_zone / 100 * 60 + d->dt_zone % 100));
}

static void
take_static(const struct mailimap_msg_att_static *att, struct letter *out)
{
	const struct mailimap_msg_att_body_section *section = NULL;

	switch (att->att_type) {
	case MAILIMAP_MSG_ATT_UID:
		out->uid = att->att_data.att_uid;
		break;
	case MAILIMAP_MSG_ATT_INTERNALDATE:
		if (att->att_data.att_internal_date != NULL)
			out->arrived = instant_of(att->att_data.att_internal_date);
		break;
	case MAILIMAP_MSG_ATT_RFC822_SIZE:
		out->size = att->att_data.att_rfc822_size;
		break;
	case MAILIMAP_MSG_ATT_BODY_SECTION:
		section = att->att_data.att_body_section;
		if (section != NULL && section->sec_body_part != NULL) {
			out->body = section->sec_body_part;
			out->body_size = section->sec_length;
		}
		out->nil = out->body == NULL;
		break;
	default:
		break;
	}
}

bool
answer_next(struct answer *a, struct letter *out)
{
	for (; a->at != NULL; a->at = clist_next(a->at)) {
		const struct mailimap_msg_att *att = clist_content(a->at);

		*out = (struct letter){ 0 };
		for (clistiter *i = clist_begin(att->att_list); i != NULL; i = clist_next(i)) {
			const struct mailimap_msg_att_item *item = clist_content(i);

			if (item->att_type == MAILIMAP_MSG_ATT_ITEM_STATIC && item->att_data.att_static != NULL)
				take_static(item->att_data.att_static, out);
		}
		if (out->uid != 0) {
			a->at = clist_next(a->at);
			return true;
		}
	}
	return false;
}
