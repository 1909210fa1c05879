#include "store/doc/form.h"

#include "locale/base/array.h"
#include "store/doc/docx.h"
#include "store/doc/html.h"
#include "store/doc/text.h"
#include "store/io/outlet.h"

#include <errno.h>
#include <string.h>
#include <strings.h>

const char *doc_form_ending(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	const char *dot = strrchr(name, '.');

	return dot && dot > name ? dot : name + strlen(name);
}

bool doc_form_of(const char *path, enum doc_form *out, struct err *e)
{
	static const struct {
		const char *ending;
		enum doc_form form;
	} endings[] = {
		{ "", FORM_TEXT },
		{ ".txt", FORM_TEXT },
		{ ".html", FORM_HTML },
		{ ".htm", FORM_HTML },
		{ ".docx", FORM_DOCX },
	};
	const char *ending = doc_form_ending(path);

	for (size_t i = 0; i < COUNT(endings); i++)
		if (!strcasecmp(ending, endings[i].ending)) {
			*out = endings[i].form;
			return true;
		}
	err_set(e, ERR_USAGE, "no paper is written as %s", ending);
	return err_fix(e, "let the name end in .docx, .html or .txt");
}

static bool write_text(
	const struct doc *d, const char *encoding, FILE *out, uint64_t *lost, struct err *e)
{
	struct buf text = { 0 };
	struct outlet to;
	bool good = outlet_stream(&to, out, encoding, e);

	if (good) {
		doc_text(d, DOC_COLUMNS, &text);
		outlet_add(&to, buf_text(&text), text.n);
		*lost = to.encoder.lost;
		good = outlet_end(&to, e);
	}
	buf_free(&text);
	return good;
}

static bool write_html(const struct doc *d, FILE *out, struct err *e)
{
	struct buf text = { 0 };
	bool good;

	doc_html(d, &text);
	good = fwrite(buf_text(&text), 1, text.n, out) == text.n && !fflush(out);
	if (!good)
		err_errno(e, errno, "");
	buf_free(&text);
	return good;
}

bool doc_form_write(const struct doc *d, enum doc_form form, const char *encoding, FILE *out,
	uint64_t *lost, struct err *e)
{
	*lost = 0;
	switch (form) {
	case FORM_TEXT:
		return write_text(d, encoding, out, lost, e);
	case FORM_HTML:
		return write_html(d, out, e);
	case FORM_DOCX:
		return doc_docx(d, out, e);
	}
	return false;
}
