/* wire_hook.c - see wire_hook.h */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/base/wire_hook.h>

void
wire_hooking_put(struct text *t, const struct wire_hooking *m)
{
	wire_put_rows(t, m->row, m->count);
}

enum result
wire_hooking_get(struct wire_message *in, struct wire_hooking *out, struct error *err)
{
	size_t count = wire_get_rows(in, out->row, WIRE_JOBS);
	enum result result = wire_done(in, err);

	if (result == DONE)
		out->count = count;
	return result;
}

void
wire_job_put(struct text *t, const struct wire_job *m)
{
	wire_put_u8(t, m->program);
	wire_put_string(t, m->name);
	wire_put_string(t, m->identifier);
	wire_put_u32(t, m->attempt);
}

enum result
wire_job_get(TALLOC_CTX *ctx, struct wire_message *in, struct wire_job *out, struct error *err)
{
	SCRATCH(tmp);
	uint8_t program = wire_get_u8(in);
	struct wire_job m = { .program = program == 1, .name = wire_get_string(tmp, in) };

	m.identifier = wire_get_string(tmp, in);
	m.attempt = wire_get_u32(in);
	if (program > 1 || m.name == NULL || m.identifier == NULL)
		in->broken = true;
	enum result result = wire_done(in, err);
	if (result != DONE)
		return result;
	talloc_steal(ctx, m.name);
	talloc_steal(ctx, m.identifier);
	*out = m;
	return DONE;
}

void
wire_job_end_put(struct text *t, const struct wire_job_end *m)
{
	wire_put_u8(t, (uint8_t)m->outcome);
	wire_put_u32(t, m->code);
	wire_put_u32(t, m->wait);
	wire_put_u8(t, m->cut);
	wire_put_string(t, m->text != NULL ? m->text : "");
}

enum result
wire_job_end_get(TALLOC_CTX *ctx, struct wire_message *in, struct wire_job_end *out, struct error *err)
{
	SCRATCH(tmp);
	struct wire_job_end m = { .outcome = wire_get_u8(in) };
	uint8_t cut;

	m.code = wire_get_u32(in);
	m.wait = wire_get_u32(in);
	cut = wire_get_u8(in);
	m.cut = cut == 1;
	m.text = wire_get_string(tmp, in);
	if (m.text == NULL || cut > 1 || m.outcome < JOB_DONE || m.outcome > JOB_UNTRIED || m.code > 999)
		in->broken = true;
	enum result result = wire_done(in, err);
	if (result != DONE)
		return result;
	talloc_steal(ctx, m.text);
	*out = m;
	return DONE;
}
