#include "store/find/result.h"

#include "locale/msg/msg.h"
#include "store/find/few.h"
#include "store/find/ladder.h"
#include "store/find/match.h"
#include "store/find/shelf.h"
#include "store/rec/index.h"
#include "store/rec/journal.h"
#include "store/rec/meta.h"
#include "store/rec/record.h"

#include <stdlib.h>
#include <string.h>

/* The ordinals in order as far as somebody wanted them, from the front or from the back. */
struct walk {
	bool up; /* towards greater keys or ordinals */
	bool begun, done;
	struct key key;   /* of `sort`, where the walk stands */
	uint32_t ordinal; /* where it stands when ordered by arrival */
	uint32_t *at;
	size_t n, room;
};

enum {
	PAGE = 80,
	MISSES_MOST = 2000,     /* in the sort index one after the other: then days are left out */
	LOOKED_AT_ONCE = 2000,  /* open ones, before a place far down is asked for */
	COUNTED_AT_ONCE = 5000, /* open ones, before the first page is shown */
};

/* A stretch of the list, far from both ends. */
struct page {
	size_t first, n;
	uint32_t at[PAGE];
};

struct result {
	struct kv *kv;
	struct arena arena;
	struct query query;
	const struct field *sort; /* NULL: by arrival */
	bool down;
	struct shelves shelves;
	struct walk front, back;
	struct ladder ladder; /* of all that may be found, as far as it was known … */
	bool climbs;          /* … and it was */
	struct page page;
	bool shown;     /* the first page is known: from now on it is counted */
	int64_t placed; /* what result_place() has found */
	struct arena scratch;
	int64_t until; /* when the slice ends; monotonic ms, 0: never */
	unsigned ticks;
};

bool result_peek(struct kv_txn *txn, const struct schema *s, uint32_t ordinal, void *record,
	struct arena *a, struct err *e)
{
	return shelf_peek(txn, s, ordinal, record, a, e);
}

/* --- walking in order ------------------------------------------------------------------ */

static void walk_add(struct walk *w, uint32_t ordinal)
{
	if (w->n == w->room) {
		w->room = w->room ? w->room * 2 : 256;
		w->at = must_realloc(w->at, w->room * sizeof(*w->at));
	}
	w->at[w->n++] = ordinal;
}

/* A look at the clock now and then. */
static bool time_is_up(struct result *r)
{
	return r->until && r->ticks++ % 16 == 0 && clock_monotonic_ms() >= r->until;
}

static bool arrival_step(const struct result *r, struct walk *w)
{
	if (!w->begun)
		w->ordinal = w->up ? 1 : r->shelves.last;
	else if (w->up)
		w->ordinal++;
	else
		w->ordinal--;
	w->begun = true;
	return w->ordinal >= 1 && w->ordinal <= r->shelves.last;
}

static void walk_arrival(struct result *r, struct kv_txn *txn, struct walk *w, size_t wanted)
{
	while (w->n < wanted && !time_is_up(r)) {
		uint32_t next = arrival_step(r, w) ? shelves_next(&r->shelves, txn, w->ordinal, w->up) : 0;

		if (!next) {
			w->done = true;
			return;
		}
		w->ordinal = next;
		if (shelves_hold(&r->shelves, txn, next))
			walk_add(w, next);
	}
}

/* To where the walk stopped last time: the key may be gone since. */
static bool sort_resume(struct kv_cursor *c, const struct walk *w, struct bytes prefix)
{
	struct bytes key = key_bytes(&w->key);
	bool on;

	if (w->up)
		on = kv_seek(c, key);
	else
		on = kv_seek_before(c, key);
	if (on && w->begun && c->key.n == key.n && !memcmp(c->key.at, key.at, key.n))
		on = w->up ? kv_next(c) : kv_prev(c);
	return on && key_starts_with(c->key, prefix);
}

static uint32_t ordinal_of(struct bytes key)
{
	struct bytes tail = { (const char *)key.at + key.n - 4, 4 };
	uint32_t ordinal = 0;

	key_take_u32(&tail, &ordinal);
	return ordinal;
}

