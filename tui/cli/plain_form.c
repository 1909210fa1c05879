/* plain_form.c — a form asked for field by field. */
#include "tui/cli/plain.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "store/rec/record.h"

#include <string.h>

static const char *shown(struct plain *p, const struct schema *s, const struct field *f,
	const void *record, struct arena *a)
{
	struct view view = cli_view(p->cli, VIEW_SCREEN);
	struct buf b = { 0 };
	struct err e = { 0 };
	struct kv_txn txn;
	const char *text;

	if (kv_begin_read(p->cli->kv, &txn, &e)) {
		field_show(&txn, s, f, record, &view, &b);
		kv_end_read(&txn);
	}
	text = arena_text(a, buf_text(&b));
	buf_free(&b);
	return text;
}

static void show_field(struct plain *p, const struct schema *s, const struct field *f,
	const void *record, struct arena *a)
{
	FILE *out = p->line.out;
	const char *value = shown(p, s, f, record, a);

	fprintf(out, "\n%s%s%s%s\n", _(f->label), f->flags & FIELD_REQUIRED ? _(" (needed)") : "",
		*value ? ": " : "", value);
	for (size_t i = 0; f->type == FIELD_CHOICE && i < f->choice_count; i++)
		fprintf(out, "%2zu  %s\n", i + 1, _(f->choices[i].label));
	if (f->type == FIELD_FLAG)
		fprintf(out, " 1  %s\n 2  %s\n", _("no"), _("yes"));
}

/* ---- one answer ---- */

static bool read_flag(const struct field *f, const char *typed, void *record, struct err *e)
{
	long n = *typed ? line_number(typed) : 1;

	if (n != 1 && n != 2)
		return err_set(e, ERR_INPUT, "This is neither 1 nor 2: %s", typed);
	*FIELD_PTR(f, record, bool) = n == 2;
	return true;
}

/* The number on the list stands for the choice of that place. */
static const char *choice_typed(const struct field *f, const char *typed)
{
	long n = line_number(typed);

	return n > 0 && (size_t)n <= f->choice_count ? f->choices[n - 1].name : typed;
}

static bool read_typed(struct plain *p, const struct field *f, const char *typed, void *record,
	struct arena *a, struct err *e)
{
	struct kv_txn txn;
	bool good;

	if (!kv_begin_read(p->cli->kv, &txn, e))
		return false;
	good = field_read(&txn, f, typed, cli_today(p->cli), record, a, e);
	kv_end_read(&txn);
	return good;
}

static bool read_link(struct plain *p, const struct field *f, const char *typed, void *record)
{
	struct uid uid = { 0 };

	if (*typed && !plain_pick(p, schema_of(f->kind), typed, &uid))
		return false;
	*FIELD_PTR(f, record, struct uid) = uid;
	return true;
}

/* Several with 、 or a comma between; each may have to be chosen. */
static bool read_links(
	struct plain *p, const struct field *f, const char *typed, void *record, struct arena *a)
{
	struct uids found = { 0, arena_array(a, strlen(typed) + 1, sizeof(struct uid)) };
	struct buf words = { 0 };
	bool good = true;

	for (const char *at = typed; *at && good;) {
		size_t n = strcspn(at, ",|");
		const char *comma = strstr(at, "、");

		if (comma && (size_t)(comma - at) < n)
			n = (size_t)(comma - at);
		buf_cut(&words, 0);
		buf_add(&words, at, n);
		good = plain_pick(p, schema_of(f->kind), buf_text(&words), &found.at[found.n++]);
		at += n;
		at += !*at ? 0 : at == comma ? strlen("、") : 1;
	}
	if (good)
		*FIELD_PTR(f, record, struct uids) = found;
	buf_free(&words);
	return good;
}

/* What was typed first, and lines until an empty one. */
static const char *read_long(struct plain *p, const char *typed, struct arena *a)
{
	struct buf text = { 0 };
	const char *more, *all;

	buf_puts(&text, typed);
	while (*typed && (more = line_ask(&p->line, _("(further lines; an empty one ends)"))) && *more)
		buf_printf(&text, "\n%s", more);
	all = arena_text(a, buf_text(&text));
	buf_free(&text);
	return all;
}

/* False: it cannot stand; e says why, unless that was said already. */
static bool read_answer(struct plain *p, const struct field *f, const char *typed, void *record,
	struct arena *a, struct err *e)
{
	switch (f->type) {
	case FIELD_FLAG:
		return read_flag(f, typed, record, e);
	case FIELD_CHOICE:
		return read_typed(p, f, choice_typed(f, typed), record, a, e);
	case FIELD_LINK:
		return read_link(p, f, typed, record);
	case FIELD_LINKS:
		return read_links(p, f, typed, record, a);
	case FIELD_LONG:
		return read_typed(p, f, read_long(p, typed, a), record, a, e);
	default:
		return read_typed(p, f, typed, record, a, e);
	}
}

