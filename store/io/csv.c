/* A quoted cell ends at a quote with a delimiter or a line end behind it; any other
 * quote that is not doubled is text.  So an opening quote too many swallows its row's
 * end and goes on to the next quoted cell, whose opening quote then stands inside text
 * (stray) or closes at once (when that cell begins with a line end): both are signs
 * to look for, as is a row of several lines whose cells do not fit the columns. */
#include "store/io/csv.h"

#include "locale/base/arena.h"

#include <stdlib.h>
#include <string.h>

enum {
	PATIENCE_LEAST = 1 << 16,
	RESUME_REACH = 1 << 16, /* bytes that one try to go on from a line may read */
	RESUME_TRIES = 2000,
	STRAY_MOST = 256, /* in one cell: then its quote was no opening quote */
};

/* One cell, as offsets from the start of its row. */
struct csv_span {
	size_t from, to;
	bool doubled; /* has doubled quotes */
};

enum parsed {
	PARSED,
	PARSED_OPEN, /* a quote is not closed within reach */
	PARSED_LONG, /* no line end within reach */
	PARSED_MORE,
};

/* What reading one row from a place gave. */
struct reading {
	size_t cells;
	size_t end;   /* of the row's own bytes */
	size_t next;  /* behind the line end */
	bool stray;   /* a quote inside a quoted cell */
	size_t quote; /* where the quote in question stands: the stray one, or the one left open */
	bool early;   /* a quoted cell of several lines ends right behind a delimiter */
};

struct reach {
	const char *at;
	size_t n;
	bool last;  /* the file ends here */
	bool full;  /* no more than this will be looked at */
	int strays; /* so many stray quotes in a cell are borne */
};

void csv_start(struct csv *c, struct csv_dialect dialect)
{
	c->dialect = dialect;
	c->row = c->line = 0;
	c->next_line = 1;
	c->patience = CSV_ROW_MAX;
	c->skipping = false;
	c->unfit = 0;
}

void csv_free(struct csv *c)
{
	free(c->spans);
	free(c->cells);
	buf_free(&c->text);
	memset(c, 0, sizeof(*c));
}

static void add_span(struct csv *c, size_t i, struct csv_span span)
{
	if (i == c->room) {
		c->room = c->room ? c->room * 2 : 64;
		c->spans = must_realloc(c->spans, c->room * sizeof(*c->spans));
		c->cells = must_realloc(c->cells, c->room * sizeof(*c->cells));
	}
	c->spans[i] = span;
}

static enum parsed out_of_bytes(const struct reach *in, enum parsed otherwise)
{
	return in->full ? otherwise : PARSED_MORE;
}

/* Bytes of the line end at `at`, 0: there is none. */
static size_t line_end(const struct csv *c, const struct reach *in, size_t at)
{
	if (in->at[at] == '\n')
		return 1;
	if (in->at[at] != '\r')
		return 0;
	if (at + 1 < in->n && in->at[at + 1] == '\n')
		return 2;
	return c->dialect.cr_ends ? 1 : 0;
}

static bool has_line_end(const char *s, size_t n)
{
	return memchr(s, '\n', n) || memchr(s, '\r', n);
}

/* Where a cell ends whose text begins at `at`: at a delimiter, a line end, or in->n. */
static size_t plain_end(const struct csv *c, const struct reach *in, size_t at)
{
	for (; at < in->n; at++) {
		char ch = in->at[at];

		if (ch == c->dialect.delimiter || ((ch == '\n' || ch == '\r') && line_end(c, in, at)))
			break;
	}
	return at;
}

enum quote { QUOTE_CLOSES, QUOTE_DOUBLED, QUOTE_STRAY, QUOTE_AT_END };

/* What the quote at `at` does.  *after: where its cell's bytes end; spaces may stand
 * between a closing quote and the delimiter. */
static enum quote quote_at(const struct csv *c, const struct reach *in, size_t at, size_t *after)
{
	if (at + 1 < in->n && in->at[at + 1] == '"')
		return QUOTE_DOUBLED;
	for (*after = at + 1; *after < in->n && in->at[*after] == ' ';)
		++*after;
	if (*after + 1 >= in->n && !in->last)
		return QUOTE_AT_END; /* a CR there may be half of a line end */
	if (*after == in->n || in->at[*after] == c->dialect.delimiter || line_end(c, in, *after))
		return QUOTE_CLOSES;
	return QUOTE_STRAY;
}

