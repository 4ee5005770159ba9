/* command_word.c - see command_word.h: the table */
#include <config.h>

#include <string.h>

#include <glib.h>

#include <postigo/base/suggest.h>
#include <postigo/base/utf8.h>

#include "command_word.h"

/* By verb: the name, then what it is called in Spanish; whether words for people follow it; and how it is written in both. */
static const struct {
	const char *name, *es;
	bool words;
	const char *example, *example_es;
} verbs[COMMAND_VERBS] = {
	[COMMAND_NONE] = { "", "", false, "", "" },
	[COMMAND_TAKE] = { "take", "tomar", false, "#take", "#tomar" },
	[COMMAND_ASSIGN] = { "assign", "asignar", false, "#assign leo", "#asignar leo" },
	[COMMAND_TIER] = { "tier", "nivel", false, "#tier 2", "#nivel 2" },
	[COMMAND_ESCALATE] = { "escalate", "escalar", false, "#escalate", "#escalar" },
	[COMMAND_VENDOR] = { "vendor", "proveedor", true, "#vendor acme", "#proveedor acme" },
	[COMMAND_QUEUE] = { "queue", "cola", false, "#queue billing", "#cola facturas" },
	[COMMAND_PRIORITY] = { "priority", "prioridad", false, "#priority high", "#prioridad alta" },
	[COMMAND_TAG] = { "tag", "etiqueta", false, "#tag vpn, -printer", "#etiqueta vpn, -impresora" },
	[COMMAND_UNTAG] = { "untag", "desetiquetar", false, "#untag vpn", "#desetiquetar vpn" },
	[COMMAND_FIELD] = { "field", "campo", true, "#field serial = XJ-12", "#campo serie = XJ-12" },
	[COMMAND_NOTE] = { "note", "nota", true, "#note", "#nota" },
	[COMMAND_CLOSE] = { "close", "cerrar", false, "#close", "#cerrar" },
	[COMMAND_OPEN] = { "open", "abrir", false, "#open", "#abrir" },
	[COMMAND_WAIT] = { "wait", "esperar", false, "#wait 3d", "#esperar 3d" },
	[COMMAND_REMIND] = { "remind", "recordar", true, "#remind friday call Ana", "#recordar viernes llamar a Ana" },
	[COMMAND_TIME] = { "time", "tiempo", false, "#time 1h30", "#tiempo 1h30" },
	[COMMAND_MERGE] = { "merge", "fusionar", false, "#merge 12 15", "#fusionar 12 15" },
	[COMMAND_SPLIT] = { "split", "separar", true, "#split", "#separar" },
	[COMMAND_LINK] = { "link", "enlazar", false, "#link 12", "#enlazar 12" },
	[COMMAND_PROBLEM] = { "problem", "problema", false, "#problem 12", "#problema 12" },
	[COMMAND_WATCH] = { "watch", "seguir", false, "#watch", "#seguir" },
	[COMMAND_UNWATCH] = { "unwatch", "dejar", false, "#unwatch", "#dejar" },
	[COMMAND_SPAM] = { "spam", "spam", false, "#spam", "#spam" },
	[COMMAND_ACK] = { "ack", "visto", false, "#ack 2h", "#visto 2h" },
	[COMMAND_SOLUTION] = { "solution", "solucion", true, "#solution", "#solución" },
	[COMMAND_ARTICLE] = { "article", "articulo", true, "#article The printer prints twice", "#artículo La impresora imprime dos veces" },
	[COMMAND_LANGUAGE] = { "language", "idioma", false, "#language en", "#idioma es" },
	[COMMAND_PUBLISH] = { "publish", "publicar", false, "#publish printer-prints-twice", "#publicar impresora-dos-veces" },
	[COMMAND_WITHDRAW] = { "withdraw", "retirar", false, "#withdraw printer-prints-twice", "#retirar impresora-dos-veces" },
	[COMMAND_DROP] = { "drop", "descartar", false, "#drop printer-prints-twice", "#descartar impresora-dos-veces" },
	[COMMAND_UNDO] = { "undo", "deshacer", false, "#undo", "#deshacer" },
	[COMMAND_NEW] = { "new", "nuevo", true, "#new ana@example.com phone", "#nuevo ana@example.com teléfono" },
	[COMMAND_MINE] = { "mine", "mis-casos", false, "#mine", "#mis-casos" },
	[COMMAND_NEXT] = { "next", "siguiente", false, "#next", "#siguiente" },
	[COMMAND_SHOW] = { "show", "ver", false, "#show 12", "#ver 12" },
	[COMMAND_FIND] = { "find", "buscar", true, "#find printer", "#buscar impresora" },
	[COMMAND_HELP] = { "help", "ayuda", false, "#help", "#ayuda" },
	[COMMAND_TICKET] = { "ticket", "caso", false, "#12", "#12" },
};

