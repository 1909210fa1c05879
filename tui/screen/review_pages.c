/* review_pages.c — pages and panes of the review screen: what stands where, and drawing it. */
#include "tui/screen/review.h"

#include "locale/msg/msg.h"
#include "tui/screen/projector.h"

enum {
	ROW_PAGES = 2,
	ROW_BODY = 4,
	ROWS_BELOW = 2,
	LEFT_COLS = 38,
	AGENDA_COLS = 26,
	NOTE_SHARE = 3
};

static bool is_left(int page)
{
	return page <= PAGE_EARLIER;
}

/* Short: nine of them stand in a row of 80 columns. */
static const char *page_label(int page)
{
	switch (page) {
	case PAGE_REQUEST:
		return C_("page", "request");
	case PAGE_RETURNS:
		return C_("page", "returns");
	case PAGE_CLAIMS:
		return C_("page", "claims");
	case PAGE_BASES:
		return C_("page", "bases");
	case PAGE_EARLIER:
		return C_("page", "past");
	case PAGE_NOTES:
		return C_("page", "notes");
	case PAGE_PEOPLE:
		return C_("page", "people");
	case PAGE_POSITIONS:
		return C_("page", "positions");
	default:
		return C_("page", "ruling");
	}
}

/* ---- where things stand ---- */

bool review_at(const struct review *r, int page)
{
	return is_left(page) ? r->on_left && r->left_page == page
						 : !r->on_left && r->right_page == page;
}

/* What stands in the right pane. */
static int right_shown(const struct review *r)
{
	return r->wide ? r->made_page : r->right_page;
}

struct rect review_pane(const struct review *r, int page)
{
	if (is_left(page))
		return r->left;
	if (page == PAGE_NOTES)
		return r->wide ? r->middle : r->right;
	return r->right;
}

static void place_narrow(struct review *r, const struct ctx *ctx)
{
	int rows = ctx->rows - ROW_BODY - ROWS_BELOW, left = LEFT_COLS * ctx->cols / 80;

	r->left = (struct rect){ ROW_BODY, 0, rows, left };
	r->middle = (struct rect){ 0 };
	r->right = (struct rect){ ROW_BODY, left + 1, rows, ctx->cols - left - 1 };
}

/* Agenda and people at the left, materials over notes in the middle, conclusion right. */
static void place_wide(struct review *r, const struct ctx *ctx)
{
	int top = ROW_PAGES, rows = ctx->rows - top - ROWS_BELOW;
	int from = AGENDA_COLS + 1, cols = (ctx->cols - from) / 2, notes = rows / NOTE_SHARE;

	r->left = (struct rect){ top, from, rows - notes - 1, cols };
	r->middle = (struct rect){ top + rows - notes, from, notes, cols };
	r->right = (struct rect){ top, from + cols + 1, rows, ctx->cols - from - cols - 1 };
}

void review_place(struct review *r, const struct ctx *ctx)
{
	r->wide = ctx->cols >= FRAME_WIDE;
	if (r->wide)
		place_wide(r, ctx);
	else
		place_narrow(r, ctx);
	form_place(&r->form, r->right);
	review_notes_place(r, review_pane(r, PAGE_NOTES));
}
/* ---- pages ---- */

void review_open_page(struct review *r, int page)
{
	r->on_left = is_left(page);
	if (r->on_left) {
		r->left_page = page;
		r->typing = false;
		return;
	}
	r->right_page = page;
	if (page != PAGE_NOTES)
		r->made_page = page;
	r->typing = r->facts.open && (page == PAGE_NOTES || page == PAGE_RULING);
}

static bool page_empty(const struct review *r, int page)
{
	switch (page) {
	case PAGE_RETURNS:
		return !*r->facts.returns;
	case PAGE_CLAIMS:
		return !*r->facts.claims;
	case PAGE_EARLIER:
		return !*r->facts.earlier;
	default:
		return false;
	}
}

struct effect review_turn_page(struct review *r, int page)
{
	if (page_empty(r, page))
		return tell(page == PAGE_CLAIMS ? _("No claims of departments are kept yet.")
										: _("There is nothing on that page."));
	review_open_page(r, page);
	return stay();
}

struct effect review_other_side(void *state, struct ctx *ctx)
{
	struct review *r = state;

	(void)ctx;
	review_open_page(r, r->on_left ? r->right_page : r->left_page);
	return stay();
}

struct effect review_notes_and_back(void *state, struct ctx *ctx)
{
	struct review *r = state;
	bool typing = r->before_notes.typing;

	(void)ctx;
	if (review_at(r, PAGE_NOTES) && r->before_notes.page) {
		review_open_page(r, r->before_notes.page);
		r->typing = typing;
		return stay();
	}
	r->before_notes.page = r->on_left ? r->left_page : r->right_page;
	r->before_notes.typing = r->typing;
	if (r->before_notes.page == PAGE_NOTES)
		r->before_notes.page = r->made_page;
	review_open_page(r, PAGE_NOTES);
	return stay();
}

/* Left and Right go through the pages of a side, over the empty ones. */
struct effect review_page_by(struct review *r, int by)
{
	int first = r->on_left ? PAGE_REQUEST : r->wide ? PAGE_PEOPLE : PAGE_NOTES;
	int n = r->on_left ? PAGE_EARLIER : PAGE_COUNT - first;
	int page = r->on_left ? r->left_page : r->right_page;

	do
		page = first + (page - first + by + n) % n;
	while (page_empty(r, page));
	review_open_page(r, page);
	r->typing = false;
	return stay();
}

