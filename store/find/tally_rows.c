/* tally_rows.c — the rows of a tally in order, and in words. */
#include "store/find/tally_inside.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "store/rec/record.h"

#include <stdlib.h>
#include <string.h>

/* For qsort(), which hands no argument on. */
static const struct tally *sorting;

/* Values before those that were not said; then months by time, all else by count. */
static int compare_counts(const void *x, const void *y)
{
	const struct count *a = &sorting->counts.at[*(const size_t *)x];
	const struct count *b = &sorting->counts.at[*(const size_t *)y];

	if (a->worth.kind != b->worth.kind)
		return a->worth.kind < b->worth.kind ? -1 : 1;
	if (worth_is_month(tally_leaf(&sorting->by)))
		return (a->worth.number < b->worth.number) - (a->worth.number > b->worth.number);
	if (a->n != b->n)
		return a->n > b->n ? -1 : 1;
	if (a->key.n != b->key.n)
		return a->key.n < b->key.n ? -1 : 1;
	return memcmp(a->key.at, b->key.at, a->key.n);
}

size_t tally_rows(struct tally *t)
{
	if (t->order && !t->counts.changed)
		return t->counts.n;
	t->order = must_realloc(t->order, (t->counts.n + 1) * sizeof(*t->order));
	for (size_t i = 0; i < t->counts.n; i++)
		t->order[i] = i;
	sorting = t;
	if (t->counts.n)
		qsort(t->order, t->counts.n, sizeof(*t->order), compare_counts);
	t->counts.changed = false;
	return t->counts.n;
}

static const char *link_words(struct tally *t, struct uid link)
{
	const char *words = "";
	struct err e = { 0 };
	struct kv_txn txn;

	if (!kv_begin_read(t->kv, &txn, &e))
		return words;
	words = record_number(&txn, tally_leaf(&t->by)->kind, link, &t->arena);
	kv_end_read(&txn);
	return words;
}

static const char *value_words(struct tally *t, const struct worth *w)
{
	const struct field *f = tally_leaf(&t->by);
	const struct choice *choice;

	if (f->type == FIELD_FLAG)
		return w->kind == WORTH_VALUE && w->number ? _("yes") : _("no");
	if (f->type == FIELD_NUMBER && w->kind != WORTH_NO_ROWS)
		return arena_format(&t->arena, "%lld", (long long)w->number);
	if (w->kind != WORTH_VALUE)
		return "";
	if (worth_is_month(f))
		return arena_format(
			&t->arena, "%04d-%02d", (int)(w->number / 12), (int)(w->number % 12) + 1);
	if (worth_is_link(f))
		return link_words(t, w->link);
	if (f->type != FIELD_CHOICE)
		return w->text;
	choice = field_choice(f, (uint32_t)w->number);
	return choice ? _(choice->label) : arena_format(&t->arena, "%lld", (long long)w->number);
}

/* Bytes of the quotation mark there, of any form that a query takes for one; 0: none. */
static size_t quote_at(const char *s)
{
	static const char *const quotes[] = { "\"", "“", "”", "„", "‟" };

	for (size_t i = 0; i < COUNT(quotes); i++)
		if (!strncmp(s, quotes[i], strlen(quotes[i])))
			return strlen(quotes[i]);
	return 0;
}

static size_t before_quote(const char *s)
{
	size_t n = 0;

	while (s[n] && !quote_at(s + n))
		n++;
	return n;
}

/* A quotation mark cannot be asked for: what stands between them can. */
static void write_text(const char *head, const char *value, struct buf *out)
{
	const char *sign = value[before_quote(value)] ? "" : "=";

	while (*value) {
		size_t n = before_quote(value);

		if (n)
			buf_printf(out, "%s%s:%s\"%.*s\"", out->n ? " " : "", head, sign, (int)n, value);
		value += n + quote_at(value + n);
	}
}

static const char *condition(struct tally *t, const struct count *c)
{
	const struct field *f = tally_leaf(&t->by);
	struct buf head = { 0 }, out = { 0 };
	const char *words;

	if (c->worth.kind == WORTH_NO_ROWS)
		query_field_word(t->query.schema, t->by.field, NULL, &head);
	else
		query_field_word(t->query.schema, t->by.field, t->by.row, &head);
	if (c->worth.kind != WORTH_VALUE && f->type != FIELD_FLAG)
		buf_printf(&out, "%s:=\"\"", buf_text(&head));
	else if (worth_is_text(f) || worth_is_link(f) || f->type == FIELD_CHOICE)
		write_text(buf_text(&head), c->shown, &out);
	else
		buf_printf(&out, "%s:%s", buf_text(&head), c->shown);
	words = arena_text(&t->arena, buf_text(&out));
	buf_free(&head);
	buf_free(&out);
	return words;
}

void tally_row(struct tally *t, size_t i, struct tally_row *out)
{
	struct count *c;

	*out = (struct tally_row){ .value = "", .condition = "" };
	if (i >= tally_rows(t))
		return;
	c = &t->counts.at[t->order[i]];
	if (!c->shown) {
		c->shown = value_words(t, &c->worth);
		c->condition = condition(t, c);
	}
	*out = (struct tally_row){ c->shown, c->condition, c->n };
}
