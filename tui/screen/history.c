#include "tui/screen/history.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "locale/text/width.h"
#include "store/panel/verb.h"
#include "store/rec/codec.h"
#include "store/rec/meta.h"
#include "store/rec/show.h"

#include <string.h>

enum { VALUE_COLS = 40 };

/* What the journal says beside the verbs of the flows. */
static const struct {
	const char *verb, *label;
} others[] = {
	{ "new", N_("made") },
	{ "set", N_("changed") },
	{ "drop", N_("took away") },
	{ "undo", N_("took back") },
	{ "redo", N_("brought back") },
	{ "carry-over", N_("carried over") },
	{ "cancel", N_("cancelled") },
	{ "import", N_("imported") },
	{ "import undo", N_("took the import back") },
	{ "import redo", N_("brought the import back") },
	{ "update", N_("updated by import") },
	{ "unmask", N_("saw personal data of") },
	{ "minutes", N_("printed minutes of") },
	{ "rules", N_("changed the county's rules") },
	{ "restore", N_("restored the store from a backup") },
};

/* A step on one record changes others too: taking up an order makes its case. */
static const struct verb *verb_of(const struct event *event)
{
	const struct verb *verb = verb_named((enum kind)event->kind, event->verb);
	size_t n;
	const struct verb *const *all = verb_all(&n);

	for (size_t i = 0; !verb && i < n; i++)
		if (strcmp(all[i]->name, event->verb) == 0)
			verb = all[i];
	return verb;
}

const char *history_verb(const struct event *event)
{
	const struct verb *verb = verb_of(event);

	if (verb)
		return _(verb->label);
	for (size_t i = 0; i < COUNT(others); i++)
		if (strcmp(others[i].verb, event->verb) == 0)
			return _(others[i].label);
	return event->verb;
}

void history_step(const struct event *event, struct buf *out)
{
	const struct schema *s = schema_of((enum kind)event->kind);

	buf_puts(out, history_verb(event));
	if (s)
		buf_printf(out, " %s", _(s->label));
	if (*event->subject_number)
		buf_printf(out, " %s", event->subject_number);
}

static void value(struct kv_txn *txn, const struct schema *s, const struct field *f,
	struct bytes encoded, struct buf *out)
{
	struct view view = { .kind = VIEW_LIST };
	struct arena a = { 0 };
	struct buf text = { 0 };
	void *record = schema_new(s, &a);

	if (encoded.n && codec_read_field(f, encoded, record, &a))
		field_show(txn, s, f, record, &view, &text);
	for (size_t i = 0; i < text.n; i++)
		if (text.at[i] == '\n')
			text.at[i] = ' ';
	width_clip(out, text.n ? buf_text(&text) : "-", VALUE_COLS, "…");
	buf_free(&text);
	arena_free(&a);
}

static void change(
	struct kv_txn *txn, const struct schema *s, const struct change *c, struct buf *out)
{
	const struct field *f = schema_field_tagged(s, (uint16_t)c->tag);

	if (c->tag == JOURNAL_LIVE) {
		buf_printf(out, "  %s\n", c->after.n ? _("counts") : _("no longer counts"));
	} else if (!f || f->type == FIELD_BYTES) {
		return;
	} else if (f->type == FIELD_ROWS || c->before.n == 0) {
		buf_printf(out, "  %s", _(f->label));
		if (f->type != FIELD_ROWS) {
			buf_puts(out, ": ");
			value(txn, s, f, c->after, out);
		}
		buf_putc(out, '\n');
	} else {
		buf_printf(out, "  %s: ", _(f->label));
		value(txn, s, f, c->before, out);
		buf_puts(out, " → ");
		value(txn, s, f, c->after, out);
		buf_putc(out, '\n');
	}
}

/* A new record would name every field: its making says enough. */
static bool is_making(const struct event *event)
{
	const struct change *c = event->changes.at;

	for (size_t i = 0; i < event->changes.n; i++)
		if (c[i].before.n)
			return false;
	return event->changes.n > 3;
}

void history_clock(const struct event *event, struct buf *out)
{
	char time[DATE_TEXT];

	if (event->later.s)
		buf_printf(out, _("  the PC's clock was set back: the step before was at %s\n"),
			time_text(event->later, time));
}

void history_event(struct kv_txn *txn, const struct event *event, struct buf *out)
{
	const struct schema *s = schema_of((enum kind)event->kind);
	const struct change *c = event->changes.at;
	char time[DATE_TEXT];

	buf_printf(out, "%s %s ", time_short_text(event->time, time),
		*event->who_name ? event->who_name : event->os_user);
	history_step(event, out);
	buf_putc(out, '\n');
	if (*event->words)
		buf_printf(out, "  %s\n", event->words);
	history_clock(event, out);
	for (size_t i = 0; s && !is_making(event) && i < event->changes.n; i++)
		change(txn, s, &c[i], out);
	if (event->sealed.n)
		buf_printf(out, _("  personal data: %zu fields\n"), event->sealed.n);
}

size_t history_sequences(struct kv_txn *txn, enum kind kind, uint32_t ordinal,
	uint64_t sequences[HISTORY_MOST], size_t *older)
{
	size_t all = journal_of(txn, kind, ordinal, 0, sequences, 0);

	*older = all > HISTORY_MOST ? all - HISTORY_MOST : 0;
	journal_of(txn, kind, ordinal, *older, sequences, HISTORY_MOST);
	return all - *older;
}

struct time history_entry(struct kv_txn *txn, uint64_t sequence, struct buf *out)
{
	struct arena a = { 0 };
	struct err e = { 0 };
	struct event event;
	struct time time = { 0 };

	if (journal_read(txn, meta_origin(txn), sequence, &event, &a, &e)) {
		history_event(txn, &event, out);
		time = event.time;
	} else {
		buf_printf(out, "? %s\n", e.what);
	}
	arena_free(&a);
	return time;
}
