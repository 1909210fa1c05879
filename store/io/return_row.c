#include "store/io/return_row.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "store/io/returns.h"

#include <string.h>

static const struct field fields[] = {
	{
		FIELD_AT(struct return_row, number, FIELD_TEXT),
		.tag = 1,
		.flags = FIELD_REQUIRED,
		.label = N_("order number"),
		.help = N_("The hotline's number of the order that was sent back."),
	},
	{
		FIELD_AT(struct return_row, way, FIELD_TEXT),
		.tag = 2,
		.label = N_("return or not"),
		.help = N_("Only a unit's asking counts as a return."),
	},
	{
		FIELD_AT(struct return_row, day, FIELD_DAY),
		.tag = 3,
		.label = N_("day"),
		.help = N_("The day the unit asked to return the order."),
	},
	{
		FIELD_AT(struct return_row, unit, FIELD_TEXT),
		.tag = 4,
		.label = N_("unit"),
		.help = N_("The unit that asks, as the hotline wrote it."),
	},
	{
		FIELD_AT(struct return_row, reason, FIELD_TEXT),
		.tag = 5,
		.label = N_("return reason"),
		.help = N_("The coded reason, R01 to R16."),
	},
	{
		FIELD_AT(struct return_row, words, FIELD_LONG),
		.tag = 6,
		.label = N_("words"),
		.help = N_("The reason in the unit's own words."),
	},
	{
		FIELD_AT(struct return_row, basis, FIELD_TEXT),
		.tag = 7,
		.label = N_("cited basis"),
		.help = N_("What the unit cites."),
	},
	{
		FIELD_AT(struct return_row, result, FIELD_TEXT),
		.tag = 8,
		.label = N_("result"),
		.help = N_("Upheld or rejected by the hotline."),
	},
	{
		FIELD_AT(struct return_row, decided, FIELD_DAY),
		.tag = 9,
		.label = N_("decided"),
		.help = N_("The day the hotline upheld or rejected it."),
	},
	{
		FIELD_AT(struct return_row, upheld, FIELD_DAY),
		.tag = 10,
		.label = N_("upheld on"),
		.help = N_("The day the hotline upheld it."),
	},
	{
		FIELD_AT(struct return_row, rejected, FIELD_DAY),
		.tag = 11,
		.label = N_("rejected on"),
		.help = N_("The day the hotline rejected it."),
	},
	{
		FIELD_AT(struct return_row, proposed, FIELD_TEXT),
		.tag = 12,
		.label = N_("proposed unit"),
		.help = N_("The unit it proposes instead."),
	},
};

const struct schema return_row_schema = {
	.name = "return",
	.label = N_("return"),
	.plural = N_("returns"),
	.size = sizeof(struct return_row),
	.fields = fields,
	.field_count = COUNT(fields),
	.number = "number",
};

/* --- which way ------------------------------------------------------------------------- */

static bool has_one(const char *text, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strstr(text, words[i]))
			return true;
	return false;
}

enum return_way return_way_of(const char *words)
{
	static const char *const redo[] = { "重办", "重新办理", "重新处理", "重新处置", "返工", "整改",
		"补正", "打回" };
	static const char *const asks[] = { "退单", "申请退", "退件", "申请改派", "申请转办",
		"申请转派" };
	static const char *const sent[] = { "改派", "转派", "转办", "重派", "再派", "移交" };

	if (has_one(words, redo, COUNT(redo)))
		return RETURN_TO_REDO;
	if (has_one(words, asks, COUNT(asks)))
		return RETURN_BY_UNIT;
	return has_one(words, sent, COUNT(sent)) ? RETURN_SENT_ON : (enum return_way)0;
}

/* 改派单位 may be the unit a return proposes: only what names the act itself says it. */
enum return_way return_way_of_heading(const char *heading)
{
	enum return_way way = return_way_of(heading);

