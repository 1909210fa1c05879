/* review_head.c — the rows above: which meeting, which item, its clock, the agenda, who is there.
 */
#include "tui/screen/review.h"

#include "locale/calendar/cn_number.h"
#include "locale/msg/msg.h"
#include "locale/text/width.h"
#include "store/panel/agenda.h"

#include <stdlib.h>
#include <string.h>

enum { ROW_STRIP = 1, MINUTE = 60, HOUR = 3600 };

const char *review_number(int64_t n, struct arena *a)
{
	char words[CN_NUMBER_TEXT];

	if (strncmp(msg_lang(), "zh", 2) != 0 || n < 0 || n > 9999)
		return arena_format(a, "%lld", (long long)n);
	return arena_text(a, cn_number((int)n, words));
}

/* The clock runs while the panel sits and the item is not decided. */
int64_t review_seconds(const struct review *r, struct time now)
{
	int64_t spent = r->facts.at < r->spent_count ? r->spent[r->facts.at] : 0;
	bool runs = r->facts.open && r->facts.meeting.state == MEETING_OPEN;

	if (spent < r->facts.item->seconds)
		spent = r->facts.item->seconds;
	return runs && now.s > r->since.s ? spent + now.s - r->since.s : spent;
}

static const char *clock_words(int64_t s, struct arena *a)
{
	if (s >= HOUR)
		return arena_format(a, "%lld:%02lld:%02lld", (long long)(s / HOUR),
			(long long)(s % HOUR / MINUTE), (long long)(s % MINUTE));
	return arena_format(a, "%02lld:%02lld", (long long)(s / MINUTE), (long long)(s % MINUTE));
}

const char *review_meeting_count(const struct meeting *m)
{
	const char *dash = strrchr(m->number, '-');
	const char *count = dash ? dash + 1 : m->number;

	return count + strspn(count, "0");
}

static void draw_title(const struct review *r, const struct ctx *ctx, struct canvas *c)
{
	const struct review_facts *f = &r->facts;
	const char *left = arena_format(ctx->frame, _("panel meeting %s  item %s/%s  %s"),
		review_meeting_count(&f->meeting), review_number((int64_t)f->at + 1, ctx->frame),
		review_number((int64_t)f->item_count, ctx->frame), f->items[f->at].title);
	const char *clock = clock_words(review_seconds(r, ctx->now), ctx->frame);
	char now[DATE_TEXT];

	if (r->wide)
		left = arena_format(
			ctx->frame, _("%s  %s  chair %s"), left, f->meeting.place, f->meeting.chair);
	frame_title(c, ctx, left,
		arena_format(ctx->frame, _("item %s%s  %s"), clock, review_room_words(r),
			time_clock_text(ctx->now, now)));
}

static const char *entry_words(const struct review *r, const struct ctx *ctx, size_t i)
{
	const struct review_entry *entry = &r->facts.items[i];
	const char *number = review_number((int64_t)i + 1, ctx->frame);

	if (*entry->recused)
		return arena_format(ctx->frame, _("%s%s%s(%s recused)"), number,
			i == r->facts.at ? ">" : " ", entry->state, entry->recused);
	return arena_format(ctx->frame, "%s%s%s", number, i == r->facts.at ? ">" : " ", entry->state);
}

/* Two of something are 两. */
static const char *bodies_count(size_t n, struct arena *a)
{
	return n == 2 && !strncmp(msg_lang(), "zh", 2) ? "两" : review_number((int64_t)n, a);
}

static const char *heads_words(const struct review *r, const struct ctx *ctx)
{
	const struct review_facts *f = &r->facts;
	char until[DATE_TEXT];

	if (meeting_circulated(&f->meeting)) /* who is missing stands in page 8 as 未表态 */
		return arena_format(ctx->frame, _("signed %zu/%zu by %s"), f->item->positions.n,
			f->bodies_needed, day_short_text(f->meeting.until, until));
	const char *bodies = f->quorum
		? arena_format(ctx->frame, _("bodies %zu/%zu"), f->bodies_here, f->bodies_needed)
		: arena_format(
			  ctx->frame, _("all %s bodies here"), bodies_count(f->bodies_here, ctx->frame));

	return arena_format(
		ctx->frame, _("%s  parties here %zu/%zu"), bodies, f->parties_here, f->parties);
}

/* The item before the current one is still seen, and then as many as there is room for. */
static size_t strip_from(const struct review *r, const struct ctx *ctx, int cols)
{
	int wanted = 0;

	for (size_t i = 0; i < r->facts.item_count; i++)
		wanted += 2 + width_text(entry_words(r, ctx, i));
	return wanted <= cols || r->facts.at == 0 ? 0 : r->facts.at - 1;
}

static void draw_strip(const struct review *r, const struct ctx *ctx, struct canvas *c)
{
	const char *heads = heads_words(r, ctx);
	int taken = width_text(heads) + 1, cols = ctx->cols - taken - 1, col = 1;

	canvas_text(c, ROW_STRIP, 0, ctx->cols, STYLE_NORMAL, "");
	for (size_t i = strip_from(r, ctx, cols); i < r->facts.item_count; i++) {
		const char *words = entry_words(r, ctx, i);

		if (col + width_text(words) > cols)
			break;
		col = canvas_put(c, ROW_STRIP, col, cols - col,
				  i == r->facts.at ? STYLE_OPEN : STYLE_NORMAL, words) +
			2;
	}
	canvas_put(
		c, ROW_STRIP, ctx->cols - taken, taken, r->facts.quorum ? STYLE_WARN : STYLE_NORMAL, heads);
}

void review_draw_head(const struct review *r, const struct ctx *ctx, struct canvas *c)
{
	draw_title(r, ctx, c);
	if (!r->wide)
		draw_strip(r, ctx, c);
}

/* ---- the agenda with its people, where it has a column of its own ---- */

static void agenda_lines(const struct review *r, const struct ctx *ctx, struct lines *l)
{
	for (size_t i = 0; i < r->facts.item_count; i++) {
		const struct review_entry *entry = &r->facts.items[i];
		bool here = i == r->facts.at;

		lines_printf(l, here ? STYLE_OPEN : STYLE_NORMAL, 0, 4, "%s%s %s  %s", here ? ">" : " ",
			review_number((int64_t)i + 1, ctx->frame), entry->title, entry->state);
		if (*entry->recused)
			lines_printf(l, STYLE_WARN, 4, 0, _("%s recused"), entry->recused);
	}
}

static void people_lines(const struct review *r, const struct ctx *ctx, struct lines *l)
{
	const struct field *as = schema_field(&attender_schema, "as");

	lines_blank(l);
	lines_add(l, r->facts.quorum ? STYLE_WARN : STYLE_TITLE, 0, 0, heads_words(r, ctx));
	for (size_t i = 0; i < r->facts.person_count; i++) {
		const struct review_person *p = &r->facts.people[i];
		const struct choice *choice = p->row ? field_choice(as, p->row->as) : NULL;

		lines_printf(l, p->row ? STYLE_NORMAL : STYLE_QUIET, 1, 3, "%s %s %s", p->unit->name,
			p->row ? p->row->person : p->unit->usual, choice ? _(choice->label) : "");
	}
}

void review_draw_agenda(
	const struct review *r, const struct ctx *ctx, struct canvas *c, struct rect area)
{
	struct lines l = { .arena = ctx->frame, .cols = area.cols };

	agenda_lines(r, ctx, &l);
	people_lines(r, ctx, &l);
	lines_draw(&l, c, area, 0);
}
