#include "store/io/reply.h"

#include "locale/base/array.h"
#include "store/io/xlsx_out.h"
#include "store/panel/matrix.h"
#include "store/rec/record.h"

#include <string.h>

/* A sheet for people elsewhere: in the language of the papers, whatever that of the screens. */
static const struct xlsx_column columns[] = {
	{ .heading = "研判件", .cols = 12 },
	{ .heading = "事由", .cols = 30 },
	{ .heading = "环节", .cols = 16 },
	{ .heading = "单位", .cols = 14 },
	{ .heading = "意见", .cols = 8, .open = true, .choices = "牵头,配合,不属" },
	{ .heading = "依据", .cols = 30, .open = true },
	{ .heading = "说明", .cols = 40, .open = true },
	{ .heading = "签字人", .cols = 10, .open = true },
	{ .heading = "日期", .cols = 12, .open = true },
};

struct reply {
	struct kv_txn *txn;
	const struct case_ *case_;
	const struct unit *unit;
	const char *title;
	struct claim *claims;
	size_t claim_count;
	struct xlsx_out *sheet;
	struct arena *arena;
};

static const struct claim *said(const struct reply *r, const char *part)
{
	for (size_t i = 0; i < r->claim_count; i++)
		if (uid_same(r->claims[i].unit, r->unit->head.uid) && !strcmp(r->claims[i].part, part))
			return &r->claims[i];
	return NULL;
}

static const char *says_word(const struct claim *c)
{
	static const char *const words[] = {
		[CLAIM_LEADS] = "牵头",
		[CLAIM_ASSISTS] = "配合",
		[CLAIM_NOT_OURS] = "不属",
		[CLAIM_SILENT] = "",
	};

	return c && c->says < COUNT(words) && words[c->says] ? words[c->says] : "";
}

static const char *bases_of(const struct reply *r, const struct claim *c)
{
	struct buf b = { 0 };
	const char *text;

	for (size_t i = 0; c && i < c->bases.n; i++)
		buf_printf(&b, "%s%s", b.n ? "、" : "",
			record_number(r->txn, KIND_BASIS, c->bases.at[i], r->arena));
	text = arena_copy(r->arena, buf_text(&b), b.n);
	buf_free(&b);
	return text;
}

static bool put_row(struct reply *r, const char *part, struct err *e)
{
	const struct claim *c = said(r, part);
	char day[DATE_TEXT] = "";
	const char *cells[COUNT(columns)] = { r->case_->number, r->title, part, r->unit->short_,
		says_word(c), bases_of(r, c), c ? c->words : "", c ? c->by : "",
		c && *says_word(c) && c->day.n ? day_text(c->day, day) : "" };

	for (size_t i = 0; i < COUNT(columns); i++)
		if (!xlsx_out_cell(r->sheet, cells[i], e))
			return false;
	return true;
}

static bool put_rows(struct reply *r, struct err *e)
{
	const struct part *parts = r->case_->parts.at;

	for (size_t i = 0; i < COUNT(columns); i++)
		if (!xlsx_out_cell(r->sheet, columns[i].heading, e))
			return false;
	if (!r->case_->parts.n)
		return put_row(r, "", e);
	for (size_t i = 0; i < r->case_->parts.n; i++)
		if (!put_row(r, parts[i].name, e))
			return false;
	return true;
}

bool reply_write(struct kv_txn *txn, const struct case_ *c, const struct unit *unit,
	const struct view *view, FILE *f, struct err *e)
{
	struct arena a = { 0 };
	struct reply r = { .txn = txn, .case_ = c, .unit = unit, .arena = &a };
	struct buf title = { 0 };
	struct err late = { 0 };
	bool good;

	field_show(txn, &case_schema, schema_field(&case_schema, "title"), c, view, &title);
	r.title = buf_text(&title);
	r.claim_count = claims_of(txn, c->head.uid, &r.claims, &a);
	good = xlsx_out_form(f, "回复表", columns, COUNT(columns), &r.sheet, e) && put_rows(&r, e);
	if (!xlsx_out_end(r.sheet, &late) && good) {
		*e = late;
		good = false;
	}
	buf_free(&title);
	arena_free(&a);
	return good;
}