/* What people try, from one desk or another. Folded; "#status closed" is told apart by its value. */
static const struct command_word words[] = {
	{ "take", COMMAND_TAKE, NULL }, { "claim", COMMAND_TAKE, NULL }, { "grab", COMMAND_TAKE, NULL },
	{ "own", COMMAND_TAKE, NULL }, { "tomar", COMMAND_TAKE, NULL }, { "tomo", COMMAND_TAKE, NULL },
	{ "coger", COMMAND_TAKE, NULL }, { "cojo", COMMAND_TAKE, NULL }, { "asigname", COMMAND_TAKE, NULL },
	{ "asignarme", COMMAND_TAKE, NULL }, { "assignme", COMMAND_TAKE, NULL }, { "mio", COMMAND_TAKE, NULL },
	{ "me", COMMAND_TAKE, NULL }, { "mia", COMMAND_TAKE, NULL }, { "pick", COMMAND_TAKE, NULL },
	{ "pickup", COMMAND_TAKE, NULL }, { "accept", COMMAND_TAKE, NULL }, { "aceptar", COMMAND_TAKE, NULL },

	{ "assign", COMMAND_ASSIGN, NULL }, { "assigned", COMMAND_ASSIGN, NULL }, { "assignee", COMMAND_ASSIGN, NULL },
	{ "owner", COMMAND_ASSIGN, NULL }, { "give", COMMAND_ASSIGN, NULL }, { "team", COMMAND_ASSIGN, NULL },
	{ "group", COMMAND_ASSIGN, NULL }, { "asignar", COMMAND_ASSIGN, NULL }, { "asigna", COMMAND_ASSIGN, NULL },
	{ "reassign", COMMAND_ASSIGN, NULL }, { "reasignar", COMMAND_ASSIGN, NULL }, { "asignado", COMMAND_ASSIGN, NULL }, { "pasar", COMMAND_ASSIGN, NULL }, { "equipo", COMMAND_ASSIGN, NULL },
	{ "grupo", COMMAND_ASSIGN, NULL }, { "unassign", COMMAND_ASSIGN, "nobody" },
	{ "desasignar", COMMAND_ASSIGN, "nobody" }, { "release", COMMAND_ASSIGN, "nobody" },
	{ "soltar", COMMAND_ASSIGN, "nobody" },

	{ "tier", COMMAND_TIER, NULL }, { "level", COMMAND_TIER, NULL }, { "nivel", COMMAND_TIER, NULL },
	{ "escalate", COMMAND_ESCALATE, NULL }, { "escalated", COMMAND_ESCALATE, NULL }, { "up", COMMAND_ESCALATE, NULL },
	{ "escalar", COMMAND_ESCALATE, NULL }, { "escala", COMMAND_ESCALATE, NULL }, { "subir", COMMAND_ESCALATE, NULL },

	{ "vendor", COMMAND_VENDOR, NULL }, { "supplier", COMMAND_VENDOR, NULL }, { "proveedor", COMMAND_VENDOR, NULL },
	{ "fabricante", COMMAND_VENDOR, NULL },

	{ "queue", COMMAND_QUEUE, NULL }, { "move", COMMAND_QUEUE, NULL }, { "cola", COMMAND_QUEUE, NULL },
	{ "mover", COMMAND_QUEUE, NULL },

	{ "priority", COMMAND_PRIORITY, NULL }, { "prio", COMMAND_PRIORITY, NULL }, { "prioridad", COMMAND_PRIORITY, NULL },
	{ "urgent", COMMAND_PRIORITY, "urgent" }, { "urgente", COMMAND_PRIORITY, "urgent" },
	{ "critical", COMMAND_PRIORITY, "urgent" }, { "critico", COMMAND_PRIORITY, "urgent" },
	{ "high", COMMAND_PRIORITY, "high" }, { "alta", COMMAND_PRIORITY, "high" }, { "low", COMMAND_PRIORITY, "low" },
	{ "baja", COMMAND_PRIORITY, "low" },

	{ "tag", COMMAND_TAG, NULL }, { "tags", COMMAND_TAG, NULL }, { "label", COMMAND_TAG, NULL },
	{ "etiqueta", COMMAND_TAG, NULL }, { "etiquetas", COMMAND_TAG, NULL }, { "etiquetar", COMMAND_TAG, NULL },
	{ "untag", COMMAND_UNTAG, NULL }, { "unlabel", COMMAND_UNTAG, NULL }, { "desetiquetar", COMMAND_UNTAG, NULL },

	{ "field", COMMAND_FIELD, NULL }, { "set", COMMAND_FIELD, NULL }, { "campo", COMMAND_FIELD, NULL },
	{ "poner", COMMAND_FIELD, NULL },

	{ "note", COMMAND_NOTE, NULL }, { "internal", COMMAND_NOTE, NULL }, { "private", COMMAND_NOTE, NULL },
	{ "nota", COMMAND_NOTE, NULL }, { "interno", COMMAND_NOTE, NULL }, { "interna", COMMAND_NOTE, NULL },
	{ "privado", COMMAND_NOTE, NULL }, { "privada", COMMAND_NOTE, NULL }, { "comment", COMMAND_NOTE, NULL },
	{ "comentario", COMMAND_NOTE, NULL },

	{ "close", COMMAND_CLOSE, NULL }, { "closed", COMMAND_CLOSE, NULL }, { "resolve", COMMAND_CLOSE, NULL },
	{ "resolved", COMMAND_CLOSE, NULL }, { "solve", COMMAND_CLOSE, NULL }, { "solved", COMMAND_CLOSE, NULL },
	{ "done", COMMAND_CLOSE, NULL }, { "fixed", COMMAND_CLOSE, NULL }, { "cerrar", COMMAND_CLOSE, NULL },
	{ "cerrado", COMMAND_CLOSE, NULL }, { "cierra", COMMAND_CLOSE, NULL }, { "cierro", COMMAND_CLOSE, NULL },
	{ "resolver", COMMAND_CLOSE, NULL }, { "resuelto", COMMAND_CLOSE, NULL }, { "solucionado", COMMAND_CLOSE, NULL },
	{ "finish", COMMAND_CLOSE, NULL }, { "finished", COMMAND_CLOSE, NULL }, { "complete", COMMAND_CLOSE, NULL },
	{ "completed", COMMAND_CLOSE, NULL }, { "cerrada", COMMAND_CLOSE, NULL }, { "terminado", COMMAND_CLOSE, NULL },
	{ "finalizado", COMMAND_CLOSE, NULL }, { "completado", COMMAND_CLOSE, NULL }, { "solucionar", COMMAND_CLOSE, NULL }, { "hecho", COMMAND_CLOSE, NULL }, { "listo", COMMAND_CLOSE, NULL },

	{ "open", COMMAND_OPEN, NULL }, { "reopen", COMMAND_OPEN, NULL }, { "opened", COMMAND_OPEN, NULL },
	{ "abrir", COMMAND_OPEN, NULL }, { "abierto", COMMAND_OPEN, NULL }, { "reabrir", COMMAND_OPEN, NULL },

	{ "wait", COMMAND_WAIT, NULL }, { "waiting", COMMAND_WAIT, NULL }, { "pending", COMMAND_WAIT, NULL },
	{ "hold", COMMAND_WAIT, NULL }, { "snooze", COMMAND_WAIT, NULL }, { "esperar", COMMAND_WAIT, NULL },
	{ "espera", COMMAND_WAIT, NULL }, { "esperando", COMMAND_WAIT, NULL }, { "pendiente", COMMAND_WAIT, NULL },
	{ "onhold", COMMAND_WAIT, NULL }, { "on-hold", COMMAND_WAIT, NULL }, { "postpone", COMMAND_WAIT, NULL },
	{ "pause", COMMAND_WAIT, NULL }, { "pausa", COMMAND_WAIT, NULL }, { "posponer", COMMAND_WAIT, NULL }, { "aplazar", COMMAND_WAIT, NULL },

	{ "remind", COMMAND_REMIND, NULL }, { "reminder", COMMAND_REMIND, NULL }, { "remindme", COMMAND_REMIND, NULL },
	{ "recordar", COMMAND_REMIND, NULL }, { "recuerdame", COMMAND_REMIND, NULL },
	{ "recordatorio", COMMAND_REMIND, NULL }, { "avisar", COMMAND_REMIND, NULL }, { "avisame", COMMAND_REMIND, NULL },

	{ "time", COMMAND_TIME, NULL }, { "worked", COMMAND_TIME, NULL }, { "spent", COMMAND_TIME, NULL },
	{ "tiempo", COMMAND_TIME, NULL }, { "hours", COMMAND_TIME, NULL },
	{ "log", COMMAND_TIME, NULL }, { "dedicado", COMMAND_TIME, NULL }, { "horas", COMMAND_TIME, NULL },

	{ "merge", COMMAND_MERGE, NULL }, { "fusionar", COMMAND_MERGE, NULL }, { "unir", COMMAND_MERGE, NULL },
	{ "duplicate", COMMAND_MERGE, NULL }, { "duplicado", COMMAND_MERGE, NULL }, { "dup", COMMAND_MERGE, NULL }, { "combinar", COMMAND_MERGE, NULL }, { "juntar", COMMAND_MERGE, NULL },
	{ "split", COMMAND_SPLIT, NULL }, { "separar", COMMAND_SPLIT, NULL }, { "dividir", COMMAND_SPLIT, NULL },
	{ "link", COMMAND_LINK, NULL }, { "related", COMMAND_LINK, NULL }, { "relate", COMMAND_LINK, NULL },
	{ "enlazar", COMMAND_LINK, NULL }, { "vincular", COMMAND_LINK, NULL }, { "relacionar", COMMAND_LINK, NULL },
	{ "problem", COMMAND_PROBLEM, NULL }, { "problema", COMMAND_PROBLEM, NULL }, { "noproblem", COMMAND_PROBLEM, "none" },

	{ "watch", COMMAND_WATCH, NULL }, { "follow", COMMAND_WATCH, NULL }, { "subscribe", COMMAND_WATCH, NULL },
	{ "cc", COMMAND_WATCH, NULL }, { "seguir", COMMAND_WATCH, NULL }, { "observar", COMMAND_WATCH, NULL },
	{ "unwatch", COMMAND_UNWATCH, NULL }, { "unfollow", COMMAND_UNWATCH, NULL },
	{ "unsubscribe", COMMAND_UNWATCH, NULL }, { "dejar", COMMAND_UNWATCH, NULL },

	{ "spam", COMMAND_SPAM, NULL }, { "junk", COMMAND_SPAM, NULL }, { "basura", COMMAND_SPAM, NULL },
	{ "ack", COMMAND_ACK, NULL }, { "acknowledge", COMMAND_ACK, NULL }, { "visto", COMMAND_ACK, NULL },
	{ "enterado", COMMAND_ACK, NULL }, { "enterada", COMMAND_ACK, NULL },
	{ "solution", COMMAND_SOLUTION, NULL }, { "solucion", COMMAND_SOLUTION, NULL },
	{ "article", COMMAND_ARTICLE, NULL }, { "articulo", COMMAND_ARTICLE, NULL }, { "faq", COMMAND_ARTICLE, NULL },
	{ "language", COMMAND_LANGUAGE, NULL }, { "lang", COMMAND_LANGUAGE, NULL }, { "idioma", COMMAND_LANGUAGE, NULL },
	{ "lengua", COMMAND_LANGUAGE, NULL },
	{ "publish", COMMAND_PUBLISH, NULL }, { "publicar", COMMAND_PUBLISH, NULL }, { "publica", COMMAND_PUBLISH, NULL },
	{ "withdraw", COMMAND_WITHDRAW, NULL }, { "unpublish", COMMAND_WITHDRAW, NULL }, { "retirar", COMMAND_WITHDRAW, NULL },
	{ "drop", COMMAND_DROP, NULL }, { "discard", COMMAND_DROP, NULL }, { "descartar", COMMAND_DROP, NULL },
	{ "undo", COMMAND_UNDO, NULL }, { "revert", COMMAND_UNDO, NULL }, { "deshacer", COMMAND_UNDO, NULL },
	{ "anular", COMMAND_UNDO, NULL },

	{ "new", COMMAND_NEW, NULL }, { "create", COMMAND_NEW, NULL }, { "nuevo", COMMAND_NEW, NULL },
	{ "nueva", COMMAND_NEW, NULL }, { "crear", COMMAND_NEW, NULL },

	{ "mine", COMMAND_MINE, NULL }, { "my", COMMAND_MINE, NULL }, { "mios", COMMAND_MINE, NULL },
	{ "mis", COMMAND_MINE, NULL }, { "mis-casos", COMMAND_MINE, NULL }, { "miscasos", COMMAND_MINE, NULL },
	{ "next", COMMAND_NEXT, NULL }, { "siguiente", COMMAND_NEXT, NULL }, { "proximo", COMMAND_NEXT, NULL },
	{ "list", COMMAND_MINE, NULL }, { "lista", COMMAND_MINE, NULL }, { "proxima", COMMAND_NEXT, NULL },
	{ "show", COMMAND_SHOW, NULL }, { "view", COMMAND_SHOW, NULL }, { "ver", COMMAND_SHOW, NULL },
	{ "mostrar", COMMAND_SHOW, NULL }, { "muestra", COMMAND_SHOW, NULL },
	{ "find", COMMAND_FIND, NULL }, { "search", COMMAND_FIND, NULL }, { "buscar", COMMAND_FIND, NULL },
	{ "busca", COMMAND_FIND, NULL },
	{ "help", COMMAND_HELP, NULL }, { "commands", COMMAND_HELP, NULL }, { "ayuda", COMMAND_HELP, NULL },
	{ "comandos", COMMAND_HELP, NULL },

	{ "ticket", COMMAND_TICKET, NULL }, { "case", COMMAND_TICKET, NULL }, { "caso", COMMAND_TICKET, NULL },
};

