#include "store/io/intake.h"

#include "locale/base/array.h"
#include "locale/msg/msg.h"
#include "locale/text/clean.h"
#include "locale/text/fold.h"
#include "locale/text/repair.h"
#include "locale/text/utf8.h"
#include "store/io/damage.h"
#include "store/io/return_row.h"
#include "store/io/value.h"
#include "store/panel/derive.h"
#include "store/panel/matter.h"
#include "store/schema/order.h"
#include "store/schema/panel.h"
#include "store/schema/secret.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* --- findings --------------------------------------------------------------------------- */

static void say(
	struct intake *in, enum finding_kind kind, bool rejects, size_t column, const char *words)
{
	struct finding f = in->now;

	f.kind = kind;
	f.rejects = rejects;
	f.words = words;
	if (column < in->map->n) {
		const struct map_column *c = &in->map->columns[column];

		f.column = column + 1;
		f.heading = c->heading;
		f.field = c->field ? c->field->name : "";
	}
	in->rejected = in->rejected || rejects;
	in->found(&f, in->arg);
}

static void say_err(struct intake *in, enum finding_kind kind, size_t column, const struct err *e)
{
	char line[1024];

	err_line(e, line, sizeof(line));
	say(in, kind, true, column, line);
}

/* --- one cell ------------------------------------------------------------------------------ */

static bool is_link(const struct field *f)
{
	return f->type == FIELD_LINK || f->type == FIELD_LINKS;
}

/* ="2018…" and '2018…: how spreadsheets keep digits from becoming a number. */
static const char *unwrap(const char *s, struct arena *a)
{
	size_t n = strlen(s);

	if (n >= 4 && s[0] == '=' && s[1] == '"' && s[n - 1] == '"')
		return arena_copy(a, s + 2, n - 3);
	return *s == '\'' ? s + 1 : s;
}

static const char *cleaned(struct intake *in, const struct source_cell *cell, bool lines)
{
	struct buf out = { 0 };
	const char *text = cell->text;

	if (lines ? clean_text(&out, cell->text, cell->n) : clean_line(&out, cell->text, cell->n))
		text = arena_copy(in->arena, buf_text(&out), out.n);
	buf_free(&out);
	return text;
}

/* ２０２６０９１６: typed with the input method left in full width. */
static const char *half_width(const char *s, struct arena *a)
{
	const char *end = s + strlen(s);
	char *out = arena_text(a, s), *to = out;

	while (s < end) {
		const char *at = s;
		uint32_t cp = utf8_next(&s, end), half = fold_width(cp);

		if (half != cp && (half == '-' || (half < 0x80 && isalnum((int)half))))
			*to++ = (char)half;
		else
			while (at < s)
				*to++ = *at++;
	}
	*to = '\0';
	return out;
}

/* --- the parts of an order --------------------------------------------------------------- */

static bool keeps_cells(const struct intake *in)
{
	return in->map->schema->kind == KIND_ORDER;
}

static void keep_cell(struct intake *in, const struct source_cell *cell, const struct field *f,
	const char *taken, struct order *o)
{
	struct kept_cell *list = o->kept.at, *k;

	const char *stood = cell->before ? cell->before : cell->text;

	if (!strcmp(taken, stood) && !cell->lost && !cell->nuls)
		return;
	if (!list)
		o->kept.at = list = arena_array(in->arena, in->map->n, sizeof(*list));
	k = &list[o->kept.n++];
	k->field = f ? f->tag : 0;
	k->text = stood;
	k->lost = cell->lost;
	k->at = cell->at;
	if (cell->lost || cell->nuls)
		k->raw = (struct bytes){ arena_copy(in->arena, cell->raw.at, cell->raw.n), cell->raw.n };
}

static void carry_cell(struct intake *in, const struct map_column *c, size_t column,
	const struct source_cell *cell, struct order *o)
{
	struct extra_cell *list = o->extra.at;

	if (!cell->n)
		return;
	if (!list)
		o->extra.at = list = arena_array(in->arena, in->map->n, sizeof(*list));
	list[o->extra.n++] = (struct extra_cell){
		.heading = *c->heading ? c->heading : arena_format(in->arena, _("column %zu"), column + 1),
		.value = cell->text,
	};
}

