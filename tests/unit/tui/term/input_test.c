#include "tui/term/input.h"

#include "locale/base/buf.h"
#include "locale/text/utf8.h"
#include "tests/check.h"

#include <string.h>

/* What the bytes mean, in words: keys by name in <>, text as it is, pastes in {}. */
static void describe(const struct input *in, struct buf *out)
{
	char name[INPUT_NAME_BYTES];

	if (in->kind == INPUT_KEY)
		buf_printf(out, "<%s>", input_key_name(in->key, name));
	else if (in->kind == INPUT_TEXT)
		buf_add(out, in->text, in->bytes);
	else if (in->kind == INPUT_PASTE)
		buf_printf(out, "{%.*s}", (int)in->bytes, in->text);
	else if (in->kind == INPUT_LOST)
		buf_puts(out, "<lost>");
	else if (in->kind == INPUT_WIDTH)
		buf_printf(out, "<width %d>", in->cols);
}

static const char *meaning(const char *bytes, size_t n, bool brackets, int probe_col)
{
	static struct buf out;
	struct input_decoder d = { .brackets = brackets, .probe_col = probe_col };
	struct input in;

	buf_cut(&out, 0);
	for (size_t i = 0; i < n; i++)
		input_decoder_put(&d, (unsigned char)bytes[i]);
	while (input_decoder_take(&d, false, &in))
		describe(&in, &out);
	buf_puts(&out, input_decoder_patience(&d, 25) < 0 ? "" : "|");
	while (input_decoder_take(&d, true, &in))
		describe(&in, &out);
	input_decoder_free(&d);
	return buf_text(&out);
}

struct row {
	const char *bytes, *means;
};

static void check_rows(const struct row *rows, size_t n, bool brackets)
{
	for (size_t i = 0; i < n; i++) {
		check_case(rows[i].means);
		CHECK_TEXT(meaning(rows[i].bytes, strlen(rows[i].bytes), brackets, 0), rows[i].means);
	}
}

static void keys_and_text_are_told_apart(void)
{
	static const struct row rows[] = {
		{ "abc", "abc" },
		{ "中文", "中文" },
		{ "\r", "<Enter>" },
		{ "\t\x7f\x08", "<Tab><Backspace><Backspace>" },
		{ "\x0f\x10", "<Ctrl+O><Ctrl+P>" },
		{ "\033[A\033[B\033OC\033[5~\033[Z", "<Up><Down><Right><PgUp><Shift+Tab>" },
		{ "\033OP\033[15~\033[24~", "<F1><F5><F12>" },
		{ "\033[[A\033[[E", "<F1><F5>" },
		{ "\033[1;5C", "<Right>" },
		{ "\033", "|<Esc>" },
		{ "\033\033", "<Esc>|<Esc>" },
		{ "\0334", "<4>" },
		{ "\033x", "<Esc>x" },
		{ "\033[", "|<Esc>[" },
		{ "\033[<0;3;4M\033]10;rgb:0/0/0\007\033P1$r\033\\x", "x" },
	};

	check_rows(rows, COUNT_OF(rows), true);
}

static void bytes_that_are_no_character_cost_only_themselves(void)
{
	static const struct row rows[] = {
		{ "\xd6\xd0\xce\xc4", "<lost>|" },
		{ "a\xd6\xd0z", "a<lost>z" },
		{ "\xe4\xb8", "|<lost>" },
		{ "\xe4\xb8中", "<lost>中" },
		{ "\xff中\xff", "<lost>中<lost>" },
		{ "\xc2\x85x", "x" },
	};

	check_rows(rows, COUNT_OF(rows), true);
}

static void many_keys_in_one_read_are_many_keys(void)
{
	static const struct row rows[] = {
		{ "zjj\r\033[B\r", "zjj<Enter><Down><Enter>" },
		{ "a\rb\r", "a<Enter>b<Enter>" },
	};

	check_rows(rows, COUNT_OF(rows), true);
}

static void without_brackets_a_line_end_with_text_behind_it_is_pasted(void)
{
	static const struct row rows[] = {
		{ "第一行\r第二行", "第一行{\n}第二行" },
		{ "一\r\n二\r", "一{\n}二<Enter>" },
		{ "x\r\033[B", "x<Enter><Down>" },
		{ "你好", "你好" },
	};

	check_rows(rows, COUNT_OF(rows), false);
}

