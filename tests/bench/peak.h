/* peak.h - how much memory a process took at the most, as the kernel counts it */
#ifndef BENCH_PEAK_H
#define BENCH_PEAK_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A line of /proc/self/status ("VmHWM:"), in bytes. */
static inline double
peak_line(const char *name)
{
	char line[256];
	double kib = 0;
	FILE *f = fopen("/proc/self/status", "r");

	while (f != NULL && fgets(line, sizeof(line), f) != NULL) {
		if (strncmp(line, name, strlen(name)) == 0)
			kib = strtod(line + strlen(name), NULL);
	}
	if (f != NULL)
		fclose(f);
	return kib * 1024;
}

/* From here on is counted. Returns what there was before, for peak_since. */
static inline double
peak_start(void)
{
	FILE *f = fopen("/proc/self/clear_refs", "w");

	/* Where that may not be written, what was taken earlier counts as well. */
	if (f != NULL) {
		fputs("5\n", f);
		fclose(f);
	}
	return peak_line("VmRSS:");
}

static inline double
peak_since(double before)
{
	return peak_line("VmHWM:") - before;
}

#endif
