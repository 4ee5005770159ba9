/* alias.c - see alias.h */
#include <config.h>

#include <stdio.h>

#include "alias.h"

/* By the letters and digits alone, lower case: "ISO_8859-1:1987" is "iso88591". "": says nothing. */
static const struct {
	const char *key, *meant;
} aliases[] = {
	{ "utf8", "" }, { "utf8mb4", "" }, { "unicode11utf8", "" }, { "unicode20utf8", "" }, { "cp65001", "" },
	{ "usascii", "" }, { "ascii", "" }, { "asci", "" }, { "usacsii", "" }, { "ansix341968", "" }, { "646", "" },
	{ "iso646us", "" }, { "7bit", "" }, { "unknown8bit", "" }, { "unknown", "" }, { "default", "" },
	{ "defaultcharset", "" }, { "8bit", "" }, { "binary", "" }, { "none", "" }, { "null", "" }, { "userdefined", "" },
	{ "charset", "" }, { "en", "" }, { "text", "" },
	{ "latin1", "WINDOWS-1252" }, { "l1", "WINDOWS-1252" }, { "isolatin1", "WINDOWS-1252" },
	{ "iso88591", "WINDOWS-1252" }, { "88591", "WINDOWS-1252" }, { "ibm819", "WINDOWS-1252" },
	{ "cp819", "WINDOWS-1252" }, { "ansi", "WINDOWS-1252" }, { "western", "WINDOWS-1252" },
	{ "latin2", "ISO-8859-2" }, { "latin3", "ISO-8859-3" }, { "latin4", "ISO-8859-4" }, { "latin5", "WINDOWS-1254" },
	{ "latin6", "ISO-8859-10" }, { "latin7", "ISO-8859-13" }, { "latin9", "ISO-8859-15" }, { "latin0", "ISO-8859-15" },
	{ "cyrillic", "ISO-8859-5" }, { "greek", "ISO-8859-7" }, { "hebrew", "ISO-8859-8" }, { "arabic", "ISO-8859-6" },
	{ "logical", "WINDOWS-1255" }, { "visual", "ISO-8859-8" }, { "iso88598i", "WINDOWS-1255" },
	{ "iso88598e", "WINDOWS-1255" }, { "iso88596i", "ISO-8859-6" }, { "iso88596e", "ISO-8859-6" },
	{ "iso88599", "WINDOWS-1254" }, { "iso885911", "WINDOWS-874" },
	{ "tis620", "WINDOWS-874" }, { "tis6202533", "WINDOWS-874" }, { "cp874", "WINDOWS-874" },
	{ "windows874", "WINDOWS-874" }, { "ibm874", "WINDOWS-874" }, { "dos874", "WINDOWS-874" },
	{ "gb2312", "GB18030" }, { "gbk", "GB18030" }, { "gb18030", "GB18030" }, { "gb", "GB18030" },
	{ "cp936", "GB18030" }, { "windows936", "GB18030" }, { "ms936", "GB18030" }, { "936", "GB18030" },
	{ "euccn", "GB18030" }, { "gb231280", "GB18030" }, { "chinese", "GB18030" }, { "cngb", "GB18030" },
	{ "hz", ALIAS_HZ }, { "hzgb2312", ALIAS_HZ },
	{ "big5", "BIG5-HKSCS" }, { "big5hkscs", "BIG5-HKSCS" }, { "xbig5", "BIG5-HKSCS" }, { "cp950", "BIG5-HKSCS" },
	{ "windows950", "BIG5-HKSCS" }, { "cnbig5", "BIG5-HKSCS" }, { "big5eten", "BIG5-HKSCS" }, { "950", "BIG5-HKSCS" },
	{ "euctw", "EUC-TW" }, { "iso2022cn", "ISO-2022-CN-EXT" }, { "iso2022cnext", "ISO-2022-CN-EXT" },
	{ "ksc56011987", "CP949" }, { "ksc56011989", "CP949" }, { "ksc5601", "CP949" }, { "ksc5861", "CP949" },
	{ "ks", "CP949" }, { "euckr", "CP949" }, { "cp949", "CP949" }, { "windows949", "CP949" }, { "ms949", "CP949" },
	{ "uhc", "CP949" }, { "korean", "CP949" }, { "949", "CP949" }, { "johab", "JOHAB" }, { "iso2022kr", ALIAS_KOREAN },
	{ "shiftjis", "CP932" }, { "sjis", "CP932" }, { "mskanji", "CP932" }, { "cp932", "CP932" }, { "932", "CP932" },
	{ "windows932", "CP932" }, { "windows31j", "CP932" }, { "ms932", "CP932" }, { "sjisdocomo", "CP932" },
	{ "eucjp", "EUC-JP-MS" }, { "ujis", "EUC-JP-MS" }, { "eucjpms", "EUC-JP-MS" }, { "cp51932", "EUC-JP-MS" },
	{ "jis", ALIAS_JAPANESE }, { "cp50220", ALIAS_JAPANESE }, { "cp50221", ALIAS_JAPANESE },
	{ "cp50222", ALIAS_JAPANESE },
	{ "koi8", "KOI8-R" }, { "koi8r", "KOI8-R" }, { "koi8u", "KOI8-U" }, { "koi8ru", "KOI8-U" }, { "cp878", "KOI8-R" },
	{ "macintosh", "MACINTOSH" }, { "macroman", "MACINTOSH" }, { "mac", "MACINTOSH" }, { "applemacintosh", "MACINTOSH" },
	{ "maccyrillic", "MAC-CYRILLIC" }, { "macce", "MAC-CENTRALEUROPE" }, { "maccentraleurope", "MAC-CENTRALEUROPE" },
	{ "maccentraleurroman", "MAC-CENTRALEUROPE" },
	{ "utf7", "UTF-7" }, { "unicode11utf7", "UTF-7" }, { "unicode20utf7", "UTF-7" }, { "cp65000", "UTF-7" },
	{ "unicode", "UTF-16" }, { "utf16", "UTF-16" }, { "ucs2", "UTF-16" }, { "iso10646ucs2", "UTF-16" },
	{ "utf16le", "UTF-16LE" }, { "utf16be", "UTF-16BE" }, { "utf32", "UTF-32" }, { "ucs4", "UTF-32" },
	{ "tcvn", "TCVN" }, { "tcvn57121", "TCVN" }, { "viscii", "VISCII" }, { "hproman8", "HP-ROMAN8" },
	{ "armscii8", "ARMSCII-8" }, { "georgianps", "GEORGIAN-PS" }, { "ptcp154", "PT154" }, { "rk1048", "RK1048" },
};