static void a_bracketed_paste_is_one_text(void)
{
	static const struct row rows[] = {
		{ "\033[200~第一行\r第二行\r\n三\033[201~x", "{第一行\n第二行\n三}x" },
		{ "\033[200~a\033[Ab\007c\033[201~", "{a[Abc}" },
		{ "\033[200~\xd6\xd0中\033[201~\r", "{中}<lost><Enter>" },
		{ "\033[200~unfinished", "|" },
		{ "\033[201~x", "x" },
	};

	check_rows(rows, COUNT_OF(rows), false);
}

static void a_paste_is_never_cut_however_long(void)
{
	struct input_decoder d = { 0 };
	struct input in;
	struct buf got = { 0 };
	const char *han = "研判";
	size_t times = 400000;

	input_decoder_put(&d, K_PASTE_BEGIN);
	for (size_t i = 0; i < times; i++)
		for (const char *s = han; *s; s++)
			input_decoder_put(&d, (unsigned char)*s);
	input_decoder_put(&d, K_PASTE_END);
	while (input_decoder_take(&d, false, &in)) {
		CHECK_INT(in.kind, INPUT_PASTE);
		CHECK(utf8_valid(in.text, in.bytes));
		buf_add(&got, in.text, in.bytes);
	}
	CHECK_INT(got.n, times * strlen(han));
	buf_free(&got);
	input_decoder_free(&d);
}

static void the_answer_to_the_width_probe_is_no_key(void)
{
	CHECK_TEXT(meaning("a\033[2;3Rb", 8, true, 1), "a<width 2>b");
	CHECK_TEXT(meaning("\033[1;2R", 6, true, 0), "<F3>");
}

static void an_input_method_left_on_costs_nothing(void)
{
	static const struct {
		const char *typed;
		char key;
	} rows[] = {
		{ "Ａ", 'A' },
		{ "１", '1' },
		{ "　", ' ' },
		{ "、", '/' },
		{ "？", '?' },
		{ "。", '.' },
		{ "，", ',' },
		{ "：", ':' },
		{ "；", ';' },
		{ "（", '(' },
		{ "）", ')' },
		{ "《", '<' },
		{ "》", '>' },
		{ "【", '[' },
		{ "】", ']' },
		{ "“", '"' },
		{ "￥", '$' },
		{ "…", '^' },
		{ "—", '_' },
		{ "·", '`' },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct input_decoder d = { 0 };
		struct input in = { 0 };

		check_case(rows[i].typed);
		for (const char *s = rows[i].typed; *s; s++)
			input_decoder_put(&d, (unsigned char)*s);
		CHECK(input_decoder_take(&d, true, &in));
		CHECK_INT(input_key(&in), rows[i].key);
		CHECK_TEXT(in.text, rows[i].typed);
		input_decoder_free(&d);
	}
}

static void key_names_read_back(void)
{
	static const char *const names[] = { "Enter", "Esc", "Shift+Tab", "PgDn", "Space", "F1", "F12",
		"Ctrl+O", "a", "?", "0" };
	char name[INPUT_NAME_BYTES];

	for (size_t i = 0; i < COUNT_OF(names); i++)
		CHECK_TEXT(input_key_name(input_key_named(names[i], strlen(names[i])), name), names[i]);
	CHECK_INT(input_key_named("delete", 6), K_DELETE);
	CHECK_INT(input_key_named("ctrl+s", 6), INPUT_CTRL('S'));
	CHECK_INT(input_key_named("F13", 3), 0);
	CHECK_INT(input_key_named("", 0), 0);
	CHECK_TEXT(input_key_name(0, name), "");
}

static const struct test tests[] = {
	TEST(keys_and_text_are_told_apart),
	TEST(bytes_that_are_no_character_cost_only_themselves),
	TEST(many_keys_in_one_read_are_many_keys),
	TEST(without_brackets_a_line_end_with_text_behind_it_is_pasted),
	TEST(a_bracketed_paste_is_one_text),
	TEST(a_paste_is_never_cut_however_long),
	TEST(the_answer_to_the_width_probe_is_no_key),
	TEST(an_input_method_left_on_costs_nothing),
	TEST(key_names_read_back),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
