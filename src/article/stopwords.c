/* stopwords.c - see stopwords.h
 *
 * Beside the small words of each language stand those that nearly every mail to a help desk has: greetings, and "problem",
 * "help", "does not work", which are as true of any other article.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "stopwords.h"

/* Sorted, for they are looked up by halves. */
static const char *const english[] = {
	"about", "above", "actually", "advance", "afraid", "after", "afternoon", "again", "against", "all", "already",
	"also", "always", "am", "an", "and", "another", "any", "anybody", "anyone", "anything", "anyway", "appears",
	"appreciate", "appreciated", "are", "aren", "as", "ask", "asked", "asking", "at", "be", "because", "been", "before",
	"being", "below", "best", "better", "between", "bit", "both", "but", "by", "came", "can", "cannot", "come", "comes",
	"coming", "could", "couldn", "day", "days", "dear", "did", "didn", "do", "does", "doesn", "doing", "don", "done",
	"down", "during", "each", "either", "else", "enough", "error", "even", "ever", "every", "everybody", "everyone",
	"everything", "explain", "few", "find", "fine", "first", "fix", "fixed", "for", "from", "full", "further", "gave",
	"get", "gets", "getting", "give", "gives", "go", "goes", "going", "good", "got", "great", "had", "hadn", "happen",
	"happened", "happening", "happens", "has", "hasn", "have", "haven", "having", "he", "hello", "help", "her", "here",
	"hers", "hey", "hi", "him", "his", "hope", "how", "however", "i", "idea", "if", "in", "into", "is", "isn", "issue",
	"issues", "it", "its", "itself", "just", "kind", "kindly", "know", "last", "later", "least", "let", "like", "little",
	"ll", "look", "looked", "looking", "looks", "lot", "made", "make", "makes", "many", "matter", "may", "maybe", "me",
	"mean", "might", "mine", "moment", "more", "morning", "most", "much", "must", "my", "myself", "need", "needed",
	"needs", "never", "new", "next", "no", "nobody", "none", "nor", "not", "nothing", "now", "of", "off", "often", "ok",
	"okay", "old", "on", "once", "one", "only", "or", "other", "others", "our", "ours", "out", "over", "own", "per",
	"perhaps", "please", "possible", "problem", "problems", "put", "question", "questions", "quite", "rather", "re",
	"really", "regard", "regarding", "regards", "right", "said", "same", "saw", "say", "saying", "says", "see", "seem",
	"seems", "seen", "several", "shall", "she", "should", "shouldn", "show", "shows", "since", "sincerely", "so", "some",
	"somebody", "someone", "something", "sometimes", "soon", "sorry", "still", "stuff", "such", "support", "sure",
	"take", "takes", "team", "tell", "tells", "than", "thank", "thanks", "that", "the", "their", "theirs", "them",
	"then", "there", "these", "they", "thing", "things", "think", "this", "those", "though", "through", "time", "times",
	"to", "today", "together", "told", "tomorrow", "too", "tried", "tries", "try", "trying", "two", "under", "until",
	"up", "upon", "us", "use", "used", "uses", "using", "usual", "usually", "ve", "very", "want", "wanted", "wants",
	"was", "wasn", "way", "we", "week", "weeks", "well", "went", "were", "weren", "what", "when", "where", "whether",
	"which", "while", "who", "whole", "whom", "whose", "why", "will", "wish", "with", "within", "without", "won",
	"wonder", "wondering", "work", "worked", "working", "works", "would", "wouldn", "wrong", "yes", "yesterday", "yet",
	"you", "your", "yours",
};
static const char *const spanish[] = {
	"a", "actualmente", "adelante", "ademas", "agradezco", "ahi", "ahora", "al", "algo", "alguien", "algun", "alguna",
	"algunas", "alguno", "algunos", "alla", "alli", "ambos", "ante", "antemano", "antes", "aparece", "apoyo", "aqui",
	"asi", "atentamente", "atras", "aun", "aunque", "ayer", "ayuda", "ayudar", "ayudarme", "ayudenme", "bajo",
	"bastante", "bien", "buen", "buena", "buenas", "bueno", "buenos", "cada", "casi", "caso", "cerca", "como", "con",
	"conmigo", "contra", "cordial", "cordiales", "cosa", "cosas", "creo", "cual", "cuales", "cualquier", "cuando",
	"cuanta", "cuanto", "cuesta", "da", "dan", "dar", "de", "debe", "deben", "deberia", "debo", "decir", "decirme",
	"deja", "del", "demas", "dentro", "desde", "despues", "dia", "dias", "dice", "dicen", "donde", "dos", "durante", "e",
	"el", "ella", "ellas", "ellos", "en", "encima", "entonces", "entre", "era", "eran", "error", "es", "esa", "esas",
	"ese", "eso", "esos", "espero", "esta", "estaba", "estado", "estamos", "estan", "estar", "estas", "este", "esto",
	"estos", "estoy", "favor", "fin", "fue", "fuera", "funciona", "funcionaba", "funcionan", "funcionar", "gracias",
	"gran", "ha", "haber", "habia", "habria", "hace", "hacer", "hacia", "haga", "hago", "han", "hasta", "hay", "haya",
	"he", "hecho", "hemos", "hice", "hizo", "hola", "hora", "hoy", "igual", "incidencia", "intentado", "intentar",
	"intento", "ir", "jamas", "junto", "la", "las", "le", "les", "llevo", "lo", "los", "luego", "mal", "manana",
	"manera", "mas", "me", "mediante", "medio", "mejor", "menos", "mi", "mia", "mientras", "mio", "mis", "misma",
	"mismo", "momento", "mucha", "muchas", "mucho", "muchos", "muy", "nada", "nadie", "necesita", "necesito", "ni",
	"ningun", "ninguna", "ninguno", "no", "noches", "nos", "nosotros", "nuestra", "nuestras", "nuestro", "nuestros",
	"nueva", "nuevo", "nunca", "o", "ocurre", "os", "otra", "otras", "otro", "otros", "para", "parece", "parte", "pasa",
	"pasaba", "pasado", "pero", "persona", "poco", "podeis", "podemos", "poder", "podria", "podriais", "podrian",
	"ponga", "por", "porque", "posible", "primera", "primero", "probado", "problema", "problemas", "pronto", "pude",
	"puede", "pueden", "puedo", "pues", "punto", "que", "quede", "queria", "quien", "quienes", "quiere", "quiero",
	"quisiera", "quiza", "quizas", "rato", "reciban", "recibid", "respecto", "sabe", "saber", "sale", "saludo",
	"saludos", "se", "sea", "segun", "seguro", "ser", "si", "siempre", "siendo", "sigo", "sigue", "sin", "sino", "sobre",
	"sois", "sola", "solo", "somos", "son", "soporte", "soy", "su", "sucede", "sus", "suya", "suyo", "tal", "tambien",
	"tampoco", "tan", "tanto", "tardes", "te", "tendria", "tenemos", "tener", "tenga", "tengo", "tenia", "tiempo",
	"tiene", "tienen", "toda", "todas", "todavia", "todo", "todos", "tras", "tu", "tus", "tuve", "tuyo", "u", "un",
	"una", "unas", "uno", "unos", "usted", "ustedes", "va", "vale", "van", "varias", "varios", "vas", "veces", "veo",
	"ver", "vez", "vosotros", "voy", "vuelta", "vuestra", "vuestro", "y", "ya", "yo",
};

struct list {
	const char *language;
	const char *const *words;
	size_t count;
};

#define LIST(language, words) { language, words, sizeof(words) / sizeof(*(words)) }

static const struct list lists[] = { LIST("en", english), LIST("es", spanish) };

static int
compare(const void *key, const void *element)
{
	return strcmp(key, *(const char *const *)element);
}

bool
stopword_is(const char *language, const char *word)
{
	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++)
		if (strncmp(lists[i].language, language, 2) == 0)
			return bsearch(word, lists[i].words, lists[i].count, sizeof(*lists[i].words), compare) != NULL;
	return false;
}
