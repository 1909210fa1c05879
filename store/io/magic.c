#include "store/io/magic.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"

#include <string.h>
#include <strings.h>

struct magic {
	const char *start;
	const char *what; /* msgid */
	const char *fix;  /* msgid */
	bool word;        /* behind a mark and spaces, in any case */
};

#define SAVE_SHEET                                                                                 \
	N_("open it in WPS or Excel and save it as CSV (comma delimited or CSV UTF-8), then import "   \
	   "that")
#define SAVE_PAPER                                                                                 \
	N_("ask the hotline for the export as CSV, or copy the table into WPS and save it as CSV")
#define UNPACK N_("unpack it first")

static const struct magic magics[] = {
	{ "PK\003\004", N_("this is an Excel or WPS workbook (xlsx), not a CSV file"), SAVE_SHEET,
		false },
	{ "\xD0\xCF\x11\xE0", N_("this is an old Excel workbook (xls), not a CSV file"), SAVE_SHEET,
		false },
	{ "<html", N_("this is a web page with a table, whatever its name says, not a CSV file"),
		SAVE_SHEET, true },
	{ "<!doctype", N_("this is a web page with a table, whatever its name says, not a CSV file"),
		SAVE_SHEET, true },
	{ "<table", N_("this is a web page with a table, whatever its name says, not a CSV file"),
		SAVE_SHEET, true },
	{ "<meta", N_("this is a web page with a table, whatever its name says, not a CSV file"),
		SAVE_SHEET, true },
	{ "<?xml", N_("this is an XML file, not a CSV file"), SAVE_SHEET, true },
	{ "{\"", N_("this is a JSON file, not a CSV file"), SAVE_PAPER, true },
	{ "[{", N_("this is a JSON file, not a CSV file"), SAVE_PAPER, true },
	{ "{\\rtf", N_("this is a text document (RTF), not a CSV file"), SAVE_PAPER, false },
	{ "%PDF", N_("this is a PDF document, not a CSV file"), SAVE_PAPER, false },
	{ "\x89PNG", N_("this is a picture, not a CSV file"), SAVE_PAPER, false },
	{ "\xFF\xD8\xFF", N_("this is a picture, not a CSV file"), SAVE_PAPER, false },
	{ "GIF8", N_("this is a picture, not a CSV file"), SAVE_PAPER, false },
	{ "\x1F\x8B", N_("this is a packed file (gzip), not a CSV file"), UNPACK, false },
	{ "Rar!", N_("this is a packed file (rar), not a CSV file"), UNPACK, false },
	{ "7z\xBC\xAF", N_("this is a packed file (7z), not a CSV file"), UNPACK, false },
	{ "\x7F"
	  "ELF",
		N_("this is a program, not a CSV file"), SAVE_PAPER, false },
	{ "SQLite format 3", N_("this is a database, not a CSV file"), SAVE_PAPER, false },
};

static bool begins(const struct magic *m, const char *s, size_t n)
{
	size_t length = strlen(m->start);

	if (!m->word)
		return n >= length && !memcmp(s, m->start, length);
	if (n >= 3 && !memcmp(s, "\xEF\xBB\xBF", 3)) {
		s += 3;
		n -= 3;
	}
	while (n > 0 && (*s == ' ' || *s == '\t' || *s == '\r' || *s == '\n')) {
		s++;
		n--;
	}
	return n >= length && !strncasecmp(s, m->start, length);
}

bool magic_is_text(const void *start, size_t bytes, struct err *e)
{
	for (size_t i = 0; i < COUNT(magics); i++) {
		if (!begins(&magics[i], start, bytes))
			continue;
		err_set(e, ERR_INPUT, "%s", _(magics[i].what));
		return err_fix(e, "%s", _(magics[i].fix));
	}
	return true;
}
