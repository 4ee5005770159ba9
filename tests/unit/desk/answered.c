/* answered.c - what of a technician's mail goes out to a requester, and to a vendor: their own words, and nothing below them */
#include <config.h>

#include "house.h"

#define ACME \
	"vendors = ( { name = \"acme\"; display_name = \"Acme S.A.\"; address = \"help@acme.example\"; } );\n"
#define PARTS "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n" VOUCHED("tech.example")
#define QUOTED "--b\nContent-Type: text/plain\n\nOn Monday, Desk wrote:\n> The secret word is xyzzy.\n\n"
#define FILE_PART(how) \
	"--b\nContent-Type: image/png; name=plan.png\nContent-ID: <plan@x>\nContent-Disposition: " how "; filename=plan.png\n" \
	"Content-Transfer-Encoding: base64\n\nQUJD\n--b--\n"

/* A file is an answer, and the notice below it is none of it. */
static void
a_file_goes_without_the_notice(void **state)
{
	struct house *h = house_begin(state, HOUSE NO_LIMITS);
	struct mail *answer;

	take(h, letter(h, EVA, DESK, "", "It burns."));
	take(h, answer_to(h, sent(h, "ana@tech.example", 1), ANA, PARTS, QUOTED FILE_PART("attachment")));
	assert_true(h->d->answered);
	answer = sent(h, "eva@customer.example", 2);
	assert_null(strstr(answer->text, "xyzzy"));
}

/* The picture in a signature is no answer. */
static void
a_picture_alone_is_no_answer(void **state)
{
	struct house *h = house_begin(state, HOUSE NO_LIMITS);

	take(h, letter(h, EVA, DESK, "", "It burns."));
	take(h, answer_to(h, sent(h, "ana@tech.example", 1), ANA, PARTS, QUOTED FILE_PART("inline")));
	assert_false(h->d->answered);
	assert_int_equal(sent_to(h, "eva@customer.example"), 1);
}

/* Vendors are shown what technicians wrote, not what they quoted. */
static void
a_vendor_does_not_see_the_notice(void **state)
{
	struct house *h = house_begin(state, HOUSE ACME NO_LIMITS);
	struct mail *notice, *brief;

	take(h, letter(h, EVA, DESK, "", "It burns."));
	notice = sent(h, "ana@tech.example", 1);
	take(h, answer_to(h, notice, ANA, PARTS, QUOTED FILE_PART("inline")));
	take(h, answer_to(h, notice, ANA, PARTS, QUOTED FILE_PART("attachment")));
	take(h, answer_to(h, notice, ANA, VOUCHED("tech.example"), "Switch it off."));
	take(h, answer_to(h, notice, ANA, VOUCHED("tech.example"), "#vendor acme What now?"));
	brief = sent(h, "help@acme.example", 1);
	assert_non_null(strstr(brief->text, "It burns."));
	assert_non_null(strstr(brief->text, "Switch it off."));
	assert_null(strstr(brief->text, "xyzzy"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_house(a_file_goes_without_the_notice),
		in_house(a_picture_alone_is_no_answer),
		in_house(a_vendor_does_not_see_the_notice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
