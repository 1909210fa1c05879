#include "tui/screen/hits.h"

#include "locale/msg/msg.h"
#include "locale/text/width.h"
#include "locale/text/wrap.h"

#include <string.h>

enum {
	SPANS = 64,
	LEAD_COLS = 4 /* before the word: the column may be narrow, and the word is to be seen */
};

/* ---- cells ---- */

static bool asked_for(const struct query *q, const struct field *f)
{
	for (size_t i = 0; i < q->count; i++)
		if ((q->terms[i].row ? q->terms[i].row : q->terms[i].field) == f)
			return true;
	return (f->flags & FIELD_SEARCHED) != 0;
}

size_t hits_mark(
	const struct query *q, const struct field *const *fields, size_t cells, struct table_row *row)
{
	struct match_span spans[TABLE_MARKS];

	for (size_t i = 0; i < cells && row->mark_count < TABLE_MARKS; i++) {
		size_t n = 0;

		if (fields[i] && row->cell[i] && asked_for(q, fields[i]))
			n = match_spans(q, fields[i], row->cell[i], spans, TABLE_MARKS - row->mark_count);
		for (size_t k = 0; k < n; k++)
			row->marks[row->mark_count++] =
				(struct table_mark){ .cell = i, .at = spans[k].at, .bytes = spans[k].bytes };
	}
	return row->mark_count;
}

/* ---- where it stands ---- */

struct query hits_words(const struct query *q, struct query_term *terms)
{
	struct query words = { .schema = q->schema, .terms = terms };

	for (size_t i = 0; i < q->count && words.count < HITS_WORDS; i++)
		if (!q->terms[i].field && !q->terms[i].without)
			terms[words.count++] = q->terms[i];
	return words;
}

/* The place in the text from which the word is still seen: some columns before it. */
static size_t lead_in(const char *text, size_t at)
{
	size_t from = at;

	for (int cols = 0; from > 0;) {
		size_t before = from;

		while (before > 0 && ((unsigned char)text[--before] & 0xC0) == 0x80)
			continue;
		cols += width_text_n(text + before, from - before);
		if (cols > LEAD_COLS || text[before] == '\n')
			break;
		from = before;
	}
	return from;
}

static void put_one_line(struct buf *out, const char *text)
{
	for (; *text; text++)
		buf_putc(out, *text == '\n' ? ' ' : *text);
}

static const void *row_of(const struct match_place *p, const void *record)
{
	const struct rows *rows = FIELD_CONST(p->field, record, struct rows);

	return (const char *)rows->at + p->row_number * p->field->rows->size;
}

static const struct field *show_place(struct kv_txn *txn, const struct query *q,
	const struct match_place *p, const void *record, const struct view *view, struct buf *shown)
{
	if (p->row)
		field_show(txn, p->field->rows, p->row, row_of(p, record), view, shown);
	else
		field_show(txn, q->schema, p->field, record, view, shown);
	return p->row ? p->row : p->field;
}

const struct field *hits_context(struct kv_txn *txn, const struct query *q, const void *record,
	const struct view *view, struct buf *out)
{
	struct buf shown = { 0 };
	struct match_place place;
	struct match_span span;
	const struct field *f;

	if (!match_place(q, record, &place))
		return NULL;
	f = show_place(txn, q, &place, record, view, &shown);
	if (!match_spans(q, f, buf_text(&shown), &span, 1))
		f = NULL;
	if (f) {
		size_t from = lead_in(buf_text(&shown), span.at);

		buf_printf(out, "%s: %s", _(f->label), from ? "…" : "");
		put_one_line(out, buf_text(&shown) + from);
	}
	buf_free(&shown);
	return f;
}

/* ---- running text ---- */

/* How many lines to leave out so that the first word is in the area. */
static int lines_above(const char *text, struct rect area, size_t at)
{
	struct wrap w = wrap_text(text, strlen(text), area.cols - 2);
	struct wrap_line line;
	int n = 0;

	while (wrap_next(&w, &line) && (size_t)(line.next - text) <= at)
		n++;
	return n < area.rows ? 0 : n - 1;
}

static void mark_line(struct canvas *c, int row, int col, const char *text,
	const struct wrap_line *line, const struct match_span *spans, size_t n)
{
	size_t from = (size_t)(line->at - text), to = from + line->bytes;

	for (size_t i = 0; i < n; i++) {
		size_t first = spans[i].at > from ? spans[i].at : from;
		size_t last = spans[i].at + spans[i].bytes;

		last = last < to ? last : to;
		if (first < last)
			canvas_restyle(c,
				(struct rect){ row, col + width_text_n(line->at, first - from), 1,
					width_text_n(text + first, last - first) },
				STYLE_FOUND);
	}
}

void hits_wrap(struct canvas *c, struct rect area, const struct query *q, const char *text)
{
	struct match_span spans[SPANS];
	size_t n = q ? match_spans(q, NULL, text, spans, SPANS) : 0;
	struct wrap w = wrap_text(text, strlen(text), area.cols - 2);
	struct wrap_line line;
	int row = n ? -lines_above(text, area, spans[0].at) : 0;

	for (; row < area.rows && wrap_next(&w, &line); row++) {
		if (row < 0)
			continue;
		canvas_text(c, area.row + row, area.col, 1, STYLE_NORMAL, "");
		canvas_text_n(
			c, area.row + row, area.col + 1, area.cols - 1, STYLE_NORMAL, line.at, line.bytes);
		mark_line(c, area.row + row, area.col + 1, text, &line, spans, n);
	}
}