/* The levels of a category stand in any order of columns. */
static const char *join_levels(struct intake *in, const char *const levels[10])
{
	const char *all = "";

	for (int i = 1; i < 10; i++)
		if (levels[i] && *levels[i])
			all = *all ? arena_format(in->arena, "%s/%s", all, levels[i]) : levels[i];
	return all;
}

static bool is_disputed(const char *state, const struct rules *rules)
{
	for (size_t i = 0; i < rules->disputed.n; i++)
		if (strstr(state, rules->disputed.at[i]))
			return true;
	return false;
}

static void finish_order(struct intake *in, struct order *o)
{
	o->disputed = o->disputed || is_disputed(o->platform_state, in->rules);
	order_count_returns(o, o->bounces);
	o->state =
		o->disputed || o->bounces >= in->rules->returns_to_screen ? ORDER_TO_SCREEN : ORDER_ON_FILE;
}

static void finish_unit(struct unit *u)
{
	if (!*u->short_)
		u->short_ = u->name;
	if (!*u->name)
		u->name = u->short_;
}

/* --- checks ---------------------------------------------------------------------------------- */

static void say_damage(
	struct intake *in, const struct source_cell *cell, size_t column, const struct damage *d)
{
	struct buf better = { 0 };
	char words[512];
	enum repair how = repair_text(&better, cell->text, cell->n, &in->now.certain);

	snprintf(words, sizeof(words), _("%s: %lld places, the first after %lld characters"),
		_(how ? repair_words(how) : damage_words(d->kind)), (long long)d->places, (long long)d->at);
	if (how)
		in->now.offered = arena_copy(in->arena, buf_text(&better), better.n);
	say(in, FIND_DAMAGED, false, column, words);
	in->now.offered = "";
	in->now.certain = false;
	buf_free(&better);
}

/* Where a character lost one byte, the other may be why the rest reads so oddly. */
static void offer_repair(struct intake *in, const struct source_cell *cell)
{
	struct buf better = { 0 };

	if (repair_text(&better, cell->text, cell->n, &in->now.certain))
		in->now.offered = arena_copy(in->arena, buf_text(&better), better.n);
	buf_free(&better);
}

static void look_for_damage(
	struct intake *in, const struct source_cell *cell, size_t column, int64_t *places)
{
	struct damage d = damage_of(cell->text, cell->n);
	char words[256];

	if (cell->lost) {
		snprintf(words, sizeof(words),
			_("%lld places are no characters of %s, the first after %lld characters"),
			(long long)cell->lost, encoding_name(in->encoding), (long long)cell->at);
		offer_repair(in, cell);
		say(in, FIND_LOST, false, column, words);
		in->now.offered = "";
		in->now.certain = false;
	} else if (d.kind) {
		say_damage(in, cell, column, &d);
	}
	*places += cell->lost > d.places ? cell->lost : d.places;
	in->damaged += cell->lost || d.kind;
}

/* What a sheet did to a cell, as a msgid. */
static const char *trouble_words(enum cell_trouble trouble)
{
	static const char *const words[] = {
		[CELL_SOUND] = NULL,
		[CELL_ERROR] = N_("the sheet shows an error instead of a value"),
		[CELL_UNCOUNTED] =
			N_("a formula whose value the file does not hold: open it in WPS or Excel "
			   "and save it anew"),
		[CELL_ROUNDED] = N_("a sheet has kept this as a number, and its digits behind the 15th are "
							"lost. Export again with the column as text"),
		[CELL_LONG] = N_("a sheet has kept this as a number; check the digits behind the 15th"),
	};

	return words[trouble];
}

/* Of the number's column see check_number(). */
static void look_for_trouble(
	struct intake *in, const struct source_cell *cell, size_t column, int64_t *places)
{
	const char *words = trouble_words(cell->trouble);

	if (!words || (column == in->number_column && keeps_cells(in)))
		return;
	say(in, FIND_SHEET, false, column, _(words));
	++*places;
	in->damaged++;
}