/* ---- drawing ---- */

/* Pages with one column between them, which holds the [ and ] of the open one. */
static void draw_pages(
	const struct review *r, struct canvas *c, struct rect line, int first, int last, int open)
{
	int col = line.col;
	bool here = is_left(open) == r->on_left;

	canvas_text(c, line.row, line.col, line.cols, STYLE_NORMAL, "");
	for (int page = first; page <= last; page++) {
		struct buf words = { 0 };
		int left = line.col + line.cols - col;

		buf_printf(&words, "%s%d%s%s",
			page == open                           ? "["
				: page == open + 1 && page > first ? ""
												   : " ",
			page, page_label(page), page == open ? "]" : "");
		enum style style = page == open && here ? STYLE_OPEN
			: page_empty(r, page)               ? STYLE_QUIET
			: page == open                      ? STYLE_TITLE
												: STYLE_NORMAL;
		col = canvas_put(c, line.row, col, left, style, buf_text(&words));
		buf_free(&words);
	}
}

static void draw_right(
	const struct review *r, const struct ctx *ctx, struct canvas *c, struct rect area)
{
	switch (right_shown(r)) {
	case PAGE_NOTES:
		review_notes_draw(r, ctx, c, area);
		break;
	case PAGE_PEOPLE:
		review_people_draw(r, ctx, c, area);
		break;
	case PAGE_POSITIONS:
		review_positions_draw(r, ctx, c, area);
		break;
	default:
		review_form_draw(r, ctx, c, area);
	}
}

static const char *help_words(const struct review *r, const struct ctx *ctx)
{
	if (!r->facts.open)
		return "";
	if (r->on_left)
		return r->left_page == PAGE_BASES ? _("Space cites it for the ruling")
										  : _("letters find in this page");
	switch (r->right_page) {
	case PAGE_NOTES:
		return _("Enter keeps the line");
	case PAGE_PEOPLE:
		return _("Space steps, Enter lists, letters are the name");
	case PAGE_POSITIONS:
		return _("Space steps, Enter lists, letters are its words");
	default:
		return review_form_help(r, ctx);
	}
}

static void draw_below(const struct review *r, const struct ctx *ctx, struct canvas *c)
{
	struct buf words = { 0 };
	int row = ctx->rows - ROWS_BELOW;

	frame_rule(c, (struct rect){ row, 0, 1, ctx->cols }, help_words(r, ctx),
		review_materials_where(r, ctx));
	if (r->facts.open)
		buf_printf(&words, "%s %s",
			*r->made.missing ? r->made.missing : _("Nothing is missing: F5 agrees."),
			r->made.warnings);
	canvas_text(c, row + 1, 0, 1, STYLE_NORMAL, "");
	canvas_text(c, row + 1, 1, ctx->cols - 1, *r->made.missing ? STYLE_WARN : STYLE_NORMAL,
		buf_text(&words));
	buf_free(&words);
}

static void draw_wide(const struct review *r, const struct ctx *ctx, struct canvas *c)
{
	struct rect agenda = { ROW_PAGES, 0, ctx->rows - ROW_PAGES - ROWS_BELOW, AGENDA_COLS };
	int pages_row = ROW_PAGES - 1;

	canvas_text(c, pages_row, 0, AGENDA_COLS, STYLE_TITLE, _(" agenda"));
	draw_pages(r, c, (struct rect){ pages_row, r->left.col, 1, r->left.cols }, PAGE_REQUEST,
		PAGE_EARLIER, r->left_page);
	draw_pages(r, c, (struct rect){ pages_row, r->right.col, 1, r->right.cols }, PAGE_PEOPLE,
		PAGE_RULING, r->made_page);
	review_draw_agenda(r, ctx, c, agenda);
	frame_rule(c, (struct rect){ r->middle.row - 1, r->middle.col, 1, r->middle.cols },
		arena_format(ctx->frame, "%d%s", PAGE_NOTES, page_label(PAGE_NOTES)), NULL);
	review_notes_draw(r, ctx, c, r->middle);
	canvas_vline(c, pages_row, agenda.cols, agenda.rows + 1, STYLE_FRAME);
}

static void draw_narrow(const struct review *r, struct canvas *c, const struct ctx *ctx)
{
	draw_pages(r, c, (struct rect){ ROW_PAGES, 0, 1, r->left.cols }, PAGE_REQUEST, PAGE_EARLIER,
		r->left_page);
	draw_pages(r, c, (struct rect){ ROW_PAGES, r->right.col, 1, r->right.cols }, PAGE_NOTES,
		PAGE_RULING, r->right_page);
	canvas_hline(c, ROW_BODY - 1, 0, ctx->cols, STYLE_FRAME);
}

void review_draw(const void *state, const struct ctx *ctx, struct canvas *c)
{
	const struct review *r = state;

	if (r->room.mirror) {
		projector_draw(&r->room.shown, ctx, c);
		return;
	}
	canvas_cursor(c, 0, 0);
	review_draw_head(r, ctx, c);
	draw_below(r, ctx, c);
	if (r->wide)
		draw_wide(r, ctx, c);
	else
		draw_narrow(r, c, ctx);
	canvas_vline(c, r->wide ? ROW_PAGES - 1 : ROW_PAGES, r->right.col - 1,
		r->right.rows + (r->wide ? 1 : ROW_BODY - ROW_PAGES), STYLE_FRAME);
	review_materials_draw(r, ctx, c, r->left);
	draw_right(r, ctx, c, r->right);
}
