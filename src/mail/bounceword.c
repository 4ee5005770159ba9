/* bounceword.c - see bounceword.h; a table a question, by language or by mail system within it */
#include <config.h>

#include <postigo/mail/bounceword.h>

static bool
in(const char *text, const char *const *words)
{
	for (; *words != NULL; words++) {
		if (strstr(text, *words) != NULL)
			return true;
	}
	return false;
}

static bool
begins(const char *text, const char *const *words)
{
	for (; *words != NULL; words++) {
		if (text[0] == (*words)[0] && strncmp(text, *words, strlen(*words)) == 0)
			return true;
	}
	return false;
}

static bool
is(struct span name, const char *const *words)
{
	for (; *words != NULL; words++) {
		if (span_is(name, *words))
			return true;
	}
	return false;
}

/* How many bytes at p are a blank (also one that does not break), 0: none. */
static size_t
blank(const char *p, size_t left)
{
	if (span_blank(*p) || *p == '\0')
		return 1;
	if (left >= 2 && memcmp(p, "\xC2\xA0", 2) == 0)
		return 2;
	return left >= 3 && memcmp(p, "\xE3\x80\x80", 3) == 0 ? 3 : 0;
}

char *
bounceword_fold(TALLOC_CTX *ctx, struct span line)
{
	static const char decoration[] = " -=*#_>|:~+";
	size_t size = line.size < BOUNCEWORD_LINE_MAX ? line.size : BOUNCEWORD_LINE_MAX, n = 0, step;
	char *out = talloc_size(ctx, size + 1);

	for (size_t i = 0; i < size; i += step) {
		const char *p = line.at + i;

		if ((step = blank(p, size - i)) > 0) {
			if (n > 0 && out[n - 1] != ' ')
				out[n++] = ' ';
		} else if (size - i >= 3 && memcmp(p, "\xE2\x80\x99", 3) == 0) {
			out[n++] = '\'';
			step = 3;
		} else {
			step = 1;
			if (n > 0 || strchr(decoration, *p) == NULL)
				out[n++] = (char)(*p >= 'A' && *p <= 'Z' ? *p | 0x20 : *p);
		}
	}
	while (n > 0 && strchr(decoration, out[n - 1]) != NULL)
		n--;
	out[n] = '\0';
	return out;
}

bool
bounceword_daemon(struct span name)
{
	static const char *const names[] = { "mailer-daemon", "mailerdaemon", "mail-daemon", "maildaemon", "mdaemon",
		"mailer_daemon", "double-bounce", "mailer daemon", "mail delivery subsystem", "mail delivery system",
		"mail delivery service", "internet mail delivery", NULL };

	return is(name, names);
}

bool
bounceword_system(struct span name)
{
	static const char *const names[] = { "postmaster", "postmaster-mailrelay", "post_master", "mailmaster",
		"mail-system", "mailsystem", "mailserver", "mail-server", "smtp-gateway", "smtpgateway", "bounce",
		"bounces", "bouncehandler", "nondelivery", "non-delivery", "mailgateway", "microsoft exchange",
		"microsoftexchange329e71ec88ae4615bbc36ab6ce41109e", "system administrator", "systemadministrator",
		"administrador del sistema", "administrateur système",
		"amministratore del sistema", "administrador do sistema", "systeembeheerder", "email delivery system",
		"mail system", "mailsweeper", "mail router", "mailrouter", "smtp_mail_service", "e500_smtp_mail_service",
		"symantec_antivirus_for_smtp_gateways", "bounce-notification", "delivery-failure", "ndr", "mail administrator",
		NULL };

	return bounceword_daemon(name) || is(name, names) || span_starts(name, "Mail Delivery S") ||
	    span_starts(name, "postmaster") || span_starts(name, "MicrosoftExchange") ||
	    span_starts(name, "Microsoft Outlook");
}

