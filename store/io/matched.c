#include "store/io/matched.h"

#include "store/find/result.h"

enum { WINDOW = 256 };

struct matching {
	struct kv *kv;
	struct precedent_classes classes;
	struct matched *out;
	void (*elsewhere)(const struct guide_row *, void *);
	void *arg;
};

static bool still_open(const struct order *o)
{
	return o->state == ORDER_TO_SCREEN || o->state == ORDER_ON_FILE;
}

/* An order that several rulings match is the newest one's. */
static void look(struct matching *m, struct kv_txn *txn, size_t class_, uint32_t ordinal)
{
	struct arena a = { 0 };
	const struct ruling **found = arena_array(&a, m->classes.n + 1, sizeof(*found));
	struct guide_row row;
	struct order o;
	struct err e = { 0 };

	if (record_peek(txn, &order_schema, ordinal, &o, &a, &e) && still_open(&o) &&
		precedent_among(&m->classes, &o, found, &a) && found[0] == &m->classes.at[class_] &&
		guide_order(txn, &m->classes, &o, &row, &a)) {
		m->out->orders++;
		m->out->elsewhere += row.elsewhere;
		if (row.elsewhere && m->elsewhere)
			m->elsewhere(&row, m->arg);
	}
	arena_free(&a);
}

static bool look_through(struct matching *m, size_t class_, struct result *found, struct err *e)
{
	uint32_t ordinals[WINDOW];
	size_t got = 1;

	for (size_t at = 0; got; at += got) {
		struct kv_txn txn;

		if (!result_window(found, at, WINDOW, ordinals, &got, e) || !kv_begin_read(m->kv, &txn, e))
			return false;
		for (size_t i = 0; i < got; i++)
			look(m, &txn, class_, ordinals[i]);
		kv_end_read(&txn);
	}
	return true;
}

static bool match_class(
	struct matching *m, int64_t batch, struct day today, size_t class_, struct err *e)
{
	struct buf query = { 0 };
	struct result *found = NULL;
	bool good = true;

	precedent_query(&m->classes.at[class_], &query);
	if (query.n) {
		buf_printf(&query, " batch:=%lld", (long long)batch);
		good = result_open(m->kv, &order_schema, buf_text(&query), NULL, today, &found, e) &&
			look_through(m, class_, found, e);
		result_close(found);
	}
	buf_free(&query);
	return good;
}

bool matched_batch(struct kv *kv, int64_t batch, struct day today, struct matched *out,
	void (*elsewhere)(const struct guide_row *, void *arg), void *arg, struct err *e)
{
	struct matching m = { .kv = kv, .out = out, .elsewhere = elsewhere, .arg = arg };
	struct arena a = { 0 };
	struct kv_txn txn;
	bool good = kv_begin_read(kv, &txn, e);

	*out = (struct matched){ 0 };
	if (!good)
		return false;
	precedent_classes(&txn, &m.classes, &a);
	kv_end_read(&txn);
	for (size_t i = 0; i < m.classes.n && good; i++)
		good = match_class(&m, batch, today, i, e);
	arena_free(&a);
	return good;
}
