/* Any bytes are keys, text or nothing; text is sound; how the bytes were cut by the line does
 * not matter; and an edit takes it all, undoes it all, and draws whole characters. */
#include "locale/text/utf8.h"
#include "tui/term/input.h"
#include "tui/widget/edit.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void note(struct buf *log, const struct input *in)
{
	if (in->kind == INPUT_TEXT || in->kind == INPUT_PASTE) {
		must(utf8_valid(in->text, in->bytes));
		must(!memchr(in->text, 27, in->bytes) && !memchr(in->text, '\r', in->bytes));
		buf_add(log, in->text, in->bytes);
	}
	buf_printf(log, "<%d %x %d>", (int)in->kind, in->key, in->cols);
}

static void take_all(struct input_decoder *d, bool quiet, struct buf *log, struct edit *e)
{
	struct input in;

	while (input_decoder_take(d, quiet, &in)) {
		note(log, &in);
		if (e)
			edit_input(e, &in);
	}
}

/* The meaning of the bytes when they come `step` at a time. */
static void decode(const uint8_t *data, size_t n, size_t step, struct buf *log, struct edit *e)
{
	struct input_decoder d = { .brackets = true, .probe_col = 1 };

	for (size_t i = 0; i < n; i++) {
		input_decoder_put(&d, data[i]);
		if ((i + 1) % step == 0)
			take_all(&d, false, log, e);
	}
	take_all(&d, false, log, e);
	take_all(&d, true, log, e);
	must(input_decoder_patience(&d, 25) < 0 || d.in_paste);
	input_decoder_free(&d);
}

static void check_whole(const struct canvas *c)
{
	for (int row = 0; row < c->rows; row++)
		for (int col = 0; col < c->cols; col++)
			if (canvas_at(c, row, col)->cols == 2)
				must(col + 1 < c->cols && canvas_at(c, row, col + 1)->cols == 0);
}

static void undo_and_redo(struct edit *e)
{
	struct buf before = { 0 };

	while (edit_redo(e))
		;
	buf_puts(&before, edit_text(e));
	while (edit_undo(e))
		must(e->caret <= e->text.n);
	must(edit_empty(e));
	while (edit_redo(e))
		;
	must(!strcmp(buf_text(&before), edit_text(e)));
	buf_free(&before);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct edit many = { .many = true }, one = { 0 };
	struct buf a = { 0 }, b = { 0 };
	struct canvas c = { 0 };

	canvas_size(&c, 4, 13);
	edit_place(&many, (struct rect){ 0, 1, 3, 11 });
	edit_place(&one, (struct rect){ 3, 0, 1, 13 });
	decode(data, n, n + 1, &a, &many);
	decode(data, n, 1, &b, &one);
	must(a.n == b.n && !memcmp(buf_text(&a), buf_text(&b), a.n));
	edit_draw(&many, &c, true);
	edit_draw(&one, &c, true);
	check_whole(&c);
	must(utf8_valid(edit_text(&many), many.text.n) && !strchr(edit_text(&one), '\n'));
	undo_and_redo(&many);
	undo_and_redo(&one);
	edit_free(&many);
	edit_free(&one);
	canvas_free(&c);
	buf_free(&a);
	buf_free(&b);
	return 0;
}
