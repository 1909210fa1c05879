#include "store/panel/rival.h"

#include "locale/msg/msg.h"
#include "store/panel/ruling.h"
#include "store/panel/validity.h"
#include "store/rec/rulebook.h"

#include <string.h>

enum { RIVALS_MOST = 50 };

bool rival_leads_otherwise(const struct ruling *draft, const struct ruling *earlier)
{
	const struct duty *mine = ruling_lead(draft), *theirs = ruling_lead(earlier);

	return mine && theirs && !uid_none(mine->unit) && !uid_same(mine->unit, theirs->unit);
}

struct distinction *rival_row(const struct ruling *draft, struct uid earlier)
{
	struct distinction *rows = draft->distinctions.at;

	for (size_t i = 0; i < draft->distinctions.n; i++)
		if (uid_same(rows[i].ruling, earlier))
			return &rows[i];
	return NULL;
}

bool rival_told_apart(const struct ruling *draft, struct uid earlier)
{
	const struct distinction *row = rival_row(draft, earlier);

	return uid_same(draft->replaces, earlier) ||
		(row && row->how && row->words[strspn(row->words, " \t\n")]);
}

size_t rivals_open(struct kv_txn *txn, const struct ruling *draft, const struct case_ *c,
	struct precedent **out, struct arena *a)
{
	size_t n = precedent_like_case(txn, c, RIVALS_MOST, out, a), open = 0;

	for (size_t i = 0; i < n; i++) {
		const struct precedent *p = &(*out)[i];

		if (p->same_matter && !uid_same(p->ruling.head.uid, draft->head.uid) &&
			rival_leads_otherwise(draft, &p->ruling) &&
			!rival_told_apart(draft, p->ruling.head.uid))
			(*out)[open++] = *p;
	}
	return open;
}

bool rivals_settled(
	struct kv_txn *txn, const struct ruling *draft, const struct case_ *c, struct err *e)
{
	struct precedent *open;
	struct arena a = { 0 };
	bool refused = rules_of(txn)->rival == STRICT_REFUSE && rivals_open(txn, draft, c, &open, &a);

	if (refused) {
		err_set(e, ERR_RULE, "%s, in force on the same matter, is led by %s", open[0].ruling.number,
			open[0].lead);
		err_fix(e, "say how this case differs, or that the new ruling supersedes it");
	}
	arena_free(&a);
	return !refused;
}

void rivals_warn(
	struct kv_txn *txn, const struct ruling *draft, const struct case_ *c, struct buf *lines)
{
	struct precedent *open;
	struct arena a = { 0 };
	size_t n = rivals_open(txn, draft, c, &open, &a);

	for (size_t i = 0; i < n; i++) {
		buf_printf(lines, _("%s, in force on the same matter, is led by %s"), open[i].ruling.number,
			open[i].lead);
		buf_putc(lines, '\n');
	}
	arena_free(&a);
}

static bool supersede(struct act *act, struct uid earlier, struct ruling *issued, struct err *e)
{
	struct ruling old;

	if (!record_get(&act->txn, &ruling_schema, earlier, &old, &act->scratch, e))
		return false;
	if (old.state != RULING_ISSUED && old.state != RULING_STAYED)
		return true;
	if (uid_none(issued->replaces))
		issued->replaces = earlier;
	return ruling_set_superseded(act, &old, issued, e);
}

bool rivals_supersede(struct act *act, struct ruling *issued, struct err *e)
{
	const struct distinction *rows = issued->distinctions.at;

	for (size_t i = 0; i < issued->distinctions.n; i++)
		if (rows[i].how == DISTINCTION_SUPERSEDES && !supersede(act, rows[i].ruling, issued, e))
			return false;
	return true;
}