static bool may_stand(const struct field *f, const void *record, struct err *e)
{
	if ((f->flags & FIELD_REQUIRED) && field_empty(f, record))
		return err_set(e, ERR_INPUT, "%s is needed", _(f->label));
	return !f->check || f->check(f, record, e);
}

/* Whether the answer settles the field. */
static bool settle(
	struct plain *p, const struct field *f, const char *typed, void *record, struct arena *a)
{
	struct err e = { 0 };
	bool good;

	if (!strcmp(typed, "?") || !strcmp(typed, "？")) {
		fprintf(p->line.out, "%s\n", _(f->help));
		return false;
	}
	good = !*typed || read_answer(p, f, strcmp(typed, "-") ? typed : "", record, a, &e);
	if (good && may_stand(f, record, &e))
		return true;
	if (e.kind)
		line_complain(&p->line, &e);
	return false;
}

/* ---- rows ---- */

static void *row_at(const struct field *f, const struct rows *rows, size_t i)
{
	return (char *)rows->at + i * f->rows->size;
}

static void add_row(struct plain *p, const struct field *f, struct rows *rows, struct arena *a)
{
	struct rows more = { rows->n + 1, arena_array(a, rows->n + 1, f->rows->size) };

	if (rows->n)
		memcpy(more.at, rows->at, rows->n * f->rows->size);
	schema_init(f->rows, row_at(f, &more, rows->n));
	if (plain_fill(p, f->rows, row_at(f, &more, rows->n), NULL, a))
		*rows = more;
}

static void remove_row(const struct field *f, struct rows *rows, size_t i)
{
	memmove(row_at(f, rows, i), row_at(f, rows, i + 1), (rows->n - i - 1) * f->rows->size);
	rows->n--;
}

static const char *row_shown(
	struct plain *p, const struct field *f, const struct rows *rows, size_t i, struct arena *a)
{
	struct buf b = { 0 };
	const char *words;

	for (size_t k = 0; k < f->rows->field_count; k++) {
		const char *value = shown(p, f->rows, &f->rows->fields[k], row_at(f, rows, i), a);

		if (*value)
			buf_printf(&b, "%s%s", b.n ? " | " : "", value);
	}
	words = arena_format(a, _("take out: %s"), buf_text(&b));
	buf_free(&b);
	return words;
}

static bool ask_rows(struct plain *p, const struct field *f, void *record, struct arena *a)
{
	struct rows *rows = FIELD_PTR(f, record, struct rows);

	for (;;) {
		struct line_item *items = arena_array(a, rows->n + 1, sizeof(*items));
		struct line_menu menu = {
			.title = _(f->label),
			.items = items,
			.n = rows->n + 1,
			.zero = _("that is all"),
			.enter = true,
		};
		struct err e = { 0 };
		int answer;

		items[0].words = _("one more");
		for (size_t i = 0; i < rows->n; i++)
			items[i + 1].words = row_shown(p, f, rows, i, a);
		answer = line_choose(&p->line, &menu);
		if (p->line.ended)
			return false;
		if (answer == LINE_ZERO && may_stand(f, record, &e))
			return true;
		if (answer == LINE_ZERO)
			line_complain(&p->line, &e);
		else if (answer == 1)
			add_row(p, f, rows, a);
		else
			remove_row(f, rows, (size_t)answer - 2);
	}
}

/* ---- forms ---- */

bool plain_field(
	struct plain *p, const struct schema *s, const struct field *f, void *record, struct arena *a)
{
	const char *typed;

	if (f->type == FIELD_ROWS)
		return ask_rows(p, f, record, a);
	do {
		show_field(p, s, f, record, a);
		typed = line_ask(&p->line, ">");
		if (!typed || !strcmp(typed, ".") || !strcmp(typed, "。"))
			return false;
		typed = arena_text(a, typed);
	} while (!settle(p, f, typed, record, a));
	return true;
}

static bool is_typed(struct plain *p, const struct schema *s, const struct field *f,
	const void *record,
	bool (*may)(struct kv_txn *, const struct schema *, const void *record, const struct field *,
		struct err *))
{
	struct err no = { 0 };
	struct kv_txn txn;
	bool good;

	if (f->type == FIELD_BYTES)
		return false;
	if (!may)
		return !(f->flags & FIELD_READONLY);
	if (!kv_begin_read(p->cli->kv, &txn, &no))
		return false;
	good = may(&txn, s, record, f, &no);
	kv_end_read(&txn);
	return good;
}

bool plain_fill(struct plain *p, const struct schema *s, void *record,
	bool (*may)(struct kv_txn *, const struct schema *, const void *record, const struct field *,
		struct err *),
	struct arena *a)
{
	fprintf(p->line.out, "\n%s\n",
		_("Enter alone keeps a value, - empties it, ? explains, . gives up."));
	for (size_t i = 0; i < s->field_count; i++)
		if (is_typed(p, s, &s->fields[i], record, may) &&
			!plain_field(p, s, &s->fields[i], record, a))
			return false;
	return true;
}
