/* memory.c - see memory.h */
#include <config.h>

#include <postigo/base/memory.h>

struct holder {
	void *object;
	void (*release)(void *object);
};

static int
holder_gone(struct holder *h)
{
	h->release(h->object);
	return 0;
}

void
memory_hold(TALLOC_CTX *ctx, void *object, void (*release)(void *object))
{
	struct holder *h = talloc(ctx, struct holder);

	*h = (struct holder){ .object = object, .release = release };
	talloc_set_destructor(h, holder_gone);
}