bool
bounceword_opening(const char *line)
{
	static const char *const starts[] = {
		/* Postfix, qmail and those who took after it, Exim, sendmail, Courier, OpenSMTPD, dma, James */
		"this is the mail system at host", "this is the postfix program at host", "hi. this is the",
		"i'm sorry to have to inform you", "this message was created automatically by",
		"this is an automatically generated delivery status", "this is an automatically generated message",
		"the original message was received at", "the following addresses had", "your message was not delivered",
		"a message that you sent could not be delivered", "a message that you have sent could not",
		"a message sent by", "this is a delivery status notification", "this is the mailer-daemon",
		"the message that you sent to", "your message to the following recipients", "undeliverable mail",
		/* Exchange, Outlook, Google, Yahoo, AOL, Notes, GroupWise */
		"your message did not reach", "delivery has failed to these recipients", "delivery to the following recipient",
		"sorry, we were unable to deliver", "sorry it didn't work out", "address not found", "message not delivered",
		"message blocked", "delivery incomplete", "your message wasn't delivered", "couldn't deliver",
		"your mail to the following recipients", "the message that you sent was undeliverable",
		"could not deliver the message", "we're sorry. there was a problem", "we were unable to deliver",
		"unable to deliver message to", "your message cannot be delivered", "your message could not be",
		"this message was created by mail delivery", "this is an informative message sent by",
		/* gateways and filters */
		"this report relates to a message you sent", "failed recipients", "message from", "failed to deliver to",
		"the attached message had permanent", "your message with subject", "your message has been rejected",
		"the following message to", "the following recipients", "the following recipient", "the following address",
		"delivery of email to this address", "your mail message to the following", "unable to deliver",
		"this is an advisory-only email", "undeliverable message", "delivery failure report",
		/* other languages */
		"no se pudo entregar", "no se ha podido entregar", "el mensaje no", "su mensaje no", "impossible de remettre",
		"votre message n'a pas", "échec de la remise", "le message suivant", "ihre nachricht konnte",
		"ihre nachricht hat", "fehler bei der nachrichten", "die folgende", "leider konnte ihre",
		"il messaggio non", "impossibile recapitare", "si è verificato un errore", "não foi possível entregar",
		"a sua mensagem não", "sua mensagem não", "uw bericht", "kan dit bericht niet", "送信先の", "次の受信者",
		"您的邮件", "抱歉,您的邮件", "很抱歉", "无法送达", "ваше сообщение не", "ваше письмо не",
		"сообщение не может быть", NULL };

	return begins(line, starts);
}

bool
bounceword_later(const char *line)
{
	static const char *const words[] = { "not yet been delivered", "has not been delivered yet", "still being retried",
		"will be retried", "will keep trying", "will continue to try", "will try again", "attempts will continue",
		"continue to attempt", "keep trying for", "just a warning", "warning message only", "is a warning only",
		"has been delayed", "been postponed", "not need to resend", "is delayed", "will be continued",
		"will retry", "be reattempted", "delayed mail", "delivery delayed", "delivery incomplete",
		"transient non-fatal", "seguirá intentando", "se ha retrasado", "a été retardé", "nouvelles tentatives",
		"verzögert", "weiterhin versucht", "è stata ritardata", "in ritardo", "foi adiada", "continuará tentando",
		"vertraagd", "wordt opnieuw geprobeerd", "опоздан", "задержан", "再送", "遅延", "warning: message",
		"warning: could not send", "(delay)", "delivery warning", "opóźni", NULL };

	return in(line, words);
}

bool
bounceword_final(const char *line)
{
	static const char *const words[] = { "permanent", "given up", "giving up", "gave up", "will not be retried",
		"no further attempts", "i've given up", NULL };

	return in(line, words);
}

bool
bounceword_original(const char *line)
{
	static const char *const starts[] = { "below this line is a copy", "this is a copy of", "below is a copy of",
		"here is a copy of", "original message follows", "original message text", "the original message follows",
		"the original message is", "original message headers", "original message header", "original message (",
		"original message:", "original message as received", "original header", "original mail", "unsent message",
		"message header follows", "message headers follow", "message headers:", "the header of the original",
		"header of the original", "header of original", "the following is the original", "returned message",
		"returned mail", "returned content", "returned header", "message contents follow", "message follows",
		"your original message", "the original message was:", "start of returned", "start of original",
		"begin of original", "beginning of original", "begin original", "included is a copy", "included below",
		"a copy of your message", "a copy of the original", "copy of the original", "copy of your message",
		"the first 50 lines", "the first ", "text of the original", "the text of the original", "undelivered message",
		"the message was:", "bounced mail", "bounce mail", "original text", "the original text", "body of the original",
		"following is a copy", "enclosed is", "--- original", "headers of the original", "the headers of the",
		"return-path:", "received: from", "received: (", "received: by",
		/* es fr de it pt nl */
		"mensaje original", "el mensaje original", "encabezados del mensaje original", "copia del mensaje",
		"message d'origine", "message original", "en-têtes du message", "copie du message", "ursprüngliche nachricht",
		"originalnachricht", "original-nachricht", "der header der original", "kopfzeilen der", "kopie der",
		"messaggio originale", "intestazioni del messaggio", "copia del messaggio", "mensagem original",
		"cabeçalhos da mensagem", "cópia da mensagem", "oorspronkelijk bericht", "originele bericht",
		/* ru ja zh */
		"исходное сообщение", "копия исходного", "текст исходного", "元のメッセージ", "元のメール", "以下是", "原始邮件", NULL };
	static const char *const whole[] = { "original message", "originalmessage", "the original message", "message",
		"original", "mail header", NULL };

	return begins(line, starts) || is(span_of(line), whole);
}

