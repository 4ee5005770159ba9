/* absence.c - see absence.h; its subjects are in phrase_table.c, its sentences here, by language */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/mail/absence.h>
#include <postigo/mail/bounceword.h>
#include <postigo/mail/phrase.h>

#define HEAD_BYTES 900u		/* of the text in which a machine says what it is */
#define HEAD_LINES 14u

/* Of such a beginning that names the machine itself, one of these is a part. */
static const char *const machine_words[] = { "auto", "notiz", "otomatik", "otomatis", "automaat", "samodejn", "自动", "自動", "자동", "Автомат",
	"автомат", "Автоответ", "Автовідп", "αυτόματη", "Αυτόματη", "تلقائي", "آلي", "אוטומטי", "tự động", NULL };

/* What is said of somebody else. */
static const char *const away_of[] = { "is out of the office", "is out of office", "is on vacation", "is away",
	"will be out of the office", "is currently out", "ist außer haus", "ist außer Haus", "ist nicht im", "ist abwesend",
	"ist im urlaub", "est absent", "n'est pas au bureau", "est en congé", "est en vacances", "está ausente",
	"está fuera de la oficina", "no está en la oficina", "está de vacaciones", "è assente", "è fuori ufficio",
	"è fuori sede", "è in ferie", "está fora do escritório", "está de férias", "is afwezig", "is niet aanwezig",
	"is niet op kantoor", "is met vakantie", "er ikke på kontoret", "är inte på kontoret", "on poissa",
	"jest nieobecn", "jest poza biurem", "não está no escritório", "sedang tidak", "は不在", NULL };

static const char *const away[] = {
	/* en */
	"i am out of the office", "i'm out of the office", "i am out of office", "i'm out of office", "i am currently out",
	"i'm currently out", "i will be out of", "i'll be out of", "i am away", "i'm away", "i am currently away",
	"i'm currently away", "i will be away", "i am on vacation", "i'm on vacation", "i am on holiday", "i'm on holiday",
	"i am on leave", "i'm on leave", "i am currently on", "i'm currently on", "i am on annual leave", "i am on maternity",
	"i am on parental", "i am on sick leave", "i will be on vacation", "i will be on holiday", "i will be on leave",
	"i am not in the office", "i'm not in the office", "i am out on", "i am travelling", "i am traveling",
	"limited access to", "no access to my e", "is out of the office", "will be out of the office", "am absent",
	"no longer work", "no longer with the company", "has left the company", "office is closed", "our office will be closed",
	/* es, ca, pt */
	"estoy fuera de la oficina", "estaré fuera de la oficina", "me encuentro fuera", "me encuentro ausente",
	"estoy ausente", "estaré ausente", "estoy de vacaciones", "estaré de vacaciones", "me encuentro de vacaciones",
	"no estoy en la oficina", "no me encuentro en la oficina", "actualmente fuera", "de baja", "sin acceso al correo",
	"sóc fora de l'oficina", "seré fora", "estic de vacances", "estaré de vacances", "soc fora", "estaré absent",
	"estou ausente", "estarei ausente", "estou fora do escritório", "estarei fora", "estou de férias",
	"estarei de férias", "encontro-me ausente", "encontro-me de férias", "fora do escritório até",
	/* fr, it, ro */
	"je suis absent", "je suis actuellement absent", "je serai absent", "je suis en congé", "je suis actuellement en",
	"je suis en vacances", "je serai en congé", "je ne suis pas au bureau", "absent du bureau", "absente du bureau",
	"en congés jusqu", "absent jusqu", "absente jusqu", "sono assente", "sarò assente", "sono fuori ufficio",
	"sarò fuori ufficio", "fuori sede", "sono in ferie", "sarò in ferie", "non sono in ufficio", "sono in vacanza",
	"attualmente fuori", "sunt în concediu", "sunt plecat", "nu sunt la birou", "lipsesc din birou",
	/* de, nl */
	"ich bin nicht im büro", "nicht im büro sein", "ich werde ab", "ich werde vom", "ich bin derzeit nicht", "ich bin zurzeit nicht", "ich bin zur zeit nicht",
	"ich bin momentan nicht", "ich bin im urlaub", "ich bin bis", "ich bin vom", "ich bin ab", "ich bin außer haus",
	"ich bin abwesend", "ich bin derzeit abwesend", "ich bin nicht im haus", "außer haus", "im urlaub",
	"nicht erreichbar", "ich befinde mich", "derzeit nicht im büro", "ik ben afwezig", "ik ben niet aanwezig",
	"ik ben niet op kantoor", "ik ben op vakantie", "ik ben met vakantie", "ik ben met verlof", "ik ben momenteel",
	"ik ben tot", "niet aanwezig", "afwezig tot",
	/* da, sv, no, fi */
	"jeg er ikke på kontoret", "jeg er på ferie", "jeg holder ferie", "jeg er ikke til stede", "jeg er fraværende",
	"jeg er ute av kontoret", "jeg har ferie", "jag är inte på kontoret", "jag är på semester", "jag har semester",
	"jag är frånvarande", "jag är borta", "jag är ledig", "jag är föräldraledig", "olen lomalla", "olen poissa",
	"en ole paikalla", "en ole toimistolla", "olen vuosilomalla",
	/* pl, cs, sk, hu, hr, tr, el */
	"jestem poza biurem", "jestem na urlopie", "przebywam na urlopie", "jestem nieobecn", "będę nieobecn",
	"jestem mimo kancelář", "jsem mimo kancelář", "jsem na dovolené", "nejsem v kanceláři", "som na dovolenke",
	"som mimo kancelárie", "szabadságon vagyok", "nem vagyok az irodában", "házon kívül vagyok", "na godišnjem",
	"nisam u uredu", "sem odsoten", "sem odsotna", "nisem v pisarni", "sem na dopustu", "ofis dışındayım", "izindeyim", "yıllık izinde", "tatildeyim", "εκτός γραφείου", "σε άδεια",
	"θα απουσιάζω", "απουσιάζω",
	/* ru, uk */
	"я в отпуске", "Я в отпуске", "нахожусь в отпуске", "меня нет в офисе", "Меня нет в офисе", "меня не будет",
	"Меня не будет", "отсутствую", "вне офиса", "у відпустці", "мене немає в офісі", "Мене немає в офісі",
	/* zh, ja, ko */
	"不在办公室", "不在辦公室", "正在休假", "休假中", "外出中", "出差", "休暇", "不在", "休みを", "외출 중", "부재중", "휴가 중",
	"자리를 비", NULL };

