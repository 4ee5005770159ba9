/* wire_send.c - see wire_send.h */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/base/wire_send.h>

void
wire_holding_put(struct text *t, const struct wire_holding *m)
{
	wire_put_u32(t, m->index);
	wire_put_rows(t, m->row, m->count);
}

enum result
wire_holding_get(struct wire_message *in, struct wire_holding *out, struct error *err)
{
	uint32_t index = wire_get_u32(in);
	size_t count = wire_get_rows(in, out->row, WIRE_HOLDING_MAX);
	enum result result = wire_done(in, err);

	if (result != DONE)
		return result;
	out->index = index;
	out->count = count;
	return DONE;
}

void
wire_outgoing_put(struct text *t, const struct wire_outgoing *m)
{
	wire_put_string(t, m->envelope_from);
	wire_put_string(t, m->recipient);
}

enum result
wire_outgoing_get(TALLOC_CTX *ctx, struct wire_message *in, struct wire_outgoing *out, struct error *err)
{
	SCRATCH(tmp);
	struct wire_outgoing m = { .envelope_from = wire_get_string(tmp, in) };

	m.recipient = wire_get_string(tmp, in);
	if (m.envelope_from == NULL || m.recipient == NULL)
		in->broken = true;
	enum result result = wire_done(in, err);
	if (result != DONE)
		return result;
	talloc_steal(ctx, m.envelope_from);
	talloc_steal(ctx, m.recipient);
	*out = m;
	return DONE;
}

void
wire_result_put(struct text *t, const struct wire_result *m)
{
	wire_put_u8(t, (uint8_t)m->outcome);
	wire_put_u32(t, m->code);
	wire_put_string(t, m->text != NULL ? m->text : "");
}

enum result
wire_result_get(TALLOC_CTX *ctx, struct wire_message *in, struct wire_result *out, struct error *err)
{
	SCRATCH(tmp);
	struct wire_result m = { .outcome = wire_get_u8(in) };

	m.code = wire_get_u32(in);
	m.text = wire_get_string(tmp, in);
	if (m.text == NULL || m.outcome < OUTCOME_SENT || m.outcome > OUTCOME_UNTRIED || m.code > 999)
		in->broken = true;
	enum result result = wire_done(in, err);
	if (result != DONE)
		return result;
	talloc_steal(ctx, m.text);
	*out = m;
	return DONE;
}

void
wire_relay_put(struct text *t, const struct wire_relay *m)
{
	wire_put_u8(t, m->ok);
	wire_put_string(t, m->why);
}

enum result
wire_relay_get(TALLOC_CTX *ctx, struct wire_message *in, struct wire_relay *out, struct error *err)
{
	SCRATCH(tmp);
	uint8_t ok = wire_get_u8(in);
	struct wire_relay m = { .ok = ok == 1, .why = wire_get_string(tmp, in) };

	if (ok > 1)
		in->broken = true;
	enum result result = wire_done(in, err);
	if (result != DONE)
		return result;
	talloc_steal(ctx, m.why);
	*out = m;
	return DONE;
}
