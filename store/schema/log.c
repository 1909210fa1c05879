#include "store/schema/log.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"

static const struct choice batch_states[] = {
	{ BATCH_STAGED, "staged", N_("being written") },
	{ BATCH_LIVE, "live", N_("counts") },
	{ BATCH_UNDONE, "undone", N_("taken back") },
};

static const struct choice kinds[] = {
	{ KIND_ORDER, "order", N_("order") },
	{ KIND_CASE, "case", N_("case") },
	{ KIND_UNIT, "unit", N_("unit") },
	{ KIND_MEMBER, "member", N_("panel person") },
	{ KIND_BASIS, "basis", N_("basis") },
	{ KIND_MEETING, "meeting", N_("meeting") },
	{ KIND_ITEM, "item", N_("agenda item") },
	{ KIND_RULING, "ruling", N_("ruling") },
	{ KIND_OBJECTION, "objection", N_("objection review") },
	{ KIND_BATCH, "batch", N_("import batch") },
	{ KIND_TASK, "task", N_("task") },
};

static const struct field before_fields[] = {
	{
		FIELD_AT(struct batch_before, record, FIELD_LINK),
		.tag = 1,
		.kind = KIND_ORDER,
		.label = N_("changed record"),
		.help = N_("The record that the file changed."),
	},
	{
		FIELD_AT(struct batch_before, sequence, FIELD_NUMBER),
		.tag = 2,
		.label = N_("journal entry"),
		.help = N_("The entry that holds what it was before."),
	},
};

const struct schema batch_before_schema = {
	.name = "before",
	.label = N_("changed record"),
	.plural = N_("changed records"),
	.size = sizeof(struct batch_before),
	.fields = before_fields,
	.field_count = COUNT(before_fields),
};

static const struct field batch_fields[] = {
	{
		FIELD_AT(struct batch, number, FIELD_NUMBER),
		.tag = 1,
		.flags = FIELD_SORTED | FIELD_LISTED | FIELD_NAME,
		.cols = 4,
		.label = N_("batch number"),
		.help = N_("By count, 1 and on."),
	},
	{
		FIELD_AT(struct batch, time, FIELD_TIME),
		.tag = 2,
		.flags = FIELD_SORTED | FIELD_LISTED,
		.cols = 16,
		.label = N_("imported"),
		.help = N_("When it was imported."),
	},
	{
		FIELD_AT(struct batch, file, FIELD_TEXT),
		.tag = 3,
		.flags = FIELD_SEARCHED | FIELD_LISTED,
		.cols = 28,
		.label = N_("file"),
		.help = N_("The file's name."),
	},
	{
		FIELD_AT(struct batch, sm3, FIELD_TEXT),
		.tag = 4,
		.label = N_("SM3 of the file"),
		.help = N_("The file's fingerprint."),
	},
	{
		FIELD_AT(struct batch, encoding, FIELD_TEXT),
		.tag = 5,
		.flags = FIELD_LISTED,
		.cols = 10,
		.label = N_("encoding"),
		.help = N_("How the file was read."),
	},
	{
		FIELD_AT(struct batch, mapping, FIELD_LONG),
		.tag = 6,
		.label = N_("mapping"),
		.help = N_("Heading and field, one a line."),
	},
	{
		FIELD_AT(struct batch, kind, FIELD_CHOICE),
		.tag = 7,
		.flags = FIELD_INDEXED,
		.choices = kinds,
		.choice_count = COUNT(kinds),
		.label = N_("kind of record"),
		.help = N_("What came in."),
	},
	{
		FIELD_AT(struct batch, read, FIELD_NUMBER),
		.tag = 8,
		.label = N_("rows read"),
		.help = N_("Rows of the file that held something."),
	},
	{
		FIELD_AT(struct batch, added, FIELD_NUMBER),
		.tag = 9,
		.flags = FIELD_LISTED,
		.cols = 8,
		.label = N_("rows added"),
		.help = N_("New records."),
	},
	{
		FIELD_AT(struct batch, changed, FIELD_NUMBER),
		.tag = 10,
		.flags = FIELD_LISTED,
		.cols = 8,
		.label = N_("rows changed"),
		.help = N_("Records that the file changed."),
	},
	{
		FIELD_AT(struct batch, skipped, FIELD_NUMBER),
		.tag = 11,
		.flags = FIELD_LISTED,
		.cols = 8,
		.label = N_("rows skipped"),
		.help = N_("Rows whose number was there already."),
	},
	{
		FIELD_AT(struct batch, rejected, FIELD_NUMBER),
		.tag = 12,
		.flags = FIELD_LISTED,
		.cols = 8,
		.label = N_("rows rejected"),
		.help = N_("Rows that could not be taken."),
	},
	{
		FIELD_AT(struct batch, first, FIELD_NUMBER),
		.tag = 13,
		.label = N_("first ordinal"),
		.help = N_("Of the added records."),
	},
	{
		FIELD_AT(struct batch, last, FIELD_NUMBER),
		.tag = 14,
		.label = N_("last ordinal"),
		.help = N_("Of the added records."),
	},
	{
		FIELD_AT(struct batch, rows_sm3, FIELD_TEXT),
		.tag = 15,
		.label = N_("SM3 of the rows"),
		.help = N_("Fingerprint of the added records in order."),
	},
	{
		FIELD_AT(struct batch, before, FIELD_ROWS),
		.tag = 16,
		.rows = &batch_before_schema,
		.label = N_("changed records"),
		.help = N_("Records that the file changed, and where their old values are."),
	},
	{
		FIELD_AT(struct batch, state, FIELD_CHOICE),
		.tag = 17,
		.flags = FIELD_INDEXED | FIELD_LISTED | FIELD_READONLY,
		.cols = 6,
		.choices = batch_states,
		.choice_count = COUNT(batch_states),
		.label = N_("state"),
		.help = N_("Counts, or was taken back."),
	},
	{
		FIELD_AT(struct batch, personal_sm3, FIELD_TEXT),
		.tag = 18,
		.flags = FIELD_PERSONAL | FIELD_READONLY,
		.label = N_("SM3 of the rows' personal data"),
		.help = N_("Fingerprint of the added records' personal fields in order."),
	},
};

