#include "tui/screen/import.h"

#include "locale/msg/msg.h"

#include <string.h>

enum { ROW_TITLE, ROW_FILE, ROW_COUNTS, ROW_PAGES, ROW_TABLE, MARGIN = 1 };

static const struct {
	char digit;
	const char *label;
} pages[IMPORT_PAGES] = {
	[IMPORT_COLUMNS] = { '1', N_("columns") },
	[IMPORT_REJECTED] = { '2', N_("rejected rows") },
	[IMPORT_SKIPPED] = { '3', N_("skipped") },
	[IMPORT_NOTED] = { '4', N_("noted") },
	[IMPORT_GONE] = { '5', N_("gone") },
};

/* ---- the table: columns of the file, or findings ---- */

static const struct table_column column_columns[] = {
	{ .title = N_("heading"), .cols = 10, .shrink = 3, .wish = 18 },
	{ .title = N_("field"), .cols = 12, .shrink = 2, .wish = 18 },
	{ .title = N_("values"), .cols = 10, .shrink = 1 },
};

static const struct table_column finding_columns[] = {
	{ .title = N_("row"), .cols = 10 },
	{ .title = N_("column"), .cols = 8, .shrink = 3, .wish = 14 },
	{ .title = N_("what"), .cols = 10, .shrink = 1 },
	{ .title = N_("offered"), .cols = 8, .shrink = 2, .wish = 16 },
};

static const struct table_column gone_columns[] = {
	{ .title = N_("order number"), .cols = 18 },
	{ .title = N_("what"), .cols = 10, .shrink = 1 },
};

static const char *use_of(const struct map_column *column, struct arena *a)
{
	if (column->use == MAP_DROPPED)
		return column->personal ? _("not taken (personal)") : _("not taken");
	if (column->use == MAP_CARRIED || !column->field)
		return _("carried along");
	if (column->level)
		return arena_format(a, _("%s, level %d"), _(column->field->label), column->level);
	return _(column->field->label);
}

static void column_row(
	const struct import_screen *s, size_t i, struct arena *a, struct table_row *out)
{
	const struct map_column *column = &import_mapping(s->im)->columns[i];

	out->cell[0] = column->heading;
	out->cell[1] = use_of(column, a);
	out->cell[2] = column->doubt ? column->doubt
		: column->personal       ? _("(personal: not shown)")
						   : arena_format(a, "%s | %s", column->samples[0], column->samples[1]);
	if (column->doubt)
		out->sign = '!';
	if (column->use != MAP_TAKEN)
		out->style = STYLE_QUIET;
}

static void row(void *data, size_t i, struct arena *a, struct table_row *out)
{
	const struct import_screen *s = data;

	if (s->page == IMPORT_COLUMNS) {
		column_row(s, i, a, out);
		return;
	}
	const struct import_finding *f = &s->findings[s->shown[i]];
	out->cell[0] = f->place;
	if (s->page == IMPORT_GONE) {
		out->cell[1] = f->words;
		return;
	}
	out->cell[1] = f->column;
	out->cell[2] = f->words;
	out->cell[3] = f->offered;
}

size_t import_page_count(const struct import_screen *s, enum import_page page)
{
	switch (page) {
	case IMPORT_COLUMNS:
		return s->im ? import_mapping(s->im)->n : 0;
	case IMPORT_REJECTED:
		return s->counts.rejected + s->counts.findings[FIND_MAPPING];
	case IMPORT_SKIPPED:
		return s->counts.skipped;
	case IMPORT_GONE:
		return s->counts.gone;
	default:
		return s->counts.findings[FIND_QUOTE] + s->counts.findings[FIND_ENCODING] +
			s->counts.findings[FIND_LOST] + s->counts.findings[FIND_DAMAGED] +
			s->counts.findings[FIND_SHEET] + s->counts.findings[FIND_MASKED];
	}
}

static const struct columns {
	const struct table_column *at;
	size_t n;
} columns_of[IMPORT_PAGES] = {
	[IMPORT_COLUMNS] = { column_columns, COUNT(column_columns) },
	[IMPORT_REJECTED] = { finding_columns, COUNT(finding_columns) },
	[IMPORT_SKIPPED] = { finding_columns, COUNT(finding_columns) },
	[IMPORT_NOTED] = { finding_columns, COUNT(finding_columns) },
	[IMPORT_GONE] = { gone_columns, COUNT(gone_columns) },
};

