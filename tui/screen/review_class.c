/* review_class.c — 9结论 of a class: its conditions, and the earlier rulings it speaks against. */
#include "tui/screen/review.h"

#include "locale/msg/msg.h"
#include "store/find/result.h"
#include "store/schema/order.h"

#include <string.h>

/* ---- how many orders on file the conditions fit ---- */

enum { COUNT_MS = 20 };

static const char *count_words(struct review *r, const char *query)
{
	struct result *found;
	struct err e = { 0 };
	const char *words;

	if (!result_open(r->kv, &order_schema, query, NULL, r->today, &found, &e))
		return "";
	result_step(found, COUNT_MS, &e);
	words = arena_format(&r->made.arena,
		result_exact(found) ? _("%zu orders on file") : _("%zu orders on file and more"),
		result_count(found));
	result_close(found);
	return words;
}

/* Counted anew only when the conditions changed, not with every key. */
const char *review_matching(struct review *r)
{
	struct buf query = { 0 };

	precedent_query(&r->made.ruling, &query);
	if (!query.n) {
		buf_free(&query);
		return _("no category and no words: later orders are not matched");
	}
	if (!r->made.matching || strcmp(buf_text(&query), buf_text(&r->made.asked))) {
		buf_cut(&r->made.asked, 0);
		buf_puts(&r->made.asked, buf_text(&query));
		r->made.matching = count_words(r, buf_text(&query));
	}
	buf_free(&query);
	return r->made.matching;
}

/* ---- earlier rulings with another lead ---- */

bool review_is_rival(const struct review *r, size_t past)
{
	const struct precedent *p = &r->facts.past[past];

	return p->same_matter && rival_leads_otherwise(&r->made.ruling, &p->ruling);
}

static struct distinction *row_about(struct review *r, struct uid earlier)
{
	struct rows *rows = &r->made.ruling.distinctions;
	struct distinction *row = rival_row(&r->made.ruling, earlier), *more;

	if (row)
		return row;
	more = arena_array(&r->made.arena, rows->n + 1, sizeof(*more));
	if (rows->n)
		memcpy(more, rows->at, rows->n * sizeof(*more));
	schema_init(&distinction_schema, &more[rows->n]);
	more[rows->n].ruling = earlier;
	*rows = (struct rows){ rows->n + 1, more };
	return &more[rows->n - 1]; /* the new one */
}

/* Who only writes why it differs means that it does. */
void review_rival_said(struct review *r, size_t past, uint32_t how, const char *words)
{
	struct distinction *row = row_about(r, r->facts.past[past].ruling.head.uid);

	if (words)
		row->words = arena_text(&r->made.arena, words);
	if (how)
		row->how = how;
	else if (!row->how)
		row->how = DISTINCTION_DIFFERS;
}
