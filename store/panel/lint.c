#include "store/panel/lint.h"

#include "locale/msg/msg.h"
#include "locale/text/utf8.h"
#include "store/panel/pick.h"
#include "store/panel/units.h"
#include "store/rec/rulebook.h"

#include <string.h>

enum { OBJECT_LEAST = 2 };

static const char *first_in(const char *text, const struct phrases *words)
{
	for (size_t i = 0; i < words->n; i++)
		if (strstr(text, words->at[i]))
			return words->at[i];
	return NULL;
}

/* The longest of the words that stands here; 0: none. */
static size_t word_at(const char *text, const struct phrases *words)
{
	size_t most = 0;

	for (size_t i = 0; i < words->n; i++) {
		size_t n = strlen(words->at[i]);

		if (n > most && !strncmp(text, words->at[i], n))
			most = n;
	}
	return most;
}

static bool is_han(uint32_t cp)
{
	return cp >= 0x3400 && cp <= 0x9fff;
}

/* Characters that are no verb and no vague word: what it is done to. */
static size_t object_chars(const struct rules *rules, const char *text)
{
	const char *end = text + strlen(text);
	size_t n = 0;

	while (text < end) {
		size_t verb = word_at(text, &rules->duty_verbs);
		size_t vague = word_at(text, &rules->vague_words);

		if (verb || vague)
			text += verb > vague ? verb : vague;
		else
			n += is_han(utf8_next(&text, end));
	}
	return n;
}

const char *lint_words(const struct rules *rules, const char *words, struct arena *a)
{
	const char *vague = first_in(words, &rules->vague_words);

	if (!words[strspn(words, " \t\n")])
		return "";
	if (vague)
		return arena_format(a, _("“%s” says little"), vague);
	if (rules->duty_verbs.n && !first_in(words, &rules->duty_verbs))
		return _("no word says what is done");
	if (object_chars(rules, words) < OBJECT_LEAST)
		return _("it does not say to what");
	return "";
}

static const char *task_of(const struct ruling *r, struct uid unit)
{
	const struct duty *duties = r->duties.at;

	for (size_t i = 0; i < r->duties.n; i++)
		if (uid_same(duties[i].unit, unit))
			return duties[i].task;
	return "";
}

const char *lint_better(struct kv_txn *txn, struct uid unit, struct arena *a)
{
	struct ruling like, r;
	uint32_t *ordinals;
	size_t n;

	schema_init(&ruling_schema, &like);
	like.state = RULING_ISSUED;
	n = uid_none(unit) ? 0 : pick_where(txn, &ruling_schema, "state", &like, &ordinals, a);
	while (n-- > 0) {
		struct err e = { 0 };
		const char *task;

		if (!record_peek(txn, &ruling_schema, ordinals[n], &r, a, &e))
			continue;
		task = task_of(&r, unit);
		if (*task && !*lint_words(rules_of(txn), task, a))
			return task;
	}
	return "";
}

void lint_ruling(struct kv_txn *txn, const struct ruling *r, struct buf *lines)
{
	const struct duty *duties = r->duties.at;
	struct arena a = { 0 };

	for (size_t i = 0; i < r->duties.n; i++) {
		const char *wrong = lint_words(rules_of(txn), duties[i].task, &a), *better;

		if (!*wrong)
			continue;
		better = lint_better(txn, duties[i].unit, &a);
		buf_printf(lines, _("the duty of %s: %s"), unit_short(txn, duties[i].unit, &a), wrong);
		if (*better)
			buf_printf(lines, _("; better, as before: %s"), better);
		buf_putc(lines, '\n');
	}
	arena_free(&a);
}
