/* vendor.c - vendors = ( { ... }, ... ): those outside who are asked for help */
#include <config.h>

#include <string.h>
#include <strings.h>

#include "sections.h"

/* Expressions that a setting lists. */
static struct conf_patterns
patterns_setting(struct group *g, const char *name, const struct value_kind *kind)
{
	size_t count;
	char **texts = read_texts(g, name, kind, &count);
	struct conf_patterns all = { .list = talloc_array(g->reading->conf, struct pattern *, (unsigned)count) };
	struct error err;

	/* Those that are wrong were reported as texts. */
	for (size_t i = 0; i < count; i++)
		if (pattern_new(all.list, texts[i], false, &all.list[all.count], &err) == DONE)
			all.count++;
	return all;
}

/* { patterns = [ ... ]; fields = [ ... ]; requester = true; } */
static void
leave_out_settings(struct group *outer, struct conf_vendor *vendor)
{
	const config_setting_t *setting = read_setting(outer, "leave_out");

	if (setting != NULL && !config_setting_is_group(setting)) {
		read_error(outer, "leave_out", "should be a group: { patterns = [ \"...\" ]; fields = [ \"...\" ]; }");
		setting = NULL;
	}
	struct group g = read_group(outer->reading, outer->source, setting, read_title(outer, "leave_out"));

	vendor->leave_out = patterns_setting(&g, "patterns", &value_pattern);
	vendor->hidden_fields = read_texts(&g, "fields", &value_name, &vendor->hidden_field_count);
	vendor->hide_requester = read_yes(&g, "requester", true);
	read_end(&g);
}

/* { response = "4h"; calendar = "office"; } */
static void
sla_settings(struct group *outer, struct conf_vendor *vendor)
{
	const config_setting_t *setting = read_setting(outer, "sla");
	struct conf *conf = outer->reading->conf;

	if (setting != NULL && !config_setting_is_group(setting)) {
		read_error(outer, "sla", "should be a group: { response = \"4h\"; calendar = \"office\"; }");
		setting = NULL;
	}
	struct group g = read_group(outer->reading, outer->source, setting, read_title(outer, "sla"));

	vendor->calendar_name = read_text(&g, "calendar", &value_calendar, NULL);
	vendor->calendar = vendor->calendar_name == NULL ? NULL : conf_calendar(conf, vendor->calendar_name);
	vendor->response = working_setting(&g, "response", vendor->calendar);
	if (setting != NULL && !read_has(&g, "response"))
		read_error(outer, "sla", "has no response; add response = \"4h\"");
	read_end(&g);
}

/* Without any that are written: everybody of the domain that they are written to at. */
static void
senders_setting(struct group *g, struct conf_vendor *vendor)
{
	const char *at = vendor->address != NULL ? strrchr(vendor->address, '@') : NULL;

	vendor->senders = read_texts(g, "senders", &value_sender, &vendor->sender_count);
	if (vendor->senders != NULL || at == NULL)
		return;
	vendor->senders = talloc_array(g->reading->conf, char *, 1);
	vendor->senders[0] = talloc_strdup(g->reading->conf, at);
	vendor->sender_count = 1;
}

void
vendor_section(struct group *g)
{
	struct conf *conf = g->reading->conf;

	conf->vendors = talloc_realloc(conf, conf->vendors, struct conf_vendor, (unsigned)conf->vendor_count + 1);
	struct conf_vendor *v = &conf->vendors[conf->vendor_count++];

	*v = (struct conf_vendor){ 0 };
	v->name = read_needed(g, "name", &value_vendor);
	v->address = read_needed(g, "address", &value_vendor_address);
	v->display_name = read_text(g, "display_name", &value_display, v->name);
	v->language = read_text(g, "language", &value_language, NULL);
	senders_setting(g, v);
	v->numbers = patterns_setting(g, "numbers", &value_number);
	leave_out_settings(g, v);
	sla_settings(g, v);
	v->chase = working_settings(g, "chase", v->calendar, &v->chase_count);
	if (read_has(g, "chase") && v->response == 0)
		reading_warning(g->reading, read_place_of(g, "chase"), "%s is chased when its answer is late, and nothing says when "
		    "that is; add sla = { response = \"4h\"; }", g->title);
}

bool
conf_vendor_sends(const struct conf_vendor *vendor, const char *address)
{
	const char *at = strrchr(address, '@');

	if (at == NULL)
		return false;
	for (size_t i = 0; i < vendor->sender_count; i++)
		if (strcasecmp(vendor->senders[i], vendor->senders[i][0] == '@' ? at : address) == 0)
			return true;
	return strcasecmp(vendor->address, address) == 0;
}
