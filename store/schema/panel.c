#include "store/schema/panel.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"

static const struct choice unit_kinds[] = {
	{ UNIT_PARTY, "party", N_("party body") },
	{ UNIT_DEPARTMENT, "department", N_("government department") },
	{ UNIT_INSTITUTION, "institution", N_("public institution") },
	{ UNIT_TOWNSHIP, "township", N_("township or street") },
	{ UNIT_VERTICAL, "vertical", N_("vertically managed unit") },
	{ UNIT_CITY, "city", N_("city unit") },
	{ UNIT_COMPANY, "company", N_("company") },
};

static const struct choice unit_roles[] = {
	{ ROLE_CONVENER, "convener", N_("convener") },
	{ ROLE_BODY, "body", N_("panel body") },
	{ ROLE_HANDLER, "handler", N_("handling unit") },
	{ ROLE_COPIED, "copied", N_("copied unit") },
};

static const struct field unit_fields[] = {
	{
		FIELD_AT(struct unit, name, FIELD_TEXT),
		.tag = 1,
		.flags = FIELD_REQUIRED | FIELD_SEARCHED | FIELD_NAME | FIELD_SHARED | FIELD_PINYIN,
		.cols = 28,
		.label = N_("full name"),
		.help = N_("The unit's full name."),
	},
	{
		FIELD_AS(struct unit, short_, "short", FIELD_TEXT),
		.tag = 2,
		.flags = FIELD_REQUIRED | FIELD_SORTED | FIELD_SEARCHED | FIELD_LISTED | FIELD_NAME |
			FIELD_PINYIN,
		.cols = 14,
		.label = N_("short name"),
		.help = N_("As on screens and in minutes; the unit is cited by it."),
	},
	{
		FIELD_AT(struct unit, aliases, FIELD_WORDS),
		.tag = 3,
		.flags = FIELD_SEARCHED | FIELD_LISTED | FIELD_NAME | FIELD_SHARED | FIELD_PINYIN,
		.cols = 24,
		.label = N_("aliases"),
		.help = N_("Other names it goes by, with | between."),
	},
	{
		FIELD_AT(struct unit, kind, FIELD_CHOICE),
		.tag = 4,
		.flags = FIELD_INDEXED | FIELD_LISTED,
		.cols = 10,
		.choices = unit_kinds,
		.choice_count = COUNT(unit_kinds),
		.label = N_("kind of unit"),
		.help = N_("A vertically managed, city or company unit as lead is only asked (商请)."),
	},
	{
		FIELD_AT(struct unit, role, FIELD_CHOICE),
		.tag = 5,
		.flags = FIELD_INDEXED | FIELD_LISTED,
		.cols = 8,
		.choices = unit_roles,
		.choice_count = COUNT(unit_roles),
		.label = N_("role"),
		.help = N_("Convener and bodies make the panel."),
	},
	{
		FIELD_AT(struct unit, parent, FIELD_LINK),
		.tag = 6,
		.flags = FIELD_INDEXED,
		.kind = KIND_UNIT,
		.label = N_("parent unit"),
		.help = N_("The unit above it."),
	},
	{
		FIELD_AT(struct unit, level, FIELD_TEXT),
		.tag = 7,
		.label = N_("level"),
		.help = N_("County, township, city."),
	},
	{
		FIELD_AT(struct unit, contact, FIELD_TEXT),
		.tag = 8,
		.flags = FIELD_PERSONAL,
		.mask = MASK_NAME,
		.label = N_("contact"),
		.help = N_("Who answers for the unit."),
	},
	{
		FIELD_AT(struct unit, phone, FIELD_TEXT),
		.tag = 9,
		.flags = FIELD_PERSONAL,
		.mask = MASK_PHONE,
		.label = N_("phone"),
		.help = N_("The contact's number."),
	},
	{
		FIELD_AT(struct unit, note, FIELD_LONG),
		.tag = 10,
		.flags = FIELD_SEARCHED | FIELD_MASKED | FIELD_OWNED,
		.label = N_("note"),
		.help = N_("The panel's own note."),
	},
};

