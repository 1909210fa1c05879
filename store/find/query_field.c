/* Which field a query's author means: by name, by label, by a word of everyday use, or by the
 * pinyin of either. */
#include "store/find/query.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "locale/text/pinyin.h"

#include <string.h>
#include <strings.h>

/* Words for a field that people say and no label is, for whichever kind has the field. */
static const struct {
	const char *word, *name;
} everyday[] = {
	{ "单位", "unit" },
	{ "期限", "due" },
	{ "截止", "due" },
	{ "类别", "category" },
	{ "分类", "category" },
	{ "类型", "type" },
	{ "编号", "number" },
	{ "诉求", "text" },
	{ "内容", "text" },
	{ "收到", "received" },
	{ "时间", "received" },
	{ "地点", "address" },
	{ "区域", "area" },
	{ "退单", "returns" },
	{ "次数", "bounces" },
	{ "状态", "state" },
	{ "依据", "bases" },
	{ "结论", "ruling" },
};

/* Rows whose number is a field too, because a file may bring the number alone. */
static const struct {
	const struct schema *schema;
	const char *rows, *count;
} counted[] = {
	{ &order_schema, "returns", "bounces" },
};

/* The letters stand for the whole name, not for a part of it. */
static bool stands_for(const struct pinyin *letters, const char *name)
{
	struct fold_hit hit;

	return pinyin_find(letters, name, strlen(name), &hit) && hit.bytes == strlen(name);
}

/* zt for 状态; letters that stand for several fields name none. */
static const struct field *field_in_letters(const struct schema *s, const char *word)
{
	const struct field *f = NULL;
	struct pinyin letters;
	size_t found = 0;

	if (!pinyin_prepare(&letters, word, strlen(word)))
		return NULL;
	for (size_t i = 0; i < s->field_count; i++)
		if (stands_for(&letters, _(s->fields[i].label)) && ++found)
			f = &s->fields[i];
	for (size_t i = 0; !f && i < COUNT(everyday); i++)
		if (stands_for(&letters, everyday[i].word))
			f = schema_field(s, everyday[i].name);
	return found > 1 ? NULL : f;
}

/* The one field whose label has the word in it, so that 当事 is enough for 当事单位. */
static const struct field *only_label_with(const struct schema *s, const char *word)
{
	const struct field *found = NULL;

	for (size_t i = 0; i < s->field_count; i++)
		if (strstr(_(s->fields[i].label), word)) {
			if (found)
				return NULL;
			found = &s->fields[i];
		}
	return found;
}

static const struct field *plain_field(const struct schema *s, const char *word)
{
	const struct field *f = schema_field_named(s, word);

	for (size_t i = 0; !f && i < COUNT(everyday); i++)
		if (!strcmp(word, everyday[i].word))
			f = schema_field(s, everyday[i].name);
	if (!f && strlen(word) >= strlen("当事"))
		f = only_label_with(s, word);
	return f ? f : field_in_letters(s, word);
}

static bool of_rows(const struct field *f, const char *word)
{
	return f->type == FIELD_ROWS &&
		(!strcasecmp(word, f->rows->name) || !strcmp(word, _(f->rows->label)));
}

static const struct field *rows_field(const struct schema *s, const char *word)
{
	const struct field *f = plain_field(s, word);

	if (f && f->type == FIELD_ROWS)
		return f;
	for (size_t i = 0; i < s->field_count; i++)
		if (of_rows(&s->fields[i], word))
			return &s->fields[i];
	return NULL;
}

const struct field *query_field(const struct schema *s, const char *word, const struct field **row)
{
	const char *dot = strchr(word, '.');
	const struct field *f;
	char head[128];

	*row = NULL;
	if (!dot) {
		f = plain_field(s, word);
		return f ? f : rows_field(s, word);
	}
	if ((size_t)(dot - word) >= sizeof(head))
		return NULL;
	memcpy(head, word, (size_t)(dot - word));
	head[dot - word] = 0;
	f = rows_field(s, head);
	*row = f ? plain_field(f->rows, dot + 1) : NULL;
	return *row ? f : NULL;
}

const char *query_everyday(const struct schema *s, size_t i)
{
	if (i >= COUNT(everyday))
		return NULL;
	return schema_field(s, everyday[i].name) ? everyday[i].word : "";
}

/* A label may be of several words, or another field's too. */
static const char *typed_word(const struct schema *s, const struct field *f)
{
	const struct field *row;
	const char *label = _(f->label);

	return label[strcspn(label, " :|\"-.")] || query_field(s, label, &row) != f ? f->name : label;
}

void query_field_word(
	const struct schema *s, const struct field *f, const struct field *row, struct buf *out)
{
	buf_puts(out, typed_word(s, f));
	if (row)
		buf_printf(out, ".%s", typed_word(f->rows, row));
}

const struct field *query_field_counted(const struct schema *s, const struct field *rows)
{
	for (size_t i = 0; i < COUNT(counted); i++)
		if (counted[i].schema == s && !strcmp(counted[i].rows, rows->name))
			return schema_field(s, counted[i].count);
	return rows;
}