/* Counts the days of all that may be found; again once it is known which are. */
static void build_ladder(struct result *r, struct kv_txn *txn)
{
	if (r->ladder.n && (r->climbs || !result_exact(r)))
		return;
	ladder_free(&r->ladder);
	for (uint32_t i = 0; i < r->shelves.count; i++) {
		const struct shelf *shelf = shelves_get(&r->shelves, txn, i);
		struct block both = shelf->hits;

		block_or(&both, &shelf->open);
		ladder_add(&r->ladder, txn, r->query.schema->kind, r->sort, i, &both);
	}
	ladder_settle(&r->ladder);
	r->climbs = result_exact(r);
}

/* The least and the greatest value of a day, as keys of `sort` begin. */
struct reach {
	struct key low, high;
};

static void reach_day(const struct result *r, int32_t day, struct reach *out)
{
	int64_t low, high;

	index_sort_key(r->query.schema->kind, r->sort, &out->low);
	out->high = out->low;
	ladder_values(r->sort, day, &low, &high);
	key_i64(&out->low, low);
	key_i64(&out->high, high);
}

static bool is_within(const struct reach *day, struct bytes key)
{
	struct bytes low = key_bytes(&day->low), high = key_bytes(&day->high);

	return key.n >= low.n && memcmp(key.at, low.at, low.n) >= 0 &&
		memcmp(key.at, high.at, high.n) <= 0;
}

/* Puts the cursor on the first value of a day, or the last; false: it has none. */
static bool seek_day(struct kv_cursor *c, bool up, const struct reach *day)
{
	struct key beyond = day->high;

	key_beyond(&beyond);
	return (up ? kv_seek(c, key_bytes(&day->low)) : kv_seek_before(c, key_bytes(&beyond))) &&
		is_within(day, c->key);
}

static int32_t day_of_key(const struct result *r, struct bytes key)
{
	struct key prefix;
	int64_t value = 0;

	index_sort_key(r->query.schema->kind, r->sort, &prefix);
	struct bytes rest = { (const char *)key.at + prefix.n, key.n - prefix.n };

	key_take_i64(&rest, &value);
	return ladder_day(r->sort, value);
}

/* Whether anything may still be found from where the cursor stands; moves it to the day. */
static bool skip_days(struct result *r, struct kv_txn *txn, struct kv_cursor *c, bool up)
{
	int32_t day = day_of_key(r, c->key);
	const struct rung *rung;
	struct reach reach;

	build_ladder(r, txn);
	rung = ladder_from(&r->ladder, up, day);
	if (!rung || rung->day == day)
		return rung != NULL;
	reach_day(r, rung->day, &reach);
	return seek_day(c, up, &reach);
}

static void keep_place(struct walk *w, struct bytes key)
{
	w->begun = true;
	key_start(&w->key);
	key_raw(&w->key, key);
}

static void walk_sorted(struct result *r, struct kv_txn *txn, struct walk *w, size_t wanted)
{
	struct kv_cursor c;
	struct key prefix;
	bool on;

	index_sort_key(r->query.schema->kind, r->sort, &prefix);
	if (!w->begun) {
		w->key = prefix;
		if (!w->up)
			key_beyond(&w->key);
	}
	kv_cursor_open(txn, KV_SORT, &c);
	on = sort_resume(&c, w, key_bytes(&prefix));
	for (unsigned missed = 1; on && w->n < wanted && !time_is_up(r); missed++) {
		uint32_t ordinal = ordinal_of(c.key);

		keep_place(w, c.key);
		if (shelves_hold(&r->shelves, txn, ordinal)) {
			walk_add(w, ordinal);
			missed = 0;
		}
		on = (w->up ? kv_next(&c) : kv_prev(&c)) && key_starts_with(c.key, key_bytes(&prefix));
		if (on && missed % MISSES_MOST == 0 && missed && ladder_serves(r->sort))
			on = skip_days(r, txn, &c, w->up);
	}
	w->done = !on;
	kv_cursor_close(&c);
}

static void walk_on(struct result *r, struct kv_txn *txn, struct walk *w, size_t wanted)
{
	if (w->done || w->n >= wanted)
		return;
	if (r->sort)
		walk_sorted(r, txn, w, wanted);
	else
		walk_arrival(r, txn, w, wanted);
}

/* All blocks, as far as there is time. */
static void ask_indexes(struct result *r, struct kv_txn *txn)
{
	for (size_t i = r->shelves.count; i-- > 0 && !time_is_up(r);)
		shelves_get(&r->shelves, txn, (uint32_t)i);
}

/* --- opening ------------------------------------------------------------------------------ */

