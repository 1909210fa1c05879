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
#include "store/doc/slip.h"
#include "store/doc/urge.h"
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

const struct paper_kind *paper_named(const char *word, const struct schema *of, struct err *e)
{
	struct buf names = { 0 };

	for (size_t i = 0; i < COUNT(kinds); i++)
		if (word ? means(word, kinds[i].name) || means(word, kinds[i].label) : kinds[i].of == of)
			return &kinds[i];
	for (size_t i = 0; i < COUNT(kinds); i++)
		buf_printf(&names, "%s%s", i ? ", " : "", kinds[i].label);
	err_set(e, ERR_USAGE, "no paper is called %s", word ? word : _(of->label));
	err_fix(e, "one of: %s", buf_text(&names));
	buf_free(&names);
	return NULL;
}

/* What a record is about, as far as papers need it. */
struct links {
	struct uid meeting, case_, ruling, unit, member;
};

static struct links links_of(
	struct kv_txn *txn, const struct schema *from, const void *given, struct arena *a)
{
	const struct case_ *c = given;
	const struct item *item = given;
	const struct ruling *r = given;
	const struct meeting *m = given;
	const struct unit *unit = given;
	const struct task *task = given;
	const struct member *member = given;
	struct uid none = { 0 };
	struct item last;
	struct err e = { 0 };

	switch (from->kind) {
	case KIND_MEETING:
		return (struct links){ .meeting = m->head.uid };
	case KIND_ITEM:
		return (struct links){ item->meeting, item->case_, item->ruling, none, none };
	case KIND_RULING:
		return (struct links){ r->meeting, r->case_, r->head.uid, none, none };
	case KIND_CASE:
		if (!record_get(txn, &item_schema, c->item, &last, a, &e))
			last.meeting = (struct uid){ 0 };
		return (struct links){ last.meeting, c->head.uid, c->ruling, none, none };
	case KIND_MEMBER:
		return (struct links){ .member = member->head.uid };
	case KIND_UNIT:
		return (struct links){ .unit = unit->head.uid };
	case KIND_TASK:
		return (struct links){ .case_ = task->case_, .ruling = task->ruling, .unit = task->unit };
	default:
		return (struct links){ 0 };
	}
}

bool paper_record(struct kv_txn *txn, const struct paper_kind *kind, const struct schema *from,
	const void *given, void *out, struct arena *a, struct err *e)
{
	struct links links = links_of(txn, from, given, a);
	struct uid uid = kind->of->kind == KIND_MEETING ? links.meeting
		: kind->of->kind == KIND_CASE               ? links.case_
		: kind->of->kind == KIND_UNIT               ? links.unit
		: kind->of->kind == KIND_MEMBER             ? links.member
													: links.ruling;

	if (!uid_none(uid))
		return record_get(txn, kind->of, uid, out, a, e);
	err_set(e, ERR_RULE, "this is no record that %s is made of", kind->label);
	return err_fix(e, "name a %s", _(kind->of->label));
}