bool
bounceword_transcript(const char *line)
{
	static const char *const starts[] = { "transcript of session", "session transcript", "technical details",
		"diagnostic information", "error detail", "server message", "additional information",
		"información de diagnóstico", "informations de diagnostic", "diagnoseinformationen", "diagnoseinformatie",
		"informazioni di diagnostica", "informações de diagnóstico", "diagnostic-information", NULL };

	return begins(line, starts);
}

bool
bounceword_announces(const char *line)
{
	static const char *const words[] = {
		"following address", "following recipient", "to the following:", "to the following", "these recipient",
		"this recipient", "following e-mail address", "following email address", "following mail address",
		"permanent fatal errors", "transient non-fatal", "had delivery problems", "had successful", "failed recipient",
		"failed address", "delivered to:", "not delivered to", "be delivered to", "recipients were affected",
		"recipient was affected", "following user", "the following mailbox", "following destination",
		"recipients returned permanent", "recipients of your", "recipient(s)", "some or all of the intended",
		"list of recipients", "address to which the message", "addresses to which the message", "message to:",
		"message that you sent to", "undeliverable to", "and addressed to", "not accepting mail from",
		"email to this address", "mail to this address", "your mail to", "your message to", "did not reach",
		"for the following", "failed for", "rejected recipients", "following persons", "recipient list",
		"not delivered to the", "couldn't be delivered to", "could not be sent to",
		/* es, ca, pt */
		"siguientes destinatarios", "siguiente destinatario", "estos destinatarios", "este destinatario",
		"siguientes direcciones", "siguiente dirección", "destinatarios o listas", "destinatarios o grupos",
		"següents destinataris", "aquests destinataris", "seguintes destinatários", "seguinte destinatário",
		"destes destinatários", "estes destinatários", "seguintes endereços", "destinatários ou grupos",
		/* fr, it, ro */
		"destinataires suivants", "destinataire suivant", "ces destinataires", "adresses suivantes",
		"adresse suivante", "destinataires ou", "seguenti destinatari", "seguente destinatario", "destinatari o",
		"questi destinatari", "seguenti indirizzi", "seguente indirizzo", "următorii destinatari",
		/* de, nl, da, sv, no, fi */
		"folgenden empfänger", "folgende empfänger", "folgender empfänger", "folgenden adresse", "folgende adresse",
		"folgende mailadresse", "diese empfänger", "diesen empfänger", "folgende e-mail-adresse", "empfängergruppen",
		"volgende geadresseerde", "volgende ontvanger", "deze geadresseerden", "deze ontvangers",
		"volgende adres", "geadresseerden of", "følgende modtager", "disse modtagere", "følgende mottaker",
		"følgende adresse", "följande mottagare", "dessa mottagare", "följande adress", "seuraaville",
		"seuraavien vastaanottaj",
		/* pl, cs, hu, tr, ru, uk, el */
		"następujących adresatów", "następującego adresata", "następujący adres", "następujących odbiorców",
		"následujícím příjemcům", "těmto příjemcům", "následující adres", "következő címzett", "következő cím",
		"aşağıdaki alıcı", "şu alıcı", "следующим получателям", "следующим адресатам", "следующие адреса",
		"этим получателям", "наступним одержувачам", "παρακάτω παραλήπτες",
		/* ja, zh, ko */
		"次の受信者", "次の宛先", "以下の宛先", "以下の受信者", "以下のメールアドレス", "下記の宛先", "送信先", "以下收件人",
		"下列收件人", "以下的收件人", "下列地址", "收件人", "다음 받는 사람", "다음 수신자", NULL };

	return in(line, words);
}

