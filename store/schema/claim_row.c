#include "store/schema/claim_row.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"

#include <string.h>

static const struct field fields[] = {
	{
		FIELD_AT(struct claim_row, number, FIELD_TEXT),
		.tag = 1,
		.flags = FIELD_REQUIRED,
		.label = N_("case"),
		.help = N_("The number of the case."),
	},
	{
		FIELD_AT(struct claim_row, part, FIELD_TEXT),
		.tag = 2,
		.label = N_("part of the matter"),
		.help = N_("The part it answers for; nothing: the matter as a whole."),
	},
	{
		FIELD_AT(struct claim_row, unit, FIELD_TEXT),
		.tag = 3,
		.flags = FIELD_REQUIRED,
		.label = N_("unit"),
		.help = N_("The unit that says it."),
	},
	{
		FIELD_AT(struct claim_row, says, FIELD_TEXT),
		.tag = 4,
		.label = N_("says"),
		.help = N_("Leads, assists, or not ours."),
	},
	{
		FIELD_AT(struct claim_row, bases, FIELD_LONG),
		.tag = 5,
		.label = N_("bases"),
		.help = N_("What it rests on."),
	},
	{
		FIELD_AT(struct claim_row, words, FIELD_LONG),
		.tag = 6,
		.label = N_("words of the claim"),
		.help = N_("What the unit wrote or said."),
	},
	{
		FIELD_AT(struct claim_row, by, FIELD_TEXT),
		.tag = 7,
		.label = N_("given by"),
		.help = N_("Who gave it."),
	},
	{
		FIELD_AT(struct claim_row, day, FIELD_DAY),
		.tag = 8,
		.label = N_("given on"),
		.help = N_("The day it was given; nothing: today."),
	},
};

const struct schema claim_row_schema = {
	.kind = KIND_CLAIM,
	.name = "reply",
	.label = N_("line of a reply sheet"),
	.plural = N_("reply sheets of units"),
	.size = sizeof(struct claim_row),
	.fields = fields,
	.field_count = COUNT(fields),
	.number = "number",
};

/* Without the blanks that people put between Han. */
static void squeeze(const char *words, char *out, size_t room)
{
	size_t n = 0;

	while (*words && n + 4 < room) {
		size_t blank = !strncmp(words, "　", strlen("　")) ? strlen("　")
			: !strncmp(words, "\u00a0", strlen("\u00a0"))  ? strlen("\u00a0")
														   : strspn(words, " \t\r\n");

		if (!blank)
			out[n++] = *words++;
		words += blank;
	}
	out[n] = '\0';
}

enum claim_says claim_says_of(const char *words)
{
	static const struct {
		const char *word;
		enum claim_says says;
	} known[] = {
		{ "不属", CLAIM_NOT_OURS },
		{ "不是", CLAIM_NOT_OURS },
		{ "不涉及", CLAIM_NOT_OURS },
		{ "非我", CLAIM_NOT_OURS },
		{ "非本", CLAIM_NOT_OURS },
		{ "不牵头", (enum claim_says)0 },
		{ "不配合", (enum claim_says)0 },
		{ "牵头", CLAIM_LEADS },
		{ "牵頭", CLAIM_LEADS },
		{ "主办", CLAIM_LEADS },
		{ "配合", CLAIM_ASSISTS },
		{ "协办", CLAIM_ASSISTS },
		{ "协助", CLAIM_ASSISTS },
		{ "未表态", CLAIM_SILENT },
	};
	char plain[64];

	squeeze(words, plain, sizeof(plain));
	for (size_t i = 0; i < COUNT(known); i++)
		if (!strncmp(plain, known[i].word, strlen(known[i].word)))
			return known[i].says;
	return (enum claim_says)0;
}
