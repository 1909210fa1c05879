/* input.h — what happens to a screen: keys, text, pastes, time.
 *
 * A key is a number: a character is its own code point, Ctrl with a letter is
 * INPUT_CTRL('O'), the others are enum input_key.  Keys have names that people
 * read and write ("F5", "Ctrl+O", "Enter", "PgUp", "Space", "a"); key maps, help,
 * the manual and the `keys` files of the tests use them.
 *
 * A typed character comes as INPUT_TEXT: `text` is what was typed and belongs in a
 * field unchanged; `key` is the same folded to half width (Ａ→A １→1 、→/ ？→? …) and
 * is what commands compare, so that an input method left on costs nothing.
 * INPUT_KEY with a digit is Esc and that digit at once: a page, also inside a text.
 *
 * The decoder turns the bytes and function keys of a terminal into these.  It
 * reads UTF-8 with a resync rule: bytes that are no character are dropped, the
 * characters around them stay.  It never fails and never waits; the fuzzer and
 * the tests feed it directly.
 */
#ifndef YANPAN_TUI_TERM_INPUT_H
#define YANPAN_TUI_TERM_INPUT_H

#include "locale/base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum input_kind {
	INPUT_NONE,
	INPUT_KEY,    /* key */
	INPUT_TEXT,   /* one character: key, text */
	INPUT_PASTE,  /* text: line ends are \n; may be long */
	INPUT_RESIZE, /* rows, cols */
	INPUT_TICK,   /* time has passed; the store may have changed */
	INPUT_LOST,   /* bytes that are no character were dropped (once for a run of them) */
	INPUT_WIDTH,  /* cols: the terminal answered how wide it draws ambiguous characters */
	INPUT_HANGUP, /* the terminal is gone: no more input will come */
};

#define INPUT_CTRL(letter) (0x200000u + (uint32_t)(letter))

enum input_key {
	KEYS_NAMED = 0x300000,
	K_ENTER,
	K_ESC,
	K_TAB,
	K_SHIFT_TAB,
	K_BACKSPACE,
	K_DELETE,
	K_INSERT,
	K_UP,
	K_DOWN,
	K_LEFT,
	K_RIGHT,
	K_PAGE_UP,
	K_PAGE_DOWN,
	K_HOME,
	K_END,
	K_F1, /* to K_F1 + 11 */
	K_F12 = K_F1 + 11,
	/* Only from term.c to the decoder. */
	K_PASTE_BEGIN,
	K_PASTE_END,
};

struct input {
	enum input_kind kind;
	uint32_t key;
	const char *text; /* TEXT, PASTE: lives until the next input is taken; never NULL for them */
	size_t bytes;     /* of text */
	int rows, cols;
};

/* What commands compare: the key of KEY and TEXT, else 0. */
uint32_t input_key(const struct input *in);

/* The half-width key a typed character stands for; itself where it is one. */
uint32_t input_fold(uint32_t cp);

/* 0 for a name that is no key.  Names are read in any case. */
uint32_t input_key_named(const char *name, size_t bytes);

/* Writes the name and returns `out`; "" for what is no key. */
enum { INPUT_NAME_BYTES = 24 };
const char *input_key_name(uint32_t key, char out[INPUT_NAME_BYTES]);

/* ---- from bytes to inputs ---- */

struct input_decoder {
	uint32_t *code; /* what came and was not taken yet: bytes, enum input_key */
	size_t n, room, next;
	struct buf text;  /* of the input last taken */
	struct buf paste; /* bytes of the paste that is coming in */
	bool in_paste;    /* between K_PASTE_BEGIN and K_PASTE_END */
	bool lost_in_paste;
	bool lost;     /* the last bytes were dropped: said once a run */
	bool brackets; /* the terminal brackets its pastes, so a CR is always Enter.  Where it
					  does not, a CR or LF with text waiting behind it is pasted text */
	int probe_col; /* an answer to the width probe may come: the column, from 1, where the
					  probed character was printed; 0: none was sent */
};

/* Adds one byte (0–255) or key (enum input_key). */
void input_decoder_put(struct input_decoder *d, uint32_t code);

/* The next input, or false when more is needed to know.  `quiet` says that none came
 * for as long as input_decoder_patience(): then an Esc is an Esc. */
bool input_decoder_take(struct input_decoder *d, bool quiet, struct input *in);

/* How long to wait, in ms, for the rest of what is unfinished; -1: nothing is. */
int input_decoder_patience(const struct input_decoder *d, int escape_ms);
void input_decoder_free(struct input_decoder *d);

#endif
