#include "store/io/rejects.h"

#include "locale/base/arena.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define REASON "拒收原因"

/* Bytes stay as they are, quoted where they must be. */
static void add_cell(struct rejects *r, struct buf *line, struct bytes cell, bool first)
{
	const char *s = cell.at;
	bool quote = false;

	if (!first)
		buf_putc(line, r->delimiter);
	for (size_t i = 0; i < cell.n && !quote; i++)
		quote = s[i] == r->delimiter || s[i] == '"' || s[i] == '\n' || s[i] == '\r';
	if (quote)
		buf_putc(line, '"');
	for (size_t i = 0; i < cell.n; i++) {
		if (s[i] == '"')
			buf_putc(line, '"');
		buf_putc(line, s[i]);
	}
	if (quote)
		buf_putc(line, '"');
}

/* Our own words, in the encoding of the rows (those of UTF-16 are UTF-8 until they are
 * written).  They come first: behind a row with too few cells they would stand under the
 * heading of another column. */
static void add_words(struct rejects *r, struct buf *line, const char *words)
{
	struct buf encoded = { 0 };

	if (r->wide)
		buf_puts(&encoded, words);
	else
		encoder_add(&r->encoder, words, strlen(words), &encoded);
	add_cell(r, line, (struct bytes){ buf_text(&encoded), encoded.n }, true);
	buf_free(&encoded);
}

static struct bytes cell_bytes(const struct rejects *r, const struct source_cell *cell)
{
	return r->texts ? (struct bytes){ cell->text, cell->n } : cell->raw;
}

/* Without an earlier reason: the file may be one of rejects, mended in part. */
static void add_row(struct rejects *r, struct buf *line, const struct source_row *row, size_t only)
{
	for (size_t i = 0; i < row->n; i++) {
		bool shown = only == SIZE_MAX || only == i;

		if (i == r->reason_column)
			continue;
		add_cell(r, line, shown ? cell_bytes(r, &row->cells[i]) : (struct bytes){ "", 0 }, false);
	}
}

bool rejects_open(struct rejects *r, const char *path, const struct source *s,
	const struct source_row *headings, struct err *e)
{
	size_t length = strlen(path);

	*r = (struct rejects){
		.path = must_alloc(length + 1),
		.unfinished = must_alloc(length + 6),
		.delimiter = source_dialect(s)->delimiter,
		.bom = source_bom(s),
		.encoding = source_encoding(s),
		.texts = source_form(s) != SOURCE_DELIMITED,
	};
	if (r->texts) {
		r->delimiter = ',';
		r->bom = true;
		r->encoding = ENCODING_UTF8;
	}
	memcpy(r->path, path, length + 1);
	snprintf(r->unfinished, length + 6, "%s.part", path);
	r->wide = r->encoding == ENCODING_UTF16LE || r->encoding == ENCODING_UTF16BE;
	if (!encoder_open(&r->encoder, r->encoding, e))
		return false;
	r->reason_column = headings->n;
	for (size_t i = 0; i < headings->n; i++)
		if (!strcmp(headings->cells[i].text, REASON))
			r->reason_column = i;
	add_words(r, &r->headings, REASON);
	add_row(r, &r->headings, headings, SIZE_MAX);
	return true;
}

static bool failed(struct rejects *r, struct err *e)
{
	return err_errno(e, errno, r->unfinished);
}

static bool put(struct rejects *r, struct bytes bytes, struct err *e)
{
	struct buf wide = { 0 };
	bool done;

	if (r->wide) {
		encoder_add(&r->encoder, bytes.at, bytes.n, &wide);
		bytes = (struct bytes){ buf_text(&wide), wide.n };
	}
	done = !bytes.n || fwrite(bytes.at, 1, bytes.n, r->out) == bytes.n;
	buf_free(&wide);
	return done || failed(r, e);
}

static bool put_line(struct rejects *r, const struct buf *line, struct err *e)
{
	return put(r, (struct bytes){ buf_text(line), line->n }, e) &&
		put(r, (struct bytes){ "\r\n", 2 }, e);
}

static bool make_file(struct rejects *r, struct err *e)
{
	struct bytes mark = encoding_bom(r->encoding);
	int fd = open(r->unfinished, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	if (fd < 0 || fchmod(fd, 0600) || !(r->out = fdopen(fd, "wb"))) {
		failed(r, e);
		if (fd >= 0)
			close(fd);
		return false;
	}
	if ((r->bom || r->wide) && fwrite(mark.at, 1, mark.n, r->out) != mark.n)
		return failed(r, e);
	return put_line(r, &r->headings, e);
}

bool rejects_add(
	struct rejects *r, const struct source_row *row, size_t only, const char *reason, struct err *e)
{
	if (!r->out && !make_file(r, e))
		return false;
	buf_cut(&r->line, 0);
	add_words(r, &r->line, reason);
	add_row(r, &r->line, row, only);
	return put_line(r, &r->line, e);
}

bool rejects_end(struct rejects *r, struct err *e)
{
	FILE *out = r->out;

	if (!out)
		return true;
	r->out = NULL;
	if (fflush(out) || fsync(fileno(out))) {
		failed(r, e);
		fclose(out);
		unlink(r->unfinished);
		return false;
	}
	if (fclose(out) || rename(r->unfinished, r->path)) {
		failed(r, e);
		unlink(r->unfinished);
		return false;
	}
	return true;
}

void rejects_drop(struct rejects *r)
{
	if (r->out) {
		fclose(r->out);
		unlink(r->unfinished);
	}
	encoder_close(&r->encoder);
	free(r->path);
	free(r->unfinished);
	buf_free(&r->headings);
	buf_free(&r->line);
	*r = (struct rejects){ 0 };
}
