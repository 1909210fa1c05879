#include "tui/term/input.h"

#include "locale/base/array.h"
#include "locale/text/fold.h"
#include "locale/text/utf8.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

uint32_t input_key(const struct input *in)
{
	return in->kind == INPUT_KEY || in->kind == INPUT_TEXT ? in->key : 0;
}

/* ---- an input method left on ---- */

struct fold {
	uint32_t from, to;
};

/* Chinese signs by the key of the keyboard that types them.  …… and —— come as two
 * characters; each of the two is folded. */
static const struct fold folds[] = {
	{ 0x3001, '/' },  /* 、 */
	{ 0x3002, '.' },  /* 。 */
	{ 0x300A, '<' },  /* 《 */
	{ 0x300B, '>' },  /* 》 */
	{ 0x3010, '[' },  /* 【 */
	{ 0x3011, ']' },  /* 】 */
	{ 0x2018, '\'' }, /* ‘ */
	{ 0x2019, '\'' }, /* ’ */
	{ 0x201C, '"' },  /* “ */
	{ 0x201D, '"' },  /* ” */
	{ 0x00A5, '$' },  /* ¥ */
	{ 0xFFE5, '$' },  /* ￥ */
	{ 0x2026, '^' },  /* … */
	{ 0x2014, '_' },  /* — */
	{ 0x00B7, '`' },  /* · */
};

uint32_t input_fold(uint32_t cp)
{
	for (size_t i = 0; i < COUNT(folds); i++)
		if (folds[i].from == cp)
			return folds[i].to;
	return fold_width(cp);
}

/* ---- names ---- */

struct key_name {
	const char *name;
	uint32_t key;
};

/* Where a key has two names the first is the one that is shown. */
static const struct key_name key_names[] = {
	{ "Enter", K_ENTER },
	{ "Esc", K_ESC },
	{ "Tab", K_TAB },
	{ "Shift+Tab", K_SHIFT_TAB },
	{ "Backspace", K_BACKSPACE },
	{ "Del", K_DELETE },
	{ "Delete", K_DELETE },
	{ "Insert", K_INSERT },
	{ "Up", K_UP },
	{ "Down", K_DOWN },
	{ "Left", K_LEFT },
	{ "Right", K_RIGHT },
	{ "PgUp", K_PAGE_UP },
	{ "PgDn", K_PAGE_DOWN },
	{ "Home", K_HOME },
	{ "End", K_END },
	{ "Space", ' ' },
	{ "F1", K_F1 },
	{ "F2", K_F1 + 1 },
	{ "F3", K_F1 + 2 },
	{ "F4", K_F1 + 3 },
	{ "F5", K_F1 + 4 },
	{ "F6", K_F1 + 5 },
	{ "F7", K_F1 + 6 },
	{ "F8", K_F1 + 7 },
	{ "F9", K_F1 + 8 },
	{ "F10", K_F1 + 9 },
	{ "F11", K_F1 + 10 },
	{ "F12", K_F12 },
};

static const char ctrl_prefix[] = "Ctrl+";
enum { CTRL_BYTES = sizeof(ctrl_prefix) - 1 };

static uint32_t one_char(const char *name, size_t bytes)
{
	const char *s = name;
	uint32_t cp = utf8_next(&s, name + bytes);

	return s == name + bytes && cp != UTF8_BAD ? input_fold(cp) : 0;
}

uint32_t input_key_named(const char *name, size_t bytes)
{
	for (size_t i = 0; i < COUNT(key_names); i++)
		if (strlen(key_names[i].name) == bytes && !strncasecmp(key_names[i].name, name, bytes))
			return key_names[i].key;
	if (bytes == CTRL_BYTES + 1 && !strncasecmp(name, ctrl_prefix, CTRL_BYTES)) {
		char letter = name[CTRL_BYTES];

		if (letter >= 'a' && letter <= 'z')
			letter = (char)(letter - 'a' + 'A');
		return letter >= 'A' && letter <= 'Z' ? INPUT_CTRL(letter) : 0;
	}
	return one_char(name, bytes);
}

const char *input_key_name(uint32_t key, char out[INPUT_NAME_BYTES])
{
	out[0] = '\0';
	for (size_t i = 0; i < COUNT(key_names); i++) {
		if (key_names[i].key == key) {
			snprintf(out, INPUT_NAME_BYTES, "%s", key_names[i].name);
			return out;
		}
	}
	if (key >= INPUT_CTRL('A') && key <= INPUT_CTRL('Z'))
		snprintf(out, INPUT_NAME_BYTES, "%s%c", ctrl_prefix, (char)(key - INPUT_CTRL(0)));
	else if (key > ' ' && key < 0x110000)
		out[utf8_put(out, key)] = '\0';
	return out;
}
