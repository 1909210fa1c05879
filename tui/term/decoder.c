#include "locale/base/arena.h"
#include "locale/base/array.h"
#include "locale/text/char_class.h"
#include "locale/text/utf8.h"
#include "tui/term/input.h"

#include <stdlib.h>
#include <string.h>

enum {
	ESC = 27,
	CHAR_PATIENCE_MS = 250,   /* a character cut by a slow line */
	PASTE_PATIENCE_MS = 2000, /* a paste whose end never comes */
	PASTE_PART = 1 << 20,     /* a longer paste is handed on in parts */
	REPLY_LONGEST = 256,      /* codes of an answer that the terminal gives */
};

/* What the next step found. */
enum step {
	STEP_WAIT,  /* more input is needed */
	STEP_AGAIN, /* something was dropped or noted: look again */
	STEP_GIVE,  /* the input is filled in */
};

void input_decoder_put(struct input_decoder *d, uint32_t code)
{
	if (d->next > 0 && d->next == d->n)
		d->next = d->n = 0;
	if (d->n == d->room) {
		d->room = d->room ? 2 * d->room : 256;
		d->code = must_realloc(d->code, d->room * sizeof(*d->code));
	}
	d->code[d->n++] = code;
}

void input_decoder_free(struct input_decoder *d)
{
	free(d->code);
	buf_free(&d->text);
	buf_free(&d->paste);
	*d = (struct input_decoder){ 0 };
}

static size_t waiting(const struct input_decoder *d)
{
	return d->n - d->next;
}

/* The code `ahead` places on, or 0 where none has come yet. */
static uint32_t peek(const struct input_decoder *d, size_t ahead)
{
	return ahead < waiting(d) ? d->code[d->next + ahead] : 0;
}

static enum step give_key(struct input_decoder *d, size_t codes, uint32_t key, struct input *in)
{
	d->next += codes;
	d->lost = false;
	*in = (struct input){ .kind = INPUT_KEY, .key = key };
	return STEP_GIVE;
}

static enum step give_text(
	struct input_decoder *d, enum input_kind kind, uint32_t key, struct input *in)
{
	*in =
		(struct input){ .kind = kind, .key = key, .text = buf_text(&d->text), .bytes = d->text.n };
	return STEP_GIVE;
}

static enum step drop(struct input_decoder *d, size_t codes)
{
	d->next += codes;
	return STEP_AGAIN;
}

/* ---- sequences ---- */

struct sequence {
	char final;
	int number; /* 0: none */
	uint32_t key;
};

/* Those of xterm and its kin, whatever TERM says: terminfo's own keys come decoded. */
static const struct sequence sequences[] = {
	{ 'A', 0, K_UP },
	{ 'B', 0, K_DOWN },
	{ 'C', 0, K_RIGHT },
	{ 'D', 0, K_LEFT },
	{ 'H', 0, K_HOME },
	{ 'F', 0, K_END },
	{ 'Z', 0, K_SHIFT_TAB },
	{ 'P', 0, K_F1 },
	{ 'Q', 0, K_F1 + 1 },
	{ 'R', 0, K_F1 + 2 },
	{ 'S', 0, K_F1 + 3 },
	{ '~', 1, K_HOME },
	{ '~', 2, K_INSERT },
	{ '~', 3, K_DELETE },
	{ '~', 4, K_END },
	{ '~', 5, K_PAGE_UP },
	{ '~', 6, K_PAGE_DOWN },
	{ '~', 7, K_HOME },
	{ '~', 8, K_END },
	{ '~', 11, K_F1 },
	{ '~', 12, K_F1 + 1 },
	{ '~', 13, K_F1 + 2 },
	{ '~', 14, K_F1 + 3 },
	{ '~', 15, K_F1 + 4 },
	{ '~', 17, K_F1 + 5 },
	{ '~', 18, K_F1 + 6 },
	{ '~', 19, K_F1 + 7 },
	{ '~', 20, K_F1 + 8 },
	{ '~', 21, K_F1 + 9 },
	{ '~', 23, K_F1 + 10 },
	{ '~', 24, K_F12 },
	{ '~', 200, K_PASTE_BEGIN },
	{ '~', 201, K_PASTE_END },
};

static uint32_t sequence_key(uint32_t final, int number)
{
	for (size_t i = 0; i < COUNT(sequences); i++)
		if ((uint32_t)sequences[i].final == final && sequences[i].number == number)
			return sequences[i].key;
	return 0;
}

/* `ESC [ parameters final`: how many codes, or 0 where the final byte has not come. */
static size_t csi_length(const struct input_decoder *d)
{
	for (size_t i = 2; i < waiting(d) && i < REPLY_LONGEST; i++)
		if (peek(d, i) < 0x20 || peek(d, i) > 0x3F)
			return i + 1;
	return 0;
}