bool
bounceword_names(const char *line, bool *weak)
{
	static const char *const strong[] = {
		"unknown user:", "user unknown:", "undeliverable to ", "unable to deliver message to", "recipient address:",
		"failed recipient:", "failed address:", "addressed to:", "final recipient:", "final-recipient:",
		"intended recipient:", "failed to deliver to", "delivering your mail to", "wasn't delivered to",
		"was not delivered to ", "couldn't be delivered to", "could not be delivered to:", "could not be delivered to ",
		"not be delivered to:", "cannot be delivered to:", "message addressed to", "addressed to '", "rcpt=[",
		"your message to ", "your email to ", "mail to ", "couldn't deliver the message to",
		"the message sent to", "message to <", "delivery to <", "could not deliver mail to", "local mailbox ",
		"mailbox exceeds allowed size:", "user mailbox exceeds", "invalid final delivery userid:",
		"account full:", "to which your message was addressed", "your message was addressed", "delivery failed to ",
		"undelivered recipient", "could not reach ", "unable to deliver mail to", "unable to deliver to",
		"delivery failed 20 attempts:", "failed recipients:", "not delivered to: ", "delivery to ", "smtp=",
		"se ha podido entregar a ", "entregar a ", "el mensaje a ", "n'a pas pu être remis à", "n'a pas été remis à",
		"remis à ", "konnte nicht zugestellt werden an", "an folgende adresse:", "nachricht an ", "consegnato a ",
		"recapitare il messaggio a", "recapitato a", "entregue a ", "entregue para", "entregar a mensagem a",
		"bezorgd bij", "afgeleverd bij", "dostarczona do", "доставлено на", "доставить на", "по адресу",
		"配信先:", "宛先:", "受信者:", "收件人:", "收件人：", "宛先：", NULL };
	static const char *const less[] = { "rcpt to:", "rcpt to <", "recipient:", "for <", "... user unknown",
		"recipients:", NULL };

	*weak = false;
	if (in(line, strong))
		return true;
	*weak = true;
	return in(line, less);
}

bool
bounceword_speaks(const char *line)
{
	static const char *const words[] = { "deliver", "recipient", "mailbox", "following", "user unknown",
		"unknown user", "to:", "could not", "rejected", "account", "user", "entrega", "remis", "zugestellt",
		"empfänger", "recapit", "bezorg", NULL };

	return in(line, words);
}

struct reason {
	const char *words, *status;
};

