/* Rows are split as bytes and decoded cell by cell: then a cell cut inside a character
 * cannot swallow its quote, and a row can be kept and handed back as it stood.  Only
 * UTF-16, whose bytes say nothing by themselves, is turned into UTF-8 before. */
#include "store/io/source.h"

#include "locale/msg/msg.h"
#include "locale/text/decode.h"
#include "locale/text/detect.h"
#include "locale/text/utf8.h"
#include "store/io/magic.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	BLOCK = 1 << 18,
	LOOK_BYTES = 1 << 26, /* of a larger file only its start is looked at for the encoding */
};

struct source {
	char *path;
	int fd;
	uint64_t bytes, read; /* of the file; read so far */
	enum encoding encoding;
	bool sure, bom, told;
	char delimiter; /* told; 0: found */
	struct csv csv;
	struct csv_dialect dialect;
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

static bool is_wide(const struct source *s)
{
	return s->encoding == ENCODING_UTF16LE || s->encoding == ENCODING_UTF16BE;
}

/* What cells are written in once they are in the window. */
static enum encoding window_encoding(const struct source *s)
{
	return is_wide(s) ? ENCODING_UTF8 : s->encoding;
}

/* --- opening -------------------------------------------------------------------- */

static bool is_file(struct source *s, struct err *e)
{
	struct stat st;

	if (fstat(s->fd, &st))
		return err_errno(e, errno, s->path);
	s->bytes = (uint64_t)st.st_size;
	if (S_ISDIR(st.st_mode)) {
		err_set(e, ERR_INPUT, "this is a folder, not a file");
		err_at(e, "%s", s->path);
		return err_fix(e, "name the file in it");
	}
	if (!S_ISREG(st.st_mode)) {
		err_set(e, ERR_INPUT, "this is no ordinary file");
		err_at(e, "%s", s->path);
		return err_fix(e, "save it as a file on the disk first");
	}
	if (st.st_size == 0) {
		err_set(e, ERR_INPUT, "the file is empty");
		err_at(e, "%s", s->path);
		return err_fix(e, "ask for the export once more");
	}
	return true;
}

/* Reads on; 0 at the end, -1 with e set. */
static ssize_t read_block(struct source *s, char *to, size_t bytes, struct err *e)
{
	size_t n = 0;

	while (n < bytes) {
		ssize_t got = read(s->fd, to + n, bytes - n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			err_errno(e, errno, s->path);
			return -1;
		}
		if (got == 0)
			break;
		n += (size_t)got;
	}
	return (ssize_t)n;
}

static bool look(struct source *s, struct err *e)
{
	struct detector detector = { 0 };
	struct detect_guess guess;
	char *block = must_alloc(BLOCK);
	uint64_t seen = 0;
	ssize_t n;
	bool text = true;

	while (seen < LOOK_BYTES && (n = read_block(s, block, BLOCK, e)) > 0) {
		if (seen == 0)
			text = magic_is_text(block, (size_t)n, e);
		detector_feed(&detector, block, (size_t)n);
		seen += (uint64_t)n;
	}
	free(block);
	guess = detector_end(&detector);
	if (!text || e->kind)
		return text ? false : err_at(e, "%s", s->path);
	if (!s->told) {
		s->encoding = guess.encoding;
		s->sure = guess.sure;
	}
	return true;
}

static bool open_decoders(struct source *s, struct err *e)
{
	decoder_close(&s->stream);
	return decoder_open(&s->line, window_encoding(s), e) &&
		decoder_open(&s->stream, s->encoding, e);
}

static bool open_file(struct source *s, const struct source_options *o, struct err *e)
{
	bool bom;

	s->fd = open(s->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (s->fd < 0)
		return err_errno(e, errno, s->path);
	if (o->encoding) {
		if (!encoding_find(o->encoding, &s->encoding, &bom, e))
			return false;
		s->told = s->sure = true;
	}
	s->delimiter = o->delimiter;
	return is_file(s, e) && look(s, e) && open_decoders(s, e) && source_rewind(s, e);
}

bool source_open(
	const char *path, const struct source_options *o, struct source **out, struct err *e)
{
	struct source *s = must_alloc(sizeof(*s));

	memset(s, 0, sizeof(*s));
	s->fd = -1;
	s->path = strdup(path);
	*out = NULL;
	if (!s->path || !open_file(s, o, e)) {
		source_close(s);
		return false;
	}
	*out = s;
	return true;
}

void source_close(struct source *s)
{
	if (!s)
		return;
	if (s->fd >= 0)
		close(s->fd);
	if (s->digesting)
		digest_end(&s->digest);
	decoder_close(&s->stream);
	decoder_close(&s->line);
	for (int i = 0; i < ENCODING_COUNT; i++)
		if (s->cells_open[i])
			decoder_close(&s->cells[i]);
	csv_free(&s->csv);
	buf_free(&s->window);
	buf_free(&s->block);
	buf_free(&s->text);
	free(s->path);
	free(s);
}

/* --- the window ------------------------------------------------------------------ */

/* Drops what was passed. */
static void move_up(struct source *s)
{
	size_t rest = s->window.n - s->at;

	if (s->at == 0)
		return;
	memmove(s->window.at, s->window.at + s->at, rest);
	buf_cut(&s->window, rest);
	s->at = 0;
}

/* Reads one more block behind what is in the window. */
static bool fill(struct source *s, struct err *e)
{
	struct buf *to = is_wide(s) ? &s->block : &s->window;
	ssize_t n;

	move_up(s);
	buf_cut(&s->block, 0);
	n = read_block(s, buf_room(to, BLOCK), BLOCK, e);
	if (n < 0)
		return false;
	digest_add(&s->digest, (struct bytes){ to->at + to->n, (size_t)n });
	s->read += (uint64_t)n;
	to->n += (size_t)n;
	s->last = n < BLOCK;
	if (is_wide(s)) {
		decoder_feed(&s->stream, to->at, to->n, &s->window);
		if (s->last)
			decoder_end(&s->stream, &s->window);
	}
	return true;
}

/* Excel's own line above the table: sep=; */
static void pass_sep(struct source *s)
{
	const char *p = buf_text(&s->window) + s->at;
	size_t n = s->window.n - s->at, end = 5;

	s->begin_line = 1;
	if (n < 6 || memcmp(p, "sep=", 4) || (p[5] != '\r' && p[5] != '\n'))
		return;
	if (!s->delimiter)
		s->delimiter = p[4];
	end += p[5] == '\r' && n > 6 && p[6] == '\n' ? 2 : 1;
	s->at += end;
	s->begin_line = 2;
}

static void find_dialect(struct source *s)
{
	struct bytes sample = { buf_text(&s->window) + s->at, s->window.n - s->at };

	s->dialect = csv_guess(sample, s->last, s->delimiter);
}

static bool has_something(struct source *s, struct err *e)
{
	if (s->at < s->window.n)
		return true;
	err_set(e, ERR_INPUT, "the file is empty");
	err_at(e, "%s", s->path);
	return err_fix(e, "ask for the export once more");
}

bool source_rewind(struct source *s, struct err *e)
{
	size_t mark;

	if (lseek(s->fd, 0, SEEK_SET) < 0)
		return err_errno(e, errno, s->path);
	if (s->digesting)
		digest_end(&s->digest);
	digest_begin(&s->digest);
	s->digesting = true;
	s->read = 0;
	s->last = false;
	s->at = 0;
	buf_cut(&s->window, 0);
	decoder_close(&s->stream);
	if (!decoder_open(&s->stream, s->encoding, e) || !fill(s, e))
		return false;
	/* A mark in UTF-16 has become one of UTF-8. */
	mark = encoding_bom_at(window_encoding(s), buf_text(&s->window), s->window.n);
	s->bom = mark > 0;
	s->at = mark;
	pass_sep(s);
	if (!s->csv.next_line)
		find_dialect(s);
	csv_start(&s->csv, s->dialect);
	s->csv.next_line = s->begin_line;
	return has_something(s, e);
}

/* --- rows ------------------------------------------------------------------------ */

static bool cell_decoder(struct source *s, enum encoding encoding, struct err *e)
{
	if (s->cells_open[encoding])
		return true;
	s->cells_open[encoding] = decoder_open(&s->cells[encoding], encoding, e);
	return s->cells_open[encoding];
}

/* Decodes by itself, in just this encoding; counts what is lost. */
static void decode(struct source *s, struct decoder *d, struct source_cell *cell)
{
	buf_cut(&s->text, 0);
	decoder_feed(d, cell->raw.at, cell->raw.n, &s->text);
	cell->lost = (int64_t)d->loss_count;
	if (d->loss_count)
		cell->at = (int64_t)utf8_chars(s->text.at, d->loss[0].out);
	decoder_end(d, &s->text);
	if (d->loss_count && !cell->lost)
		cell->at = (int64_t)utf8_chars(s->text.at, d->loss[0].out);
	cell->lost += (int64_t)d->loss_count;
}

/* Leaves NUL bytes out: a text ends at one. */
static void keep_text(struct source_cell *cell, const char *text, size_t n, struct arena *a)
{
	char *to = arena_alloc(a, n + 1);

	cell->text = to;
	for (size_t i = 0; i < n; i++) {
		if (text[i])
			to[cell->n++] = text[i];
		else
			cell->nuls++;
	}
	to[cell->n] = '\0';
}

static bool is_ascii(struct bytes b)
{
	const unsigned char *p = b.at;
	unsigned char high = 0;

	for (size_t i = 0; i < b.n; i++)
		high |= p[i];
	return high < 0x80;
}

static bool sound_utf8(const struct source *s, struct bytes b)
{
	return window_encoding(s) == ENCODING_UTF8 && utf8_valid(b.at, b.n);
}

static bool read_cells(struct source *s, const struct csv_row *from, struct source_row *row,
	struct arena *a, bool sound, struct err *e)
{
	if (!sound && !cell_decoder(s, row->encoding, e))
		return false;
	row->cells = arena_array(a, from->n, sizeof(*row->cells));
	row->n = from->n;
	for (size_t i = 0; i < from->n; i++) {
		struct source_cell *cell = &row->cells[i];

		cell->raw = from->cells[i];
		if (sound || is_ascii(cell->raw)) {
			keep_text(cell, cell->raw.at, cell->raw.n, a);
			continue;
		}
		decode(s, &s->cells[row->encoding], cell);
		keep_text(cell, buf_text(&s->text), s->text.n, a);
	}
	return true;
}

static bool fill_row(struct source *s, const struct csv_row *from, struct source_row *row,
	struct arena *a, struct err *e)
{
	bool sound = is_ascii(from->raw) || sound_utf8(s, from->raw);

	*row = (struct source_row){
		.row = from->row,
		.line = from->line,
		.raw = from->raw,
		.empty = from->empty,
		.trouble = from->trouble,
		.trouble_line = from->trouble_line,
		.encoding = s->encoding,
	};
	if (from->empty)
		return true;
	if (!sound) {
		buf_cut(&s->text, 0);
		row->encoding = decoder_line(&s->line, from->raw.at, from->raw.n, &s->text);
	}
	if (!read_cells(s, from, row, a, sound, e))
		return false;
	if (is_wide(s))
		row->encoding = s->encoding;
	return true;
}

bool source_next(struct source *s, struct source_row *row, struct arena *a, struct err *e)
{
	for (;;) {
		struct bytes ahead = { buf_text(&s->window) + s->at, s->window.n - s->at };
		struct csv_row found;
		size_t used;
		enum csv_answer answer = csv_next(&s->csv, ahead, s->last, &found, &used);

		s->at += used;
		if (answer == CSV_ROW)
			return fill_row(s, &found, row, a, e);
		if (answer == CSV_END || !fill(s, e))
			return false;
	}
}

void source_expect(struct source *s, size_t columns)
{
	s->dialect.columns = columns;
	s->csv.dialect.columns = columns;
}

/* --- what is known of the file ----------------------------------------------------- */

const char *source_path(const struct source *s)
{
	return s->path;
}

enum encoding source_encoding(const struct source *s)
{
	return s->encoding;
}

bool source_sure(const struct source *s)
{
	return s->sure;
}

bool source_bom(const struct source *s)
{
	return s->bom;
}

const struct csv_dialect *source_dialect(const struct source *s)
{
	return &s->dialect;
}

uint64_t source_bytes(const struct source *s)
{
	return s->bytes;
}

uint64_t source_done(const struct source *s)
{
	uint64_t ahead = s->window.n - s->at;

	return ahead < s->read ? s->read - ahead : 0;
}

struct digest source_digest(struct source *s)
{
	struct digest d = digest_end(&s->digest);

	s->digesting = false;
	return d;
}
