#include "store/io/changes.h"

#include "locale/msg/msg.h"
#include "locale/text/width.h"
#include "store/rec/codec.h"
#include "store/rec/journal.h"

#include <string.h>

enum { VALUE_COLS = 60 };

struct reader {
	struct kv_txn *txn;
	const struct event *event;
	const struct schema *schema; /* of the subject; NULL: a kind of a newer program */
	const struct view *view;
	struct arena *a;
};

static const char *shown(const struct reader *r, const struct field *f, struct bytes value)
{
	void *record = schema_new(r->schema, r->a);
	struct buf b = { 0 };
	const char *text;

	if (!value.n)
		return "";
	if (!codec_read_field(f, value, record, r->a))
		return _("(unreadable)");
	field_show(r->txn, r->schema, f, record, r->view, &b);
	text = arena_copy(r->a, buf_text(&b), b.n);
	buf_free(&b);
	return text;
}

static struct change_shown open_change(const struct reader *r, const struct change *c)
{
	const struct field *f = r->schema ? schema_field_tagged(r->schema, (uint16_t)c->tag) : NULL;

	if (c->tag == JOURNAL_LIVE || !f)
		return (struct change_shown){ NULL, c->before.n ? "1" : "0", c->after.n ? "1" : "0" };
	return (struct change_shown){ f, shown(r, f, c->before), shown(r, f, c->after) };
}

static struct change_shown sealed_change(const struct reader *r, const struct sealed_change *c)
{
	const struct field *f = r->schema ? schema_field_tagged(r->schema, (uint16_t)c->tag) : NULL;
	struct uid uid = r->event->head.uid;
	struct bytes before, after;

	if (!f || !journal_private(r->txn, uid.origin, uid.counter, c->tag, &before, &after, r->a))
		return (struct change_shown){ f, c->before.n ? _("(erased)") : "",
			c->after.n ? _("(erased)") : "" };
	return (struct change_shown){ f, shown(r, f, before), shown(r, f, after) };
}

size_t changes_of(struct kv_txn *txn, const struct event *ev, const struct view *view,
	struct change_shown **out, struct arena *a)
{
	struct reader r = { txn, ev, schema_of(ev->kind), view, a };
	const struct sealed_change *sealed = ev->sealed.at;
	const struct change *open = ev->changes.at;
	size_t n = 0;

	*out = arena_array(a, ev->changes.n + ev->sealed.n, sizeof(**out));
	for (size_t i = 0; i < ev->changes.n; i++)
		(*out)[n++] = open_change(&r, &open[i]);
	for (size_t i = 0; i < ev->sealed.n; i++)
		(*out)[n++] = sealed_change(&r, &sealed[i]);
	return n;
}

static void add_value(struct buf *out, const char *text)
{
	struct buf line = { 0 };

	for (; *text; text++)
		buf_putc(&line, *text == '\n' ? ' ' : *text);
	if (line.n)
		width_clip(out, buf_text(&line), VALUE_COLS, "…");
	else
		buf_puts(out, _("(nothing)"));
	buf_free(&line);
}

void changes_lines(
	struct kv_txn *txn, const struct event *ev, const struct view *view, struct buf *out)
{
	struct arena a = { 0 };
	struct change_shown *at;
	size_t n = changes_of(txn, ev, view, &at, &a);

	for (size_t i = 0; i < n; i++) {
		if (!at[i].field) {
			buf_printf(
				out, "%s\n", strcmp(at[i].after, "0") ? _("it counts") : _("no longer counts"));
			continue;
		}
		buf_printf(out, "%s: ", _(at[i].field->label));
		if (*at[i].before) {
			add_value(out, at[i].before);
			buf_puts(out, " → ");
		}
		add_value(out, at[i].after);
		buf_putc(out, '\n');
	}
	arena_free(&a);
}
