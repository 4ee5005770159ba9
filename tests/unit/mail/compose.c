/* Mails of ours: what is composed is read back as it was meant, and nothing in a value becomes a field. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/mail/compose.h>
#include <postigo/mail/message.h>
#include <postigo/mail/threadindex.h>

static struct mail_address people[] = { { (char *)(uintptr_t)"Ana Núñez", (char *)(uintptr_t)"ana@example.org" },
	{ (char *)(uintptr_t)"Smith, John \"JJ\"", (char *)(uintptr_t)"john@example.net" } };

static char *
mutable(const char *s)
{
	return (char *)(uintptr_t)s;
}

static struct compose
ordinary(void)
{
	return (struct compose){
		.from = { mutable("Ayuda"), mutable("help@example.com") },
		.reply_to = { mutable(""), mutable("help+t.abc@reply.example.com") },
		.to = { people, 2 },
		.subject = "[#12] La impresora no imprime",
		.message_id = "m.token@example.com",
		.in_reply_to = "first@example.org",
		.date = INT64_C(1768295472000),
		.automatic = true,
		.installation = "desk.example.com",
		.language = "es",
		.text = "Hola:\n\nHemos recibido su mensaje.\n",
	};
}

/* What must hold of every mail of ours. */
static void
check_form(const char *bytes, size_t size)
{
	size_t column = 0;

	for (size_t i = 0; i < size; i++) {
		assert_true((unsigned char)bytes[i] < 128 && bytes[i] != '\0');
		if (bytes[i] == '\r')
			assert_int_equal(bytes[i + 1], '\n');
		if (bytes[i] == '\n') {
			assert_true(i > 0 && bytes[i - 1] == '\r');
			assert_true(column <= 79);
			column = 0;
			continue;
		}
		column++;
	}
	assert_memory_equal(bytes + size - 2, "\r\n", 2);
}

static char *
composed(TALLOC_CTX *ctx, const struct compose *c)
{
	struct error err = { "" };
	char *bytes, *again;
	size_t size, size_again;

	if (compose(ctx, c, &bytes, &size, &err) != DONE)
		fail_msg("%s", err.text);
	check_form(bytes, size);
	assert_int_equal(strlen(bytes), size);
	assert_int_equal(compose(ctx, c, &again, &size_again, &err), DONE);
	assert_int_equal(size, size_again);
	assert_memory_equal(bytes, again, size);
	return bytes;
}

static struct mail *
read_back(TALLOC_CTX *ctx, const struct compose *c)
{
	char *bytes = composed(ctx, c);
	struct mail *mail = message_parse(ctx, bytes, strlen(bytes));

	assert_int_equal(mail->defects.count, 0);
	return mail;
}

/* The names of the header's fields, joined by blanks. */
static char *
field_names(TALLOC_CTX *ctx, const char *bytes)
{
	char *names = talloc_strdup(ctx, "");

	while (strncmp(bytes, "\r\n", 2) != 0) {
		if (*bytes != ' ')
			names = talloc_asprintf_append(names, "%.*s ", (int)strcspn(bytes, ":"), bytes);
		bytes = strstr(bytes, "\r\n") + 2;
	}
	return names;
}

static void
comes_back(void **state)
{
	SCRATCH(tmp);
	struct compose c = ordinary();
	struct mail *mail = read_back(tmp, &c);

	(void)state;
	assert_string_equal(mail->from.name, "Ayuda");
	assert_string_equal(mail->from.address, "help@example.com");
	assert_int_equal(mail->to.count, 2);
	assert_string_equal(mail->to.list[0].name, "Ana Núñez");
	assert_string_equal(mail->to.list[1].name, "Smith, John \"JJ\"");
	assert_string_equal(mail->to.list[1].address, "john@example.net");
	assert_string_equal(mail->reply_to.list[0].address, "help+t.abc@reply.example.com");
	assert_string_equal(mail->subject, c.subject);
	assert_string_equal(mail->message_id, "m.token@example.com");
	assert_string_equal(mail->in_reply_to.list[0], "first@example.org");
	assert_int_equal(mail->date, c.date);
	assert_string_equal(mail->auto_submitted, "auto-replied");
	assert_string_equal(mail->installation, "desk.example.com");
	assert_string_equal(mail->text, c.text);
	assert_int_equal(mail->class, MAIL_AUTO_REPLY);
	assert_false(mail->html);
}

