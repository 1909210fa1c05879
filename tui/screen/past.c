#include "tui/screen/past.h"

#include "locale/msg/msg.h"
#include "store/panel/late.h"
#include "store/panel/ruling.h"
#include "store/panel/units.h"

static void used(const struct ruling *r, struct buf *out)
{
	if (r->used)
		buf_printf(out, _(", followed %lld times"), (long long)r->used);
}

/* Orders that units returned although they were settled by it. */
static void returned(struct words *w, const struct ruling *r)
{
	size_t n = precedent_returned(w->txn, r);

	if (n)
		buf_printf(w->out, _(", returned after it %zu times"), n);
}

static const char *lead(struct words *w, const struct ruling *r, struct arena *a)
{
	const struct duty *d = ruling_lead(r);

	return d ? unit_short(w->txn, d->unit, a) : "";
}

static void about(struct words *w, const struct ruling *r, struct arena *a)
{
	buf_printf(w->out, _("%s (%s, lead: %s, "), r->number, r->title, lead(w, r, a));
	words_field(w, &ruling_schema, "state", r, "");
	used(r, w->out);
	buf_puts(w->out, _(")"));
}

static bool can_follow(const struct order *o)
{
	return o->state == ORDER_TO_SCREEN || o->state == ORDER_ON_FILE;
}

static void matching(struct words *w, const struct order *o, struct arena *a)
{
	const struct ruling **found;
	size_t n = precedent_match(w->txn, o, &found, a);

	for (size_t i = 0; i < n; i++) {
		buf_puts(w->out, _("Hint: precedent "));
		about(w, found[i], a);
		if (precedent_unconfirmed(found[i]))
			buf_puts(w->out, _(" not confirmed by the government"));
		buf_puts(w->out, i + 1 < n ? "\n" : _("  F5 settles it by precedent\n"));
	}
}

void past_hint(struct words *w, const struct order *o)
{
	struct arena a = { 0 };
	size_t before = w->out->n;
	struct ruling r;
	struct err e = { 0 };

	late_words(w->txn, o, w->out);
	if (w->out->n > before)
		buf_putc(w->out, '\n');
	if (record_get(w->txn, &ruling_schema, o->precedent, &r, &a, &e)) {
		buf_puts(w->out, _("Settled by precedent "));
		about(w, &r, &a);
		buf_putc(w->out, '\n');
	} else if (can_follow(o)) {
		matching(w, o, &a);
	}
	arena_free(&a);
}

void past_entry(struct words *w, const struct precedent *p)
{
	const struct ruling *r = &p->ruling;

	buf_printf(w->out, "%s  ", *r->number ? r->number : r->draft);
	words_field(w, &ruling_schema, "state", r, "");
	if (*p->lead)
		buf_printf(w->out, _("  lead: %s"), p->lead);
	used(r, w->out);
	returned(w, r);
	buf_printf(w->out, "  %s\n", r->title);
	if (*p->why)
		buf_printf(w->out, "  [%s]\n", p->why);
	buf_puts(w->out, "  ");
	words_field(w, &ruling_schema, "sentence", r, "\n");
}

void past_page(struct words *w, const struct precedent *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		past_entry(w, &list[i]);
}