/* 2.01801E+13: the digits are gone. */
static bool is_scientific(const char *s)
{
	size_t n = strspn(s, "0123456789.");

	return n > 0 && (s[n] == 'E' || s[n] == 'e') && strchr("+-0123456789", s[n + 1]) && s[n + 1] &&
		strspn(s + n + 2, "0123456789") == strlen(s + n + 2);
}

static void check_number(struct intake *in, const char *number, enum cell_trouble trouble)
{
	char words[512];

	snprintf(words, sizeof(words), "%s: %s", number,
		trouble == CELL_SOUND ? "" : _(trouble_words(trouble)));
	if (trouble == CELL_LONG)
		say(in, FIND_SHEET, false, in->number_column, words);
	if (trouble != CELL_SOUND && trouble != CELL_LONG) {
		say(in, FIND_NUMBER, true, in->number_column, words);
	} else if (!*number) {
		say(in, FIND_NUMBER, true, in->number_column, _("the number is missing"));
	} else if (is_scientific(number)) {
		snprintf(words, sizeof(words),
			_("%s: a spreadsheet has turned the number into one with E; its digits are lost. Export "
			  "again with the column as text"),
			number);
		say(in, FIND_NUMBER, true, in->number_column, words);
	} else if (!in->number_pattern && !strpbrk(number, "0123456789")) {
		snprintf(words, sizeof(words), _("%s has no digit: a line under the table?"), number);
		say(in, FIND_NUMBER, true, in->number_column, words);
	} else if (in->number_pattern && regexec(in->number_pattern, number, 0, NULL, 0)) {
		snprintf(words, sizeof(words), _("%s is not how this county's numbers look"), number);
		say(in, FIND_NUMBER, true, in->number_column, words);
	}
}

static void check_secret(struct intake *in, const struct source_row *row)
{
	for (size_t i = 0; i < in->map->n && i < row->n; i++) {
		const struct map_column *c = &in->map->columns[i];

		if (!secret_marked(row->cells[i].text) && !secret_level(c->heading, row->cells[i].text))
			continue;
		say(in, FIND_SECRET, true, i,
			_("marked as a state secret: it must not be stored here; handle it on paper"));
		return;
	}
}

static void check_record(struct intake *in, const void *record)
{
	struct err e = { 0 };

	if (!in->rejected && !schema_check(in->map->schema, record, &e))
		say_err(in, FIND_RECORD, SIZE_MAX, &e);
}

/* --- the row -----------------------------------------------------------------------------------
 */

static void take_cell(struct intake *in, const struct source_cell *cell, size_t column,
	const char *levels[10], void *record)
{
	const struct map_column *c = &in->map->columns[column];
	const struct field *f = c->field;
	bool number = !strcmp(f->name, in->map->schema->number);
	const char *text = cleaned(in, cell, f->type == FIELD_LONG || f->type == FIELD_ROWS);
	struct err e = { 0 };

	if (number)
		text = half_width(unwrap(text, in->arena), in->arena);
	if (keeps_cells(in))
		keep_cell(in, cell, f, text, record);
	if (c->level) {
		levels[c->level] = text;
		return;
	}
	if (is_link(f) || c->doubt)
		return;
	if (!value_read(in->txn, f, text, in->today, record, in->arena, &e)) {
		if (!*e.where && !strstr(e.what, text))
			err_at(&e, "%s", text);
		say_err(in, FIND_VALUE, column, &e);
	}
}

static void take_cells(struct intake *in, const struct source_row *row, void *record)
{
	const struct schema *s = in->map->schema;
	const char *levels[10] = { NULL };
	int64_t damaged = 0;

	for (size_t i = 0; i < in->map->n; i++) {
		const struct source_cell *cell = &row->cells[i];
		const struct map_column *c = &in->map->columns[i];

		look_for_damage(in, cell, i, &damaged);
		look_for_trouble(in, cell, i, &damaged);
		if (c->use == MAP_TAKEN)
			take_cell(in, cell, i, levels, record);
		else if (c->use == MAP_CARRIED && keeps_cells(in))
			carry_cell(in, c, i, cell, record);
	}
	if (s->kind == KIND_ORDER) {
		struct order *o = record;

		if (levels[1] || levels[2] || levels[3])
			o->category = join_levels(in, levels);
		o->damaged = damaged;
	}
}

