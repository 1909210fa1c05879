#include "store/doc/papers.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "locale/text/fold.h"
#include "store/doc/dispatch.h"
#include "store/doc/handover.h"
#include "store/doc/letter.h"
#include "store/doc/minutes.h"
#include "store/doc/notice.h"
#include "store/doc/opinion.h"
#include "store/doc/pack.h"
#include "store/doc/referral.h"
#include "store/doc/result.h"
#include "store/doc/sheet.h"
#include "store/doc/slip.h"
#include "store/doc/urge.h"
#include "store/schema/objection.h"
#include "store/schema/task.h"

#include <string.h>

static bool build_minutes(struct kv_txn *txn, const void *record, struct uid unit,
	const struct view *view, struct doc *doc, struct err *e)
{
	(void)unit;
	return minutes_build(txn, record, view, doc, e);
}

static bool build_notice(struct kv_txn *txn, const void *record, struct uid unit,
	const struct view *view, struct doc *doc, struct err *e)
{
	(void)unit;
	return notice_build(txn, record, view, doc, e);
}

static bool build_pack(struct kv_txn *txn, const void *record, struct uid unit,
	const struct view *view, struct doc *doc, struct err *e)
{
	(void)unit;
	return pack_build(txn, record, view, doc, e);
}

static bool build_opinion(struct kv_txn *txn, const void *record, struct uid unit,
	const struct view *view, struct doc *doc, struct err *e)
{
	(void)unit;
	return opinion_build(txn, record, view, doc, e);
}

static bool build_slip(struct kv_txn *txn, const void *record, struct uid unit,
	const struct view *view, struct doc *doc, struct err *e)
{
	return slip_build(txn, record, unit, view, doc, e);
}

static bool build_urge(struct kv_txn *txn, const void *record, struct uid unit,
	const struct view *view, struct doc *doc, struct err *e)
{
	(void)unit;
	return urge_build(txn, record, view, doc, e);
}

static bool build_handover(struct kv_txn *txn, const void *record, struct uid unit,
	const struct view *view, struct doc *doc, struct err *e)
{
	(void)unit;
	return handover_build(txn, record, view, doc, e);
}

static bool build_dispatch(struct kv_txn *txn, const void *record, struct uid unit,
	const struct view *view, struct doc *doc, struct err *e)
{
	(void)unit;
	return dispatch_build(txn, record, view, doc, e);
}

static bool build_letter(struct kv_txn *txn, const void *record, struct uid unit,
	const struct view *view, struct doc *doc, struct err *e)
{
	return letter_build(txn, record, unit, view, doc, e);
}

static bool build_sheet(struct kv_txn *txn, const void *record, struct uid unit,
	const struct view *view, struct doc *doc, struct err *e)
{
	(void)unit;
	return sheet_build(txn, record, view, doc, e);
}

static bool build_meeting_sheet(struct kv_txn *txn, const void *record, struct uid unit,
	const struct view *view, struct doc *doc, struct err *e)
{
	(void)unit;
	return sheet_build_meeting(txn, record, view, doc, e);
}

static bool build_referral(struct kv_txn *txn, const void *record, struct uid unit,
	const struct view *view, struct doc *doc, struct err *e)
{
	(void)unit;
	return referral_build(txn, record, view, doc, e);
}

static bool build_result(struct kv_txn *txn, const void *record, struct uid unit,
	const struct view *view, struct doc *doc, struct err *e)
{
	(void)unit;
	return result_build(txn, record, view, doc, e);
}

static const struct paper_kind kinds[] = {
	{
		.name = "minutes",
		.label = "纪要",
		.of = &meeting_schema,
		.build = build_minutes,
	},
	{
		.name = "notice",
		.label = "会议通知",
		.of = &meeting_schema,
		.build = build_notice,
	},
	{
		.name = "pack",
		.label = "会议材料",
		.of = &meeting_schema,
		.build = build_pack,
	},
	{
		.name = "opinion",
		.label = "研判意见书",
		.of = &case_schema,
		.build = build_opinion,
	},
	{
		.name = "letter",
		.label = "征求意见函",
		.of = &case_schema,
		.build = build_letter,
		.to_party = true,
	},
	{
		.name = "slip",
		.label = "交办单",
		.of = &ruling_schema,
		.build = build_slip,
		.to_duty = true,
	},
	{
		.name = "reminder",
		.label = "催办单",
		.of = &unit_schema,
		.build = build_urge,
	},
	{
		.name = "handover",
		.label = "移交清单",
		.of = &member_schema,
		.build = build_handover,
	},
	{
		.name = "dispatch",
		.label = "派单指引",
		.of = &ruling_schema,
		.build = build_dispatch,
	},
	{
		.name = "countersignature",
		.label = "会签单",
		.of = &ruling_schema,
		.build = build_sheet,
	},
	{
		.name = "countersignature",
		.label = "会签单",
		.of = &meeting_schema,
		.build = build_meeting_sheet,
	},
	{
		.name = "referral",
		.label = "提级请示",
		.of = &item_schema,
		.build = build_referral,
	},
	{
		.name = "objection",
		.label = "异议复核结果",
		.of = &objection_schema,
		.build = build_result,
	},
};

