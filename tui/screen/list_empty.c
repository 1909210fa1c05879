#include "locale/msg/msg.h"
#include "tui/screen/list.h"

static void paragraph(struct canvas *c, struct rect *left, const char *words)
{
	int rows = frame_wrap(c, *left, STYLE_NORMAL, words);

	*left = rect_rows(*left, rows, left->rows - rows);
}

/* Somebody starts here for the first time. */
static void draw_beginning(struct canvas *c, struct rect *left)
{
	paragraph(c, left, _("No order is here yet. How to begin:"));
	paragraph(c, left, _("0       the menu: “Takes in a file of the hotline” (CSV, TSV, xlsx)"));
	paragraph(c, left, _("Ctrl+N  an order by hand"));
	paragraph(c, left,
		_("Units   0, other lists, units: a convener and bodies before the first meeting"));
	paragraph(c, left,
		_("Ctrl+X  leave; `yanpan demo FOLDER` then makes an invented county to learn on"));
}

void list_draw_empty(const struct list *l, struct canvas *c, struct rect area)
{
	struct rect left = rect_rows(area, 2, area.rows - 2);
	const char *why = l->work ? work_views[l->view].empty : NULL;

	if (l->result && !result_exact(l->result))
		paragraph(c, &left, _("Still looking ..."));
	else if (*finder_text(&l->finder))
		paragraph(c, &left, _("Nothing is found. Esc empties the finder."));
	else if (l->filter[0])
		paragraph(c, &left, _("The filter leaves nothing. F3 changes it; empty shows all."));
	else if (l->bare && l->work && (l->kind == KIND_NONE || l->kind == KIND_ORDER))
		draw_beginning(c, &left);
	else
		paragraph(c, &left, why ? _(why) : _("There is none yet."));
}