/* `12;40` → 12 and 40; how many numbers there are. */
static size_t csi_numbers(const struct input_decoder *d, size_t length, int number[2])
{
	size_t count = 0;

	number[0] = number[1] = 0;
	for (size_t i = 2; i + 1 < length; i++) {
		uint32_t c = peek(d, i);

		if (count == 0)
			count = 1;
		if (c == ';')
			count++;
		else if (c < '0' || c > '9')
			return 3; /* of a kind we do not know */
		else if (count <= 2 && number[count - 1] < 10000)
			number[count - 1] = 10 * number[count - 1] + (int)(c - '0');
	}
	return count;
}

/* The console of Linux sends ESC [ [ A for F1. */
static enum step console_key(struct input_decoder *d, bool quiet, struct input *in)
{
	uint32_t letter = peek(d, 3);

	if (waiting(d) < 4 && !quiet)
		return STEP_WAIT;
	if (letter >= 'A' && letter <= 'E')
		return give_key(d, 4, K_F1 + (letter - 'A'), in);
	return give_key(d, 1, K_ESC, in);
}

/* Known keys are given, known with Shift or Ctrl count as without; answers that nobody asked for
 * and reports of mice are dropped whole, so that none of their bytes becomes text. */
static enum step csi(struct input_decoder *d, bool quiet, struct input *in)
{
	size_t length = csi_length(d), count;
	int number[2];
	uint32_t key, final;

	if (peek(d, 2) == '[')
		return console_key(d, quiet, in);
	if (!length && !quiet && waiting(d) < REPLY_LONGEST)
		return STEP_WAIT;
	if (!length || peek(d, length - 1) < 0x40 || peek(d, length - 1) > 0x7E)
		return give_key(d, 1, K_ESC, in);
	final = peek(d, length - 1);
	count = csi_numbers(d, length, number);
	if (final == 'R' && count == 2 && d->probe_col) {
		*in = (struct input){ .kind = INPUT_WIDTH, .cols = number[1] - d->probe_col };
		d->probe_col = 0;
		d->next += length;
		return STEP_GIVE;
	}
	key = count <= 2 ? sequence_key(final, final == '~' ? number[0] : 0) : 0;
	if (key == K_PASTE_BEGIN || key == K_PASTE_END) {
		d->code[d->next + length - 1] = key; /* as if terminfo had decoded it */
		return drop(d, length - 1);
	}
	return key ? give_key(d, length, key, in) : drop(d, length);
}

static enum step ss3(struct input_decoder *d, bool quiet, struct input *in)
{
	uint32_t key = waiting(d) > 2 ? sequence_key(peek(d, 2), 0) : 0;

	if (waiting(d) < 3 && !quiet)
		return STEP_WAIT;
	return key ? give_key(d, 3, key, in) : give_key(d, 1, K_ESC, in);
}

/* An answer of the terminal as a string: up to BEL or ESC \. */
static enum step reply_string(struct input_decoder *d, bool quiet, struct input *in)
{
	for (size_t i = 2; i < waiting(d) && i + 1 < REPLY_LONGEST; i++) {
		if (peek(d, i) == 7)
			return drop(d, i + 1);
		if (peek(d, i) == ESC && peek(d, i + 1) == '\\')
			return drop(d, i + 2);
	}
	if (!quiet && waiting(d) < REPLY_LONGEST)
		return STEP_WAIT;
	return give_key(d, 1, K_ESC, in);
}

static enum step escape(struct input_decoder *d, bool quiet, struct input *in)
{
	uint32_t next = peek(d, 1);

	if (waiting(d) < 2)
		return quiet ? give_key(d, 1, K_ESC, in) : STEP_WAIT;
	if (next >= '0' && next <= '9')
		return give_key(d, 2, next, in);
	if (next == '[')
		return csi(d, quiet, in);
	if (next == 'O')
		return ss3(d, quiet, in);
	if (next == ']' || next == 'P')
		return reply_string(d, quiet, in);
	return give_key(d, 1, K_ESC, in);
}

/* ---- characters ---- */

/* How many bytes the character with this first byte has; 1 where it is none. */
static size_t char_bytes(uint32_t first)
{
	return first < 0xC2 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 1;
}

static enum step lose(struct input_decoder *d, size_t codes, struct input *in)
{
	d->next += codes;
	if (d->lost)
		return STEP_AGAIN;
	d->lost = true;
	*in = (struct input){ .kind = INPUT_LOST };
	return STEP_GIVE;
}

static enum step character(struct input_decoder *d, bool quiet, struct input *in)
{
	size_t want = char_bytes(peek(d, 0)), have = 0;
	char bytes[4];
	const char *s = bytes;
	uint32_t cp;

	while (have < want && have < waiting(d) && peek(d, have) < 0x100 &&
		(have == 0 || (peek(d, have) & 0xC0) == 0x80)) {
		bytes[have] = (char)peek(d, have);
		have++;
	}
	if (have < want && have == waiting(d) && !quiet)
		return STEP_WAIT;
	cp = utf8_next(&s, bytes + have);
	if (cp == UTF8_BAD)
		return lose(d, (size_t)(s - bytes), in);
	d->next += have;
	if (char_class(cp) == CHAR_CONTROL)
		return STEP_AGAIN;
	d->lost = false;
	buf_cut(&d->text, 0);
	buf_add(&d->text, bytes, have);
	return give_text(d, INPUT_TEXT, input_fold(cp), in);
}

