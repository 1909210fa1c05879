#include "store/io/value.h"

#include "locale/base/array.h"
#include "store/io/returns.h"
#include "store/rec/show.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static bool is_text(const struct field *f)
{
	return f->type == FIELD_TEXT || f->type == FIELD_LONG || f->type == FIELD_WORDS;
}

/* What spreadsheets and databases write for nothing, where no text is meant. */
static bool says_nothing(const char *s)
{
	static const char *const nothing[] = { "-", "--", "/", "\\", "无", "暂无", "空", "NULL", "null",
		"N/A", "#N/A", "(null)" };

	for (size_t i = 0; i < COUNT(nothing); i++)
		if (!strcmp(s, nothing[i]))
			return true;
	return !*s;
}

static const char *words_of(const char *text, struct arena *a)
{
	static const char *const between[] = { "、", "，", "；", ",", ";" };
	char *out = arena_text(a, text), *to = out;

	for (const char *at = text; *at;) {
		size_t n = 0;

		for (size_t i = 0; i < COUNT(between) && !n; i++)
			if (!strncmp(at, between[i], strlen(between[i])))
				n = strlen(between[i]);
		*to++ = n ? '|' : *at;
		at += n ? n : 1;
	}
	*to = '\0';
	return out;
}

static bool read_flag(const char *s, bool *out)
{
	static const char *const yes[] = { "是", "1", "Y", "y", "yes", "YES", "Yes", "true", "TRUE",
		"√", "有", "保密", "要求保密", "需要", "疑难", "T" };
	static const char *const no[] = { "否", "0", "N", "n", "no", "NO", "No", "false", "FALSE", "×",
		"不保密", "公开", "不需要", "非疑难", "F" };

	for (size_t i = 0; i < COUNT(yes); i++)
		if (!strcmp(s, yes[i]))
			return *out = true, true;
	for (size_t i = 0; i < COUNT(no); i++)
		if (!strcmp(s, no[i]))
			return *out = false, true;
	return says_nothing(s) ? (*out = false, true) : false;
}

/* 2, 2次 */
static bool read_count(const char *s, int64_t *out)
{
	char *end;

	errno = 0;
	*out = strtoll(s, &end, 10);
	return end > s && !errno && (!*end || !strcmp(end, "次") || !strcmp(end, ".0"));
}

/* day=2026-09-18|unit=住建局: as our own lists and tables write rows. */
static bool is_own_form(const struct field *f, const char *text)
{
	for (size_t i = 0; i < f->rows->field_count; i++) {
		size_t n = strlen(f->rows->fields[i].name);

		if (!strncmp(text, f->rows->fields[i].name, n) && text[n] == '=')
			return true;
	}
	return false;
}

bool value_read(struct kv_txn *txn, const struct field *f, const char *text, struct day today,
	void *record, struct arena *a, struct err *e)
{
	if (!is_text(f) && f->type != FIELD_ROWS && says_nothing(text))
		return true;
	switch (f->type) {
	case FIELD_TEXT:
	case FIELD_LONG:
		*FIELD_PTR(f, record, const char *) = text;
		return true;
	case FIELD_WORDS:
		*FIELD_PTR(f, record, const char *) = words_of(text, a);
		return true;
	case FIELD_FLAG:
		return read_flag(text, FIELD_PTR(f, record, bool)) ||
			err_set(e, ERR_INPUT, "%s is neither yes nor no", text);
	case FIELD_NUMBER:
		return read_count(text, FIELD_PTR(f, record, int64_t)) ||
			err_set(e, ERR_INPUT, "%s is no number", text);
	case FIELD_TIME:
		return time_parse(text, today, FIELD_PTR(f, record, struct time), e);
	case FIELD_DAY:
		return day_parse(text, today, FIELD_PTR(f, record, struct day), e);
	case FIELD_ROWS:
		if (is_own_form(f, text))
			return field_read(txn, f, text, today, record, a, e);
		*FIELD_PTR(f, record, struct rows) = returns_read(text, today, a);
		return true;
	default:
		return field_read(txn, f, text, today, record, a, e);
	}
}
