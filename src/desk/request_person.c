/* request_person.c - what people may have changed about a person */
#include <config.h>

#include <postigo/store/delivery.h>
#include <postigo/store/person.h>

#include "request_verb.h"

enum result
request_person_release(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err)
{
	const char *address = request_string(r, "address");
	struct person person;
	enum result result = person_find(ctx, r->tools->store, address != NULL ? address : "", &person, err);

	if (result == NONE)
		return error_set(err, PERMFAIL, "we know nobody of the address \"%.254s\"", address != NULL ? address : "");
	if (result == DONE)
		result = delivery_clear(r->tools->store, person.id, err);
	if (result == NONE)
		return error_set(err, PERMFAIL, "%s is not held", person.address);
	if (result == DONE)
		*answer = json_pack("{s:i, s:s}", "status", 0, "address", person.address);
	return result;
}