const struct schema unit_schema = {
	.kind = KIND_UNIT,
	.name = "unit",
	.label = N_("unit"),
	.plural = N_("units"),
	.size = sizeof(struct unit),
	.fields = unit_fields,
	.field_count = COUNT(unit_fields),
	.number = "short",
	.title = "name",
	.sort = "short",
};

static const struct choice rights[] = {
	{ RIGHT_RECORDER, "recorder", N_("recorder") },
	{ RIGHT_MEMBER, "member", N_("panel member") },
	{ RIGHT_VIEWER, "viewer", N_("viewer") },
};

static const struct field member_fields[] = {
	{
		FIELD_AT(struct member, name, FIELD_TEXT),
		.tag = 1,
		.flags = FIELD_REQUIRED | FIELD_SORTED | FIELD_SEARCHED | FIELD_LISTED | FIELD_NAME |
			FIELD_PINYIN,
		.cols = 10,
		.label = N_("person"),
		.help = N_("The person's name."),
	},
	{
		FIELD_AT(struct member, unit, FIELD_LINK),
		.tag = 2,
		.flags = FIELD_INDEXED | FIELD_LISTED,
		.cols = 14,
		.kind = KIND_UNIT,
		.label = N_("unit"),
		.help = N_("The unit the person speaks for."),
	},
	{
		FIELD_AT(struct member, post, FIELD_TEXT),
		.tag = 3,
		.flags = FIELD_SEARCHED | FIELD_LISTED | FIELD_PINYIN,
		.cols = 14,
		.label = N_("post"),
		.help = N_("The person's post."),
	},
	{
		FIELD_AT(struct member, right, FIELD_CHOICE),
		.tag = 4,
		.flags = FIELD_INDEXED | FIELD_LISTED,
		.cols = 8,
		.choices = rights,
		.choice_count = COUNT(rights),
		.label = N_("rights"),
		.help = N_("What the person may do here."),
	},
	{
		FIELD_AT(struct member, note, FIELD_LONG),
		.tag = 5,
		.flags = FIELD_SEARCHED | FIELD_MASKED | FIELD_OWNED,
		.label = N_("note"),
		.help = N_("The panel's own note."),
	},
};

const struct schema member_schema = {
	.kind = KIND_MEMBER,
	.name = "member",
	.label = N_("panel person"),
	.plural = N_("panel people"),
	.size = sizeof(struct member),
	.fields = member_fields,
	.field_count = COUNT(member_fields),
	.number = "name",
	.title = "name",
	.sort = "name",
};

static const struct choice basis_kinds[] = {
	{ BASIS_LAW, "law", N_("law") },
	{ BASIS_REGULATION, "regulation", N_("administrative regulation") },
	{ BASIS_LOCAL, "local", N_("local regulation") },
	{ BASIS_RULE, "rule", N_("government rule") },
	{ BASIS_CHARTER, "charter", N_("charter of duties") },
	{ BASIS_LIST, "list", N_("list entry") },
	{ BASIS_DOCUMENT, "document", N_("document") },
	{ BASIS_RULING, "ruling", N_("earlier ruling") },
	{ BASIS_FACT, "fact", N_("proof of ownership") },
};

static const struct choice basis_uses[] = {
	{ USE_DUTY, "duty", N_("founds a duty") },
	{ USE_PROCEDURE, "procedure", N_("procedure") },
	{ USE_FACT, "fact", N_("shows a fact") },
};

static bool rank_sound(const struct field *f, const void *record, struct err *e)
{
	int64_t rank = *FIELD_CONST(f, record, int64_t);

	if (rank >= 0 && rank <= 4)
		return true;
	err_set(e, ERR_INPUT, "rank %lld does not exist", (long long)rank);
	err_at(e, "%s", _(f->label));
	return err_fix(e, "use 1 (highest) to 4, or leave it empty");
}