/* The quoted cell from its opening quote `at` to its closing one. */
static void end_quoted(
	struct csv *c, const struct reach *in, size_t at, size_t quote, bool doubled, struct reading *r)
{
	add_span(c, r->cells++, (struct csv_span){ at + 1, quote, doubled });
	if (r->early || r->stray || quote == at + 1 || in->at[quote - 1] != c->dialect.delimiter)
		return;
	r->early = has_line_end(in->at + at, quote - at);
	r->quote = at;
}

/* Reads the quoted cell whose first quote is at `at`; *after: where its bytes end. */
static enum parsed quoted_cell(
	struct csv *c, const struct reach *in, size_t at, size_t *after, struct reading *r)
{
	bool doubled = false;
	int strays = 0;

	for (size_t from = at + 1;;) {
		const char *found = memchr(in->at + from, '"', in->n - from);
		size_t quote = found ? (size_t)(found - in->at) : in->n;
		enum quote does = found ? quote_at(c, in, quote, after) : QUOTE_AT_END;

		if (does == QUOTE_CLOSES)
			return end_quoted(c, in, at, quote, doubled, r), PARSED;
		if (does == QUOTE_AT_END) {
			r->quote = at;
			return in->last ? PARSED_OPEN : out_of_bytes(in, PARSED_OPEN);
		}
		if (does == QUOTE_STRAY && ++strays > in->strays)
			return r->quote = at, PARSED_OPEN;
		if (does == QUOTE_STRAY && !r->stray) {
			r->stray = true;
			r->quote = quote;
		}
		doubled = doubled || does == QUOTE_DOUBLED;
		from = quote + (does == QUOTE_DOUBLED ? 2 : 1);
	}
}

static enum parsed read_cell(struct csv *c, const struct reach *in, size_t *at, struct reading *r)
{
	size_t from = *at;

	if (*at < in->n && in->at[*at] == '"')
		return quoted_cell(c, in, from, at, r);
	*at = plain_end(c, in, *at);
	add_span(c, r->cells++, (struct csv_span){ from, *at, false });
	return PARSED;
}

/* Reads one row from the start of `in` into c->spans. */
static enum parsed read_row(struct csv *c, const struct reach *in, struct reading *r)
{
	size_t at = 0;

	*r = (struct reading){ 0 };
	for (;; at++) { /* over the delimiter */
		enum parsed p = read_cell(c, in, &at, r);

		if (p != PARSED)
			return p;
		if (at == in->n || in->at[at] != c->dialect.delimiter)
			break;
	}
	r->end = at;
	if (!in->last && (at == in->n || (in->at[at] == '\r' && at + 1 == in->n)))
		return out_of_bytes(in, PARSED_LONG);
	r->next = at < in->n ? at + line_end(c, in, at) : at;
	return PARSED;
}

static uint64_t count_lines(const char *s, size_t n)
{
	uint64_t lines = 0;

	for (size_t i = 0; i < n; i++)
		lines += s[i] == '\n' || (s[i] == '\r' && (i + 1 == n || s[i + 1] != '\n'));
	return lines;
}

/* --- going on after a quote that was never closed ------------------------------ */

static bool suspicious(const struct csv *c, const struct reach *in, const struct reading *r)
{
	bool misfit = c->dialect.columns && r->cells != c->dialect.columns;

	if (!r->stray && !r->early && !misfit)
		return false;
	return has_line_end(in->at, r->stray && !misfit ? r->quote : r->end);
}

static size_t next_line(const struct csv *c, const struct reach *in, size_t at)
{
	while (at < in->n && !line_end(c, in, at))
		at++;
	return at < in->n ? at + line_end(c, in, at) : in->n;
}

/* Whether a sound row of the usual number of cells begins at `at`. */
static enum parsed try_from(struct csv *c, const struct reach *in, size_t at, bool *fits)
{
	struct reach rest = { in->at + at, in->n - at, in->last, in->full, 0 };
	struct reading r;
	enum parsed p;

	if (rest.n > RESUME_REACH) {
		rest.n = RESUME_REACH;
		rest.last = false;
		rest.full = true;
	}
	p = read_row(c, &rest, &r);
	*fits = p == PARSED && !r.stray && !r.early &&
		(c->dialect.columns == 0 || r.cells == c->dialect.columns);
	return p;
}

