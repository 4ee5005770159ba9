/* quotemark.c - see quotemark.h */
#include <config.h>

#include <postigo/mail/quotemark.h>

struct key {
	const char *name;
	enum quote_key key;
};

static const struct key keys[] = {
	{ "From", KEY_FROM }, { "Von", KEY_FROM }, { "De", KEY_FROM }, { "Da", KEY_FROM }, { "Van", KEY_FROM },
	{ "Desde", KEY_FROM }, { "Fra", KEY_FROM }, { "Från", KEY_FROM }, { "Od", KEY_FROM }, { "От", KEY_FROM },
	{ "От кого", KEY_FROM }, { "Від", KEY_FROM }, { "Від кого", KEY_FROM }, { "Kimden", KEY_FROM },
	{ "Gönderen", KEY_FROM }, { "Lähettäjä", KEY_FROM }, { "Feladó", KEY_FROM }, { "De la", KEY_FROM },
	{ "Expéditeur", KEY_FROM }, { "Remitente", KEY_FROM }, { "Remitent", KEY_FROM }, { "Absender", KEY_FROM },
	{ "Mittente", KEY_FROM }, { "Afzender", KEY_FROM }, { "发件人", KEY_FROM }, { "差出人", KEY_FROM },
	{ "寄件者", KEY_FROM }, { "보낸 사람", KEY_FROM }, { "보낸사람", KEY_FROM }, { "Από", KEY_FROM },
	{ "Saatja", KEY_FROM }, { "Pošiljatelj", KEY_FROM }, { "Odesílatel", KEY_FROM }, { "Odosielateľ", KEY_FROM },
	{ "Sender", KEY_FROM }, { "Afsender", KEY_FROM }, { "Avsändare", KEY_FROM }, { "Avsender", KEY_FROM },
	{ "Nadawca", KEY_FROM }, { "Отправитель", KEY_FROM }, { "Šalje", KEY_FROM }, { "מאת", KEY_FROM },
	{ "من", KEY_FROM }, { "送信元", KEY_FROM }, { "寄件人", KEY_FROM }, { "送信者", KEY_FROM },

	{ "Date", KEY_DATE }, { "Sent", KEY_DATE }, { "Datum", KEY_DATE }, { "Gesendet", KEY_DATE },
	{ "Gesendet am", KEY_DATE }, { "Fecha", KEY_DATE }, { "Enviado", KEY_DATE }, { "Enviado el", KEY_DATE },
	{ "Enviada", KEY_DATE }, { "Enviado em", KEY_DATE }, { "Enviada em", KEY_DATE }, { "Envoyé", KEY_DATE },
	{ "Envoyé le", KEY_DATE }, { "Data", KEY_DATE }, { "Inviato", KEY_DATE }, { "Verzonden", KEY_DATE },
	{ "Skickat", KEY_DATE }, { "Sendt", KEY_DATE }, { "Dato", KEY_DATE }, { "Päivämäärä", KEY_DATE },
	{ "Päiväys", KEY_DATE }, { "Lähetetty", KEY_DATE }, { "Wysłano", KEY_DATE }, { "Дата", KEY_DATE },
	{ "Отправлено", KEY_DATE }, { "Надіслано", KEY_DATE }, { "Tarih", KEY_DATE }, { "Gönderildi", KEY_DATE },
	{ "Gönderme Tarihi", KEY_DATE }, { "Dátum", KEY_DATE }, { "Küldve", KEY_DATE }, { "Odesláno", KEY_DATE },
	{ "Odoslané", KEY_DATE }, { "Poslano", KEY_DATE }, { "Dată", KEY_DATE }, { "Data", KEY_DATE },
	{ "Trimis", KEY_DATE }, { "Enviat", KEY_DATE }, { "Enviat el", KEY_DATE }, { "发送时间", KEY_DATE },
	{ "日期", KEY_DATE }, { "日時", KEY_DATE }, { "送信日時", KEY_DATE }, { "日付", KEY_DATE }, { "날짜", KEY_DATE },
	{ "보낸 날짜", KEY_DATE }, { "Ημερομηνία", KEY_DATE }, { "Στάλθηκε", KEY_DATE }, { "Kuupäev", KEY_DATE },
	{ "Saadetud", KEY_DATE }, { "Відправлено", KEY_DATE }, { "Надіслано", KEY_DATE }, { "תאריך", KEY_DATE }, { "التاريخ", KEY_DATE },

	{ "To", KEY_TO }, { "An", KEY_TO }, { "Para", KEY_TO }, { "A", KEY_TO }, { "À", KEY_TO }, { "Aan", KEY_TO },
	{ "Till", KEY_TO }, { "Til", KEY_TO }, { "Do", KEY_TO }, { "Кому", KEY_TO }, { "Kime", KEY_TO },
	{ "Alıcı", KEY_TO }, { "Vastaanottaja", KEY_TO }, { "Címzett", KEY_TO }, { "Komu", KEY_TO }, { "Pro", KEY_TO },
	{ "Pre", KEY_TO }, { "Za", KEY_TO }, { "Prima", KEY_TO }, { "Către", KEY_TO }, { "Pentru", KEY_TO },
	{ "Destinataire", KEY_TO }, { "Destinatario", KEY_TO }, { "Destinatari", KEY_TO }, { "Per", KEY_TO },
	{ "Per a", KEY_TO }, { "Empfänger", KEY_TO }, { "收件人", KEY_TO }, { "宛先", KEY_TO }, { "받는 사람", KEY_TO },
	{ "받는사람", KEY_TO }, { "Προς", KEY_TO }, { "Kellele", KEY_TO }, { "Saaja", KEY_TO }, { "אל", KEY_TO },
	{ "إلى", KEY_TO }, { "送信先", KEY_TO }, { "Mottaker", KEY_TO }, { "Mottagare", KEY_TO }, { "Modtager", KEY_TO },

	{ "Cc", KEY_CC }, { "Kopie", KEY_CC }, { "Kopie (CC)", KEY_CC }, { "Copie", KEY_CC }, { "Copie à", KEY_CC },
	{ "Copia", KEY_CC }, { "Copia a", KEY_CC }, { "Còpia", KEY_CC }, { "Cópia", KEY_CC }, { "Kopia", KEY_CC },
	{ "Kopi", KEY_CC }, { "DW", KEY_CC }, { "UDW", KEY_OTHER }, { "Копия", KEY_CC }, { "Копія", KEY_CC },
	{ "Bilgi", KEY_CC }, { "Kopio", KEY_CC }, { "Másolatot kap", KEY_CC }, { "Másolat", KEY_CC },
	{ "Kópia", KEY_CC }, { "抄送", KEY_CC }, { "참조", KEY_CC }, { "Κοιν.", KEY_CC }, { "Κοινοποίηση", KEY_CC },
	{ "Koopia", KEY_CC }, { "CC", KEY_CC }, { "עותק", KEY_CC },

	{ "Subject", KEY_SUBJECT }, { "Betreff", KEY_SUBJECT }, { "Asunto", KEY_SUBJECT }, { "Objet", KEY_SUBJECT },
	{ "Oggetto", KEY_SUBJECT }, { "Onderwerp", KEY_SUBJECT }, { "Ämne", KEY_SUBJECT }, { "Emne", KEY_SUBJECT },
	{ "Temat", KEY_SUBJECT }, { "Тема", KEY_SUBJECT }, { "Konu", KEY_SUBJECT }, { "Aihe", KEY_SUBJECT },
	{ "Tárgy", KEY_SUBJECT }, { "Předmět", KEY_SUBJECT }, { "Predmet", KEY_SUBJECT }, { "Assunto", KEY_SUBJECT },
	{ "Subiect", KEY_SUBJECT }, { "Assumpte", KEY_SUBJECT }, { "主题", KEY_SUBJECT }, { "主旨", KEY_SUBJECT },
	{ "件名", KEY_SUBJECT }, { "제목", KEY_SUBJECT }, { "Θέμα", KEY_SUBJECT }, { "Teema", KEY_SUBJECT },
	{ "Sujet", KEY_SUBJECT }, { "Efni", KEY_SUBJECT }, { "נושא", KEY_SUBJECT }, { "الموضوع", KEY_SUBJECT },

	{ "Reply-To", KEY_OTHER }, { "Reply To", KEY_OTHER }, { "Antwort an", KEY_OTHER },
	{ "Responder a", KEY_OTHER }, { "Répondre à", KEY_OTHER }, { "Rispondi a", KEY_OTHER },
	{ "Antwoord aan", KEY_OTHER }, { "Svar til", KEY_OTHER }, { "Svara till", KEY_OTHER }, { "Bcc", KEY_OTHER },
	{ "Importance", KEY_OTHER }, { "Attachments", KEY_OTHER }, { "Anlagen", KEY_OTHER }, { "Priority", KEY_OTHER },
	{ "Wichtigkeit", KEY_OTHER }, { "Importancia", KEY_OTHER }, { "Datos adjuntos", KEY_OTHER },
	{ "Vastaus", KEY_OTHER }, { "Odpowiedź do", KEY_OTHER }, { "Ответить", KEY_OTHER },
	{ "Message-ID", KEY_OTHER }, { "Organization", KEY_OTHER },
};

