/* Thanks and what only looks like it, as people write them. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/mail/courtesy.h>

/* For the whole of the new words, nothing may be left to do. */
static const char *const thanks[] = {
	/* en */
	"Thanks!", "Thank you very much, it works now.", "Perfect, thanks a lot for the quick help!\n\nBest regards,\nAnna Smith",
	"Hi Bob,\n\nthat did the trick. Thank you so much!\n\nCheers\nJim", "Great, all working again, thank you :)", "THANK YOU!!!",
	"Ok thanks", "Works like a charm, thanks again 👍", "Hello,\n\nThe printer is working again. Many thanks for your help.\n\nKind regards\nMary O'Neil", "Problem solved, you can close the ticket. Thanks", "Yes, it works now. Thanks.", "I can log in again, thanks for your\nprompt response.",
	"Much appreciated.", "It’s all good now, thanks Tom.", "thanks, have a nice weekend", "Dear Mr. Jones,\nThank you for your help.\nSincerely,\nJ. Doe",
	"thx", "Sorted, thanks mate", "Thank you for letting me know.", "Brilliant - thanks, Sue", "👍", "🙏😊", "Thanks <3",
	"Excellent service, thank you very much.", "The issue has been resolved. Thanks for the quick turnaround!",
	/* es */
	"Gracias", "Gracias, ya funciona. Un saludo", "¡Muchas gracias!", "Perfecto, muchas gracias por la rapidez.\n\nUn saludo,\nMaría López",
	"Buenos días:\n\nYa está solucionado, muchas gracias por todo.\n\nSaludos,\nJuan de la Cruz", "Ok, gracias Pedro", "Ya imprime. Mil gracias!!! 😊",
	"Hola, ya puedo entrar. Muchísimas gracias por vuestra ayuda. Que tengáis buen día", "MUCHAS GRACIAS", "Todo correcto, gracias. Podéis cerrar la incidencia.",
	"Sí, ya funciona perfectamente, gracias", "Estimada Ana:\nMuchas gracias por su ayuda.\nAtentamente,\nCarlos Gómez", "La impresora ya funciona, gracias",
	"genial, gracias!", "Buenas tardes, el problema se ha solucionado. Muchas gracias por su pronta respuesta.", "Gracias a ti, buen fin de semana", "Gracias por la ayuda, ya quedó.",
	/* fr */
	"Merci", "Merci beaucoup, ça marche !", "Bonjour,\n\nC'est bon, tout fonctionne. Merci pour votre aide.\n\nCordialement,\nJean Dupont",
	"Parfait, merci beaucoup pour votre réactivité.\nBonne journée", "Super, merci Pierre !", "Problème résolu, merci. Vous pouvez fermer le ticket.",
	"Merci à vous, bon week-end", "Bonjour, je vous remercie pour votre retour rapide. Bien à vous", "Oui ça fonctionne, merci", "Bien reçu, merci.",
	"Un grand merci à toute l'équipe", "Nickel, merci encore !", "C'est parfait, merci. Bonne journée à vous",
	/* de */
	"Danke", "Danke, läuft wieder :)", "Vielen Dank, es funktioniert jetzt wieder.\n\nMit freundlichen Grüßen\nHans Müller", "Super, danke!",
	"Hallo Herr Schmidt,\n\nvielen Dank für die schnelle Hilfe!\n\nViele Grüße\nPetra Maier", "Perfekt, klappt. Danke Dir!", "Besten Dank für Ihre schnelle Antwort.",
	"Der Drucker geht wieder, herzlichen Dank.", "Alles klar, danke und schönes Wochenende", "Ja, jetzt geht es wieder. Danke.", "Hat geklappt, danke. LG Eva",
	"Vielen lieben Dank für die tolle Unterstützung und einen schönen Tag noch", "Problem ist gelöst, das Ticket kann geschlossen werden. Danke!",
	"Sehr geehrte Damen und Herren,\n\nvielen Dank.\n\nFreundliche Grüße\nK. Weber", "Dankeschön 😊", "Vielen Dank für die schnelle und unkomplizierte Hilfe!", "danke, hat sich erledigt",
	/* it */
	"Grazie", "Grazie mille, ora funziona tutto!", "Buongiorno,\n\nproblema risolto, grazie mille per il supporto.\n\nCordiali saluti\nMario Rossi", "Ottimo, grazie!",
	"Perfetto, funziona. Grazie Luca", "Tutto ok, vi ringrazio per la disponibilità. Buona giornata", "Molte grazie per l'aiuto", "Sì, adesso funziona. Grazie",
	"Grazie a voi, buon lavoro", "Gentilissimo, grazie ancora.",
	/* pt */
	"Obrigado!", "Muito obrigada, já funciona.", "Bom dia,\n\nResolvido, muito obrigado pela ajuda.\n\nAtenciosamente,\nJoão da Silva", "Deu certo, obrigado!",
	"Perfeito, obrigado pela rapidez. Abraço", "Boa tarde, já está a funcionar. Obrigado. Cumprimentos, Rui", "Tudo certo, valeu!", "Obrigada pelo retorno rápido.",
	"Sim, voltou a funcionar. Muito obrigado", "Podem fechar o chamado, obrigado",
	/* ca */
	"Moltes gràcies!", "Gràcies, ja funciona. Salutacions", "Perfecte, moltes gràcies per l'ajuda.\nBon dia", "Ja puc entrar, gràcies",
	/* nl */
	"Bedankt!", "Dank je wel, het werkt weer.", "Hoi Jan,\n\nHet is opgelost, hartelijk dank voor je snelle hulp.\n\nMet vriendelijke groet,\nPiet van der Berg", "Top, bedankt",
	"Super, werkt weer. Bedankt!", "De printer doet het weer, dank u wel", "Hartelijk dank voor de snelle reactie. Groetjes Els", "Ja, het werkt nu. Bedankt", "Nogmaals bedankt en een fijn weekend",
	/* pl */
	"Dziękuję", "Dziękuję, już działa.", "Dzień dobry,\n\nwszystko działa, bardzo dziękuję za szybką pomoc.\n\nPozdrawiam\nAnna Kowalska", "Super, dzięki!", "Dzięki wielkie, działa :)",
	"Problem rozwiązany, dziękuję. Można zamknąć zgłoszenie.", "Tak, teraz działa. Dziękuję", "Bardzo dziękuję za pomoc i miłego dnia",
	/* sv da no fi */
	"Tack!", "Tack så mycket, nu fungerar det.", "Hej,\n\nTack för hjälpen, allt fungerar igen.\n\nMed vänliga hälsningar\nEva Svensson", "Perfekt, tack!",
	"Tak, Mette", "Tak for hjælpen!", "Mange tak for hjælpen, det virker nu.", "Hej Lars\n\nDet virker igen, tusind tak.\n\nVenlig hilsen\nMette", "Super, tak for hurtigt svar",
	"Takk!", "Tusen takk, det fungerer nå.", "Hei,\n\nTakk for hjelpen! Nå virker det igjen.\n\nMvh\nOla", "Supert, takk skal du ha",
	"Kiitos!", "Kiitos paljon, nyt se toimii.", "Hei,\n\nKiitos nopeasta avusta, ongelma ratkesi.\n\nTerveisin\nMatti", "Hienoa, kiitos avusta",
	/* cs hu ro */
	"Děkuji", "Děkuji moc, už to funguje.", "Dobrý den,\n\nvše je v pořádku, děkuji za rychlou pomoc.\n\nS pozdravem\nJan Novák", "Super, díky",
	"Köszönöm!", "Nagyon szépen köszönöm, most már működik.", "Kedves Péter!\n\nKöszönöm a gyors segítséget.\n\nÜdvözlettel\nKovács Anna", "Köszi, minden rendben van",
	"Mulțumesc!", "Mulțumesc mult, acum funcționează.", "Bună ziua,\n\nS-a rezolvat, vă mulțumesc pentru ajutor.\n\nCu stimă,\nIon Popescu", "Multumesc frumos",
	/* ru uk */
	"Спасибо!", "Спасибо большое, всё работает.", "Добрый день!\n\nПроблема решена, большое спасибо за оперативность.\n\nС уважением,\nИван Петров", "Отлично, спасибо",
	"Благодарю за помощь!", "Да, теперь работает. Спасибо.", "Спасибо, Мария! Хорошего дня", "Заработало, спасибо огромное)",
	"Дякую!", "Дуже дякую, вже працює.", "Добрий день!\nВсе запрацювало, дякую за швидку допомогу.\nЗ повагою,\nОлена", "Супер, дякую",
	/* tr el */
	"Teşekkürler", "Çok teşekkür ederim, şimdi çalışıyor.", "Merhaba Ahmet Bey,\n\nSorun çözüldü, çok teşekkürler.\n\nSaygılarımla\nAyşe Yılmaz", "Harika, teşekkür ederim",
	"Ευχαριστώ!", "Σας ευχαριστώ πολύ, τώρα δουλεύει.", "Καλημέρα,\n\nΤο πρόβλημα λύθηκε, ευχαριστώ για την άμεση ανταπόκριση.\n\nΜε εκτίμηση\nΓιώργος", "Τέλεια, ευχαριστώ πολύ",
	/* zh ja ko */
	"谢谢", "谢谢，已经可以了。", "好的，谢谢！", "王老师您好，\n问题已经解决了，非常感谢您的帮助！", "收到，谢谢", "已经解决了，辛苦了", "非常感谢！", "可以登录了，多谢～", "謝謝，已經可以了", "王工，谢谢！",
	"ありがとうございます。", "ありがとうございました。無事解決しました。", "田中様\n\nお世話になっております。\n早速のご対応ありがとうございました。", "助かりました。ありがとうございます！", "印刷できました。ありがとうございます。",
	"了解しました。ありがとうございます。", "お世話になっております。\n問題なく動作しています。\n迅速なご対応、誠にありがとうございました。\n\n山田", "ありがとう！直りました(^^)",
	"감사합니다.", "감사합니다. 이제 잘 됩니다.", "안녕하세요.\n\n문제가 해결되었습니다. 빠른 답변 감사합니다.\n\n홍길동 드림", "네, 잘 됩니다. 감사합니다!", "덕분에 해결되었습니다. 고맙습니다^^", "빠른 처리 감사드립니다.", "김철수 과장님, 감사합니다.",
	"확인했습니다. 감사합니다. 좋은 하루 되세요.",
	/* two at once, and signs of every kind */
	"Danke! Best regards, Anna", "Gracias!!! Thank you very much", "*Thanks!*", "Merci... :-)", "  \n\nThanks\n\n\n", "Thanks — Bob", "GRACIAS YA FUNCIONA", "danke danke :D",
};

