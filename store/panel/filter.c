#include "store/panel/filter.h"

#include "locale/msg/msg.h"
#include "store/find/query.h"
#include "store/rec/record.h"

static bool sort_known(const struct schema *s, const char *sort, struct err *e)
{
	const struct field *row;

	sort += *sort == '-';
	if (!*sort || query_field(s, sort, &row))
		return true;
	return err_set(e, ERR_INPUT, "%s cannot be sorted by %s", _(s->plural), sort);
}

bool filter_check(const struct filter *f, struct day today, struct err *e)
{
	const struct schema *s = schema_of((enum kind)f->of);
	struct arena a = { 0 };
	struct query query;
	bool good;

	if (!s)
		return true; /* schema_check() asks for it */
	good = query_parse(s, f->query, today, &query, &a, e) && sort_known(s, f->sort, e);
	arena_free(&a);
	return good;
}

bool filter_keep(struct act *act, const struct filter *f, struct err *e)
{
	struct filter there;
	struct err none = { 0 };

	if (!filter_check(f, time_day(act->now), e))
		return false;
	if (!record_find(&act->txn, &filter_schema, f->name, &there, &act->scratch, &none)) {
		schema_init(&filter_schema, &there);
		there.name = f->name;
	}
	there.of = f->of;
	there.query = f->query;
	there.sort = f->sort;
	return record_put(act, &filter_schema, &there, there.head.ordinal ? "set" : "new", e);
}

bool filter_rename(struct act *act, const char *name, const char *to, struct err *e)
{
	struct filter f;

	if (!record_find(&act->txn, &filter_schema, name, &f, &act->scratch, e))
		return false;
	f.name = to;
	return record_put(act, &filter_schema, &f, "set", e);
}

bool filter_drop(struct act *act, const char *name, struct err *e)
{
	struct filter f;

	return record_find(&act->txn, &filter_schema, name, &f, &act->scratch, e) &&
		record_set_live(act, &filter_schema, f.head.ordinal, false, "drop", e);
}