/* The first line behind the row's first from which rows fit again, before `end`.
 * 0: none.  *more: the window is too short to say.  What was tried in vain is not
 * tried again for the rows that follow. */
static size_t resume_at(struct csv *c, const struct reach *in, size_t end, bool *more)
{
	size_t at = next_line(c, in, 0);

	if (at < c->unfit)
		at = c->unfit;
	*more = false;
	for (int tries = 0; at < end && tries < RESUME_TRIES; tries++) {
		bool fits;

		if (try_from(c, in, at, &fits) == PARSED_MORE) {
			*more = true;
			return 0;
		}
		if (fits)
			return at;
		at = next_line(c, in, at);
	}
	c->unfit = at;
	return 0;
}

/* The row's bytes end before `next`: its cells are read as far as they go. */
static void cut_row(struct csv *c, const struct reach *in, size_t next, struct reading *r)
{
	struct reach part = { in->at, next, true, false, STRAY_MOST };
	size_t quote = r->quote;

	while (part.n > 0 && (part.at[part.n - 1] == '\n' || part.at[part.n - 1] == '\r'))
		part.n--;
	if (read_row(c, &part, r) == PARSED_OPEN) {
		quote = r->quote;
		add_span(c, r->cells++, (struct csv_span){ .from = quote + 1, .to = part.n });
	}
	r->quote = quote;
	r->end = part.n;
	r->next = next;
}

/* A row that seems to have swallowed others: ends it where rows fit again. */
static enum parsed recover(
	struct csv *c, const struct reach *in, enum parsed p, struct reading *r, bool *unbalanced)
{
	size_t end = p == PARSED ? r->next : in->n, next;
	bool more;

	next = resume_at(c, in, end, &more);
	if (more)
		return PARSED_MORE;
	if (next == 0 && p == PARSED) {
		struct reading again;

		*unbalanced = false;
		read_row(c, in, &again); /* the tries have overwritten the cells */
		return PARSED;
	}
	if (next == 0) {
		next = in->last && c->dialect.columns ? in->n : next_line(c, in, 0);
		c->patience = c->patience / 2 > PATIENCE_LEAST ? c->patience / 2 : PATIENCE_LEAST;
	}
	*unbalanced = true;
	cut_row(c, in, next, r);
	return PARSED;
}

/* --- rows for the caller -------------------------------------------------------- */

static struct bytes single_quotes(struct csv *c, struct bytes cell)
{
	const char *s = cell.at, *end = s + cell.n;
	size_t from = c->text.n; /* fill_row() has made room: nothing moves */

	while (s < end) {
		const char *quote = memchr(s, '"', (size_t)(end - s));
		const char *stop = quote ? quote + 1 : end;

		buf_add(&c->text, s, (size_t)(stop - s));
		s = quote && stop < end && *stop == '"' ? stop + 1 : stop;
	}
	return (struct bytes){ c->text.at + from, c->text.n - from };
}

static bool blank(struct bytes b)
{
	const char *s = b.at;

	for (size_t i = 0; i < b.n; i++)
		if (s[i] != ' ' && s[i] != '\t' && s[i] != '\0')
			return false;
	return true;
}

static void fill_row(
	struct csv *c, const char *at, const struct reading *r, enum csv_trouble t, struct csv_row *row)
{
	uint64_t lines = count_lines(at, r->next);

	c->row++;
	c->line = c->next_line;
	c->next_line += lines;
	buf_cut(&c->text, 0);
	buf_room(&c->text, r->end); /* so that cells do not move while they are filled in */
	*row = (struct csv_row){
		.row = c->row,
		.line = c->line,
		.raw = { at, r->end },
		.n = r->cells,
		.cells = c->cells,
		.empty = true,
		.trouble = t,
		.trouble_line = t == CSV_SOUND ? 0 : c->line + count_lines(at, r->quote),
	};
	for (size_t i = 0; i < r->cells; i++) {
		const struct csv_span *s = &c->spans[i];
		struct bytes cell = { at + s->from, s->to - s->from };

		c->cells[i] = s->doubled ? single_quotes(c, cell) : cell;
		row->empty = row->empty && blank(cell);
	}
}

