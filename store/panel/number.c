#include "store/panel/number.h"

#include "locale/base/array.h"
#include "locale/calendar/date.h"
#include "store/rec/meta.h"
#include "store/rec/record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* `yearly` numbers are written year-count, the others letter and count. */
static const struct pattern {
	enum kind kind;
	bool yearly;
	int digits; /* at least */
	const char *before;
} patterns[] = {
	{ .kind = KIND_CASE, .yearly = true, .digits = 4, .before = "" },
	{ .kind = KIND_MEETING, .yearly = true, .digits = 2, .before = "" },
	{ .kind = KIND_RULING, .yearly = true, .digits = 2, .before = "" },
	{ .kind = KIND_OBJECTION, .yearly = true, .digits = 2, .before = "" },
	{ .kind = KIND_BASIS, .yearly = false, .digits = 3, .before = "Y" },
};

static const struct pattern *pattern_of(enum kind kind)
{
	for (size_t i = 0; i < COUNT(patterns); i++)
		if (patterns[i].kind == kind)
			return &patterns[i];
	return NULL;
}

static const char *counter_name(const struct pattern *p, int year, char out[64])
{
	snprintf(out, 64, "number %s %d", schema_of(p->kind)->name, year);
	return out;
}

static uint64_t last_given(struct kv_txn *txn, const struct pattern *p, int year)
{
	char name[64];

	return meta_number(txn, counter_name(p, year, name));
}

static void give(struct kv_txn *txn, const struct pattern *p, int year, uint64_t last)
{
	char name[64];

	meta_set_number(txn, counter_name(p, year, name), last);
}

static const char *spell(const struct pattern *p, int year, uint64_t count, struct arena *a)
{
	if (p->yearly)
		return arena_format(a, "%d-%0*llu", year, p->digits, (unsigned long long)count);
	return arena_format(a, "%s%0*llu", p->before, p->digits, (unsigned long long)count);
}

const char *number_take(struct act *act, enum kind kind, struct arena *a)
{
	const struct pattern *p = pattern_of(kind);
	int year = p && p->yearly ? day_civil(time_day(act->now)).year : 0;
	uint64_t count;
	uint32_t ordinal;

	if (!p)
		return "";
	count = last_given(&act->txn, p, year) + 1;
	while (record_named(&act->txn, schema_of(kind), spell(p, year, count, a), &ordinal, 1))
		count++; /* an import brought it */
	give(&act->txn, p, year, count);
	return spell(p, year, count, a);
}

const char *number_next(struct kv_txn *txn, enum kind kind, int year, struct arena *a)
{
	const struct pattern *p = pattern_of(kind);

	if (!p)
		return "";
	year = p->yearly ? year : 0;
	return spell(p, year, last_given(txn, p, year) + 1, a);
}

static bool read_count(const char *s, uint64_t *out)
{
	char *end;

	*out = strtoull(s, &end, 10);
	return strspn(s, "0123456789") == strlen(s) && *s && *end == '\0' && strlen(s) < 10;
}

/* False: it is not of our pattern. */
static bool take_apart(const struct pattern *p, const char *number, int *year, uint64_t *count)
{
	*year = 0;
	if (!p->yearly)
		return !strncmp(number, p->before, strlen(p->before)) &&
			read_count(number + strlen(p->before), count);
	return strlen(number) > 5 && number[4] == '-' && strspn(number, "0123456789") == 4 &&
		(*year = atoi(number)) > 0 && read_count(number + 5, count);
}

/* The counter stands behind the number now; false: it stood there before. */
static bool move_behind(struct act *act, const struct pattern *p, int year, uint64_t count)
{
	bool moves = count > last_given(&act->txn, p, year);

	if (moves)
		give(&act->txn, p, year, count);
	return moves;
}

void number_seen(struct act *act, enum kind kind, const char *number)
{
	const struct pattern *p = pattern_of(kind);
	int year;
	uint64_t count;

	if (p && take_apart(p, number, &year, &count))
		move_behind(act, p, year, count);
}

bool number_typed(struct act *act, enum kind kind, const char *number, struct err *e)
{
	const struct pattern *p = pattern_of(kind);
	int year;
	uint64_t count;

	if (!p || !take_apart(p, number, &year, &count))
		return true;
	if (move_behind(act, p, year, count) || !p->yearly)
		return true;
	err_set(e, ERR_RULE, "the number %s was given before", number);
	return err_fix(e, "leave it empty: the next is %s",
		spell(p, year, last_given(&act->txn, p, year) + 1, &act->scratch));
}
