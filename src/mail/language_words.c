/* language_words.c - see language_words.h
 *
 * The small words of each language, and some that people who ask for help use all the time. A word that several languages
 * share stands in each of them: it counts less the more of them there are. Words with an apostrophe are two.
 */
#include <config.h>

#include <stddef.h>

#include "language_words.h"

const struct language_words language_words[] = {
	{ "en",
	    "the a an and or but if of to in on at by for from with without into about after before since again "
	    "is are was were be been being am do does did done have has had having can could cannot will would "
	    "shall should may might must i you he she it we they me him us them my your his her its our their "
	    "this that these those there here not no yes don t doesn didn won isn aren wasn haven what when "
	    "where which who why how all any some more most than then also just only still now very too so as "
	    "because while hi hello dear please thanks thank regards kind best sincerely cheers morning need "
	    "help get got getting know let want try tried trying work working works today yesterday printer "
	    "password account screen keyboard mouse error issue problem login order invoice email message user "
	    "computer laptop server ticket able unable broken", "" },
	{ "es",
	    "el la los las un una unos unas y o u pero si de del a al en por para con sin sobre entre hasta "
	    "desde hacia es son era fue fueron ser está están estaba estoy estamos estar he ha han hemos había "
	    "hay haber yo tú él ella nosotros ustedes usted ellos me te se nos le les lo mi mis tu tus su sus "
	    "nuestro nuestra nuestros nuestras este esta esto estos estas ese esa eso aquí allí que qué quien "
	    "quién cuando cuándo donde dónde como cómo cual cuál no sí ni ya muy más menos también tampoco todo "
	    "toda todos todas otro otra cada algo nada alguien puedo puede pueden podemos podría podrían poder "
	    "tengo tiene tienen tenemos tener hace hacer hago quiero quisiera funciona funcionan va hoy ayer "
	    "mañana ahora porque aunque pues hola buenos buenas días tardes noches gracias saludos saludo favor "
	    "estimado estimada estimados atentamente cordial impresora contraseña correo ordenador equipo "
	    "pantalla teclado ratón cuenta pedido factura mensaje usuario error problema ayuda entrar acceder "
	    "necesito necesitamos sigue sale deja vez nuevo nueva negro queda encender abrir enviar recibir "
	    "recibido olvidado bien quería saber", "ñ¿¡" },
	{ "fr",
	    "le la les l un une des du de d et ou mais si à au aux en dans par pour avec sans sur sous entre "
	    "depuis vers chez est sont était été être suis sommes êtes ai as a avons avez ont avait avoir j je "
	    "tu il elle on nous vous ils elles me m te t se s moi lui leur mon ma mes ton ta tes son sa ses "
	    "notre nos votre vos leurs ce c cet cette ces ça cela ici là qui que qu quoi dont où quand comment "
	    "pourquoi quel quelle ne n pas plus moins rien jamais toujours encore déjà très trop aussi bien tout "
	    "tous toute toutes autre autres même peux peut peuvent pouvez pouvons pourriez pourrais faire fait "
	    "faut veux voudrais dois doit fonctionne fonctionnent marche arrive aujourd hui hier demain "
	    "maintenant car parce donc alors comme bonjour bonsoir merci cordialement salutations madame "
	    "monsieur salut imprimante mot passe ordinateur écran clavier souris compte commande facture message "
	    "utilisateur erreur problème aide connecter besoin svp plaît", "œ" },
	{ "de",
	    "der die das den dem des ein eine einen einem einer eines und oder aber wenn ob von vom zu zum zur "
	    "in im ins an am auf aus bei beim mit nach seit über unter für durch gegen ohne um vor zwischen bis "
	    "ist sind war waren sein bin gewesen habe hat haben hatte hatten wird werden wurde wurden worden ich "
	    "du er sie es wir ihr mich mir dich dir ihn ihm uns euch ihnen sich mein meine meinen meinem meiner "
	    "dein seine unser unsere unseren ihre ihren ihrem dieser diese dieses diesen diesem hier da dort was "
	    "wer wie wo wann warum welche welcher welches dass daß weil damit als nicht kein keine keinen nur "
	    "noch schon sehr auch mehr immer wieder alle alles etwas nichts jetzt heute gestern morgen dann denn "
	    "doch so kann können könnte könnten muss müssen soll sollte will wollen möchte darf geht gibt "
	    "funktioniert lässt bekomme hallo guten tag bitte danke dank vielen grüße gruß freundlichen "
	    "herzliche liebe lieber geehrte damen herren drucker passwort kennwort rechner computer bildschirm "
	    "tastatur maus konto bestellung rechnung nachricht benutzer fehler hilfe anmelden", "ß" },
	{ "it",
	    "il lo la i gli le l un uno una di del dello della dei degli delle d a al allo alla ai agli alle da "
	    "dal dalla dai in nel nella nei nelle con su sul sulla per tra fra e ed o ma se che chi cui non più "
	    "meno anche ancora già molto troppo sempre mai è sono era erano essere stato stata stati siamo sei "
	    "ho hai ha abbiamo avete hanno aveva avere io tu lui lei noi voi loro mi ti si ci vi ne me te mio "
	    "mia miei mie tuo tua suo sua nostro nostra nostri vostro vostra questo questa questi queste quello "
	    "quella qui qua lì cosa come quando dove perché quale quali quanto tutto tutti tutta tutte altro "
	    "altra altri ogni qualche niente nulla solo posso può possono possiamo potete potrebbe potreste devo "
	    "deve fare fa faccio vorrei voglio funziona funzionano va riesco oggi ieri domani adesso ora poi "
	    "dopo prima ciao salve buongiorno buonasera grazie saluti cordiali distinti gentile gentili "
	    "cortesemente favore stampante password posta computer schermo tastiera conto ordine fattura "
	    "messaggio utente errore problema aiuto accedere entrare bisogno nuovo nuova nero aprire inviare "
	    "ricevuto ricevuta dimenticato bene sapere", "" },
	{ "pt",
	    "o a os as um uma uns umas e ou mas se de do da dos das d em no na nos nas num numa ao à aos às por "
	    "pelo pela pelos pelas para com sem sobre entre até desde é são era foi foram ser está estão estava "
	    "estou estamos estar tem têm temos tenho tinha ter há havia eu tu ele ela nós vocês você eles elas "
	    "me te lhe meu minha meus minhas teu tua seu sua seus suas nosso nossa este esta isto estes estas "
	    "esse essa isso aqui ali que quem quando onde como qual quais porque porquê não sim nem já muito "
	    "mais menos também todo toda todos todas outro outra cada algo nada ainda agora posso pode podem "
	    "podemos poderia poderiam fazer faz faço quero gostaria preciso precisamos consigo consegue "
	    "conseguimos funciona funcionam vai hoje ontem amanhã depois antes só olá oi bom boa dia tarde noite "
	    "obrigado obrigada cumprimentos atenciosamente abraço prezado prezados caro caros impressora senha "
	    "palavra passe computador ecrã tela teclado rato conta pedido fatura mensagem utilizador usuário "
	    "erro problema ajuda entrar correio dizer novo nova preto abrir enviar receber recebi recebemos "
	    "esqueci bem saber", "ãõ" },
	{ "ca",
	    "el la els les l un una uns unes i o però si de d del dels a al als en per amb sense sobre entre "
	    "fins des cap pel pels és són era va ser està estan estava estic estem estar he ha han hem havia hi "
	    "ho jo tu ell ella nosaltres vostè vostès ells em m et t es s ens us li meu meva meus meves teu teva "
	    "seu seva seus nostre nostra nostres vostre aquest aquesta això aquests aquestes aquí allà que què "
	    "qui quan on com quin quina perquè no sí ni ja molt més menys també tampoc tot tota tots totes altre "
	    "altra cada res alguna algú encara ara només puc pot poden podem podeu podria podríeu poder tinc té "
	    "tenen tenim tenir fa fer faig vull voldria cal funciona funcionen arrenca avui ahir demà després "
	    "abans hola bon bona dia tarda gràcies salutacions salut plau benvolgut benvolguts cordialment "
	    "atentament impressora contrasenya correu ordinador pantalla teclat ratolí compte comanda factura "
	    "missatge usuari error problema ajuda entrar accedir necessito necessitem surt segon pis moltes "
	    "molta vostra obrir enviar rebut oblidat bé voldríem saber negra", "" },
	{ "nl",
	    "de het een en of maar als van in op aan bij met voor naar uit over onder tot door om zonder sinds "
	    "tussen te is zijn was waren ben bent geweest heb heeft hebben had hadden wordt worden werd kan "
	    "kunnen kunt kon zal zullen zou zouden moet moeten mag wil willen ik jij je u hij zij ze wij we "
	    "jullie mij me hem haar ons onze hun mijn jouw uw zich deze dit die dat daar hier er wie wat waar "
	    "wanneer waarom hoe welke niet geen wel nog al ook meer zeer heel erg altijd alle alles iets niets "
	    "nu vandaag gisteren morgen dan toch dus omdat want steeds doet werkt krijg krijgen gaat lukt hallo "
	    "beste geachte goedemorgen goedemiddag dag bedankt dank graag groet groeten vriendelijke alvast "
	    "printer wachtwoord computer scherm toetsenbord muis account bestelling factuur bericht gebruiker "
	    "fout probleem hulp inloggen zwart", "ĳ" },
	{ "pl",
	    "i w z na do od za po przez przy o u dla bez ze we pod nad oraz lub ale że żeby jeśli gdy kiedy czy "
	    "jak co kto gdzie dlaczego który która które którzy ten ta to te ci tego tej tym tych jest są był "
	    "była było były być będzie będą mam ma mamy mają miał ja ty on ona my wy oni mnie mi go jej jego nas "
	    "nam was wam ich mój moja moje moją nasz nasza nasze się siebie nie tak już jeszcze też także tylko "
	    "bardzo więcej wszystko wszystkie wszystkich nic mogę może możemy można proszę chcę działa działają "
	    "dzień dobry witam cześć dziękuję pozdrawiam szanowni państwo pan pani dzisiaj dziś wczoraj jutro "
	    "teraz drukarka drukarki hasło hasła komputer ekran klawiatura mysz konto konta zamówienie faktura "
	    "wiadomość błąd problem pomoc zalogować", "łąęśżźń" },
	{ "sv",
	    "och eller men om att en ett den det de i på av till från för med utan vid under över efter sedan "
	    "hos mellan är var varit vara blir blev bli har hade ha kan kunde ska skulle vill måste får jag du "
	    "han hon vi ni mig dig sig oss er min mitt mina din ditt vår vårt våra deras denna detta dessa här "
	    "där som vad vem när hur varför vilken inte ingen inget inga bara också mer mycket alla allt något "
	    "några nu idag igår imorgon då så igen fortfarande fungerar går gör kommer hej tack hälsning "
	    "hälsningar vänliga vänlig vänligen mvh snälla skrivare skrivaren lösenord lösenordet dator datorn "
	    "skärm skärmen tangentbord konto beställning faktura meddelande användare fel problem hjälp logga "
	    "annan annat många mottagit fått heller glömt skickat öppna veta länge längre", "" },
	{ "da",
	    "og eller men hvis at en et den det de i på af til fra for med uden ved under over efter siden hos "
	    "mellem om er var været være bliver blev har havde have kan kunne skal skulle vil ville må jeg du "
	    "han hun vi mig dig sig os jer min mit mine din dit vores deres denne dette disse her der som hvad "
	    "hvem hvornår hvor hvordan hvorfor hvilken ikke ingen intet kun også mere meget alle alt noget nogle "
	    "nu idag går imorgen så igen stadig ud op ind virker gør kommer får hej goddag tak hilsen venlig "
	    "venlige mvh kære printer printeren adgangskode adgangskoden computer computeren skærm skærmen "
	    "tastatur konto bestilling faktura besked bruger fejl problem hjælp logge anden mange modtaget fået "
	    "heller glemt sendt åbne vide", "øæ" },
	{ "no",
	    "og eller men hvis at en et den det de i på av til fra for med uten ved under over etter siden hos "
	    "mellom om å er var vært være blir ble har hadde ha kan kunne skal skulle vil ville må jeg du han "
	    "hun vi dere meg deg seg oss min mitt mine din ditt vår vårt våre deres denne dette disse her der "
	    "som hva hvem når hvor hvordan hvorfor hvilken ikke ingen ingenting bare også mer mye alle alt noe "
	    "noen nå idag går imorgen så igjen fortsatt ut opp inn virker fungerer gjør kommer får hei takk "
	    "hilsen vennlig vennlige mvh kjære skriver skriveren printeren passord passordet datamaskin "
	    "datamaskinen skjerm skjermen tastatur konto bestilling faktura melding bruker feil problem hjelp "
	    "logge annen annet mange mottatt fått heller glemt sendt åpne vite lenger", "øæ" },
	{ "fi",
	    "ja tai mutta jos että kun kuin ei en et emme eivät on ovat oli olivat olen olet olemme ollut olla "
	    "minä sinä hän me te he minun minulla sinun hänen meidän teidän heidän tämä tämän se sen ne tuo nämä "
	    "joka jonka mikä mitä missä milloin miksi miten kuka myös vielä jo vain hyvin paljon kaikki mitään "
	    "nyt tänään eilen huomenna sitten koska voi voin voitte voisitteko saa pitää toimi toimii hei moi "
	    "terve kiitos terveisin ystävällisin ole hyvä tulostin tulostimen salasana salasanan tietokone "
	    "näyttö näppäimistö tili tilaus lasku viesti käyttäjä virhe ongelma apua kirjautua kirjautumaan "
	    "auttaa unohtanut saanut avata lähettää tietää enää", "" },
	{ "cs",
	    "a i v ve z ze na do od za po pro při o u s se k ke bez pod nad nebo ale že aby když jestli jak co "
	    "kdo kde proč který která které ten ta to ty tento tato toto je jsou byl byla bylo byly být bude "
	    "budou mám má máme mají jsem jsme jste já on ona my vy oni mi mě mně ho ji jeho její nás nám vás vám "
	    "jim můj moje naše váš vaše si ne ano už ještě také jen pouze velmi více všechno všechny nic mohu "
	    "může můžete můžeme lze prosím chci funguje nefunguje nejde dobrý den ahoj děkuji děkujeme díky "
	    "pozdravem zdravím dnes včera zítra teď tiskárna heslo počítač obrazovka klávesnice myš účet "
	    "objednávka faktura zpráva chyba problém pomoc přihlásit kdy zapomněl dostali poslat otevřít vědět "
	    "hotové černá potřebuji", "řěů" },
	{ "sk",
	    "a i v vo z zo na do od za po pre pri o u s so sa k ku bez pod nad alebo ale že aby keď či ako čo "
	    "kto kde prečo ktorý ktorá ktoré ten tá to tento táto toto je sú bol bola bolo boli byť bude budú "
	    "mám má máme majú som sme ste ja ty on ona my vy oni mi ma mne ho jej jeho nás nám vás vám im môj "
	    "moja moje naše váš vaše si nie áno už ešte tiež len veľmi viac všetko všetky nič môžem môže môžete "
	    "môžeme prosím chcem funguje nefunguje nejde dobrý deň ahoj ďakujem ďakujeme vďaka pozdravom dnes "
	    "včera zajtra teraz tlačiareň heslo počítač obrazovka klávesnica myš účet objednávka faktúra správa "
	    "chyba problém pomoc prihlásiť kedy zabudol dostali poslať otvoriť vedieť potrebujem", "ľĺŕ" },
	{ "hu",
	    "a az egy és vagy de ha hogy mert mint is nem ne van vannak volt voltak lesz lenni vagyok vagyunk én "
	    "te ő mi ti ők nekem neked neki nekünk engem minket ez ezt ezek azt azok itt ott ami aki amely mit "
	    "ki hol mikor miért hogyan melyik már még csak nagyon több minden semmi most ma tegnap holnap akkor "
	    "után előtt óta kell lehet tudok tudom tudja tudunk kérem szeretném működik megy szia helló "
	    "üdvözlettel tisztelt köszönöm köszönettel jó napot nyomtató jelszó jelszavam számítógép gép "
	    "képernyő billentyűzet egér fiók rendelés számla üzenet hiba probléma segítség bejelentkezni "
	    "elfelejtettem segítséget segítsenek szépen kaptuk kaptam meg küldeni megnyitni nincs kész", "őű" },
	{ "ro",
	    "și şi sau dar dacă de la în din pe cu fără pentru prin după până despre între este sunt era fost fi "
	    "am ai are avem aveți au eu tu el ea noi voi ei ele mă te se ne vă îmi îți își mi ți meu mea mei tău "
	    "sa său nostru noastră nostri vostru acest această aceasta acestea acesta aici acolo care ce cine "
	    "când unde cum cât un o unei unui ale al a lui lor nu da mai foarte tot toate toți nimic ceva doar "
	    "încă deja acum azi astăzi ieri mâine pot poate puteți putem trebuie vreau funcționează merge bună "
	    "ziua salut mulțumesc mulțumim rog stimate stimă imprimanta imprimantă parola parolă calculatorul "
	    "calculator ecranul tastatura contul comanda factura mesaj eroare problemă ajutor nevoie acces uitat "
	    "primit deschide trimite știu gata nou", "țșăţ" },
	{ "tr",
	    "ve veya ama eğer bir bu şu o da de ile için gibi kadar göre sonra önce beri her çok daha en hiç şey "
	    "ben sen biz siz onlar bana bize size beni bizi benim bizim sizin onun ne kim nerede zaman nasıl "
	    "neden hangi var yok değil mi mı mu mü evet hayır olarak olan oldu oluyor olur ediyor ettim "
	    "edemiyorum istiyorum gerekiyor çalışmıyor çalışıyor lütfen merhaba selam teşekkürler teşekkür "
	    "ederim saygılarımla sayın iyi günler bugün dün yarın şimdi yazıcı şifre şifremi bilgisayar "
	    "bilgisayarım ekran klavye fare hesap hesabıma sipariş fatura mesaj hata sorun yardım giriş "
	    "yapamıyorum unuttum aldık almadık aldım gönder açmak henüz yeni hazır", "ğış" },
	{ "hr",
	    "i u na za od do s sa iz po pri o bez kod ili ali da ako kad kada gdje što tko zašto kako koji koja "
	    "koje je su bio bila bilo biti sam smo ste ja ti on ona mi vi oni me ga joj nas nam vas vam ih moj "
	    "moja moje naš vaš se ovo ovaj ova to taj ne nije nisu već još također samo vrlo više sve ništa mogu "
	    "može možete možemo molim trebam radi dobar dan bok hvala pozdrav lijep poštovani štovani danas "
	    "jučer sutra sada pisač lozinka lozinku računalo zaslon tipkovnica miš račun narudžba poruka greška "
	    "problem pomoć prijaviti", "đć" },
	{ "gl",
	    "o a os as un unha uns unhas e ou pero se de do da dos das en no na nos nas ao á aos ás por polo "
	    "pola para con sen sobre é son era foi ser está están estaba estou estar ten teñen temos teño ter "
	    "hai eu ti el ela nós vostede me te lle meu miña teu túa seu súa noso nosa este esta isto ese esa "
	    "iso aquí que quen cando onde como cal porque non si nin xa moi máis menos tamén todo toda todos "
	    "outro outra cada nada aínda agora só podo pode podemos facer fai quero funciona vai hoxe onte mañá "
	    "despois ola bos bo boas días grazas saúdos contrasinal", "" },
	{ "eu",
	    "eta edo baina ez da dira zen ziren naiz gara dut du dute dugu zait zaio bat hau hori hura nire gure "
	    "zure bere zer nor non noiz nola zergatik ere oso gehiago guztiak orain gaur atzo bihar behar ahal "
	    "dezakezu dezakegu daiteke kaixo egun on eskerrik asko mesedez agur inprimagailua pasahitza "
	    "ordenagailua pantaila kontua mezua errorea arazoa laguntza", "" },
	{ "ru",
	    "и в во не на я что с со как это по но из у за от до для при о к ко же бы вы мы он она они его её их "
	    "мне меня нам нас вам вас мой моя мое мои наш наша ваш ваша себя который которая которые этот эта "
	    "эти тот та те был была было были есть нет да или если когда где почему кто чтобы уже ещё еще только "
	    "очень также все всё ничего могу может можете можно нужно надо могли работает работают здравствуйте "
	    "привет добрый день спасибо уважением пожалуйста сегодня вчера завтра сейчас после принтер пароль "
	    "компьютер экран клавиатура мышь счет заказ сообщение ошибка проблема помощь помогите войти забыл "
	    "забыла свой своей доступ нужен нужна получил получили открыть отправить знать папке новый", "ыэё" },
	{ "uk",
	    "і й в у не на я що з зі із як це по але за від до для при о та ви ми він вона вони його її їх мені "
	    "мене нам нас вам вас мій моя моє мої наш наша ваш ваша себе який яка які цей ця ці той був була "
	    "було були є немає так або якщо коли де чому хто щоб вже ще тільки дуже також усе все нічого можу "
	    "може можете можна потрібно треба могли працює працюють доброго добрий день дня привіт вітаю дякую "
	    "повагою будь ласка сьогодні вчора завтра зараз після принтер пароль комп ютер екран клавіатура миша "
	    "рахунок замовлення повідомлення помилка проблема допомога увійти забув забула свій своєї доступ "
	    "потрібен потрібна отримав отримали відкрити надіслати знати новий", "іїєґ" },
	{ "bg",
	    "и в във не на аз че с със как това по но от за до при да ще се си съм е са сме сте бе беше бяха има "
	    "няма или ако когато къде защо кой който която които този тази тези ние вие той тя те ми му ѝ им ни "
	    "ви мен нас вас моят моя нашия вашия вече още само много също всичко нищо мога може можете трябва "
	    "работи работят здравейте привет добър ден благодаря поздрави уважение моля днес вчера утре сега "
	    "след принтер принтерът парола паролата компютър компютърът екран екранът клавиатура поръчка "
	    "съобщение грешка проблем помощ", "" },
	{ "sr",
	    "и у не на ја да што са као ово по али из за од до при о је су сам смо сте био била било бити има "
	    "нема или ако када где зашто ко који која које овај ова ми ви он она они ме га нас вас мој моја наш "
	    "наша ваш ваша се већ још само врло све ништа могу може можете молим треба ради здраво добар дан "
	    "хвала поздрав данас јуче сутра сада", "јљњћђџ" },
	{ "",
	    "lorem ipsum dolor sit amet consectetur consectetuer adipiscing elit sed do eiusmod tempor "
	    "incididunt ut labore et dolore magna aliqua enim ad minim veniam quis nostrud exercitation ullamco "
	    "laboris nisi aliquip ex ea commodo consequat duis aute irure in reprehenderit voluptate velit esse "
	    "cillum eu fugiat nulla pariatur excepteur sint occaecat cupidatat non proident sunt culpa qui "
	    "officia deserunt mollit anim id est laborum vestibulum pellentesque nec vel tellus mauris nunc quam "
	    "lectus massa vitae ac at donec tincidunt eget nibh arcu justo augue porttitor ultricies suspendisse "
	    "feugiat a cum", "" },
	{ NULL, NULL, NULL },
};