static bool refuse_sort(const struct schema *s, const char *word, struct err *e)
{
	struct buf names = { 0 };

	for (size_t i = 0; i < s->field_count; i++)
		if (s->fields[i].flags & FIELD_SORTED)
			buf_printf(&names, "%s%s", names.n ? ", " : "", s->fields[i].name);
	err_set(e, ERR_INPUT, "%s cannot be sorted by %s", _(s->plural), word);
	err_fix(e, "sort by one of: %s", buf_text(&names));
	buf_free(&names);
	return false;
}

static bool read_sort(struct result *r, const char *sort, struct err *e)
{
	const struct schema *s = r->query.schema;
	const struct field *row;

	if (!sort || !*sort)
		sort = s->sort;
	r->down = *sort == '-';
	r->sort = query_field(s, sort + r->down, &row);
	if (s->kind == KIND_EVENT) /* the journal is its own order */
		r->sort = NULL;
	else if (!r->sort || row || !(r->sort->flags & FIELD_SORTED))
		return refuse_sort(s, sort + r->down, e);
	r->front.up = !r->down;
	r->back.up = r->down;
	return true;
}

static bool look_around(struct result *r, struct err *e)
{
	enum kind kind = r->query.schema->kind;
	struct kv_txn txn;
	uint32_t last;
	bool good;

	if (!kv_begin_read(r->kv, &txn, e))
		return false;
	good = match_prepare(&txn, &r->query, &r->arena, e);
	last = kind == KIND_EVENT ? (uint32_t)journal_last(&txn) : record_last(&txn, kind);
	kv_end_read(&txn);
	shelves_open(&r->shelves, &r->query, last, &r->arena);
	return good;
}

bool result_open(struct kv *kv, const struct schema *s, const char *query, const char *sort,
	struct day today, struct result **out, struct err *e)
{
	struct result *r = must_alloc(sizeof(*r));

	memset(r, 0, sizeof(*r));
	*out = NULL;
	r->kv = kv;
	if (!query_parse(s, query, today, &r->query, &r->arena, e) || !read_sort(r, sort, e) ||
		!look_around(r, e)) {
		result_close(r);
		return false;
	}
	*out = r;
	return true;
}

void result_close(struct result *r)
{
	if (!r)
		return;
	ladder_free(&r->ladder);
	free(r->front.at);
	free(r->back.at);
	shelves_free(&r->shelves);
	arena_free(&r->scratch);
	arena_free(&r->arena);
	free(r);
}

/* --- asking ------------------------------------------------------------------------------- */

bool result_exact(const struct result *r)
{
	return shelves_exact(&r->shelves);
}

size_t result_count(const struct result *r)
{
	return r->shelves.hits;
}

const struct query *result_query(const struct result *r)
{
	return &r->query;
}

size_t result_damaged(const struct result *r)
{
	return r->shelves.damaged;
}

/* Runs `work` in a read transaction of its own. */
static bool in_read(struct result *r, int ms,
	void (*work)(struct result *, struct kv_txn *, size_t), size_t arg, struct err *e)
{
	struct kv_txn txn;
	bool good;

	if (!kv_begin_read(r->kv, &txn, e))
		return false;
	r->until = ms < 0 ? 0 : clock_monotonic_ms() + ms;
	work(r, &txn, arg);
	r->until = 0;
	good = !txn.err.kind;
	if (!good)
		*e = txn.err;
	kv_end_read(&txn);
	return good;
}

/* What the walk did not meet: a record that its sort index has lost is counted all the same. */
static void settle(struct result *r, struct kv_txn *txn)
{
	for (size_t i = r->shelves.count; i-- > 0 && r->shelves.open;) {
		const struct block *open = &r->shelves.at[i]->open;
		uint32_t place = block_next(open, 0);

		for (; place < BLOCK_SIZE && !time_is_up(r); place = block_next(open, place + 1))
			shelves_hold(&r->shelves, txn, (uint32_t)i * BLOCK_SIZE + place);
	}
}

/* Where few may be found they are all looked at and brought in order, so that nothing has to
 * be walked for them.  False: they are more, or there was not the time. */
static bool gather_few(struct result *r, struct kv_txn *txn)
{
	struct shelves *s = &r->shelves;
	struct walk *w = &r->front;

	if (w->done)
		return true;
	if (!r->sort || s->known < s->count || s->hits + s->open > few_are(s->last))
		return false;
	settle(r, txn);
	if (s->open)
		return false;
	w->n = 0;
	for (uint32_t at = shelves_next(s, txn, 1, true); at; at = shelves_next(s, txn, at + 1, true))
		walk_add(w, at);
	few_sort(txn, r->query.schema, r->sort, w->up, w->at, w->n);
	w->done = true;
	return true;
}

