/* Articles and what was offered: kept, found by their words, counted. */
#include <config.h>

#include <postigo/store/article_offer.h>
#include <postigo/store/article_row.h>
#include <postigo/store/ticket.h>

#include "fixture.h"

static struct article_row
sample(const char *slug, const char *language)
{
	static char title[] = "A title", keywords[] = "jam", summary[] = "short", body[] = "long";

	return (struct article_row){
		.slug = (char *)(uintptr_t)slug, .language = (char *)(uintptr_t)language, .title = title,
		.keywords = keywords, .summary = summary, .body = body,
		.state = ARTICLE_PUBLISHED, .origin = ARTICLE_OF_FILE, .changed = NOW, .digest = { 1 },
	};
}

static struct article_word words[] = { { (char[]){ "jam" }, 3 }, { (char[]){ "paper" }, 4 } };

static void
put(struct fixture *f, struct article_row *row)
{
	done(f, article_row_put(f->store, row, &f->err));
	done(f, article_row_index(f->store, row, words, article_row_live(row) ? 2 : 0, &f->err));
}

static size_t
hits(struct fixture *f, const char *language, const char *stem)
{
	struct article_hit *list;
	size_t count;

	done(f, article_row_hits(f->ctx, f->store, language, stem, 100, &list, &count, &f->err));
	return count;
}

static size_t
live(struct fixture *f, const char *language)
{
	size_t count;

	done(f, article_row_count(f->store, language, &count, &f->err));
	return count;
}

static void
articles_are_kept_and_found(void **state)
{
	struct fixture *f = *state;
	struct article_row a = sample("jam", "en"), b = sample("jam", "pt-BR"), draft = sample("new", "en"), out, *list;
	size_t count;

	draft.state = ARTICLE_DRAFT;
	draft.origin = ARTICLE_WRITTEN_HERE;
	draft.queue = (char[]){ "help" };
	memset(draft.digest, 0, sizeof(draft.digest));
	done(f, store_begin(f->store, &f->err));
	put(f, &a);
	put(f, &b);
	put(f, &draft);
	done(f, store_commit(f->store, &f->err));

	assert_int_equal(hits(f, "en", "jam"), 1);
	assert_int_equal(hits(f, "en-GB", "jam"), 1);
	assert_int_equal(hits(f, "pt", "jam"), 1);
	assert_int_equal(hits(f, "es", "jam"), 0);
	assert_int_equal(live(f, "en"), 1);
	assert_int_equal(live(f, "pt"), 1);
	done(f, article_row_find(f->ctx, f->store, "jam", "pt-BR", &out, &f->err));
	assert_int_equal(out.id, b.id);
	assert_string_equal(out.summary, "short");
	assert_int_equal(out.digest[0], 1);
	expect(f, article_row_find(f->ctx, f->store, "jam", "es", &out, &f->err), NONE);
	done(f, article_row_read(f->ctx, f->store, draft.id, &out, &f->err));
	assert_string_equal(out.queue, "help");
	assert_string_equal(article_state_name(out.state), "draft");
	done(f, article_row_list(f->ctx, f->store, NULL, &list, &count, &f->err));
	assert_int_equal(count, 3);
	done(f, article_row_list(f->ctx, f->store, "jam", &list, &count, &f->err));
	assert_int_equal(count, 2);

	/* Again is the same article; what it had for words goes. */
	done(f, store_begin(f->store, &f->err));
	out = sample("jam", "en");
	done(f, article_row_put(f->store, &out, &f->err));
	assert_int_equal(out.id, a.id);
	done(f, article_row_index(f->store, &out, words, 1, &f->err));
	done(f, article_row_set_origin(f->store, b.id, ARTICLE_FILE_GONE, NOW + 1, &f->err));
	done(f, article_row_set_state(f->store, draft.id, ARTICLE_PUBLISHED, NOW + 1, &f->err));
	expect(f, article_row_set_state(f->store, 99, ARTICLE_PUBLISHED, NOW + 1, &f->err), NONE);
	done(f, store_commit(f->store, &f->err));
	assert_int_equal(hits(f, "en", "paper"), 0);
	assert_int_equal(live(f, "en"), 2);
	assert_int_equal(live(f, "pt"), 0);
}

