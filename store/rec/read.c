#include "store/rec/show.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "locale/text/clean.h"
#include "locale/text/fold.h"
#include "store/rec/codec.h"
#include "store/rec/record.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static bool whole_number(const char *s, long long *out)
{
	char *end;

	errno = 0;
	*out = strtoll(s, &end, 10);
	return end != s && *end == '\0' && errno == 0;
}

static bool read_number(const char *s, int64_t *out, struct err *e)
{
	long long n;

	if (!whole_number(s, &n)) {
		err_set(e, ERR_INPUT, "this is not a number: %s", s);
		return err_fix(e, "type digits only");
	}
	*out = n;
	return true;
}

/* Folded: see fold.h. */
static const char *const yes_words[] = { "1", "y", "yes", "true", "是", "√", "有" };
static const char *const no_words[] = { "0", "n", "no", "false", "否", "×", "无" };

static bool one_of(const char *s, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(s, words[i]))
			return true;
	return false;
}

static bool read_flag(const char *s, bool *out, struct err *e)
{
	*out = one_of(s, yes_words, COUNT(yes_words));
	if (*out || one_of(s, no_words, COUNT(no_words)))
		return true;
	err_set(e, ERR_INPUT, "this is neither yes nor no: %s", s);
	return err_fix(e, "type 1 for yes, 0 for no");
}

static bool read_choice(
	const struct field *f, const char *s, const char *folded, uint32_t *out, struct err *e)
{
	const struct choice *c = field_choice_named(f, s);
	struct buf known = { 0 };
	long long n;

	if (!c && whole_number(folded, &n) && n > 0 && n <= UINT32_MAX)
		c = field_choice(f, (uint32_t)n);
	if (c) {
		*out = c->code;
		return true;
	}
	for (size_t i = 0; i < f->choice_count; i++)
		buf_printf(&known, "%s%u %s", i ? ", " : "", f->choices[i].code, _(f->choices[i].label));
	err_set(e, ERR_INPUT, "there is no such value: %s", s);
	err_fix(e, "one of: %s", buf_text(&known));
	buf_free(&known);
	return false;
}

struct limit_word {
	const char *word;
	enum limit_unit unit;
};

/* What may stand behind the number, folded. */
static const struct limit_word limit_words[] = {
	{ "", LIMIT_WORKDAYS },
	{ "工作日", LIMIT_WORKDAYS },
	{ "个工作日", LIMIT_WORKDAYS },
	{ "w", LIMIT_WORKDAYS },
	{ "时", LIMIT_HOURS },
	{ "小时", LIMIT_HOURS },
	{ "个小时", LIMIT_HOURS },
	{ "h", LIMIT_HOURS },
	{ "日", LIMIT_DAYS },
	{ "天", LIMIT_DAYS },
	{ "d", LIMIT_DAYS },
};

static const char *const standing_words[] = { "0", "长期", "standing" };

static bool counted_limit(const char *s, struct limit *out)
{
	char *end;
	long n = strtol(s, &end, 10);

	if (end == s || n < 1 || n > 3650)
		return false;
	while (*end == ' ')
		end++;
	for (size_t i = 0; i < COUNT(limit_words); i++) {
		if (strcmp(end, limit_words[i].word) != 0)
			continue;
		*out = (struct limit){ .unit = limit_words[i].unit, .n = (int32_t)n };
		return true;
	}
	return false;
}

static bool read_limit(const char *s, struct day today, struct limit *out, struct err *e)
{
	struct err unused = { 0 };
	struct day day;

	if (one_of(s, standing_words, COUNT(standing_words))) {
		*out = (struct limit){ .unit = LIMIT_STANDING };
		return true;
	}
	if (counted_limit(s, out))
		return true;
	if (day_parse(s, today, &day, &unused)) {
		*out = (struct limit){ .unit = LIMIT_DAY, .day = day };
		return true;
	}
	err_set(e, ERR_INPUT, "this is not a time limit: %s", s);
	return err_fix(e, "5 (working days), 24h, 10d, 09-30, or 0 for standing");
}

static bool read_link(struct kv_txn *txn, const struct field *f, const char *s, struct uid *out,
	struct arena *a, struct err *e)
{
	const struct schema *kind = schema_of(f->kind);
	void *record;

	if (!kind)
		return err_set(e, ERR_INPUT, "this field cannot be typed");
	record = schema_new(kind, a);
	if (!record_find(txn, kind, s, record, a, e))
		return false;
	*out = schema_head(record)->uid;
	return true;
}

/* Bytes of the separator at s between several words; 0: none stands there. */
static size_t separator(const char *s)
{
	static const char *const signs[] = { "、", "，", "；", ",", ";", "|", "\n" };

	for (size_t i = 0; i < COUNT(signs); i++)
		if (!strncmp(s, signs[i], strlen(signs[i])))
			return strlen(signs[i]);
	return 0;
}

static bool read_links(struct kv_txn *txn, const struct field *f, const char *s, struct uids *out,
	struct arena *a, struct err *e)
{
	out->n = 0;
	out->at = arena_array(a, strlen(s) + 1, sizeof(*out->at));
	while (*s) {
		size_t n = 0;
		struct buf word = { 0 };
		bool ok = true;

		while (s[n] && !separator(s + n))
			n++;
		clean_line(&word, s, n);
		if (word.n)
			ok = read_link(txn, f, buf_text(&word), &out->at[out->n++], a, e);
		buf_free(&word);
		if (!ok)
			return false;
		s += n + separator(s + n);
	}
	return true;
}

