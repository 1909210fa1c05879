/* plain_list.c — lists by pages, and one record chosen from what words find. */
#include "tui/cli/plain.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "store/find/result.h"
#include "store/panel/edit.h"
#include "store/rec/record.h"

#include <string.h>

enum { PAGE = 9 };

/* A page of a result, with what else can be chosen below its rows. */
struct page {
	const struct schema *schema;
	const char *query;
	size_t first, count, n;
	bool exact;
	uint32_t ordinals[PAGE];
	struct uid uids[PAGE];
	struct line_item items[PAGE + 3];
	enum turn { TURN_NEXT, TURN_BACK, TURN_NEW } turns[3];
	size_t item_count;
	struct arena arena;
};

/* A link shows a number, and who goes by titles is told that, too. */
static bool names_little(const struct field *f)
{
	const struct schema *to = f->type == FIELD_LINK ? schema_of(f->kind) : NULL;

	return to && to->title && strcmp(to->title, to->number) != 0;
}

/* "20260917119164  物业撤管后垃圾清运停摆  待初审": what a list shows, and no empty columns. */
static const char *row_words(struct plain *p, struct kv_txn *txn, const struct schema *s,
	const void *record, struct arena *a)
{
	struct view view = cli_view(p->cli, VIEW_LIST);
	struct buf b = { 0 };
	const char *words;

	view.personal = false; /* a list says nothing about one person; the record does, and notes it */
	for (size_t i = 0; i < s->field_count; i++) {
		const struct field *f = &s->fields[i];

		if (!(f->flags & FIELD_LISTED) || field_hidden(f, &view) || field_empty(f, record) ||
			f->type == FIELD_ROWS)
			continue;
		buf_puts(&b, b.n ? "  " : "");
		field_show(txn, s, f, record, &view, &b);
		if (names_little(f))
			buf_printf(
				&b, " %s", record_title(txn, f->kind, *FIELD_CONST(f, record, struct uid), a));
	}
	words = arena_text(a, buf_text(&b));
	buf_free(&b);
	return words;
}

static void read_row(struct plain *p, struct page *page, struct kv_txn *txn, uint32_t ordinal)
{
	void *record = schema_new(page->schema, &page->arena);
	struct err e = { 0 };

	if (!result_peek(txn, page->schema, ordinal, record, &page->arena, &e)) {
		line_complain(&p->line, &e);
		return;
	}
	page->uids[page->n] = schema_head(record)->uid;
	page->items[page->n++].words = row_words(p, txn, page->schema, record, &page->arena);
}

static bool read_page(struct plain *p, struct page *page, struct err *e)
{
	struct result *result;
	struct kv_txn txn;
	size_t got = 0;
	bool good;

	if (!result_open(p->cli->kv, page->schema, page->query, NULL, cli_today(p->cli), &result, e))
		return false;
	good = result_window(result, page->first, PAGE, page->ordinals, &got, e) &&
		result_step(result, 200, e) && kv_begin_read(p->cli->kv, &txn, e);
	if (good) {
		for (size_t i = 0; i < got; i++)
			read_row(p, page, &txn, page->ordinals[i]);
		kv_end_read(&txn);
	}
	page->count = result_count(result);
	page->exact = result_exact(result);
	result_close(result);
	return good;
}

static void add_turn(struct page *page, enum turn turn, const char *words)
{
	page->turns[page->item_count - page->n] = turn;
	page->items[page->item_count++] = (struct line_item){ words, NULL };
}

static void add_turns(struct page *page)
{
	struct err no = { 0 };

	page->item_count = page->n;
	if (page->first + PAGE < page->count)
		add_turn(page, TURN_NEXT, _("next page"));
	if (page->first)
		add_turn(page, TURN_BACK, _("page before"));
	if (edit_may_new(page->schema, &no))
		add_turn(page, TURN_NEW, _("a new one"));
}

static const char *title_of(struct page *page)
{
	const char *title = arena_format(
		&page->arena, _("%s: %s%zu"), _(page->schema->plural), page->exact ? "" : "≥", page->count);

	if (*page->query)
		title = arena_format(&page->arena, _("%s, finding: %s"), title, page->query);
	if (page->n)
		title = arena_format(
			&page->arena, _("%s; %zu to %zu"), title, page->first + 1, page->first + page->n);
	return title;
}

static int ask_page(struct plain *p, struct page *page)
{
	struct line_menu menu = {
		.title = title_of(page),
		.items = page->items,
		.n = page->item_count,
		.zero = _("back"),
		.words = true,
	};

	return line_choose(&p->line, &menu);
}

static void turn_page(struct plain *p, struct page *page, enum turn turn)
{
	switch (turn) {
	case TURN_NEXT:
		page->first += PAGE;
		break;
	case TURN_BACK:
		page->first -= PAGE;
		break;
	case TURN_NEW:
		plain_new(p, page->schema);
	}
}

void plain_list(struct plain *p, const struct schema *s, const char *query)
{
	struct page page = { .schema = s };
	struct buf words = { 0 };
	struct err e = { 0 };
	int answer = LINE_WORDS;

	buf_puts(&words, query);
	while (answer != LINE_ZERO) {
		page.query = buf_text(&words);
		page.n = 0;
		p->cli->now = clock_now();
		if (!read_page(p, &page, &e)) {
			line_complain(&p->line, &e);
			e = (struct err){ 0 };
			page.count = 0;
		}
		add_turns(&page);
		answer = ask_page(p, &page);
		if (answer == LINE_WORDS) {
			buf_cut(&words, 0);
			buf_puts(&words, buf_text(&p->line.typed));
			page.first = 0;
		} else if (answer > (int)page.n) {
			turn_page(p, &page, page.turns[answer - (int)page.n - 1]);
		} else if (answer != LINE_ZERO) {
			plain_record(p, s, page.uids[answer - 1]);
		}
		arena_free(&page.arena);
	}
	buf_free(&words);
}

/* ---- one record ---- */

static bool is_cited(struct plain *p, const struct schema *s, const char *words, struct uid *out)
{
	struct arena a = { 0 };
	void *record = schema_new(s, &a);
	struct err absent = { 0 };
	struct kv_txn txn;
	bool good = kv_begin_read(p->cli->kv, &txn, &absent);

	if (good) {
		good = record_find(&txn, s, words, record, &a, &absent);
		*out = schema_head(record)->uid;
		kv_end_read(&txn);
	}
	arena_free(&a);
	return good;
}

bool plain_pick(struct plain *p, const struct schema *s, const char *words, struct uid *out)
{
	struct page page = { .schema = s, .query = words };
	struct err e = { 0 };
	int answer = LINE_ZERO;

	if (is_cited(p, s, words, out))
		return true;
	if (!read_page(p, &page, &e))
		line_complain(&p->line, &e);
	else if (!page.n)
		fprintf(p->line.out, _("Nothing found for %s.\n"), words);
	else {
		struct line_menu menu = {
			.title = title_of(&page),
			.items = page.items,
			.n = page.n,
			.zero = _("none of these"),
		};

		answer = line_choose(&p->line, &menu);
	}
	if (answer > LINE_ZERO)
		*out = page.uids[answer - 1];
	arena_free(&page.arena);
	return answer > LINE_ZERO;
}