static void
offers_are_counted(void **state)
{
	struct fixture *f = *state;
	struct article_row a = sample("jam", "en"), b = sample("vpn", "en");
	struct ticket ticket = { .subject = (char[]){ "x" }, .queue = (char[]){ "help" }, .tier = 1 };
	struct article_offer offer, *list;
	struct article_offer_counts *counts;
	size_t count;

	done(f, store_begin(f->store, &f->err));
	put(f, &a);
	put(f, &b);
	done(f, ticket_add(f->store, &ticket, &f->err));
	offer = (struct article_offer){ .ticket = ticket.id, .article = b.id, .at = NOW, .score = 61 };
	done(f, article_offer_add(f->store, &offer, &f->err));
	expect(f, article_offer_add(f->store, &offer, &f->err), NONE);
	offer = (struct article_offer){ .ticket = ticket.id, .article = a.id, .at = NOW, .score = 50 };
	done(f, article_offer_add(f->store, &offer, &f->err));
	done(f, article_offer_set_state(f->store, offer.id, OFFER_SOLVED, &f->err));
	expect(f, article_offer_set_state(f->store, 99, OFFER_SOLVED, &f->err), NONE);
	done(f, store_commit(f->store, &f->err));

	/* What was offered stays, with its figures. */
	done(f, store_begin(f->store, &f->err));
	expect(f, article_row_drop(f->store, a.id, &f->err), NONE);
	done(f, store_commit(f->store, &f->err));

	done(f, article_offer_read(f->ctx, f->store, offer.id, &offer, &f->err));
	assert_string_equal(offer.slug, "jam");
	assert_int_equal(offer.state, OFFER_SOLVED);
	assert_int_equal(offer.score, 50);
	expect(f, article_offer_read(f->ctx, f->store, 99, &offer, &f->err), NONE);
	done(f, article_offer_list(f->ctx, f->store, ticket.id, &list, &count, &f->err));
	assert_int_equal(count, 2);
	assert_string_equal(list[0].slug, "vpn");

	done(f, store_begin(f->store, &f->err));
	done(f, article_offer_reopened(f->store, ticket.id, &f->err));
	expect(f, article_offer_reopened(f->store, ticket.id, &f->err), NONE);
	done(f, store_commit(f->store, &f->err));
	done(f, article_offer_count(f->ctx, f->store, &counts, &count, &f->err));
	assert_int_equal(count, 2);
	assert_int_equal(counts[0].offered, 1);
	assert_int_equal(counts[0].wrong, 1);
	assert_int_equal(counts[1].wrong, 0);
}

static void
a_draft_is_found_by_its_ticket_and_dropped(void **state)
{
	struct fixture *f = *state;
	struct article_row draft = sample("ticket-4", "en"), *list;
	size_t count;

	done(f, store_begin(f->store, &f->err));
	draft.state = ARTICLE_DRAFT;
	draft.source_ticket = 4;
	put(f, &draft);
	done(f, article_row_of_ticket(f->ctx, f->store, 4, &list, &count, &f->err));
	assert_int_equal(count, 1);
	assert_string_equal(list[0].slug, "ticket-4");
	done(f, article_row_of_ticket(f->ctx, f->store, 5, &list, &count, &f->err));
	assert_int_equal(count, 0);
	done(f, article_row_drop(f->store, draft.id, &f->err));
	expect(f, article_row_drop(f->store, draft.id, &f->err), NONE);
	done(f, store_commit(f->store, &f->err));
	done(f, article_row_list(f->ctx, f->store, "ticket-4", &list, &count, &f->err));
	assert_int_equal(count, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_store(articles_are_kept_and_found),
		in_store(offers_are_counted),
		in_store(a_draft_is_found_by_its_ticket_and_dropped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
