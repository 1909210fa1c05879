/* ticket_consults.c — page 6征求 of the ticket screen: a row a unit, the bodies' opinions below. */
#include "tui/screen/ticket.h"

#include "locale/msg/msg.h"
#include "tui/screen/lines.h"

#include <string.h>

void ticket_consults_place(struct ticket *t, struct rect area)
{
	scroll_fit(&t->asked, t->words.consult_count, area.rows);
}

struct effect ticket_consults_input(struct ticket *t, struct ctx *ctx, const struct input *in)
{
	uint32_t key = input_key(in);

	if (!t->words.consult_count || key == K_LEFT || key == K_RIGHT)
		return pass();
	if (scroll_input(&t->asked, in))
		return stay();
	if (key != K_ENTER)
		return pass();
	return steps_open(
		&t->steps, ctx, KIND_CONSULT, &t->words.consults[t->asked.focus].uid, 1, ticket_after_step);
}

static enum style style_of(const struct ticket_consult *c, bool here)
{
	return here ? STYLE_FOCUS : c->late ? STYLE_WARN : STYLE_NORMAL;
}

void ticket_consults_draw(
	const struct ticket *t, const struct ctx *ctx, struct canvas *c, struct rect area)
{
	struct lines l = { .arena = ctx->frame, .cols = area.cols };
	size_t cursor = 0;

	for (size_t i = 0; i < t->words.consult_count; i++) {
		const struct ticket_consult *one = &t->words.consults[i];
		bool here = i == t->asked.focus;

		if (here)
			cursor = l.n;
		lines_printf(&l, style_of(one, here), 0, 3, "%s%s", here ? ">" : " ", one->line);
		if (*one->words)
			lines_add(&l, STYLE_NORMAL, 3, 0, one->words);
	}
	if (*t->words.advice) {
		lines_blank(&l);
		lines_add(&l, STYLE_TITLE, 1, 0, _("professional opinions"));
		lines_add(&l, STYLE_NORMAL, 1, 0, t->words.advice);
	}
	size_t top = cursor >= (size_t)area.rows ? cursor + 1 - (size_t)area.rows : 0;
	lines_draw(&l, c, area, top);
	canvas_cursor(c, area.row + (int)(cursor - top), area.col);
}
