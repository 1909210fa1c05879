#include "tui/screen/course.h"

#include "locale/msg/msg.h"
#include "store/rec/record.h"
#include "store/schema/log.h"
#include "tui/screen/history.h"
#include "tui/screen/words.h"

#include <stdlib.h>
#include <string.h>

/* Something that happened, and when; `rank` keeps what came at one moment in order. */
struct step {
	struct time time;
	size_t rank;
	const char *words;
};

struct course {
	struct kv_txn *txn;
	const struct view *view;
	struct arena arena;
	struct step *steps;
	size_t n, room;
};

static void add(struct course *c, struct time time, struct buf *words)
{
	if (c->n == c->room) {
		size_t room = c->room ? 2 * c->room : 64;
		struct step *more = arena_array(&c->arena, room, sizeof(*more));

		if (c->n)
			memcpy(more, c->steps, c->n * sizeof(*more));
		c->steps = more;
		c->room = room;
	}
	c->steps[c->n] = (struct step){ time, c->n, arena_text(&c->arena, buf_text(words)) };
	c->n++;
	buf_free(words);
}

/* ---- what the platform did ---- */

static void add_dispatch(struct course *c, const struct order *o, bool named)
{
	struct buf words = { 0 };
	char time[DATE_TEXT];

	if (o->dispatched.s == 0)
		return;
	buf_printf(&words, _("%s the hotline sent it to %s"), time_short_text(o->dispatched, time),
		*o->first_unit ? o->first_unit : o->unit);
	buf_printf(&words, "%s%s\n", named ? "  " : "", named ? o->number : "");
	add(c, o->dispatched, &words);
}

static void say_way(const struct order_return *r, struct buf *words)
{
	if (r->way == RETURN_SENT_ON)
		buf_printf(words, _("%s had it taken away"), r->unit);
	else if (return_bounces(r))
		buf_printf(words, _("%s asked to return it"), r->unit);
	else
		buf_printf(words, _("%s has to redo it"), r->unit);
}

static void add_return(struct course *c, const struct order_return *r)
{
	struct buf words = { 0 };
	struct words w = { c->txn, *c->view, &words };
	char day[DATE_TEXT];

	buf_printf(&words, "%s ", day_short_text(r->day, day));
	say_way(r, &words);
	buf_putc(&words, ' ');
	words_field(&w, &order_return_schema, r->reason ? "reason" : "words", r, " ");
	if (r->result != RETURN_ASKED)
		words_field(&w, &order_return_schema, "result", r, "");
	buf_putc(&words, '\n');
	add(c, time_of(r->day, 86399), &words);
}

static void add_import(struct course *c, const struct order *o)
{
	struct buf words = { 0 };
	struct batch b;
	struct err e = { 0 };
	char time[DATE_TEXT];

	if (uid_none(o->batch) || !record_get(c->txn, &batch_schema, o->batch, &b, &c->arena, &e))
		return;
	const char *slash = strrchr(b.file, '/');
	buf_printf(&words, _("%s imported from %s, batch %lld\n"), time_short_text(b.time, time),
		slash ? slash + 1 : b.file, (long long)b.number);
	add(c, b.time, &words);
}

static void add_order(struct course *c, const struct order *o, bool named)
{
	const struct order_return *r = o->returns.at;

	add_dispatch(c, o, named);
	for (size_t i = 0; i < o->returns.n; i++)
		add_return(c, &r[i]);
	add_import(c, o);
}

/* ---- what we did ---- */

static void add_events(struct course *c, enum kind kind, uint32_t ordinal)
{
	uint64_t sequences[HISTORY_MOST];
	size_t older, n = history_sequences(c->txn, kind, ordinal, sequences, &older);
	struct buf words = { 0 };

	if (older) {
		buf_printf(&words, _("… and %zu older entries\n"), older);
		add(c, (struct time){ 0 }, &words);
	}
	for (size_t i = 0; i < n; i++) {
		struct time time = history_entry(c->txn, sequences[i], &words);

		add(c, time, &words);
	}
}

static int by_time(const void *a, const void *b)
{
	const struct step *x = a, *y = b;

	if (x->time.s != y->time.s)
		return x->time.s < y->time.s ? -1 : 1;
	return x->rank < y->rank ? -1 : 1;
}

void course_of(struct kv_txn *txn, enum kind kind, uint32_t ordinal, const struct order *orders,
	size_t n, const struct view *view, struct buf *out)
{
	struct course c = { .txn = txn, .view = view };

	for (size_t i = 0; i < n; i++)
		add_order(&c, &orders[i], n > 1);
	add_events(&c, kind, ordinal);
	if (c.n)
		qsort(c.steps, c.n, sizeof(*c.steps), by_time);
	for (size_t i = 0; i < c.n; i++)
		buf_puts(out, c.steps[i].words);
	arena_free(&c.arena);
}
