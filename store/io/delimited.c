/* delimited.c — CSV and its like.
 *
 * Rows are split as bytes and decoded cell by cell: then a cell cut inside a character
 * cannot swallow its quote, and a row can be kept and handed back as it stood.  Only
 * UTF-16, whose bytes say nothing by themselves, is turned into UTF-8 before. */
#include "locale/text/decode.h"
#include "locale/text/detect.h"
#include "locale/text/utf8.h"
#include "store/io/reader.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	BLOCK = 1 << 18,
	LOOK_BYTES = 1 << 26, /* of a larger file only its start is looked at for the encoding */
};

struct delimited {
	struct source_facts *facts;
	uint64_t read;  /* bytes so far */
	char delimiter; /* told; 0: found */
	struct csv csv;
	uint64_t begin_line; /* where the first row begins: behind a line sep= */
	struct buf window;   /* bytes read and not yet passed, from `at` on */
	size_t at;
	bool last;
	struct buf block;                     /* of UTF-16, before it is turned */
	struct decoder stream;                /* UTF-16 to UTF-8 */
	struct decoder line;                  /* in which encoding a row is */
	struct decoder cells[ENCODING_COUNT]; /* opened when first needed */
	bool cells_open[ENCODING_COUNT];
	struct digest_run digest;
	bool digesting;
	struct buf text;
};

static bool is_wide(const struct delimited *d)
{
	return d->facts->encoding == ENCODING_UTF16LE || d->facts->encoding == ENCODING_UTF16BE;
}

/* What cells are written in once they are in the window. */
static enum encoding window_encoding(const struct delimited *d)
{
	return is_wide(d) ? ENCODING_UTF8 : d->facts->encoding;
}

/* --- the window ------------------------------------------------------------------ */

/* Drops what was passed. */
static void move_up(struct delimited *d)
{
	size_t rest = d->window.n - d->at;

	if (d->at == 0)
		return;
	memmove(d->window.at, d->window.at + d->at, rest);
	buf_cut(&d->window, rest);
	d->at = 0;
}

/* Reads one more block behind what is in the window. */
static bool fill(struct delimited *d, struct err *e)
{
	struct buf *to = is_wide(d) ? &d->block : &d->window;
	ssize_t n;

	move_up(d);
	buf_cut(&d->block, 0);
	n = reader_read(d->facts, buf_room(to, BLOCK), BLOCK, e);
	if (n < 0)
		return false;
	digest_add(&d->digest, (struct bytes){ to->at + to->n, (size_t)n });
	d->read += (uint64_t)n;
	to->n += (size_t)n;
	d->last = n < BLOCK;
	if (is_wide(d)) {
		decoder_feed(&d->stream, to->at, to->n, &d->window);
		if (d->last)
			decoder_end(&d->stream, &d->window);
	}
	return true;
}

/* Excel's own line above the table: sep=; */
static void pass_sep(struct delimited *d)
{
	const char *p = buf_text(&d->window) + d->at;
	size_t n = d->window.n - d->at, end = 5;

	d->begin_line = 1;
	if (n < 6 || memcmp(p, "sep=", 4) || (p[5] != '\r' && p[5] != '\n'))
		return;
	if (!d->delimiter)
		d->delimiter = p[4];
	end += p[5] == '\r' && n > 6 && p[6] == '\n' ? 2 : 1;
	d->at += end;
	d->begin_line = 2;
}

static void find_dialect(struct delimited *d)
{
	struct bytes sample = { buf_text(&d->window) + d->at, d->window.n - d->at };

	d->facts->dialect = csv_guess(sample, d->last, d->delimiter);
}

static bool has_something(struct delimited *d, struct err *e)
{
	if (d->at < d->window.n)
		return true;
	err_set(e, ERR_INPUT, "the file is empty");
	return err_fix(e, "ask for the export once more");
}