/* The next value of a packed row, without its backslashes; moves *s behind it. */
static char *next_packed(const char **s, struct arena *a)
{
	char *out = arena_alloc(a, strlen(*s) + 1);
	char *to = out;
	const char *p = *s;

	for (; *p && *p != '|' && *p != '\n'; p++) {
		if (*p == '\\' && p[1]) {
			p++;
			*to++ = *p == 'n' ? '\n' : *p;
		} else {
			*to++ = *p;
		}
	}
	*s = p;
	return out;
}

/* "name=value" names its field; a value alone is that of the place-th field. */
static const struct field *packed_field(const struct schema *s, char **value, size_t place)
{
	char *sign = strchr(*value, '=');

	if (sign) {
		const struct field *f;

		*sign = '\0';
		f = schema_field_named(s, *value);
		if (f) {
			*value = sign + 1;
			return f;
		}
		*sign = '=';
	}
	return place < s->field_count ? &s->fields[place] : NULL;
}

static bool read_row(struct kv_txn *txn, const struct schema *s, const char **text,
	struct day today, void *row, struct arena *a, struct err *e)
{
	for (size_t place = 0;; place++) {
		char *value = next_packed(text, a);
		const struct field *f = packed_field(s, &value, place);

		if (!f) {
			err_set(e, ERR_INPUT, "this row has too many parts: %s", value);
			return err_fix(e, "put \\ before a | that belongs to the words");
		}
		if (*value && !field_read(txn, f, value, today, row, a, e))
			return false;
		if (**text != '|')
			return true;
		(*text)++;
	}
}

static bool read_rows(struct kv_txn *txn, const struct field *f, const char *s, struct day today,
	struct rows *out, struct arena *a, struct err *e)
{
	size_t lines = 1;
	char *at;

	for (const char *p = s; *p; p++)
		lines += *p == '\n';
	out->n = 0;
	out->at = at = arena_array(a, lines, f->rows->size);
	while (*s) {
		void *row = at + out->n * f->rows->size;

		schema_init(f->rows, row);
		if (*s != '\n') {
			if (!read_row(txn, f->rows, &s, today, row, a, e))
				return err_at(e, "%s %zu, %s", _(f->label), out->n + 1, e->where);
			out->n++;
		}
		s += *s == '\n';
	}
	return true;
}

static const char *cleaned(const struct field *f, const char *s, struct arena *a)
{
	struct buf b = { 0 };
	const char *text;

	if (f->type == FIELD_LONG)
		clean_text(&b, s, strlen(s));
	else
		clean_line(&b, s, strlen(s));
	text = b.n ? arena_copy(a, b.at, b.n) : "";
	buf_free(&b);
	return text;
}

static bool read_typed(struct kv_txn *txn, const struct field *f, const char *line,
	const char *folded, struct day today, void *record, struct arena *a, struct err *e)
{
	switch (f->type) {
	case FIELD_NUMBER:
		return read_number(folded, FIELD_PTR(f, record, int64_t), e);
	case FIELD_FLAG:
		return read_flag(folded, FIELD_PTR(f, record, bool), e);
	case FIELD_CHOICE:
		return read_choice(f, line, folded, FIELD_PTR(f, record, uint32_t), e);
	case FIELD_DAY:
		return day_parse(line, today, FIELD_PTR(f, record, struct day), e);
	case FIELD_TIME:
		return time_parse(line, today, FIELD_PTR(f, record, struct time), e);
	case FIELD_LIMIT:
		return read_limit(folded, today, FIELD_PTR(f, record, struct limit), e);
	case FIELD_LINK:
		return read_link(txn, f, line, FIELD_PTR(f, record, struct uid), a, e);
	default:
		return err_set(e, ERR_INPUT, "this field cannot be typed");
	}
}

static void empty(const struct field *f, void *record, struct arena *a)
{
	struct bytes none = { NULL, 0 };

	codec_read_field(f, none, record, a);
}

bool field_read(struct kv_txn *txn, const struct field *f, const char *typed, struct day today,
	void *record, struct arena *a, struct err *e)
{
	const char *line = cleaned(f, typed, a);
	struct buf folded = { 0 };
	bool ok = true;

	if (!*line) {
		empty(f, record, a);
		return true;
	}
	if (f->type == FIELD_TEXT || f->type == FIELD_LONG || f->type == FIELD_WORDS) {
		*FIELD_PTR(f, record, const char *) = line;
		return true;
	}
	if (f->type == FIELD_LINKS) {
		ok = read_links(txn, f, line, FIELD_PTR(f, record, struct uids), a, e);
	} else if (f->type == FIELD_ROWS) {
		ok = read_rows(txn, f, typed, today, FIELD_PTR(f, record, struct rows), a, e);
	} else {
		fold_text(&folded, line, strlen(line));
		ok = read_typed(txn, f, line, buf_text(&folded), today, record, a, e);
		buf_free(&folded);
	}
	if (!ok && !e->where[0])
		err_at(e, "%s", _(f->label));
	return ok;
}