/* The order counts: what is said more precisely stands first. */
static const struct reason reasons[] = {
	/* tried for too long */
	{ "retry timeout exceeded", "4.4.7" }, { "been failing for a long time", "4.4.7" },
	{ "maximum time in queue", "4.4.7" }, { "retry time not reached", "4.4.7" }, { "message expired", "4.4.7" },
	{ "queue time", "4.4.7" }, { "delivery time expired", "4.4.7" }, { "delivery expired", "4.4.7" },
	{ "for too long", "4.4.7" }, { "been in the queue too long", "4.4.7" }, { "retries exhausted", "4.4.7" },
	{ "unable to deliver this message after", "4.4.7" },
	/* the mailbox is full */
	{ "mailbox is full", "5.2.2" }, { "mailbox full", "5.2.2" }, { "over quota", "5.2.2" }, { "overquota", "5.2.2" },
	{ "quota exceeded", "5.2.2" }, { "exceeded the quota", "5.2.2" }, { "exceeded quota", "5.2.2" },
	{ "exceeded storage", "5.2.2" }, { "exceeds allowed size", "5.2.2" }, { "disk quota", "5.2.2" },
	{ "quota", "5.2.2" }, { "account is full", "5.2.2" }, { "out of storage space", "5.2.2" },
	{ "full mailbox", "5.2.2" }, { "not enough space", "5.2.2" }, { "insufficient space", "5.2.2" },
	{ "inbox is full", "5.2.2" }, { "mailfolder is full", "5.2.2" }, { "mailbox has exceeded", "5.2.2" },
	{ "buzón está lleno", "5.2.2" }, { "buzon lleno", "5.2.2" }, { "buzón lleno", "5.2.2" },
	{ "boîte aux lettres pleine", "5.2.2" }, { "boîte de réception est pleine", "5.2.2" }, { "postfach voll", "5.2.2" },
	{ "postfach ist voll", "5.2.2" }, { "mailbox voll", "5.2.2" }, { "casella piena", "5.2.2" },
	{ "casella di posta piena", "5.2.2" }, { "caixa postal cheia", "5.2.2" }, { "caixa de correio cheia", "5.2.2" },
	{ "postvak is vol", "5.2.2" }, { "mailbox vol", "5.2.2" }, { "メールボックスが一杯", "5.2.2" },
	{ "容量", "5.2.2" }, { "邮箱空间不足", "5.2.2" }, { "邮箱已满", "5.2.2" }, { "ящик переполнен", "5.2.2" },
	/* nobody of that name */
	{ "user unknown", "5.1.1" }, { "unknown user", "5.1.1" }, { "no such user", "5.1.1" }, { "user not found", "5.1.1" },
	{ "no such recipient", "5.1.1" }, { "unknown recipient", "5.1.1" }, { "recipient unknown", "5.1.1" },
	{ "recipient not found", "5.1.1" }, { "recipnotfound", "5.1.1" }, { "address not found", "5.1.1" },
	{ "recipient name is not recognized", "5.1.1" }, { "no mailbox here", "5.1.1" }, { "no such mailbox", "5.1.1" },
	{ "mailbox not found", "5.1.1" }, { "mailbox unknown", "5.1.1" }, { "mailbox does not exist", "5.1.1" },
	{ "mailbox unavailable", "5.1.1" }, { "no such address", "5.1.1" }, { "invalid recipient", "5.1.1" },
	{ "account does not exist", "5.1.1" }, { "address does not exist", "5.1.1" }, { "user does not exist", "5.1.1" },
	{ "user doesn't exist", "5.1.1" }, { "account doesn't exist", "5.1.1" }, { "address doesn't exist", "5.1.1" },
	{ "doesn't have a", "5.1.1" }, { "email account that you tried to reach", "5.1.1" },
	{ "not listed in", "5.1.1" }, { "no such account", "5.1.1" }, { "invalid user", "5.1.1" },
	{ "invalid mailbox", "5.1.1" }, { "invalid address", "5.1.1" }, { "address couldn't be found", "5.1.1" },
	{ "wasn't found at", "5.1.1" }, { "may not exist", "5.1.1" }, { "does not exist", "5.1.1" },
	{ "unrouteable address", "5.1.1" }, { "address unknown", "5.1.1" }, { "unknown address", "5.1.1" },
	{ "unknown local", "5.1.1" }, { "no local mailbox", "5.1.1" }, { "did not exactly match", "5.1.1" },
	{ "no matches to nameserver", "5.1.1" }, { "not a known user", "5.1.1" }, { "user is unknown", "5.1.1" },
	{ "recipient rejected", "5.1.1" }, { "not a valid mailbox", "5.1.1" }, { "no existe", "5.1.1" },
	{ "usuario desconocido", "5.1.1" }, { "destinatario desconocido", "5.1.1" }, { "n'existe pas", "5.1.1" },
	{ "utilisateur inconnu", "5.1.1" }, { "destinataire inconnu", "5.1.1" }, { "adresse inconnue", "5.1.1" },
	{ "adresse destinataire invalide", "5.1.1" }, { "unbekannter empfänger", "5.1.1" },
	{ "empfänger unbekannt", "5.1.1" }, { "unbekannter benutzer", "5.1.1" }, { "existiert nicht", "5.1.1" },
	{ "non esiste", "5.1.1" }, { "utente sconosciuto", "5.1.1" }, { "destinatario sconosciuto", "5.1.1" },
	{ "não existe", "5.1.1" }, { "usuário desconhecido", "5.1.1" }, { "destinatário desconhecido", "5.1.1" },
	{ "bestaat niet", "5.1.1" }, { "onbekende gebruiker", "5.1.1" }, { "konto niedost", "5.2.1" },
	{ "nie istnieje", "5.1.1" }, { "пользователь не найден", "5.1.1" }, { "не существует", "5.1.1" },
	{ "存在しません", "5.1.1" }, { "見つかりません", "5.1.1" }, { "不存在", "5.1.1" },
	/* no such place */
	{ "host unknown", "5.1.2" }, { "unknown host", "5.1.2" }, { "host not found", "5.1.2" },
	{ "domain not found", "5.1.2" }, { "no such domain", "5.1.2" }, { "domain name not found", "5.1.2" },
	{ "name service error", "5.1.2" }, { "couldn't find any host", "5.1.2" }, { "couldn't find a mail exchanger", "5.1.2" },
	{ "null mx", "5.1.10" }, { "unrouteable mail domain", "5.1.2" }, { "domain couldn't be found", "5.1.2" },
	{ "all relevant mx records point to", "5.1.2" }, { "domain does not exist", "5.1.2" },
	{ "bad address syntax", "5.1.3" }, { "malformed address", "5.1.3" }, { "syntax error in", "5.1.3" },
	{ "moved", "5.1.6" },
	/* shut */
	{ "account is disabled", "5.2.1" }, { "account has been disabled", "5.2.1" }, { "mailbox disabled", "5.2.1" },
	{ "account disabled", "5.2.1" }, { "is disabled", "5.2.1" }, { "inactive", "5.2.1" }, { "not active", "5.2.1" },
	{ "suspended", "5.2.1" }, { "account is locked", "5.2.1" }, { "account has been locked", "5.2.1" },
	{ "user disabled", "5.2.1" }, { "is not accepting any mail", "5.2.1" }, { "not accepting mail", "5.2.1" },
	{ "has been deactivated", "5.2.1" },
	/* too large, going round */
	{ "message too large", "5.3.4" }, { "message is too large", "5.3.4" }, { "size limit", "5.3.4" },
	{ "exceeds maximum", "5.3.4" }, { "exceeds the maximum", "5.3.4" }, { "message size", "5.3.4" },
	{ "too big", "5.3.4" }, { "demasiado grande", "5.3.4" }, { "zu groß", "5.3.4" }, { "trop volumineux", "5.3.4" },
	{ "too many hops", "5.4.6" }, { "mail loop", "5.4.6" }, { "is looping", "5.4.6" }, { "loop detected", "5.4.6" },
	{ "hop count exceeded", "5.4.6" }, { "loops back to myself", "5.4.6" },
	/* not wanted */
	{ "relay", "5.7.1" }, { "spam", "5.7.1" }, { "blacklist", "5.7.1" }, { "blocklist", "5.7.1" },
	{ "blocked", "5.7.1" }, { "not authorized", "5.7.1" }, { "not permitted", "5.7.1" }, { "access denied", "5.7.1" },
	{ "policy", "5.7.1" }, { "administrative prohibition", "5.7.1" }, { "virus", "5.7.1" }, { "unsolicited", "5.7.1" },
	{ "message was rejected", "5.7.1" }, { "message rejected", "5.7.1" }, { "content rejected", "5.7.1" },
	{ "was not accepted", "5.7.1" }, { "do not have permission", "5.7.1" }, { "don't have permission", "5.7.1" },
	{ "not accept", "5.7.1" },
	/* nobody there; a system that tells of it without a code has given up */
	{ "timed out", "5.4.1" }, { "timeout", "5.4.1" }, { "time out", "5.4.1" }, { "did not respond", "5.4.1" },
	{ "connection refused", "5.4.1" }, { "couldn't connect", "5.4.1" }, { "could not connect", "5.4.1" },
	{ "unable to connect", "5.4.1" }, { "wasn't able to establish", "5.4.1" }, { "network error", "5.4.1" },
	{ "no route to host", "5.4.1" }, { "host is unreachable", "5.4.1" }, { "lost connection", "5.4.2" },
	{ "connection reset", "5.4.2" }, { "connection died", "5.4.2" }, { "connection dropped", "5.4.2" },
	{ "temporar", "4.0.0" }, { "try again later", "4.0.0" }, { "deferred", "4.0.0" }, { "greylist", "4.7.1" },
	{ "disk full", "4.3.1" }, { "insufficient system", "4.3.1" }, { "command output", "5.3.0" },
	{ "service unavailable", "5.0.0" }, { "service currently unavailable", "5.0.0" },
};

const char *
bounceword_status(const char *reason)
{
	for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++) {
		if (strstr(reason, reasons[i].words) != NULL)
			return reasons[i].status;
	}
	return NULL;
}
