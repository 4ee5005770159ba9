/* phrase_table.c - what mail programs write around a mail, by language: data only, see phrase.h */
#include <config.h>

#include <postigo/mail/phrase.h>

/* Accents and case may be left out: they make no difference. Colons and dashes are not written here. */
const struct phrase_row phrase_table[] = {
	/* English, and what programs write in every language */
	{ "en", PHRASE_FROM, "From|Sender|Sent by|Mail from" },
	{ "en", PHRASE_DATE, "Date|Sent|Sent at|Sent on|Date sent" },
	{ "en", PHRASE_TO, "To|Recipient|Recipients|Sent to" },
	{ "en", PHRASE_CC, "Cc|Copy|Copy to|Copies to|Carbon copy" },
	{ "en", PHRASE_SUBJECT, "Subject" },
	{ "en", PHRASE_FIELD, "Reply-To|Reply To|Bcc|Importance|Priority|Attachments|Attachment|Message-ID|"
	    "Organization|Organisation|Sensitivity|Categories|Flag Status|Follow Up Flag|Return-Path|List-Id|"
	    "Newsgroups|On behalf of|Resent-From|Resent-To|Resent-Date|X-Mailer|User-Agent|In-Reply-To|"
	    "References|Mailed-by|Signed-by|Required Attendees|Optional Attendees" },
	{ "en", PHRASE_ORIGINAL, "Original Message|Original|Original Mail|Original Email|Original E-mail|Original message text|"
	    "Original text|Original Appointment|Original Meeting Request|Reply message|Reply Separator|Previous message|"
	    "Replied Message|In reply to|Message d'origine|Quoted message|Quoted text|Reply above this line" },
	{ "en", PHRASE_FORWARDED, "Forwarded message|Forwarded mail|Forwarded email|Forwarded letter|Forwarded by|"
	    "Begin forwarded message|This is a forwarded message|Begin forwarded mail|Start of forwarded message|Forwarded from|"
	    "Forwarding messages|Forward message|Fwd message|Forwarded Original Message" },
	{ "en", PHRASE_FORWARD_END, "End of forwarded message|End forwarded message|End of forwarded mail|"
	    "End of message" },
	{ "en", PHRASE_OPENER, "On|At|In a message dated|In message|In article|Quoting|From|Message from|In his message|"
	    "In her message|Mail from|Email from|E-mail from|Reply from" },
	{ "en", PHRASE_WROTE, "wrote|writes|wrote the following|has written|said|put forth on" },
	{ "en", PHRASE_PERSON, "Quoting|Message from|In reply to|Mail from" },
	{ "en", PHRASE_DEVICE, "Sent from|Sent by|Sent on|Sent via|Sent with|Sent using|Sent through|Sent off|"
	    "Sent thru|Get Outlook for|Get Outlook|Download Outlook for|Typed on|Typed with|Written on|Posted from|"
	    "From my iPhone|From my mobile|From my phone" },
	{ "en", PHRASE_DEVICE_MY, "Sent from my|Sent by my|Sent on my|Sent off my|Sent from Mail|Sent from ~" },
	{ "en", PHRASE_DEVICE_END, "sent from my iPhone|sent from my phone|wireless device|wireless handheld" },
	{ "en", PHRASE_FOOTER, "Sent from a|Sent from an|Sent on the go|Sent wirelessly|Sent mobile|Sent in haste|"
	    "Get BlueMail|Get TypeApp|Get Yahoo Mail|Get Proton Mail|Yahoo Mail: Search, Organize, Conquer|"
	    "Please excuse brevity|Please excuse my brevity|Please excuse any typos|Please excuse typos|"
	    "Please excuse the brevity|Excuse brevity|Excuse typos|Excuse my brevity|Excuse any typos|"
	    "Excuse the brevity|Pardon typos|Pardon brevity|Brevity and typos|Typos courtesy|Apologies for brevity|"
	    "Apologies for any typos|Apologies for typos|Sorry for typos|Sorry for any typos" },
	{ "en", PHRASE_PRODUCT, "iPhon*|iPad*|iPod*|iOS*|Apple Watch|MacBook*|Android*|Galaxy*|Samsung*|Huawei*|"
	    "Honor|Xiaomi*|Redmi*|POCO|Oppo*|OnePlus|Realme|Motorola*|Moto|Nokia*|LG|HTC|Sony*|Xperia*|Pixel*|Nexus|"
	    "BlackBerry*|Palm|Treo|Lumia|Windows*|Kindle|Chromebook|Verizon|T-Mobile|Vodafone|Orange|Telcel|"
	    "Movistar|Sprint|AT&T|Xfinity|Rogers|Outlook*|Gmail*|Google*|Yahoo*|Yahoo!*|AOL|GMX*|WEB.DE*|Libero|"
	    "Virgilio|Tiscali|Proton*|Tutanota|Tuta|Zoho*|Fastmail|Mailfence|Mailbox|Yandex*|Mail.ru|myMail|QQ*|"
	    "Foxmail*|Naver*|Daum*|Seznam*|Spark|Front|Nine|BlueMail*|Blue|Hey|Polymail|TypeApp|Workspace ONE|Boxer|"
	    "Aqua Mail|Alto|Airmail|Canary|Newton|Edison|Mailbird|eM Client|Thunderbird|K-9*|FairEmail|Superhuman|"
	    "Missive|Mailspring|Shortwave|Spike|Zimbra|TouchDown|Traveler|Notes|phone*|smartphone*|cell phone|"
	    "cellphone|cell|mobile*|handheld|handset|tablet*|device*|wireless|network|text messag*|SMS|app|laptop" },
	{ "en", PHRASE_CLOSING, "Regards|Best regards|Kind regards|Kindest regards|Warm regards|Warmest regards|"
	    "With kind regards|With best regards|With regards|Best|Best wishes|All the best|Cheers|"
	    "Thanks and regards|Thanks & regards|Sincerely|Sincerely yours|Yours sincerely|Yours faithfully|"
	    "Yours truly|Yours|Respectfully|Cordially|Rgds|Brgds|BR|KR|Take care|Talk soon|See you|Greetings" },
	{ "en", PHRASE_RE, "Re|Ref|RE-RE" },
	{ "en", PHRASE_FWD, "Fwd|Fw|Fwd.|Forward|Forwarded" },
	{ "en", PHRASE_BOUNCE, "undeliver*|returned mail|returned to sender|return to sender|delivery status|"
	    "delivery fail*|failure notice|delivery report|mail delivery|delivery problem|non-delivery|nondeliver*|"
	    "nondeliverable|delivery notification|message not delivered|could not be delivered|cannot be delivered|"
	    "not deliverable|delivery error|message delivery|email delivery|mail system error|delayed mail|user unknown|"
	    "rejected|mail could not|warning: message|delivery has failed|failed to deliver|mail failure|"
	    "unable to deliver|error sending|failed mail|not delivered|delivery warning|error during delivery|bounced|"
	    "returning message to sender|delivery unsuccessful|delivery delayed|delayed delivery|message status|"
	    "message undeliver*|mail undeliver*|mail returned|message returned|email returned|returned email|"
	    "could not send|unable to send|unknown user|no such user|unknown recipient|mailbox full|"
	    "postmaster notify|address not found|smtp error|status of your mail|message delayed|error delivering|"
	    "failure delivery|failed delivery|delivery notification|delivery incomplete|message blocked" },
	{ "en", PHRASE_ABSENCE, "Vacation|Automatic reply|Auto-reply|Autoreply|Auto reply|Auto response|Auto-response|"
	    "Autoresponse|Automated reply|Automated response|Automatic response|Out of Office|Out of the Office|"
	    "Out-of-Office|OOO|Away from|I am out of|I'm out of|Auto:|[Auto-Reply]|[Auto Reply]|Autoresponder|"
	    "On vacation" },

	/* Spanish */
	{ "es", PHRASE_FROM, "De|Desde|Remitente|Enviado por" },
	{ "es", PHRASE_DATE, "Fecha|Enviado|Enviado el|Enviada|Enviada el|Enviados|Fecha de envío|Fecha y hora|Recibido" },
	{ "es", PHRASE_TO, "Para|A|Destinatario|Destinatarios" },
	{ "es", PHRASE_CC, "CC|Copia|Copia a|Con copia|Con copia a" },
	{ "es", PHRASE_SUBJECT, "Asunto|Tema" },
	{ "es", PHRASE_FIELD, "Responder a|Responder|CCO|Importancia|Prioridad|Datos adjuntos|Adjuntos|Archivos adjuntos|"
	    "Adjunto|Marca de seguimiento|Estado de marca" },
	{ "es", PHRASE_ORIGINAL, "Mensaje original|Correo original|Mensaje de origen|Mensaje anterior" },
	{ "es", PHRASE_FORWARDED, "Mensaje reenviado|Correo reenviado|Inicio del mensaje reenviado|Mensaje enviado|"
	    "Inicio de mensaje reenviado|Comienzo del mensaje reenviado|Reenviado por|Remitido por|Mensaje remitido" },
	{ "es", PHRASE_FORWARD_END, "Fin del mensaje reenviado|Fin de mensaje reenviado" },
	{ "es", PHRASE_OPENER, "El|El día|En|Con fecha|A las|Citando a|Citando|Mensaje citado por|En fecha|Al" },
	{ "es", PHRASE_WROTE, "escribió|ha escrito|escribía|escribe|escribiste" },
	{ "es", PHRASE_PERSON, "Citando a|Citando|Mensaje citado por|Mensaje de" },
	{ "es", PHRASE_DEVICE, "Enviado desde|Enviado con|Enviado mediante|Enviado por mi|Enviado vía|"
	    "Enviado a través de|Mensaje enviado desde|Obtener Outlook para|Obtén Outlook para|"
	    "Descargar Outlook para|Descarga Outlook para" },
	{ "es", PHRASE_DEVICE_MY, "Enviado desde mi" },
	{ "es", PHRASE_PRODUCT, "móvil*|teléfono*|celular*|dispositivo*|tableta*|aplicación" },
	{ "es", PHRASE_CLOSING, "Saludos|Un saludo|Saludos cordiales|Cordiales saludos|Atentamente|Atte|"
	    "Un cordial saludo|Reciba un cordial saludo|Gracias y saludos|Un abrazo|Saludos y gracias|"
	    "Muy atentamente" },
	{ "es", PHRASE_RE, "RE|RES|RESP|Resp." },
	{ "es", PHRASE_FWD, "RV|Reenv|Reenviar|Reenviado" },
	{ "es", PHRASE_BOUNCE, "no se puede entregar|no se pudo entregar|no entregado|no se ha podido entregar|"
	    "no entregable|entrega fallida|fallo de entrega|error de entrega|correo devuelto|mensaje devuelto" },
	{ "es", PHRASE_ABSENCE, "Respuesta automática|Fuera de la oficina|Fuera de oficina|Ausente|"
	    "Autorespuesta|Auto-respuesta|Mensaje automático|Estoy de vacaciones" },

	/* Catalan */
	{ "ca", PHRASE_FROM, "De|Remitent|Des de" },
	{ "ca", PHRASE_DATE, "Data|Enviat|Enviat el|Data d'enviament" },
	{ "ca", PHRASE_TO, "Per a|A|Per|Destinatari|Destinataris|Para" },
	{ "ca", PHRASE_CC, "A/c|Còpia|Còpia a" },
	{ "ca", PHRASE_SUBJECT, "Assumpte|Tema" },
	{ "ca", PHRASE_FIELD, "Respon a|Respondre a|Adjuncions|Fitxers adjunts|Importància|C/o" },
	{ "ca", PHRASE_ORIGINAL, "Missatge original|Correu original" },
	{ "ca", PHRASE_FORWARDED, "Missatge reenviat|Comença el missatge reenviat|Inici del missatge reenviat|"
	    "Inici d'un missatge reenviat|Reenviat per" },
	{ "ca", PHRASE_FORWARD_END, "Fi del missatge reenviat" },
	{ "ca", PHRASE_OPENER, "El|El dia|En|Missatge de|Citant|A" },
	{ "ca", PHRASE_WROTE, "va escriure|ha escrit|escrigué|escriu|va respondre" },
	{ "ca", PHRASE_PERSON, "Missatge de|Citant a|Citant" },
	{ "ca", PHRASE_DEVICE, "Enviat des|Enviat amb|Enviat mitjançant|Obtén l'Outlook|Obteniu l'Outlook|"
	    "Baixeu l'Outlook" },
	{ "ca", PHRASE_DEVICE_MY, "Enviat des del meu" },
	{ "ca", PHRASE_PRODUCT, "mòbil*|telèfon*|dispositiu*|tauleta*|aplicació" },
	{ "ca", PHRASE_CLOSING, "Salutacions|Salutacions cordials|Atentament|Cordialment|Una salutació|"
	    "Una abraçada|Salut|Ben cordialment" },
	{ "ca", PHRASE_RE, "RE" },
	{ "ca", PHRASE_FWD, "RV|Reenv" },
	{ "ca", PHRASE_BOUNCE, "no s'ha pogut lliurar|no es pot lliurar" },
	{ "ca", PHRASE_ABSENCE, "Resposta automàtica|Fora de l'oficina" },

	/* French */
	{ "fr", PHRASE_FROM, "De|Expéditeur|Envoyé par|De la part de" },
	{ "fr", PHRASE_DATE, "Envoyé|Envoyé le|Date|Envoyé à|Date d'envoi|Envoyée|Envoyée le|Reçu le" },
	{ "fr", PHRASE_TO, "À|Pour|Destinataire|Destinataires|A l'attention de" },
	{ "fr", PHRASE_CC, "Cc|Copie|Copie à|Copies à|En copie" },
	{ "fr", PHRASE_SUBJECT, "Objet|Sujet" },
	{ "fr", PHRASE_FIELD, "Répondre à|Réponse à|Cci|Importance|Priorité|Pièces jointes|Pièce jointe|Pièce(s) jointe(s)|"
	    "Indicateur de suivi|État de l'indicateur" },
	{ "fr", PHRASE_ORIGINAL, "Message d'origine|Message original|Message initial|Mail original|E-mail d'origine|"
	    "Mail d'origine|Courriel original|Message d'origine de|Message du|Message précédent|Courriel d'origine" },
	{ "fr", PHRASE_FORWARDED, "Message transféré|Message réexpédié|Début du message réexpédié|"
	    "Début du message transféré|E-mail transféré|Mail transféré|Message transmis|Transféré par|Réexpédié par|"
	    "Courriel transféré|Transmis par|Message réacheminé" },
	{ "fr", PHRASE_FORWARD_END, "Fin du message transféré|Fin du message réexpédié|Fin du message" },
	{ "fr", PHRASE_OPENER, "Le|En date du|Dans un message daté du|Dans un courrier daté du|À|Selon|Citation de|Message du" },
	{ "fr", PHRASE_WROTE, "a écrit|écrit|a écrit ceci|écrivait|écrivit|a écrit ce qui suit" },
	{ "fr", PHRASE_PERSON, "Citation de|Selon|Message de" },
	{ "fr", PHRASE_DEVICE, "Envoyé de mon|Envoyé depuis|Envoyé à partir|Envoyé avec|Envoyé via|Envoyé de|"
	    "Envoyé par mon|Envoyé par le service|Obtenez Outlook pour|Obtenir Outlook pour|Télécharger Outlook pour|"
	    "Téléchargez Outlook pour|Provenance : Courrier" },
	{ "fr", PHRASE_DEVICE_MY, "Envoyé de mon|Envoyé depuis mon" },
	{ "fr", PHRASE_FOOTER, "Envoyé sans fil" },
	{ "fr", PHRASE_PRODUCT, "portable|téléphone*|appareil*|tablette*|application*|messagerie" },
	{ "fr", PHRASE_CLOSING, "Cordialement|Bien cordialement|Très cordialement|Salutations|"
	    "Sincères salutations|Meilleures salutations|Bien à vous|Bien à toi|Respectueusement|Amicalement|"
	    "Sincèrement|Cdt|Cdlt|Bonne journée|Bonne réception|A bientôt|Amitiés|Merci et bonne journée" },
	{ "fr", PHRASE_RE, "RE|RÉP|Rép." },
	{ "fr", PHRASE_FWD, "TR|Transf|I" },
	{ "fr", PHRASE_BOUNCE, "non remis|non distribu*|échec de la remise|échec de remise|non délivré*|"
	    "échec de distribution|échec d'envoi|n'a pas pu être remis" },
	{ "fr", PHRASE_ABSENCE, "Réponse automatique|Absence du bureau|Absent du bureau|Message d'absence|"
	    "Message automatique" },

	/* German */
	{ "de", PHRASE_FROM, "Von|Absender|Gesendet von|Abs." },
	{ "de", PHRASE_DATE, "Gesendet|Datum|Gesendet am|Gesendet um|Verschickt|Erstellt|Verfasst|Zeit|Empfangen" },
	{ "de", PHRASE_TO, "An|Empfänger" },
	{ "de", PHRASE_CC, "Kopie|Kopie (CC)|Kopie an|In Kopie" },
	{ "de", PHRASE_SUBJECT, "Betreff|Thema|Betr." },
	{ "de", PHRASE_FIELD, "Antwort an|Antworten an|Blindkopie|Wichtigkeit|Priorität|Anlagen|Anlage|Anhang|Anhänge|"
	    "Kategorien|Kennzeichnung|Kennzeichnungsstatus|Vertraulichkeit|Antwort bitte bis" },
	{ "de", PHRASE_ORIGINAL, "Ursprüngliche Nachricht|Originalnachricht|Original-Nachricht|Original Nachricht|"
	    "Ursprüngliche Mail|Ursprüngliche E-Mail|Originalmail|Original-Mail|Antwort Nachricht|Urspr. Nachricht|"
	    "Ursprünglicher Termin|Ursprüngliche Message|Originalbotschaft|Vorherige Nachricht" },
	{ "de", PHRASE_FORWARDED, "Weitergeleitete Nachricht|Dies ist eine weitergeleitete Nachricht|"
	    "Anfang der weitergeleiteten*|Weitergeleitete E-Mail|"
	    "Weitergeleitete Mail|Weitergeleitet von|Weitergeleiteter Brief|Originalnachricht weitergeleitet|"
	    "Weiterleitung von|Beginn der weitergeleiteten*" },
	{ "de", PHRASE_FORWARD_END, "Ende der weitergeleiteten*|Ende der Weiterleitung" },
	{ "de", PHRASE_OPENER, "Am|Vom|Den|Zitat von|Zitiere|Um|Im|Nachricht von|In einer eMail vom|In der Nachricht" },
	{ "de", PHRASE_WROTE, "schrieb|schrieben|schreibt|hat geschrieben|geschrieben|Folgendes geschrieben" },
	{ "de", PHRASE_PERSON, "Zitat von|Zitiere|Nachricht von" },
	{ "de", PHRASE_DEVICE, "Gesendet von|Gesendet mit|Gesendet aus|Gesendet über|Gesendet vom|"
	    "Diese Nachricht wurde von|Diese E-Mail wurde von|Holen Sie sich Outlook|Hol dir Outlook|Versendet mit|"
	    "Versandt mit|Verschickt mit|Verschickt von|Diese Nachricht wurde mit|Diese E-Mail wurde mit" },
	{ "de", PHRASE_DEVICE_MY, "Gesendet von meinem" },
	{ "de", PHRASE_DEVICE_END, "gesendet|versendet|versandt|geschickt|verschickt|Outlook für iOS herunterladen|"
	    "Outlook für Android herunterladen|Outlook für iOS beziehen|Outlook für Android beziehen" },
	{ "de", PHRASE_FOOTER, "Mobil gesendet|Unterwegs gesendet|Von unterwegs gesendet|"
	    "Bitte entschuldigen Sie die Kürze" },
	{ "de", PHRASE_PRODUCT, "Handy*|Mobiltelefon*|Mobilgerät*|Telefon*|Gerät*|Diensthandy*|Freemail*" },
	{ "de", PHRASE_CLOSING, "Mit freundlichen Grüßen|Mit freundlichen Grüssen|Mit freundlichem Gruß|"
	    "Mit freundlichem Gruss|Freundliche Grüße|Freundliche Grüsse|Viele Grüße|Viele Grüsse|Beste Grüße|"
	    "Beste Grüsse|Liebe Grüße|Herzliche Grüße|Schöne Grüße|Gruß|Grüße|Gruss|MfG|LG|VG|BG|"
	    "Mit besten Grüßen|Mit herzlichen Grüßen|Hochachtungsvoll|Danke und Gruß|Vielen Dank und Grüße|"
	    "Danke und Grüße|Mit vielen Grüßen" },
	{ "de", PHRASE_RE, "AW|Antwort|Antw" },
	{ "de", PHRASE_FWD, "WG|Wtr|WL|Weitergeleitet" },
	{ "de", PHRASE_BOUNCE, "unzustellbar*|zustellung*|nicht zustellbar|nicht zugestellt|Zustellfehler" },
	{ "de", PHRASE_ABSENCE, "Automatische Antwort|Abwesenheit*|Automatische Abwesenheit*|Abwesend|"
	    "Nicht im Büro|Automatische Rückantwort|Autom. Antwort|Automatische Eingangsbestätigung" },

	/* Italian */
	{ "it", PHRASE_FROM, "Da|Mittente|Inviato da|Per conto di" },
	{ "it", PHRASE_DATE, "Data|Inviato|Inviato il|Data invio|Inviata|Inviata il|Ricevuto" },
	{ "it", PHRASE_TO, "A|Per|Destinatario|Destinatari" },
	{ "it", PHRASE_CC, "Copia|Per conoscenza|Cc|In copia|P.c." },
	{ "it", PHRASE_SUBJECT, "Oggetto|Titolo" },
	{ "it", PHRASE_FIELD, "Rispondi a|Ccn|Priorità|Importanza|Allegati|Allegato|Rispondi-a" },
	{ "it", PHRASE_ORIGINAL, "Messaggio originale|Messaggio di origine|Messaggio originario|Mail originale|"
	    "Messaggio precedente|Email originale|E-mail originale" },
	{ "it", PHRASE_FORWARDED, "Messaggio inoltrato|Inizio messaggio inoltrato|Inizio del messaggio inoltrato|"
	    "Inoltrato da|Messaggio inoltrato da|Email inoltrata|E-mail inoltrata|Mail inoltrata" },
	{ "it", PHRASE_FORWARD_END, "Fine messaggio inoltrato|Fine del messaggio inoltrato" },
	{ "it", PHRASE_OPENER, "Il|Il giorno|In data|Alle|L'|Citando|Citazione|Messaggio da|Lo" },
	{ "it", PHRASE_WROTE, "ha scritto|scrisse|scrive|scriveva|hai scritto" },
	{ "it", PHRASE_PERSON, "Citando|Citazione di|Citazione|Messaggio di" },
	{ "it", PHRASE_DEVICE, "Inviato da|Inviato dal|Inviato dallo|Inviato con|Inviato tramite|Inviato via|"
	    "Inviata da|Ottieni Outlook per|Scarica Outlook per" },
	{ "it", PHRASE_DEVICE_MY, "Inviato dal mio" },
	{ "it", PHRASE_PRODUCT, "cellulare|telefono*|telefonino|dispositivo*|app" },
	{ "it", PHRASE_CLOSING, "Cordiali saluti|Distinti saluti|Saluti|Un saluto|Cordialmente|Tanti saluti|"
	    "Un caro saluto|Cari saluti|Buona giornata|Grazie e saluti|Ciao|A presto|Grazie e cordiali saluti|"
	    "Con i migliori saluti|I migliori saluti" },
	{ "it", PHRASE_RE, "R|Rif|RE|Ris" },
	{ "it", PHRASE_FWD, "I|Inoltro|Inoltra|Inolt" },
	{ "it", PHRASE_BOUNCE, "mancato recapito|non recapitabile|impossibile recapitare|mancata consegna|non consegnato" },
	{ "it", PHRASE_ABSENCE, "Risposta automatica|Fuori sede|Fuori ufficio|Non in ufficio" },

	/* Portuguese, of Brazil and of Portugal */
	{ "pt", PHRASE_FROM, "De|Remetente|Enviado por" },
	{ "pt", PHRASE_DATE, "Data|Enviado|Enviada|Enviado em|Enviada em|Enviado a|Enviado às|Data de envio|Enviadas" },
	{ "pt", PHRASE_TO, "Para|A|Destinatário|Destinatários" },
	{ "pt", PHRASE_CC, "Cc|Cópia|Com cópia|C/c" },
	{ "pt", PHRASE_SUBJECT, "Assunto" },
	{ "pt", PHRASE_FIELD, "Responder a|Responder para|Cco|Importância|Prioridade|Anexos|Anexo|Bcc" },
	{ "pt", PHRASE_ORIGINAL, "Mensagem original|Mensagem de origem|E-mail original|Mensagem Original|Mensagem anterior" },
	{ "pt", PHRASE_FORWARDED, "Mensagem encaminhada|Mensagem reencaminhada|Início da mensagem encaminhada|"
	    "Início da mensagem reencaminhada|E-mail encaminhado|Encaminhado por|Reencaminhado por|"
	    "Mensagem reenviada|Início de mensagem reencaminhada|Começo da mensagem encaminhada" },
	{ "pt", PHRASE_FORWARD_END, "Fim da mensagem encaminhada|Fim da mensagem reencaminhada|"
	    "Fim da mensagem" },
	{ "pt", PHRASE_OPENER, "Em|No dia|A|Às|Citando|O|Na|Mensagem de|Na data de|No" },
	{ "pt", PHRASE_WROTE, "escreveu|escreveram|escreve|escrevia|escreveu o seguinte" },
	{ "pt", PHRASE_PERSON, "Citando|Mensagem de" },
	{ "pt", PHRASE_DEVICE, "Enviado do|Enviado de|Enviado da|Enviado a partir|Enviado pelo|Enviado pela|"
	    "Enviado com|Enviado via|Enviado através|Enviada do|Obter Outlook para|Obter o Outlook para|"
	    "Obtenha o Outlook para|Baixe o Outlook para|Baixar o Outlook para" },
	{ "pt", PHRASE_DEVICE_MY, "Enviado do meu" },
	{ "pt", PHRASE_PRODUCT, "telemóvel*|telefone*|celular*|aparelho|aplicativo|aplicação" },
	{ "pt", PHRASE_CLOSING, "Atenciosamente|Atentamente|Cumprimentos|Com os melhores cumprimentos|"
	    "Melhores cumprimentos|Abraço|Abraços|Um abraço|Att|Saudações|Cordialmente|Respeitosamente|"
	    "Até breve|Cordiais cumprimentos" },
	{ "pt", PHRASE_RE, "RES|Resp" },
	{ "pt", PHRASE_FWD, "ENC|Encam|Enc.|Reenc" },
	{ "pt", PHRASE_BOUNCE, "não entregue|não pôde ser entregue|falha na entrega|não foi possível entregar|"
	    "falha de entrega|não é possível entregar" },
	{ "pt", PHRASE_ABSENCE, "Resposta automática|Fora do escritório|Ausência temporária|Resposta de ausência" },

	/* Galician */
	{ "gl", PHRASE_FROM, "De" },
	{ "gl", PHRASE_SUBJECT, "Asunto" },
	{ "gl", PHRASE_ORIGINAL, "Mensaxe orixinal" },
	{ "gl", PHRASE_FORWARDED, "Mensaxe reenviada" },
	{ "gl", PHRASE_OPENER, "O" },
	{ "gl", PHRASE_WROTE, "escribiu" },
	{ "gl", PHRASE_DEVICE, "Enviado dende" },

	/* Basque */
	{ "eu", PHRASE_FROM, "Nork|Bidaltzailea" },
	{ "eu", PHRASE_DATE, "Bidaltze-data|Bidalia|Data" },
	{ "eu", PHRASE_TO, "Nori|Hartzailea" },
	{ "eu", PHRASE_SUBJECT, "Gaia" },
	{ "eu", PHRASE_ORIGINAL, "Jatorrizko mezua" },
	{ "eu", PHRASE_FORWARDED, "Birbidalitako mezua" },
	{ "eu", PHRASE_WROTE, "idatzi du|igorleak hau idatzi zuen|hau idatzi zuen" },
	{ "eu", PHRASE_CLOSING, "Agur bero bat|Ondo izan|Agur" },

	/* Dutch */
	{ "nl", PHRASE_FROM, "Van|Afzender|Verzonden door|Namens" },
	{ "nl", PHRASE_DATE, "Verzonden|Datum|Verzonden op|Verstuurd|Verzonden om|Ontvangen|Gestuurd" },
	{ "nl", PHRASE_TO, "Aan|Naar|Ontvanger|Geadresseerde" },
	{ "nl", PHRASE_CC, "Cc|Kopie|Kopie aan|Kopieën" },
	{ "nl", PHRASE_SUBJECT, "Onderwerp|Betreft" },
	{ "nl", PHRASE_FIELD, "Antwoord aan|Beantwoorden|Beantwoord aan|Urgentie|Prioriteit|Bijlagen|Bijlage|Belangrijkheid" },
	{ "nl", PHRASE_ORIGINAL, "Oorspronkelijk bericht|Oorspronkelijke bericht|Origineel bericht|Originele bericht|"
	    "Oorspronkelijke mail|Originele mail|Oorspronkelijke e-mail" },
	{ "nl", PHRASE_FORWARDED, "Doorgestuurd bericht|Begin doorgestuurd bericht|Doorgezonden bericht|"
	    "Doorgestuurd door|Doorgestuurde mail|Doorgestuurde e-mail|Begin van doorgestuurd bericht" },
	{ "nl", PHRASE_FORWARD_END, "Einde doorgestuurd bericht|Einde van doorgestuurd bericht|"
	    "Einde van het doorgestuurde bericht" },
	{ "nl", PHRASE_OPENER, "Op|Aldus|Citeren|Bericht van|In het bericht|Om" },
	{ "nl", PHRASE_WROTE, "schreef|schreven|schrijft|heeft geschreven|geschreven|het volgende geschreven|"
	    "heeft het volgende geschreven|het volgende" },
	{ "nl", PHRASE_PERSON, "Citeren|Aldus|Bericht van" },
	{ "nl", PHRASE_DEVICE, "Verzonden vanaf|Verzonden met|Verzonden vanuit|Verzonden via|Verstuurd vanaf|"
	    "Verstuurd met|Verstuurd vanuit|Verstuurd via|Verzonden door mijn|Download Outlook voor" },
	{ "nl", PHRASE_DEVICE_MY, "Verzonden vanaf mijn|Verstuurd vanaf mijn|Verzonden met mijn|Verstuurd met mijn" },
	{ "nl", PHRASE_DEVICE_END, "Outlook voor iOS downloaden|Outlook voor Android downloaden|"
	    "Outlook voor iOS ophalen|Outlook voor Android ophalen|Outlook downloaden|verzonden|verstuurd" },
	{ "nl", PHRASE_PRODUCT, "telefoon*|mobiel*|mobieltje|toestel*|apparaat" },
	{ "nl", PHRASE_CLOSING, "Met vriendelijke groet|Met vriendelijke groeten|Vriendelijke groet|"
	    "Vriendelijke groeten|Groet|Groeten|Groetjes|Mvg|Hartelijke groet|Hartelijke groeten|Hoogachtend|"
	    "Met hartelijke groet|Beste groeten|Vr. gr.|M.vr.gr.|Gr" },
	{ "nl", PHRASE_RE, "Antw|Antwoord|Betr" },
	{ "nl", PHRASE_FWD, "Doorst|Doorgestuurd" },
	{ "nl", PHRASE_BOUNCE, "niet bezorgd|onbestelbaar*|niet afgeleverd|kan niet worden bezorgd|niet besteld" },
	{ "nl", PHRASE_ABSENCE, "Automatisch antwoord|Afwezig*|Niet aanwezig|Automatische beantwoording|"
	    "Niet op kantoor|Automatische reactie" },

	/* Polish */
	{ "pl", PHRASE_FROM, "Od|Nadawca|Wysłane przez" },
	{ "pl", PHRASE_DATE, "Wysłano|Wysłane|Data|Data wysłania|Wysłany|Dnia|Wysłana" },
	{ "pl", PHRASE_TO, "Do|Adresat|Odbiorca|Odbiorcy" },
	{ "pl", PHRASE_CC, "DW|Kopia|Do wiadomości|Kopia do" },
	{ "pl", PHRASE_SUBJECT, "Temat|Dotyczy" },
	{ "pl", PHRASE_FIELD, "Odpowiedź do|Odpowiedz do|UDW|Ważność|Priorytet|Załączniki|Załącznik" },
	{ "pl", PHRASE_ORIGINAL, "Wiadomość oryginalna|Oryginalna wiadomość|Wiadomość pierwotna|Treść oryginalnej wiadomości|"
	    "Wiadomość źródłowa|Oryginalny e-mail" },
	{ "pl", PHRASE_FORWARDED, "Przesłana wiadomość|Rozpoczęcie przesłanej dalej wiadomości|"
	    "Przekazywana wiadomość|Wiadomość przekazana|Początek przekazywanej wiadomości|"
	    "Treść przekazanej wiadomości|Przekazana wiadomość|Przekazane przez|Wiadomość przesłana dalej|"
	    "Wiadomość przesłana|Początek przesłanej wiadomości|Początek przekazanej wiadomości" },
	{ "pl", PHRASE_FORWARD_END, "Koniec przekazanej wiadomości|Koniec przesłanej wiadomości|"
	    "Koniec przekazywanej wiadomości" },
	{ "pl", PHRASE_OPENER, "W dniu|Dnia|W|Wiadomość napisana przez|Wiadomość od|Cytowanie|Użytkownik|Cytuję" },
	{ "pl", PHRASE_WROTE, "napisał|napisała|napisał(a)|napisał/a|pisze|napisali|pisał|pisała|napisał(-a)|"
	    "odpisał|odpisała" },
	{ "pl", PHRASE_PERSON, "Wiadomość napisana przez|Cytowanie|Użytkownik|Cytuję|Wiadomość od" },
	{ "pl", PHRASE_DEVICE, "Wysłane z|Wysłano z|Wysłane przy użyciu|Wysłane przez|Wysłane za pomocą|"
	    "Pobierz Outlook|Pobierz program Outlook|Pobierz aplikację Outlook|Uzyskaj aplikację Outlook|Wysłana z|"
	    "Wysłane w" },
	{ "pl", PHRASE_DEVICE_MY, "Wysłane z mojego" },
	{ "pl", PHRASE_PRODUCT, "telefon*|smartfon*|komórk*|urządzeni*|aplikacj*" },
	{ "pl", PHRASE_CLOSING, "Pozdrawiam|Z poważaniem|Pozdrowienia|Serdecznie pozdrawiam|"
	    "Pozdrawiam serdecznie|Z wyrazami szacunku|Łączę pozdrowienia|Pozdrawiamy|Dziękuję i pozdrawiam|Pzdr" },
	{ "pl", PHRASE_RE, "Odp|ODP." },
	{ "pl", PHRASE_FWD, "PD|Przekaz" },
	{ "pl", PHRASE_BOUNCE, "nie dostarczono|nie można dostarczyć|niedostarczon*|niedostarczalna" },
	{ "pl", PHRASE_ABSENCE, "Automatyczna odpowiedź|Odpowiedź automatyczna|Poza biurem|Autoodpowiedź|"
	    "Jestem na urlopie" },

	/* Swedish */
	{ "sv", PHRASE_FROM, "Från|Avsändare" },
	{ "sv", PHRASE_DATE, "Skickat|Datum|Skickad|Skickat den|Sänt|Skickades" },
	{ "sv", PHRASE_TO, "Till|Mottagare" },
	{ "sv", PHRASE_CC, "Kopia|Kopia till|Kopior" },
	{ "sv", PHRASE_SUBJECT, "Ämne|Rubrik|Angående" },
	{ "sv", PHRASE_FIELD, "Svara till|Svar till|Prioritet|Bifogade filer|Bifogad fil|Bilagor|Bilaga|Hemlig kopia|Vikt" },
	{ "sv", PHRASE_ORIGINAL, "Ursprungligt meddelande|Originalmeddelande|Ursprungligt mejl|Ursprungligt mail|"
	    "Ursprungsmeddelande|Originalmejl|Ursprungligt e-postmeddelande" },
	{ "sv", PHRASE_FORWARDED, "Vidarebefordrat meddelande|Början av vidarebefordrat*|"
	    "Vidarebefordrat mejl|Vidarebefordrat mail|"
	    "Vidarebefordrat brev|Börja vidarebefordrat meddelande|Vidarebefordrat av|Start på vidarebefordrat meddelande|"
	    "Vidarebefordrat e-postmeddelande|Vidarebefordrat e-post" },
	{ "sv", PHRASE_FORWARD_END, "Slut på vidarebefordrat*" },
	{ "sv", PHRASE_OPENER, "Den|Citerar|På|Meddelande från|I ett meddelande|Kl|Tis|Mån|Ons|Tors|Fre|Lör|Sön" },
	{ "sv", PHRASE_WROTE, "skrev|skriver|har skrivit|skrev följande|svarade" },
	{ "sv", PHRASE_PERSON, "Citerar|Citat från|Meddelande från" },
	{ "sv", PHRASE_DEVICE, "Skickat från|Skickat med|Skickat via|Skickad från|Skaffa Outlook för|"
	    "Hämta Outlook för|Sänt från|Skickas från|Ladda ner Outlook för" },
	{ "sv", PHRASE_DEVICE_MY, "Skickat från min|Sänt från min|Skickat med min" },
	{ "sv", PHRASE_PRODUCT, "mobil*|telefon*|surfplatta*|enhet*|appen" },
	{ "sv", PHRASE_CLOSING, "Med vänlig hälsning|Med vänliga hälsningar|Vänliga hälsningar|Vänlig hälsning|"
	    "Hälsningar|Mvh|Vh|Hälsning|Bästa hälsningar|Med bästa hälsningar|Hälsar|Hej då" },
	{ "sv", PHRASE_RE, "SV|Svar" },
	{ "sv", PHRASE_FWD, "VB|Vidarebefordrat|Vidarebefordrar" },
	{ "sv", PHRASE_BOUNCE, "kunde inte levereras|gick inte att leverera|olevererbart|ej levererat|Oavsändbart|"
	    "Kan inte levereras" },
	{ "sv", PHRASE_ABSENCE, "Autosvar|Automatiskt svar|Frånvaro*|Ej på kontoret|Inte på kontoret" },

	/* Danish */
	{ "da", PHRASE_FROM, "Fra|Afsender" },
	{ "da", PHRASE_DATE, "Sendt|Dato|Sendt den|Afsendt" },
	{ "da", PHRASE_TO, "Til|Modtager|Modtagere" },
	{ "da", PHRASE_CC, "Kopi|Kopi til" },
	{ "da", PHRASE_SUBJECT, "Emne|Vedr." },
	{ "da", PHRASE_FIELD, "Svar til|Besvar til|Prioritet|Vedhæftede filer|Vedhæftet fil|Vedhæftninger|Bilag" },
	{ "da", PHRASE_ORIGINAL, "Oprindelig meddelelse|Oprindelig besked|Original meddelelse|Oprindelig mail|"
	    "Original besked|Oprindelig e-mail|Den oprindelige meddelelse" },
	{ "da", PHRASE_FORWARDED, "Videresendt meddelelse|Videresendt besked|Start på videresendt*|Videresendt af|"
	    "Videresendt mail|Videresendt e-mail|Begynd videresendt besked|Videresendt brev" },
	{ "da", PHRASE_FORWARD_END, "Slut på videresendt*" },
	{ "da", PHRASE_OPENER, "Den|På|Citat fra|Citerer|Besked fra|Man|Tirs|Ons|Tors|Fre|Lør|Søn|Kl" },
	{ "da", PHRASE_WROTE, "skrev|skriver|har skrevet|skrev følgende|svarede" },
	{ "da", PHRASE_PERSON, "Citat fra|Citerer|Besked fra" },
	{ "da", PHRASE_DEVICE, "Sendt fra|Sendt med|Sendt via|Hent Outlook|Få Outlook til" },
	{ "da", PHRASE_DEVICE_MY, "Sendt fra min" },
	{ "da", PHRASE_FOOTER, "Sendt på farten" },
	{ "da", PHRASE_PRODUCT, "enhed*" },
	{ "da", PHRASE_CLOSING, "Med venlig hilsen|Med venlige hilsner|Venlig hilsen|Venlige hilsner|Hilsen|Mvh|"
	    "Bedste hilsner|De bedste hilsner|Mange hilsner|Kh|Kærlig hilsen" },
	{ "da", PHRASE_RE, "SV|Svar|Vedr" },
	{ "da", PHRASE_FWD, "VS|Videresend|Videresendt" },
	{ "da", PHRASE_BOUNCE, "kunne ikke leveres|ikke leveret|kan ikke leveres|uleveret|underlevert" },
	{ "da", PHRASE_ABSENCE, "Automatisk svar|Autosvar|Fravær*|Ikke på kontoret|Ikke til stede" },

	/* Norwegian */
	{ "no", PHRASE_FROM, "Fra|Avsender" },
	{ "no", PHRASE_DATE, "Sendt|Dato|Sendt den" },
	{ "no", PHRASE_TO, "Til|Mottaker|Mottakere" },
	{ "no", PHRASE_CC, "Kopi|Kopi til" },
	{ "no", PHRASE_SUBJECT, "Emne|Vedr." },
	{ "no", PHRASE_FIELD, "Svar til|Svar-til|Prioritet|Viktighet|Vedlegg|Blindkopi" },
	{ "no", PHRASE_ORIGINAL, "Opprinnelig melding|Original melding|Opprinnelig e-post|Opprinneleg melding|"
	    "Originalmelding|Den opprinnelige meldingen" },
	{ "no", PHRASE_FORWARDED, "Videresendt melding|Start på den videresendte meldingen|Begynnelse på*|"
	    "Videresendt e-post|Videresendt av|"
	    "Start på videresendt*|Videresendt epost|Vidaresend melding|Startet videresendt melding" },
	{ "no", PHRASE_FORWARD_END, "Slutt på videresendt*" },
	{ "no", PHRASE_OPENER, "Den|På|Sitat fra|Siterer|Melding fra|Man|Tir|Tirs|Ons|Tor|Tors|Fre|Lør|Søn|Kl" },
	{ "no", PHRASE_WROTE, "skrev|skriver|har skrevet|skreiv|svarte" },
	{ "no", PHRASE_PERSON, "Sitat fra|Siterer|Melding fra" },
	{ "no", PHRASE_DEVICE, "Sendt fra|Sendt med|Sendt via|Skaff deg Outlook|Få Outlook for|Last ned Outlook|"
	    "Hent Outlook" },
	{ "no", PHRASE_DEVICE_MY, "Sendt fra min" },
	{ "no", PHRASE_PRODUCT, "nettbrett*" },
	{ "no", PHRASE_CLOSING, "Med vennlig hilsen|Vennlig hilsen|Hilsen|Mvh|Beste hilsen|Med vennleg helsing|"
	    "Vennlige hilsener|Med beste hilsen|Hei hei" },
	{ "no", PHRASE_RE, "SV|Svar" },
	{ "no", PHRASE_FWD, "VS|Videresend|Videresendt" },
	{ "no", PHRASE_BOUNCE, "kunne ikke leveres|kan ikke leveres|ikke levert|ulevert" },
	{ "no", PHRASE_ABSENCE, "Automatisk svar|Autosvar|Fravær*|Ikke på kontoret|Ute av kontoret" },

	/* Icelandic */
	{ "is", PHRASE_FROM, "Frá|Sendandi" },
	{ "is", PHRASE_DATE, "Sent|Dagsetning" },
	{ "is", PHRASE_TO, "Til|Viðtakandi" },
	{ "is", PHRASE_CC, "Afrit" },
	{ "is", PHRASE_SUBJECT, "Efni" },
	{ "is", PHRASE_ORIGINAL, "Upprunaleg skilaboð|Upphaflegur póstur" },
	{ "is", PHRASE_FORWARDED, "Áframsend skilaboð" },
	{ "is", PHRASE_OPENER, "Þann|Þ." },
	{ "is", PHRASE_WROTE, "skrifaði" },
	{ "is", PHRASE_RE, "Svar" },
	{ "is", PHRASE_FWD, "Framsenda" },
	{ "is", PHRASE_CLOSING, "Kveðja|Bestu kveðjur|Með kveðju|Kær kveðja" },

	/* Finnish */
	{ "fi", PHRASE_FROM, "Lähettäjä|Keneltä" },
	{ "fi", PHRASE_DATE, "Lähetetty|Päivämäärä|Päiväys|Pvm|Lähetysaika|Aika" },
	{ "fi", PHRASE_TO, "Vastaanottaja|Vastaanottajat|Kenelle" },
	{ "fi", PHRASE_CC, "Kopio|Kopiot|Tiedoksi" },
	{ "fi", PHRASE_SUBJECT, "Aihe|Otsikko|Asia" },
	{ "fi", PHRASE_FIELD, "Vastausosoite|Vastaa|Vastaus|Prioriteetti|Tärkeys|Liitteet|Liite|Piilokopio" },
	{ "fi", PHRASE_ORIGINAL, "Alkuperäinen viesti|Alkuperäinen sähköposti|Alkuperäinen sanoma" },
	{ "fi", PHRASE_FORWARDED, "Edelleenlähetetty viesti|Välitetty viesti|Alku välitetylle viestille|"
	    "Välitetty viesti alkaa|Edelleen lähetetty viesti|"
	    "Välittänyt|Edelleenlähetetty sähköposti|Välitetyn viestin alku|Edelleenlähetetty" },
	{ "fi", PHRASE_FORWARD_END, "Välitetyn viestin loppu|Edelleenlähetetyn viestin loppu" },
	{ "fi", PHRASE_OPENER, "Ma|Ti|Ke|To|Pe|La|Su|Maanantaina|Tiistaina|Keskiviikkona|Torstaina|Perjantaina|Lauantaina|"
	    "Sunnuntaina|Kirjoittanut|Lainaus|Viesti lähettäjältä|Lainaan" },
	{ "fi", PHRASE_WROTE, "kirjoitti|kirjoittaa|on kirjoittanut|kirjoitti seuraavasti|kirjoitit|vastasi" },
	{ "fi", PHRASE_PERSON, "Lainaus|Kirjoittanut|Lainaan" },
	{ "fi", PHRASE_DEVICE, "Lähetetty|Hanki Outlook|Lataa Outlook" },
	{ "fi", PHRASE_DEVICE_MY, "Lähetetty minun" },
	{ "fi", PHRASE_DEVICE_END, "lähetetty" },
	{ "fi", PHRASE_PRODUCT, "puhelime*|laittee*|matkapuhelime*|mobiililait*|sovelluks*|Sähköpostista*" },
	{ "fi", PHRASE_CLOSING, "Ystävällisin terveisin|Terveisin|Parhain terveisin|Yst. terv.|Terv|Terveiset|"
	    "Kiittäen|Kunnioittavasti|T|Ystävällisesti|Yt|Hyvää päivänjatkoa" },
	{ "fi", PHRASE_RE, "VS|Vast" },
	{ "fi", PHRASE_FWD, "VL|Väl" },
	{ "fi", PHRASE_BOUNCE, "ei voitu toimittaa|ei voida toimittaa|toimittamatta|Toimitus epäonnistui" },
	{ "fi", PHRASE_ABSENCE, "Automaattinen vastaus|Poissa*|Automaattivastaus|En ole paikalla" },

	/* Czech */
	{ "cs", PHRASE_FROM, "Od|Odesílatel|Odesilatel|Od koho" },
	{ "cs", PHRASE_DATE, "Odesláno|Datum|Odesláno dne|Posláno|Zasláno" },
	{ "cs", PHRASE_TO, "Komu|Pro|Příjemce" },
	{ "cs", PHRASE_CC, "Kopie|Kopie komu|V kopii" },
	{ "cs", PHRASE_SUBJECT, "Předmět|Věc" },
	{ "cs", PHRASE_FIELD, "Odpovědět komu|Odpověď na|Odpovědět na|Důležitost|Priorita|Přílohy|Příloha|Skrytá kopie|Skrytá" },
	{ "cs", PHRASE_ORIGINAL, "Původní zpráva|Původní e-mail|Původní email|Originální zpráva|Původní mail" },
	{ "cs", PHRASE_FORWARDED, "Přeposlaná zpráva|Předávaná zpráva|Začátek přeposílané zprávy|Přeposlaný e-mail|"
	    "Přeposlaný email|Předaná zpráva|Přeposílaná zpráva|Přeposláno|Začátek přeposlané zprávy|Přesměrovaná zpráva" },
	{ "cs", PHRASE_FORWARD_END, "Konec přeposlané zprávy|Konec předávané zprávy" },
	{ "cs", PHRASE_OPENER, "Dne|V|Cituji|Citace|Zpráva od|Po|Út|St|Čt|Pá|So|Ne" },
	{ "cs", PHRASE_WROTE, "napsal|napsala|napsal(a)|napsal/a|napsali|píše|psal|psala|odepsal|odepsala|napsal/-a|napsal (a)" },
	{ "cs", PHRASE_PERSON, "Cituji|Citace|Zpráva od|odesílatel|uživatel" },
	{ "cs", PHRASE_DEVICE, "Odesláno z|Odesláno ze|Odesláno přes|Odesláno pomocí|Posláno z|Posláno ze|"
	    "Získat Outlook|Stáhnout Outlook|Získejte Outlook|Stáhněte si Outlook" },
	{ "cs", PHRASE_DEVICE_MY, "Odesláno z mého" },
	{ "cs", PHRASE_FOOTER, "Odesláno mobilem" },
	{ "cs", PHRASE_PRODUCT, "zařízení|chytrého|aplikac*" },
	{ "cs", PHRASE_CLOSING, "S pozdravem|S přátelským pozdravem|Hezký den|Pěkný den|S úctou|Zdraví|Zdravím|"
	    "S přáním hezkého dne|Srdečně|Mějte se hezky|Děkuji a hezký den|Přeji hezký den" },
	{ "cs", PHRASE_RE, "Odp|Odpověď" },
	{ "cs", PHRASE_FWD, "Přep|Předáno|Přeposl" },
	{ "cs", PHRASE_BOUNCE, "nedoručiteln*|nelze doručit|nebylo doručeno|nedoručen*" },
	{ "cs", PHRASE_ABSENCE, "Automatická odpověď|Mimo kancelář" },

	/* Slovak */
	{ "sk", PHRASE_FROM, "Od|Odosielateľ|Od koho" },
	{ "sk", PHRASE_DATE, "Odoslané|Dátum|Poslané|Odoslaná|Odoslal" },
	{ "sk", PHRASE_TO, "Komu|Pre|Príjemca|Adresát" },
	{ "sk", PHRASE_CC, "Kópia" },
	{ "sk", PHRASE_SUBJECT, "Predmet|Vec" },
	{ "sk", PHRASE_FIELD, "Odpovedať|Odpoveď|Dôležitosť|Prílohy|Príloha|Skrytá kópia|Odpovedať komu" },
	{ "sk", PHRASE_ORIGINAL, "Pôvodná správa|Originálna správa|Pôvodný e-mail" },
	{ "sk", PHRASE_FORWARDED, "Preposlaná správa|Začiatok preposlanej správy|Preposielaná správa|Posunutá správa|"
	    "Začiatok preposielanej správy|Preposlaný e-mail|Odovzdaná správa|Presmerovaná správa" },
	{ "sk", PHRASE_FORWARD_END, "Koniec preposlanej správy" },
	{ "sk", PHRASE_OPENER, "Dňa|Citujem|Správa od|Po|Ut|St|Št|Pi|So|Ne|V" },
	{ "sk", PHRASE_WROTE, "napísal|napísala|napísal(a)|napísal/a|napísali|píše|písal|písala|napísal/-a" },
	{ "sk", PHRASE_PERSON, "Citujem|Správa od|odosielateľ|používateľ" },
	{ "sk", PHRASE_DEVICE, "Odoslané z|Odoslané zo|Odoslané cez|Odoslané pomocou|Poslané z|Poslané zo|"
	    "Získajte Outlook|Získať Outlook|Stiahnuť Outlook" },
	{ "sk", PHRASE_DEVICE_MY, "Odoslané z môjho" },
	{ "sk", PHRASE_PRODUCT, "zariaden*|aplikáci*" },
	{ "sk", PHRASE_CLOSING, "S pozdravom|S úctou|Pekný deň|S priateľským pozdravom|Zdravím|Srdečne|"
	    "Prajem pekný deň" },
	{ "sk", PHRASE_RE, "Odp" },
	{ "sk", PHRASE_FWD, "Prep" },
	{ "sk", PHRASE_BOUNCE, "nedoručiteľn*|nemožno doručiť|nebolo doručené|nedoručen*" },
	{ "sk", PHRASE_ABSENCE, "Automatická odpoveď|Mimo kancelárie" },

	/* Hungarian */
	{ "hu", PHRASE_FROM, "Feladó|Küldő" },
	{ "hu", PHRASE_DATE, "Küldve|Elküldve|Dátum|Küldés ideje|Küldés dátuma|Küldési idő|Időpont" },
	{ "hu", PHRASE_TO, "Címzett|Címzettek" },
	{ "hu", PHRASE_CC, "Másolatot kap|Másolat" },
	{ "hu", PHRASE_SUBJECT, "Tárgy" },
	{ "hu", PHRASE_FIELD, "Válaszcím|Válasz erre|Válasz|Fontosság|Prioritás|Mellékletek|Melléklet|Titkos másolat|Csatolmány" },
	{ "hu", PHRASE_ORIGINAL, "Eredeti üzenet|Eredeti levél|Az eredeti üzenet|Eredeti e-mail" },
	{ "hu", PHRASE_FORWARDED, "Továbbított üzenet|Továbbított levél kezdete|Továbbított levél|Továbbított e-mail|"
	    "Továbbított üzenet kezdete|Továbbítva|A továbbított üzenet kezdete|Továbbította" },
	{ "hu", PHRASE_FORWARD_END, "Továbbított üzenet vége|Továbbított levél vége" },
	{ "hu", PHRASE_OPENER, "Idézet|Idézem|Ekkor|Dátum" },
	{ "hu", PHRASE_WROTE, "írta|ezt írta|írja|a következőt írta|az alábbiakat írta|írtad|idézet" },
	{ "hu", PHRASE_PERSON, "Idézet|Idézem" },
	{ "hu", PHRASE_DEVICE, "Elküldve a|Elküldve az|Küldve az|Küldve a|Elküldve|Outlook beszerzése|"
	    "Az Outlook beszerzése|Az Outlook letöltése|Az iOS Outlook|Az Android Outlook|Töltse le az Outlook|"
	    "Szerezze be" },
	{ "hu", PHRASE_DEVICE_END, "küldve|elküldve|Outlook letöltése|Outlook beszerzése" },
	{ "hu", PHRASE_PRODUCT, "készülék*|táblagép*|okostelefon*" },
	{ "hu", PHRASE_CLOSING, "Üdvözlettel|Tisztelettel|Köszönettel|Üdv|Üdvözlöm|Szép napot|Barátsággal|"
	    "Szívélyes üdvözlettel" },
	{ "hu", PHRASE_RE, "Vá|Válasz" },
	{ "hu", PHRASE_FWD, "Továbbítás|Tovább|Továb|Tov|Továbbítva" },
	{ "hu", PHRASE_BOUNCE, "nem kézbesíthető|kézbesíthetetlen|kézbesítési hiba|nem sikerült kézbesíteni" },
	{ "hu", PHRASE_ABSENCE, "Automatikus válasz|Házon kívül|Irodán kívül|Nem vagyok az irodában" },

	/* Romanian */
	{ "ro", PHRASE_FROM, "De la|Expeditor|Expeditorul|Din partea" },
	{ "ro", PHRASE_DATE, "Trimis|Dată|Data|Trimis la|Trimisă|Data trimiterii" },
	{ "ro", PHRASE_TO, "Către|Pentru|Destinatar|Destinatari|La" },
	{ "ro", PHRASE_CC, "Copie|Copie la" },
	{ "ro", PHRASE_SUBJECT, "Subiect|Subiectul" },
	{ "ro", PHRASE_FIELD, "Răspunde la|Răspuns la|Importanță|Prioritate|Atașamente|Atașări|Fișiere atașate" },
	{ "ro", PHRASE_ORIGINAL, "Mesaj original|Mesajul original|Mesaj inițial|Mesajul inițial" },
	{ "ro", PHRASE_FORWARDED, "Mesaj redirecționat|Început mesaj redirecționat|Mesajul redirecționat|"
	    "Începutul mesajului redirecționat|"
	    "Mesaj retransmis|Mesaj transmis|Mesaj înaintat|Începe mesajul redirecționat|Redirecționat de|"
	    "Începutul mesajului retransmis|Mesaj forwardat|Mesaj transferat|Începe mesajul transmis" },
	{ "ro", PHRASE_FORWARD_END, "Sfârșitul mesajului redirecționat|Sfârșitul mesajului" },
	{ "ro", PHRASE_OPENER, "Pe|În data de|La|La data de|În|Citez|Mesaj de la|Lun|Mar|Mie|Joi|Vin|Sâm|Dum|Luni|Marți|"
	    "Miercuri|Vineri|Sâmbătă|Duminică" },
	{ "ro", PHRASE_WROTE, "a scris|a scris următoarele|scrie|scria|au scris|a răspuns|a spus" },
	{ "ro", PHRASE_PERSON, "Citez|Mesaj de la" },
	{ "ro", PHRASE_DEVICE, "Trimis de pe|Trimis din|Trimis cu|Trimis prin|Trimis folosind|Obțineți Outlook|"
	    "Obține Outlook|Descărcați Outlook" },
	{ "ro", PHRASE_DEVICE_MY, "Trimis de pe" },
	{ "ro", PHRASE_PRODUCT, "dispozitiv*|aplicați*" },
	{ "ro", PHRASE_CLOSING, "Cu stimă|Cu respect|Toate cele bune|O zi bună|Salutări|Cu drag|Cele bune|"
	    "Cu considerație|Numai bine" },
	{ "ro", PHRASE_RE, "Răsp" },
	{ "ro", PHRASE_FWD, "Redir|Redirecționare|Trans" },
	{ "ro", PHRASE_BOUNCE, "nu a putut fi livrat|imposibil de livrat|nelivrat" },
	{ "ro", PHRASE_ABSENCE, "Răspuns automat|În afara biroului|Plecat din birou" },

	/* Russian */
	{ "ru", PHRASE_FROM, "От|От кого|Отправитель|От имени" },
	{ "ru", PHRASE_DATE, "Отправлено|Дата|Дата отправки|Отправлен|Послано|Время|Отправлена|Когда|Дата и время" },
	{ "ru", PHRASE_TO, "Кому|Получатель|Получатели|Куда" },
	{ "ru", PHRASE_CC, "Копия|Копии" },
	{ "ru", PHRASE_SUBJECT, "Тема|Тема письма" },
	{ "ru", PHRASE_FIELD, "Ответить|Ответ|Адрес для ответа|Важность|Приоритет|Вложения|Вложение|Скрытая копия|Вложенные файлы" },
	{ "ru", PHRASE_ORIGINAL, "Исходное сообщение|Исходное письмо|Оригинальное сообщение|Оригинал сообщения|"
	    "Первоначальное сообщение|Предыдущее сообщение" },
	{ "ru", PHRASE_FORWARDED, "Пересылаемое сообщение|Это пересылаемое сообщение|"
	    "Это пересылаемое письмо|Начало переадресованного сообщения|Перенаправленное сообщение|"
	    "Пересланное сообщение|Пересылаемое письмо|Начало пересылаемого сообщения|Переадресованное сообщение|"
	    "Переслал|Начало пересланного сообщения|Пересылается сообщение|"
	    "Пересланное письмо|Переслано" },
	{ "ru", PHRASE_FORWARD_END, "Конец пересылаемого*|Конец перенаправленного*|"
	    "Конец переадресованного*|Завершение пересылаемого*|Конец письма" },
	{ "ru", PHRASE_OPENER, "На|В|Пн|Вт|Ср|Чт|Пт|Сб|Вс|Понедельник|Вторник|Среда|Четверг|Пятница|Суббота|Воскресенье|"
	    "Цитирую|Сообщение от|Письмо от|Здравствуйте, вы писали|Вы писали" },
	{ "ru", PHRASE_WROTE, "написал|написала|написал(а)|написал/а|пишет|писал|писала|пишут|написали|вы писали|"
	    "ответил|ответила|писал(а)|написали Вы|пользователь написал|сообщил" },
	{ "ru", PHRASE_PERSON, "Цитирую|Сообщение от|Письмо от|от" },
	{ "ru", PHRASE_DEVICE, "Отправлено с|Отправлено из|Отправлено через|Отправлено от|Отправлено при помощи|"
	    "Отправлено со|Отправлено мобильной|Скачать Outlook для|Скачайте Outlook для|Получить Outlook для|"
	    "Получите Outlook для|Отправлено посредством|Послано с" },
	{ "ru", PHRASE_DEVICE_MY, "Отправлено с моего" },
	{ "ru", PHRASE_PRODUCT, "телефон*|смартфон*|планшет*|мобильн*|устройств*|приложени*|Яндекс*|Рамблер*" },
	{ "ru", PHRASE_CLOSING, "С уважением|С наилучшими пожеланиями|Всего доброго|"
	    "С уважением и благодарностью|С благодарностью|Хорошего дня|С приветом|Всего хорошего|"
	    "Всего наилучшего" },
	{ "ru", PHRASE_RE, "На|Отв|Ответ|Re|HA" },
	{ "ru", PHRASE_FWD, "Пересл|Переслано|Fwd|Пер" },
	{ "ru", PHRASE_BOUNCE, "не доставлено|недоставленн*|не удалось доставить|не может быть доставлен*|"
	    "не было доставлено|ошибка доставки" },
	{ "ru", PHRASE_ABSENCE, "Автоответ*|Автоматический ответ|Нет на месте|Вне офиса" },

	/* Ukrainian */
	{ "uk", PHRASE_FROM, "Від|Від кого|Відправник|Від імені" },
	{ "uk", PHRASE_DATE, "Надіслано|Відправлено|Дата|Дата відправлення|Надісланий|Коли" },
	{ "uk", PHRASE_TO, "Кому|Одержувач|Отримувач|До" },
	{ "uk", PHRASE_CC, "Копія|Копії" },
	{ "uk", PHRASE_SUBJECT, "Тема" },
	{ "uk", PHRASE_FIELD, "Відповісти|Відповідь|Важливість|Пріоритет|Вкладення|Прихована копія" },
	{ "uk", PHRASE_ORIGINAL, "Вихідне повідомлення|Оригінальне повідомлення|Початкове повідомлення|Оригінал повідомлення|"
	    "Первинне повідомлення" },
	{ "uk", PHRASE_FORWARDED, "Переслане повідомлення|Початок пересланого листа|"
	    "Початок переадресованого повідомлення|Перенаправлене повідомлення|"
	    "Переадресоване повідомлення|Початок пересланого повідомлення|Пересланий лист|Початок листа, що пересилається|"
	    "Пересилане повідомлення" },
	{ "uk", PHRASE_FORWARD_END, "Кінець переслан*|Кінець повідомлення|Кінець листа|"
	    "Кінець перенаправленого*" },
	{ "uk", PHRASE_OPENER, "На|У|В|О|Пн|Вт|Ср|Чт|Пт|Сб|Нд|Понеділок|Вівторок|Середа|Четвер|П'ятниця|Субота|Неділя|Цитую|"
	    "Лист від|Повідомлення від" },
	{ "uk", PHRASE_WROTE, "пише|написав|написала|написав(ла)|написав(-ла)|писав|писала|написав/ла|написали|написав(а)" },
	{ "uk", PHRASE_PERSON, "Цитую|Лист від|Повідомлення від|від" },
	{ "uk", PHRASE_DEVICE, "Надіслано з|Надіслано із|Надіслано через|Надіслано за допомогою|Відправлено з|"
	    "Відправлено із|Надіслано зі|Відправлено за допомогою|Отримати Outlook|Завантажити Outlook|"
	    "Отримайте Outlook|Відправлено через" },
	{ "uk", PHRASE_DEVICE_MY, "Надіслано з мого|Відправлено з мого" },
	{ "uk", PHRASE_PRODUCT, "мобільн*|пристр*|застосун*" },
	{ "uk", PHRASE_CLOSING, "З повагою|З найкращими побажаннями|Всього найкращого|Гарного дня|З вдячністю" },
	{ "uk", PHRASE_RE, "Відп|Відповідь" },
	{ "uk", PHRASE_FWD, "Пересл|Переслано" },
	{ "uk", PHRASE_BOUNCE, "не доставлено|не вдалося доставити|недоставлен*" },
	{ "uk", PHRASE_ABSENCE, "Автовідповідь|Автоматична відповідь|Поза офісом" },

	/* Bulgarian */
	{ "bg", PHRASE_FROM, "От|Подател|Изпращач" },
	{ "bg", PHRASE_DATE, "Изпратено|Дата|Изпратен|Изпратено на" },
	{ "bg", PHRASE_TO, "До|Получател|Към|На" },
	{ "bg", PHRASE_CC, "Копие|Копие до" },
	{ "bg", PHRASE_SUBJECT, "Относно|Тема" },
	{ "bg", PHRASE_FIELD, "Отговор до|Важност|Приоритет|Прикачени файлове|Скрито копие" },
	{ "bg", PHRASE_ORIGINAL, "Оригинално съобщение|Първоначално съобщение|Оригинално писмо|Оригинално е-писмо" },
	{ "bg", PHRASE_FORWARDED, "Препратено съобщение|Начало на препратеното съобщение|Препратено писмо|"
	    "Препратено от|"
	    "Препращано съобщение|Препратен имейл" },
	{ "bg", PHRASE_OPENER, "На|В|Пн|Вт|Ср|Чт|Пт|Сб|Нд|Цитирам" },
	{ "bg", PHRASE_WROTE, "написа|пише|писа|написал|написала|каза" },
	{ "bg", PHRASE_PERSON, "Цитирам|Съобщение от" },
	{ "bg", PHRASE_DEVICE, "Изпратено от|Изпратено чрез|Изпратено с|Вземете Outlook|Изтеглете Outlook" },
	{ "bg", PHRASE_DEVICE_MY, "Изпратено от моя" },
	{ "bg", PHRASE_PRODUCT, "мобилн*|устройств*|таблет*" },
	{ "bg", PHRASE_CLOSING, "С уважение|Поздрави|С поздрав|Много поздрави|Поздрави и хубав ден|Хубав ден|"
	    "Сърдечни поздрави" },
	{ "bg", PHRASE_RE, "Отг|Отговор" },
	{ "bg", PHRASE_FWD, "Препр|Препратено" },
	{ "bg", PHRASE_BOUNCE, "недоставен*|не може да бъде доставен*|не е доставен*" },
	{ "bg", PHRASE_ABSENCE, "Автоматичен отговор|Извън офиса" },

	/* Croatian, Serbian, Slovenian */
	{ "hr", PHRASE_FROM, "Od|Šalje|Pošiljatelj|Pošiljalac|Pošiljatelj poruke" },
	{ "hr", PHRASE_DATE, "Poslano|Datum|Poslato|Datum slanja|Vrijeme" },
	{ "hr", PHRASE_TO, "Za|Prima|Primatelj|Primalac|Kome|Do" },
	{ "hr", PHRASE_CC, "Kopija|Kopija za" },
	{ "hr", PHRASE_SUBJECT, "Predmet|Naslov|Tema" },
	{ "hr", PHRASE_FIELD, "Odgovori|Odgovor na|Odgovoriti na|Odgovori na|Važnost|Prioritet|Privici|Privitak|Prilozi" },
	{ "hr", PHRASE_ORIGINAL, "Izvorna poruka|Originalna poruka|Izvorna e-poruka|Izvorno pismo|Prvobitna poruka" },
	{ "hr", PHRASE_FORWARDED, "Proslijeđena poruka|Početak poruke koja se prosljeđuje|"
	    "Proslijedjena poruka|Započni proslijeđenu poruku|"
	    "Prosleđena poruka|Početak proslijeđene poruke|Proslijeđeno|Proslijedio|Početak prosleđene poruke" },
	{ "hr", PHRASE_FORWARD_END, "Kraj proslijeđene poruke" },
	{ "hr", PHRASE_OPENER, "Dana|Dne|U|Pon|Uto|Sri|Čet|Pet|Sub|Ned|Citiram|Poruka od|Na dan" },
	{ "hr", PHRASE_WROTE, "je napisao|je napisala|napisao|napisala|napisao je|napisala je|je napisao/la|piše|pisao|"
	    "je napisao/napisala|napisao/la je|je napisao(la)|napisao/la" },
	{ "hr", PHRASE_PERSON, "Citiram|Poruka od|Korisnik" },
	{ "hr", PHRASE_DEVICE, "Poslano s|Poslano sa|Poslano iz|Poslano putem|Poslano pomoću|Poslato sa|Poslato iz|"
	    "Preuzmite Outlook|Nabavite Outlook" },
	{ "hr", PHRASE_DEVICE_MY, "Poslano s mog|Poslato sa mog" },
	{ "hr", PHRASE_PRODUCT, "mobitel*|uređaj*" },
	{ "hr", PHRASE_CLOSING, "Srdačan pozdrav|Lijep pozdrav|S poštovanjem|Pozdrav|Lp|Pozdravi|Sa štovanjem|"
	    "Puno pozdrava|Srdačno|Hvala i pozdrav|Sa poštovanjem" },
	{ "hr", PHRASE_RE, "Odg" },
	{ "hr", PHRASE_FWD, "Prosl|Proslj|Proslijeđeno" },
	{ "hr", PHRASE_BOUNCE, "nije isporučen*|neisporučen*|nije moguće isporučiti" },
	{ "hr", PHRASE_ABSENCE, "Automatski odgovor|Izvan ureda" },
	{ "sr", PHRASE_FROM, "Шаље|Пошиљалац" },
	{ "sr", PHRASE_DATE, "Послато|Датум" },
	{ "sr", PHRASE_TO, "За|Прима|Прималац" },
	{ "sr", PHRASE_SUBJECT, "Наслов|Предмет" },
	{ "sr", PHRASE_ORIGINAL, "Оригинална порука|Изворна порука" },
	{ "sr", PHRASE_FORWARDED, "Прослеђена порука" },
	{ "sr", PHRASE_WROTE, "је написао|је написала|написао је|написала је|је написао/ла" },
	{ "sl", PHRASE_FROM, "Pošiljatelj" },
	{ "sl", PHRASE_DATE, "Poslano|Datum" },
	{ "sl", PHRASE_TO, "Za|Prejemnik" },
	{ "sl", PHRASE_CC, "Kp|Kopija" },
	{ "sl", PHRASE_SUBJECT, "Zadeva" },
	{ "sl", PHRASE_ORIGINAL, "Izvirno sporočilo|Prvotno sporočilo" },
	{ "sl", PHRASE_FORWARDED, "Posredovano sporočilo|Začetek posredovanega sporočila" },
	{ "sl", PHRASE_OPENER, "Dne|V" },
	{ "sl", PHRASE_WROTE, "je napisal|je napisala|napisal|napisala|je oseba napisala|je napisal/-a|piše" },
	{ "sl", PHRASE_DEVICE, "Poslano iz|Poslano z" },
	{ "sl", PHRASE_DEVICE_MY, "Poslano iz mojega|Poslano z mojega" },
	{ "sl", PHRASE_PRODUCT, "naprav*" },
	{ "sl", PHRASE_CLOSING, "Lep pozdrav|S spoštovanjem" },
	{ "sl", PHRASE_FWD, "Posr" },
	{ "sl", PHRASE_ABSENCE, "Samodejni odgovor|Odsotnost" },

	/* Turkish */
	{ "tr", PHRASE_FROM, "Kimden|Gönderen|Gönderici" },
	{ "tr", PHRASE_DATE, "Gönderildi|Gönderme Tarihi|Tarih|Gönderim Tarihi|Gönderilme tarihi|Gönderilen tarih" },
	{ "tr", PHRASE_TO, "Kime|Alıcı|Alıcılar" },
	{ "tr", PHRASE_CC, "Bilgi|Kopya|CC" },
	{ "tr", PHRASE_SUBJECT, "Konu" },
	{ "tr", PHRASE_FIELD, "Yanıtla|Yanıt adresi|Yanıt|Önem|Öncelik|Ekler|Ek|Gizli|Yanıtlama Adresi" },
	{ "tr", PHRASE_ORIGINAL, "Orijinal İleti|Orijinal Mesaj|Özgün İleti|Özgün Mesaj|Asıl İleti|Orjinal Mesaj|"
	    "Orijinal e-posta|Orjinal İleti|Orijinal posta" },
	{ "tr", PHRASE_FORWARDED, "Yönlendirilen ileti|Yönlendirilmiş ileti|İletilen ileti|Iletilmiş mesaj|"
	    "İletilmiş mesaj|"
	    "Yönlendirilen mesaj|İletilen mesaj|Yönlendirilmiş mesaj|İletilmiş ileti|Yönlendirilmiş İletinin Başlangıcı|"
	    "Yönlendirilen e-posta|İletinin başlangıcı|İleti başlangıcı|İletilen mesajın başlangıcı|İletilmiş e-posta" },
	{ "tr", PHRASE_FORWARD_END, "Yönlendirilen iletinin sonu|İletilen iletinin sonu|"
	    "Yönlendirilen mesajın sonu|Yönlendirilmiş iletinin sonu|İletilen mesajın sonu" },
	{ "tr", PHRASE_OPENER, "Alıntı|Alıntılanan" },
	{ "tr", PHRASE_WROTE, "yazdı|şunu yazdı|şunları yazdı|tarihinde şunu yazdı|tarihinde yazdı|yazmış|yazıyor|"
	    "yazdınız|aşağıdakini yazdı" },
	{ "tr", PHRASE_PERSON, "Alıntı" },
	{ "tr", PHRASE_DEVICE, "Outlook'u edinin|Outlook'u indirin|Android için Outlook|iOS için Outlook|"
	    "Windows 10 için Posta|Windows için Posta" },
	{ "tr", PHRASE_DEVICE_END, "gönderildi|'dan gönderildi|'den gönderildi|'tan gönderildi|'ten gönderildi|"
	    "sürümünü edinin|Outlook'u edinin|Outlook'u indirin" },
	{ "tr", PHRASE_PRODUCT, "cihaz*|uygulama*" },
	{ "tr", PHRASE_CLOSING, "Saygılarımla|Saygılarımızla|İyi çalışmalar|Sevgiler|Selamlar|İyi günler|"
	    "Saygılar|Sevgilerimle|Kolay gelsin" },
	{ "tr", PHRASE_RE, "Ynt|Yan|YNT." },
	{ "tr", PHRASE_FWD, "İlt|İLT.|İletilen" },
	{ "tr", PHRASE_BOUNCE, "teslim edilemedi|teslim edilemiyor|teslim edilmedi|gönderilemedi" },
	{ "tr", PHRASE_ABSENCE, "Otomatik Yanıt|Otomatik Cevap|Ofis Dışında|Ofis dışındayım" },

	/* Greek */
	{ "el", PHRASE_FROM, "Από|Αποστολέας" },
	{ "el", PHRASE_DATE, "Ημερομηνία|Στάλθηκε|Αποστολή|Εστάλη|Ημ/νία|Ημερομηνία αποστολής" },
	{ "el", PHRASE_TO, "Προς|Παραλήπτης|Παραλήπτες|Για" },
	{ "el", PHRASE_CC, "Κοιν.|Κοινοποίηση|Κοιν|Αντίγραφο" },
	{ "el", PHRASE_SUBJECT, "Θέμα" },
	{ "el", PHRASE_FIELD, "Απάντηση σε|Απάντηση προς|Σπουδαιότητα|Προτεραιότητα|Συνημμένα|Συνημμένο|Κρυφή κοινοποίηση" },
	{ "el", PHRASE_ORIGINAL, "Αρχικό μήνυμα|Πρωτότυπο μήνυμα|Αρχικό Μήνυμα|Αυθεντικό μήνυμα" },
	{ "el", PHRASE_FORWARDED, "Προωθημένο μήνυμα|Έναρξη του προωθημένου μηνύματος|"
	    "Έναρξη προωθημένου μηνύματος|Προώθηση μηνύματος|Προωθήθηκε από|"
	    "Αρχή προωθημένου μηνύματος|Μήνυμα που προωθήθηκε|Προωθούμενο μήνυμα" },
	{ "el", PHRASE_FORWARD_END, "Τέλος προωθημένου μηνύματος" },
	{ "el", PHRASE_OPENER, "Στις|Την|Τη|Παράθεση από|Ο|Η|Ο/Η|Στο" },
	{ "el", PHRASE_WROTE, "έγραψε|γράφει|έγραψαν|έγραφε|έγραψες|έγραψε τα εξής" },
	{ "el", PHRASE_PERSON, "Παράθεση από|ο χρήστης|ο/η" },
	{ "el", PHRASE_DEVICE, "Στάλθηκε από|Εστάλη από|Αποστολή από|Λήψη του Outlook|Αποκτήστε το Outlook|"
	    "Στάλθηκε με|Απεστάλη από" },
	{ "el", PHRASE_DEVICE_MY, "Στάλθηκε από το" },
	{ "el", PHRASE_PRODUCT, "κινητό*|τηλέφων*|συσκευή*|εφαρμογή*" },
	{ "el", PHRASE_CLOSING, "Με εκτίμηση|Φιλικά|Χαιρετισμούς|Με φιλικούς χαιρετισμούς|Με τιμή|"
	    "Φιλικούς χαιρετισμούς" },
	{ "el", PHRASE_RE, "ΑΠ|Απ|Απάντηση|ΣΧΕΤ|Σχετ" },
	{ "el", PHRASE_FWD, "ΠΡΘ|Προωθ|Προώθηση" },
	{ "el", PHRASE_BOUNCE, "δεν παραδόθηκε|αδύνατη η παράδοση|μη παραδοτέ*|αποτυχία παράδοσης" },
	{ "el", PHRASE_ABSENCE, "Αυτόματη απάντηση|Εκτός γραφείου" },

	/* Estonian */
	{ "et", PHRASE_FROM, "Saatja|Kellelt" },
	{ "et", PHRASE_DATE, "Saadetud|Kuupäev|Saatmisaeg|Aeg" },
	{ "et", PHRASE_TO, "Adressaat|Kellele|Saaja|Saajad" },
	{ "et", PHRASE_CC, "Koopia" },
	{ "et", PHRASE_SUBJECT, "Teema" },
	{ "et", PHRASE_FIELD, "Vastus|Vasta|Tähtsus|Prioriteet|Manused|Manus" },
	{ "et", PHRASE_ORIGINAL, "Algne sõnum|Algne kiri|Originaalkiri|Algne teade|Esialgne sõnum" },
	{ "et", PHRASE_FORWARDED, "Edastatud kiri|Edastatud kirja algus|Edastatud sõnum|Edasisaadetud kiri|"
	    "Edastatud sõnumi algus|Edastatud teade|"
	    "Edasi saadetud kiri|Algab edastatud sõnum" },
	{ "et", PHRASE_FORWARD_END, "Edastatud kirja lõpp" },
	{ "et", PHRASE_OPENER, "Kuupäev|Kuupäeval|Kasutaja|E|T|K|N|R|L|P" },
	{ "et", PHRASE_WROTE, "kirjutas|kirjutas kuupäeval|kirjutas järgmist" },
	{ "et", PHRASE_PERSON, "Kasutaja|Tsitaat" },
	{ "et", PHRASE_DEVICE, "Saadetud|Hangi Outlook|Hankige Outlook" },
	{ "et", PHRASE_DEVICE_MY, "Saadetud minu" },
	{ "et", PHRASE_PRODUCT, "mobiil*|seadme*" },
	{ "et", PHRASE_CLOSING, "Lugupidamisega|Parimate soovidega|Tervitades|Tänades|Heade soovidega|Terv" },
	{ "et", PHRASE_RE, "Vs|Vas" },
	{ "et", PHRASE_FWD, "Edas|Edasi|ED|Edastatud" },
	{ "et", PHRASE_BOUNCE, "ei saanud kohale toimetada|kättetoimetamatu|ei õnnestunud edastada" },
	{ "et", PHRASE_ABSENCE, "Automaatvastus|Automaatne vastus|Kontorist väljas" },

	/* Lithuanian */
	{ "lt", PHRASE_FROM, "Nuo|Siuntėjas|Nuo ko" },
	{ "lt", PHRASE_DATE, "Išsiųsta|Data|Siųsta|Išsiuntimo data" },
	{ "lt", PHRASE_TO, "Kam|Gavėjas|Gavėjai|Iki" },
	{ "lt", PHRASE_CC, "Kopija" },
	{ "lt", PHRASE_SUBJECT, "Tema" },
	{ "lt", PHRASE_FIELD, "Atsakyti|Svarba|Priedai|Priedas" },
	{ "lt", PHRASE_ORIGINAL, "Originalus laiškas|Pradinis laiškas|Pradinis pranešimas|Originali žinutė|"
	    "Originalus pranešimas|Pirminis laiškas" },
	{ "lt", PHRASE_FORWARDED, "Persiųstas laiškas|Persiunčiamo laiško pradžia|"
	    "Persiųsto pranešimo pradžia|Persiunčiamas laiškas|Persiųstas pranešimas|Persiųsta žinutė|"
	    "Persiųsto laiško pradžia|Peradresuotas laiškas" },
	{ "lt", PHRASE_FORWARD_END, "Persiųsto laiško pabaiga" },
	{ "lt", PHRASE_OPENER, "Cituoju|Laiškas nuo" },
	{ "lt", PHRASE_WROTE, "rašė|parašė|rašo" },
	{ "lt", PHRASE_PERSON, "Cituoju|Vartotojas" },
	{ "lt", PHRASE_DEVICE, "Išsiųsta iš|Siųsta iš|Gaukite Outlook|Gaukite „Outlook|Išsiųsta naudojant" },
	{ "lt", PHRASE_DEVICE_MY, "Išsiųsta iš mano" },
	{ "lt", PHRASE_PRODUCT, "įrengin*" },
	{ "lt", PHRASE_CLOSING, "Pagarbiai|Su pagarba|Geros dienos|Geriausi linkėjimai|Linkėjimai|"
	    "Su geriausiais linkėjimais" },
	{ "lt", PHRASE_RE, "Ats|Atsakymas" },
	{ "lt", PHRASE_FWD, "Pers|Persiųsta|Prs" },
	{ "lt", PHRASE_BOUNCE, "nepristatyt*|nepavyko pristatyti" },
	{ "lt", PHRASE_ABSENCE, "Automatinis atsakymas|Nesu biure|Ne biure" },

	/* Latvian */
	{ "lv", PHRASE_FROM, "No|Sūtītājs|No kā" },
	{ "lv", PHRASE_DATE, "Nosūtīts|Datums|Sūtīts|Nosūtīšanas laiks" },
	{ "lv", PHRASE_TO, "Kam|Adresāts|Saņēmējs" },
	{ "lv", PHRASE_CC, "Kopija" },
	{ "lv", PHRASE_SUBJECT, "Temats|Tēma" },
	{ "lv", PHRASE_FIELD, "Atbildēt|Svarīgums|Pielikumi|Pielikums" },
	{ "lv", PHRASE_ORIGINAL, "Oriģinālais ziņojums|Sākotnējais ziņojums|Sākotnējā ziņa|Oriģinālā ziņa|Sākotnējā vēstule" },
	{ "lv", PHRASE_FORWARDED, "Pārsūtīts ziņojums|Pārsūtītā ziņa|Pārsūtītais ziņojums|Pārsūtīta vēstule|"
	    "Pārsūtītā ziņojuma sākums|Pāradresēts ziņojums|Pārsūtītā vēstule" },
	{ "lv", PHRASE_OPENER, "Pirmd.|Otrd.|Trešd.|Ceturtd.|Piektd.|Sestd.|Svētd.|Citēju|Pirmdiena|Otrdiena|Trešdiena|"
	    "Ceturtdiena|Piektdiena|Sestdiena|Svētdiena" },
	{ "lv", PHRASE_WROTE, "rakstīja|raksta|uzrakstīja|rakstīja šādi" },
	{ "lv", PHRASE_PERSON, "lietotājs|Citēju" },
	{ "lv", PHRASE_DEVICE, "Nosūtīts no|Sūtīts no|Iegūstiet Outlook|Nosūtīts, izmantojot" },
	{ "lv", PHRASE_DEVICE_MY, "Nosūtīts no mana" },
	{ "lv", PHRASE_PRODUCT, "tālru*|ierīc*" },
	{ "lv", PHRASE_CLOSING, "Ar cieņu|Ar sveicieniem|Labu dienu|Sveicieni|Ar laba vēlējumiem" },
	{ "lv", PHRASE_RE, "Atb|Atbilde" },
	{ "lv", PHRASE_FWD, "Pārs|Pārsūtīts" },
	{ "lv", PHRASE_BOUNCE, "nevar piegādāt|nepiegādāt*|neizdevās piegādāt" },
	{ "lv", PHRASE_ABSENCE, "Automātiska atbilde|Automātiskā atbilde|Ārpus biroja" },

	/* Chinese: simplified, then traditional */
	{ "zh", PHRASE_FROM, "发件人|发送人|发信人|寄件者|寄件人|發件人|來自|来自|自" },
	{ "zh", PHRASE_DATE, "发送时间|发送日期|日期|时间|发件时间|发信时间|寄件日期|傳送日期|時間|發送時間|寄件時間|已傳送|"
	    "傳送時間|已发送|寄送日期|发出时间|發送日期" },
	{ "zh", PHRASE_TO, "收件人|收信人|收件者|至|到|发送至|收 件 人" },
	{ "zh", PHRASE_CC, "抄送|抄送人|副本|副本抄送|副本收件者|抄 送" },
	{ "zh", PHRASE_SUBJECT, "主题|主旨|主題|标题|標題|主 题" },
	{ "zh", PHRASE_FIELD, "答复|回复|回覆|重要性|附件|密送|密件副本|回复至|优先级|優先順序|回信地址" },
	{ "zh", PHRASE_ORIGINAL, "邮件原件|原始邮件|原邮件|原始信息|原始郵件|原始訊息|原文|原信件|原郵件|回复的原邮件|回复邮件|"
	    "原始電子郵件|原信|原始消息|回复的邮件|引用的原邮件" },
	{ "zh", PHRASE_FORWARDED, "转发的邮件|以下是轉寄的郵件|以下为转发邮件|轉寄的訊息|转发邮件|轉寄郵件|转发邮件信息|轉寄的郵件|转发的消息|已轉寄郵件|已转发邮件|"
	    "下面是被转发的邮件|下面是被轉寄的郵件|开始转发的邮件|以下是转发的邮件|被转发邮件信息|轉寄訊息|轉寄信件|被转发的邮件|"
	    "转发的原邮件|開始轉寄郵件|轉發的郵件|轉發郵件|已转发的邮件|被轉寄的郵件" },
	{ "zh", PHRASE_FORWARD_END, "转发邮件结束|转发的邮件结束|轉寄郵件結束" },
	{ "zh", PHRASE_OPENER, "在|于|於|引用|引用来自|从" },
	{ "zh", PHRASE_WROTE, "写道|寫道|写了|寫了|写于|寫於|撰写|写到|編寫|撰寫" },
	{ "zh", PHRASE_PERSON, "引用来自|引用|来自" },
	{ "zh", PHRASE_DEVICE, "发自|發自|获取 Outlook|取得 Outlook|下载 Outlook|下載 Outlook|取得 iOS|取得 Android|获取适用于|下载适用于|"
	    "取得適用於|取得适用于|來自我的|傳送自|寄自我的|寄件自" },
	{ "zh", PHRASE_DEVICE_MY, "发自我的|發自我的|寄自我的" },
	{ "zh", PHRASE_DEVICE_END, "发送|傳送|发出|發出|寄出|的 Outlook|版 Outlook|从 Windows 版邮件发送" },
	{ "zh", PHRASE_PRODUCT, "手机|手機|平板|平板电脑|平板電腦|设备|裝置|客户端|邮箱大师|微信|华为|小米|荣耀|三星" },
	{ "zh", PHRASE_CLOSING, "此致|祝好|致礼|顺祝商祺|祝商祺|敬上|此致敬礼|祝工作顺利|敬祝|順頌商祺|顺颂商祺|此致 敬礼|祝您愉快|敬礼|致敬" },
	{ "zh", PHRASE_RE, "回复|答复|回覆|答覆|回復|回" },
	{ "zh", PHRASE_FWD, "转发|轉寄|轉發|转" },
	{ "zh", PHRASE_BOUNCE, "退信|无法送达|無法傳遞|无法投递|未送达|投递失败|傳送失敗|未傳遞|无法传递" },
	{ "zh", PHRASE_ABSENCE, "自动回复|自動回覆|自动答复|不在办公室|自動回復|自動答覆" },

	/* Japanese */
	{ "ja", PHRASE_FROM, "差出人|送信者|送信元|発信者|発信元|From" },
	{ "ja", PHRASE_DATE, "送信日時|日付|日時|送信日|送信時刻|送信済み|送信時間|受信日時" },
	{ "ja", PHRASE_TO, "宛先|送信先|受信者|宛て先|To" },
	{ "ja", PHRASE_CC, "CC|写し|同報" },
	{ "ja", PHRASE_SUBJECT, "件名|題名|表題" },
	{ "ja", PHRASE_FIELD, "返信先|重要度|優先度|添付ファイル|添付|BCC" },
	{ "ja", PHRASE_ORIGINAL, "元のメッセージ|オリジナルメッセージ|元のメール|原文|元メール|Original Message|返信元メッセージ|"
	    "オリジナル メッセージ|元メッセージ" },
	{ "ja", PHRASE_FORWARDED, "転送されたメッセージ|転送メッセージ|転送メール|転送されたメール|転送された内容|"
	    "転送されたメッセージの開始|転送者|メッセージを転送|メールを転送|転送元メッセージ|転送したメッセージ|以下、転送メール" },
	{ "ja", PHRASE_FORWARD_END, "転送メッセージの終わり|転送ここまで|転送されたメッセージの終わり" },
	{ "ja", PHRASE_OPENER, "引用|月|火|水|木|金|土|日" },
	{ "ja", PHRASE_WROTE, "のメッセージ|のメール|は書きました|が書きました|に書きました|さんは書きました|さんが書きました|さんのメール|"
	    "のメッセージ|さん wrote|のコメント|からのメッセージ|は次のように書いています|が書き込みました|さんからのメール" },
	{ "ja", PHRASE_PERSON, "引用" },
	{ "ja", PHRASE_DEVICE, "Windows 版のメールから送信|Windows 10 版のメールから送信" },
	{ "ja", PHRASE_DEVICE_END, "から送信|から送信しました|から送信されました|を入手|を取得|で送信|で送信しました" },
	{ "ja", PHRASE_PRODUCT, "スマートフォン|スマホ|携帯|タブレット|端末|Yahoo!メール|アイフォン" },
	{ "ja", PHRASE_CLOSING, "よろしくお願いします|よろしくお願いいたします|よろしくお願い致します|以上|敬具|宜しくお願いします|宜しくお願い致します|どうぞよろしくお願いいたします|"
	    "以上、よろしくお願いいたします|以上です|宜しくお願いいたします|草々" },
	{ "ja", PHRASE_RE, "返信|回答" },
	{ "ja", PHRASE_FWD, "転送" },
	{ "ja", PHRASE_BOUNCE, "配信不能|配信*|メールエラー|エラー通知|エラーメール|送信エラー|配信失敗|配信エラー|送信できませんでした|未配信|配達不能" },
	{ "ja", PHRASE_ABSENCE, "自動応答|不在*|自動返信" },

	/* Korean */
	{ "ko", PHRASE_FROM, "보낸 사람|보낸사람|보낸이|발신자|보내는 사람|발신|발신인" },
	{ "ko", PHRASE_DATE, "날짜|보낸 날짜|보낸날짜|보낸 시간|보낸시간|전송 날짜|발송일|일시|보냄|보낸 일시|발신일시" },
	{ "ko", PHRASE_TO, "받는 사람|받는사람|받는이|수신자|수신|수신인" },
	{ "ko", PHRASE_CC, "참조|참조인" },
	{ "ko", PHRASE_SUBJECT, "제목" },
	{ "ko", PHRASE_FIELD, "회신|회신 주소|중요도|우선 순위|첨부 파일|첨부|숨은참조|숨은 참조" },
	{ "ko", PHRASE_ORIGINAL, "원본 메시지|원본 메일|원본메일|원본 메세지|원문 메시지|원본메시지|원본 이메일" },
	{ "ko", PHRASE_FORWARDED, "전달된 메시지|전달된 메시지 시작|다음은 전달된 메시지입니다|전달메일|전달된 메세지|전달된 메일|전달받은 메일|전달된 메시지의 시작|전달한 메시지|"
	    "전달된 이메일|전달 메시지|전달된 편지" },
	{ "ko", PHRASE_FORWARD_END, "전달된 메시지 끝" },
	{ "ko", PHRASE_OPENER, "인용" },
	{ "ko", PHRASE_WROTE, "님이 작성|작성|님의 메시지|님이 썼습니다|님이 쓴 글|이(가) 작성|가 작성|이 작성|님이 작성한 메시지|"
	    "님의 말|께서 쓰신 글|님께서 작성|이(가) 쓴 글|쓴 글" },
	{ "ko", PHRASE_PERSON, "인용" },
	{ "ko", PHRASE_DEVICE, "나의 iPhone에서|나의 iPad에서|내 Galaxy에서" },
	{ "ko", PHRASE_DEVICE_END, "에서 보냄|에서 보냈습니다|에서 보낸 메일|에서 발송|에서 전송|Outlook 다운로드|Outlook 가져오기|Outlook 받기" },
	{ "ko", PHRASE_PRODUCT, "휴대폰|핸드폰|스마트폰|갤럭시|휴대전화|태블릿|아이폰|모바일" },
	{ "ko", PHRASE_CLOSING, "드림|올림|안녕히 계세요|수고하세요|배상" },
	{ "ko", PHRASE_RE, "답장|회신|답변" },
	{ "ko", PHRASE_FWD, "전달" },
	{ "ko", PHRASE_BOUNCE, "배달되지 않음|배달할 수 없음|전송 실패|반송|배달 실패|발송 실패" },
	{ "ko", PHRASE_ABSENCE, "자동 회신|부재 중|부재중|자동 응답|자동응답" },

	/* Arabic */
	{ "ar", PHRASE_FROM, "من|المرسل|مرسل من" },
	{ "ar", PHRASE_DATE, "التاريخ|تاريخ الإرسال|أرسلت|تم الإرسال|تاريخ|أُرسلت|مرسل|تم الإرسال في" },
	{ "ar", PHRASE_TO, "إلى|الى|المستلم|المرسل إليه" },
	{ "ar", PHRASE_CC, "نسخة|نسخة إلى|نسخة كربونية" },
	{ "ar", PHRASE_SUBJECT, "الموضوع|العنوان|موضوع" },
	{ "ar", PHRASE_FIELD, "الرد على|الرد إلى|رد إلى|الأهمية|المرفقات|الأولوية|نسخة مخفية" },
	{ "ar", PHRASE_ORIGINAL, "الرسالة الأصلية|رسالة أصلية|البريد الأصلي|الرسالة الاصلية" },
	{ "ar", PHRASE_FORWARDED, "رسالة معاد توجيهها|الرسالة المعاد توجيهها|رسالة محولة|"
	    "بداية الرسالة المعاد توجيهها|"
	    "رسالة مُعاد توجيهها|الرسالة المحولة|بدء الرسالة المعاد توجيهها|رسالة تمت إعادة توجيهها|رسالة مُعاد توجيهها" },
	{ "ar", PHRASE_OPENER, "في|بتاريخ|يوم|وفي|في يوم" },
	{ "ar", PHRASE_WROTE, "كتب|كتبت|كتب/كتبت|تمت كتابة ما يلي بواسطة|كتب ما يلي|كتب/ت|كتبوا|تمت كتابة ما يلي" },
	{ "ar", PHRASE_PERSON, "بواسطة|من" },
	{ "ar", PHRASE_DEVICE, "أُرسلت من|أرسلت من|مرسل من|تم الإرسال من|أرسل من|مرسلة من|الحصول على Outlook|"
	    "أُرسل من|احصل على Outlook|تم الإرسال باستخدام" },
	{ "ar", PHRASE_DEVICE_MY, "أُرسلت من|أرسلت من" },
	{ "ar", PHRASE_PRODUCT, "هاتف*|جوال*|الجوال|جهاز*|موبايل*" },
	{ "ar", PHRASE_CLOSING, "مع التحية|تحياتي|مع أطيب التحيات|مع خالص التحية|وتفضلوا بقبول فائق الاحترام|"
	    "مع تحياتي|مع الشكر|خالص التحيات|والسلام عليكم" },
	{ "ar", PHRASE_RE, "رد|الرد" },
	{ "ar", PHRASE_FWD, "إعادة توجيه|تحويل|توجيه" },
	{ "ar", PHRASE_BOUNCE, "تعذر التسليم|لم يتم التسليم|غير قابل للتسليم|فشل التسليم|تعذر تسليم" },
	{ "ar", PHRASE_ABSENCE, "رد تلقائي|رد آلي|خارج المكتب|الرد التلقائي" },

	/* Hebrew */
	{ "he", PHRASE_FROM, "מאת|מ|שולח" },
	{ "he", PHRASE_DATE, "תאריך|נשלח|נשלח ב|נשלח בתאריך" },
	{ "he", PHRASE_TO, "אל|עבור|נמען|ל" },
	{ "he", PHRASE_CC, "עותק|העתק|עותק אל" },
	{ "he", PHRASE_SUBJECT, "נושא|הנושא|הנדון" },
	{ "he", PHRASE_FIELD, "השב אל|חשיבות|קבצים מצורפים|עדיפות|תשובה אל|מענה אל" },
	{ "he", PHRASE_ORIGINAL, "הודעה מקורית|ההודעה המקורית|הודעה המקורית" },
	{ "he", PHRASE_FORWARDED, "הודעה שהועברה|תחילת ההודעה שהועברה|הודעה מועברת|התחל הודעה שהועברה|הודעה שהועברה הלאה" },
	{ "he", PHRASE_OPENER, "בתאריך|ב|ביום|ב-|מאת|על ידי" },
	{ "he", PHRASE_WROTE, "כתב|כתבה|כתב/ה|כתבו|כתב(ה)|כותב|כותבת|מאת|כתב את הדברים הבאים" },
	{ "he", PHRASE_PERSON, "מאת|ציטוט" },
	{ "he", PHRASE_DEVICE, "נשלח מה|נשלח מ|נשלח באמצעות|קבל את Outlook|הורד את Outlook|נשלח מהאייפון|נשלח דרך|"
	    "השג את Outlook" },
	{ "he", PHRASE_PRODUCT, "טלפון|נייד|מכשיר|אייפון" },
	{ "he", PHRASE_CLOSING, "בברכה|בכבוד רב|יום טוב|בתודה|בברכת|להתראות|תודה ויום טוב" },
	{ "he", PHRASE_RE, "תגובה|תשובה|השב" },
	{ "he", PHRASE_FWD, "הועבר|הע|העברה|העבר" },
	{ "he", PHRASE_BOUNCE, "לא ניתן למסור|לא נמסרה|מסירה נכשלה|לא ניתנת למסירה" },
	{ "he", PHRASE_ABSENCE, "תשובה אוטומטית|מענה אוטומטי|מחוץ למשרד" },

	/* Vietnamese */
	{ "vi", PHRASE_FROM, "Từ|Người gửi" },
	{ "vi", PHRASE_DATE, "Ngày|Đã gửi|Ngày gửi|Thời gian|Gửi lúc|Vào lúc|Đã gửi lúc" },
	{ "vi", PHRASE_TO, "Đến|Tới|Người nhận|Gửi tới|Gửi đến|Gửi|Cho" },
	{ "vi", PHRASE_CC, "Đồng gửi|Bản sao" },
	{ "vi", PHRASE_SUBJECT, "Chủ đề|Tiêu đề" },
	{ "vi", PHRASE_FIELD, "Trả lời tới|Trả lời đến|Tệp đính kèm|Đính kèm|Mức độ quan trọng|Tầm quan trọng" },
	{ "vi", PHRASE_ORIGINAL, "Thư gốc|Tin nhắn gốc|Thông điệp gốc|Email gốc|Tin nhắn ban đầu" },
	{ "vi", PHRASE_FORWARDED, "Thư được chuyển tiếp|Tin nhắn được chuyển tiếp|Bắt đầu thư được chuyển tiếp|"
	    "Thư đã chuyển tiếp|Chuyển tiếp bởi|Tin nhắn đã chuyển tiếp|Email được chuyển tiếp|Bắt đầu chuyển tiếp thư" },
	{ "vi", PHRASE_OPENER, "Vào|Lúc|Ngày|Trích dẫn|Thứ" },
	{ "vi", PHRASE_WROTE, "đã viết|viết" },
	{ "vi", PHRASE_PERSON, "Trích dẫn" },
	{ "vi", PHRASE_DEVICE, "Đã gửi từ|Gửi từ|Được gửi từ|Tải Outlook|Tải xuống Outlook|Nhận Outlook|Đã gửi bằng" },
	{ "vi", PHRASE_DEVICE_MY, "Đã gửi từ|Được gửi từ" },
	{ "vi", PHRASE_PRODUCT, "điện thoại|thiết bị|máy tính bảng" },
	{ "vi", PHRASE_CLOSING, "Trân trọng|Thân mến|Kính thư|Thân|Trân trọng cảm ơn|Trân trọng kính chào" },
	{ "vi", PHRASE_RE, "Trả lời" },
	{ "vi", PHRASE_FWD, "Chuyển tiếp" },
	{ "vi", PHRASE_BOUNCE, "không thể gửi|không gửi được|không chuyển được" },
	{ "vi", PHRASE_ABSENCE, "Trả lời tự động|Tự động trả lời|Ngoài văn phòng" },

	/* Indonesian, Malay */
	{ "id", PHRASE_FROM, "Dari|Pengirim|Daripada" },
	{ "id", PHRASE_DATE, "Tanggal|Dikirim|Terkirim|Dihantar|Tarikh|Waktu|Dikirim pada" },
	{ "id", PHRASE_TO, "Kepada|Ke|Penerima|Untuk" },
	{ "id", PHRASE_CC, "Tembusan|Salinan" },
	{ "id", PHRASE_SUBJECT, "Subjek|Perihal|Judul|Subyek|Hal" },
	{ "id", PHRASE_FIELD, "Balas ke|Balas-ke|Prioritas|Lampiran|Kepentingan" },
	{ "id", PHRASE_ORIGINAL, "Pesan asli|Pesan Asli|Mesej asal|Email asli|Surat asli|Pesan awal" },
	{ "id", PHRASE_FORWARDED, "Pesan terusan|Pesan yang diteruskan|Pesan diteruskan|Awal pesan terusan|"
	    "Mesej yang dimajukan|"
	    "Mulai pesan terusan|Pesan yang diforward|Diteruskan oleh|Email yang diteruskan|Awal pesan yang diteruskan" },
	{ "id", PHRASE_OPENER, "Pada|Pada tanggal|Pada hari|Kutipan dari|Mengutip" },
	{ "id", PHRASE_WROTE, "menulis|telah menulis" },
	{ "id", PHRASE_PERSON, "Mengutip|Kutipan dari" },
	{ "id", PHRASE_DEVICE, "Dikirim dari|Terkirim dari|Dikirim menggunakan|Dikirim melalui|Dapatkan Outlook|"
	    "Unduh Outlook|Dihantar daripada|Dikirim dengan" },
	{ "id", PHRASE_DEVICE_MY, "Dikirim dari|Dihantar daripada" },
	{ "id", PHRASE_PRODUCT, "ponsel*|telepon*|perangkat*|seluler" },
	{ "id", PHRASE_CLOSING, "Salam|Hormat saya|Salam hormat|Hormat kami|Salam hangat|Wassalam|"
	    "Atas perhatiannya terima kasih|Sekian terima kasih" },
	{ "id", PHRASE_RE, "Bls|Balas|Balasan" },
	{ "id", PHRASE_FWD, "Trs|Terusan|Teruskan" },
	{ "id", PHRASE_BOUNCE, "tidak terkirim|tidak dapat dikirim|gagal terkirim|pengiriman gagal" },
	{ "id", PHRASE_ABSENCE, "Balasan otomatis|Di luar kantor|Jawaban otomatis" },

	/* Thai */
	{ "th", PHRASE_FROM, "จาก" },
	{ "th", PHRASE_DATE, "วันที่|ส่งเมื่อ|ส่ง" },
	{ "th", PHRASE_TO, "ถึง" },
	{ "th", PHRASE_CC, "สำเนา|สำเนาถึง" },
	{ "th", PHRASE_SUBJECT, "เรื่อง|หัวเรื่อง" },
	{ "th", PHRASE_ORIGINAL, "ข้อความต้นฉบับ|ข้อความเดิม" },
	{ "th", PHRASE_FORWARDED, "ข้อความที่ส่งต่อ" },
	{ "th", PHRASE_OPENER, "เมื่อ|ในวันที่|วันที่" },
	{ "th", PHRASE_WROTE, "เขียนว่า|เขียน|ได้เขียนไว้ว่า" },
	{ "th", PHRASE_DEVICE, "ส่งจาก" },
	{ "th", PHRASE_DEVICE_MY, "ส่งจาก" },
	{ "th", PHRASE_PRODUCT, "โทรศัพท์|มือถือ" },
	{ "th", PHRASE_CLOSING, "ขอแสดงความนับถือ" },

	/* Persian */
	{ "fa", PHRASE_FROM, "از|فرستنده" },
	{ "fa", PHRASE_DATE, "تاریخ|ارسال شده" },
	{ "fa", PHRASE_TO, "به|گیرنده" },
	{ "fa", PHRASE_SUBJECT, "موضوع" },
	{ "fa", PHRASE_ORIGINAL, "پیام اصلی" },
	{ "fa", PHRASE_FORWARDED, "پیام هدایت شده|پیام ارسال‌شده" },
	{ "fa", PHRASE_OPENER, "در|در تاریخ" },
	{ "fa", PHRASE_WROTE, "نوشت|نوشته است|نوشته|نوشته‌است" },
	{ "fa", PHRASE_CLOSING, "با احترام|با تشکر|ارادتمند|با سپاس" },

	{ NULL, PHRASE_KINDS, NULL }
};
