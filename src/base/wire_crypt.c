/* wire_crypt.c - see wire_crypt.h */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/wire_crypt.h>

/* As it lies before the bytes. All on one machine: numbers are as it has them. */
struct packed {
	uint64_t kind, head, before, content, signature;
};

char *
wire_cover_pack(TALLOC_CTX *ctx, const struct wire_cover *cover, size_t *size)
{
	const struct wire_bytes pieces[] = { cover->head, cover->before, cover->content, cover->signature };
	const struct packed packed = { (uint64_t)cover->kind, pieces[0].size, pieces[1].size, pieces[2].size, pieces[3].size };
	size_t made = sizeof(packed);
	char *out;

	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++)
		made += pieces[i].size;
	out = talloc_size(ctx, made);
	memcpy(out, &packed, sizeof(packed));
	*size = made;
	made = sizeof(packed);
	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
		if (pieces[i].size > 0)
			memcpy(out + made, pieces[i].at, pieces[i].size);
		made += pieces[i].size;
	}
	return out;
}

/* Takes so many bytes off. False: there are not so many. */
static bool
take(struct wire_bytes *rest, uint64_t size, struct wire_bytes *out)
{
	if (size > rest->size)
		return false;
	*out = (struct wire_bytes){ rest->at, (size_t)size };
	*rest = (struct wire_bytes){ rest->at + size, rest->size - (size_t)size };
	return true;
}

enum result
wire_cover_open(const char *bytes, size_t size, struct wire_cover *out, struct error *err)
{
	struct wire_cover cover = { 0 };
	struct wire_bytes rest;
	struct packed packed;

	if (size < sizeof(packed))
		return error_set(err, PERMFAIL, "a cover of %zu bytes is none", size);
	memcpy(&packed, bytes, sizeof(packed));
	rest = (struct wire_bytes){ bytes + sizeof(packed), size - sizeof(packed) };
	if (packed.kind == COVER_NOTHING || packed.kind >= COVER_KINDS || !take(&rest, packed.head, &cover.head) ||
	    !take(&rest, packed.before, &cover.before) || !take(&rest, packed.content, &cover.content) ||
	    !take(&rest, packed.signature, &cover.signature) || rest.size > 0)
		return error_set(err, PERMFAIL, "a cover whose pieces do not fit together");
	cover.kind = (enum cover_kind)packed.kind;
	*out = cover;
	return DONE;
}

void
wire_keys_put(struct text *t, const struct wire_keys *m)
{
	wire_put_u8(t, m->usable);
	wire_put_string(t, m->why);
}

enum result
wire_keys_get(TALLOC_CTX *ctx, struct wire_message *in, struct wire_keys *out, struct error *err)
{
	struct wire_keys m = { .usable = wire_get_u8(in) == 1 };
	enum result result;

	if ((m.why = wire_get_string(ctx, in)) == NULL)
		in->broken = true;
	if ((result = wire_done(in, err)) == DONE)
		*out = m;
	return result;
}

void
wire_enclose_put(struct text *t, const struct wire_enclose *m)
{
	wire_put_u32(t, m->how);
	wire_put_string(t, m->signer);
	wire_put_string(t, m->recipient);
	wire_put_string(t, m->keys);
}

enum result
wire_enclose_get(TALLOC_CTX *ctx, struct wire_message *in, struct wire_enclose *out, struct error *err)
{
	struct wire_enclose m = { .how = wire_get_u32(in) };
	enum result result;

	m.signer = wire_get_string(ctx, in);
	m.recipient = wire_get_string(ctx, in);
	m.keys = wire_get_string(ctx, in);
	if (m.signer == NULL || m.recipient == NULL || m.keys == NULL)
		in->broken = true;
	if ((result = wire_done(in, err)) == DONE)
		*out = m;
	return result;
}

void
wire_enclosed_put(struct text *t, const struct wire_enclosed *m)
{
	wire_put_u8(t, m->result == DONE ? 0 : m->result == TEMPFAIL ? 1 : 2);
	wire_put_string(t, m->words);
}

enum result
wire_enclosed_get(TALLOC_CTX *ctx, struct wire_message *in, struct wire_enclosed *out, struct error *err)
{
	static const enum result results[] = { DONE, TEMPFAIL, PERMFAIL };
	uint8_t n = wire_get_u8(in);
	struct wire_enclosed m = { .words = wire_get_string(ctx, in) };
	enum result result;

	if (n >= sizeof(results) / sizeof(results[0]) || m.words == NULL)
		in->broken = true;
	if ((result = wire_done(in, err)) != DONE)
		return result;
	m.result = results[n];
	*out = m;
	return DONE;
}
