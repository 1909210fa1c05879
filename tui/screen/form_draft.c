#include "tui/screen/form_draft.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char prefix[] = "form-", another[] = "-new-";

bool form_draft_is(const char *name)
{
	return strncmp(name, prefix, sizeof(prefix) - 1) == 0;
}

const char *form_draft_name(const struct form_draft *d, struct arena *a)
{
	const char *kind = schema_of(d->kind)->name;
	const char *verb = d->verb ? d->verb->name : NULL;

	if (d->on.n == 0 && d->serial > 1)
		return arena_format(a, "%s%s%s%u", prefix, kind, another, d->serial);
	if (d->on.n == 0)
		return arena_format(a, "%s%s-new", prefix, kind);
	return arena_format(a, "%s%s%s%s-%u.%llu", prefix, kind, verb ? "-" : "", verb ? verb : "",
		d->on.at[0].origin, (unsigned long long)d->on.at[0].counter);
}

unsigned form_draft_serial(const char *name)
{
	const char *found = strstr(name, another);

	return found ? (unsigned)strtoul(found + sizeof(another) - 1, NULL, 10) : 1;
}

/* ---- writing ---- */

static void write_field(const char *path, const char *text, struct buf *out)
{
	buf_printf(out, "%s %zu\n%s\n", path, strlen(text), text);
}

void form_draft_write(const struct form_draft *d, const struct fields *f, size_t at,
	const char *typing, struct buf *out)
{
	struct arena a = { 0 };

	buf_printf(out, "kind %s\n", schema_of(d->kind)->name);
	if (d->verb)
		buf_printf(out, "verb %s\n", d->verb->name);
	if (d->on.n)
		buf_puts(out, "on");
	for (size_t i = 0; i < d->on.n; i++)
		buf_printf(out, " %u.%llu", d->on.at[i].origin, (unsigned long long)d->on.at[i].counter);
	buf_printf(out, "%sversion %llu\n", d->on.n ? "\n" : "", (unsigned long long)d->version);
	for (size_t i = 0; i < f->count; i++) {
		const struct fields_entry *entry = &f->entries[i];

		if (i == at && typing && !entry->masked && strcmp(typing, entry->text) != 0)
			write_field(fields_path(f, i, &a), typing, out);
		else if (entry->changed)
			write_field(fields_path(f, i, &a), entry->text, out);
	}
	arena_free(&a);
}

/* ---- reading ---- */

struct reader {
	const char *at, *end;
};

/* The next line, without its end, as a text; NULL when there is none. */
static const char *line(struct reader *r, struct arena *a)
{
	if (r->at == r->end)
		return NULL;
	const char *lf = memchr(r->at, '\n', (size_t)(r->end - r->at));
	const char *end = lf ? lf : r->end;
	const char *out = arena_copy(a, r->at, (size_t)(end - r->at));
	r->at = lf ? lf + 1 : r->end;
	return out;
}

/* What stands behind the word at the start of a line; NULL: another word. */
static const char *after(const char *words, const char *word)
{
	size_t n = strlen(word);

	return words && strncmp(words, word, n) == 0 && words[n] == ' ' ? words + n + 1 : NULL;
}

static void read_uids(const char *words, struct uids *out, struct arena *a)
{
	out->at = arena_array(a, strlen(words) / 4 + 1, sizeof(struct uid));
	out->n = 0;
	unsigned origin;
	unsigned long long counter;
	int used;
	while (sscanf(words, "%u.%llu%n", &origin, &counter, &used) == 2) {
		out->at[out->n++] = (struct uid){ .origin = origin, .counter = counter };
		words += used;
	}
}

static bool read_head(struct reader *r, struct form_draft *out, struct arena *a)
{
	const char *words = line(r, a);
	const char *value = after(words, "kind");
	const struct schema *schema = value ? schema_named(value) : NULL;

	*out = (struct form_draft){ .kind = schema ? schema->kind : KIND_NONE };
	if (!schema)
		return false;
	words = line(r, a);
	if ((value = after(words, "verb")) != NULL) {
		out->verb = verb_named(out->kind, value);
		if (!out->verb)
			return false;
		words = line(r, a);
	}
	if ((value = after(words, "on")) != NULL) {
		read_uids(value, &out->on, a);
		words = line(r, a);
	}
	value = after(words, "version");
	out->version = value ? strtoull(value, NULL, 10) : 0;
	return value != NULL;
}

bool form_draft_head(struct bytes text, struct form_draft *out, struct arena *a)
{
	struct reader r = { text.at, (const char *)text.at + text.n };

	return read_head(&r, out, a);
}

/* One field; false at the end, and where a kill cut the file. */
static bool read_field(struct reader *r, const char **path, const char **text, struct arena *a)
{
	const char *words = line(r, a);
	const char *blank = words ? strchr(words, ' ') : NULL;

	if (!blank)
		return false;
	size_t bytes = strtoul(blank + 1, NULL, 10);
	if (bytes > (size_t)(r->end - r->at))
		return false;
	*path = arena_copy(a, words, (size_t)(blank - words));
	*text = arena_copy(a, r->at, bytes);
	r->at += bytes;
	if (r->at < r->end)
		r->at++;
	return true;
}

const char *form_draft_title(struct bytes text, struct arena *a)
{
	struct reader r = { text.at, (const char *)text.at + text.n };
	struct form_draft head;
	const char *path, *words, *title = "";

	if (!read_head(&r, &head, a))
		return title;
	const struct schema *s = schema_of(head.kind);
	while (read_field(&r, &path, &words, a)) {
		if (s->number && strcmp(path, s->number) == 0)
			return words;
		if (*title == '\0' && s->title && strcmp(path, s->title) == 0)
			title = words;
	}
	return title;
}

void form_draft_apply(struct bytes text, struct fields *f)
{
	struct reader r = { text.at, (const char *)text.at + text.n };
	struct arena a = { 0 };
	struct form_draft head;
	const char *path, *words;

	if (read_head(&r, &head, &a))
		while (read_field(&r, &path, &words, &a)) {
			size_t i = fields_named(f, path);

			if (i < f->count)
				fields_type(f, i, words);
		}
	arena_free(&a);
}
