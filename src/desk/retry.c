/* retry.c - see retry.h */
#include <config.h>

#include <postigo/desk/retry.h>

duration
retry_wait(duration first, duration most, unsigned attempts, uint32_t chance)
{
	duration wait = first < 1 ? 1 : first;

	for (unsigned i = 1; i < attempts && wait < most; i++)
		wait = wait > most / 2 ? most : wait * 2;
	if (wait > most)
		wait = most;
	/* From four fifths to six fifths, in thousandths. */
	return wait * (800 + (duration)(chance % 401)) / 1000;
}
