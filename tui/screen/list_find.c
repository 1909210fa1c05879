/* list_find.c — what is typed over a list: the finder, the filter (F3), and how a word of
 * either may go on. */
#include "locale/msg/msg.h"
#include "locale/text/width.h"
#include "tui/screen/list.h"

#include <stdio.h>
#include <string.h>

enum { FIRST_MS = 10, MORE_MS = 3 }; /* for counting values: no key waits longer */

/* ---- how the word may go on ---- */

static struct finder *line_of(struct list *l)
{
	return l->boxing ? &l->box : &l->finder;
}

static bool same_by(const struct tally_by *a, const struct tally_by *b)
{
	return a->field == b->field && a->row == b->row;
}

/* The values that occur, of the field the caret is in; counted a little more at every key. */
static void read_values(struct list *l, const struct tally_by *by)
{
	struct list_offers *o = &l->going_on;
	uint64_t generation = kv_generation(l->kv);
	struct err e = { 0 };

	if (o->values && same_by(&o->by, by) && o->generation == generation) {
		tally_step(o->values, MORE_MS, &e);
		return;
	}
	tally_close(o->values);
	o->values = NULL;
	o->by = *by;
	o->generation = generation;
	if (tally_may(by) &&
		tally_open(l->kv, schema_of(l->kind), "", *by, time_day(l->now), &o->values, &e))
		tally_step(o->values, FIRST_MS, &e);
}

static void look(struct list *l)
{
	struct list_offers *o = &l->going_on;
	struct finder *f = line_of(l);
	struct tally_by by;

	arena_free(&o->arena);
	o->found.count = 0;
	o->at = 0;
	if (!f->typing || l->kind == KIND_NONE)
		return;
	const struct schema *s = schema_of(l->kind);
	bool values = complete_field(s, finder_text(f), f->edit.caret, &by, &o->arena);
	if (values)
		read_values(l, &by);
	complete_query(
		s, finder_text(f), f->edit.caret, values ? o->values : NULL, &o->found, &o->arena);
}

bool list_offers_count(const struct list *l)
{
	const struct list_offers *o = &l->going_on;

	return o->found.count && o->values && !tally_exact(o->values);
}

void list_offers_tick(struct list *l)
{
	size_t at = l->going_on.at;

	if (!list_offers_count(l))
		return;
	look(l);
	l->going_on.at = at < l->going_on.found.count ? at : 0;
}

static void stop_typing(struct list *l)
{
	l->boxing = false;
	l->finder.typing = false;
	look(l);
}

/* What is only half typed is no mistake yet. */
static struct effect find_on(struct list *l, struct ctx *ctx)
{
	if (l->boxing)
		snprintf(l->filter, sizeof(l->filter), "%s", finder_text(&l->box));
	list_narrow(l, ctx);
	if (l->boxing)
		scroll_to(&l->table.scroll, 0);
	else
		list_focus_found(l);
	look(l);
	return l->refused.kind && !l->going_on.found.count ? say(l->refused) : stay();
}

static struct effect take_offer(struct list *l, struct ctx *ctx, size_t i)
{
	const struct completion *found = &l->going_on.found;
	struct finder *f = line_of(l);
	const char *text = found->offers[i].text;
	bool name = text[strlen(text) - 1] == ':';

	text = arena_format(ctx->frame, "%s%s", text, name ? "" : " ");
	edit_replace(&f->edit, found->from, f->edit.caret, text, strlen(text));
	return find_on(l, ctx);
}

static struct effect offer_chosen(void *state, struct ctx *ctx, const size_t *rows, size_t count)
{
	return count ? take_offer(state, ctx, rows[0]) : stay();
}

/* All of them as a list, with how many records have each. */
static struct effect choose_offer(struct list *l, struct ctx *ctx)
{
	const struct completion *found = &l->going_on.found;

	l->offers = arena_array(ctx->arena, found->count, sizeof(*l->offers));
	for (size_t i = 0; i < found->count; i++)
		l->offers[i] = (struct picker_row){
			.words = arena_text(ctx->arena, found->offers[i].words),
			.note = found->offers[i].count ? arena_format(ctx->arena, "%zu", found->offers[i].count)
										   : NULL,
		};
	return choose((struct choose){
		.title = _("Goes on as"),
		.source = picker_list(l->offers, found->count, ctx->arena),
		.focus = l->going_on.at,
		.then = offer_chosen,
	});
}

/* ---- keys ---- */

struct effect list_filter(void *state, struct ctx *ctx)
{
	struct list *l = state;

	if (l->boxing)
		return list_filters(l, ctx);
	edit_set(&l->box.edit, l->filter);
	snprintf(l->filter_before, sizeof(l->filter_before), "%s", l->filter);
	l->boxing = true;
	finder_enter(&l->box);
	look(l);
	return stay();
}

void list_take_filter(struct list *l, struct ctx *ctx, const char *filter, const char *sort)
{
	snprintf(l->filter, sizeof(l->filter), "%s", filter);
	l->sort = *sort ? arena_text(ctx->arena, sort) : NULL;
	stop_typing(l);
	list_read(l, ctx);
	scroll_to(&l->table.scroll, 0);
}