static const char *const automatic[] = {
	/* en */
	"this is an automat", "this is an auto-", "this is an auto ", "this is an autoreply", "this is an autorespon",
	"this message was generated automatically", "this message was automatically", "this message has been automatically",
	"this email was automatically", "this is a computer generated", "this is a system generated", "automatic reply",
	"automated reply", "automated response", "automatic response", "auto-reply", "autoreply", "autoresponder",
	"auto-response", "auto-generated", "automatically generated", "automated message", "automatic message",
	"this mailbox is not monitored", "the only notification you will receive",
	/* es, ca, pt */
	"respuesta automática", "respuesta automatica", "mensaje automático", "mensaje generado automáticamente",
	"correo automático", "generado automáticamente", "resposta automàtica", "missatge automàtic",
	"resposta automática", "mensagem automática", "gerada automaticamente", "gerado automaticamente",
	/* fr, it, ro */
	"réponse automatique", "message automatique", "ceci est un message automatique", "généré automatiquement",
	"envoyé automatiquement", "risposta automatica", "messaggio automatico", "generato automaticamente",
	"inviato automaticamente", "răspuns automat", "mesaj automat",
	/* de, nl */
	"automatische antwort", "automatisch generiert", "automatisch erstellt", "automatisch erzeugt",
	"automatische nachricht", "automatische benachrichtigung", "automatische e-mail", "abwesenheitsnotiz",
	"automatisch antwoord", "automatisch bericht", "automatische reactie", "automatisch gegenereerd",
	"automatisch verzonden",
	/* da, sv, no, fi */
	"automatisk svar", "autosvar", "automatisk besked", "automatisk melding", "automatisk genereret",
	"automatisk generert", "automatiskt svar", "automatiskt meddelande", "automaattinen vastaus", "automaattivastaus",
	"automaattinen viesti",
	/* pl, cs, sk, hu, hr, tr, el */
	"automatyczna odpowiedź", "wiadomość wygenerowana automatycznie", "wiadomość automatyczna",
	"automatická odpověď", "automatická zpráva", "automatická odpoveď", "automatikus válasz", "automatikus üzenet",
	"automatski odgovor", "otomatik yanıt", "otomatik cevap", "otomatik olarak", "αυτόματη απάντηση",
	/* ru, uk, zh, ja, ko */
	"автоответ", "автоматический ответ", "автоматическое", "автоматична відповідь", "автовідповідь", "自动回复",
	"自動回覆", "自动答复", "自動応答", "自動返信", "자동 회신", "자동 응답", "자동응답", NULL };