/* Takes off "> ", "| ", blanks and the stars of what was bold. */
static struct span
bare(struct span line)
{
	while (line.size > 0 && strchr(" \t>|*_", line.at[0]) != NULL && line.at[0] != '\0')
		line = (struct span){ line.at + 1, line.size - 1 };
	return span_trim(line);
}

/* Where the colon stands, ASCII or full width; its length in *width. line.size: there is none. */
static size_t
colon(struct span line, size_t *width)
{
	for (size_t i = 0; i < line.size && i < 60; i++) {
		*width = 1;
		if (line.at[i] == ':')
			return i;
		*width = 3;
		if (line.size - i >= 3 && memcmp(line.at + i, "：", 3) == 0)
			return i;
	}
	return line.size;
}

static struct span
trim_marks(struct span s)
{
	s = span_trim(s);
	while (s.size > 0 && (s.at[s.size - 1] == '*' || s.at[s.size - 1] == '_'))
		s = span_trim((struct span){ s.at, s.size - 1 });
	while (s.size > 1 && s.at[s.size - 2] == '\xC2' && s.at[s.size - 1] == '\xA0')
		s = span_trim((struct span){ s.at, s.size - 2 });
	while (s.size > 0 && (s.at[0] == '*' || s.at[0] == '_'))
		s = span_trim((struct span){ s.at + 1, s.size - 1 });
	return s;
}

