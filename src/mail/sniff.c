/* sniff.c - see sniff.h */
#include <config.h>

#include <stddef.h>

#include <postigo/mail/sniff.h>

#define LOOK_MAX (64u << 10)	/* bytes at either end of a file that are looked into */

#define ZIP "application/zip"
#define OLE "application/x-ole-storage"
#define OFFICE "application/vnd.openxmlformats-officedocument."

struct magic {
	size_t at;
	const char *bytes;
	size_t size;
	const char *type;
};

#define MAGIC(at, bytes, type) { at, bytes, sizeof(bytes) - 1, type }

static const struct magic magics[] = {
	MAGIC(0, "%PDF-", "application/pdf"),
	MAGIC(0, "\x89PNG\r\n\x1A\n", "image/png"),
	MAGIC(0, "\xFF\xD8\xFF", "image/jpeg"),
	MAGIC(0, "GIF87a", "image/gif"),
	MAGIC(0, "GIF89a", "image/gif"),
	MAGIC(0, "II*\0", "image/tiff"),
	MAGIC(0, "MM\0*", "image/tiff"),
	MAGIC(0, "8BPS\0\1", "image/vnd.adobe.photoshop"),
	MAGIC(0, "\0\0\1\0", "image/vnd.microsoft.icon"),
	MAGIC(0, "PK\3\4", ZIP),
	MAGIC(0, "PK\5\6", ZIP),
	MAGIC(0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", OLE),
	MAGIC(0, "{\\rtf", "application/rtf"),
	MAGIC(0, "%!PS", "application/postscript"),
	MAGIC(0, "\x1F\x8B\x08", "application/gzip"),
	MAGIC(0, "BZh", "application/x-bzip2"),
	MAGIC(0, "\xFD" "7zXZ\0", "application/x-xz"),
	MAGIC(0, "7z\xBC\xAF\x27\x1C", "application/x-7z-compressed"),
	MAGIC(0, "Rar!\x1A\x07", "application/vnd.rar"),
	MAGIC(0, "\x28\xB5\x2F\xFD", "application/zstd"),
	MAGIC(257, "ustar", "application/x-tar"),
	MAGIC(0, "ID3", "audio/mpeg"),
	MAGIC(0, "\xFF\xFB", "audio/mpeg"),
	MAGIC(0, "\xFF\xF3", "audio/mpeg"),
	MAGIC(0, "OggS", "audio/ogg"),
	MAGIC(0, "fLaC", "audio/flac"),
	MAGIC(0, "MThd", "audio/midi"),
	MAGIC(0, "#!AMR", "audio/amr"),
	MAGIC(8, "WEBP", "image/webp"),
	MAGIC(8, "WAVE", "audio/wav"),
	MAGIC(8, "AVI LIST", "video/x-msvideo"),
	MAGIC(4, "ftypqt", "video/quicktime"),
	MAGIC(4, "ftypheic", "image/heic"),
	MAGIC(4, "ftypheix", "image/heic"),
	MAGIC(4, "ftypmif1", "image/heif"),
	MAGIC(4, "ftypavif", "image/avif"),
	MAGIC(4, "ftypM4A", "audio/mp4"),
	MAGIC(4, "ftyp3g", "video/3gpp"),
	MAGIC(4, "ftyp", "video/mp4"),
	MAGIC(0, "\x1A\x45\xDF\xA3", "video/x-matroska"),
	MAGIC(0, "\x30\x26\xB2\x75\x8E\x66\xCF\x11", "video/x-ms-wmv"),
	MAGIC(0, "\x7F" "ELF", "application/x-elf"),
	MAGIC(0, "MZ", "application/vnd.microsoft.portable-executable"),
	MAGIC(0, "SQLite format 3\0", "application/vnd.sqlite3"),
	MAGIC(0, "\x78\x9F\x3E\x22", "application/ms-tnef"),
	MAGIC(0, "BEGIN:VCALENDAR", "text/calendar"),
	MAGIC(0, "BEGIN:VCARD", "text/vcard"),
	MAGIC(0, "-----BEGIN PGP SIGNATURE-----", "application/pgp-signature"),
	MAGIC(0, "-----BEGIN PGP MESSAGE-----", "application/pgp-encrypted"),
	MAGIC(0, "-----BEGIN PGP PUBLIC KEY BLOCK-----", "application/pgp-keys"),
};

/* Endings by type; the first of a type is its usual one. */
static const struct {
	const char *ending, *type;
} endings[] = {
	{ "pdf", "application/pdf" }, { "png", "image/png" }, { "jpg", "image/jpeg" }, { "jpeg", "image/jpeg" },
	{ "jpe", "image/jpeg" }, { "gif", "image/gif" }, { "webp", "image/webp" }, { "tif", "image/tiff" },
	{ "tiff", "image/tiff" }, { "bmp", "image/bmp" }, { "svg", "image/svg+xml" }, { "heic", "image/heic" },
	{ "heif", "image/heif" }, { "avif", "image/avif" }, { "ico", "image/vnd.microsoft.icon" },
	{ "psd", "image/vnd.adobe.photoshop" }, { "dwg", "image/vnd.dwg" }, { "dxf", "image/vnd.dxf" },
	{ "emf", "image/emf" }, { "wmf", "image/wmf" },
	{ "doc", "application/msword" }, { "dot", "application/msword" }, { "xls", "application/vnd.ms-excel" },
	{ "xlt", "application/vnd.ms-excel" }, { "ppt", "application/vnd.ms-powerpoint" },
	{ "pps", "application/vnd.ms-powerpoint" }, { "msg", "application/vnd.ms-outlook" },
	{ "pub", "application/vnd.ms-publisher" }, { "vsd", "application/vnd.visio" },
	{ "docx", OFFICE "wordprocessingml.document" }, { "dotx", OFFICE "wordprocessingml.template" },
	{ "xlsx", OFFICE "spreadsheetml.sheet" }, { "xltx", OFFICE "spreadsheetml.template" },
	{ "pptx", OFFICE "presentationml.presentation" }, { "ppsx", OFFICE "presentationml.slideshow" },
	{ "docm", "application/vnd.ms-word.document.macroenabled.12" },
	{ "xlsm", "application/vnd.ms-excel.sheet.macroenabled.12" },
	{ "xlsb", "application/vnd.ms-excel.sheet.binary.macroenabled.12" },
	{ "odt", "application/vnd.oasis.opendocument.text" },
	{ "ods", "application/vnd.oasis.opendocument.spreadsheet" },
	{ "odp", "application/vnd.oasis.opendocument.presentation" },
	{ "odg", "application/vnd.oasis.opendocument.graphics" }, { "epub", "application/epub+zip" },
	{ "rtf", "application/rtf" }, { "ps", "application/postscript" }, { "eps", "application/postscript" },
	{ "zip", ZIP }, { "gz", "application/gzip" }, { "tgz", "application/gzip" }, { "bz2", "application/x-bzip2" },
	{ "xz", "application/x-xz" }, { "7z", "application/x-7z-compressed" }, { "rar", "application/vnd.rar" },
	{ "zst", "application/zstd" }, { "tar", "application/x-tar" }, { "jar", "application/java-archive" },
	{ "apk", "application/vnd.android.package-archive" }, { "iso", "application/x-iso9660-image" },
	{ "txt", "text/plain" }, { "text", "text/plain" }, { "log", "text/plain" }, { "conf", "text/plain" },
	{ "ini", "text/plain" }, { "csv", "text/csv" }, { "tsv", "text/tab-separated-values" },
	{ "md", "text/markdown" }, { "html", "text/html" }, { "htm", "text/html" }, { "css", "text/css" },
	{ "js", "text/javascript" }, { "json", "application/json" }, { "xml", "application/xml" },
	{ "yaml", "application/yaml" }, { "yml", "application/yaml" }, { "sql", "application/sql" },
	{ "sh", "application/x-sh" }, { "patch", "text/x-diff" }, { "diff", "text/x-diff" },
	{ "ics", "text/calendar" }, { "vcs", "text/x-vcalendar" }, { "vcf", "text/vcard" }, { "eml", "message/rfc822" },
	{ "mht", "message/rfc822" }, { "mp3", "audio/mpeg" }, { "ogg", "audio/ogg" }, { "oga", "audio/ogg" },
	{ "opus", "audio/ogg" }, { "wav", "audio/wav" }, { "flac", "audio/flac" }, { "m4a", "audio/mp4" },
	{ "amr", "audio/amr" }, { "mid", "audio/midi" }, { "wma", "audio/x-ms-wma" }, { "mp4", "video/mp4" },
	{ "m4v", "video/mp4" }, { "mov", "video/quicktime" }, { "avi", "video/x-msvideo" }, { "mkv", "video/x-matroska" },
	{ "webm", "video/webm" }, { "wmv", "video/x-ms-wmv" }, { "mpg", "video/mpeg" }, { "mpeg", "video/mpeg" },
	{ "3gp", "video/3gpp" }, { "exe", "application/vnd.microsoft.portable-executable" },
	{ "dll", "application/vnd.microsoft.portable-executable" }, { "p7s", "application/pkcs7-signature" },
	{ "p7m", "application/pkcs7-mime" }, { "p12", "application/x-pkcs12" }, { "pfx", "application/x-pkcs12" },
	{ "cer", "application/pkix-cert" }, { "crt", "application/pkix-cert" }, { "asc", "application/pgp-signature" },
	{ "sig", "application/pgp-signature" }, { "kml", "application/vnd.google-earth.kml+xml" },
	{ "tnef", "application/ms-tnef" },
};

/* Does the type say no more than that there are bytes? Text is believed until there are bytes in it that are none
 * (in UTF-16 there are, so text it stays unless something else is found). */
static bool
says_nothing(const char *type, struct span bytes)
{
	static const char *const types[] = { "octet-stream", "octet", "octetstream", "x-octet-stream", "unknown", "x-unknown",
		"binary", "x-binary", "bin", "x-bin", "download", "x-download", "force-download", "x-force-download", "save",
		"x-save", "data", "x-data", "attachment", "x-attachment", "file", "x-file", "x-msdownload", "none", "*", NULL };
	const char *slash = strchr(type, '/');

	if (strcmp(type, "text/plain") == 0)
		return bytes.size > 0 && memchr(bytes.at, '\0', bytes.size < LOOK_MAX ? bytes.size : LOOK_MAX) != NULL;
	for (size_t i = 0; slash != NULL && types[i] != NULL; i++) {
		if (strcmp(slash + 1, types[i]) == 0)
			return true;
	}
	return slash == NULL || strncmp(type, "unknown/", 8) == 0 || strncmp(type, "application/x-unknown", 21) == 0;
}

static bool
holds(struct span bytes, const char *words, size_t n)
{
	struct span end = bytes;

	if (bytes.size > LOOK_MAX) {
		bytes.size = LOOK_MAX;
		end = (struct span){ end.at + end.size - LOOK_MAX, LOOK_MAX };
	}
	return memmem(bytes.at, bytes.size, words, n) != NULL || memmem(end.at, end.size, words, n) != NULL;
}

/* Office documents are archives; the names in their directory, at the end, tell them apart. */
static const char *
kind_of_zip(struct span bytes)
{
	static const char odf[] = "mimetypeapplication/";
	static const struct {
		const char *name, *type;
	} names[] = {
		{ "word/document", OFFICE "wordprocessingml.document" }, { "xl/workbook", OFFICE "spreadsheetml.sheet" },
		{ "ppt/presentation", OFFICE "presentationml.presentation" }, { "AndroidManifest.xml",
		    "application/vnd.android.package-archive" }, { "META-INF/MANIFEST.MF", "application/java-archive" },
	};

	if (bytes.size > 30 + sizeof(odf) && memcmp(bytes.at + 30, odf, sizeof(odf) - 1) == 0) {
		for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
			struct span type = span_of(endings[i].type);

			if (bytes.size > 38 + type.size && memcmp(bytes.at + 38, type.at, type.size) == 0 &&
			    bytes.at[38 + type.size] == 'P')
				return endings[i].type;
		}
	}
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (holds(bytes, names[i].name, strlen(names[i].name)))
			return names[i].type;
	}
	return ZIP;
}

