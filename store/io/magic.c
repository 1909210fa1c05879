#include "store/io/magic.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"

#include <string.h>
#include <strings.h>

struct magic {
	const char *start;
	const char *what; /* msgid; NULL: it is read */
	const char *fix;  /* msgid */
	enum source_form form;
	bool word; /* behind a mark and spaces, in any case */
};

#define SAVE_SHEET N_("open it in WPS or Excel and save it as xlsx or as CSV, then import that")
#define SAVE_PAPER                                                                                 \
	N_("ask the hotline for the export as CSV, or copy the table into WPS and save it as CSV")
#define UNPACK N_("unpack it first")

static const struct magic magics[] = {
	{
		.start = "PK\003\004",
		.form = SOURCE_XLSX,
	},
	{
		.start = "<html",
		.form = SOURCE_HTML,
		.word = true,
	},
	{
		.start = "<!doctype html",
		.form = SOURCE_HTML,
		.word = true,
	},
	{
		.start = "\xD0\xCF\x11\xE0",
		.form = SOURCE_XLS,
	},
	{
		.start = "MIME-Version:",
		.what = N_("this is a web archive (mht), whatever its name says, not a CSV file"),
		.fix = SAVE_SHEET,
		.word = true,
	},
	{
		.start = "<?xml",
		.what = N_("this is an XML file, not a CSV file"),
		.fix = SAVE_SHEET,
		.word = true,
	},
	{
		.start = "{\"",
		.what = N_("this is a JSON file, not a CSV file"),
		.fix = SAVE_PAPER,
	},
	{
		.start = "[{",
		.what = N_("this is a JSON file, not a CSV file"),
		.fix = SAVE_PAPER,
	},
	{
		.start = "{\\rtf",
		.what = N_("this is a text document (RTF), not a CSV file"),
		.fix = SAVE_PAPER,
	},
	{
		.start = "%PDF",
		.what = N_("this is a PDF document, not a CSV file"),
		.fix = SAVE_PAPER,
	},
	{
		.start = "\x89PNG",
		.what = N_("this is a picture, not a CSV file"),
		.fix = SAVE_PAPER,
	},
	{
		.start = "\xFF\xD8\xFF",
		.what = N_("this is a picture, not a CSV file"),
		.fix = SAVE_PAPER,
	},
	{
		.start = "GIF8",
		.what = N_("this is a picture, not a CSV file"),
		.fix = SAVE_PAPER,
	},
	{
		.start = "\x1F\x8B",
		.what = N_("this is a packed file (gzip), not a CSV file"),
		.fix = UNPACK,
	},
	{
		.start = "Rar!",
		.what = N_("this is a packed file (rar), not a CSV file"),
		.fix = UNPACK,
	},
	{
		.start = "7z\xBC\xAF",
		.what = N_("this is a packed file (7z), not a CSV file"),
		.fix = UNPACK,
	},
	{
		.start = "\x7F"
				 "ELF",
		.what = N_("this is a program, not a CSV file"),
		.fix = SAVE_PAPER,
	},
	{
		.start = "SQLite format 3",
		.what = N_("this is a database, not a CSV file"),
		.fix = SAVE_PAPER,
	},
};

static bool begins_word(const char *word, const char *s, size_t n)
{
	size_t length = strlen(word);

	if (n >= 3 && !memcmp(s, "\xEF\xBB\xBF", 3)) {
		s += 3;
		n -= 3;
	}
	while (n > 0 && (*s == ' ' || *s == '\t' || *s == '\r' || *s == '\n')) {
		s++;
		n--;
	}
	return n >= length && !strncasecmp(s, word, length);
}

static bool begins(const struct magic *m, const char *s, size_t n)
{
	size_t length = strlen(m->start);

	if (m->word)
		return begins_word(m->start, s, n);
	return n >= length && !memcmp(s, m->start, length);
}

/* A page need not say that it is one: <meta …><table>. */
static bool is_page(const char *s, size_t n)
{
	if (!begins_word("<", s, n))
		return false;
	for (const char *at = s; (at = memchr(at, '<', n - (size_t)(at - s))); at++)
		if (begins_word("<table", at, n - (size_t)(at - s)))
			return true;
	return false;
}

static bool has(const char *s, size_t n, const char *what, size_t bytes)
{
	return memmem(s, n, what, bytes) != NULL;
}

/* Workbooks with a password are packed into the same kind of file as old ones. */
static bool sealed(const char *s, size_t n)
{
	static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

	return has(s, n, name, sizeof(name) - 1);
}

static bool refuse_sealed(struct err *e)
{
	err_set(e, ERR_INPUT, "this workbook is sealed with a password");
	return err_fix(e, "open it with its password and save it without one");
}

bool magic_form(const void *start, size_t bytes, enum source_form *form, struct err *e)
{
	*form = is_page(start, bytes) ? SOURCE_HTML : SOURCE_DELIMITED;
	for (size_t i = 0; *form == SOURCE_DELIMITED && i < COUNT(magics); i++) {
		const struct magic *m = &magics[i];

		if (!begins(m, start, bytes))
			continue;
		*form = m->form;
		if (!m->what)
			return *form != SOURCE_XLS || !sealed(start, bytes) || refuse_sealed(e);
		err_set(e, ERR_INPUT, "%s", _(m->what));
		return err_fix(e, "%s", _(m->fix));
	}
	return true;
}