enum quote_key
quotemark_key(struct span given, struct span *value)
{
	struct span line = bare(given), name;
	size_t width = 1, at = colon(line, &width);

	if (at == 0 || at == line.size)
		return KEY_NONE;
	name = trim_marks((struct span){ line.at, at });
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		if (!span_is(name, keys[i].name))
			continue;
		*value = trim_marks((struct span){ line.at + at + width, line.size - at - width });
		return keys[i].key;
	}
	return KEY_NONE;
}

/* Does one of the phrases stand at the start? Returns the length of that phrase. */
static size_t
starts_with(struct span s, const char *const *phrases)
{
	for (; *phrases != NULL; phrases++) {
		if (span_starts(s, *phrases))
			return strlen(*phrases);
	}
	return 0;
}

/* Takes dashes and their like off both ends; false when there were fewer than two at the start. */
static bool
undash(struct span *s)
{
	size_t n = 0;

	*s = bare(*s);
	while (s->size > 0 && (s->at[0] == '-' || s->at[0] == '_' || s->at[0] == '=')) {
		*s = (struct span){ s->at + 1, s->size - 1 };
		n++;
	}
	*s = span_trim(*s);
	while (s->size > 0 && strchr("-_=: *", s->at[s->size - 1]) != NULL)
		s->size--;
	return n >= 2;
}

bool
quotemark_original(struct span line)
{
	static const char *const phrases[] = { "Original Message", "Original message", "Ursprüngliche Nachricht",
		"Originalnachricht", "Original-Nachricht", "Mensaje original", "Missatge original",
		"Message d'origine", "Message d’origine", "Message original", "Messaggio originale",
		"Mensagem original", "Oorspronkelijk bericht", "Origineel bericht", "Ursprungligt meddelande",
		"Originalmeddelande", "Oprindelig meddelelse", "Oprindelig besked", "Antwort Nachricht", "Opprinnelig melding", "Alkuperäinen viesti",
		"Wiadomość oryginalna", "Oryginalna wiadomość", "Исходное сообщение", "Orijinal İleti",
		"Orijinal Mesaj", "Původní zpráva", "Pôvodná správa", "Eredeti üzenet", "Mesaj original", "邮件原件",
		"原始邮件", "원본 메시지", "Reply message", "Original Email", NULL };
	size_t n;

	if (line.size > 120 || !undash(&line))
		return false;
	n = starts_with(line, phrases);
	return n > 0 && line.size < n + 12;
}

