/* alarm.c - see alarm.h */
#include <config.h>

#include <stddef.h>

#include <postigo/desk/alarm.h>

static const char *const values[ALARM_COUNT] = {
	[ALARM_BREAKER] = "is_breaker", [ALARM_FOLDED] = "is_folded", [ALARM_FOREIGN_REPLY] = "is_foreign_reply",
	[ALARM_HOOK_FAILED] = "is_hook_failed", [ALARM_HOOK_GONE] = "is_hook_gone", [ALARM_HOOK_TROUBLE] = "is_hook_trouble",
	[ALARM_IMPOSTOR] = "is_impostor", [ALARM_KEYRING] = "is_keyring", [ALARM_LOOP] = "is_loop",
	[ALARM_PASSED_OVER] = "is_passed_over",
};

const char *
alarm_value(enum alarm alarm)
{
	return values[alarm];
}