	return way == RETURN_SENT_ON ? (enum return_way)0 : way;
}

/* --- one row ------------------------------------------------------------------------------- */

static enum return_result result_of(const char *words)
{
	static const char *const no[] = { "不", "驳回", "未通过", "拒绝", "否" };
	static const char *const pending[] = { "待", "审核中", "审批中", "申请中", "处理中" };
	static const char *const yes[] = { "认可", "同意", "通过", "准予", "是", "已退", "成功" };

	if (has_one(words, pending, COUNT(pending)))
		return RETURN_ASKED;
	if (has_one(words, no, COUNT(no)))
		return RETURN_REJECTED;
	return has_one(words, yes, COUNT(yes)) ? RETURN_UPHELD : RETURN_ASKED;
}

static void read_result(const struct return_row *row, struct order_return *out)
{
	out->result = result_of(row->result);
	out->decided = row->decided;
	if (row->upheld.n) {
		out->result = RETURN_UPHELD;
		out->decided = row->upheld;
	} else if (row->rejected.n) {
		out->result = RETURN_REJECTED;
		out->decided = row->rejected;
	}
}

void return_row_read(const struct return_row *row, enum return_way means, struct order_return *out)
{
	enum return_way way = return_way_of(row->way);

	schema_init(&order_return_schema, out);
	out->way = way ? way : means;
	out->day = row->day;
	out->unit = row->unit;
	out->reason = returns_reason(row->reason);
	out->words = *row->words ? row->words : out->reason ? "" : row->reason;
	if (!out->reason)
		out->reason = returns_reason(row->words);
	out->basis = row->basis;
	out->proposed = row->proposed;
	if (out->way != RETURN_TO_REDO)
		read_result(row, out);
}

/* --- among the order's ------------------------------------------------------------------- */

static bool agree(const char *a, const char *b)
{
	return !*a || !*b || !strcmp(a, b);
}

/* One that was packed in a cell has no way: it may be this one. */
static bool same_return(const struct order_return *a, const struct order_return *b)
{
	bool way = a->way == b->way || (!a->way && return_bounces(a) == return_bounces(b));

	return way && a->day.n == b->day.n && !strcmp(a->unit, b->unit) &&
		(!a->reason || !b->reason || a->reason == b->reason) && agree(a->words, b->words);
}

static const char *newer(const char *was, const char *is)
{
	return *is ? is : was;
}

/* What the row leaves open stays as it was known. */
static struct order_return both(const struct order_return *was, const struct order_return *is)
{
	struct order_return r = *is;

	r.reason = is->reason ? is->reason : was->reason;
	r.words = newer(was->words, is->words);
	r.basis = newer(was->basis, is->basis);
	r.proposed = newer(was->proposed, is->proposed);
	if (was->result > RETURN_ASKED && is->result <= RETURN_ASKED) {
		r.result = was->result;
		r.decided = was->decided;
	}
	if (!r.decided.n && r.result == was->result)
		r.decided = was->decided;
	return r;
}

static bool row_changes(const struct order_return *a, const struct order_return *b)
{
	for (size_t i = 0; i < order_return_schema.field_count; i++)
		if (!field_same(&order_return_schema.fields[i], a, b))
			return true;
	return false;
}

bool return_row_add(struct order *o, const struct order_return *row, struct arena *a, bool *known)
{
	struct order_return *list = arena_array(a, o->returns.n + 1, sizeof(*list));
	size_t n = o->returns.n;

	if (n)
		memcpy(list, o->returns.at, n * sizeof(*list));
	*known = false;
	for (size_t i = 0; i < n && !*known; i++) {
		struct order_return now;

		if (!same_return(&list[i], row))
			continue;
		*known = true;
		now = both(&list[i], row);
		if (!row_changes(&list[i], &now))
			return false;
		list[i] = now;
	}
	if (!*known)
		list[n++] = *row;
	o->returns = (struct rows){ n, list };
	return true;
}