static bool is_dated(const struct result *r)
{
	return r->sort && ladder_serves(r->sort);
}

/* The indexes first, newest block first; then what is shown first; then records in the
 * order of the list where nothing else leads to a place in it. */
static void count_on(struct result *r, struct kv_txn *txn, size_t unused)
{
	(void)unused;
	ask_indexes(r, txn);
	if (result_exact(r) || gather_few(r, txn))
		return;
	walk_on(r, txn, &r->front, !r->shown || is_dated(r) ? PAGE : SIZE_MAX);
	if (r->until && !r->shown && r->shelves.open > COUNTED_AT_ONCE) {
		r->shown = true;
		return;
	}
	if (r->front.done || r->front.n >= PAGE)
		settle(r, txn);
}

bool result_step(struct result *r, int ms, struct err *e)
{
	return result_exact(r) || in_read(r, ms, count_on, 0, e);
}

static void walk_front(struct result *r, struct kv_txn *txn, size_t wanted)
{
	if (r->front.n < wanted)
		gather_few(r, txn);
	walk_on(r, txn, &r->front, wanted);
}

static void walk_back(struct result *r, struct kv_txn *txn, size_t wanted)
{
	walk_on(r, txn, &r->back, wanted);
}

/* From the back when that is nearer and the count is known. */
static bool nearer_back(const struct result *r, size_t first)
{
	return result_exact(r) && !r->front.done && first > r->front.n &&
		r->shelves.hits - first < first - r->front.n;
}

static size_t from_back(const struct result *r, size_t first, size_t n, uint32_t *ordinals)
{
	size_t got = 0;

	for (size_t i = first; got < n && i < r->shelves.hits && r->shelves.hits - 1 - i < r->back.n;
		 i++)
		ordinals[got++] = r->back.at[r->shelves.hits - 1 - i];
	return got;
}

/* The hits of a day from the one at `skip`, in the order of the list. */
static void take_day(
	struct result *r, struct kv_txn *txn, const struct rung *rung, size_t skip, struct page *page)
{
	bool up = r->front.up;
	struct reach day;
	struct kv_cursor c;

	reach_day(r, rung->day, &day);
	kv_cursor_open(txn, KV_SORT, &c);
	for (bool on = seek_day(&c, up, &day); on && page->n < PAGE && is_within(&day, c.key);
		 on = up ? kv_next(&c) : kv_prev(&c)) {
		uint32_t ordinal = ordinal_of(c.key);

		if (!shelves_hold(&r->shelves, txn, ordinal))
			continue;
		if (skip > 0)
			skip--;
		else
			page->at[page->n++] = ordinal;
	}
	kv_cursor_close(&c);
}

static void climb(struct result *r, struct kv_txn *txn, size_t first)
{
	struct page *page = &r->page;
	const struct rung *rung;
	size_t before;

	build_ladder(r, txn);
	page->first = first > PAGE / 2 ? first - PAGE / 2 : 0;
	page->n = 0;
	rung = ladder_find(&r->ladder, r->front.up, page->first, &before);
	for (size_t skip = page->first - before; rung && page->n < PAGE; skip = 0) {
		take_day(r, txn, rung, skip, page);
		rung = ladder_next(&r->ladder, r->front.up, rung);
	}
}

/* Few that may be found are looked at, so that it is known how many there are. */
static void look_at_few(struct result *r, struct kv_txn *txn, size_t unused)
{
	(void)unused;
	ask_indexes(r, txn);
	if (r->shelves.open <= LOOKED_AT_ONCE)
		settle(r, txn);
}

static bool page_has(const struct page *page, size_t first, size_t n)
{
	return first >= page->first && first + n <= page->first + page->n;
}

static bool window_on_page(
	struct result *r, size_t first, size_t n, uint32_t *ordinals, size_t *got, struct err *e)
{
	if (!page_has(&r->page, first, n) && !in_read(r, -1, climb, first, e))
		return false;
	for (size_t i = first; i < r->page.first + r->page.n && *got < n; i++)
		ordinals[(*got)++] = r->page.at[i - r->page.first];
	return true;
}

