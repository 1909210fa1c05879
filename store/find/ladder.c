#include "store/find/ladder.h"

#include "locale/base/arena.h"
#include "locale/calendar/date.h"
#include "store/rec/index.h"

#include <stdlib.h>

enum { DAY_SECONDS = 86400 };

bool ladder_serves(const struct field *f)
{
	return f->flags & FIELD_SORTED && (f->type == FIELD_DAY || f->type == FIELD_TIME);
}

int32_t ladder_day(const struct field *f, int64_t value)
{
	if (f->type == FIELD_DAY)
		return (int32_t)value;
	return value ? time_day((struct time){ value }).n : day_of(1970, 1, 1).n;
}

void ladder_values(const struct field *f, int32_t day, int64_t *low, int64_t *high)
{
	*low = *high = day;
	if (f->type == FIELD_DAY)
		return;
	*low = time_of((struct day){ day }, 0).s;
	*high = *low + DAY_SECONDS - 1;
}

static void add_rung(struct ladder *l, int32_t day, uint32_t hits)
{
	if (hits == 0)
		return;
	if (l->n == l->room) {
		l->room = l->room ? l->room * 2 : 256;
		l->at = must_realloc(l->at, l->room * sizeof(*l->at));
	}
	l->at[l->n++] = (struct rung){ day, hits };
}

void ladder_add(struct ladder *l, struct kv_txn *txn, enum kind kind, const struct field *f,
	uint32_t block, const struct block *hits)
{
	uint32_t left = block_count(hits);
	struct kv_cursor c;
	struct key prefix;

	if (left == 0)
		return;
	index_set_key(kind, block, f, &prefix);
	kv_cursor_open(txn, KV_SET, &c);
	for (bool on = kv_seek_in(&c, key_bytes(&prefix)); on && left;
		 on = kv_next_in(&c, key_bytes(&prefix))) {
		struct bytes value = { (const char *)c.key.at + prefix.n, c.key.n - prefix.n };
		uint32_t n = block_count_stored(hits, c.value);
		int64_t day;

		if (!key_take_i64(&value, &day))
			continue;
		add_rung(l, (int32_t)day, n < left ? n : left);
		left -= n < left ? n : left;
	}
	kv_cursor_close(&c);
	add_rung(l, ladder_day(f, 0), left);
}

static int by_day(const void *a, const void *b)
{
	const struct rung *x = a, *y = b;

	return (x->day > y->day) - (x->day < y->day);
}

/* A day lies in several blocks. */
void ladder_settle(struct ladder *l)
{
	size_t n = 0;

	if (l->n == 0)
		return;
	qsort(l->at, l->n, sizeof(*l->at), by_day);
	for (size_t i = 1; i < l->n; i++)
		if (l->at[i].day == l->at[n].day)
			l->at[n].hits += l->at[i].hits;
		else
			l->at[++n] = l->at[i];
	l->n = n + 1;
}

void ladder_free(struct ladder *l)
{
	free(l->at);
	*l = (struct ladder){ 0 };
}

const struct rung *ladder_next(const struct ladder *l, bool up, const struct rung *r)
{
	size_t i = (size_t)(r - l->at);

	if (up)
		return i + 1 < l->n ? r + 1 : NULL;
	return i > 0 ? r - 1 : NULL;
}

const struct rung *ladder_find(const struct ladder *l, bool up, size_t place, size_t *before)
{
	const struct rung *r = l->n == 0 ? NULL : up ? l->at : l->at + l->n - 1;

	*before = 0;
	while (r && *before + r->hits <= place) {
		*before += r->hits;
		r = ladder_next(l, up, r);
	}
	return r;
}

const struct rung *ladder_from(const struct ladder *l, bool up, int32_t day)
{
	size_t low = 0, high = l->n;

	while (low < high) { /* the first at the day or later */
		size_t middle = (low + high) / 2;

		if (l->at[middle].day < day)
			low = middle + 1;
		else
			high = middle;
	}
	if (up)
		return low < l->n ? &l->at[low] : NULL;
	if (low < l->n && l->at[low].day == day)
		return &l->at[low];
	return low > 0 ? &l->at[low - 1] : NULL;
}
