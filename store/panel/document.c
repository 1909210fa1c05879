#include "store/panel/document.h"

#include "store/panel/pick.h"

#include <string.h>

/* What a number stands on: the meeting whose papers may share it, none for what goes alone;
 * and the record itself, which does not clash with itself. */
struct bearer {
	enum kind kind;
	uint32_t ordinal;
	struct uid meeting;
};

static struct bearer bearer_of(enum kind kind, const void *record)
{
	const struct meeting *m = record;
	const struct ruling *r = record;

	if (kind == KIND_MEETING)
		return (struct bearer){ kind, m->head.ordinal, m->head.uid };
	return (struct bearer){ kind, r->head.ordinal,
		uid_none(r->replaces) ? r->meeting : (struct uid){ 0 } };
}

static bool clash(const struct bearer *a, const struct bearer *b)
{
	if (a->kind == b->kind && a->ordinal == b->ordinal)
		return false;
	return uid_none(a->meeting) || !uid_same(a->meeting, b->meeting);
}

static bool used_by(struct kv_txn *txn, const struct schema *s, const struct bearer *mine,
	const char *document, struct arena *a, const char **number)
{
	uint32_t *ordinals;
	size_t n = pick_all(txn, s->kind, &ordinals, a);
	void *record = schema_new(s, a);
	struct err unread = { 0 };

	for (size_t i = 0; i < n; i++) {
		struct bearer other;

		if (!record_peek(txn, s, ordinals[i], record, a, &unread) ||
			strcmp(schema_text(s, record, "document"), document))
			continue;
		other = bearer_of(s->kind, record);
		if (!clash(mine, &other))
			continue;
		*number = record_number(txn, s->kind, schema_head(record)->uid, a);
		return true;
	}
	return false;
}

bool document_free(struct kv_txn *txn, const struct schema *s, const void *record,
	const char *document, struct err *e)
{
	struct bearer mine = bearer_of(s->kind, record);
	struct arena a = { 0 };
	const char *number = NULL;
	bool taken = false;

	if (!*document)
		return true;
	if (used_by(txn, &meeting_schema, &mine, document, &a, &number))
		taken = !err_set(e, ERR_RULE, "%s is the number of meeting %s", document, number);
	else if (used_by(txn, &ruling_schema, &mine, document, &a, &number))
		taken = !err_set(e, ERR_RULE, "%s is the number of ruling %s", document, number);
	if (taken)
		err_fix(e, "check it with the registry, or leave it empty");
	arena_free(&a);
	return !taken;
}