static void
fields_in_order(void **state)
{
	SCRATCH(tmp);
	struct compose c = ordinary();
	char *references[] = { mutable("a@example.org"), mutable("b@example.org") };

	(void)state;
	c.cc = (struct mail_addresses){ people, 1 };
	c.references = (struct mail_strings){ references, 2 };
	assert_string_equal(field_names(tmp, composed(tmp, &c)), "From To Cc Reply-To Subject Date Message-ID "
	    "In-Reply-To References Auto-Submitted X-Auto-Response-Suppress X-Postigo-Loop Content-Language "
	    "MIME-Version Content-Type Content-Transfer-Encoding ");
	c = (struct compose){ .from = people[0], .to = { people, 1 }, .subject = "a", .message_id = "a@b", .text = "b" };
	assert_string_equal(field_names(tmp, composed(tmp, &c)), "From To Subject Date Message-ID "
	    "X-Auto-Response-Suppress MIME-Version Content-Type Content-Transfer-Encoding ");
}

static void
keeps_threads_together(void **state)
{
	SCRATCH(tmp);
	static const char *const bad[] = { "", "no index", "AQHchGyP5jtKuADeF8lFsZq9GQ8TiA", "a\r\nBcc: v@example.org",
		"AQHchGyP5jtKuADeF8lFsZq9GQ8TiA==\r\nBcc: v@example.org" };
	struct compose c = ordinary();
	char *index = mutable("AQHchGyP5jtKuADeF8lFsZq9GQ8TiA=="), *bytes;
	struct error err;
	size_t size;

	(void)state;
	assert_null(strstr(composed(tmp, &c), "\r\nThread-"));
	for (unsigned i = 0; i < 100; i++)
		index = threadindex_child(tmp, index, c.date + i);
	c.thread_topic = "La impresora del señor Núñez no imprime\r\nBcc: v@example.org";
	c.thread_index = index;
	bytes = composed(tmp, &c);
	assert_non_null(strstr(bytes, "\r\nThread-Index: AQHchGyP5jtK"));
	assert_null(strstr(bytes, "\r\nBcc:"));
	assert_null(strstr(bytes, "\r\nPrecedence"));
	assert_string_equal(read_back(tmp, &c)->thread_index, index);
	assert_string_equal(read_back(tmp, &c)->thread_topic, "La impresora del señor Núñez no imprime Bcc: v@example.org");
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		c.thread_index = bad[i];
		assert_int_equal(compose(tmp, &c, &bytes, &size, &err), PERMFAIL);
	}
}

static void
says_who_wrote_it(void **state)
{
	SCRATCH(tmp);
	struct compose c = ordinary();
	char *bytes;

	(void)state;
	bytes = composed(tmp, &c);
	assert_non_null(strstr(bytes, "\r\nAuto-Submitted: auto-replied\r\n"));
	assert_non_null(strstr(bytes, "\r\nX-Auto-Response-Suppress: DR, RN, NRN, OOF, AutoReply\r\n"));
	c.generated = true;
	bytes = composed(tmp, &c);
	assert_non_null(strstr(bytes, "\r\nAuto-Submitted: auto-generated\r\n"));
	c.automatic = c.generated = false;
	bytes = composed(tmp, &c);
	assert_null(strstr(bytes, "Auto-Submitted"));
	assert_non_null(strstr(bytes, "\r\nX-Auto-Response-Suppress: OOF, AutoReply\r\n"));
	assert_int_equal(read_back(tmp, &c)->class, MAIL_HUMAN);
}

static void
text_of_every_kind(void **state)
{
	static const char *const texts[] = { "", "\n", "a\n", "Hola, señor: ¿qué tal? €\n", "From here\nFrom there\n",
		".\n..\n.leading\n", "trailing blank \nand tab\t\n", "=3D = not encoded\n", "--=_nothing\n",
		"a\n\n\nb\n", "\xF0\x9F\x98\x80\n",
		"a line that is much longer than seventy-six columns and is therefore not sent as it stands but encoded\n",
		"ñññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññ\n" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		for (unsigned kind = 0; kind < 3; kind++) {
			SCRATCH(tmp);
			struct compose c = ordinary();
			struct compose_attachment attachment = { "a.bin", "application/octet-stream", "x", 1 };
			struct mail *mail;

			c.text = texts[i];
			c.html = kind == 1 ? "<p>Hola <b>señor</b></p>" : NULL;
			c.attachments = &attachment;
			c.attachment_count = kind == 2;
			mail = read_back(tmp, &c);
			/* The line end before a boundary belongs to the boundary. */
			if (strncmp(mail->text, texts[i], strlen(mail->text)) != 0 ||
			    strlen(texts[i]) - strlen(mail->text) > 1)
				if (kind != 1 || strspn(texts[i], "\n") != strlen(texts[i]))
					fail_msg("%zu, %u: \"%s\"", i, kind, mail->text);
			assert_int_equal(mail->attachment_count, kind == 2);
		}
	}
}

