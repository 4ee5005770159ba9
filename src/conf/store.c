/* store.c - where everything durable lies: store = { ... }, and what lies beside it */
#include <config.h>

#include <string.h>

#include "sections.h"
#include "source.h"

#define STORE_DEFAULT "sqlite:/var/lib/postigo/postigo.db"

/* The path behind "sqlite:", or NULL. */
static const char *
path_in(const char *url)
{
	static const char scheme[] = "sqlite:";

	if (strncmp(url, scheme, strlen(scheme)) != 0)
		return NULL;
	url += strlen(scheme);
	return *url == '\0' || url[strlen(url) - 1] == '/' || strncmp(url, "//", 2) == 0 ? NULL : url;
}

void
store_section(struct group *g)
{
	struct conf *conf = g->reading->conf;
	char *url = read_text(g, "url", &value_line, STORE_DEFAULT);

	if (path_in(url) == NULL) {
		read_error(g, "url", "is \"%.100s\"; it should be sqlite: and a file, like \"" STORE_DEFAULT "\"", url);
		url = talloc_strdup(conf, STORE_DEFAULT);
	}
	conf->store_path = source_path(conf, g->source, path_in(url));
	conf->store_url = talloc_asprintf(conf, "sqlite:%s", conf->store_path);
}
