/* sections.h - the sections of the config, one file each; see the table in conf.c */
#ifndef POSTIGO_SRC_CONF_SECTIONS_H
#define POSTIGO_SRC_CONF_SECTIONS_H

#include "read.h"

/* Read one group, or one element of a list, into g->reading->conf. */
void identity_section(struct group *g);
void store_section(struct group *g);
void templates_section(struct group *g);
void secret_section(struct group *g);
void control_section(struct group *g);
void relay_section(struct group *g);
void mailbox_section(struct group *g);
void queue_section(struct group *g);
void team_section(struct group *g);
void agent_section(struct group *g);
void calendar_section(struct group *g);
void sla_section(struct group *g);
void rule_section(struct group *g);
void tier_section(struct group *g);
void vendor_section(struct group *g);
void webhook_section(struct group *g);
void program_section(struct group *g);
void articles_section(struct group *g);
void questionnaire_section(struct group *g);
void spike_section(struct group *g);
void trust_section(struct group *g);
void limits_section(struct group *g);
void hold_section(struct group *g);
void notices_section(struct group *g);
void answers_section(struct group *g);
void command_section(struct group *g);
void absence_section(struct group *g);
void organisation_section(struct group *g);
void catch_up_section(struct group *g);
void keyring_section(struct group *g);

/* One setting of the file itself. */
void pid_file_setting(struct group *g);
void user_setting(struct group *g);
void readers_setting(struct group *g);
void operator_setting(struct group *g);
void thresholds_setting(struct group *g);
void ping_pong_setting(struct group *g);

/* Words for people, text or a group of them by language: display_name and the like; none when it is not written. */
struct conf_wordings wordings_setting(struct group *g, const char *name, const struct value_kind *kind);
/* The same, which must be there. */
struct conf_wordings wordings_needed(struct group *g, const char *name, const struct value_kind *kind);
/* The same of an element of the list that is called name. */
struct conf_wordings wordings_of(struct group *g, const char *name, const config_setting_t *element, const struct value_kind *kind);

/* Names and thresholds of the tiers that nobody wrote down. */
void tier_defaults(struct conf *conf);

/* A queue's teams, by tier. */
void queue_teams_setting(struct group *g, struct conf_queue *queue);

/* A length of time in the hours of a calendar, where a day is as long as its working days; NULL: around the clock. 0 when it
 * is not there, or wrong. The same for a list of them, owned by the conf. */
duration working_setting(struct group *g, const char *name, const struct conf_calendar *calendar);
duration *working_settings(struct group *g, const char *name, const struct conf_calendar *calendar, size_t *count);

/* Host, port, TLS, login: what smtp and mailboxes have in common. ports: by enum conf_tls. */
void server_settings(struct group *g, struct conf_server *out, enum conf_tls tls, const uint16_t ports[3],
    duration timeout);

/* The setting "timezone": its name, and the zone itself, owned by the conf. Without it, or if it is wrong, fallback's. */
char *zone_setting(struct group *g, const struct zone **zone, const struct zone *fallback);

/* The setting "tiers": a set, 1u << n; 0 when it is not written. */
unsigned tiers_setting(struct group *g);

/* When all organisations have been read: whose each domain and address is. */
void organisations_sort(struct conf *conf);

/* The setting "commands" of a team. */
struct conf_command_levels command_levels_setting(struct group *g);

/* A time of day, "08:00". */
struct conf_daily daily_setting(struct group *g, const char *name);

/* The setting "follow_up" of a queue; *out is NULL without it. */
void follow_up_setting(struct group *g, const struct conf_follow_up **out);

/* The setting "password", and others of that kind. */
void password_setting(struct group *g, struct conf_secret *out);
void secret_setting(struct group *g, const char *name, struct conf_secret *out);

/* An address of ours has room for "+" and a token before the @ (RFC 5321 section 4.5.3.1.1: 64 octets). */
void room_for_token(struct group *g, const char *name, const char *address);

#endif