/* The names of the streams in an old office document are UTF-16. */
static const char *
kind_of_ole(struct span bytes)
{
#define WIDE(words, type) { words, sizeof(words) - 1, type }
	static const struct {
		const char *name;
		size_t size;
		const char *type;
	} names[] = {
		WIDE("W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t", "application/msword"),
		WIDE("W\0o\0r\0k\0b\0o\0o\0k", "application/vnd.ms-excel"),
		WIDE("P\0o\0w\0e\0r\0P\0o\0i\0n\0t\0 ", "application/vnd.ms-powerpoint"),
		WIDE("_\0_\0s\0u\0b\0s\0t\0g\0001\0.", "application/vnd.ms-outlook"),
		WIDE("V\0i\0s\0i\0o\0D\0o\0c", "application/vnd.visio"),
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (holds(bytes, names[i].name, names[i].size))
			return names[i].type;
	}
	return OLE;
}

/* Markup begins with a tag, behind a byte order mark and blanks. */
static const char *
kind_of_markup(struct span bytes)
{
	if (bytes.size > 1024)
		bytes.size = 1024;
	if (bytes.size > 3 && memcmp(bytes.at, "\xEF\xBB\xBF", 3) == 0)
		bytes = (struct span){ bytes.at + 3, bytes.size - 3 };
	bytes = span_trim(bytes);
	if (span_starts(bytes, "<!DOCTYPE html") || span_starts(bytes, "<html"))
		return "text/html";
	if (span_starts(bytes, "<svg"))
		return "image/svg+xml";
	if (!span_starts(bytes, "<?xml"))
		return NULL;
	if (memmem(bytes.at, bytes.size, "<svg", 4) != NULL)
		return "image/svg+xml";
	return memmem(bytes.at, bytes.size, "<html", 5) != NULL ? "text/html" : "application/xml";
}

