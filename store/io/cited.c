#include "store/io/cited.h"

#include "locale/base/array.h"
#include "store/panel/pick.h"
#include "store/panel/units.h"
#include "store/schema/panel.h"

#include <string.h>

/* The name of the basis, its article behind it, whether or not it stands in 《》. */
static bool is_cited(const struct basis *b, const char *words)
{
	size_t n = strlen(b->title);
	bool marks = !strncmp(words, "《", strlen("《"));

	words += marks ? strlen("《") : 0;
	if (strncmp(words, b->title, n) != 0)
		return false;
	words += n;
	if (marks && strncmp(words, "》", strlen("》")) != 0)
		return false;
	return !strcmp(words + (marks ? strlen("》") : 0), b->article);
}

static bool find(struct kv_txn *txn, const char *words, struct uid *out, struct arena *a)
{
	uint32_t *ordinals, named[2];
	struct basis b;
	struct err e = { 0 };
	size_t n;

	if (record_named(txn, &basis_schema, words, named, 2) == 1 &&
		record_peek(txn, &basis_schema, named[0], &b, a, &e)) {
		*out = b.head.uid;
		return true;
	}
	n = pick_all(txn, KIND_BASIS, &ordinals, a);
	for (size_t i = 0; i < n; i++)
		if (record_peek(txn, &basis_schema, ordinals[i], &b, a, &e) && is_cited(&b, words)) {
			*out = b.head.uid;
			return true;
		}
	return false;
}

static size_t between(const char *s)
{
	static const char *const signs[] = { "；", ";", "、", "\n" };

	for (size_t i = 0; i < COUNT(signs); i++)
		if (!strncmp(s, signs[i], strlen(signs[i])))
			return strlen(signs[i]);
	return 0;
}

void cited_read(
	struct kv_txn *txn, const char *cell, struct uids *list, struct buf *unknown, struct arena *a)
{
	for (const char *at = cell; *at;) {
		const char *end = at, *words;
		struct uid basis;

		while (*end && !between(end))
			end++;
		words = arena_copy(a, at, (size_t)(end - at));
		if (*words && find(txn, words, &basis, a))
			uids_add(list, basis, a);
		else if (*words)
			buf_printf(unknown, "%s%s", unknown->n ? "；" : "", words);
		at = end + between(end);
	}
}