/* ---- lines and control characters ---- */

static bool is_text(uint32_t code)
{
	return code == '\t' || code == '\r' || code == '\n' ||
		(code >= 0x20 && code < 0x100 && code != 0x7F);
}

static enum step line_end(struct input_decoder *d, struct input *in)
{
	bool both = !d->brackets && peek(d, 0) == '\r' && peek(d, 1) == '\n';

	if (d->brackets || !is_text(peek(d, both ? 2 : 1)))
		return give_key(d, both ? 2 : 1, K_ENTER, in);
	d->next += both ? 2 : 1;
	buf_cut(&d->text, 0);
	buf_putc(&d->text, '\n');
	return give_text(d, INPUT_PASTE, 0, in);
}

static enum step control(struct input_decoder *d, struct input *in)
{
	uint32_t code = peek(d, 0);

	if (code == '\r' || code == '\n')
		return line_end(d, in);
	if (code == '\t')
		return give_key(d, 1, K_TAB, in);
	if (code == 8 || code == 127)
		return give_key(d, 1, K_BACKSPACE, in);
	if (code >= 1 && code <= 26)
		return give_key(d, 1, INPUT_CTRL('A' + code - 1), in);
	return drop(d, 1); /* Ctrl+Space belongs to the input method; the rest is no key of ours */
}

/* ---- pastes ---- */

/* Appends the paste as text: line ends as LF, and nothing that is no character. */
static bool clean_paste(struct buf *to, const char *s, const char *end)
{
	bool lost = false;

	while (s < end) {
		uint32_t cp = utf8_next(&s, end);

		if (cp == '\r') {
			cp = '\n';
			if (s < end && *s == '\n')
				s++;
		}
		if (cp == UTF8_BAD)
			lost = true;
		else if (cp == '\n' || cp == '\t' || char_class(cp) != CHAR_CONTROL)
			utf8_add(to, cp);
	}
	return !lost;
}

/* A part ends before its last character, which may be cut, or be a CR whose LF is to come. */
static size_t part_bytes(const struct buf *b)
{
	size_t n = b->n - 1;

	while (n > 0 && b->n - n < 4 && ((unsigned char)b->at[n] & 0xC0) == 0x80)
		n--;
	return n;
}

static enum step give_paste(struct input_decoder *d, bool last, struct input *in)
{
	size_t bytes = last ? d->paste.n : part_bytes(&d->paste);

	buf_cut(&d->text, 0);
	d->lost_in_paste |= !clean_paste(&d->text, buf_text(&d->paste), buf_text(&d->paste) + bytes);
	if (bytes > 0)
		memmove(d->paste.at, d->paste.at + bytes, d->paste.n - bytes);
	buf_cut(&d->paste, d->paste.n - bytes);
	return give_text(d, INPUT_PASTE, 0, in);
}

/* Its end as bytes, where a slow line cut the sequence and terminfo did not know it. */
static bool cut_end_sequence(struct buf *b)
{
	static const char end[] = "\033[201~";
	size_t n = sizeof(end) - 1;

	if (b->n < n || memcmp(b->at + b->n - n, end, n))
		return false;
	buf_cut(b, b->n - n);
	return true;
}

static enum step paste(struct input_decoder *d, struct input *in)
{
	while (waiting(d) > 0 && d->paste.n < PASTE_PART) {
		uint32_t code = d->code[d->next++];

		if (code < 0x100)
			buf_putc(&d->paste, (char)code);
		if (code == K_PASTE_END || (code == '~' && cut_end_sequence(&d->paste))) {
			d->in_paste = false;
			return give_paste(d, true, in);
		}
	}
	return d->paste.n < PASTE_PART ? STEP_WAIT : give_paste(d, false, in);
}

/* ---- the whole ---- */

static enum step next_step(struct input_decoder *d, bool quiet, struct input *in)
{
	uint32_t code = peek(d, 0);

	if (d->in_paste)
		return paste(d, in);
	if (d->lost_in_paste) {
		d->lost_in_paste = false;
		return lose(d, 0, in);
	}
	if (waiting(d) == 0)
		return STEP_WAIT;
	if (code == K_PASTE_BEGIN) {
		d->in_paste = d->brackets = true;
		return drop(d, 1);
	}
	if (code == K_PASTE_END)
		return drop(d, 1);
	if (code >= 0x100)
		return give_key(d, 1, code, in);
	if (code == ESC)
		return escape(d, quiet, in);
	return code < 0x20 || code == 127 ? control(d, in) : character(d, quiet, in);
}

bool input_decoder_take(struct input_decoder *d, bool quiet, struct input *in)
{
	enum step step = STEP_AGAIN;

	while (step == STEP_AGAIN)
		step = next_step(d, quiet, in);
	return step == STEP_GIVE;
}

int input_decoder_patience(const struct input_decoder *d, int escape_ms)
{
	if (d->in_paste)
		return PASTE_PATIENCE_MS;
	if (waiting(d) == 0)
		return -1;
	return peek(d, 0) == ESC ? escape_ms : CHAR_PATIENCE_MS;
}