/* Somebody waits for something. */
static const char *const more[] = {
	/* en */
	"Thanks but it still does not print", "Thank you. Could you also reset my password?", "Thanks, when will you come", "It works now, but only on my laptop.",
	"Thanks in advance", "Thank you for your help.\n\nHowever, the scanner fails again.", "Thanks. Please send me the invoice.", "It does not work", "No, thanks", "Yes, thanks", "Yes please, thanks",
	"Thanks, the new number is 5551234", "Thanks, see the attached file", "Thanks: https://example.org/", "It worked yesterday, thanks", "Works now except for the fax. Thanks",
	"Perfect, and when do you come?", "Thanks for nothing", "Thank you for calling me on Monday", "Great", "Ok", "Hello", "Best regards\nAnna", "Thanks\nUrgent", "Thanks. Invoice?", "Thanks\nPrinter Broken",
	"The printer works, the scanner doesn't. Thanks", "It happened again. Thanks", "Thanks, I will try that tomorrow", "Thanks, it works again sometimes", "Nothing works now, thanks", "The other works. Thanks",
	"Thank you, let me know", "Thanks, will you close it?", "thanks :(", "Thanks 👎", "It works? Thanks", "Thanks Monday", "thanks call me", "thanks not working", "Still not working, thanks", "It is not working again",
	"Thanks, same problem", "Thanks, working on it", "That's fine, thanks, go ahead", "Thanks, but", "Thanks @bob", "Thanks $50", "> it works\nThanks", "Thanks. Waiting for the toner.", "Help! Thanks",
	"Thanks, works now. One more thing", "Only the printer works now, thanks", "If it works now, thanks", "Thank you for reopening",
	"Thank you for your help. I would like to know how I can do this myself next time it happens.",
	/* es */
	"Perfecto, y ¿cuándo vienen?", "Gracias, pero sigue sin funcionar", "Gracias. ¿Me puede enviar la factura?", "Gracias de antemano", "Muchas gracias, quedo a la espera", "No funciona, gracias", "Ya no funciona. Gracias",
	"Gracias, todavía no imprime", "Funciona todo menos el escáner, gracias", "Gracias, llámame mañana", "Sí, gracias", "Gracias, y cuando vienen", "Muchas gracias, adjunto la factura", "Gracias, mi teléfono es 600123123",
	"Perfecto", "Gracias\nLlámame", "Solo funciona la impresora, gracias", "El otro funciona, gracias", "Sigue igual, gracias", "Gracias, a ver si funciona", "Gracias por avisar, el lunes lo miro", "Ya funciona la red pero no el correo",
	"Necesito otra cosa, gracias", "Vuelve a fallar, gracias", "gracias por nada", "Gracias, falta el ratón",
	/* fr */
	"Merci, mais ça ne marche toujours pas", "Merci. Pouvez-vous me rappeler ?", "Merci d'avance", "Merci, j'attends votre retour", "Merci, quand passez-vous", "Ça ne marche pas, merci", "Tout fonctionne sauf l'imprimante, merci",
	"Oui, merci", "Merci, ci-joint la facture", "Merci de me rappeler", "Merci de bien vouloir fermer mon compte", "Ça marche encore moins, merci", "Merci pour votre aide, l'imprimante est encore en panne",
	/* de */
	"Danke, aber es druckt immer noch nicht", "Vielen Dank im Voraus", "Danke. Wann kommen Sie?", "Danke, wann kommt der Techniker", "Geht nicht, danke", "Läuft leider immer noch nicht. Danke", "Ja, danke", "Nein danke", "Danke, im Anhang die Rechnung",
	"Danke, bitte um Rückruf", "Danke\nBitte um Rückruf", "Danke\nRückruf", "Danke, meine Nummer ist 0171 1234567", "Es geht alles außer dem Scanner, danke", "Vielen Dank, ich warte", "Danke, läuft noch", "Nur der Drucker geht wieder, danke",
	"Keiner geht wieder, danke", "Danke Montag", "Danke. Passwort vergessen.", "Vielen Dank für die Antwort. Das Problem besteht weiterhin.", "Danke vorab", "Der andere geht wieder, danke", "Danke, geht das auch mobil",
	/* it */
	"Grazie, ma non funziona ancora", "Grazie in anticipo", "Grazie. Quando venite?", "Grazie, quando venite", "Non funziona, grazie", "Funziona tutto tranne lo scanner, grazie", "Sì, grazie", "Grazie, in allegato la fattura", "Grazie, resto in attesa",
	"Grazie, può richiamarmi", "Ora non funziona più niente, grazie", "Solo la stampante funziona. Grazie",
	/* pt */
	"Obrigado, mas ainda não funciona", "Obrigado desde já", "Obrigado. Quando vêm?", "Não funciona, obrigado", "Sim, obrigado", "Obrigado, fico a aguardar", "Funciona tudo menos o scanner, obrigado", "Obrigado, segue em anexo a fatura", "Obrigada, e quando vocês vêm",
	"Já não funciona, obrigado", "Só a impressora funciona, obrigado", "Obrigado, preciso de outra coisa",
	/* ca */
	"Gràcies, però encara no funciona", "Gràcies per avançat", "No funciona, gràcies", "Gràcies. Quan veniu?", "Sí, gràcies",
	/* nl */
	"Bedankt, maar het werkt nog steeds niet", "Bij voorbaat dank", "Alvast bedankt", "Dank je. Wanneer kom je?", "Het werkt niet, bedankt", "Alles werkt behalve de scanner, bedankt", "Ja, bedankt", "Bedankt, bel me morgen", "Bedankt, ik wacht op antwoord", "Graag, bedankt",
	/* pl */
	"Dziękuję, ale nadal nie działa", "Z góry dziękuję", "Dziękuję. Kiedy państwo przyjadą?", "Nie działa, dziękuję", "Dziękuję, proszę o telefon", "Tak, dziękuję", "Działa wszystko oprócz skanera, dziękuję", "Dzięki, w załączniku faktura", "Dziękuję, czekam na odpowiedź", "Jeszcze nie działa",
	/* sv da no fi */
	"Tack, men det fungerar fortfarande inte", "Tack på förhand", "Det fungerar inte, tack", "Tack. När kommer ni?", "Ja tack", "Nej tack",
	"Tak, men det virker stadig ikke", "På forhånd tak", "Det virker ikke, tak", "Tak. Hvornår kommer I?", "Ja tak",
	"Takk, men det virker fortsatt ikke", "På forhånd takk", "Det virker ikke, takk", "Takk. Når kommer dere?", "Ja takk",
	"Kiitos, mutta se ei vieläkään toimi", "Kiitos etukäteen", "Ei toimi, kiitos", "Kiitos. Milloin tulette?", "Kyllä kiitos",
	/* cs hu ro */
	"Děkuji, ale stále to nefunguje", "Předem děkuji", "Děkuji. Kdy přijedete?", "Nefunguje to, děkuji", "Ano, děkuji",
	"Köszönöm, de még mindig nem működik", "Előre is köszönöm", "Köszönöm. Mikor jönnek?", "Nem működik, köszönöm", "Igen, köszönöm",
	"Mulțumesc, dar tot nu funcționează", "Vă mulțumesc anticipat", "Mulțumesc. Când veniți?", "Nu funcționează, mulțumesc", "Da, mulțumesc",
	/* ru uk */
	"Спасибо, но всё равно не работает", "Заранее спасибо", "Спасибо. Когда приедете?", "Не работает, спасибо", "Да, спасибо", "Спасибо, жду ответа", "Всё работает кроме сканера, спасибо", "Спасибо, опять не печатает", "Спасибо, прошу перезвонить", "Уже не работает",
	"Дякую, але все ще не працює", "Наперед дякую", "Дякую. Коли приїдете?", "Не працює, дякую", "Так, дякую",
	/* tr el */
	"Teşekkürler ama hala çalışmıyor", "Şimdiden teşekkürler", "Teşekkürler. Ne zaman gelirsiniz?", "Çalışmıyor, teşekkürler", "Evet, teşekkürler",
	"Ευχαριστώ, αλλά ακόμα δεν λειτουργεί", "Ευχαριστώ εκ των προτέρων", "Ευχαριστώ. Πότε θα έρθετε;", "Δεν λειτουργεί, ευχαριστώ", "Ναι, ευχαριστώ", "Ευχαριστώ πολύ; Τώρα λειτουργεί;",
	/* zh ja ko */
	"谢谢，但是还是不行", "谢谢，请问什么时候来", "谢谢，什么时候修好？", "不好了，谢谢", "还没解决，谢谢", "好的", "谢谢，请派人", "马上派工，谢谢", "谢谢\n白屏", "谢谢，打不开", "除了打印机都好了，谢谢", "可以了吗，谢谢", "问题解决了吗", "先谢谢了，请帮我看一下", "是的，谢谢",
	"ありがとうございますが、まだ動きません。", "ありがとうございます。いつ来ますか", "動きません。ありがとうございます。", "ありがとうございます。請求書を送ってください。", "はい、ありがとうございます。", "解決していません。", "直りましたが、また止まりました。ありがとうございます",
	"ありがとうございます。よろしくお願いします。", "ありがとうございます。\n至急", "ありがとうございました。別件ですが、", "問題ありません。",
	"감사합니다만 아직 안 됩니다.", "감사합니다. 언제 오시나요", "안 됩니다. 감사합니다.", "감사합니다. 전화 주세요.", "네, 감사합니다.", "아직 해결되지 않았습니다. 감사합니다", "감사합니다\n안 됩니다", "감사합니다\n고장", "감사합니다\n문제", "미리 감사드립니다", "프린터 빼고 잘 됩니다",
	/* what is thanks in one language and an answer in another */
	"Tak", "Tak!", "Hej, tak", "Ja, thanks", "Si, merci", "Da, thanks", "Nu, merci", "Nee, thanks", "No thank you", "Nein, merci",
	/* nothing at all, and too much */
	"", " \n\n", ".", "?", "😊", "Ana", "Re: Ticket", "thanks thanks thanks thanks thanks thanks thanks thanks thanks thanks thanks thanks thanks thanks thanks thanks thanks thanks thanks thanks thanks thanks thanks thanks thanks thanks", "Thanks\xFF\xFE", "Thanks 1", "Thanks\n[image: logo]", "Thanks\n-- \nAnna Smith\nTel. 555",
};

static void
knows_thanks(void **state)
{
	unsigned bad = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(thanks) / sizeof(thanks[0]); i++) {
		if (!courtesy_is(thanks[i])) {
			print_error("no thanks: %s\n", thanks[i]);
			bad++;
		}
	}
	assert_int_equal(bad, 0);
}

static void
never_eats_more(void **state)
{
	unsigned bad = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(more) / sizeof(more[0]); i++) {
		if (courtesy_is(more[i])) {
			print_error("thanks: %s\n", more[i]);
			bad++;
		}
	}
	assert_int_equal(bad, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(knows_thanks), cmocka_unit_test(never_eats_more) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
