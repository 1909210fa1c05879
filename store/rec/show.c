#include "store/rec/show.h"

#include "locale/msg/msg.h"
#include "locale/text/mask.h"
#include "store/rec/record.h"
#include "store/schema/order.h"

#include <string.h>

bool field_hidden(const struct field *f, const struct view *v)
{
	return (f->flags & FIELD_PERSONAL) && (!v->personal || v->kind == VIEW_PROJECTOR);
}

static void show_day(struct day d, const struct view *v, struct buf *out)
{
	char text[DATE_TEXT];

	if (v->kind == VIEW_LIST)
		buf_puts(out, day_short_text(d, text));
	else if (v->kind == VIEW_PAPER || v->kind == VIEW_PROJECTOR)
		buf_puts(out, day_paper_text(d, text));
	else
		buf_puts(out, day_text(d, text));
}

static void show_time(struct time t, const struct view *v, struct buf *out)
{
	char text[DATE_TEXT];

	if (v->kind == VIEW_LIST)
		buf_puts(out, time_short_text(t, text));
	else if (v->kind == VIEW_PAPER || v->kind == VIEW_PROJECTOR)
		buf_printf(out, "%s %s", day_paper_text(time_day(t), text),
			time_clock_text(t, (char[DATE_TEXT]){ 0 }));
	else
		buf_puts(out, time_text(t, text));
}

/* How a limit is typed, whatever the language: 5工作日. */
static void limit_typed(const struct limit *l, struct buf *out)
{
	char text[DATE_TEXT];

	if (l->unit == LIMIT_WORKDAYS)
		buf_printf(out, "%d工作日", l->n);
	else if (l->unit == LIMIT_HOURS)
		buf_printf(out, "%d时", l->n);
	else if (l->unit == LIMIT_DAYS)
		buf_printf(out, "%d日", l->n);
	else if (l->unit == LIMIT_DAY)
		buf_puts(out, day_text(l->day, text));
	else if (l->unit == LIMIT_STANDING)
		buf_puts(out, "长期");
}

static void show_limit(const struct limit *l, const struct view *v, struct buf *out)
{
	if (v->kind == VIEW_EXPORT)
		limit_typed(l, out);
	else if (l->unit == LIMIT_WORKDAYS)
		buf_printf(out, _("%d working days"), l->n);
	else if (l->unit == LIMIT_HOURS)
		buf_printf(out, _("%d hours"), l->n);
	else if (l->unit == LIMIT_DAYS)
		buf_printf(out, _("%d days"), l->n);
	else if (l->unit == LIMIT_DAY)
		show_day(l->day, v, out);
	else
		buf_puts(out, C_("limit", "standing"));
}

static void show_links(
	struct kv_txn *txn, const struct field *f, const struct uid *at, size_t n, struct buf *out)
{
	struct arena a = { 0 };

	for (size_t i = 0; i < n; i++)
		buf_printf(out, "%s%s", i ? "、" : "", record_number(txn, f->kind, at[i], &a));
	arena_free(&a);
}

/* A value in a packed row: what separates rows and values is written with a backslash. */
static void put_packed(const char *value, struct buf *out)
{
	for (; *value; value++) {
		if (*value == '|' || *value == '\\')
			buf_putc(out, '\\');
		if (*value == '\n')
			buf_puts(out, "\\n");
		else
			buf_putc(out, *value);
	}
}

static void show_row(struct kv_txn *txn, const struct schema *s, const void *row,
	const struct view *v, struct buf *out)
{
	struct buf value = { 0 };
	bool first = true;

	for (size_t i = 0; i < s->field_count; i++) {
		const struct field *f = &s->fields[i];

		buf_cut(&value, 0);
		field_show(txn, s, f, row, v, &value);
		if (!value.n)
			continue;
		if (v->kind == VIEW_EXPORT) {
			buf_printf(out, "%s%s=", first ? "" : "|", f->name);
			put_packed(buf_text(&value), out);
		} else {
			buf_printf(out, "%s%s", first ? "" : " | ", buf_text(&value));
		}
		first = false;
	}
	buf_free(&value);
}