#define WORDS (sizeof(words) / sizeof(words[0]))

char *
command_fold(TALLOC_CTX *ctx, const char *string)
{
	gchar *apart = g_utf8_normalize(string, -1, G_NORMALIZE_ALL);
	gchar *small = apart != NULL ? g_utf8_strdown(apart, -1) : NULL;
	char *out = talloc_strdup(ctx, small != NULL ? small : string), *to = out;

	for (const char *p = out, *next, *end = out + strlen(out); small != NULL && p < end; p = next) {
		uint32_t c;

		next = p;
		c = utf8_next(&next, end);
		if (!g_unichar_ismark(c)) {
			memmove(to, p, (size_t)(next - p));
			to += next - p;
		}
	}
	if (small != NULL)
		*to = '\0';
	g_free(small);
	g_free(apart);
	return out;
}

const struct command_word *
command_word(const char *folded)
{
	for (size_t i = 0; i < WORDS; i++)
		if (strcmp(words[i].word, folded) == 0)
			return &words[i];
	return NULL;
}

bool
command_word_is_ours(const char *folded)
{
	static const char *const ours[] = {
		"note", "nota", "internal", "interno", "interna", "private", "privado", "privada", "comment", "comentario",
		"vendor", "proveedor", "solution", "solucion", "assign", "reassign", "unassign", "asignar", "asigna", "reasignar",
		"desasignar", "assignee", "asigname", "escalate", "escalar", "tier", "nivel", "remind", "remindme", "recordar",
		"recuerdame", "recordatorio", "avisame", "merge", "fusionar", "split", "separar", "untag", "unlabel",
		"desetiquetar", "unwatch", "unfollow", "spam", "priority", "prioridad", "campo", "etiqueta", "article", "articulo",
		"publish", "unpublish", "publicar",
	};

	for (size_t i = 0; i < sizeof(ours) / sizeof(ours[0]); i++)
		if (strcmp(ours[i], folded) == 0)
			return true;
	return false;
}