static void translate(const struct table_column *from, size_t n, struct table_column *to)
{
	for (size_t i = 0; i < n; i++) {
		to[i] = from[i];
		to[i].title = _(from[i].title);
	}
}

void import_show_page(struct import_screen *s, enum import_page page)
{
	struct rect area = s->table.area;
	bool file = page == IMPORT_COLUMNS;
	const struct columns *columns = &columns_of[page];

	s->page = page;
	s->shown_count = 0;
	for (size_t i = 0; i < s->finding_count; i++)
		if (s->findings[i].page == page)
			s->shown[s->shown_count++] = i;
	translate(columns->at, columns->n, s->columns);
	table_open(&s->table, s->columns, columns->n, (struct table_source){ .data = s, .row = row });
	table_place(&s->table, area);
	table_count(&s->table, file ? import_page_count(s, page) : s->shown_count);
}

void import_place(struct import_screen *s, const struct ctx *ctx)
{
	table_place(&s->table, (struct rect){ ROW_TABLE, 0, ctx->rows - ROW_TABLE, ctx->cols });
}

/* ---- drawing ---- */

static const char *file_words(const struct import_screen *s, struct arena *a)
{
	const char *how = s->encoding ? _("told")
		: s->sure                 ? _("found")
								  : _("uncertain: F4 tries another");

	const char *sheet = import_sheet_read(s);
	const char *words = arena_format(a, _("encoding %s (%s)   personal columns: %s"),
		s->found_encoding, how, s->keep_personal ? _("kept sealed") : _("not taken"));

	if (sheet)
		words = arena_format(a, _("%s   sheet: %s"), words, sheet);
	if (s->repair)
		words = arena_format(a, _("%s   misread texts: %s"), words, import_repair_words(s->repair));
	return words;
}

static const char *count_words(const struct import_screen *s, struct arena *a)
{
	const struct import_counts *c = &s->counts;

	if (s->schema == &return_row_schema)
		return arena_format(a,
			_("rows %llu   returns added %llu  changed %llu  known %llu   orders %llu, to screen "
			  "%llu   rejected %llu"),
			(unsigned long long)c->rows, (unsigned long long)c->added,
			(unsigned long long)c->changed, (unsigned long long)c->same,
			(unsigned long long)c->orders, (unsigned long long)c->screened,
			(unsigned long long)c->rejected);
	return arena_format(a,
		_("rows %llu   added %llu  changed %llu  returned again %llu  as they were %llu  rejected "
		  "%llu"),
		(unsigned long long)c->rows, (unsigned long long)c->added, (unsigned long long)c->changed,
		(unsigned long long)c->returned, (unsigned long long)(c->same + c->skipped),
		(unsigned long long)c->rejected);
}

static void draw_pages(const struct import_screen *s, const struct ctx *ctx, struct canvas *c)
{
	struct frame_page shown[IMPORT_PAGES];

	for (size_t i = 0; i < IMPORT_PAGES; i++) {
		size_t n = import_page_count(s, (enum import_page)i);

		shown[i] = (struct frame_page){
			.digit = pages[i].digit,
			.label = _(pages[i].label),
			.count = (long)n,
			.empty = n == 0,
		};
	}
	frame_pages(c, ROW_PAGES, ctx->cols, shown, IMPORT_PAGES, s->page);
}

static const char *file_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

void import_draw(const struct import_screen *s, const struct ctx *ctx, struct canvas *c)
{
	int cols = ctx->cols - MARGIN;

	frame_title(c, ctx,
		arena_format(ctx->frame, _("import %s  %s"), _(s->schema->plural),
			s->path ? file_name(s->path) : ""),
		NULL);
	canvas_cursor(c, ROW_TABLE, 0);
	if (!s->im) {
		canvas_text(c, ROW_FILE, MARGIN, cols, STYLE_NORMAL,
			_("No file is open: Enter asks for its name."));
		return;
	}
	canvas_text(
		c, ROW_FILE, MARGIN, cols, s->sure ? STYLE_NORMAL : STYLE_WARN, file_words(s, ctx->frame));
	canvas_text(c, ROW_COUNTS, MARGIN, cols, s->stopped ? STYLE_WARN : STYLE_NORMAL,
		count_words(s, ctx->frame));
	draw_pages(s, ctx, c);
	table_draw(&s->table, c, ctx->frame, true);
}