/* Passes over the rest of a line that was too long; false: it goes on behind the window. */
static bool skip_line(struct csv *c, const struct reach *in, size_t *used)
{
	size_t at = 0;

	while (at < in->n && !line_end(c, in, at) && (in->last || in->at[at] != '\r' || at + 1 < in->n))
		at++;
	*used = at;
	if (at == in->n || !line_end(c, in, at))
		return in->last;
	*used += line_end(c, in, at);
	c->next_line++;
	c->skipping = false;
	return true;
}

static void too_long(struct csv *c, const struct reach *in, struct reading *r)
{
	r->quote = 0;
	r->end = r->next = in->n;
	c->skipping = true;
}

static enum csv_trouble trouble_of(struct csv *c, const struct reach *in, const struct reading *r)
{
	if (r->stray)
		return CSV_STRAY_QUOTE;
	if (r->end > 0 && in->at[r->end - 1] == '"')
		c->patience = CSV_ROW_MAX;
	return CSV_SOUND;
}

static enum csv_answer read_next(struct csv *c, struct reach in, struct csv_row *row, size_t *used)
{
	struct reading r;
	enum parsed p;
	bool unbalanced = false;

	if (in.n > c->patience)
		in = (struct reach){ in.at, c->patience, false, true, STRAY_MOST };
	p = read_row(c, &in, &r);
	if (p == PARSED_OPEN || (p == PARSED && suspicious(c, &in, &r)))
		p = recover(c, &in, p, &r, &unbalanced);
	if (p == PARSED_MORE)
		return CSV_MORE;
	if (p == PARSED_LONG)
		too_long(c, &in, &r);
	fill_row(c, in.at, &r,
		p == PARSED_LONG ? CSV_TOO_LONG
			: unbalanced ? CSV_UNBALANCED
						 : trouble_of(c, &in, &r),
		row);
	*used += r.next;
	c->unfit -= r.next < c->unfit ? r.next : c->unfit;
	return CSV_ROW;
}

enum csv_answer csv_next(
	struct csv *c, struct bytes window, bool last, struct csv_row *row, size_t *used)
{
	struct reach in = { window.at, window.n, last, false, STRAY_MOST };

	*used = 0;
	if (c->skipping && !skip_line(c, &in, used))
		return CSV_MORE;
	in.at += *used;
	in.n -= *used;
	if (in.n == 0)
		return last ? CSV_END : CSV_MORE;
	return read_next(c, in, row, used);
}

/* --- what kind of table it is --------------------------------------------------- */

enum { GUESS_ROWS = 200, GUESS_COLUMNS = 256 };

/* Reads the sample as `d` says: share of rows (per mille) with the commonest number of
 * cells, and that number in d->columns. */
static int evenness(struct bytes sample, bool whole, struct csv_dialect *d)
{
	struct csv c = { 0 };
	struct csv_row row;
	size_t rows = 0, used, best = 0, seen[GUESS_COLUMNS] = { 0 };

	csv_start(&c, *d);
	while (rows < GUESS_ROWS && csv_next(&c, sample, whole, &row, &used) == CSV_ROW) {
		sample = (struct bytes){ (const char *)sample.at + used, sample.n - used };
		if (row.empty)
			continue;
		rows++;
		if (row.trouble == CSV_SOUND && row.n < GUESS_COLUMNS)
			seen[row.n]++;
	}
	csv_free(&c);
	for (size_t i = 2; i < GUESS_COLUMNS; i++)
		if (seen[i] > seen[best] || best == 0)
			best = i;
	d->columns = seen[best] ? best : 0;
	/* Few rows are weak evidence: read without its CRs a file is one even row. */
	return rows ? (int)(seen[best] * 1000 / rows) - (int)(1000 / (rows + 1)) : 0;
}

struct csv_dialect csv_guess(struct bytes sample, bool whole, char delimiter)
{
	static const char known[] = { ',', '\t', ';' };
	const char *delimiters = delimiter ? &delimiter : known;
	size_t n = delimiter ? 1 : sizeof(known);
	struct csv_dialect best = { .delimiter = *delimiters };
	int best_score = -1000;

	for (int cr = 0; cr < 2; cr++) {
		for (size_t i = 0; i < n; i++) {
			struct csv_dialect d = { .delimiter = delimiters[i], .cr_ends = cr };
			int score = evenness(sample, whole, &d);

			if (score > best_score) {
				best_score = score;
				best = d;
			}
		}
	}
	return best;
}
