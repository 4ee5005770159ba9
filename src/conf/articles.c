/* articles.c - articles = { ... }: what people are offered to read before anybody answers them */
#include <config.h>

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include <postigo/conf/articles.h>

#include "sections.h"

#define MOST_OFFERED 5

static void
check_dir(struct group *g, const char *dir)
{
	struct stat status;

	if (dir == NULL)
		return;
	if (stat(dir, &status) == 0 && !S_ISDIR(status.st_mode))
		read_error(g, "dir", "names %s; it should be the folder with en/, es/ and so on in it", dir);
	else if (access(dir, R_OK | X_OK) != 0)
		read_error(g, "dir", "names %s: %s", dir, strerror(errno));
}

static char *
read_url(struct group *g)
{
	char *url = read_text(g, "url", &value_line, NULL);

	if (url == NULL)
		return NULL;
	if (strncasecmp(url, "https://", 8) != 0 && strncasecmp(url, "http://", 7) != 0)
		read_error(g, "url", "is \"%s\"; it should begin with https://", url);
	while (url[0] != '\0' && url[strlen(url) - 1] == '/')
		url[strlen(url) - 1] = '\0';
	return url;
}

void
articles_section(struct group *g)
{
	struct conf_articles *a = &g->reading->conf->articles;

	a->dir = read_path(g, "dir", NULL);
	a->min_score = read_number(g, "min_score", 1, 100, 48);
	a->most = read_number(g, "most", 0, MOST_OFFERED, 3);
	a->wait = read_duration(g, "wait", 0, DAYS(7), 0);
	a->url = read_url(g);
	check_dir(g, a->dir);
}