static const struct field basis_fields[] = {
	{
		FIELD_AT(struct basis, number, FIELD_TEXT),
		.tag = 1,
		.flags = FIELD_SORTED | FIELD_SEARCHED | FIELD_LISTED | FIELD_NAME,
		.cols = 6,
		.label = N_("basis number"),
		.help = N_("Our own number of the basis; given if left empty."),
	},
	{
		FIELD_AT(struct basis, kind, FIELD_CHOICE),
		.tag = 2,
		.flags = FIELD_INDEXED | FIELD_LISTED,
		.cols = 10,
		.choices = basis_kinds,
		.choice_count = COUNT(basis_kinds),
		.label = N_("kind of basis"),
		.help = N_("Law, regulation, charter of duties, list, document, earlier ruling."),
	},
	{
		FIELD_AT(struct basis, issuer, FIELD_TEXT),
		.tag = 3,
		.flags = FIELD_SEARCHED | FIELD_PINYIN,
		.label = N_("issuer"),
		.help = N_("Who issued it."),
	},
	{
		FIELD_AT(struct basis, document, FIELD_TEXT),
		.tag = 4,
		.flags = FIELD_SEARCHED | FIELD_NAME | FIELD_SHARED,
		.label = N_("document number"),
		.help = N_("The number the issuer gave it."),
	},
	{
		FIELD_AT(struct basis, title, FIELD_TEXT),
		.tag = 5,
		.flags = FIELD_REQUIRED | FIELD_SORTED | FIELD_SEARCHED | FIELD_LISTED | FIELD_PINYIN,
		.cols = 24,
		.label = N_("name of the basis"),
		.help = N_("The name of the law, the charter, the list."),
	},
	{
		FIELD_AT(struct basis, article, FIELD_TEXT),
		.tag = 6,
		.flags = FIELD_SEARCHED | FIELD_LISTED,
		.cols = 12,
		.label = N_("article"),
		.help = N_("Article, paragraph, item."),
	},
	{
		FIELD_AT(struct basis, text, FIELD_LONG),
		.tag = 7,
		.flags = FIELD_SEARCHED,
		.label = N_("words of the article"),
		.help = N_("The words, exactly."),
	},
	{
		FIELD_AT(struct basis, from, FIELD_DAY),
		.tag = 8,
		.label = N_("in force from"),
		.help = N_("The day it came into force."),
	},
	{
		FIELD_AT(struct basis, to, FIELD_DAY),
		.tag = 9,
		.label = N_("in force to"),
		.help = N_("The last day it was in force; empty while it is."),
	},
	{
		FIELD_AT(struct basis, rank, FIELD_NUMBER),
		.tag = 10,
		.flags = FIELD_INDEXED | FIELD_LISTED,
		.cols = 4,
		.check = rank_sound,
		.label = N_("rank"),
		.help = N_("1 (highest) to 4."),
	},
	{
		FIELD_AT(struct basis, use, FIELD_CHOICE),
		.tag = 11,
		.flags = FIELD_INDEXED | FIELD_LISTED,
		.cols = 8,
		.choices = basis_uses,
		.choice_count = COUNT(basis_uses),
		.label = N_("use"),
		.help = N_("A ruling needs a basis that founds a duty."),
	},
	{
		FIELD_AT(struct basis, replaced_by, FIELD_LINK),
		.tag = 12,
		.kind = KIND_BASIS,
		.label = N_("replaced by"),
		.help = N_("The basis that took its place."),
	},
};

const struct schema basis_schema = {
	.kind = KIND_BASIS,
	.name = "basis",
	.label = N_("basis"),
	.plural = N_("bases"),
	.size = sizeof(struct basis),
	.fields = basis_fields,
	.field_count = COUNT(basis_fields),
	.number = "number",
	.title = "title",
	.sort = "number",
};
