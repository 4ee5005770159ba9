/* The language of short mails, as people write them to a help desk. A wrong one is worse than none. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/mail/language.h>

#define SENTENCES 11

static const struct {
	const char *language;
	const char *sentences[SENTENCES];
} samples[] = {
	{ "en", { "The printer on the second floor does not work.", "I forgot my password, can you reset it?",
	    "Hello, my screen stays black since this morning.", "Please close this ticket, it works again.", "Could you tell me when it will be fixed?",
	    "We have not received the invoice for March.", "My laptop is very slow after the update.", "Thanks for your help!",
	    "When I open the file I get an error.", "Is there any news about my order?", "The keyboard you sent is missing a key." } },
	{ "es", { "No puedo entrar en mi correo.", "Hola, la impresora no va.", "Buenos días, he olvidado mi contraseña.", "Mi ordenador no arranca desde ayer.",
	    "¿Cuándo estará arreglado el servidor?", "Muchas gracias por la ayuda, ya funciona.", "No hemos recibido la factura de marzo.",
	    "La pantalla se queda en negro al encender.", "Necesito acceso a la carpeta de ventas.", "El teclado nuevo no funciona bien.",
	    "Me sale un error cuando abro el archivo." } },
	{ "ca", { "El meu ordinador no arrenca.", "Bon dia, no puc entrar al correu.", "La impressora del segon pis no funciona.", "He oblidat la contrasenya, em podeu ajudar?",
	    "Moltes gràcies per la vostra ajuda.", "Encara no hem rebut la factura de març.", "La pantalla es queda negra quan l'engego.",
	    "Necessito accés a la carpeta de vendes.", "Quan obro el fitxer em surt un error.", "Què he de fer amb aquest missatge?", "El teclat nou no va bé." } },
	{ "fr", { "L'imprimante du deuxième étage ne marche pas.", "J'ai oublié mon mot de passe.", "Bonjour, mon écran reste noir depuis ce matin.",
	    "Pouvez-vous me dire quand ce sera réparé ?", "Merci beaucoup pour votre aide.", "Nous n'avons pas reçu la facture de mars.",
	    "Mon ordinateur est très lent.", "Je n'arrive pas à me connecter.", "Quand j'ouvre le fichier, une erreur s'affiche.",
	    "Il me faut un accès au dossier des ventes.", "Le clavier ne fonctionne plus." } },
	{ "de", { "Der Drucker im zweiten Stock geht nicht.", "Ich habe mein Passwort vergessen.", "Guten Tag, mein Bildschirm bleibt schwarz.",
	    "Können Sie mir sagen, wann es wieder läuft?", "Vielen Dank für Ihre Hilfe!", "Wir haben die Rechnung für März nicht erhalten.",
	    "Mein Rechner ist sehr langsam.", "Seit heute kann ich mich nicht anmelden.", "Beim Öffnen der Datei kommt ein Fehler.",
	    "Ich brauche Zugriff auf den Ordner.", "Die Tastatur ist leider defekt." } },
	{ "it", { "La stampante al secondo piano non funziona.", "Ho dimenticato la mia password.", "Buongiorno, lo schermo resta nero da ieri.",
	    "Potete dirmi quando sarà riparato?", "Grazie mille per il vostro aiuto.", "Non abbiamo ancora ricevuto la fattura di marzo.",
	    "Il mio computer è molto lento.", "Non riesco ad accedere alla posta.", "Quando apro il file mi dà un errore.", "Ho bisogno di accesso alla cartella.",
	    "La tastiera nuova non va bene." } },
	{ "pt", { "A impressora do segundo andar não funciona.", "Esqueci a minha senha.", "Bom dia, o meu ecrã está preto desde ontem.", "Podem dizer-me quando estará pronto?",
	    "Muito obrigado pela ajuda.", "Ainda não recebemos a fatura de março.", "O computador está muito lento.", "Não consigo entrar no meu correio.",
	    "Quando abro o ficheiro aparece um erro.", "Preciso de acesso à pasta de vendas.", "O teclado novo não está a funcionar." } },
	{ "nl", { "Mijn scherm is zwart.", "De printer op de tweede verdieping doet het niet.", "Ik ben mijn wachtwoord vergeten.", "Goedemorgen, ik kan niet inloggen.",
	    "Kunt u mij zeggen wanneer het klaar is?", "Hartelijk dank voor uw hulp.", "Wij hebben de factuur van maart niet ontvangen.", "Mijn computer is erg traag.",
	    "Als ik het bestand open krijg ik een fout.", "Ik heb toegang tot de map nodig.", "Het toetsenbord werkt niet meer." } },
	{ "pl", { "Drukarka na drugim piętrze nie działa.", "Zapomniałem hasła do konta.", "Dzień dobry, mój ekran jest czarny.", "Kiedy to będzie naprawione?",
	    "Bardzo dziękuję za pomoc.", "Nie otrzymaliśmy jeszcze faktury.", "Mój komputer jest bardzo wolny.", "Nie mogę się zalogować.", "Proszę o dostęp do folderu.",
	    "Klawiatura już nie działa.", "Od wczoraj nie mam poczty." } },
	{ "sv", { "Skrivaren på andra våningen fungerar inte.", "Jag har glömt mitt lösenord.", "Hej, min skärm är svart sedan igår.", "När blir det klart?",
	    "Tack så mycket för hjälpen!", "Vi har inte fått fakturan för mars.", "Min dator är mycket långsam.", "Jag kan inte logga in.", "Jag behöver tillgång till mappen.",
	    "Tangentbordet fungerar inte längre.", "Vad ska jag göra nu?" } },
	{ "da", { "Printeren på anden sal virker ikke.", "Jeg har glemt min adgangskode.", "Hej, min skærm er sort siden i går.", "Hvornår bliver det klar?",
	    "Mange tak for hjælpen!", "Vi har ikke modtaget noget fra jer endnu.", "Min computer er meget langsom.", "Jeg kan ikke logge ind.", "Hvad skal jeg gøre nu?",
	    "Jeg får kun en fejl, når jeg åbner filen.", "Tastaturet er gået i stykker, og musen virker heller ikke." } },
	{ "no", { "Skriveren i andre etasje virker ikke.", "Jeg har glemt passordet mitt.", "Hei, skjermen min er svart siden i går.", "Når blir det klart?",
	    "Tusen takk for hjelpen!", "Vi har ikke mottatt noe fra dere ennå.", "Datamaskinen min er veldig treg.", "Jeg klarer ikke å logge inn.", "Hva skal jeg gjøre nå?",
	    "Jeg får bare en feil når jeg åpner filen.", "Tastaturet fungerer ikke lenger." } },
	{ "fi", { "Tulostin ei toimi.", "Olen unohtanut salasanan.", "Hei, näyttö on musta eilisestä asti.", "Milloin se on valmis?", "Kiitos paljon avusta!",
	    "Emme ole saaneet laskua.", "En voi kirjautua sisään.", "Mitä minun pitää tehdä nyt?", "Tietokone on hyvin hidas.", "Näppäimistö ei toimi enää.", "Voitteko auttaa, kiitos?" } },
	{ "cs", { "Tiskárna v druhém patře nefunguje.", "Zapomněl jsem heslo.", "Dobrý den, obrazovka je od včera černá.", "Kdy to bude hotové?", "Děkuji za pomoc.",
	    "Ještě jsme nedostali fakturu.", "Můj počítač je velmi pomalý.", "Nemohu se přihlásit do pošty.", "Potřebuji přístup ke složce.", "Klávesnice už nefunguje.", "Co mám teď dělat?" } },
	{ "hu", { "A nyomtató nem működik.", "Elfelejtettem a jelszavamat, kérem segítsenek.", "Jó napot, a képernyő fekete.", "Mikor lesz kész?", "Köszönöm szépen a segítséget.",
	    "Nem tudok belépni a fiókomba.", "Még nem kaptuk meg a számlát.", "A gép nagyon lassú.", "Mit kell most tennem?", "Az új billentyűzet nem jó.", "Hiba van a rendszerben, kérem nézzék meg." } },
	{ "ro", { "Imprimanta nu funcționează.", "Am uitat parola mea.", "Bună ziua, ecranul este negru de ieri.", "Când va fi gata?", "Vă mulțumesc pentru ajutor.", "Nu am primit încă factura.",
	    "Nu pot să intru în cont.", "Calculatorul meu este foarte lent.", "Ce trebuie să fac acum?", "Tastatura nu mai merge.", "Am nevoie de acces la dosar." } },
	{ "tr", { "Yazıcı çalışmıyor.", "Şifremi unuttum, lütfen yardım edin.", "Merhaba, ekran dünden beri siyah.", "Ne zaman hazır olacak?", "Yardımınız için teşekkürler.",
	    "Henüz faturayı almadık.", "Hesabıma giriş yapamıyorum.", "Bilgisayarım çok yavaş.", "Şimdi ne yapmam gerekiyor?", "Klavye artık çalışmıyor.", "Bu klasöre erişim istiyorum." } },
	{ "ru", { "Принтер не работает.", "Я забыл свой пароль.", "Здравствуйте, экран чёрный со вчерашнего дня.", "Когда это будет готово?", "Большое спасибо за помощь!", "Мы ещё не получили счёт.",
	    "Не могу войти в почту.", "Компьютер очень медленный.", "Что мне теперь делать?", "Клавиатура больше не работает.", "Нужен доступ к папке." } },
	{ "uk", { "Принтер не працює.", "Я забув свій пароль.", "Доброго дня, екран чорний від учора.", "Коли це буде готово?", "Дуже дякую за допомогу!", "Ми ще не отримали рахунок.",
	    "Не можу увійти до пошти.", "Комп'ютер дуже повільний.", "Що мені тепер робити?", "Клавіатура більше не працює.", "Потрібен доступ до теки." } },
	{ "el", { "Ο εκτυπωτής δεν λειτουργεί.", "Ξέχασα τον κωδικό μου.", "Πότε θα είναι έτοιμο;" } },
	{ "he", { "המדפסת לא עובדת.", "שכחתי את הסיסמה שלי." } },
	{ "ar", { "الطابعة لا تعمل.", "نسيت كلمة المرور الخاصة بي." } },
	{ "zh", { "打印机坏了，请帮忙。", "我忘记了密码。" } },
	{ "ja", { "プリンターが動きません。", "パスワードを忘れました。" } },
	{ "ko", { "프린터가 작동하지 않습니다.", "비밀번호를 잊어버렸어요." } },
};

static void
sentences(void **state)
{
	unsigned right = 0, wrong = 0, all = 0;

	(void)state;
	language_init();
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		for (size_t k = 0; k < SENTENCES && samples[i].sentences[k] != NULL; k++) {
			SCRATCH(tmp);
			const char *got = language_of(tmp, samples[i].sentences[k]);

			all++;
			right += got != NULL && strcmp(got, samples[i].language) == 0;
			if (got != NULL && strcmp(got, samples[i].language) == 0)
				continue;
			wrong += got != NULL;
			print_message("%s: %s: %s\n", samples[i].language, got != NULL ? got : "none", samples[i].sentences[k]);
		}
	}
	print_message("%u of %u right, %u wrong\n", right, all, wrong);
	assert_int_equal(wrong, 0);
	assert_true(100 * right >= 95 * all);
}

/* No language, or none that anybody could tell. */
static void
none(void **state)
{
	static const char *const texts[] = { "", "OK", "Thanks!", "12345 67890", "Ana Ruiz\nExample SL\nBilbao",
		"https://example.org/the/way/to/the/house ana@example.org", "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do "
		"eiusmod tempor incididunt ut labore et dolore magna aliqua. Ut enim ad minim veniam, quis nostrud exercitation.",
		"> I have the same problem with the printer\n> and it is not the cable\n", "xyzzy plugh frobnicate quux corge grault",
		"0x00ff deadbeef cafe:babe /usr/bin/the/and/of", "no no no", "10.0.0.1 eth0 up 1500 qdisc noqueue" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		SCRATCH(tmp);
		const char *got = language_of(tmp, texts[i]);

		if (got != NULL)
			fail_msg("%s: %s", got, texts[i]);
	}
}

/* Our own words, not the quoted ones. */
static void
quotes(void **state)
{
	SCRATCH(tmp);

	(void)state;
	assert_string_equal(language_of(tmp, "> Is the printer on the second floor still broken?\n> Please tell us when you can.\nSí, la "
	    "impresora sigue sin funcionar.\n"), "es");
	assert_string_equal(language_of(tmp, "Hola, mi teclado no funciona.\n\n-- \nAna\nThis message is for the person to whom it is "
	    "addressed, and for nobody else. Please delete it if you are not that person.\n"), "es");
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(sentences), cmocka_unit_test(none), cmocka_unit_test(quotes) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
