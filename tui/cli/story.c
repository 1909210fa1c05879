#include "tui/cli/story.h"

#include "locale/base/array.h"
#include "locale/calendar/date.h"

#include <string.h>

/* The files of tests/county stand in the program as they are; the Makefile knows that
 * this one follows them. */
#define COUNTY_FILE(symbol, file)                                                                  \
	__asm__(".pushsection .rodata\n"                                                               \
			".global " #symbol "\n.global " #symbol "_end\n" #symbol ":\n"                         \
			".incbin \"tests/county/" file "\"\n" #symbol "_end:\n.popsection\n");                 \
	extern const char symbol[], symbol##_end[]

COUNTY_FILE(county_units, "units.csv");
COUNTY_FILE(county_members, "members.csv");
COUNTY_FILE(county_bases, "bases.csv");
COUNTY_FILE(county_ledger, "ledger.csv");
COUNTY_FILE(county_august, "orders-0825.gb18030.csv");
COUNTY_FILE(county_september, "orders-0907.gb18030.csv");
COUNTY_FILE(county_today, "orders.gb18030.csv");
COUNTY_FILE(county_story, "story.txt");

const struct county_file county_files[] = {
	{ "units.csv", county_units, county_units_end },
	{ "members.csv", county_members, county_members_end },
	{ "bases.csv", county_bases, county_bases_end },
	{ "ledger.csv", county_ledger, county_ledger_end },
	{ "orders-0825.gb18030.csv", county_august, county_august_end },
	{ "orders-0907.gb18030.csv", county_september, county_september_end },
	{ "orders.gb18030.csv", county_today, county_today_end },
};

const size_t county_file_count = COUNT(county_files);

/* The next word, blanks in quotes kept; NULL: none.  Written over the line itself. */
static char *next_word(char **at)
{
	char *from = *at + strspn(*at, " \t"), *to = from, *word = from;
	bool quoted = false;

	if (!*from)
		return NULL;
	for (; *from && (quoted || !strchr(" \t", *from)); from++)
		if (*from == '"')
			quoted = !quoted;
		else
			*to++ = *from;
	*at = *from ? from + 1 : from;
	*to = 0;
	return word;
}

static void split(char *text, struct story_line *line, struct arena *a)
{
	size_t most = 1;

	for (const char *s = text; *s; s++)
		most += *s == ' ';
	line->words = arena_array(a, most + 1, sizeof(*line->words));
	for (char *word; (word = next_word(&text));)
		line->words[line->word_count++] = word;
}

/* "@2026-09-21 08:05 宋知夏" */
static bool read_clock(char *text, struct story_line *line, struct err *e)
{
	char *space = strrchr(text, ' ');

	if (!space)
		return err_set(e, ERR_INPUT, "not @day time person: %s", text);
	*space = 0;
	line->who = space + 1;
	return time_parse(text + 1, (struct day){ 0 }, &line->at, e);
}

static bool read_line(char *text, struct story_line *line, struct arena *a, struct err *e)
{
	if (*text == '@')
		return read_clock(text, line, e) || err_at(e, "story.txt, %d", line->number);
	split(text, line, a);
	return true;
}

bool story_read(struct story_line **lines, size_t *n, struct arena *a, struct err *e)
{
	size_t bytes = (size_t)(county_story_end - county_story), most = 1;
	char *at = arena_copy(a, county_story, bytes);
	int number = 0;

	for (size_t i = 0; i < bytes; i++)
		most += at[i] == '\n';
	*lines = arena_array(a, most, sizeof(**lines));
	*n = 0;
	for (char *text; (text = strsep(&at, "\n"));) {
		struct story_line *line = &(*lines)[*n];

		number++;
		if (!*text || *text == '#')
			continue;
		line->number = number;
		if (!read_line(text, line, a, e))
			return false;
		(*n)++;
	}
	return true;
}