static void
line_ends_become_one_kind(void **state)
{
	SCRATCH(tmp);
	struct compose c = ordinary();

	(void)state;
	c.text = "a\r\nb\rc\nd\xFF";
	assert_string_equal(read_back(tmp, &c)->text, "a\nb\nc\nd\xEF\xBF\xBD\n");
}

static void
attachments_come_back(void **state)
{
	static const char *const names[] = { "informe.pdf", "señal de avería.png",
		"un nombre muy largo que no cabe en una sola línea de un encabezado ni aunque se intente de veras.txt",
		"quote\"and\\backslash.txt", "日本語.txt" };
	static const char *const want[] = { "informe.pdf", "señal de avería.png",
		"un nombre muy largo que no cabe en una sola línea de un encabezado ni aunque se intente de veras.txt",
		"backslash.txt", "日本語.txt" };
	char bytes[1000];
	SCRATCH(tmp);
	struct compose c = ordinary();
	struct compose_attachment list[5];
	struct mail *mail;
	struct error err;
	char *parts;
	size_t size;

	(void)state;
	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (char)(i * 7);
	for (size_t i = 0; i < 5; i++)
		list[i] = (struct compose_attachment){ names[i], "application/pdf", bytes, 200 * i };
	c.attachments = list;
	c.attachment_count = 5;
	c.html = "<p>Hola</p>";
	mail = read_back(tmp, &c);
	assert_int_equal(mail->attachment_count, 5);
	for (size_t i = 0; i < 5; i++) {
		assert_string_equal(mail->attachments[i].name, want[i]);
		assert_string_equal(mail->attachments[i].type, "application/pdf");
		assert_int_equal(mail->attachments[i].size, 200 * i);
		assert_false(mail->attachments[i].is_inline);
	}
	parts = composed(tmp, &c);
	assert_int_equal(message_parts(tmp, parts, strlen(parts), 1 << 20, &parts, &size, &err), DONE);
	assert_int_equal(size, 2000);
	assert_memory_equal(parts + 1200, bytes, 800);
	parts = composed(tmp, &c);
	assert_int_equal(message_parts(tmp, parts, strlen(parts), 1999, &parts, &size, &err), PERMFAIL);
}

/* A name that is somebody else's address is told of; there must be nothing else to tell. */
static struct mail *
read_back_name(TALLOC_CTX *ctx, const struct compose *c)
{
	char *bytes = composed(ctx, c);
	struct mail *mail = message_parse(ctx, bytes, strlen(bytes));

	for (size_t i = 0; i < mail->defects.count; i++)
		assert_string_equal(mail->defects.list[i], "the name that stands with an address is another address");
	return mail;
}

static void
nothing_is_injected(void **state)
{
	static const char *const evil[] = { "a\r\nBcc: v@example.org", "a\nBcc: v@example.org", "a\rBcc: v@example.org",
		"=?utf-8?q?a=0D=0ABcc:_v@example.org?=", "a\r\n\r\nbody", "\r\n", "\x1B[31m\xE2\x80\xAE" };
	struct error err;
	char *bytes;
	size_t size;

	(void)state;
	for (size_t i = 0; i < sizeof(evil) / sizeof(evil[0]); i++) {
		SCRATCH(tmp);
		struct compose c = ordinary();
		struct mail_address person = { mutable(evil[i]), mutable("ana@example.org") };
		struct compose_attachment attachment = { evil[i], evil[i], "x", 1 };
		char *plain = field_names(tmp, composed(tmp, &c));
		struct mail *mail;

		c.subject = evil[i];
		c.to = (struct mail_addresses){ &person, 1 };
		c.from.name = mutable(evil[i]);
		assert_string_equal(field_names(tmp, composed(tmp, &c)), plain);
		mail = read_back_name(tmp, &c);
		assert_null(strpbrk(mail->subject, "\r\n\x1B"));
		assert_int_equal(mail->to.count, 1);

		c = ordinary();
		c.attachments = &attachment;
		c.attachment_count = 1;
		mail = read_back(tmp, &c);
		assert_int_equal(mail->attachment_count, 1);
		assert_string_equal(mail->attachments[0].type, "application/octet-stream");

		c = ordinary();
		c.message_id = evil[i];
		if (strchr(evil[i], '=') == NULL)
			assert_int_equal(compose(tmp, &c, &bytes, &size, &err), PERMFAIL);
		c = ordinary();
		c.installation = evil[i];
		assert_int_equal(compose(tmp, &c, &bytes, &size, &err), PERMFAIL);
		c = ordinary();
		c.language = evil[i];
		assert_int_equal(compose(tmp, &c, &bytes, &size, &err), PERMFAIL);
		c = ordinary();
		c.reply_to.address = mutable(evil[i]);
		assert_int_equal(compose(tmp, &c, &bytes, &size, &err), PERMFAIL);
	}
}

