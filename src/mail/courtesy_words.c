/* courtesy_words.c - see courtesy_words.h
 *
 * What is added here must be harmless beside everything else of its language: no "not", no "but", nothing that asks.
 * "In advance" is missing on purpose: who thanks in advance waits for something.
 */
#include <config.h>

#include <stddef.h>

#include "courtesy_words.h"

const struct courtesy_row courtesy_words[] = {
	/* Known everywhere */
	{ "", COURTESY_THANKS, "thanks|thank you|thank u|thankyou|thx|thks|tks|tnx|ty|merci|thanks a lot|thank you very much|many thanks" },
	{ "", COURTESY_FILL, "ok|okay|okey|oki|super|top|cool|perfect|perfekt|bravo|haha|hahaha|hehe|jaja|jajaja|lol|xd|wow" },
	{ "", COURTESY_GREETING, "hi|hello|hey|hallo" },
	{ "", COURTESY_TITLE, "mr|mrs|ms|miss|dr|dra|prof|sir|madam|herr|herrn|frau|hr|fr|sr|sra|srta|señor|señora|señorita|don|doña|d|dña|m|"
	    "mme|mlle|monsieur|madame|sig|sig ra|signor|signora|signore|dott|dottor|dottoressa|ing|senhor|senhora|dona|pan|pani|"
	    "panie|pane|dhr|mevr|mw|meneer|mevrouw|de heer|господин|госпожа|пан|пані|пане|κ|κα|κύριε|κυρία|domnule|doamna|domnul|dl|"
	    "senyor|senyora" },
	{ "", COURTESY_PARTICLE, "de|del|de la|de las|de los|da|do|dos|das|di|della|dei|du|des|van|van der|van den|van de|von|von der|zu|le|la|"
	    "el|al|bin|af|y|i|e" },

	/* English */
	{ "en", COURTESY_THANKS, "thank/thanks you?|thanks/thank you? very/so/ever? much|thank you kindly|thanks a? lot/bunch/million/ton/heap*|"
	    "thanks heaps|many/big/huge thanks|thanks again|thanks/thank you? once? again|with thanks|cheers|ta|thanks to you? all/everyone|"
	    "thanks/thank you? all/both/everyone|much/greatly/really/very appreciated|it's/its much/greatly/really appreciated|"
	    "i? really/very/greatly/much? appreciate it/this/that|"
	    "we? really/very/greatly/much? appreciate it/this/that|"
	    "i/we? really/very/greatly/much? appreciate your/the/all? your/the? quick/fast/prompt/kind? "
	    "help/support/assistance/response/reply/work/time/patience/effort/efforts" },
	{ "en", COURTESY_SOLVED, "it/that/this/everything/all works/worked again?|works/working again?|worked|it all works again?|"
	    "it's/its/that's/everything's/all's all? working again?|it/that/this/everything/all is all? working again?|all working again?|"
	    "i/we have it working|i/we got it working|got it working|"
	    "now? all/all's is? good/fine/well/ok/sorted/set again?|everything's/all's all? good/fine/well/ok/okay/sorted again?|it's/its all good/sorted|"
	    "everything is all? good/fine/well/ok/okay/sorted again?|it is all good/sorted|i/we am/are all set|i'm/we're all set|sorted|all sorted|"
	    "it's/its/that's/everything's all? now? fixed/solved/resolved|it/that/this/everything is all? now? fixed/solved/resolved|"
	    "solved|resolved|fixed|problem/issue/error/ticket is? now? solved/fixed/resolved/gone|"
	    "the/my/our/this problem/issue/error is/has now? been? solved/fixed/resolved/gone|"
	    "the/my/our problem/issue seems/appears to be solved/fixed/resolved|"
	    "that/this/it/which has? solved/fixed/resolved/did/cured it|that/this/it/which has? solved/fixed/resolved/cured the/my/our "
	    "problem/issue|that/this/it did the trick|did the trick|that/this/it has? helped|that helps|"
	    "up and running again?|it's/its/i'm/we're/we back? up and running again?|it/everything is back? up and running again?|"
	    "back up and running|i/we am/are back? up and running|i'm/we're in/back|i am in|"
	    "i/we can now? log/sign in again?|i/we can now? login/print/connect/access/open/see it? again?|"
	    "i/we am/are now? able to log/sign in again?|i'm/we're now? able to log/sign in again?|"
	    "i/we am/are now? able to login/print/connect/access/open/see it? again?|i'm/we're now? able to login/print/connect/access it? again?|"
	    "no more problems/issues/errors|no problems/issues now|"
	    "the/my/our _ is/are now? working/fixed again?|the/my/our _ now? works/work again?|the/my/our _ is/are back|"
	    "you/we can/may now? close the/this/my ticket/case/issue/request/it?|please/kindly? close the/this/my ticket/case/request|"
	    "feel free to close the/this/my ticket/case/request/it|the/this/my? ticket/case/request can/may now? be closed|"
	    "you/we can/may now? close it/this|case closed|nothing else/more needed" },
	{ "en", COURTESY_YES, "yes|yep|yeah|yup|sure|correct|that's right" },
	{ "en", COURTESY_NO, "no|nope|nah|not yet" },
	{ "en", COURTESY_FILL, "now|fine|just fine|perfectly|great|well|nicely|beautifully|flawlessly|like a charm|as expected|properly|correctly|"
	    "as it should|good|very/really good/well/nice/helpful/quick/fast/kind/happy|excellent|brilliant|awesome|fantastic|wonderful|lovely|"
	    "amazing|nice|great stuff/news/work/job/help/support/service|great/good/nice/excellent/amazing/fantastic/super/quick/fast/speedy job/work/news/service/support/help/response|well done|"
	    "for all? your/the quick/fast/prompt/swift/rapid/speedy/kind/great/excellent/amazing/super? "
	    "help/support/assistance/time/patience/reply/response/answer/service/work/effort/efforts/info/information/email/message/update/"
	    "feedback/explanation/fix/solution/turnaround/advice/attention|for helping me/us/out? out?|"
	    "for fixing/sorting/solving/resolving it/this/that out?|for sorting/fixing it/this/that/everything so? quickly|"
	    "for everything|for that|for this|for it|for letting me/us know|for getting/coming back to me/us|for looking into it/this/that|"
	    "very/so much|indeed|a lot|got it|noted|understood|much better|better|much|so? quickly|so? quick|that was quick/fast|"
	    "have a very? nice/great/good/lovely/wonderful day/weekend/evening/one/week/time|enjoy your/the weekend/day/evening|"
	    "happy holidays/easter/friday|merry christmas|happy new year|you too|same to you|no worries|no problem|not a problem|"
	    "team|guys|everyone|folks|mate|man|buddy|pal|both|dear team|support/it team|and|really|truly|"
	    "i'm/we're so/very? happy/glad|happy|i can confirm that? it?|confirmed|just to confirm|"
	    "you're/you are/you guys? the best|you guys? rock|you're/you are a star/lifesaver/legend/hero|lifesaver|legend" },
	{ "en", COURTESY_GREETING, "hi there|hello there|hello again|hi again|dear|good morning/afternoon/evening|morning|afternoon" },
	{ "en", COURTESY_CLOSING, "regards|best/kind/kindest/warm/warmest regards|with kind/best regards|best|best/warm wishes|all the best|"
	    "thanks and regards|sincerely|sincerely yours|yours sincerely/faithfully/truly|yours|respectfully|cordially|rgds|brgds|br|"
	    "kr|take care|see you|have a nice day|greetings" },
	{ "en", COURTESY_NEVER, "but|however|still|except|although|though|only|not|no|never|none|nothing|yet|unfortunately|sadly|please|can|could|"
	    "would|should|will|when|what|why|how|who|which|where|if|unless|until|need|want|other|others|another|wrong|missing|again|"
	    "old|first|second|last|rest|same|one|half" },
	{ "en", COURTESY_UNNAMED, "help|urgent|asap|call|send|attach*|invoice*|order*|error*|problem*|issue*|fail*|broken|monday|tuesday|wednesday|"
	    "thursday|friday|saturday|sunday|tomorrow|today|yesterday|tonight|printer*|scanner*|e?mail*|password*|server*|internet|"
	    "network|laptop*|computer*|pc|screen*|phone*|mobile|update*|question*|meeting*|account*|access|login|reset|reply|see|check|"
	    "ticket*|toner|paper|keyboard|mouse|monitor|vpn|wifi|outlook|word|excel|teams|windows|office|install*|next|also|waiting|"
	    "pending|tbc|fyi|it|hr|is|are|do|does|did|was|has|have|to|the|a|an|this|that|there|my|our|your|i|we|you|he|she|they" },

	/* Spanish */
	{ "es", COURTESY_THANKS, "muchas/muchísimas/mil/infinitas? gracias|gracias mil|mil millones de gracias|un millón de gracias|"
	    "muchas/muchísimas? gracias otra vez|muchas/muchísimas? gracias de nuevo|de nuevo muchas? gracias|muchas? gracias nuevamente|"
	    "nuevamente muchas? gracias|y muchas? gracias|muy? agradecido/agradecida/agradecidos|se agradece|se lo agradezco|te/os/les lo? agradezco|"
	    "te/os/le/les? agradezco/agradecemos mucho? la/tu/su/vuestra ayuda/atención/rapidez|gracias a todos/todas/ti/usted/ustedes/vosotros" },
	{ "es", COURTESY_SOLVED, "ya? me/nos? funciona ya/todo? todo?|ya? todo/todos/todas? funciona/funcionan|funciona otra vez|funciona de nuevo|"
	    "vuelve a funcionar|ya vuelve a funcionar|ahora ya/sí? funciona|ahora sí|ya? está/están todo? funcionando|ya está todo?|"
	    "ya? todo? solucionado|ya? todo? resuelto|ya? todo? arreglado|ya quedó/quedo|ya? está/quedó/queda/quedo todo? solucionado/resuelto/arreglado/bien/listo|"
	    "ya? se ha/me? solucionado/arreglado/resuelto|ya? se me? solucionó/arregló/resolvió|ya? me/nos? va todo?|ya va todo|"
	    "me/nos? ha funcionado|ya? me/nos? funcionó|me/nos sirvió|ya puedo/podemos entrar/acceder/imprimir/trabajar/conectarme|"
	    "ya? he podido entrar/acceder/imprimir/conectarme|ya? pude entrar/acceder/imprimir/conectarme|ya? me? imprime|ya tengo acceso|"
	    "ya lo tengo|ya estoy dentro|todo ok/bien/correcto/perfecto/listo/solucionado/resuelto|todo en orden|listo|"
	    "va perfecto/bien/genial/fenomenal|va de maravilla|va como la seda|"
	    "el? problema/asunto/tema ya? está/queda/quedó? ya? resuelto/solucionado/arreglado|el problema ya? se ha solucionado/resuelto|"
	    "la? incidencia/cuestión ya? está/queda/quedó? resuelta/solucionada|ya no hay problema/problemas|ya no da error|ya no falla|"
	    "la/el/mi/las/los _ ya? funciona/funcionan/va/imprime|ya? me/nos? funciona/funcionan/va/van la/el/mi/las/los _|"
	    "podéis/pueden/puede/puedes cerrar el/este/la/esta ticket/caso/incidencia/petición|podéis/pueden/puede/puedes cerrarlo/cerrarla|"
	    "se puede cerrar el/este/la/esta? ticket/caso/incidencia?|ya se puede cerrar" },
	{ "es", COURTESY_YES, "sí|claro|correcto|así es|exacto|efectivamente" },
	{ "es", COURTESY_NO, "no|aún no|todavía no" },
	{ "es", COURTESY_FILL, "ya|ahora|perfectamente|muy? bien|correctamente|perfecto|perfecta|genial|estupendo|fenomenal|excelente|fantástico|"
	    "maravilloso|de maravilla|de lujo|guay|vale|de acuerdo|entendido|recibido|enterado|enterada|todo|muy amable/amables|muchísimo|mucho|"
	    "por la/tu/su/vuestra gran/pronta/rápida/buena? "
	    "ayuda/rapidez/atención/respuesta/gestión/paciencia/información/info/solución/colaboración/eficacia/eficiencia/prontitud/aclaración prestada?|"
	    "por tan rápida/pronta respuesta|por el/tu/su/vuestro gran? soporte/apoyo/esfuerzo/trabajo/tiempo/aviso/servicio/interés|"
	    "por las gestiones|por todo|por vuestro/su tiempo|por responder/contestar/avisar/solucionarlo/arreglarlo/ayudarme/ayudarnos/resolverlo|"
	    "por responder/contestar/solucionarlo/arreglarlo/resolverlo tan rápido|y por la rapidez/ayuda|tan rápido|buen/gran trabajo|"
	    "eres/sois un/unos/una crack/cracks|eres el/la mejor|sois los/las mejores|un placer|qué rapidez/rápido|"
	    "que tengas/tenga/tengan/tengáis/pases/pase/pasen/paséis un? buen/feliz/buena día/tarde/fin? de? semana?|"
	    "feliz/buen/buena/buenas día/tarde/semana/tardes|feliz/buen fin de semana|buen finde|feliz navidad|felices fiestas|feliz año nuevo?|"
	    "igualmente|a ti|a usted/ustedes/vosotros|equipo|chicos|chicas|compañeros|compañero|compañera|a todos/todas|y|e|sin problema/problemas|"
	    "de verdad|en serio|la verdad|estimado equipo|confirmado|te/os/le/les? confirmo que|te/os/le/les confirmo|nada más" },
	{ "es", COURTESY_GREETING, "hola|buenas|muy buenas|hola? buenos días|hola? buenas tardes/noches|hola? buen día|hola buenas|hola de nuevo|"
	    "estimado/estimada/estimados/estimadas|querido/querida" },
	{ "es", COURTESY_CLOSING, "saludos|un cordial/fuerte/gran? saludo|saludos cordiales|cordiales saludos|reciba/reciban un cordial? saludo|muy? atentamente|"
	    "atte|un fuerte/gran? abrazo|abrazos|saludos y gracias|gracias y un? saludo/saludos|un saludo y muchas? gracias|cordialmente|"
	    "hasta luego/pronto|adiós|slds|besos" },
	{ "es", COURTESY_NEVER, "pero|aunque|todavía|aún|salvo|excepto|menos|solo|no|ni|nunca|nada|nadie|tampoco|cuando|que|cómo|dónde|quién|cuál|otro|"
	    "otra|otros|otras|sigue|siguen|falta|faltan|resto|mismo|misma|única|único|primero|primera|segundo|segunda|vieja|viejo" },
	{ "es", COURTESY_UNNAMED, "puede*|podría*|podéis|necesit*|quier*|urgente|ayuda|llám*|llam*|mañana|hoy|ayer|lunes|martes|miércoles|jueves|viernes|"
	    "sábado|domingo|error*|problema*|fallo*|impresora*|ordenador*|correo*|contraseña*|factura*|pedido*|escáner*|red|"
	    "servidor*|teléfono*|pantalla*|ratón|teclado*|portátil*|incidencia*|consulta*|duda*|adjunt*|archivo*|espero|quedo|"
	    "pendiente*|envi*|avis*|respuesta|clave|acceso|usuario|cuenta" },

	/* French */
	{ "fr", COURTESY_THANKS, "merci|merci beaucoup|merci infiniment|mille mercis|mille merci|un grand merci|grand merci|encore merci|merci encore|"
	    "merci bien|merci à vous/tous/toutes/toi|merci à toute l'équipe|merci mille fois|avec mes/nos remerciements|je vous/te remercie|"
	    "nous vous remercions|je vous/te remercie beaucoup|et merci|et encore merci|bien reçu merci" },
	{ "fr", COURTESY_SOLVED, "ça/cela tout? marche/fonctionne/va maintenant?|ça a marché/fonctionné|cela a fonctionné|ça y est|"
	    "tout marche/fonctionne|tout est ok/réglé/bon/résolu/rentré|tout est en ordre|tout est rentré dans l'ordre|c'est rentré dans l'ordre|"
	    "c'est bon|c'est tout bon|tout est bon|c'est réglé/résolu/réparé/fait|problème réglé/résolu|le problème est réglé/résolu|"
	    "le problème a été réglé/résolu|tout va bien|ça remarche|tout remarche|ça refonctionne|ça remarche maintenant|"
	    "c'est de nouveau ok|ça marche à nouveau|ça fonctionne à nouveau|ça fonctionne de nouveau|ça marche de nouveau|"
	    "je peux maintenant/à? nouveau? me connecter|je peux de nouveau me connecter|je peux imprimer|j'ai pu me connecter|j'ai pu imprimer|j'ai bien accès|"
	    "j'ai accès maintenant?|plus de problème|plus aucun problème|plus de souci|nickel|impeccable|"
	    "la/le/mon/ma/les/l'imprimante _? marche/fonctionne/remarche/marchent/fonctionnent|vous pouvez clôturer/fermer/clore le/ce/la ticket/demande|"
	    "vous pouvez clôturer/fermer/clore|tu peux clôturer/fermer le/ce ticket|le ticket peut être fermé/clôturé/clos" },
	{ "fr", COURTESY_YES, "oui|effectivement|exact|tout à fait|bien sûr" },
	{ "fr", COURTESY_NO, "non|pas encore" },
	{ "fr", COURTESY_FILL, "maintenant|parfaitement|parfait|très/bien bien|bien|super|génial|excellent|formidable|magnifique|d'accord|entendu|noté|"
	    "c'est noté|c'est parfait|c'est super|c'est génial|bien reçu|correctement|impec|à merveille|nickel|au top|beaucoup|infiniment|"
	    "pour tout|pour votre/ton/ta/l'aide/la/le/les/vos/l'intervention aide/réponse/retour/réactivité/rapidité/support/intervention/"
	    "assistance/patience/explications/informations/disponibilité/gentillesse? rapide/efficace?|"
	    "pour l'aide/l'intervention/l'info/l'information/l'assistance|pour votre/ta/la rapide/prompte réponse/intervention|pour votre/ton retour rapide|"
	    "de votre/ton/ta aide/réponse/retour/réactivité/intervention/support rapide?|de l'aide|et bravo|bravo|beau/bon travail|"
	    "bonne/belle/excellente journée/soirée/semaine/fin/année de? journée/semaine?|très bonne journée/soirée|bon week end|bonnes fêtes|"
	    "joyeux noël|bonne année|bon courage|à vous aussi|également|pareillement|à toute l'équipe|l'équipe|toute l'équipe|à tous|à toutes|tous|"
	    "et|vraiment|je confirme|je confirme que|je vous confirme que|c'est gentil|très gentil|vous êtes au top|au plaisir|passez une bonne "
	    "journée|passez une bonne soirée|vous aussi|toi aussi|à vous|à toi|à vous tous" },
	{ "fr", COURTESY_GREETING, "bonjour|bonsoir|salut|coucou|re bonjour|rebonjour|cher|chère|chers|bonjour à tous|bonjour à vous" },
	{ "fr", COURTESY_CLOSING, "très/bien? cordialement|salutations|sincères/meilleures/cordiales salutations|bien à vous/toi|respectueusement|amicalement|"
	    "sincèrement|cdt|cdlt|bonne journée|bonne réception|à bientôt|amitiés|merci et bonne journée|bises" },
	{ "fr", COURTESY_NEVER, "mais|cependant|toutefois|pourtant|encore|toujours|sauf|seulement|seul|seule|ne|n|pas|ni|rien|jamais|personne|aucun|aucune|"
	    "quand|que|quoi|comment|où|qui|quel|quelle|pourquoi|autre|autres|reste|même|vieux|vieille|dernier|dernière|premier|première" },
	{ "fr", COURTESY_UNNAMED, "pouvez|peux|pourriez|merci|besoin|urgent|aide|appel*|rappel*|demain|aujourd*|hier|lundi|mardi|mercredi|jeudi|vendredi|"
	    "samedi|dimanche|erreur*|problème*|panne*|imprimante*|ordinateur*|courriel*|facture*|commande*|réseau|serveur*|téléphone*|"
	    "écran*|souris|clavier*|portable*|question*|joint*|fichier*|attente|avance|mot|accès|compte" },

	/* German */
	{ "de", COURTESY_THANKS, "danke|vielen/besten/herzlichen/lieben/schönen/tausend lieben? dank|dankeschön|danke schön/sehr/vielmals|recht? herzlichen dank|"
	    "tausend dank|danke danke|nochmal/nochmals vielen/herzlichen/besten dank|nochmal/nochmals danke|danke nochmal/nochmals|"
	    "vielen/herzlichen/besten dank nochmal/nochmals|ich danke ihnen/dir/euch sehr/vielmals?|wir danken ihnen/dir/euch sehr?|"
	    "ich bedanke mich|ich bedanke mich herzlich/recht? herzlich?|bedanke mich|merci vielmals|und danke|und vielen dank|danke ihnen/dir/euch|"
	    "danke an alle|vergelt's gott|dank dir/ihnen/euch|thx" },
	{ "de", COURTESY_SOLVED, "es/das/alles/jetzt/nun/funktioniert/läuft/klappt/geht jetzt/nun/wieder/alles? wieder/alles? funktioniert/läuft/klappt/geht|"
	    "es/das/alles? funktioniert/läuft/klappt/geht jetzt/nun/wieder/alles? alles/wieder? wieder?|jetzt/nun funktioniert/läuft/klappt/geht "
	    "es/alles/das? wieder/alles? wieder?|"
	    "hat funktioniert/geklappt/geholfen|es/das hat funktioniert/geklappt/geholfen|"
	    "es/das/alles? ist? jetzt/nun/alles/wieder? wieder/alles? erledigt/gelöst/behoben/repariert|das? problem ist? jetzt/nun? "
	    "gelöst/behoben/erledigt|das? problem hat sich erledigt/gelöst|hat sich erledigt|der? fehler ist? behoben|"
	    "alles wieder? gut/ok/okay/bestens/klar/prima/super/paletti|jetzt ist alles gut|alles wieder in ordnung|alles in ordnung|"
	    "ist wieder? in ordnung|es ist wieder in ordnung|ich bin wieder? drin|ich kann mich wieder/jetzt/nun wieder? anmelden/einloggen|"
	    "ich kann wieder/jetzt/nun wieder? drucken/arbeiten/zugreifen/scannen|kann wieder drucken/arbeiten|druckt wieder|er/sie druckt wieder|"
	    "zugriff klappt/funktioniert jetzt/wieder?|anmeldung klappt/funktioniert jetzt/wieder?|keine probleme mehr|kein problem mehr|"
	    "der/die/das/mein/meine/unser/unsere _ läuft/funktioniert/geht/druckt/laufen/funktionieren/gehen jetzt/nun? wieder/einwandfrei?|"
	    "das/dieses? ticket kann geschlossen werden|sie können das/dieses ticket schließen|du kannst das ticket schließen|"
	    "ihr könnt das ticket schließen|ticket bitte? schließen|kann geschlossen werden|"
	    "es/das hat sich damit? erledigt|damit ist das? erledigt/problem? gelöst?" },
	{ "de", COURTESY_YES, "ja|jawohl|genau|stimmt|richtig" },
	{ "de", COURTESY_NO, "nein|nee|noch nicht" },
	{ "de", COURTESY_FILL, "jetzt|nun|wieder|einwandfrei|super|prima|perfekt|klasse|toll|spitze|wunderbar|hervorragend|bestens|sehr? gut|genial|"
	    "ausgezeichnet|alles klar|alles gut|verstanden|in ordnung|okay|geht klar|passt|passt so|problemlos|tadellos|reibungslos|vielmals|sehr|"
	    "für die/ihre/deine/eure/den/ihren/deinen/euren schnelle/rasche/prompte/tolle/super/gute/nette/freundliche/kompetente/schnellen/tollen/"
	    "super? und? hilfe/antwort/unterstützung/rückmeldung/info/information/bearbeitung/mühe/bemühungen/lösung/reaktion/erledigung/"
	    "geduld/support/service/einsatz/zeit|für die/ihre/deine/eure schnelle/rasche/prompte/tolle/super und? kompetente/gute/freundliche/nette/unkomplizierte/unbürokratische/professionelle? hilfe/antwort/bearbeitung/unterstützung|"
	    "für das schnelle? feedback|für alles|dafür|hierfür|für's kümmern|fürs kümmern|für eure mühe|schnelle hilfe|gute/tolle/super arbeit|"
	    "gut gemacht|und|auch|echt|wirklich|das ging schnell|das ging aber? schnell|"
	    "einen? schönen/schöne/schönes/gute/guten tag/abend/feierabend/nachmittag/woche/zeit/wochenende noch?|schönes wochenende|"
	    "schönen tag noch|schönen abend noch|schönen feierabend|schöne woche|ein schönes wochenende|ich wünsche ihnen/dir/euch noch? "
	    "einen/eine/ein schönen/schöne/schönes tag/woche/wochenende/abend|frohe weihnachten|frohes neues|guten rutsch|schöne feiertage|ebenso|"
	    "gleichfalls|ihnen auch|team|liebes team|leute|zusammen|an das/euer/ihr ganze? team|ihr seid die besten/spitze/super|"
	    "sie sind die/der beste/besten|ich bestätige|freut mich|das freut mich|top service|top arbeit|schön" },
	{ "de", COURTESY_GREETING, "hallo|hallo zusammen|guten morgen/tag/abend|moin|servus|grüezi|grüß gott|grüss gott|grüß dich|hi zusammen|lieber|liebe|"
	    "liebes|liebe kollegen|liebe kolleginnen und kollegen|sehr geehrte/geehrter damen? und? herren?|tag|mahlzeit|morgen" },
	{ "de", COURTESY_CLOSING, "mit? freundlichen/freundliche/besten/beste/herzlichen/herzliche/vielen/viele/lieben/liebe/schönen/schöne grüßen/grüße/"
	    "grüssen/grüsse|mit? freundlichem/freundlicher/bestem/lieber/herzlichem gruß/gruss|grüße|grüsse|gruß|gruss|mfg|lg|vg|bg|"
	    "hochachtungsvoll|danke/dank und lg/gruß/gruss/grüße/grüsse/viele? grüße?|vielen dank und viele/beste/liebe? grüße/gruß|"
	    "tschüss|tschüß|ciao|bis bald|bis dann" },
	{ "de", COURTESY_NEVER, "aber|jedoch|allerdings|leider|noch|außer|ausser|trotzdem|nur|nicht|nichts|nie|kein|keine|keiner|niemand|ohne|wann|was|wie|"
	    "wo|wer|warum|wieso|welche|welcher|bitte|ob|wenn|falls|andere|anderer|anderen|rest|selbe|gleiche|alte|alter|zweite|erste|letzte" },
	{ "de", COURTESY_UNNAMED, "kann|können|könnten|brauch*|dringend|eilt|hilfe|anruf*|rückruf*|ruf*|morgen|heute|gestern|montag*|dienstag*|mittwoch*|"
	    "donnerstag*|freitag*|samstag*|sonntag*|fehler*|problem*|störung*|drucker*|rechner*|computer*|kennwort*|passwort*|rechnung*|"
	    "bestellung*|netzwerk*|server*|telefon*|bildschirm*|maus|tastatur*|laptop*|notebook*|frage*|anhang*|anlage*|datei*|termin*|"
	    "voraus|vorab|zugang*|konto|warte*|siehe|weiter*|folgt|offen" },

	/* Italian */
	{ "it", COURTESY_THANKS, "molte/tante/mille? grazie|grazie mille/infinite/tante|grazie ancora|ancora grazie|ancora grazie mille|vi/ti/la ringrazio|"
	    "ringrazio|vi/la/ti ringraziamo|la ringrazio molto|vi ringrazio molto|grazie a tutti/te/lei/voi|grazie di tutto|grazie di cuore|"
	    "e grazie|grazie infinite|un grazie" },
	{ "it", COURTESY_SOLVED, "ora/adesso/tutto? funziona ora/adesso/tutto?|ora/adesso tutto? funziona|ora funziona tutto|funziona di nuovo|"
	    "ora/adesso? va tutto/bene? bene?|tutto ok/bene/risolto/perfetto/funzionante|è tutto ok/risolto/a posto|tutto a posto|"
	    "ora è tutto ok|risolto|problema risolto|il problema è stato? risolto|è stato? risolto|si è risolto|"
	    "ha funzionato|sono riuscito/riuscita ad? accedere/entrare/stampare|riesco ad? accedere/entrare/stampare|ora riesco ad? accedere/entrare/stampare|"
	    "il/la/i/le/lo _ ora/adesso? funziona/funzionano|"
	    "potete/può/puoi chiudere il/questo? ticket|si può chiudere|il ticket può essere chiuso" },
	{ "it", COURTESY_YES, "sì|esatto|certo|corretto|confermo" },
	{ "it", COURTESY_NO, "no|non ancora" },
	{ "it", COURTESY_FILL, "ora|adesso|già|perfettamente|perfetto|benissimo|ottimo|molto? bene|correttamente|alla perfezione|fantastico|eccellente|"
	    "splendido|grande|grandi|va bene|d'accordo|ricevuto|capito|nessun problema|molto|tanto|gentilissimo|gentilissima|gentilissimi|"
	    "molto gentile/gentili|per il/la/l'aiuto/l'assistenza/tutto/l'intervento/la/lo tempestiva/veloce/pronta/rapida/vostro/tuo/suo/vostra/tua/sua? "
	    "tempestiva/veloce/pronta/rapida? aiuto/risposta/supporto/disponibilità/pazienza/assistenza/collaborazione/rapidità/celerità/"
	    "velocità/cortesia/intervento/lavoro/tempo/interessamento? rapido/celere/veloce?|per tutto|per l'aiuto/l'assistenza/l'intervento/l'info|"
	    "dell'aiuto|del supporto|della risposta|della disponibilità|di tutto|ottimo lavoro|buon lavoro|bel lavoro|"
	    "buona/buon/buone giornata/serata/lavoro/weekend/settimana/feste/pomeriggio/natale|buon fine settimana|buon anno|felice giornata|"
	    "altrettanto|anche a te/lei/voi|a voi|a te|a lei|a tutti|team|ragazzi|e|davvero|veramente|vi confermo che|confermo che|"
	    "siete i migliori|sei un grande|siete grandi|siete fantastici" },
	{ "it", COURTESY_GREETING, "ciao|salve|buongiorno|buonasera|buon pomeriggio|buon giorno|gentile|gentili|egregio|egregi|caro|cara|cari|gent" },
	{ "it", COURTESY_CLOSING, "cordiali/distinti/cari/tanti/migliori? saluti|un caro? saluto|cordialmente|buona giornata|grazie e cordiali? saluti|a presto|"
	    "con i migliori saluti|i migliori saluti|cordialità|un abbraccio|arrivederci" },
	{ "it", COURTESY_NEVER, "ma|però|tuttavia|ancora|eccetto|tranne|solo|soltanto|non|né|niente|nulla|nessuno|mai|quando|che|come|dove|chi|quale|perché|"
	    "altro|altra|altri|altre|resto|stesso|stessa|vecchio|vecchia|primo|prima|secondo|ultimo|ultima|manca|purtroppo" },
	{ "it", COURTESY_UNNAMED, "può|puoi|potete|potrebbe|serve|bisogno|urgente|aiuto|chiam*|richiam*|domani|oggi|ieri|lunedì|martedì|mercoledì|giovedì|"
	    "venerdì|sabato|domenica|errore|errori|problem*|guasto|stampant*|computer|posta|password|fattura|fatture|ordine|rete|server|telefono|"
	    "schermo|mouse|tastiera|portatile|domanda|allegat*|file|attesa|anticipo|attendo|accesso|conto" },

	/* Portuguese, of Brazil and of Portugal */
	{ "pt", COURTESY_THANKS, "muito? obrigado/obrigada/obrigados/obrigadas|obrigadão|obrigadinho|obrigadinha|muitíssimo obrigado/obrigada|muito agradecido/agradecida|"
	    "mais uma vez muito? obrigado/obrigada|obrigado/obrigada mais uma vez|muito? obrigado/obrigada mesmo|agradecido|agradecida|"
	    "agradeço|agradecemos|agradeço muito?|eu? agradeço imenso|grato|grata|muito grato/grata|valeu|valeu mesmo|brigado|brigada|obg|vlw|"
	    "e muito? obrigado/obrigada|obrigado/obrigada a todos|obrigado/obrigada eu|agradeço a/pela ajuda/atenção|gratidão" },
	{ "pt", COURTESY_SOLVED, "já/agora? está/tá/esta tudo? funcionando/resolvido/solucionado/certo/ok/bem|já está a funcionar|está tudo? a funcionar|tudo a funcionar|"
	    "já? funciona|agora já? funciona|agora sim|funcionou|deu certo|já funcionou|tudo? resolvido|tudo? funcionando|tudo funciona|resolvido|solucionado|"
	    "problema resolvido/solucionado|o problema foi/está/já resolvido/solucionado|o problema já? está/foi resolvido/solucionado|foi resolvido|"
	    "tudo certo/ok/bem|tudo em ordem|voltou a funcionar|já voltou a funcionar|voltou ao normal|já consigo/consegui entrar/aceder/acessar/imprimir|"
	    "consegui entrar/aceder/acessar/imprimir|agora consigo entrar/aceder/acessar/imprimir|já está|já deu|"
	    "a/o/as/os/minha/meu _ já/agora? funciona/funcionam|a/o/minha/meu _ já/agora? está funcionando|a/o/minha/meu _ voltou a funcionar|"
	    "pode/podem fechar o/este? chamado/ticket/pedido|pode/podem encerrar o/este? chamado/ticket/pedido|pode/podem fechar/encerrar|"
	    "o? chamado/ticket pode ser fechado/encerrado" },
	{ "pt", COURTESY_YES, "sim|claro|correto|correcto|exato|isso mesmo|com certeza" },
	{ "pt", COURTESY_NO, "não|ainda não" },
	{ "pt", COURTESY_FILL, "já|agora|perfeitamente|perfeito|ótimo|óptimo|excelente|maravilha|maravilhoso|fantástico|muito? bom|muito? bem|corretamente|"
	    "beleza|show|show de bola|top|certo|combinado|entendido|recebido|ciente|mesmo|muito|tudo|demais|imenso|sem problemas|"
	    "pela/pelo/por rápida/pronta/ótima/excelente/sua/tua/vossa/seu/toda/todo? rápida/pronta? ajuda/atenção/resposta/retorno/suporte/apoio/"
	    "atendimento/rapidez/auxílio/paciência/informação/tempo/colaboração/disponibilidade/esforço/trabalho/serviço/tudo/solução rápida/rápido/prestada?|"
	    "por tudo|por me ajudar|por ajudar|por responder|pelo rápido retorno/atendimento|bom trabalho|ótimo trabalho|excelente trabalho|"
	    "bom/boa/ótimo/ótima/excelente dia/tarde/noite/semana/fim de? semana?|bom fim de semana|tenha/tenham um/uma bom/boa/ótimo/ótima/excelente "
	    "dia/tarde/semana/noite|feliz natal|boas festas|feliz ano novo?|bom feriado|igualmente|para você também|pra você também|a todos|equipe|equipa|"
	    "pessoal|gente|e|de verdade|confirmo que|confirmo|vocês são demais|vocês são os melhores" },
	{ "pt", COURTESY_GREETING, "olá|oi|bom dia|boa tarde|boa noite|prezado|prezada|prezados|prezadas|caro|cara|caros|olá bom dia|olá boa tarde|estimado|"
	    "estimada|boas|ola" },
	{ "pt", COURTESY_CLOSING, "atenciosamente|atentamente|com? os? melhores? cumprimentos|melhores cumprimentos|cordiais cumprimentos|um? abraço|abraços|"
	    "um? grande abraço|att|saudações|cordialmente|respeitosamente|até breve|até logo|até mais|abs|abç|bjs|cumps" },
	{ "pt", COURTESY_NEVER, "mas|porém|contudo|entretanto|ainda|exceto|excepto|menos|só|somente|apenas|não|nem|nunca|nada|ninguém|nenhum|nenhuma|quando|"
	    "que|como|onde|quem|qual|porque|outro|outra|outros|outras|resto|mesmo|velho|velha|primeiro|primeira|último|última|falta|infelizmente" },
	{ "pt", COURTESY_UNNAMED, "pode|podem|poderia|preciso|precisa*|urgente|ajuda|ligue|liga*|amanhã|hoje|ontem|segunda|terça|quarta|quinta|sexta|sábado|"
	    "domingo|erro*|problema*|falha*|impressora*|computador*|email|correio|senha*|fatura*|nota|pedido*|rede|servidor|telefone|tela|"
	    "ecrã|mouse|rato|teclado|notebook|portátil|pergunta|dúvida*|anexo*|arquivo*|ficheiro*|aguard*|fico|acesso|conta" },

	/* Catalan */
	{ "ca", COURTESY_THANKS, "moltes/moltíssimes/mil? gràcies|gràcies de nou|moltes gràcies de nou|merci|mercès|moltes mercès|us ho agraeixo|t'ho agraeixo|"
	    "li ho agraeixo|gràcies a tots/tu/vosaltres|i moltes? gràcies" },
	{ "ca", COURTESY_SOLVED, "ja? funciona tot?|ja? em? funciona|ara ja/sí? funciona|ara sí|ja? va bé|ja va tot|ja està tot?|ja està solucionat/resolt/arreglat|"
	    "solucionat|resolt|arreglat|tot? solucionat/resolt|tot ok/bé/correcte/perfecte|tot funciona|problema resolt/solucionat|el problema està resolt/solucionat|"
	    "torna a funcionar|ja torna a funcionar|ja puc entrar/accedir/imprimir|ja he pogut entrar/accedir/imprimir|ja imprimeix|"
	    "la/el/les/els _ ja? funciona/funcionen/va|podeu/pot tancar el/la/aquest tiquet/incidència" },
	{ "ca", COURTESY_YES, "sí|correcte|exacte|efectivament" },
	{ "ca", COURTESY_NO, "no|encara no" },
	{ "ca", COURTESY_FILL, "ja|ara|perfectament|perfecte|genial|fantàstic|excellent|molt? bé|d'acord|entès|rebut|tot|correctament|de meravella|"
	    "per tot|per la/el/l'ajuda/l'atenció/la/la? teva/vostra/seva? ràpida? ajuda/resposta/atenció/rapidesa/gestió/paciència/suport/feina?|"
	    "per l'ajuda/l'atenció|pel suport|per la resposta ràpida|molt amable/amables|bona feina|que tinguis/tingueu/tingui un? bon dia/bona? tarda?|bon dia|bona tarda|"
	    "bon cap de setmana|bones festes|bon nadal|igualment|equip|a tots|nois|i|de debò|us confirmo que|confirmo que" },
	{ "ca", COURTESY_GREETING, "hola|bon dia|bona tarda|bones|benvolgut|benvolguda|benvolguts|bon vespre" },
	{ "ca", COURTESY_CLOSING, "salutacions|una cordial? salutació|salutacions cordials|cordials? salutacions|atentament|cordialment|una abraçada|salut|"
	    "fins aviat|adéu|ben cordialment|gràcies i salutacions" },
	{ "ca", COURTESY_NEVER, "però|encara|tot i|excepte|menys|només|no|ni|mai|res|ningú|quan|que|què|com|on|qui|quin|quina|altre|altra|altres|resta|"
	    "mateix|vell|vella|falta|si us plau" },
	{ "ca", COURTESY_UNNAMED, "impressora|ordinador|correu|contrasenya|factura|comanda|xarxa|servidor|telèfon|pantalla|problema|error|urgent|demà|avui|"
	    "dilluns|dimarts|dimecres|dijous|divendres|dissabte|diumenge|necessit*|pod*" },

	/* Dutch */
	{ "nl", COURTESY_THANKS, "hartelijk/heel/heel? erg/enorm? bedankt/dank|dank je/u/jullie wel|dank je/u/jullie|dankjewel|dankuwel|dank je/u hartelijk|"
	    "bedankt|hartelijk dank|veel dank|heel erg bedankt|super bedankt|nogmaals hartelijk? bedankt/dank|bedankt nogmaals|duizendmaal dank|"
	    "hartstikke bedankt|mijn dank|bedankt allemaal|dank|en bedankt|ik dank u/je|thanks voor alles" },
	{ "nl", COURTESY_SOLVED, "het/dit/alles/dat werkt/doet/functioneert/loopt nu/het/weer? weer/nu/allemaal/prima/goed/perfect? prima/goed/perfect?|"
	    "werkt nu? weer?|nu werkt het/alles weer?|het? is opgelost/verholpen/gelukt|opgelost|verholpen|gelukt|het is gelukt|"
	    "probleem is? opgelost/verholpen|het probleem is opgelost/verholpen/weg|alles is opgelost|alles goed/ok/in orde|alles is in orde|in orde|"
	    "het is in orde|het heeft gewerkt/geholpen|ik kan nu? weer? inloggen/printen/werken|ik kan er weer in|ik ben weer? binnen|"
	    "geen problemen meer|de/het/mijn _ werkt/doet/werken nu/het? weer?|het ticket kan gesloten worden|dit ticket mag dicht|"
	    "je/u/jullie kunt/kan/mag/mogen/kunnen het/dit/de ticket/melding sluiten|ticket mag gesloten worden|mag gesloten worden" },
	{ "nl", COURTESY_YES, "ja|klopt|inderdaad|jazeker" },
	{ "nl", COURTESY_NO, "nee|nog niet" },
	{ "nl", COURTESY_FILL, "nu|weer|prima|perfect|uitstekend|geweldig|fantastisch|super|mooi|fijn|top|heel? goed|helemaal goed|begrepen|duidelijk|akkoord|"
	    "is goed|naar behoren|zoals het hoort|erg|heel|voor de/je/uw/jullie/het snelle/goede/vlotte/super? "
	    "hulp/reactie/antwoord/ondersteuning/moeite/service/tijd/geduld/informatie/info/uitleg/oplossing/afhandeling/inzet/inspanning|"
	    "voor het snelle? antwoord|voor alles|hiervoor|daarvoor|goed gedaan|goed werk|"
	    "een? fijne/prettige/mooie/goede/goed/fijn/prettig dag/avond/weekend/week/middag nog? verder?|fijne dag nog|fijne feestdagen|gelukkig nieuwjaar|"
	    "insgelijks|jij/u/jullie ook|team|allen|allemaal|mensen|collega's|en|echt|wat snel|dat was snel|jullie zijn toppers|toppers|topper|"
	    "ik bevestig" },
	{ "nl", COURTESY_GREETING, "hallo|hoi|dag|goedemorgen|goedemiddag|goedenavond|goedendag|beste|geachte|hey|hallo allemaal|beste allen" },
	{ "nl", COURTESY_CLOSING, "met? vriendelijke/hartelijke/beste groet/groeten|groet|groeten|groetjes|mvg|hoogachtend|vr gr|gr|tot ziens|doei" },
	{ "nl", COURTESY_NEVER, "maar|echter|nog|behalve|helaas|alleen|niet|niets|geen|nooit|niemand|wanneer|wat|hoe|waar|wie|waarom|welke|als|graag|andere|"
	    "ander|rest|zelfde|oude|eerste|tweede|laatste" },
	{ "nl", COURTESY_UNNAMED, "kunt|kunnen|kan|nodig|dringend|spoed|hulp|bel*|morgen|vandaag|gisteren|maandag|dinsdag|woensdag|donderdag|vrijdag|"
	    "zaterdag|zondag|fout*|probleem|problemen|storing|printer*|computer*|wachtwoord*|factuur|bestelling|netwerk|telefoon|scherm|muis|"
	    "toetsenbord|laptop|vraag|vragen|bijlage|bestand|wacht*" },

	/* Polish */
	{ "pl", COURTESY_THANKS, "bardzo|serdecznie? dziękuję/dziękuje/dziękujemy bardzo/serdecznie/ślicznie/pięknie?|dzięki|dzięki wielkie|wielkie dzięki|"
	    "jeszcze raz bardzo? dziękuję/dziękuje/dzięki|dziękuję jeszcze raz|stokrotne dzięki|dzięki bardzo|dz|thx|"
	    "bardzo dziękuję/dziękuje/dziękujemy|serdeczne dzięki|jestem wdzięczny/wdzięczna" },
	{ "pl", COURTESY_SOLVED, "już? wszystko/teraz? już? działa/działają już/teraz? wszystko?|teraz wszystko? już? działa|wszystko już? działa/ok/gra/dobrze|"
	    "wszystko już? jest? w porządku|już jest ok|jest ok|zadziałało|pomogło|udało się|już? działa poprawnie|rozwiązane|naprawione|"
	    "problem został? już? rozwiązany|problem rozwiązany|problem zniknął|sprawa załatwiona/rozwiązana|"
	    "mogę się już? zalogować|mogę już się? zalogować/drukować/pracować|można zamknąć zgłoszenie/ticket|proszę zamknąć zgłoszenie/ticket|"
	    "zgłoszenie można zamknąć|drukarka/komputer/internet/poczta/system/skaner/vpn/telefon już? znowu? działa" },
	{ "pl", COURTESY_YES, "tak|zgadza się|dokładnie" },
	{ "pl", COURTESY_NO, "nie|jeszcze nie" },
	{ "pl", COURTESY_FILL, "już|teraz|świetnie|super|doskonale|idealnie|rewelacja|bez zarzutu|poprawnie|dobrze|bardzo? dobrze|jasne|rozumiem|w porządku|"
	    "za szybką/błyskawiczną/sprawną? pomoc/odpowiedź/reakcję/informację/wsparcie/interwencję/cierpliwość/wszystko/obsługę|za szybkie/sprawne? "
	    "wsparcie/działanie/rozwiązanie/załatwienie sprawy?|za wszystko|dobra robota|miłego/dobrego/udanego dnia/weekendu/popołudnia/wieczoru|"
	    "wesołych świąt|szczęśliwego nowego roku|wzajemnie|nawzajem|zespole|wszystkim|i|naprawdę|potwierdzam|potwierdzam że" },
	{ "pl", COURTESY_GREETING, "cześć|witam|dzień dobry|dobry wieczór|hej|szanowni państwo|szanowna|szanowny|witam ponownie" },
	{ "pl", COURTESY_CLOSING, "pozdrawiam serdecznie?|serdecznie pozdrawiam|pozdrawiamy|z poważaniem|pozdrowienia|z wyrazami szacunku|łączę pozdrowienia|"
	    "pozdr|pzdr|do widzenia|do usłyszenia" },
	{ "pl", COURTESY_NEVER, "ale|jednak|jeszcze|nadal|wciąż|oprócz|tylko|nie|nic|nigdy|nikt|kiedy|co|jak|gdzie|kto|dlaczego|który|czy|proszę|niestety|"
	    "inny|inna|inne|druga|drugi|reszta|stary|stara" },
	{ "pl", COURTESY_UNNAMED, "drukarka|komputer|hasło|faktura|zamówienie|serwer|telefon|problem|błąd|pilne|pomoc|jutro|dziś|wczoraj|poniedziałek|wtorek|"
	    "środa|czwartek|piątek|sobota|niedziela|pytanie|załącznik|czekam|potrzebuj*" },

	/* Swedish */
	{ "sv", COURTESY_THANKS, "tack|tackar|tack så mycket/hemskt? mycket?|tusen/stort/varmt/många/jättestort tack|tack igen|tack tack|tack ska du/ni ha|"
	    "tackar så mycket|tackar och bugar|tackar för hjälpen|stort tack igen|ett stort tack|tack allihopa" },
	{ "sv", COURTESY_SOLVED, "nu? det/allt? fungerar/funkar det/allt/nu? nu/igen/bra/fint/perfekt?|det/allt fungerar/funkar nu igen?|nu fungerar/funkar det/allt "
	    "igen|fungerar/funkar igen|det fungerade/funkade|det löste sig|problemet är löst|problemet löst|löst|det är löst|nu är det löst|allt är löst|"
	    "allt är bra/ok/som det ska|det hjälpte|allt ok/bra|nu kommer jag in|jag kommer in nu|jag kan logga in nu?|jag kan logga in igen|jag kan skriva ut igen|"
	    "inga problem längre|skrivaren/datorn/mailen/mejlen/internet/systemet/skärmen/telefonen fungerar/funkar nu? igen?|ni kan/får stänga ärendet|"
	    "du kan/får stänga ärendet|ärendet kan stängas" },
	{ "sv", COURTESY_YES, "ja|japp|stämmer|precis|det stämmer" },
	{ "sv", COURTESY_NO, "nej|inte än" },
	{ "sv", COURTESY_FILL, "nu|bra|jättebra|perfekt|utmärkt|toppen|kanon|kanonbra|fint|underbart|fantastiskt|härligt|super|superbra|då|okej|uppfattat|"
	    "för hjälpen/svaret/allt/svar/infon/informationen/supporten/återkopplingen|för all? snabb/fin/bra? hjälp/svar/återkoppling/support/service|"
	    "för det snabba? svaret|för den snabba? hjälpen|för snabbt/snabb svar/hjälp/service|för din/er/ditt/ert snabba/snabb? hjälp/svar/tid/tålamod|mycket|så mycket|bra jobbat|snyggt jobbat|"
	    "ha en fin/bra/trevlig dag/helg/kväll/vecka|trevlig helg/dag|ha det bra/fint|god jul|gott nytt år|glad påsk|detsamma|du/ni också|alla|hela? teamet|och|verkligen" },
	{ "sv", COURTESY_GREETING, "hej|hejsan|god morgon|god dag|hallå|hej igen|bästa|tjena|hej alla" },
	{ "sv", COURTESY_CLOSING, "med? vänlig/vänliga/bästa hälsning/hälsningar|hälsningar|hälsning|mvh|vh|hälsar|hej då|ha det" },
	{ "sv", COURTESY_NEVER, "men|dock|fortfarande|ännu|utom|bara|endast|inte|ej|inget|ingen|aldrig|när|vad|hur|var|vem|varför|vilken|om|tyvärr|annan|"
	    "andra|resten|samma|gamla" },
	{ "sv", COURTESY_UNNAMED, "skrivare*|dator*|lösenord*|faktura*|beställning*|problem*|fel*|brådskande|hjälp|ring|imorgon|idag|igår|måndag|tisdag|onsdag|"
	    "torsdag|fredag|lördag|söndag|fråga|bilaga|väntar|kan|behöver|förhand" },

	/* Danish */
	{ "da", COURTESY_THANKS, "tak|mange/tusind/tusinde tak|tak skal du/i have|tak igen|mange tak igen|tak for det|tak for alt|tusinde tak igen|stor tak|en stor tak|takker|jeg takker" },
	{ "da", COURTESY_SOLVED, "nu? det/alt virker/fungerer nu/igen/fint/perfekt? igen?|nu virker/fungerer det/alt igen?|virker igen/nu|det virkede|det hjalp|"
	    "problemet er løst|løst|det er løst|alt er løst|alt er ok/godt/i orden|det er i orden|alt ok/godt|jeg kan logge ind nu/igen|jeg kan printe igen|"
	    "nu kan jeg logge ind|ingen problemer længere|printeren/computeren/mailen/systemet/skærmen/telefonen virker nu? igen?|"
	    "i/du kan lukke sagen|sagen kan lukkes" },
	{ "da", COURTESY_YES, "ja|jep|det er rigtigt|præcis" },
	{ "da", COURTESY_NO, "nej|ikke endnu" },
	{ "da", COURTESY_FILL, "nu|fint|perfekt|super|skønt|godt|rigtig godt|dejligt|fantastisk|fedt|herligt|okay|modtaget|forstået|"
	    "for hjælpen/svaret/alt/svar/hjælp/infoen|for den/det/din/jeres/dit hurtige/gode? hjælp/svar/service/indsats/tålmodighed|for hurtigt/hurtig svar/hjælp/service|for din/jeres hjælp|så meget|meget|godt gået|"
	    "godt arbejde|ha|hav en god/dejlig/fortsat dag/weekend/aften|god/rigtig? dag/weekend|god weekend|glædelig jul|godt nytår|i lige måde|selv tak|"
	    "alle|team|og|virkelig|tusind" },
	{ "da", COURTESY_GREETING, "hej|goddag|god morgen|kære|hej igen|hejsa|hej alle" },
	{ "da", COURTESY_CLOSING, "med? venlig/venlige/bedste/mange/kærlig hilsen/hilsner|hilsen|mvh|kh|vh|de bedste hilsner" },
	{ "da", COURTESY_NEVER, "men|dog|stadig|endnu|undtagen|kun|ikke|intet|ingen|aldrig|hvornår|hvad|hvordan|hvor|hvem|hvorfor|hvis|desværre|anden|andre|"
	    "resten|samme|gamle" },
	{ "da", COURTESY_UNNAMED, "printer*|computer*|adgangskode*|faktura*|ordre*|problem*|fejl*|haster|hjælp|ring|morgen|dag|går|mandag|tirsdag|onsdag|"
	    "torsdag|fredag|lørdag|søndag|spørgsmål|vedhæft*|venter|kan|skal" },

	/* Norwegian */
	{ "no", COURTESY_THANKS, "takk|mange/tusen/hjertelig takk|takk skal du/dere ha|takk igjen|tusen takk igjen|takk for det|takk for alt|takker|takker så mye|"
	    "tusen hjertelig takk" },
	{ "no", COURTESY_SOLVED, "nå? det/alt virker/fungerer/funker nå/igjen/fint/perfekt? igjen?|nå virker/fungerer/funker det/alt igjen?|virker/fungerer/funker igjen/nå|"
	    "det virket/fungerte/funket|det hjalp|problemet er løst|løst|det er løst|alt er løst|alt er ok/bra/i orden|det er i orden|alt ok/bra|det ordnet seg|"
	    "jeg kommer inn nå|jeg kan logge inn nå/igjen|jeg kan skrive ut igjen|nå kan jeg logge inn|skriveren/pcen/mailen/eposten/systemet/skjermen/"
	    "telefonen virker/fungerer/funker nå? igjen?|dere/du kan lukke saken|saken kan lukkes" },
	{ "no", COURTESY_YES, "ja|jepp|stemmer|det stemmer" },
	{ "no", COURTESY_NO, "nei|ikke ennå" },
	{ "no", COURTESY_FILL, "nå|fint|perfekt|super|supert|bra|kjempebra|veldig? bra|flott|topp|herlig|fantastisk|okei|mottatt|forstått|da|så mye|"
	    "for hjelpen/svaret/alt/svar/hjelp/infoen|for den/det/din/deres/ditt raske/gode? hjelpen/svaret/hjelp/svar/innsats/tålmodighet|for rask/raskt hjelp/svar/service|bra jobbet|"
	    "godt jobbet|ha en fin/god/flott dag/helg/kveld|god/fin dag/helg|god jul|godt nyttår|i like måte|alle|team|og|virkelig" },
	{ "no", COURTESY_GREETING, "hei|heisann|god dag|god morgen|hallo|kjære|hei igjen|hei alle|hei hei" },
	{ "no", COURTESY_CLOSING, "med? vennlig/vennlige/beste hilsen/hilsener|hilsen|mvh|beste hilsen|ha det|ha det bra" },
	{ "no", COURTESY_NEVER, "men|dog|fortsatt|ennå|fremdeles|unntatt|bare|kun|ikke|ingenting|ingen|aldri|når|hva|hvordan|hvor|hvem|hvorfor|hvis|dessverre|"
	    "annen|andre|resten|samme|gamle" },
	{ "no", COURTESY_UNNAMED, "skriver*|pc*|passord*|faktura*|ordre*|problem*|feil*|haster|hjelp|ring|morgen|mandag|tirsdag|onsdag|torsdag|fredag|lørdag|"
	    "søndag|spørsmål|vedlegg|venter|kan|trenger" },

	/* Finnish */
	{ "fi", COURTESY_THANKS, "kiitos|kiitoksia|suuri/paljon/suuret/iso/tuhannet/lämmin/lämpimät/isot kiitos/kiitoksia/kiitokset|kiitos paljon/kovasti|"
	    "kiitokset|kiitän|kiitämme|kiitti|kiitos vielä kerran|vielä kerran kiitos|kiitos kaikille/teille/sinulle" },
	{ "fi", COURTESY_SOLVED, "se|nyt? se/kaikki/homma? toimii nyt/taas/hyvin/hienosti/moitteettomasti?|nyt se/kaikki? toimii taas?|toimii nyt/taas|kaikki toimii|kaikki ok/hyvin/kunnossa|"
	    "kaikki on kunnossa|nyt on kunnossa|ongelma on? nyt? ratkaistu/ratkennut/poistunut/korjattu|ongelma ratkesi|ratkesi|asia on? kunnossa|"
	    "pääsen nyt? kirjautumaan taas?|pääsin kirjautumaan|onnistui|se auttoi|tulostin/kone/sähköposti/tietokone/verkko toimii nyt/taas?|"
	    "tiketin voi sulkea|voitte sulkea tiketin" },
	{ "fi", COURTESY_YES, "kyllä|joo|juu|aivan" },
	{ "fi", COURTESY_NO, "ei|ei vielä" },
	{ "fi", COURTESY_FILL, "nyt|hyvin|hienosti|hienoa|mahtavaa|loistavaa|loistava|hyvä|erinomaista|täydellistä|mainiota|selvä|okei|ymmärretty|"
	    "avusta|nopeasta avusta/vastauksesta/palvelusta/toiminnasta/reagoinnista|avustasi|avustanne|vastauksesta|vastauksestasi|vaivannäöstä|"
	    "tiedosta|palvelusta|tuesta|kaikesta|hyvää/mukavaa/oikein? päivänjatkoa/viikonloppua/päivää/iltaa/viikkoa|hyvää joulua|hyvää uutta vuotta|"
	    "samoin|kaikille|tiimi|ja|todella|hyvää työtä" },
	{ "fi", COURTESY_GREETING, "hei|moi|terve|huomenta|hyvää huomenta|hyvää päivää|päivää|iltaa|moikka|hei taas" },
	{ "fi", COURTESY_CLOSING, "ystävällisin terveisin|terveisin|parhain terveisin|terv|terveiset|kiittäen|kunnioittavasti|yst terv|ystävällisesti|yt|hei hei|heippa" },
	{ "fi", COURTESY_NEVER, "mutta|kuitenkin|vielä|edelleen|paitsi|vain|ei|eikä|en|mitään|koskaan|kukaan|milloin|mitä|miten|missä|kuka|miksi|onko|voiko|"
	    "valitettavasti|toinen|muut|vanha" },
	{ "fi", COURTESY_UNNAMED, "tulostin|tietokone|salasana|lasku|tilaus|ongelma|virhe|kiire|apua|soita|huomenna|tänään|eilen|maanantai|tiistai|keskiviikko|"
	    "torstai|perjantai|lauantai|sunnuntai|kysymys|liite|odotan|tarvitsen|etukäteen" },

	/* Czech */
	{ "cs", COURTESY_THANKS, "moc/mockrát/velice/velmi/srdečně? děkuji/děkuju/děkujeme/díky/děkují moc/mockrát/velice/velmi?|díky moc|moc díky|ještě jednou moc? "
	    "děkuji/děkuju/díky|děkuji/děkuju/díky ještě jednou|dík|diky|tisíceré díky|velké díky|mockrát děkuji" },
	{ "cs", COURTESY_SOLVED, "už? vše/všechno/teď/to/nyní? už/to/zase? funguje/fungují/jde/běží už/zase/teď/vše/všechno?|už to funguje/jde/běží|"
	    "už zase? funguje/jde|teď už? to funguje/jde|vše je v pořádku|vše v pořádku|už je to v pořádku|vše ok|všechno ok|vyřešeno|"
	    "problém je? vyřešen|problém byl vyřešen|problém zmizel|pomohlo to|to pomohlo|povedlo se|podařilo se|zafungovalo to|můžu se už? přihlásit|"
	    "už se přihlásím|můžu tisknout|tiskárna/počítač/pošta/internet/skener/telefon už? zase? funguje/tiskne/jde|můžete tiket/požadavek uzavřít|tiket/požadavek můžete uzavřít" },
	{ "cs", COURTESY_YES, "ano|jo|přesně|přesně tak" },
	{ "cs", COURTESY_NO, "ne|ještě ne" },
	{ "cs", COURTESY_FILL, "už|teď|nyní|zase|výborně|skvěle|skvělé|perfektní|perfektně|super|bezvadně|paráda|výborné|dobře|v pořádku|rozumím|bez problémů|"
	    "za rychlou/skvělou/vaši/tvoji? pomoc/odpověď/reakci/podporu/informaci/ochotu/spolupráci/trpělivost|za vaši/rychlou/super pomoc|za rychlé řešení/vyřešení|za vše|za všechno|dobrá práce|"
	    "hezký/pěkný/krásný/příjemný den/víkend/večer|hezkého dne|přeji hezký/pěkný/krásný/příjemný den/víkend/večer|mějte se hezky|veselé vánoce|šťastný nový rok|"
	    "nápodobně|všem|týme|a|opravdu|potvrzuji|potvrzuji že" },
	{ "cs", COURTESY_GREETING, "dobrý den|ahoj|dobré ráno|zdravím|čau|dobré odpoledne|vážená|vážený|vážení|milá|milý" },
	{ "cs", COURTESY_CLOSING, "s pozdravem|s přátelským pozdravem|s úctou|zdraví|srdečně|na shledanou|děkuji a hezký den|s přáním hezkého dne" },
	{ "cs", COURTESY_NEVER, "ale|avšak|však|stále|pořád|ještě|kromě|jen|pouze|ne|není|nic|nikdy|nikdo|kdy|co|jak|kde|kdo|proč|který|která|prosím|bohužel|"
	    "jiný|jiná|druhý|druhá|starý|stará" },
	{ "cs", COURTESY_UNNAMED, "tiskárna|počítač|heslo|faktura|objednávka|problém|chyba|spěchá|pomoc|zítra|dnes|včera|pondělí|úterý|středa|čtvrtek|pátek|"
	    "sobota|neděle|dotaz|příloha|čekám|potřebuji|předem" },

	/* Hungarian */
	{ "hu", COURTESY_THANKS, "nagyon? szépen? köszönöm/köszönjük/köszi/kösz szépen/nagyon?|köszönet|köszönettel|hálásan köszönöm/köszönjük|ezer köszönet|még egyszer nagyon? köszönöm|"
	    "köszönöm/köszönjük szépen/nagyon? a? gyors? segítséget/választ/támogatást/intézkedést/tájékoztatást|köszi szépen|nagyon köszi" },
	{ "hu", COURTESY_SOLVED, "már? minden/most? már/újra/ismét? működik/megy/jó már/újra/ismét/most?|most már minden? működik/jó|minden rendben van?|rendben van|"
	    "rendbe jött|megoldódott|megoldva|a? probléma megoldódott|a probléma meg van oldva|sikerült|megjavult|működött|ez segített|be tudok már? lépni|"
	    "be tudtam lépni|tudok nyomtatni|a nyomtató/gép/levelezés/internet/rendszer/telefon már? újra/ismét? működik|lezárható a? jegy/hibajegy|"
	    "a? jegy/hibajegy lezárható|lezárhatják a? jegyet/hibajegyet" },
	{ "hu", COURTESY_YES, "igen|pontosan|így van" },
	{ "hu", COURTESY_NO, "nem|még nem" },
	{ "hu", COURTESY_FILL, "már|most|minden|jól|tökéletesen|tökéletes|szuper|remek|kiváló|nagyszerű|rendben|értem|hibátlanul|a? gyors/segítőkész? segítséget/választ/"
	    "támogatást/segítségét/segítséged/munkát/intézkedést/türelmet|mindent|szép munka|szép/kellemes/további napot/hétvégét/estét/délutánt/szép? napot?|"
	    "jó hétvégét|boldog karácsonyt|boldog új évet|viszont|viszont kívánom|mindenkinek|csapat|és|tényleg|megerősítem" },
	{ "hu", COURTESY_GREETING, "szia|sziasztok|jó napot|jó napot kívánok|jó reggelt|jó estét|helló|kedves|tisztelt|üdv mindenkinek" },
	{ "hu", COURTESY_HONORIFIC, "úr|asszony|kisasszony" },
	{ "hu", COURTESY_CLOSING, "üdvözlettel|tisztelettel|üdv|üdvözlöm|szép napot|barátsággal|szívélyes üdvözlettel|viszlát|minden jót" },
	{ "hu", COURTESY_NEVER, "de|azonban|viszont|még|mindig|kivéve|csak|nem|nincs|semmi|soha|senki|mikor|mit|mi|hogyan|hol|ki|miért|melyik|kérem|sajnos|"
	    "másik|többi|régi" },
	{ "hu", COURTESY_UNNAMED, "nyomtató|számítógép|jelszó|számla|rendelés|probléma|hiba|sürgős|segítség|hívj*|holnap|ma|tegnap|hétfő|kedd|szerda|csütörtök|"
	    "péntek|szombat|vasárnap|kérdés|melléklet|várom|előre" },

	/* Romanian */
	{ "ro", COURTESY_THANKS, "mulțumesc|mulţumesc|mulțumim|mulţumim|multumesc|multumim|mulțumesc/mulţumesc/multumesc/mulțumim mult/frumos/tare/foarte? mult?|"
	    "vă/îți/va mulțumesc/mulţumesc/multumesc/mulțumim mult/frumos?|multe mulțumiri/mulţumiri/multumiri|mersi|mersi mult|mii de mulțumiri|"
	    "încă o dată mulțumesc/mulţumesc|mulțumesc încă o dată|și mulțumesc|mulțumesc din nou" },
	{ "ro", COURTESY_SOLVED, "acum? totul/deja? funcționează/funcţionează/functioneaza/merge acum/perfect/bine/totul?|acum merge/funcționează/functioneaza totul?|totul este/e? ok/bine/rezolvat|"
	    "totul este/e? în regulă|este/e în regulă|s a rezolvat|problema s a rezolvat|problema este/e/a? fost? rezolvată|rezolvat|am rezolvat|a funcționat|"
	    "a mers|am reușit să mă? conectez/intru/loghez|pot să mă? conectez/intru/loghez|nu mai sunt probleme|imprimanta/calculatorul/emailul/internetul/sistemul "
	    "funcționează/functioneaza/merge acum? din? nou?|puteți închide tichetul|tichetul poate fi închis" },
	{ "ro", COURTESY_YES, "da|exact|corect" },
	{ "ro", COURTESY_NO, "nu|încă nu" },
	{ "ro", COURTESY_FILL, "acum|deja|perfect|foarte? bine|excelent|minunat|super|grozav|în regulă|am înțeles|de minune|totul|mult|frumos|"
	    "pentru ajutor/răspuns/tot/sprijin/suport/promptitudine/ajutorul/răspunsul/informație/informații/rezolvare/răbdare acordat/prompt/rapid?|"
	    "pentru răspunsul/ajutorul prompt/rapid/acordat|de ajutor|o zi bună|o zi frumoasă|să aveți o zi bună/frumoasă|o zi frumoasă|un weekend plăcut/frumos|"
	    "o seară frumoasă|sărbători fericite|crăciun fericit|un an nou fericit|la fel|echipă|tuturor|și|si|confirm|confirm că" },
	{ "ro", COURTESY_GREETING, "bună|bună ziua|bună dimineața|bună seara|salut|salutare|stimate|stimată|dragă|bună tuturor" },
	{ "ro", COURTESY_CLOSING, "cu stimă|cu respect|toate cele bune|o zi bună|salutări|cu drag|cele bune|numai bine|cu considerație|la revedere" },
	{ "ro", COURTESY_NEVER, "dar|însă|totuși|încă|tot|doar|numai|excepție|nu|nimic|niciodată|nimeni|când|ce|cum|unde|cine|care|de ce|rog|din păcate|alt|"
	    "altă|alte|restul|vechi|veche" },
	{ "ro", COURTESY_UNNAMED, "imprimanta|calculator*|parola|factura|comanda|problema|eroare|urgent|ajutor|sunați|mâine|azi|ieri|luni|marți|miercuri|joi|"
	    "vineri|sâmbătă|duminică|întrebare|atașat*|aștept|anticipat" },

	/* Russian */
	{ "ru", COURTESY_THANKS, "спасибо|большое/огромное спасибо|спасибо большое/огромное|спасибо вам/тебе/всем большое/огромное?|ещё раз большое? спасибо|"
	    "спасибо ещё раз|благодарю|благодарю вас|благодарим|благодарим вас|спс|спасибки|премного благодарен|очень благодарен/благодарна|"
	    "и спасибо|всем спасибо|вам спасибо|огромное вам спасибо|большое вам спасибо" },
	{ "ru", COURTESY_SOLVED, "теперь/уже/сейчас? всё? снова/опять? работает/заработало/заработала/заработал теперь/нормально/отлично/хорошо/исправно?|всё/теперь/уже работает|всё? "
	    "работает|теперь всё работает|снова работает|всё ок/окей/хорошо/нормально/отлично/в порядке/получилось/супер/решено/исправлено|всё в порядке|"
	    "получилось|помогло|решено|исправлено|проблема решена/устранена/исчезла/ушла|проблема была решена|вопрос решён/решен/закрыт/снят|"
	    "вошёл|могу войти|могу теперь войти|могу печатать|зайти удалось|удалось войти|принтер/компьютер/почта/интернет/сканер/телефон снова/теперь/уже? "
	    "работает/печатает/заработал/заработала|можно закрыть заявку|заявку можно закрыть|можете закрыть заявку|можно закрывать" },
	{ "ru", COURTESY_YES, "да|верно|именно|точно" },
	{ "ru", COURTESY_NO, "нет|ещё нет" },
	{ "ru", COURTESY_FILL, "теперь|уже|отлично|прекрасно|замечательно|супер|здорово|идеально|хорошо|очень хорошо|класс|понятно|понял|поняла|принято|ок|окей|ясно|"
	    "ура|за быструю/оперативную/вашу/скорую/всю? быструю/оперативную? помощь/реакцию/поддержку/работу/отзывчивость|за быстрый/оперативный/ваш? ответ|за оперативность|"
	    "за быстрое/оперативное? решение/реагирование вопроса/проблемы?|за всё|за помощь|за информацию|за терпение|за содействие|"
	    "очень|большое|вам|тебе|хорошего/доброго/приятного/удачного дня/вечера/выходных/настроения|хороших/приятных выходных|с наступающим|с праздником|"
	    "с новым годом|взаимно|и вам|и вам того же|коллеги|ребята|команда|всем|и|правда|подтверждаю|вы лучшие|вы супер|молодцы" },
	{ "ru", COURTESY_GREETING, "здравствуйте|привет|добрый день/вечер|доброе утро|доброго дня|уважаемый|уважаемая|уважаемые|дорогие|всем привет|приветствую" },
	{ "ru", COURTESY_CLOSING, "с уважением|с наилучшими пожеланиями|всего доброго|с благодарностью|с уважением и благодарностью|хорошего дня|всего хорошего|"
	    "всего наилучшего|до свидания|удачи" },
	{ "ru", COURTESY_NEVER, "но|однако|ещё|все ещё|по прежнему|кроме|только|лишь|не|нет|ничего|никогда|никто|когда|что|как|где|кто|почему|какой|какая|"
	    "пожалуйста|жаль|другой|другая|другие|остальное|старый|старая" },
	{ "ru", COURTESY_UNNAMED, "принтер*|компьютер*|пароль|счёт|заказ*|проблем*|ошибк*|срочно|помогите|звоните|позвоните|завтра|сегодня|вчера|понедельник|"
	    "вторник|среда|четверг|пятница|суббота|воскресенье|вопрос*|вложени*|жду|нужно|нужен|прошу|заранее" },

	/* Ukrainian */
	{ "uk", COURTESY_THANKS, "дуже|щиро? дякую/дякуємо дуже/щиро/сердечно/вам/всім?|дуже/щиро дякую/дякуємо вам/всім?|красно дякую|велике дякую|ще раз дуже? дякую|дякую ще раз|спасибі|"
	    "велике спасибі|вдячний|вдячна|дуже вдячний/вдячна|і дякую" },
	{ "uk", COURTESY_SOLVED, "тепер/вже/уже/зараз? все? знову? працює/запрацювало/запрацював/запрацювала тепер/нормально/чудово/добре?|все/тепер/вже працює|знову працює|все ок/добре/гаразд/чудово/"
	    "вирішено|все в порядку|вийшло|допомогло|вирішено|виправлено|проблему вирішено|проблема вирішена/зникла|питання вирішено|можу увійти|можу друкувати|"
	    "вдалося увійти|принтер/комп'ютер/пошта/інтернет/сканер знову/тепер/вже? працює/друкує|заявку можна закрити|можна закрити заявку|можете закрити заявку" },
	{ "uk", COURTESY_YES, "так|саме так|вірно" },
	{ "uk", COURTESY_NO, "ні|ще ні" },
	{ "uk", COURTESY_FILL, "тепер|вже|уже|чудово|супер|відмінно|прекрасно|добре|дуже добре|класно|зрозуміло|зрозумів|зрозуміла|гаразд|ок|"
	    "за швидку/оперативну/вашу/вчасну? допомогу/підтримку/реакцію/роботу|за швидку відповідь|за відповідь|за оперативність|за швидке вирішення питання/проблеми?|за все|за інформацію|"
	    "гарного/хорошого/доброго/приємного дня/вечора/вихідних|гарних вихідних|навзаєм|взаємно|і вам|колеги|всім|команда|і|та|справді|підтверджую" },
	{ "uk", COURTESY_GREETING, "вітаю|добрий день/вечір|доброго дня/ранку/вечора|доброго ранку|привіт|шановний|шановна|шановні|добридень" },
	{ "uk", COURTESY_CLOSING, "з повагою|з найкращими побажаннями|всього найкращого|гарного дня|з вдячністю|до побачення|всього доброго" },
	{ "uk", COURTESY_NEVER, "але|проте|однак|ще|досі|крім|тільки|лише|не|ні|немає|нічого|ніколи|ніхто|коли|що|як|де|хто|чому|який|яка|будь ласка|інший|"
	    "інша|решта|старий|стара" },
	{ "uk", COURTESY_UNNAMED, "принтер*|комп'ютер*|пароль|рахунок|замовлення|проблем*|помилк*|терміново|допоможіть|зателефонуйте|завтра|сьогодні|вчора|"
	    "понеділок|вівторок|середа|четвер|п'ятниця|субота|неділя|питання|чекаю|потрібно|прошу|заздалегідь" },

	/* Turkish */
	{ "tr", COURTESY_THANKS, "çok? teşekkürler|çok? teşekkür ederim/ederiz/ediyorum|sağ ol|sağol|çok? sağ olun|çok? sağolun|teşekkürlerimi sunarım|tekrar çok? teşekkürler|"
	    "tekrar çok? teşekkür ederim/ederiz|eyvallah|minnettarım|eline sağlık|elinize sağlık|ellerinize sağlık|emeğinize sağlık|tşk|tşkler|"
	    "yardımınız/ilginiz/desteğiniz/hızlı/cevabınız/her için/ilginiz/desteğiniz/yardımınız/yanıtınız/dönüşünüz/çözümünüz/şey için? çok? teşekkürler|"
	    "yardımınız/ilginiz/desteğiniz/hızlı/cevabınız/her için/ilginiz/desteğiniz/yardımınız/yanıtınız/dönüşünüz/çözümünüz/şey için? çok? teşekkür ederim/ederiz" },
	{ "tr", COURTESY_SOLVED, "şimdi/artık/tekrar? her? şey? şimdi/artık/tekrar/sorunsuz/düzgün? çalışıyor|sorun çözüldü|problem çözüldü|çözüldü|sorunum çözüldü|sorun giderildi|düzeldi|"
	    "halloldu|oldu|her şey yolunda/tamam/düzeldi|sorun kalmadı|artık sorun yok|işe yaradı|giriş yapabiliyorum|giriş yapabildim|girebildim|yazdırabiliyorum|"
	    "yazıcı/bilgisayar/mail/sistem/internet/telefon şimdi/artık/tekrar? çalışıyor|talebi/bileti/kaydı kapatabilirsiniz|talep kapatılabilir" },
	{ "tr", COURTESY_YES, "evet|doğru|aynen" },
	{ "tr", COURTESY_NO, "hayır|yok|henüz değil" },
	{ "tr", COURTESY_FILL, "şimdi|artık|harika|süper|mükemmel|çok? iyi|çok? güzel|tamam|tamamdır|anladım|anlaşıldı|sorunsuz|gayet iyi|"
	    "iyi günler dilerim|iyi/güzel/mutlu günler/haftalar/akşamlar/çalışmalar/tatiller/bayramlar/yıllar/hafta sonları?|iyi çalışmalar dilerim|size de|sizlere de|"
	    "herkese|ekip|arkadaşlar|ve|gerçekten|kolay gelsin" },
	{ "tr", COURTESY_GREETING, "merhaba|merhabalar|selam|selamlar|günaydın|iyi günler|iyi akşamlar|sayın|değerli|sevgili" },
	{ "tr", COURTESY_HONORIFIC, "bey|hanım|beyefendi|hanımefendi|hocam|bey'e" },
	{ "tr", COURTESY_CLOSING, "saygılarımla|saygılarımızla|saygılar|sevgiler|sevgilerimle|iyi çalışmalar|iyi günler|kolay gelsin|görüşmek üzere|hoşça kalın" },
	{ "tr", COURTESY_NEVER, "ama|fakat|ancak|hala|hâlâ|henüz|hariç|sadece|değil|yok|hiç|hiçbir|asla|ne|nasıl|nerede|kim|neden|niye|hangi|lütfen|maalesef|"
	    "diğer|başka|eski|mi|mı" },
	{ "tr", COURTESY_UNNAMED, "yazıcı|bilgisayar|şifre|fatura|sipariş|sorun|hata|acil|yardım|arayın|yarın|bugün|dün|pazartesi|salı|çarşamba|perşembe|cuma|"
	    "cumartesi|pazar|soru|ek|bekliyorum|lazım|şimdiden" },

	/* Greek */
	{ "el", COURTESY_THANKS, "ευχαριστώ|ευχαριστούμε|σας/σ' ευχαριστώ/ευχαριστούμε πάρα? πολύ/θερμά?|ευχαριστώ/ευχαριστούμε πάρα? πολύ/θερμά?|πολλά/χίλια ευχαριστώ|χίλια ευχαριστώ|να 'στε καλά|να είστε καλά|να είσαι "
	    "καλά|και πάλι ευχαριστώ|ευχαριστώ και πάλι|σ'ευχαριστώ|ευχ" },
	{ "el", COURTESY_SOLVED, "τώρα? όλα? λειτουργεί/δουλεύει/δουλεύουν/λειτουργούν τώρα/πάλι/κανονικά/άψογα/τέλεια/μια? χαρά?|τώρα λειτουργεί/δουλεύει|όλα καλά/εντάξει/ok/οκ|όλα είναι εντάξει/καλά|είναι εντάξει|"
	    "λύθηκε|το? πρόβλημα λύθηκε|το πρόβλημα έχει λυθεί|διορθώθηκε|έφτιαξε|τακτοποιήθηκε|μπορώ να συνδεθώ|μπήκα|δούλεψε|ο εκτυπωτής/υπολογιστής δουλεύει/λειτουργεί|μπορείτε να το? κλείσετε το? αίτημα?" },
	{ "el", COURTESY_YES, "ναι|ακριβώς|σωστά" },
	{ "el", COURTESY_NO, "όχι|όχι ακόμα" },
	{ "el", COURTESY_FILL, "τώρα|τέλεια|τέλειο|τέλειος|πολύ? ωραία|πολύ? καλά|άψογα|υπέροχα|εντάξει|κατάλαβα|ελήφθη|σούπερ|μπράβο|οκ|κανονικά|πολύ|θερμά|"
	    "για την/τη/το/όλα/τις άμεση/γρήγορη/πολύτιμη/άμεσο? βοήθεια/ανταπόκριση/εξυπηρέτηση/απάντηση/υποστήριξη/ενημέρωση/χρόνο/υπομονή σας/σου?|για την/τη? βοήθειά σας/σου|για όλα|"
	    "καλή συνέχεια/μέρα/εβδομάδα|καλό απόγευμα/βράδυ/σαββατοκύριακο|καλές γιορτές|επίσης|ομοίως|σε όλους|όλους|και|πραγματικά|ομάδα" },
	{ "el", COURTESY_GREETING, "γεια|γεια σας/σου|καλημέρα|καλησπέρα|χαίρετε|αγαπητέ|αγαπητή|αγαπητοί|καλημέρα σας|καλησπέρα σας" },
	{ "el", COURTESY_CLOSING, "με εκτίμηση|φιλικά|χαιρετισμούς|φιλικούς χαιρετισμούς|με φιλικούς χαιρετισμούς|με τιμή|τα λέμε" },
	{ "el", COURTESY_NEVER, "αλλά|όμως|ωστόσο|ακόμα|ακόμη|εκτός|μόνο|δεν|μην|όχι|τίποτα|ποτέ|κανείς|πότε|τι|πώς|πού|ποιος|γιατί|παρακαλώ|δυστυχώς|άλλο|άλλη|παλιό" },
	{ "el", COURTESY_UNNAMED, "εκτυπωτής|υπολογιστής|κωδικός|τιμολόγιο|παραγγελία|πρόβλημα|σφάλμα|επείγον|βοήθεια|αύριο|σήμερα|χθες|δευτέρα|τρίτη|τετάρτη|"
	    "πέμπτη|παρασκευή|σάββατο|κυριακή|ερώτηση|περιμένω|χρειάζομαι" },

	/* Chinese: simplified and traditional */
	{ "zh", COURTESY_THANKS, "谢谢|多谢|感谢|非常感谢|十分感谢|万分感谢|谢谢您|谢谢你|谢谢你们|谢谢大家|感谢您|感谢你|感谢你们|感谢大家|谢了|谢啦|谢谢啦|谢谢了|辛苦了|您辛苦了|大家辛苦了|"
	    "再次感谢|再次谢谢|太感谢了|太谢谢了|非常谢谢|麻烦你了|麻烦您了|麻烦了|謝謝|多謝|感謝|非常感謝|十分感謝|謝謝您|謝謝你|謝謝你們|謝謝大家|感謝您|感謝你|感謝你們|感謝大家|謝啦|謝了|再次感謝|再次謝謝|太感謝了|非常謝謝|麻煩您了|麻煩你了" },
	{ "zh", COURTESY_SOLVED, "好了|已经好了|现在好了|都好了|全好了|可以了|已经可以了|现在可以了|都可以了|可以用了|能用了|已经能用了|现在能用了|可以正常使用了|可以正常使用|能正常使用了|已可以使用|可以使用了|正常了|"
	    "已经正常了|恢复正常了|已恢复正常|恢复了|已恢复|已经恢复|解决了|已经解决了|已经解决|已解决|问题解决了|问题已经解决了|问题已解决|问题已经解决|搞定了|搞定|已搞定|没问题了|没有问题了|一切正常|一切都好|修好了|"
	    "可以登录了|能登录了|已经可以登录了|可以打印了|能打印了|打印机好了|打印机可以用了|电脑好了|网络好了|邮箱好了|可以关闭工单了|工单可以关闭了|可以结单了|"
	    "已經好了|現在好了|已經可以了|現在可以了|可以使用了|能正常使用了|已經正常了|恢復正常了|已恢復正常|已恢復|解決了|已經解決了|已解決|問題解決了|問題已經解決了|問題已解決|"
	    "沒問題了|可以登入了|已經可以登入了|可以列印了|印表機好了|電腦好了|可以結案了" },
	{ "zh", COURTESY_YES, "是的|对的|对|嗯嗯|嗯|是|對|對的" },
	{ "zh", COURTESY_NO, "不|不是|没有|還沒|还没|不用|不用了" },
	{ "zh", COURTESY_FILL, "我|我们|我们这边|我这边|我這邊|我們|了|啦|哈|哈哈|呵呵|您|你|你们|您们|大家|你們|大家|现在|已经|已|都|現在|已經|太好了|太棒了|很好|非常好|真棒|好的|好|好滴|好嘞|收到|明白|明白了|知道了|了解|"
	    "您的|你的|你们的|您的快速|您的及时|帮助|帮忙|支持|协助|回复|答复|解答|耐心|服务|快速|及时|及时回复|快速回复|的|幫助|幫忙|協助|回覆|支援|解答|服務|及時|"
	    "祝您|祝你|祝好|祝工作顺利|工作顺利|生活愉快|工作愉快|周末愉快|新年快乐|节日快乐|一切顺利|祝您工作顺利|祝您生活愉快|工作順利|週末愉快|新年快樂|同事们|各位|老师|亲|哦|呀|非常|很|效率真高|效率很高|速度真快|真快|好快" },
	{ "zh", COURTESY_GREETING, "你好|您好|大家好|早上好|下午好|晚上好|早|嗨|各位好|早安|午安" },
	{ "zh", COURTESY_HONORIFIC, "老师好?|老师您好|先生|女士|小姐|工|总|经理|主任|哥|姐|師傅|师傅|老師|總|經理|工您好|总您好|经理您好|先生您好|女士您好" },
	{ "zh", COURTESY_CLOSING, "此致|祝好|致礼|顺祝商祺|祝商祺|敬上|此致敬礼|敬祝|順頌商祺|顺颂商祺|敬礼|祝您愉快|祝安好" },
	{ "zh", COURTESY_SURNAME, "王/李/张/刘/陈/杨/黄/赵/吴/周/徐/孙/马/朱/胡/郭/何/高/林/罗/郑/梁/谢/宋/唐/许/韩/冯/邓/曹/彭/曾/肖/田/董/袁/潘/蒋/蔡/余/杜/叶/程/苏/魏/吕/丁/任/沈/姚/卢/姜/崔/"
	    "钟/谭/陆/汪/范/金/石/廖/贾/夏/韦/付/方/白/邹/孟/熊/秦/邱/江/尹/薛/闫/段/雷/侯/龙/史/陶/黎/贺/顾/毛/郝/龚/邵/万/钱/严/張/劉/陳/楊/黃/趙/吳/孫/馬/羅/鄭/許/韓/馮/鄧/蕭/蔣/葉/蘇/魏/呂/盧/鍾/譚/陸/賈/鄒/龍/賀/顧/龔/萬/錢/嚴/小王/小李/小张/小刘/小陈" },
	{ "zh", COURTESY_NEVER, "请|請|吗|嗎|呢|怎|什么|什麼|何时|不|没|沒|无|無|但|还|還|再|除|只|急" },

	/* Japanese */
	{ "ja", COURTESY_THANKS, "ありがとう|ありがとうございます|ありがとうございました|有難うございます|有難うございました|有り難うございます|有り難うございました|どうもありがとうございます|どうもありがとうございました|どうもありがとう|"
	    "誠にありがとうございます|誠にありがとうございました|大変ありがとうございました|本当にありがとうございました|本当にありがとうございます|感謝します|感謝いたします|感謝申し上げます|感謝しております|お礼申し上げます|"
	    "御礼申し上げます|助かりました|大変助かりました|とても助かりました|本当に助かりました|お世話になりました|大変お世話になりました|恐れ入ります|サンキュー|お手数をおかけしました|お手数おかけしました" },
	{ "ja", COURTESY_SOLVED, "解決しました|無事解決しました|無事に解決しました|問題は解決しました|問題が解決しました|問題解決しました|解決いたしました|解決です|直りました|無事直りました|治りました|復旧しました|復旧いたしました|"
	    "復旧を確認しました|動きました|動くようになりました|動作しました|正常に動作しました|正常に動作しています|正常に動いています|問題なく動いています|問題なく動作しています|問題なく使えています|使えました|使えるようになりました|使えています|"
	    "無事使えました|できました|無事できました|出来ました|うまくいきました|うまく行きました|上手くいきました|印刷できました|印刷できるようになりました|ログインできました|無事ログインできました|ログインできるようになりました|"
	    "接続できました|接続できるようになりました|アクセスできました|アクセスできるようになりました|つながりました|繋がりました|問題なくなりました|クローズしてください|"
	    "クローズしていただいて構いません|クローズで構いません|クローズで大丈夫です" },
	{ "ja", COURTESY_YES, "はい|ええ|そうです|よろしくお願いします|よろしくお願いいたします|よろしくお願い致します|宜しくお願いします|宜しくお願いいたします|宜しくお願い致します" },
	{ "ja", COURTESY_NO, "いいえ|まだです" },
	{ "ja", COURTESY_FILL, "早速の|早速|迅速な|迅速に|ご迅速な|ご丁寧な|丁寧な|丁寧に|すばやい|素早い|この度は|このたびは|今回は|先日は|先ほどは|お忙しい中|いつも|無事|無事に|おかげさまで|お蔭様で|おかげで|お陰様で|"
	    "ご対応|対応|ご回答|回答|ご返信|返信|ご連絡|連絡|ご教示|ご案内|ご説明|サポート|ご支援|ご協力|お返事|アドバイス|ご確認|ご対応いただき|ご対応いただきまして|対応いただき|ご連絡いただき|ご回答いただき|ご返信いただき|教えていただき|"
	    "助けていただき|直していただき|解決していただき|ご対応頂き|対応して頂き|対応していただき|を|いただき|頂き|くださり|まして|本当に|大変|とても|どうも|誠に|すごく|もう|今は|正常に|問題なく|"
	    "問題ありません|問題ございません|大丈夫です|了解です|了解しました|承知しました|承知いたしました|わかりました|分かりました|完璧です|素晴らしいです|さすがです|最高です|よかったです|良かったです|安心しました|お疲れ様です|お疲れさまです|お疲れ様でした|お世話になっております|お世話になります|"
	    "お世話になっています|いつもお世話になっております|今後ともよろしくお願いします|今後ともよろしくお願いいたします|今後ともよろしくお願い致します|今後とも宜しくお願いいたします|今後とも宜しくお願い致します|引き続きよろしくお願いいたします|"
	    "引き続きよろしくお願いします|また何かありましたらよろしくお願いします|皆様|皆さん|みなさま|取り急ぎお礼まで|取り急ぎ御礼まで|よい週末を|良い一日を|です|ね|笑|w" },
	{ "ja", COURTESY_GREETING, "こんにちは|こんばんは|おはようございます|おはよう|お疲れ様です|はじめまして" },
	{ "ja", COURTESY_HONORIFIC, "様|さま|さん|殿|先生" },
	{ "ja", COURTESY_CLOSING, "敬具|以上|以上です|草々|それでは|では|失礼します|失礼いたします|失礼致します" },
	{ "ja", COURTESY_SURNAME, "佐藤/鈴木/高橋/田中/伊藤/渡辺/山本/中村/小林/加藤/吉田/山田/佐々木/山口/松本/井上/木村/林/斎藤/斉藤/清水/山崎/森/池田/橋本/阿部/石川/山下/中島/石井/小川/前田/岡田/長谷川/藤田/後藤/近藤/村上/遠藤/"
	    "青木/坂本/福田/太田/西村/藤井/金子/岡本/藤原/中野/三浦/中川/原田/松田/竹内/小野/田村/中山/和田/石田/森田/上田/内田/柴田/酒井/宮崎/横山/高木/安藤/宮本/大野/小島/谷口/今井/工藤/高田/丸山/増田/杉山/村田/大塚/小山/藤本/平野/新井/武田/上野/松井/千葉/菅原/野口" },
	{ "ja", COURTESY_NEVER, "が|けど|ない|ません|なぜ|いつ|どう|か" },

	/* Korean */
	{ "ko", COURTESY_THANKS, "감사합니다|감사드립니다|대단히/정말/매우/너무/진심으로/항상/다시 한번? 감사합니다/감사드립니다/고맙습니다/감사해요/고마워요|다시 한번/한 번 감사합니다/감사드립니다|고맙습니다|고마워요|고마워|감사해요|감사요|"
	    "감사했습니다|고생하셨습니다|고생 많으셨습니다|수고하셨습니다|수고 많으셨습니다|땡큐|감사" },
	{ "ko", COURTESY_SOLVED, "이제 잘 됩니다|이제 됩니다|잘 됩니다|이제 잘 되네요|이제 되네요|잘 되네요|잘 돼요|이제 잘 돼요|됩니다|정상적으로/정상 작동합니다|정상적으로 작동합니다|잘 작동합니다|이제 잘? 작동합니다|잘 작동하네요|정상 작동합니다|해결되었습니다|해결됐습니다|"
	    "해결했습니다|문제가 해결되었습니다|문제가 해결됐습니다|문제 해결되었습니다|문제 해결됐습니다|문제없습니다|문제 없습니다|이제 문제 없습니다|잘 해결되었습니다|잘 해결됐습니다|복구되었습니다|복구됐습니다|로그인됩니다|로그인 됩니다|로그인 되네요|이제 로그인됩니다|"
	    "접속됩니다|접속 됩니다|이제 접속됩니다|인쇄됩니다|인쇄 됩니다|출력됩니다|출력 됩니다|이제 인쇄됩니다|프린터 잘? 됩니다|확인했습니다 잘 됩니다|티켓 닫으셔도 됩니다|종료하셔도 됩니다" },
	{ "ko", COURTESY_YES, "네|예|넵|맞습니다|넹" },
	{ "ko", COURTESY_NO, "아니요|아니오|아직" },
	{ "ko", COURTESY_FILL, "이제|지금|잘|아주|정말|너무|매우|정상적으로|빠른|신속한|친절한|도움|도움에|답변|답변에|대응|대응에|처리|처리에|지원|지원에|회신|조치|조치에|안내|도와주셔서|도와 주셔서|알려주셔서|알려 주셔서|"
	    "처리해 주셔서|해결해 주셔서|해결해주셔서|처리해주셔서|신경 써 주셔서|신경써주셔서|빠르게|신속하게|친절하게|답변 주셔서|답변해 주셔서|빠른 답변|빠른 처리|최고입니다|좋습니다|좋아요|알겠습니다|확인했습니다|확인하였습니다|완벽합니다|덕분에|모두|다들|"
	    "좋은 하루 되세요|좋은 하루 보내세요|즐거운 하루 되세요|좋은 주말 되세요|즐거운 주말 되세요|행복한 하루 되세요|새해 복 많이 받으세요|항상|늘|ㅎㅎ|ㅋㅋ|ㅋㅋㅋ|ㅎ|ㅎㅎㅎ|ㅋ" },
	{ "ko", COURTESY_GREETING, "안녕하세요|안녕하십니까|담당자님|담당자님께|선생님|여러분" },
	{ "ko", COURTESY_HONORIFIC, "님|씨|드림|올림|과장님|대리님|부장님|차장님|팀장님|선생님|사원님|주임님|대표님|매니저님|책임님|선임님" },
	{ "ko", COURTESY_CLOSING, "드림|올림|안녕히 계세요|수고하세요|수고하십시오|배상" },
	{ "ko", COURTESY_SURNAME, "김/이/박/최/정/강/조/윤/장/임/한/오/서/신/권/황/안/송/전/홍/유/고/문/양/손/배/백/허/남/심/노/하/곽/성/차/주/우/구/민/류/나/진/지/엄/채/원/천/방/공/현/함/변/염/여/추/도" },
	{ "ko", COURTESY_NEVER, "안|못|않|없|만|데|는데|왜|언제|어떻게|까|나요|가요" },

	{ NULL, COURTESY_NEVER, NULL }
};