static bool rewind_file(void *state, struct err *e)
{
	struct delimited *d = state;
	size_t mark;

	if (lseek(d->facts->fd, 0, SEEK_SET) < 0)
		return err_errno(e, errno, d->facts->path);
	if (d->digesting)
		digest_end(&d->digest);
	digest_begin(&d->digest);
	d->digesting = true;
	d->read = 0;
	d->last = false;
	d->at = 0;
	buf_cut(&d->window, 0);
	decoder_close(&d->stream);
	if (!decoder_open(&d->stream, d->facts->encoding, e) || !fill(d, e))
		return false;
	/* A mark in UTF-16 has become one of UTF-8. */
	mark = encoding_bom_at(window_encoding(d), buf_text(&d->window), d->window.n);
	d->facts->bom = mark > 0;
	d->at = mark;
	pass_sep(d);
	if (!d->csv.next_line)
		find_dialect(d);
	csv_start(&d->csv, d->facts->dialect);
	d->csv.next_line = d->begin_line;
	return has_something(d, e);
}

/* --- rows ------------------------------------------------------------------------ */

static bool cell_decoder(struct delimited *d, enum encoding encoding, struct err *e)
{
	if (d->cells_open[encoding])
		return true;
	d->cells_open[encoding] = decoder_open(&d->cells[encoding], encoding, e);
	return d->cells_open[encoding];
}

static bool is_ascii(struct bytes b)
{
	const unsigned char *p = b.at;
	unsigned char high = 0;

	for (size_t i = 0; i < b.n; i++)
		high |= p[i];
	return high < 0x80;
}

static bool sound_utf8(const struct delimited *d, struct bytes b)
{
	return window_encoding(d) == ENCODING_UTF8 && utf8_valid(b.at, b.n);
}

/* A row may have been put together from two systems: a cell that is UTF-8 among cells of
 * GB18030, or the other way round, is read as what it is. */
static enum encoding encoding_of(
	struct delimited *d, const struct source_row *row, const struct source_cell *cell)
{
	bool utf8 = utf8_valid(cell->raw.at, cell->raw.n);

	if (is_wide(d) || utf8 == (row->encoding == ENCODING_UTF8))
		return row->encoding;
	buf_cut(&d->text, 0);
	return decoder_line(&d->cells[row->encoding], cell->raw.at, cell->raw.n, &d->text);
}

static bool decode_cell(
	struct delimited *d, const struct source_row *row, struct source_cell *cell, struct err *e)
{
	cell->encoding = encoding_of(d, row, cell);
	cell->apart = cell->encoding != row->encoding;
	if (!cell_decoder(d, cell->encoding, e))
		return false;
	reader_decode(cell, &d->cells[cell->encoding], &d->text);
	return true;
}

static bool read_cells(struct delimited *d, const struct csv_row *from, struct source_row *row,
	struct arena *a, bool sound, struct err *e)
{
	if (!sound && !cell_decoder(d, row->encoding, e))
		return false;
	row->cells = arena_array(a, from->n, sizeof(*row->cells));
	row->n = from->n;
	for (size_t i = 0; i < from->n; i++) {
		struct source_cell *cell = &row->cells[i];

		cell->raw = from->cells[i];
		if (sound || is_ascii(cell->raw)) {
			reader_keep(cell, cell->raw.at, cell->raw.n, a);
			continue;
		}
		if (!decode_cell(d, row, cell, e))
			return false;
		reader_keep(cell, buf_text(&d->text), d->text.n, a);
	}
	return true;
}

/* Nearly every row of a file in GB18030: no cell that is UTF-8, and nothing lost.  False: it
 * needs a closer look. */
static bool read_plainly(
	struct delimited *d, const struct csv_row *from, struct source_row *row, struct arena *a)
{
	struct decoder *by = &d->cells[ENCODING_GB18030];

	if (d->facts->encoding != ENCODING_GB18030 || !d->cells_open[ENCODING_GB18030])
		return false;
	row->cells = arena_array(a, from->n, sizeof(*row->cells));
	row->n = from->n;
	for (size_t i = 0; i < from->n; i++) {
		struct source_cell *cell = &row->cells[i];

		cell->raw = from->cells[i];
		if (is_ascii(cell->raw)) {
			reader_keep(cell, cell->raw.at, cell->raw.n, a);
			continue;
		}
		if (utf8_valid(cell->raw.at, cell->raw.n))
			return false;
		cell->encoding = ENCODING_GB18030;
		reader_decode(cell, by, &d->text);
		if (cell->lost)
			return false;
		reader_keep(cell, buf_text(&d->text), d->text.n, a);
	}
	return true;
}

