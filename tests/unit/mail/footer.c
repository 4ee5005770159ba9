/* What telephones and apps write below a mail, and what people write that looks like it. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/mail/footer.h>
#include <postigo/mail/phrase.h>

static const char *const footers[] = {
	"Sent from my iPhone", "Sent from my iPhone, please excuse typos", "Sent from my phone. Sorry for any typos.",
	"Sent from my Verizon, Samsung Galaxy smartphone", "Sent from my Fairwind 3",
	"Sent from my BlackBerry 10 smartphone on the Verizon Wireless 4G LTE network.",
	"Sent from Mail<https://go.microsoft.com/fwlink/?LinkId=550986> for Windows 10",
	"Get Outlook for iOS<https://aka.ms/o0ukef>", "Get Outlook for Android <https://aka.ms/AAb9ysg>",
	"(Sent from my mobile device)", "[Sent from Yahoo Mail for iPhone](https://example.org/app)",
	"Sent with Proton Mail secure email.", "Sent via Superhuman", "Yahoo Mail: Search, Organize, Conquer",
	"Von meinem iPhone gesendet", "Von meinem Samsung Galaxy Smartphone gesendet.", "Gesendet von Mail für Windows",
	"Outlook für Android herunterladen", "Diese Nachricht wurde von meinem Android-Gerät mit GMX Mail gesendet.",
	"Envoyé de mon iPhone", "Envoyé à partir d'Outlook pour Android", "Télécharger Outlook pour iOS",
	"Enviado desde mi teléfono móvil", "Enviado do meu iPhone 15 Pro Max", "Inviato da Outlook per iOS",
	"Verstuurd vanaf mijn iPad", "Outlook voor iOS downloaden", "Wysłane z iPhone'a", "Wysłane z telefonu komórkowego",
	"Skickat från min iPhone", "Sendt fra min telefon", "Lähetetty iPhonesta", "Odesláno z iPhonu",
	"Az iPhone készülékemről küldve", "Az Outlook beszerzése iOS-re <https://aka.ms/o0ukef>", "Trimis de pe telefonul meu",
	"Отправлено из мобильной Яндекс Почты", "Надіслано з iPhone", "iPhone'umdan gönderildi", "Στάλθηκε από το κινητό μου",
	"发自我的iPhone", "下载 Outlook for Android", "從我的 iPhone 傳送", "iPhoneから送信", "iOS 版 Outlook を入手",
	"나의 iPhone에서 보냄", "Android용 Outlook 다운로드", "Enviat des del meu iPhone",
};

static const char *const sentences[] = {
	"Sent from my phone the pictures are small", "Sent from my phone, should I send them again?",
	"Sent from my desk, as it is quieter there.", "Sent with the wrong attachment earlier", "Get Outlook working again and I am happy.",
	"Download Outlook did not work either", "My mobile device does not get any mail", "Typed on the keyboard nothing happens",
	"Please excuse my brevity, but the server is down.", "I have sent the pictures and the log from the iPhone of Otto",
	"Outlook für iOS stürzt beim Senden ab.", "Von meiner Seite aus passt es.", "Von meinem Rechner aus geht es.",
	"Gesendet mit falschem Anhang, bitte löschen.", "Ich habe die Mail von meinem iPhone an Otto gesendet",
	"Outlook voor Mac start niet meer op.", "Verzonden met de verkeerde bijlage.", "Enviado con el formulario nuevo, sin respuesta",
	"Envoyé avec le mauvais fichier hier.", "Inviato con l'allegato sbagliato.", "Enviado com o anexo errado.",
	"Wysłane z błędnego konta, przepraszam.", "Skickat från fel konto igår kväll", "Отправлено с неверного адреса вчера вечером",
	"Elküldve a fájlt tegnap", "取得了管理员的授权", "从我的电脑上打不开", "使用我的账号登录失败。", "ファイルをメールで送信しました",
	"", " ", "?", ",", "- ", "<https://example.org/>",
};

static void
footer(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(footers) / sizeof(footers[0]); i++) {
		if (!footer_line(span_of(footers[i])))
			fail_msg("no footer: %s", footers[i]);
	}
}

static void
sentence(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(sentences) / sizeof(sentences[0]); i++) {
		if (footer_line(span_of(sentences[i])))
			fail_msg("a footer: %s", sentences[i]);
	}
}

static void
link_alone(void **state)
{
	(void)state;
	assert_true(footer_link(span_of(" <https://example.org/app?x=1> ")));
	assert_true(footer_link(span_of("http://example.org/")));
	assert_false(footer_link(span_of("see https://example.org/")));
	assert_false(footer_link(span_of("https://example.org/ does not open")));
	assert_false(footer_link(span_of("")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(footer), cmocka_unit_test(sentence), cmocka_unit_test(link_alone) };

	phrase_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