static bool window_of_walks(
	struct result *r, size_t first, size_t n, uint32_t *ordinals, size_t *got, struct err *e)
{
	if (nearer_back(r, first)) {
		if (!in_read(r, -1, walk_back, r->shelves.hits - first, e))
			return false;
		*got = from_back(r, first, n, ordinals);
		return true;
	}
	if (!in_read(r, -1, walk_front, first + n, e))
		return false;
	for (size_t i = first; i < r->front.n && *got < n; i++)
		ordinals[(*got)++] = r->front.at[i];
	return true;
}

bool result_window(
	struct result *r, size_t first, size_t n, uint32_t *ordinals, size_t *got, struct err *e)
{
	bool far = is_dated(r) && n <= PAGE / 2 && first + n > r->front.n + PAGE && !r->front.done;

	*got = 0;
	if (far && !result_exact(r) && !in_read(r, -1, look_at_few, 0, e))
		return false;
	if (result_exact(r) && first >= r->shelves.hits)
		return true;
	if (far && result_exact(r))
		return window_on_page(r, first, n, ordinals, got, e);
	return window_of_walks(r, first, n, ordinals, got, e);
}

static int64_t place_in(const struct walk *w, size_t from, uint32_t ordinal)
{
	for (size_t i = from; i < w->n; i++)
		if (w->at[i] == ordinal)
			return (int64_t)i;
	return RESULT_NOWHERE;
}

/* Where the key of a hit stands: days before it, and what lies before it on its day. */
static int64_t place_of_key(struct result *r, struct kv_txn *txn, struct bytes key)
{
	bool up = r->front.up, met = false;
	int32_t day = day_of_key(r, key);
	const struct rung *rung;
	struct reach reach;
	struct kv_cursor c;
	int64_t n = 0;
	size_t none;

	build_ladder(r, txn);
	for (rung = ladder_find(&r->ladder, up, 0, &none); rung && rung->day != day;
		 rung = ladder_next(&r->ladder, up, rung))
		n += rung->hits;
	reach_day(r, day, &reach);
	kv_cursor_open(txn, KV_SORT, &c);
	for (bool on = seek_day(&c, up, &reach); on && !met && is_within(&reach, c.key);
		 on = up ? kv_next(&c) : kv_prev(&c)) {
		met = c.key.n == key.n && !memcmp(c.key.at, key.at, key.n);
		n += !met && shelves_hold(&r->shelves, txn, ordinal_of(c.key));
	}
	kv_cursor_close(&c);
	return met ? n : RESULT_NOWHERE;
}

static void place_on_ladder(struct result *r, struct kv_txn *txn, size_t ordinal)
{
	struct arena_mark mark = arena_mark(&r->scratch);
	void *record = schema_new(r->query.schema, &r->scratch);
	struct err e = { 0 };
	struct key k;

	if (shelves_hold(&r->shelves, txn, (uint32_t)ordinal) &&
		result_peek(txn, r->query.schema, (uint32_t)ordinal, record, &r->scratch, &e)) {
		index_sort_key(r->query.schema->kind, r->sort, &k);
		index_value(r->sort, record, &k);
		key_u32(&k, (uint32_t)ordinal);
		r->placed = place_of_key(r, txn, key_bytes(&k));
	}
	arena_reset(&r->scratch, mark);
}

static void place_by_walking(struct result *r, struct kv_txn *txn, size_t ordinal)
{
	bool is_hit = shelves_hold(&r->shelves, txn, (uint32_t)ordinal);

	while (is_hit && r->placed == RESULT_NOWHERE && !r->front.done) {
		size_t from = r->front.n;

		walk_on(r, txn, &r->front, from + 4096);
		r->placed = place_in(&r->front, from, (uint32_t)ordinal);
	}
}

static void find_place(struct result *r, struct kv_txn *txn, size_t ordinal)
{
	if (is_dated(r))
		look_at_few(r, txn, 0);
	if (is_dated(r) && result_exact(r))
		place_on_ladder(r, txn, ordinal);
	else
		place_by_walking(r, txn, ordinal);
}

bool result_place(struct result *r, uint32_t ordinal, int64_t *place, struct err *e)
{
	*place = RESULT_NOWHERE;
	if (!ordinal || ordinal > r->shelves.last)
		return true;
	r->placed = place_in(&r->front, 0, ordinal);
	if (r->placed == RESULT_NOWHERE && !in_read(r, -1, find_place, ordinal, e))
		return false;
	*place = r->placed;
	return true;
}