const struct schema batch_schema = {
	.kind = KIND_BATCH,
	.name = "batch",
	.label = N_("import batch"),
	.plural = N_("import batches"),
	.size = sizeof(struct batch),
	.fields = batch_fields,
	.field_count = COUNT(batch_fields),
	.number = "number",
	.title = "file",
	.state = "state",
	.sort = "-number",
};

static const struct field change_fields[] = {
	{
		FIELD_AT(struct change, tag, FIELD_NUMBER),
		.tag = 1,
		.label = N_("field tag"),
		.help = N_("The field."),
	},
	{
		FIELD_AT(struct change, before, FIELD_BYTES),
		.tag = 2,
		.label = N_("before"),
		.help = N_("Its encoded value before."),
	},
	{
		FIELD_AT(struct change, after, FIELD_BYTES),
		.tag = 3,
		.label = N_("after"),
		.help = N_("Its encoded value after."),
	},
};

const struct schema change_schema = {
	.name = "change",
	.label = N_("change"),
	.plural = N_("changes"),
	.size = sizeof(struct change),
	.fields = change_fields,
	.field_count = COUNT(change_fields),
};

static const struct field sealed_fields[] = {
	{
		FIELD_AT(struct sealed_change, tag, FIELD_NUMBER),
		.tag = 1,
		.label = N_("field tag"),
		.help = N_("The personal field."),
	},
	{
		FIELD_AT(struct sealed_change, before, FIELD_BYTES),
		.tag = 2,
		.label = N_("before"),
		.help = N_("SM3 of salt and value before."),
	},
	{
		FIELD_AT(struct sealed_change, after, FIELD_BYTES),
		.tag = 3,
		.label = N_("after"),
		.help = N_("SM3 of salt and value after."),
	},
};

const struct schema sealed_change_schema = {
	.name = "sealed",
	.label = N_("sealed change"),
	.plural = N_("sealed changes"),
	.size = sizeof(struct sealed_change),
	.fields = sealed_fields,
	.field_count = COUNT(sealed_fields),
};

