/* review_notes.c — 6记录: what was said, a line each, with the time and who speaks.
 *
 * While the line is empty and nobody was named, digits pick who speaks.
 */
#include "tui/screen/review.h"

#include "locale/msg/msg.h"
#include "store/panel/args.h"

#include <string.h>

enum { NOTE_ROWS = 3 };

static int typed_rows(const struct review *r, int cols)
{
	int rows = edit_rows(&r->note, cols);

	return rows < 1 ? 1 : rows > NOTE_ROWS ? NOTE_ROWS : rows;
}

/* Below what is noted: who speaks or may speak, and the line being typed. */
static struct rect typed_area(const struct review *r, struct rect area)
{
	int rows = typed_rows(r, area.cols - 2);

	return (struct rect){ area.row + area.rows - rows, area.col + 2, rows, area.cols - 2 };
}

void review_notes_place(struct review *r, struct rect area)
{
	r->note.many = true;
	edit_place(&r->note, typed_area(r, area));
}

static const char *speaker_name(const struct review *r)
{
	const struct review_unit *u = review_unit(&r->facts, r->speaker);

	return u ? u->name : "";
}

static bool empty(const struct review *r)
{
	return edit_text(&r->note)[strspn(edit_text(&r->note), " \n")] == '\0';
}

static struct effect keep_note(struct review *r, struct ctx *ctx)
{
	struct note_args args = {
		.words = edit_text(&r->note),
		.speaker = speaker_name(r),
		.at = r->noted.s ? r->noted : ctx->now,
	};
	struct err e = { 0 };

	if (empty(r))
		return stay();
	if (!review_do(r, ctx, "note", &args, &e))
		return say(e);
	edit_set(&r->note, "");
	r->speaker = (struct uid){ 0 };
	r->speaker_known = false;
	r->noted = (struct time){ 0 };
	r->top[PAGE_NOTES] = 0;
	if (!review_draft_save(r, ctx, true, &e))
		return say(e);
	return stay();
}

static bool takes_speaker(struct review *r, uint32_t key)
{
	if (!empty(r) || r->speaker_known || key < '0' || key > '9')
		return false;
	if (key == '0') {
		r->speaker = (struct uid){ 0 };
		r->speaker_known = true;
		return true;
	}
	if (key - '1' >= r->facts.unit_count)
		return false;
	r->speaker = r->facts.units[key - '1'].uid;
	r->speaker_known = true;
	return true;
}

/* Backspace on an empty line asks anew who speaks. */
static bool forgets_speaker(struct review *r, uint32_t key)
{
	if (key != K_BACKSPACE || !empty(r) || !r->speaker_known)
		return false;
	r->speaker = (struct uid){ 0 };
	r->speaker_known = false;
	return true;
}

static bool scrolls(struct review *r, uint32_t key)
{
	size_t *top = &r->top[PAGE_NOTES]; /* counted from the end: 0 shows the newest */
	size_t by = (key == K_PAGE_UP || key == K_PAGE_DOWN) ? 8 : 1;

	if (key == K_PAGE_UP || (key == K_UP && empty(r)))
		*top += by;
	else if (key == K_PAGE_DOWN || (key == K_DOWN && empty(r)))
		*top = *top > by ? *top - by : 0;
	else
		return false;
	return true;
}

struct effect review_notes_input(struct review *r, struct ctx *ctx, const struct input *in)
{
	uint32_t key = input_key(in);
	bool text = in->kind == INPUT_TEXT || in->kind == INPUT_PASTE;

	if (scrolls(r, key))
		return stay();
	if (!r->facts.open)
		return text ? tell(r->facts.settled) : pass();
	if (key == K_ENTER && (r->typing || !empty(r)))
		return keep_note(r, ctx);
	if (!r->typing && !text)
		return pass();
	if (!r->typing && key >= '0' && key <= '9')
		return pass();
	r->typing = true;
	if ((in->kind == INPUT_TEXT && takes_speaker(r, key)) || forgets_speaker(r, key))
		return stay();
	if (!edit_input(&r->note, in))
		return pass();
	if (!r->noted.s)
		r->noted = ctx->now;
	review_notes_place(r, review_pane(r, PAGE_NOTES));
	return stay();
}

static bool asks_speaker(const struct review *r)
{
	return review_at(r, PAGE_NOTES) && r->typing && !r->speaker_known && empty(r);
}

/* "1县委编办 2司法局 3群众服务中心": bodies first, then the parties. */
static void speakers_words(const struct review *r, struct buf *out)
{
	buf_puts(out, _("Who speaks: "));
	for (size_t i = 0; i < r->facts.unit_count && i < 9; i++)
		buf_printf(out, "%zu%s ", i + 1, r->facts.units[i].name);
	buf_puts(out, _("0nobody named"));
}

static struct lines head_lines(const struct review *r, const struct ctx *ctx, int cols)
{
	struct lines l = { .arena = ctx->frame, .cols = cols };
	struct buf words = { 0 };
	char clock[DATE_TEXT];

	if (!r->facts.open || (!review_at(r, PAGE_NOTES) && empty(r)))
		return l;
	if (asks_speaker(r)) {
		speakers_words(r, &words);
		lines_add(&l, STYLE_TITLE, 0, 2, arena_text(ctx->frame, buf_text(&words)));
	} else {
		time_clock_text(r->noted.s ? r->noted : ctx->now, clock);
		lines_printf(&l, STYLE_TITLE, 0, 0, "%s %s", clock, speaker_name(r));
	}
	buf_free(&words);
	return l;
}

static void draw_typed(const struct review *r, struct canvas *c, struct rect typed)
{
	bool here = review_at(r, PAGE_NOTES);

	canvas_fill(c, (struct rect){ typed.row, typed.col - 2, typed.rows, 2 }, STYLE_NORMAL);
	canvas_text(c, typed.row, typed.col - 2, 2, here ? STYLE_FOCUS : STYLE_NORMAL, here ? ">" : "");
	edit_draw(&r->note, c, here);
}

void review_notes_draw(
	const struct review *r, const struct ctx *ctx, struct canvas *c, struct rect area)
{
	struct lines head = head_lines(r, ctx, area.cols);
	struct rect typed = typed_area(r, area);
	int below = r->facts.open ? typed.rows + (int)head.n : 0;
	struct rect above = rect_rows(area, 0, area.rows - below);
	struct lines l = { .arena = ctx->frame, .cols = area.cols - 1 };

	lines_add(&l, STYLE_NORMAL, 1, 6, r->facts.item->notes);
	if (!*r->facts.item->notes)
		lines_add(&l, STYLE_QUIET, 1, 0, _("Nothing has been noted yet."));
	size_t last = lines_last_top(&l, above.rows), back = r->top[PAGE_NOTES];
	lines_draw(&l, c, above, back > last ? 0 : last - back);
	if (!r->facts.open) {
		if (review_at(r, PAGE_NOTES))
			canvas_cursor(c, above.row, above.col);
		return;
	}
	lines_draw(
		&head, c, (struct rect){ above.row + above.rows, area.col, (int)head.n, area.cols }, 0);
	draw_typed(r, c, typed);
}