static bool is_whole(struct intake *in, const struct source_row *row)
{
	char words[256];

	if (row->trouble == CSV_UNBALANCED) {
		snprintf(words, sizeof(words), _("a quote opened in line %llu is never closed"),
			(unsigned long long)row->trouble_line);
		say(in, FIND_ROW, true, SIZE_MAX, words);
		return false;
	}
	if (row->trouble == CSV_TOO_LONG) {
		say(in, FIND_ROW, true, SIZE_MAX, _("the line is longer than a million bytes"));
		return false;
	}
	for (size_t i = in->map->n; i < row->n; i++) {
		if (!row->cells[i].n)
			continue;
		snprintf(words, sizeof(words), _("too many cells: %zu instead of %zu"), row->n, in->map->n);
		say(in, FIND_ROW, true, SIZE_MAX, words);
		return false;
	}
	if (row->n >= in->map->n)
		return true;
	snprintf(words, sizeof(words), _("too few cells: %zu instead of %zu"), row->n, in->map->n);
	say(in, FIND_ROW, true, SIZE_MAX, words);
	return false;
}

static void tell_reading(struct intake *in, const struct source_row *row, enum encoding own)
{
	char words[256];

	if (row->encoding != own) {
		snprintf(words, sizeof(words), _("this row is in %s, the file in %s; it was read so"),
			encoding_name(row->encoding), encoding_name(own));
		say(in, FIND_ENCODING, false, SIZE_MAX, words);
	}
	for (size_t i = 0; i < row->n && i < in->map->n; i++) {
		if (!row->cells[i].apart)
			continue;
		snprintf(words, sizeof(words), _("this cell is in %s, its row in %s; it was read so"),
			encoding_name(row->cells[i].encoding), encoding_name(row->encoding));
		say(in, FIND_ENCODING, false, i, words);
	}
	if (row->trouble == CSV_STRAY_QUOTE)
		say(in, FIND_QUOTE, false, SIZE_MAX,
			_("a quote inside a cell is not doubled; it was read as it stands"));
}

bool intake_row(struct intake *in, const struct source_row *row, void *record)
{
	const struct schema *s = in->map->schema;

	schema_init(s, record);
	in->rejected = false;
	in->now = (struct finding){
		.row = row->row,
		.line = row->line,
		.heading = "",
		.field = "",
		.number = in->number_column < row->n ? row->cells[in->number_column].text : "",
		.words = "",
		.offered = "",
	};
	tell_reading(in, row, in->encoding);
	if (!is_whole(in, row))
		return false;
	check_secret(in, row);
	take_cells(in, row, record);
	if (in->incomplete)
		return !in->rejected;
	if (s->kind == KIND_ORDER || s == &return_row_schema)
		check_number(in, schema_text(s, record, s->number),
			in->number_column < row->n ? row->cells[in->number_column].trouble : CELL_SOUND);
	if (s->kind == KIND_ORDER) {
		finish_order(in, record);
	} else if (s->kind == KIND_UNIT) {
		finish_unit(record);
	}
	check_record(in, record);
	return !in->rejected;
}

void intake_complete(void *record, struct arena *a, void *formulas)
{
	struct order *o = record;
	struct buf matter = { 0 };

	if (*o->matter)
		return;
	matter_add(&matter, o->title, o->text, formulas);
	o->matter = arena_text(a, buf_text(&matter));
	buf_free(&matter);
}

bool intake_links(struct intake *in, const struct source_row *row, void *record, struct err *e)
{
	for (size_t i = 0; i < in->map->n && i < row->n; i++) {
		const struct map_column *c = &in->map->columns[i];

		if (c->use != MAP_TAKEN || !is_link(c->field))
			continue;
		if (!value_read(in->txn, c->field, cleaned(in, &row->cells[i], false), in->today, record,
				in->arena, e))
			return err_at(e, "%s", c->heading);
	}
	return true;
}