/* Families of numbered sets: the number stands behind iconv's name, too. */
static const struct {
	const char *prefix, *meant;
	int least, most;
} families[] = {
	{ "iso8859", "ISO-8859-", 2, 16 }, { "8859", "ISO-8859-", 2, 16 }, { "", "WINDOWS-", 1250, 1258 },
	{ "windows", "WINDOWS-", 1250, 1258 }, { "win", "WINDOWS-", 1250, 1258 }, { "cp", "WINDOWS-", 1250, 1258 },
	{ "ms", "WINDOWS-", 1250, 1258 }, { "ansi", "WINDOWS-", 1250, 1258 }, { "wincp", "WINDOWS-", 1250, 1258 },
	{ "windowscp", "WINDOWS-", 1250, 1258 }, { "ibm", "IBM", 437, 869 }, { "cp", "IBM", 437, 869 },
	{ "dos", "IBM", 437, 869 }, { "", "IBM", 437, 869 },
};

/* "" when nothing is left. Cut where a name cannot go on: mailers glue other parameters to it. */
static void
key_of(struct span name, char key[ALIAS_MAX])
{
	size_t n = 0;

	while (name.size > 0 && (span_blank(name.at[0]) || name.at[0] == '"' || name.at[0] == '\''))
		name = (struct span){ name.at + 1, name.size - 1 };
	for (size_t i = 0; i < name.size && n < ALIAS_MAX - 1; i++) {
		char c = name.at[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c | 0x20);
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			key[n++] = c;
		else if (c != '-' && c != '_' && c != '.' && c != ' ' && c != '$')
			break;
	}
	key[n] = '\0';
}

static bool
find_family(const char *key, char out[ALIAS_MAX])
{
	for (size_t i = 0; i < sizeof(families) / sizeof(families[0]); i++) {
		size_t n = strlen(families[i].prefix);
		int number = 0;

		if (strncmp(key, families[i].prefix, n) != 0)
			continue;
		for (; key[n] >= '0' && key[n] <= '9' && number < 10000; n++)
			number = number * 10 + (key[n] - '0');
		if (key[n] != '\0' || number < families[i].least || number > families[i].most)
			continue;
		(void)snprintf(out, ALIAS_MAX, "%s%d", families[i].meant, number);
		return true;
	}
	return false;
}

static bool
find_key(const char *key, char out[ALIAS_MAX])
{
	for (size_t i = 0; i < sizeof(aliases) / sizeof(aliases[0]); i++) {
		if (strcmp(key, aliases[i].key) == 0) {
			memcpy(out, aliases[i].meant, strlen(aliases[i].meant) + 1);
			return true;
		}
	}
	/* "iso-2022-jp", "iso-2022-jp-ms", "_iso-2022-jp$ESC", "csISO2022JP" */
	if (strncmp(key, "iso2022jp", 9) == 0) {
		memcpy(out, ALIAS_JAPANESE, sizeof(ALIAS_JAPANESE));
		return true;
	}
	return find_family(key, out);
}

/* The name as it stands, when it can be nobody's path. */
static void
copy_plain(struct span name, char out[ALIAS_MAX])
{
	if (name.size >= ALIAS_MAX)
		return;
	for (size_t i = 0; i < name.size; i++) {
		char c = name.at[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		    c == '-' || c == '_';

		if (!plain)
			return;
	}
	memcpy(out, name.at, name.size);
	out[name.size] = '\0';
}

void
alias_find(struct span name, char out[ALIAS_MAX])
{
	static const char *const prefixes[] = { "xx", "x", "cs", "charset", "xmac", NULL };
	char key[ALIAS_MAX] = "";

	out[0] = '\0';
	key_of(name, key);
	if (key[0] == '\0' || find_key(key, out))
		return;
	for (size_t i = 0; prefixes[i] != NULL; i++) {
		size_t n = strlen(prefixes[i]);

		if (strncmp(key, prefixes[i], n) == 0 && key[n] != '\0' && find_key(key + n, out))
			return;
	}
	copy_plain(name, out);
}