static const struct field event_fields[] = {
	{
		FIELD_AT(struct event, time, FIELD_TIME),
		.tag = 1,
		.flags = FIELD_LISTED,
		.cols = 16,
		.label = N_("time"),
		.help = N_("When it was done."),
	},
	{
		FIELD_AT(struct event, step, FIELD_NUMBER),
		.tag = 2,
		.flags = FIELD_LISTED,
		.cols = 6,
		.label = N_("step"),
		.help = N_("Entries of one act share it."),
	},
	{
		FIELD_AT(struct event, who, FIELD_LINK),
		.tag = 3,
		.kind = KIND_MEMBER,
		.label = N_("person"),
		.help = N_("Who did it, where a member of the panel."),
	},
	{
		FIELD_AT(struct event, who_name, FIELD_TEXT),
		.tag = 4,
		.flags = FIELD_LISTED,
		.cols = 10,
		.label = N_("at the keyboard"),
		.help = N_("Who sat at the keyboard."),
	},
	{
		FIELD_AT(struct event, os_user, FIELD_TEXT),
		.tag = 5,
		.label = N_("PC user"),
		.help = N_("The PC's own user."),
	},
	{
		FIELD_AT(struct event, host, FIELD_TEXT),
		.tag = 6,
		.label = N_("PC"),
		.help = N_("The PC's name."),
	},
	{
		FIELD_AT(struct event, verb, FIELD_TEXT),
		.tag = 7,
		.flags = FIELD_LISTED,
		.cols = 12,
		.label = N_("done"),
		.help = N_("What was done."),
	},
	{
		FIELD_AT(struct event, kind, FIELD_CHOICE),
		.tag = 8,
		.flags = FIELD_LISTED,
		.cols = 8,
		.choices = kinds,
		.choice_count = COUNT(kinds),
		.label = N_("kind of record"),
		.help = N_("What it was done to."),
	},
	{
		FIELD_AT(struct event, subject, FIELD_LINK),
		.tag = 9,
		.label = N_("record"),
		.help = N_("The record."),
	},
	{
		FIELD_AT(struct event, subject_ordinal, FIELD_NUMBER),
		.tag = 10,
		.label = N_("ordinal"),
		.help = N_("The record's place on this machine."),
	},
	{
		FIELD_AT(struct event, subject_number, FIELD_TEXT),
		.tag = 11,
		.flags = FIELD_LISTED,
		.cols = 16,
		.label = N_("number"),
		.help = N_("The record's number then."),
	},
	{
		FIELD_AT(struct event, words, FIELD_LONG),
		.tag = 12,
		.flags = FIELD_LISTED | FIELD_MASKED,
		.cols = 30,
		.label = N_("words"),
		.help = N_("What else there is to say."),
	},
	{
		FIELD_AT(struct event, changes, FIELD_ROWS),
		.tag = 13,
		.rows = &change_schema,
		.label = N_("changes"),
		.help = N_("Fields before and after."),
	},
	{
		FIELD_AT(struct event, sealed, FIELD_ROWS),
		.tag = 14,
		.rows = &sealed_change_schema,
		.label = N_("sealed changes"),
		.help = N_("Personal fields: fingerprints only."),
	},
	{
		FIELD_AT(struct event, undoes, FIELD_NUMBER),
		.tag = 15,
		.label = N_("takes back step"),
		.help = N_("The step it takes back or brings back."),
	},
	{
		FIELD_AT(struct event, record, FIELD_BYTES),
		.tag = 16,
		.label = N_("SM3 of the record"),
		.help = N_("The record afterwards."),
	},
	{
		FIELD_AT(struct event, previous, FIELD_BYTES),
		.tag = 17,
		.label = N_("SM3 of the entry before"),
		.help = N_("The link of the chain."),
	},
	{
		FIELD_AT(struct event, later, FIELD_TIME),
		.tag = 18,
		.label = N_("clock set back from"),
		.help =
			N_("The time of the entry before, where that is later: the PC's clock was set back."),
	},
};

const struct schema event_schema = {
	.kind = KIND_EVENT,
	.name = "event",
	.label = N_("journal entry"),
	.plural = N_("journal"),
	.size = sizeof(struct event),
	.fields = event_fields,
	.field_count = COUNT(event_fields),
	.number = "step",
	.title = "verb",
	.sort = "-step",
};