const char *
command_word_near(const char *folded)
{
	struct suggest near;

	suggest_start(&near, folded);
	for (size_t i = 0; i < WORDS; i++)
		suggest_offer(&near, words[i].word);
	return near.best;
}

const char *
command_word_meant(const char *folded)
{
	static const char *const others[] = {
		"deescalate", "de-escalate", "desescalar", "down", "bajar", "delete", "remove", "erase", "borrar", "eliminar", "quitar",
		"not", "no", "never", "nunca",
	};

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (strcmp(others[i], folded) == 0)
			return NULL;
	return command_word_near(folded);
}

static bool
is_spanish(const char *language)
{
	return language != NULL && strncmp(language, "es", 2) == 0;
}

const char *
command_word_of(enum command_verb verb, const char *language)
{
	return is_spanish(language) ? verbs[verb].es : verbs[verb].name;
}

const char *
command_example(enum command_verb verb, const char *language)
{
	return is_spanish(language) ? verbs[verb].example_es : verbs[verb].example;
}

const char *
command_name(enum command_verb verb)
{
	return verbs[verb].name;
}

enum command_verb
command_by_name(const char *name)
{
	for (int verb = COMMAND_NONE + 1; verb < COMMAND_VERBS; verb++)
		if (strcmp(verbs[verb].name, name) == 0)
			return (enum command_verb)verb;
	return COMMAND_NONE;
}

bool
command_takes_words(enum command_verb verb)
{
	return verbs[verb].words;
}
