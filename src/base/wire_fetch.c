/* wire_fetch.c - see wire_fetch.h */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/base/wire_fetch.h>

static void
put_uids(struct text *t, const struct wire_uids *uids)
{
	wire_put_u32(t, uids->uidvalidity);
	wire_put_u32(t, (uint32_t)uids->count);
	for (size_t i = 0; i < uids->count; i++)
		wire_put_u32(t, uids->uid[i]);
}

/* The count is believed only when so many numbers are there. */
static void
get_uids(TALLOC_CTX *ctx, struct wire_message *in, struct wire_uids *uids)
{
	*uids = (struct wire_uids){ .uidvalidity = wire_get_u32(in) };
	uint32_t count = wire_get_u32(in);

	if (count > WIRE_UIDS_MAX || in->broken || count > (in->size - in->cursor) / sizeof(uint32_t)) {
		in->broken = true;
		return;
	}
	uids->uid = talloc_array(ctx, uint32_t, count);
	uids->count = count;
	for (size_t i = 0; i < count; i++)
		uids->uid[i] = wire_get_u32(in);
}

static bool
get_bool(struct wire_message *in)
{
	uint8_t n = wire_get_u8(in);

	if (n > 1)
		in->broken = true;
	return n == 1;
}

/* A string that has to be there. */
static char *
get_name(TALLOC_CTX *ctx, struct wire_message *in)
{
	char *name = wire_get_string(ctx, in);

	if (name == NULL)
		in->broken = true;
	return name;
}

void
wire_mailbox_open_put(struct text *t, const struct wire_mailbox_open *m)
{
	wire_put_string(t, m->name);
	wire_put_u32(t, m->uidvalidity);
	wire_put_u32(t, m->uidnext);
	wire_put_u32(t, m->exists);
}

enum result
wire_mailbox_open_get(TALLOC_CTX *ctx, struct wire_message *in, struct wire_mailbox_open *out, struct error *err)
{
	SCRATCH(tmp);
	struct wire_mailbox_open m = { .name = get_name(tmp, in) };

	m.uidvalidity = wire_get_u32(in);
	m.uidnext = wire_get_u32(in);
	m.exists = wire_get_u32(in);
	enum result result = wire_done(in, err);
	if (result != DONE)
		return result;
	talloc_steal(ctx, m.name);
	*out = m;
	return DONE;
}

void
wire_mailbox_state_put(struct text *t, const struct wire_mailbox_state *m)
{
	wire_put_u32(t, m->adopted);
	wire_put_u64(t, (uint64_t)m->skip_before);
	wire_put_u32(t, m->skip_below);
	wire_put_u32(t, m->highest);
	wire_put_u64(t, (uint64_t)m->first_contact);
	wire_put_u8(t, m->suspect);
	put_uids(t, &m->untold);
}

enum result
wire_mailbox_state_get(TALLOC_CTX *ctx, struct wire_message *in, struct wire_mailbox_state *out, struct error *err)
{
	SCRATCH(tmp);
	struct wire_mailbox_state m = { .adopted = wire_get_u32(in) };

	m.skip_before = (instant)wire_get_u64(in);
	m.skip_below = wire_get_u32(in);
	m.highest = wire_get_u32(in);
	m.first_contact = (instant)wire_get_u64(in);
	m.suspect = get_bool(in);
	get_uids(tmp, in, &m.untold);
	enum result result = wire_done(in, err);
	if (result != DONE)
		return result;
	talloc_steal(ctx, m.untold.uid);
	*out = m;
	return DONE;
}

void
wire_uids_put(struct text *t, const struct wire_uids *m)
{
	put_uids(t, m);
}

enum result
wire_uids_get(TALLOC_CTX *ctx, struct wire_message *in, struct wire_uids *out, struct error *err)
{
	SCRATCH(tmp);
	struct wire_uids m;

	get_uids(tmp, in, &m);
	enum result result = wire_done(in, err);
	if (result != DONE)
		return result;
	talloc_steal(ctx, m.uid);
	*out = m;
	return DONE;
}

void
wire_mail_put(struct text *t, const struct wire_mail *m)
{
	wire_put_u32(t, m->uidvalidity);
	wire_put_u32(t, m->uid);
	wire_put_u64(t, (uint64_t)m->arrived);
	wire_put_u64(t, m->size);
	wire_put_u8(t, m->partial);
}

enum result
wire_mail_get(struct wire_message *in, struct wire_mail *out, struct error *err)
{
	struct wire_mail m = { .uidvalidity = wire_get_u32(in) };

	m.uid = wire_get_u32(in);
	m.arrived = (instant)wire_get_u64(in);
	m.size = wire_get_u64(in);
	m.partial = get_bool(in);
	enum result result = wire_done(in, err);
	if (result == DONE)
		*out = m;
	return result;
}

void
wire_skipped_put(struct text *t, const struct wire_skipped *m)
{
	put_uids(t, &m->uids);
	wire_put_string(t, m->why);
	wire_put_u8(t, m->quarantine);
}

enum result
wire_skipped_get(TALLOC_CTX *ctx, struct wire_message *in, struct wire_skipped *out, struct error *err)
{
	SCRATCH(tmp);
	struct wire_skipped m = { 0 };

	get_uids(tmp, in, &m.uids);
	m.why = get_name(tmp, in);
	m.quarantine = get_bool(in);
	enum result result = wire_done(in, err);
	if (result != DONE)
		return result;
	talloc_steal(ctx, m.uids.uid);
	talloc_steal(ctx, m.why);
	*out = m;
	return DONE;
}

void
wire_health_put(struct text *t, const struct wire_health *m)
{
	wire_put_u8(t, m->ok);
	wire_put_string(t, m->why);
}

enum result
wire_health_get(TALLOC_CTX *ctx, struct wire_message *in, struct wire_health *out, struct error *err)
{
	SCRATCH(tmp);
	struct wire_health m = { .ok = get_bool(in) };

	m.why = wire_get_string(tmp, in);
	enum result result = wire_done(in, err);
	if (result != DONE)
		return result;
	talloc_steal(ctx, m.why);
	*out = m;
	return DONE;
}
