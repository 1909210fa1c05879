#include "tui/cli/subject.h"

#include "store/rec/record.h"
#include "store/schema/order.h"

bool subject_words_at(struct cli *cli, size_t at, struct subject *out, struct err *e)
{
	*out = (struct subject){ .number = cli->args.words[at + 1], .next = at + 2 };
	return cli_kind(cli->args.words[at], &out->schema, e);
}

bool subject_words(struct cli *cli, struct subject *out, struct err *e)
{
	if (cli->args.word_count > 1)
		return subject_words_at(cli, 0, out, e);
	*out = (struct subject){ .schema = &order_schema, .number = cli->args.words[0], .next = 1 };
	return true;
}

bool subject_find(struct cli *cli, struct subject *s, struct err *e)
{
	struct kv_txn txn;
	bool good;

	s->record = schema_new(s->schema, &cli->arena);
	if (!kv_begin_read(cli->kv, &txn, e))
		return false;
	good = record_find(&txn, s->schema, s->number, s->record, &cli->arena, e);
	kv_end_read(&txn);
	return good;
}