static const char *const declarations[] = {
	"this is an automat", "this is an auto-", "this is an auto ", "this is an autoreply", "this is an autorespon",
	"this message was generated automatically", "this message was automatically", "this message has been automatically",
	"this email was automatically", "this e-mail was automatically", "this is a computer generated",
	"this is a system generated", "the only notification you will receive", "you are receiving this automat",
	"esta es una respuesta automática", "este es un mensaje automático", "éste es un mensaje automático",
	"mensaje generado automáticamente", "aquest és un missatge automàtic", "aquesta és una resposta automàtica",
	"esta é uma resposta automática", "esta é uma mensagem automática", "mensagem gerada automaticamente",
	"ceci est une réponse automatique", "ceci est un message automatique", "message généré automatiquement",
	"questa è una risposta automatica", "questo è un messaggio automatico", "messaggio generato automaticamente",
	"acesta este un mesaj automat", "acesta este un răspuns automat", "dies ist eine automatisch",
	"diese nachricht wurde automatisch", "diese e-mail wurde automatisch", "diese mail wurde automatisch",
	"das ist eine automatisch", "dit is een automatisch", "dit bericht is automatisch", "deze e-mail is automatisch",
	"dette er et automatisk", "dette er en automatisk", "det här är ett automatiskt", "detta är ett automatiskt",
	"detta är ett autosvar", "tämä on automaattinen", "to jest automatyczn", "wiadomość wygenerowana automatycznie",
	"toto je automatická", "ez egy automatikus", "ovo je automatski", "bu otomatik", "bu bir otomatik",
	"αυτό είναι ένα αυτόματο", "это автоматическ", "Это автоматическ", "це автоматичн", "Це автоматичн", "这是自动",
	"此为自动", "此邮件为自动", "これは自動", "本メールは自動", "이 메일은 자동", NULL };

static const char *const thanks[] = {
	"thank you for your", "thank you for contacting", "thanks for your", "thanks for contacting", "we have received",
	"we've received", "has been received", "gracias por", "hemos recibido", "gràcies per", "hem rebut",
	"obrigado pel", "obrigado por", "obrigada pel", "recebemos", "merci de votre", "merci pour votre", "nous avons bien",
	"grazie per", "abbiamo ricevuto", "vielen dank für", "danke für ihre", "wir haben ihre", "bedankt voor",
	"wij hebben uw", "we hebben uw", "hartelijk dank", "tack för", "tak for din", "takk for", "kiitos", "dziękuj",
	"děkuj", "köszönjük", "спасибо за", "Спасибо за", "благодарим", "Благодарим", "感谢", "ありがとうございます", NULL };

static bool
in(const char *text, const char *const *words)
{
	for (; *words != NULL; words++) {
		if (strstr(text, *words) != NULL)
			return true;
	}
	return false;
}

/* Lotus Notes speaks of its user by name: "Ana Gato is out of the office (returning 3 May)". */
static bool
names_sender(const char *subject, const char *sender)
{
	SCRATCH(tmp);
	const char *folded, *name, *space;

	if (subject == NULL || sender == NULL || sender[0] == '\0')
		return false;
	folded = bounceword_fold(tmp, span_of(subject));
	name = bounceword_fold(tmp, span_of(sender));
	if (!in(folded, away_of))
		return false;
	space = strrchr(name, ' ');	/* "AUTO: Gato, Ana is out of the office" */
	return strlen(name) > 2 && (strstr(folded, name) != NULL ||
	    (space != NULL && strlen(space) > 3 && strstr(folded, space + 1) != NULL));
}

enum absence_subject
absence_subject(const char *subject, const char *sender)
{
	SCRATCH(tmp);
	struct span s = subject != NULL ? span_trim(span_of(subject)) : (struct span){ NULL, 0 };
	size_t n = s.size > 0 ? phrase_start(s, PHRASE_ABSENCE) : 0;
	const char *behind;
	bool prefix;

	if (names_sender(subject, sender))
		return ABSENCE_BY_NAME;
	if (n == 0)
		return ABSENCE_NONE;
	behind = s.at + n;
	while (*behind == ' ' || *behind == ']' || strncmp(behind, "\xC2\xA0", 2) == 0)
		behind += *behind == '\xC2' ? 2 : 1;
	prefix = *behind == ':' || s.at[n - 1] == ':' || s.at[n - 1] == ']' || strncmp(behind, "\xEF\xBC\x9A", 3) == 0;
	if (!prefix)
		return n == s.size || span_is((struct span){ s.at + n, s.size - n }, ".") ? ABSENCE_ALONE : ABSENCE_WORDS;
	/* "Automatic reply: how do I turn it off?" is a question to people. */
	if (s.at[s.size - 1] == '?')
		return ABSENCE_WORDS;
	if (!in(bounceword_fold(tmp, (struct span){ s.at, n }), machine_words))
		return ABSENCE_PREFIX;
	return ABSENCE_MACHINE;
}

/* Is one of the words in the first lines that the sender wrote? What is quoted is not looked at. */
static bool
says(const char *text, const char *const *words)
{
	struct span rest = span_of(text), line;
	unsigned n = 0;

	while (n < HEAD_LINES && (size_t)(rest.at - text) < HEAD_BYTES && span_line(&rest, &line)) {
		SCRATCH(tmp);

		line = span_trim(line);
		if (line.size == 0)
			continue;
		if (line.at[0] == '>' || in(bounceword_fold(tmp, line), words))
			return line.at[0] != '>';
		n++;
	}
	return false;
}

bool
absence_says_away(const char *text)
{
	return says(text, away);
}

bool
absence_says_automatic(const char *text)
{
	return says(text, automatic);
}

bool
absence_declares(const char *text)
{
	return says(text, declarations);
}

bool
absence_thanks(const char *text)
{
	return says(text, thanks);
}