bool
quotemark_forwarded(struct span line)
{
	static const char *const phrases[] = { "Forwarded message", "Begin forwarded message", "Forwarded by",
		"Weitergeleitete Nachricht", "Anfang der weitergeleiteten", "Mensaje reenviado",
		"Inicio del mensaje reenviado", "Missatge reenviat", "Message transféré", "Début du message réexpédié",
		"Début du message transféré", "Messaggio inoltrato", "Inizio messaggio inoltrato",
		"Mensagem encaminhada", "Mensagem reencaminhada", "Início da mensagem encaminhada",
		"Início da mensagem reencaminhada", "Doorgestuurd bericht", "Begin doorgestuurd bericht",
		"Vidarebefordrat meddelande", "Vidarebefordrat mejl", "Videresendt meddelelse", "Videresendt melding",
		"Start på videresendt", "Begynnelse på", "Edelleenlähetetty viesti", "Välitetty viesti",
		"Välitetty viesti alkaa", "Przesłana wiadomość", "Wiadomość przekazana",
		"Początek przekazywanej wiadomości", "Treść przekazanej wiadomości", "Пересылаемое сообщение",
		"Начало переадресованного сообщения", "Переслане повідомлення", "Перенаправленное сообщение",
		"Yönlendirilen ileti", "Yönlendirilmiş ileti", "İletilen ileti", "Iletilmiş mesaj", "İletilmiş mesaj",
		"Přeposlaná zpráva", "Předávaná zpráva", "Začátek přeposílané zprávy", "Preposlaná správa",
		"Začiatok preposlanej správy", "Továbbított üzenet", "Továbbított levél kezdete", "Mesaj redirecționat",
		"Mesaj redirecţionat", "Mesajul redirecționat", "Începutul mesajului redirecționat", "Proslijeđena poruka",
		"Proslijedjena poruka", "Započni proslijeđenu poruku", "Edastatud kiri", "Edastatud sõnum",
		"转发的邮件", "转发邮件", "轉寄郵件", "転送されたメッセージ", "転送メッセージ", "전달된 메시지", "전달된 메세지",
		"Προωθημένο μήνυμα", "Originalnachricht weitergeleitet", "הודעה שהועברה", "رسالة معاد توجيهها", NULL };
	size_t n;
	bool dashed;

	if (line.size > 160)
		return false;
	dashed = undash(&line);
	n = starts_with(line, phrases);
	/* Without dashes only as a line of its own: Apple writes "Begin forwarded message:". */
	return n > 0 && (dashed || line.size < n + 20);
}

/* Does the word stand in the text, with no letter on either side? */
static bool
has_word(struct span s, const char *word)
{
	size_t n = strlen(word);
	const char *at = s.at, *end = s.at + s.size, *found;

	while (at < end && (found = memmem(at, (size_t)(end - at), word, n)) != NULL) {
		bool before = found == s.at || span_blank(found[-1]) || found[-1] == ',' || found[-1] == '>' ||
		    found[-1] == '*' || found[-1] == '"' || (unsigned char)found[-1] == 0xA0;
		bool after = found + n == end || span_blank(found[n]) || found[n] == ':' || found[n] == '(' ||
		    found[n] == ',' || found[n] == '*' || (unsigned char)found[n] >= 0x80;

		if (before && after)
			return true;
		at = found + n;
	}
	return false;
}

static bool
has_verb(struct span s)
{
	static const char *const verbs[] = { "wrote", "writes", "schrieb", "schrieben", "escribió", "escribio",
		"escribiu", "escreveu", "a écrit", "ha scritto", "scrisse", "schreef", "skrev", "skrifaði", "napisał",
		"napisała", "napisał(a)", "pisze", "написал", "написал(а)", "написала", "пишет", "писал", "пише",
		"написав", "va escriure", "ha escrit", "idatzi du", "kirjoitti", "kirjutas", "napsal", "napsal(a)",
		"napísal", "napísal(a)", "írta", "ezt írta", "a scris", "tarihinde şunu yazdı", "yazdı", "έγραψε",
		"je napisao", "je napisal", "napisao", "escrito", "đã viết", "menulis", "said", "geschreven", "schreibt",
		"rašė", "rakstīja", "pisao", "escrit", NULL };

	for (size_t i = 0; verbs[i] != NULL; i++) {
		if (has_word(s, verbs[i]))
			return true;
	}
	return memmem(s.at, s.size, "写道", 6) != NULL || memmem(s.at, s.size, "寫道", 6) != NULL ||
	    memmem(s.at, s.size, "님이 작성", 13) != NULL || memmem(s.at, s.size, "のメッセージ", 18) != NULL ||
	    memmem(s.at, s.size, "כתב", 6) != NULL || memmem(s.at, s.size, "كتب", 6) != NULL;
}

