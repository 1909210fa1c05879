#include "store/io/mend.h"

#include "locale/text/repair.h"
#include "locale/text/utf8.h"
#include "store/io/heading.h"

#include <string.h>

static bool mend_cell(enum import_repair may, struct source_cell *c, struct arena *a)
{
	struct buf better = { 0 };
	bool certain;
	enum repair how = repair_text(&better, c->text, c->n, &certain);
	bool mends = how && (certain || may == IMPORT_REPAIR_OFFERED);

	if (mends) {
		c->before = c->text;
		c->text = arena_copy(a, buf_text(&better), better.n);
		c->n = strlen(c->text);
	}
	buf_free(&better);
	return mends;
}

size_t mend_row(enum import_repair may, struct source_row *row, struct arena *a)
{
	size_t mended = 0;

	for (size_t i = 0; may && i < row->n; i++)
		mended += mend_cell(may, &row->cells[i], a);
	return mended;
}

/* Characters that headings of other people's tables are made of, the last ones above all. */
static const char heading_chars[] =
	"号码级类容题型别位间期人名话址道域置度态况果见次由限单门构质因录情理办诉求工编";

const char *mend_heading(const struct schema *s, const char *heading, struct arena *a)
{
	const char *lost = strstr(heading, UTF8_REPLACEMENT_TEXT), *found = NULL;
	const char *at = heading_chars, *end = at + strlen(at);
	struct heading_sense sense;

	if (!lost || strstr(lost + 3, UTF8_REPLACEMENT_TEXT))
		return heading;
	while (at < end) {
		const char *from = at, *tried;

		utf8_next(&at, end);
		tried = arena_format(
			a, "%.*s%.*s%s", (int)(lost - heading), heading, (int)(at - from), from, lost + 3);
		if (!heading_sense(s, tried, &sense))
			continue;
		if (found)
			return heading;
		found = tried;
	}
	return found ? found : heading;
}
