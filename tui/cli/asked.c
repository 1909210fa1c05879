#include "tui/cli/asked.h"

#include "locale/msg/msg.h"
#include "store/rec/record.h"
#include "store/schema/filter.h"

/* The saved filter's kind and query; its order too, where the caller asks for none. */
static bool take_filter(
	struct cli *cli, const char *name, struct asked *out, struct buf *query, struct err *e)
{
	struct filter f;
	struct kv_txn txn;
	bool good;

	if (!cli_store(cli, false, e) || !kv_begin_read(cli->kv, &txn, e))
		return false;
	good = record_find(&txn, &filter_schema, name, &f, &cli->arena, e);
	kv_end_read(&txn);
	if (!good)
		return err_fix(e, "yanpan filter list names them");
	if (out->schema && out->schema->kind != (enum kind)f.of) {
		err_set(
			e, ERR_USAGE, "the filter %s is of %s", f.name, _(schema_of((enum kind)f.of)->plural));
		return err_fix(e, "leave the kind out");
	}
	out->schema = schema_of((enum kind)f.of);
	out->sort = *f.sort ? f.sort : NULL;
	buf_puts(query, f.query);
	return true;
}

static bool read_query(struct cli *cli, size_t first, struct asked *out, struct err *e)
{
	const struct args *args = &cli->args;
	const char *filter = args_value(args, "filter");
	struct buf b = { 0 };
	bool good = true;

	if (filter)
		good = take_filter(cli, filter, out, &b, e);
	if (!out->schema)
		out->schema = &order_schema;
	for (size_t i = first; i < args->word_count; i++)
		buf_printf(&b, "%s%s", b.n ? " " : "", args->words[i]);
	out->query = arena_copy(&cli->arena, buf_text(&b), b.n);
	buf_free(&b);
	return good;
}

bool asked_words(struct cli *cli, size_t first, struct asked *out, struct err *e)
{
	const struct args *args = &cli->args;

	*out = (struct asked){ .sort = NULL };
	if (first < args->word_count)
		out->schema = schema_named(args->words[first]);
	return read_query(cli, first + (out->schema != NULL), out, e);
}

bool asked_of(struct cli *cli, const struct schema *schema, struct asked *out, struct err *e)
{
	*out = (struct asked){ .schema = schema };
	return read_query(cli, 0, out, e);
}
