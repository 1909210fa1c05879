#include "store/panel/units.h"

#include "locale/base/array.h"

#include <stdio.h>
#include <string.h>

bool unit_called(struct kv_txn *txn, const char *name, struct unit *out, struct arena *a)
{
	uint32_t ordinals[2];
	struct err e = { 0 };

	return *name && record_named(txn, &unit_schema, name, ordinals, 2) == 1 &&
		record_at(txn, &unit_schema, ordinals[0], out, a, &e);
}

/* Bytes of the sign between two units at `s`; 0: none stands there. */
static size_t between(const char *s)
{
	static const char *const signs[] = { "、", "，", "；", "／", ",", ";", "/", "|", " ", "\n" };

	for (size_t i = 0; i < COUNT(signs); i++)
		if (!strncmp(s, signs[i], strlen(signs[i])))
			return strlen(signs[i]);
	return 0;
}

static const char *word_end(const char *s)
{
	while (*s && !between(s))
		s++;
	return s;
}

void units_read(struct kv_txn *txn, const char *cell, struct uids *list, struct buf *unknown,
	bool *several, struct arena *a)
{
	struct unit unit;

	if (unit_called(txn, cell, &unit, a)) { /* a name may hold such a sign itself */
		uids_add(list, unit.head.uid, a);
		return;
	}
	for (const char *s = cell; *s;) {
		const char *end = word_end(s), *name = arena_copy(a, s, (size_t)(end - s));
		uint32_t two[2];

		if (*name && unit_called(txn, name, &unit, a)) {
			uids_add(list, unit.head.uid, a);
		} else if (*name) {
			buf_printf(unknown, "%s%s", unknown->n ? "、" : "", name);
			*several = *several || record_named(txn, &unit_schema, name, two, 2) > 1;
		}
		s = end + between(end);
	}
}

void units_in_cell(struct kv_txn *txn, const char *cell, struct uids *list, struct arena *a)
{
	struct buf unknown = { 0 };
	bool several = false;

	units_read(txn, cell, list, &unknown, &several, a);
	buf_free(&unknown);
}

const char *unit_short(struct kv_txn *txn, struct uid uid, struct arena *a)
{
	return record_number(txn, KIND_UNIT, uid, a);
}

bool unit_outside(const struct unit *u)
{
	return u->kind == UNIT_VERTICAL || u->kind == UNIT_CITY || u->kind == UNIT_COMPANY;
}

static bool has_word(const struct unit *u, const char *word)
{
	return strstr(u->name, word) || strstr(u->short_, word) || strstr(u->aliases, word);
}

bool unit_dispatches(const struct unit *u, const struct rules *rules)
{
	for (size_t i = 0; i < rules->hotline.n; i++)
		if (has_word(u, rules->hotline.at[i]))
			return true;
	return false;
}

bool uids_have(const struct uids *list, struct uid uid)
{
	for (size_t i = 0; i < list->n; i++)
		if (uid_same(list->at[i], uid))
			return true;
	return false;
}

void uids_add(struct uids *list, struct uid uid, struct arena *a)
{
	struct uid *grown;

	if (uid_none(uid) || uids_have(list, uid))
		return;
	grown = arena_array(a, list->n + 1, sizeof(*grown));
	if (list->n)
		memcpy(grown, list->at, list->n * sizeof(*grown));
	grown[list->n] = uid;
	*list = (struct uids){ list->n + 1, grown };
}

bool name_add(char *list, size_t room, const char *name)
{
	enum { BEHIND = 8 };
	size_t used = strlen(list);

	if (used + strlen(name) + BEHIND > room)
		return false;
	snprintf(list + used, room - used, "%s%s", used ? "、" : "", name);
	return true;
}
