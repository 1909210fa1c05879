/* form.h — fields from top to bottom, described by callbacks.
 *
 * The form knows nothing of records: what a field is called, holds, accepts and offers is
 * asked of `ops`; the glue to a schema is the screen's.  Tab, Enter and Down go on,
 * Shift+Tab and Up back; in a long text Enter and the arrows belong to the text.  A field's
 * text is handed to `set` when one leaves it; what `set` refuses stays in the field with the
 * words under it, so nothing typed is lost.  F4 and, in a field that takes only what its
 * list offers, letters ask for the picker: the screen opens one with what was typed and
 * calls form_take().
 */
#ifndef YANPAN_TUI_WIDGET_FORM_H
#define YANPAN_TUI_WIDGET_FORM_H

#include "locale/base/arena.h"
#include "locale/base/err.h"
#include "tui/widget/edit.h"
#include "tui/widget/scroll.h"

enum form_kind {
	FORM_TEXT,
	FORM_LONG,   /* several lines */
	FORM_CHOICE, /* one of a few: Space and digits take the next, Left and Right step */
	FORM_PICK,   /* one of many: opens its picker as soon as something is typed */
	FORM_SHOWN,  /* only to read */
	FORM_TITLE,  /* a heading between fields */
};

struct form_field {
	enum form_kind kind;
	const char *label;          /* as shown */
	const char *help;           /* a sentence for the line under the form, or NULL */
	const char *note;           /* behind the value (a computed date …), or NULL */
	bool required;              /* (缺) where it is empty */
	int rows;                   /* FORM_LONG: at least so many */
	const char *const *choices; /* FORM_CHOICE, as shown */
	size_t choice_count;
};

struct form_ops {
	size_t (*count)(void *data);
	void (*field)(void *data, size_t i, struct form_field *out); /* texts until the next input */
	const char *(*get)(void *data, size_t i);                    /* the same; FORM_CHOICE: one of
																	the choices or "" */
	bool (*set)(void *data, size_t i, const char *text, struct err *e);
};

struct form {
	const struct form_ops *ops;
	void *data;
	struct rect area;
	struct scroll scroll; /* focus: the field; top: the first shown row of all fields */
	struct edit edit;     /* of the field in focus, where it is a text */
	uint64_t loaded;      /* edit.change when the field's text was read */
	struct err err;       /* why `set` refused the field in focus */
	uint64_t change;      /* goes up with every value that `set` took */
	const char *typed;    /* what opened the picker; "" where F4 did */
	struct buf typed_text;
};

enum form_use {
	FORM_PASSED,
	FORM_USED,
	FORM_WANTS_PICKER, /* for form->scroll.focus, with form->typed */
};

void form_open(struct form *f, const struct form_ops *ops, void *data);
void form_free(struct form *f);
void form_place(struct form *f, struct rect area);
enum form_use form_input(struct form *f, const struct input *in);
void form_draw(const struct form *f, struct canvas *c, bool focus);

void form_go(struct form *f, size_t field);
bool form_unsaved(const struct form *f);          /* the field in focus holds what `set` has not */
bool form_leave(struct form *f);                  /* hands the text to `set`; false: refused */
bool form_take(struct form *f, const char *text); /* what the picker gave; then the next field */
void form_insert(struct form *f, const char *text); /* at the caret of a text */
void form_again(struct form *f);                    /* the data changed: read the field anew */

#endif
