/* Any headings over any values give a mapping, a doubt or neither; any cell gives returns,
 * damage and a matter that fits its column. */
#include "locale/calendar/date.h"
#include "locale/text/utf8.h"
#include "locale/text/width.h"
#include "store/io/csv.h"
#include "store/io/damage.h"
#include "store/io/mapping.h"
#include "store/io/return_row.h"
#include "store/io/returns.h"
#include "store/schema/secret.h"
#include "store/panel/matter.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

enum { MOST_COLUMNS = 40, MOST_ROWS = 20 };

static void must(bool holds)
{
	if (!holds)
		abort();
}

static const char *sound_text(struct bytes cell, struct arena *a)
{
	struct buf out = { 0 };
	const char *s = cell.at, *end = s + cell.n, *text;

	while (s < end) {
		uint32_t cp = utf8_next(&s, end);

		utf8_add(&out, cp && cp != UTF8_BAD ? cp : UTF8_REPLACEMENT);
	}
	text = arena_text(a, buf_text(&out));
	buf_free(&out);
	return text;
}

static void try_cell(const char *text, struct arena *a)
{
	struct damage d = damage_of(text, strlen(text));
	struct rows rows = returns_read(text, day_of(2026, 9, 21), a);
	const struct order_return *list = rows.at;
	static struct arena forever;
	static struct rules rules;
	struct buf matter = { 0 };

	must(d.places >= 0 && (d.kind || !d.places));
	for (size_t i = 0; i < rows.n; i++)
		must(list[i].unit && list[i].words && list[i].proposed && list[i].basis);
	if (!rules.formulas.leads.n)
		rules_fill(&rules, &forever);
	matter_add(&matter, "", text, &rules.formulas);
	must(width_text(buf_text(&matter)) <= MATTER_COLS);
	must(utf8_valid(buf_text(&matter), matter.n));
	buf_free(&matter);
	(void)secret_marked(text);
}

/* Whatever a row of returns says, taking it twice is taking it once. */
static void try_return(const char *const *cells, size_t n, struct arena *a)
{
	struct return_row row;
	struct order_return out;
	struct order o;
	bool known;

	schema_init(&return_row_schema, &row);
	schema_init(&order_schema, &o);
	row.way = cells[0];
	row.unit = cells[n > 1];
	row.reason = cells[n / 2];
	row.words = cells[n - 1];
	row.result = cells[n / 3];
	return_row_read(&row, RETURN_BY_UNIT, &out);
	must(out.way && return_row_add(&o, &out, a, &known) && !known);
	must(!return_row_add(&o, &out, a, &known) && known && o.returns.n == 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const struct schema *const kinds[] = { &order_schema, &unit_schema, &member_schema,
		&basis_schema, &return_row_schema };
	const char *texts[MOST_ROWS * MOST_COLUMNS];
	struct bytes rest = { data, n };
	struct arena a = { 0 };
	struct csv c = { 0 };
	struct csv_row row;
	size_t columns = 0, rows = 0, used;
	struct err e = { 0 };

	csv_start(&c, (struct csv_dialect){ .delimiter = ',' });
	while (rows < MOST_ROWS && csv_next(&c, rest, true, &row, &used) == CSV_ROW) {
		rest = (struct bytes){ (const char *)rest.at + used, rest.n - used };
		columns = columns ? columns : row.n < MOST_COLUMNS ? row.n : MOST_COLUMNS;
		for (size_t i = 0; i < columns; i++)
			texts[rows * columns + i] = i < row.n ? sound_text(row.cells[i], &a) : "";
		rows++;
	}
	for (size_t i = 0; i < rows * columns; i++)
		try_cell(texts[i], &a);
	for (size_t i = 0; columns && i < rows; i++)
		try_return(texts + i * columns, columns, &a);
	for (size_t k = 0; rows && k < sizeof(kinds) / sizeof(kinds[0]); k++) {
		struct mapping m;

		mapping_guess(&m, kinds[k], texts, columns, k % 2, &a);
		mapping_check(&m, texts + columns, rows - 1, day_of(2026, 9, 21), &a);
		mapping_complete(&m, &e);
		mapping_tell(&m, "number", texts[0], &e);
		must(mapping_text(&m, &a) != NULL);
	}
	csv_free(&c);
	arena_free(&a);
	return 0;
}