/* 紀要 is 纪要, too. */
static bool means(const char *word, const char *name)
{
	struct buf folded = { 0 }, label = { 0 };
	bool same;

	fold_text(&folded, word, strlen(word));
	fold_text(&label, name, strlen(name));
	same = !strcmp(buf_text(&folded), buf_text(&label));
	buf_free(&folded);
	buf_free(&label);
	return same;
}

const struct paper_kind *paper_kinds(size_t *n)
{
	*n = COUNT(kinds);
	return kinds;
}

static bool called(const struct paper_kind *k, const char *word)
{
	return means(word, k->name) || means(word, k->label);
}

/* Of several that bear the word the one that is made of the record itself. */
static const struct paper_kind *find(const char *word, const struct schema *of)
{
	const struct paper_kind *other = NULL;

	for (size_t i = 0; i < COUNT(kinds); i++) {
		if (word && !called(&kinds[i], word))
			continue;
		if (kinds[i].of == of)
			return &kinds[i];
		if (word && !other)
			other = &kinds[i];
	}
	return other;
}

static bool named_before(size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (!strcmp(kinds[i].label, kinds[at].label))
			return true;
	return false;
}

const struct paper_kind *paper_named(const char *word, const struct schema *of, struct err *e)
{
	const struct paper_kind *found = find(word, of);
	struct buf names = { 0 };

	if (found)
		return found;
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (!named_before(i))
			buf_printf(&names, "%s%s", i ? ", " : "", kinds[i].label);
	err_set(e, ERR_USAGE, "no paper is called %s", word ? word : _(of->label));
	err_fix(e, "one of: %s", buf_text(&names));
	buf_free(&names);
	return NULL;
}

/* What a record is about, by kind, as far as papers need it. */
struct links {
	struct uid of[KIND_COUNT];
};

static void link_case(struct kv_txn *txn, const struct case_ *c, struct links *l, struct arena *a)
{
	struct item last;
	struct err e = { 0 };

	l->of[KIND_ITEM] = c->item;
	l->of[KIND_RULING] = c->ruling;
	if (record_get(txn, &item_schema, c->item, &last, a, &e))
		l->of[KIND_MEETING] = last.meeting;
}

static struct links links_of(
	struct kv_txn *txn, const struct schema *from, const void *given, struct arena *a)
{
	const struct item *item = given;
	const struct ruling *r = given;
	const struct task *task = given;
	const struct objection *o = given;
	struct links l = { 0 };

	l.of[from->kind] = *(const struct uid *)given; /* every record's head begins with it */
	switch (from->kind) {
	case KIND_ITEM:
		l.of[KIND_MEETING] = item->meeting;
		l.of[KIND_CASE] = item->case_;
		l.of[KIND_RULING] = item->ruling;
		break;
	case KIND_RULING:
		l.of[KIND_MEETING] = r->meeting;
		l.of[KIND_CASE] = r->case_;
		l.of[KIND_ITEM] = r->item;
		break;
	case KIND_CASE:
		link_case(txn, given, &l, a);
		break;
	case KIND_TASK:
		l.of[KIND_CASE] = task->case_;
		l.of[KIND_RULING] = task->ruling;
		l.of[KIND_UNIT] = task->unit;
		break;
	case KIND_OBJECTION:
		l.of[KIND_CASE] = o->case_;
		l.of[KIND_RULING] = o->ruling;
		break;
	default:
		break;
	}
	return l;
}

bool paper_record(struct kv_txn *txn, const struct paper_kind *kind, const struct schema *from,
	const void *given, void *out, struct arena *a, struct err *e)
{
	struct links links = links_of(txn, from, given, a);
	struct uid uid = links.of[kind->of->kind];

	if (!uid_none(uid))
		return record_get(txn, kind->of, uid, out, a, e);
	err_set(e, ERR_RULE, "this is no record that %s is made of", kind->label);
	return err_fix(e, "name a %s", _(kind->of->label));
}
