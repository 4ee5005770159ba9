/* operator.c - see operator.h */
#include <config.h>

#include <string.h>

#include <postigo/base/digest.h>
#include <postigo/store/automatic.h>

#include "bulletin.h"
#include "operator.h"

#define TOLD_AGAIN HOURS(1)
#define TOLD_MOST 20

static enum result
has_heard(const struct tools *tools, const uint8_t digest[DIGEST_SIZE], instant now, bool *heard, struct error *err)
{
	unsigned same = 0;
	bool enough = false;
	enum result result = automatic_repeats(tools->store, tools->conf->operator, digest, now - TOLD_AGAIN, 1, &same, err);

	if (result == DONE)
		result = automatic_reached(tools->store, AUTOMATIC_BY_ADDRESS, tools->conf->operator, 0, TOLD_MOST,
		    now - TOLD_AGAIN, &enough, err);
	*heard = same > 0 || enough;
	return result;
}

static enum result
write_mail(const struct tools *tools, enum alarm alarm, const char *words, instant now, struct error *err)
{
	struct mail_address to = { NULL, tools->conf->operator };
	json_t *values = json_pack("{s:s}", "text", words);
	enum result result;

	for (int i = ALARM_NONE + 1; i < ALARM_COUNT; i++)
		json_object_set_new(values, alarm_value((enum alarm)i), json_boolean(i == (int)alarm));
	result = bulletin_send(tools, "operator", &to, NULL, values, now, err);

	json_decref(values);
	return result;
}

enum result
operator_tell(const struct tools *tools, enum alarm alarm, const char *words, instant now, struct error *err)
{
	struct automatic_row row = { .at = now, .recipient = tools->conf->operator };
	enum result result;
	bool heard;

	if (tools->conf->operator == NULL)
		return DONE;
	digest_sha256(words, strlen(words), row.digest);
	if ((result = has_heard(tools, row.digest, now, &heard, err)) != DONE || heard)
		return result;
	result = write_mail(tools, alarm, words, now, err);
	return result == DONE ? automatic_add(tools->store, &row, err) : result;
}