static bool
has_digit(struct span s)
{
	for (size_t i = 0; i < s.size; i++) {
		if (s.at[i] >= '0' && s.at[i] <= '9')
			return true;
	}
	return false;
}

/* A year and a time of day: together they make a date. */
static bool
has_date(struct span s)
{
	bool year = false, time = false;

	for (size_t i = 0; i + 3 < s.size; i++) {
		const char *p = s.at + i;

		year = year || memcmp(p, "20", 2) == 0 || memcmp(p, "19", 2) == 0;
		time = time || (p[1] == ':' && p[0] >= '0' && p[0] <= '9' && p[2] >= '0' && p[2] <= '5');
	}
	return year && time;
}

static bool
ends_with_colon(struct span s)
{
	return s.size > 0 && (s.at[s.size - 1] == ':' || (s.size > 2 && memcmp(s.at + s.size - 3, "：", 3) == 0));
}

bool
quotemark_attribution_start(struct span given)
{
	static const char *const openers[] = { "On ", "Am ", "El ", "Le ", "Il ", "Op ", "Em ", "Den ", "Dnia ", "W dniu ",
		"Vào ", "Pada ", "Dne ", "Dňa ", "La ", "Në ", "Quoting ", "Στις ", "На ", "At ", "In ", "Il giorno ",
		"No dia ", "Em ", "Tiistaina ", "2", "1", "3", "在", "于", "Mensaje citado por ", "Citando ",
		"Am: ", "On:", "År ", "På ", "ma., ", "Kirjoittanut ", "Pe ", "Dana ", "Le: ", "Data: ", "\"", "From ",
		"Den: ", "Vom ", "Vom: ", "El día ", "Op: ", "ו", "ב", NULL };
	struct span line = bare(given);

	if (line.size == 0 || line.size > 300)
		return false;
	if (starts_with(line, openers) > 0 || memchr(line.at, '@', line.size) != NULL)
		return true;
	return has_digit(line) && (ends_with_colon(line) || memchr(line.at, ',', line.size) != NULL);
}

bool
quotemark_attribution(struct span given)
{
	struct span line = trim_marks(bare(given));
	bool address = line.size > 0 && memchr(line.at, '@', line.size) != NULL;

	if (line.size < 8 || line.size > 500)
		return false;
	if (!ends_with_colon(line) && !(address && line.at[line.size - 1] == '>'))
		return false;
	if (has_verb(line) && (address || has_digit(line)))
		return ends_with_colon(line);
	/* Gmail in some languages has no verb: "2026-01-13 10:11 GMT+01:00 Ana <ana@example.org>:". */
	return address && has_date(line) && ends_with_colon(line);
}

bool
quotemark_ours(struct span given)
{
	struct span line = bare(given);
	size_t n = strlen(QUOTEMARK_OURS_END);

	return span_starts(line, QUOTEMARK_OURS) && line.size >= 2 * n && line.size < 300 &&
	    memcmp(line.at + line.size - n, QUOTEMARK_OURS_END, n) == 0;
}

bool
quotemark_device(struct span line)
{
	static const char *const phrases[] = { "Sent from my ", "Sent from Mail for", "Sent from Outlook", "Sent from Yahoo",
		"Sent via ", "Sent with ", "Sent from Samsung", "Get Outlook for", "Von meinem ", "Gesendet von ",
		"Gesendet mit ", "Enviado desde ", "Enviado do meu ", "Enviado a partir ", "Enviat des ",
		"Envoyé de mon ", "Envoyé depuis ", "Inviato da ", "Verzonden vanaf ", "Verstuurd vanaf ",
		"Skickat från ", "Sendt fra ", "Lähetetty ", "Wysłane z ", "Отправлено с ", "iPhone'umdan ",
		"Odesláno z ", "Télécharger Outlook", "Obtener Outlook", "Obtenir Outlook", "Sent using ", NULL };

	line = bare(line);
	return line.size < 120 && starts_with(line, phrases) > 0;
}

static bool
subject_prefix(const char *subject, const char *const *prefixes)
{
	struct span s = span_trim(span_of(subject));

	/* "[list] Re: ..." */
	while (s.size > 0 && s.at[0] == '[') {
		const char *close = memchr(s.at, ']', s.size);

		if (close == NULL)
			break;
		s = span_trim((struct span){ close + 1, (size_t)(s.at + s.size - close - 1) });
	}
	for (; *prefixes != NULL; prefixes++) {
		size_t n = strlen(*prefixes);

		if (!span_starts(s, *prefixes))
			continue;
		while (n < s.size && (span_blank(s.at[n]) || (s.at[n] >= '0' && s.at[n] <= '9') ||
		    s.at[n] == '[' || s.at[n] == ']' || s.at[n] == '(' || s.at[n] == ')'))
			n++;
		if (n < s.size && (s.at[n] == ':' || (s.size - n >= 3 && memcmp(s.at + n, "：", 3) == 0)))
			return true;
	}
	return false;
}