/* It is somebody else's: what we must not repeat is left out, and the mail goes out all the same. */
static void
strange_identifiers_are_not_repeated(void **state)
{
	SCRATCH(tmp);
	char *endless = talloc_zero_size(tmp, 301);
	const char *strange[] = { "a@b>\r\nBcc: <v@example.org", "größe@example.org", endless };

	(void)state;
	memset(endless, 'a', 300);
	endless[150] = '@';
	for (size_t i = 0; i < sizeof(strange) / sizeof(strange[0]); i++) {
		struct compose c = ordinary();
		struct error err;
		char *bytes;
		size_t size;

		c.in_reply_to = strange[i];
		assert_int_equal(compose(tmp, &c, &bytes, &size, &err), DONE);
		assert_null(strcasestr(bytes, "In-Reply-To"));
		assert_null(strstr(bytes, "Bcc"));
		c.message_id = strange[i];
		assert_int_equal(compose(tmp, &c, &bytes, &size, &err), PERMFAIL);
		assert_non_null(strstr(err.text, "Message-ID"));
	}
}

static void
long_values_are_folded(void **state)
{
	SCRATCH(tmp);
	struct compose c = ordinary();
	char *references[40], word[300];
	struct mail_address many[60];

	(void)state;
	for (size_t i = 0; i < 40; i++)
		references[i] = talloc_asprintf(tmp, "reference-%zu@example.org", i);
	for (size_t i = 0; i < 60; i++)
		many[i] = (struct mail_address){ mutable(i % 2 ? "Ñandú de la Pampa" : ""),
			talloc_asprintf(tmp, "person-%zu@example.org", i) };
	memset(word, 'x', sizeof(word) - 1);
	word[sizeof(word) - 1] = '\0';
	c.references = (struct mail_strings){ references, 40 };
	c.to = (struct mail_addresses){ many, 60 };
	c.subject = word;
	struct mail *mail = read_back(tmp, &c);
	assert_string_equal(mail->subject, word);
	assert_int_equal(mail->to.count, 60);
	assert_string_equal(mail->to.list[59].name, "Ñandú de la Pampa");
	assert_int_equal(mail->references.count, 25);
	assert_string_equal(mail->references.list[0], "reference-0@example.org");
	assert_string_equal(mail->references.list[24], "reference-39@example.org");
	c.subject = "Áéíóú ñ €uro 日本語 Áéíóú ñ €uro 日本語 Áéíóú ñ €uro 日本語 Áéíóú ñ €uro 日本語 Áéíóú ñ €uro 日本語 fin";
	assert_string_equal(read_back(tmp, &c)->subject, c.subject);
}

static void
addresses(void **state)
{
	static const char *const good[] = { "a@b", "ana.nunez+tag@example.org", "a_b-c=d@sub.example.org", "x'y@example.org" };
	static const char *const bad[] = { "", "a", "@b", "a@", "a b@c", "a@b c", "<a@b>", "a@b>", "a@b\r\nRSET", "a@b\n",
		"\"a b\"@c", "a@b@c", "a@.b", "a@b.", "a@b..c", "a@-b", "a,b@c", "ñ@b", "a@ñ.example", "a@[1.2.3.4]", "a;b@c",
		"a(c)@b" };
	char long_one[400];

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		if (!compose_address_valid(good[i]))
			fail_msg("%s", good[i]);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (compose_address_valid(bad[i]))
			fail_msg("%s", bad[i]);
	memset(long_one, 'a', sizeof(long_one) - 1);
	long_one[sizeof(long_one) - 1] = '\0';
	long_one[60] = '@';
	assert_false(compose_address_valid(long_one));
	long_one[254] = '\0';
	assert_true(compose_address_valid(long_one));
}

static int
setup(void **state)
{
	(void)state;
	message_init();
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(comes_back), cmocka_unit_test(fields_in_order), cmocka_unit_test(says_who_wrote_it),
		cmocka_unit_test(keeps_threads_together),
		cmocka_unit_test(text_of_every_kind), cmocka_unit_test(line_ends_become_one_kind),
		cmocka_unit_test(attachments_come_back), cmocka_unit_test(nothing_is_injected),
		cmocka_unit_test(strange_identifiers_are_not_repeated), cmocka_unit_test(long_values_are_folded),
		cmocka_unit_test(addresses),
	};

	return cmocka_run_group_tests(tests, setup, NULL);
}