static void show_rows(struct kv_txn *txn, const struct field *f, const struct rows *rows,
	const struct view *v, struct buf *out)
{
	for (size_t i = 0; i < rows->n; i++) {
		if (i)
			buf_putc(out, '\n');
		show_row(txn, f->rows, (const char *)rows->at + i * f->rows->size, v, out);
	}
}

/* The cell as it was decoded, where cleaning changed it. */
static const char *original_of(const struct schema *s, const struct field *f, const void *record)
{
	const struct order *o = record;
	const struct kept_cell *kept = o->kept.at;

	if (s != &order_schema)
		return NULL;
	for (size_t i = 0; i < o->kept.n; i++)
		if (kept[i].field == f->tag)
			return kept[i].text;
	return NULL;
}

static void show_text(const struct schema *s, const struct field *f, const void *record,
	const struct view *v, struct buf *out)
{
	const char *text = v->original ? original_of(s, f, record) : NULL;

	if (!text)
		text = *FIELD_CONST(f, record, char *);
	if (v->personal || !(f->flags & (FIELD_MASKED | FIELD_PERSONAL)))
		buf_puts(out, text);
	else if (f->flags & FIELD_MASKED || f->mask == MASK_TEXT)
		mask_text(out, text);
	else if (f->mask == MASK_NAME)
		mask_name(out, text);
	else if (f->mask == MASK_PHONE)
		mask_phone(out, text);
	else if (f->mask == MASK_ID)
		mask_id(out, text);
	else
		buf_puts(out, "***");
}

static void show_choice(const struct field *f, uint32_t code, const struct view *v, struct buf *out)
{
	const struct choice *c = field_choice(f, code);

	if (c)
		buf_puts(out, v->choice_names ? c->name : _(c->label));
}

static const char *flag_word(bool set, const struct view *v)
{
	if (v->choice_names)
		return set ? "true" : "false";
	return set ? _("yes") : _("no");
}

void field_show(struct kv_txn *txn, const struct schema *s, const struct field *f,
	const void *record, const struct view *v, struct buf *out)
{
	const struct uids *links;

	if (field_empty(f, record) || (v->kind == VIEW_PROJECTOR && (f->flags & FIELD_PERSONAL)))
		return;
	if (field_hidden(f, v) && f->type != FIELD_TEXT && f->type != FIELD_LONG) {
		buf_puts(out, "***");
		return;
	}
	switch (f->type) {
	case FIELD_TEXT:
	case FIELD_LONG:
	case FIELD_WORDS:
		show_text(s, f, record, v, out);
		break;
	case FIELD_NUMBER:
		buf_printf(out, "%lld", (long long)*FIELD_CONST(f, record, int64_t));
		break;
	case FIELD_FLAG:
		buf_puts(out, flag_word(*FIELD_CONST(f, record, bool), v));
		break;
	case FIELD_CHOICE:
		show_choice(f, *FIELD_CONST(f, record, uint32_t), v, out);
		break;
	case FIELD_DAY:
		show_day(*FIELD_CONST(f, record, struct day), v, out);
		break;
	case FIELD_TIME:
		show_time(*FIELD_CONST(f, record, struct time), v, out);
		break;
	case FIELD_LIMIT:
		show_limit(FIELD_CONST(f, record, struct limit), v, out);
		break;
	case FIELD_LINK:
		show_links(txn, f, FIELD_CONST(f, record, struct uid), 1, out);
		break;
	case FIELD_LINKS:
		links = FIELD_CONST(f, record, struct uids);
		show_links(txn, f, links->at, links->n, out);
		break;
	case FIELD_ROWS:
		show_rows(txn, f, FIELD_CONST(f, record, struct rows), v, out);
		break;
	case FIELD_BYTES:
		break;
	}
}