static bool fill_row(struct delimited *d, const struct csv_row *from, struct source_row *row,
	struct arena *a, struct err *e)
{
	bool sound = is_ascii(from->raw) || sound_utf8(d, from->raw);

	*row = (struct source_row){
		.row = from->row,
		.line = from->line,
		.raw = from->raw,
		.empty = from->empty,
		.trouble = from->trouble,
		.trouble_line = from->trouble_line,
		.encoding = d->facts->encoding,
	};
	if (from->empty)
		return true;
	if (!sound && read_plainly(d, from, row, a))
		return true;
	if (!sound) {
		buf_cut(&d->text, 0);
		row->encoding = decoder_line(&d->line, from->raw.at, from->raw.n, &d->text);
	}
	if (!read_cells(d, from, row, a, sound, e))
		return false;
	if (is_wide(d))
		row->encoding = d->facts->encoding;
	return true;
}

static bool next(void *state, struct source_row *row, struct arena *a, struct err *e)
{
	struct delimited *d = state;

	for (;;) {
		struct bytes ahead = { buf_text(&d->window) + d->at, d->window.n - d->at };
		struct csv_row found;
		size_t used;
		enum csv_answer answer = csv_next(&d->csv, ahead, d->last, &found, &used);

		d->at += used;
		if (answer == CSV_ROW)
			return fill_row(d, &found, row, a, e);
		if (answer == CSV_END || !fill(d, e))
			return false;
	}
}

/* --- opening -------------------------------------------------------------------------- */

static bool find_encoding(struct delimited *d, struct err *e)
{
	struct source_facts *f = d->facts;
	struct detector detector = { 0 };
	struct detect_guess guess;
	char *block = must_alloc(BLOCK);
	uint64_t seen = 0;
	ssize_t n = 0;

	while (seen < LOOK_BYTES && (n = reader_read(f, block, BLOCK, e)) > 0) {
		detector_feed(&detector, block, (size_t)n);
		seen += (uint64_t)n;
	}
	free(block);
	guess = detector_end(&detector);
	if (!f->told) {
		f->encoding = guess.encoding;
		f->sure = guess.sure;
	}
	return n >= 0;
}

static bool open_file(struct source_facts *f, void **state, struct err *e)
{
	struct delimited *d = must_alloc(sizeof(*d));

	memset(d, 0, sizeof(*d));
	d->facts = f;
	d->delimiter = f->dialect.delimiter;
	*state = d;
	return find_encoding(d, e) && decoder_open(&d->line, window_encoding(d), e) &&
		rewind_file(d, e);
}

static void close_file(void *state)
{
	struct delimited *d = state;

	if (!d)
		return;
	if (d->digesting)
		digest_end(&d->digest);
	decoder_close(&d->stream);
	decoder_close(&d->line);
	for (int i = 0; i < ENCODING_COUNT; i++)
		if (d->cells_open[i])
			decoder_close(&d->cells[i]);
	csv_free(&d->csv);
	buf_free(&d->window);
	buf_free(&d->block);
	buf_free(&d->text);
	free(d);
}

/* --- the reader -------------------------------------------------------------------- */

static void expect(void *state, size_t columns)
{
	struct delimited *d = state;

	d->facts->dialect.columns = columns;
	d->csv.dialect.columns = columns;
}

static uint64_t done(const void *state)
{
	const struct delimited *d = state;
	uint64_t ahead = d->window.n - d->at;

	return ahead < d->read ? d->read - ahead : 0;
}

static struct digest digest(void *state)
{
	struct delimited *d = state;

	d->digesting = false;
	return digest_end(&d->digest);
}

const struct reader delimited_reader = {
	.open = open_file,
	.close = close_file,
	.rewind = rewind_file,
	.next = next,
	.done = done,
	.expect = expect,
	.digest = digest,
};