bool
quotemark_reply_subject(const char *subject)
{
	static const char *const prefixes[] = { "Re", "Aw", "Antw", "Sv", "Vs", "Odp", "Ref", "Rif", "Res", "Ynt", "回复",
		"答复", "RV-Re", "Vá", "Atb", "На", "Отв", "Відп", "返信", "回覆", "Bls", NULL };

	return subject_prefix(subject, prefixes);
}

bool
quotemark_forward_subject(const char *subject)
{
	static const char *const prefixes[] = { "Fwd", "Fw", "Wg", "Tr", "Rv", "Enc", "I", "Doorst", "Vb", "Vs", "Pd",
		"Trs", "İlt", "Ilt", "转发", "轉寄", "転送", "전달", "Továbbítás", "Tr", "Fv", "Vl", "Videresend", "Vidarebefordrat",
		"Пересл", "Fwd.", "Forward", "Inoltro", "Reenv", "Reenviar", "Πρθ", "Προωθ", "Redir", "Továb", NULL };

	return subject_prefix(subject, prefixes);
}

static bool
contains(const char *subject, const char *const *phrases)
{
	for (; *phrases != NULL; phrases++) {
		if (strcasestr(subject, *phrases) != NULL)
			return true;
	}
	return false;
}

bool
quotemark_bounce_subject(const char *subject)
{
	static const char *const phrases[] = { "undeliver", "returned mail", "returned to sender", "return to sender",
		"delivery status", "delivery fail", "failure notice", "delivery report", "mail delivery", "delivery problem",
		"non-delivery", "nondeliverable", "delivery notification", "message not delivered", "could not be delivered",
		"cannot be delivered", "not deliverable", "delivery error", "unzustellbar", "zustellung", "no se puede entregar",
		"no se pudo entregar", "no entregado", "non remis", "non distribu", "échec de la remise", "mancato recapito",
		"não entregue", "niet bezorgd", "onbestelbaar", "niet afgeleverd", "message delivery", "email delivery",
		"mail system error", "delayed mail", "user unknown", "rejected", "mail could not", "warning: message",
		"delivery has failed", "配信", "退信", "failed to deliver", "mail failure", "unable to deliver",
		"error sending", "failed mail", "not delivered", "delivery warning", "error during delivery", "underlevert", "bounced", NULL };

	return contains(subject, phrases);
}

bool
quotemark_absence_subject(const char *subject)
{
	static const char *const starts[] = { "Automatic reply", "Auto-reply", "Autoreply", "Auto reply", "Auto response",
		"Auto-response", "Autoresponse", "Automated reply", "Automated response", "Out of Office", "Out of the Office",
		"Out-of-Office", "OOO", "Vacation", "Away from", "I am out of", "Respuesta automática",
		"Respuesta automatica", "Fuera de la oficina", "Ausente", "Resposta automàtica", "Resposta automática",
		"Fora do escritório", "Réponse automatique", "Absence du bureau", "Absent du bureau", "Message d'absence",
		"Automatische Antwort", "Abwesenheit", "Automatische Abwesenheit", "Abwesend", "Risposta automatica",
		"Fuori sede", "Fuori ufficio", "Automatisch antwoord", "Afwezig", "Niet aanwezig", "Autosvar",
		"Automatiskt svar", "Automatisk svar", "Frånvaro", "Fravær", "Automaattinen vastaus", "Poissa",
		"Automatyczna odpowiedź", "Odpowiedź automatyczna", "Automatická odpověď", "Automatická odpoveď",
		"Automatikus válasz", "Автоответ", "Автоматический ответ", "Нет на месте", "Otomatik Yanıt",
		"Otomatik yanıt", "自动回复", "自動回覆", "自動応答", "不在", "자동 회신", "부재 중", "Auto:", "[Auto-Reply]",
		"[Auto Reply]", "Autoresponder", NULL };
	struct span s = span_trim(span_of(subject));

	/* "Re: Out of office" is an answer to one; a machine writes it in front. */
	return starts_with(s, starts) > 0;
}