static struct effect leave_box(struct list *l, struct ctx *ctx)
{
	snprintf(l->filter, sizeof(l->filter), "%s", l->filter_before);
	stop_typing(l);
	list_read(l, ctx);
	return stay();
}

/* What is asked for wrongly is not left behind as if it were the filter. */
static struct effect end_box(struct list *l)
{
	if (l->refused.kind)
		return say(l->refused);
	for (size_t n = strlen(l->filter); n && l->filter[n - 1] == ' ';)
		l->filter[--n] = '\0';
	stop_typing(l);
	return stay();
}

static bool offers_key(struct list *l, uint32_t key)
{
	return l->going_on.found.count && (key == K_TAB || key == K_SHIFT_TAB || key == K_F1 + 3);
}

static struct effect offer_input(struct list *l, struct ctx *ctx, uint32_t key)
{
	if (key == K_F1 + 3)
		return choose_offer(l, ctx);
	if (key == K_TAB)
		return take_offer(l, ctx, l->going_on.at);
	l->going_on.at = (l->going_on.at + 1) % l->going_on.found.count;
	return stay();
}

struct effect list_say_too_long(void)
{
	struct err e = { 0 };

	err_set(&e, ERR_INPUT, "more than %d characters are not searched for", FINDER_MOST);
	err_fix(&e, "take a few words of it");
	return say(e);
}

static struct effect line_input(struct list *l, struct ctx *ctx, const struct input *in)
{
	switch (finder_input(line_of(l), in)) {
	case FINDER_CHANGED:
		return find_on(l, ctx);
	case FINDER_MOVED:
		look(l);
		return stay();
	case FINDER_FULL:
		return list_say_too_long();
	case FINDER_PASSED:
		break;
	}
	if (line_of(l)->typing)
		return pass();
	if (l->boxing && l->refused.kind) {
		finder_enter(&l->box);
		return say(l->refused);
	}
	if (l->boxing)
		end_box(l);
	stop_typing(l);
	return pass();
}

/* A filter is text to be mended: in it these keys move the caret, not the row. */
static bool moves_caret(uint32_t key)
{
	return key == K_LEFT || key == K_RIGHT || key == K_HOME || key == K_END;
}

struct effect list_type(struct list *l, struct ctx *ctx, const struct input *in)
{
	uint32_t key = input_key(in);

	if (in->kind == INPUT_KEY && offers_key(l, key))
		return offer_input(l, ctx, key);
	if (l->boxing && key == K_F1 + 3)
		return list_filters(l, ctx);
	if (l->boxing && key == K_ESC)
		return leave_box(l, ctx);
	if (l->boxing && key == K_ENTER)
		return end_box(l);
	if (l->boxing && in->kind == INPUT_KEY && moves_caret(key) && edit_input(&l->box.edit, in)) {
		look(l);
		return stay();
	}
	return line_input(l, ctx, in);
}

/* ---- drawing ---- */

enum { FIND_COLS = 18 /* for the finder beside the filter */ };

void list_draw_line(const struct list *l, const struct ctx *ctx, struct canvas *c)
{
	struct buf label = { 0 };

	if (l->boxing) {
		finder_draw(&l->box, c, _("filter: "), "");
		return;
	}
	if (l->filter[0]) {
		struct buf filter = { 0 };

		width_clip(&filter, l->filter, l->finder.edit.area.cols - FIND_COLS, "…");
		buf_printf(&label, _("[%s] "), buf_text(&filter));
		buf_free(&filter);
	}
	buf_puts(&label, _("find: "));
	finder_draw(&l->finder, c, arena_text(ctx->frame, buf_text(&label)),
		l->filter[0] ? "" : _("(just type)"));
	buf_free(&label);
}

/* In the place of the headings: what Tab takes comes first. */
void list_draw_offers(const struct list *l, struct canvas *c, struct rect row)
{
	const struct completion *found = &l->going_on.found;
	int col = row.col + 1, end = row.col + row.cols;

	if (!found->count)
		return;
	canvas_text(c, row.row, row.col, row.cols, STYLE_NORMAL, "");
	col = canvas_put(c, row.row, col, end - col, STYLE_KEY, "Tab ");
	for (size_t i = 0; i < found->count && col < end; i++) {
		const struct complete_offer *o = &found->offers[(l->going_on.at + i) % found->count];
		struct buf words = { 0 };

		buf_puts(&words, o->words);
		if (o->count)
			buf_printf(&words, " %zu", o->count);
		if (col + width_text(buf_text(&words)) <= end) {
			col = canvas_put(
				c, row.row, col, end - col, i ? STYLE_NORMAL : STYLE_OPEN, buf_text(&words));
			col = canvas_put(c, row.row, col, end - col, STYLE_NORMAL, "  ");
		} else {
			canvas_put(c, row.row, col, end - col, STYLE_QUIET, "…");
			col = end;
		}
		buf_free(&words);
	}
}

void list_close_line(struct list *l)
{
	tally_close(l->going_on.values);
	arena_free(&l->going_on.arena);
	finder_free(&l->finder);
	finder_free(&l->box);
}