static const char *
by_bytes(struct span bytes)
{
	for (size_t i = 0; i < sizeof(magics) / sizeof(magics[0]); i++) {
		const struct magic *m = &magics[i];

		if (bytes.size >= m->at + m->size && memcmp(bytes.at + m->at, m->bytes, m->size) == 0)
			return m->type;
	}
	/* "BM" alone begins words as well: the rest of a bitmap's head must fit. */
	if (bytes.size > 26 && memcmp(bytes.at, "BM", 2) == 0 && memcmp(bytes.at + 6, "\0\0\0\0", 4) == 0)
		return "image/bmp";
	return kind_of_markup(bytes);
}

static const char *
by_ending(const char *name)
{
	const char *dot = name != NULL ? strrchr(name, '.') : NULL;

	for (size_t i = 0; dot != NULL && i < sizeof(endings) / sizeof(endings[0]); i++) {
		if (strcasecmp(dot + 1, endings[i].ending) == 0)
			return endings[i].type;
	}
	return NULL;
}

/* May a file whose bytes say nothing, or only the kind of its wrapping, be what its name says? */
static bool
may_be(const char *type, const char *found, struct span bytes)
{
	if (found != NULL)
		return strcmp(found, ZIP) == 0 || strcmp(found, OLE) == 0 || strcmp(found, "application/xml") == 0 ||
		    strcmp(found, "video/x-matroska") == 0 || strcmp(found, "application/pgp-encrypted") == 0;
	if (strncmp(type, "text/", 5) == 0 || strcmp(type, "message/rfc822") == 0)
		return bytes.size == 0 || memchr(bytes.at, '\0', bytes.size < LOOK_MAX ? bytes.size : LOOK_MAX) == NULL;
	return true;
}

const char *
sniff_type(const char *declared, const char *name, struct span bytes)
{
	const char *found, *named;

	if (!says_nothing(declared, bytes))
		return declared;
	found = by_bytes(bytes);
	named = by_ending(name);
	if (found != NULL && strcmp(found, ZIP) == 0)
		found = kind_of_zip(bytes);
	else if (found != NULL && strcmp(found, OLE) == 0)
		found = kind_of_ole(bytes);
	if (named != NULL && may_be(named, found, bytes))
		return named;
	return found != NULL ? found : declared;
}

const char *
sniff_ending(const char *type)
{
	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		if (strcmp(endings[i].type, type) == 0)
			return endings[i].ending;
	}
	return NULL;
}
