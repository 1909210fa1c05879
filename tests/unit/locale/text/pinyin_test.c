#include "locale/text/pinyin.h"

#include "locale/text/decode.h"
#include "locale/text/utf8.h"
#include "tests/check.h"

#include <stdio.h>
#include <string.h>

static bool found(const char *text, const char *typed)
{
	struct fold_hit hit;

	return pinyin_match(text, strlen(text), typed, &hit);
}

static const struct {
	const char *text, *typed, *hit; /* NULL: not there */
} finds[] = {
	{ "市监局", "sjj", "市监局" },
	{ "县住建局、交警大队", "zjj", "住建局" },
	{ "县住建局、交警大队", "jjdd", "交警大队" },
	{ "住建局", "zhujian", "住建" },
	{ "住建局", "zhuj", "住建" },
	{ "住建局", "zjianj", "住建局" },
	{ "住建局", "zhjj", "住建局" },
	{ "住建局", "zhujianju", "住建局" },
	{ "住建局", "ZJJ", "住建局" },
	{ "住建局", "ｚｊｊ", "住建局" },
	{ "住建局", "zhujiaju", NULL }, /* only the last may be unfinished */
	{ "住建局", "zhujia", "住建" },
	{ "住建局", "zhujiang", NULL },
	{ "住建局", "jz", NULL },
	{ "住房和城乡建设局", "zjj", NULL },
	{ "重庆重点", "chongq", "重庆" },
	{ "重点", "zhongd", "重点" },
	{ "行人行业品行", "hangy", "行业" },
	{ "行人", "xingren", "行人" },
	{ "道行", "daoheng", "道行" },
	{ "单县", "shanx", "单县" },
	{ "单位", "danw", "单位" },
	{ "单于", "cy", "单于" },
	{ "校长成长", "xiaozhang", "校长" },
	{ "长江", "cj", "长江" },
	{ "乐亭县音乐", "yinyue", "音乐" },
	{ "曾某不曾", "zeng", "曾" },
	{ "不曾", "buceng", "不曾" },
	{ "欧区", "ouou", "欧区" },
	{ "小区", "xq", "小区" },
	{ "六安", "lua", "六安" },
	{ "绿化", "lvhua", "绿化" },
	{ "绿化", "luh", "绿化" },
	{ "绿化", "lüh", "绿化" },
	{ "女儿", "nver", "女儿" },
	{ "侵略", "qinlve", "侵略" },
	{ "侵略", "qinlue", "侵略" },
	{ "军区", "junqu", "军区" },
	{ "军区", "jvnqv", "军区" },
	{ "西安先", "xian", "西安" },
	{ "先", "xi'an", NULL },
	{ "西安", "xi'an", "西安" },
	{ "西安", "x'a", "西安" },
	{ "张某", "z'hm", NULL },
	{ "12345热线", "12345rx", "12345热线" },
	{ "文化路3号楼", "3hl", "3号楼" },
	{ "A区Wi-Fi故障", "wi-figz", "Wi-Fi故障" },
	{ "聯席會議", "lxhy", "聯席會議" },
	{ "鉛山⻋站", "yanshanchez", "鉛山⻋站" },
	{ "𠮟责", "chiz", NULL },
	{ "磏𬒈", "que", "𬒈" }, /* outside the first plane, in 通用规范汉字表 */
	{ "住\xE2\x80\x8B建", "zj", "住\xE2\x80\x8B建" },
	{ "\xE2\x80\x8B住建", "zj", "住建" },
	{ "住\xFF建", "zj", NULL },
	{ "\xE4\xBD", "z", NULL },
	{ "", "z", NULL },
};

static void letters_find_what_they_stand_for(void)
{
	for (size_t i = 0; i < COUNT_OF(finds); i++) {
		const char *s = finds[i].text, *want = finds[i].hit;
		struct fold_hit hit = { 0 };
		bool is = pinyin_match(s, strlen(s), finds[i].typed, &hit);

		check_case(finds[i].typed);
		CHECK_INT(is, want != NULL);
		if (is && want && !CHECK(hit.bytes == strlen(want) && !memcmp(s + hit.at, want, hit.bytes)))
			printf("  %.*s\n", (int)hit.bytes, s + hit.at);
	}
	check_case(NULL);
}

static void what_is_not_letters_is_not_pinyin(void)
{
	static const char *const typed[] = { "", "12345", "住建", "z建", "z j", "'", "\xFF",
		"2026-15" };
	static const char letters[PINYIN_MOST + 2] =
		"zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz";
	struct pinyin p;

	for (size_t i = 0; i < COUNT_OF(typed); i++) {
		check_case(typed[i]);
		CHECK(!pinyin_prepare(&p, typed[i], strlen(typed[i])));
	}
	check_case(NULL);
	CHECK(pinyin_prepare(&p, letters, PINYIN_MOST));
	CHECK(!pinyin_prepare(&p, letters, PINYIN_MOST + 1));
}

static bool has_reading(const char *han)
{
	for (char letter[2] = "a"; *letter <= 'z'; ++*letter)
		if (found(han, letter))
			return true;
	return false;
}

static void every_han_of_gb2312_has_a_reading(void)
{
	struct decoder d;
	struct err e = { 0 };
	struct buf text = { 0 };
	int count = 0;

	CHECK(decoder_open(&d, ENCODING_GB18030, &e));
	for (unsigned row = 0xB0; row <= 0xF7; row++)
		for (unsigned cell = 0xA1; cell <= (row == 0xD7 ? 0xF9 : 0xFE); cell++) {
			unsigned char both[] = { (unsigned char)row, (unsigned char)cell };

			buf_cut(&text, 0);
			decoder_feed(&d, both, 2, &text);
			check_case(buf_text(&text));
			CHECK(has_reading(buf_text(&text)));
			count++;
		}
	check_case(NULL);
	CHECK_INT(count, 6763);
	buf_free(&text);
	decoder_close(&d);
}

static const struct {
	const char *sign, *letter;
} toneless[] = {
	{ "ā", "a" },
	{ "á", "a" },
	{ "ǎ", "a" },
	{ "à", "a" },
	{ "ē", "e" },
	{ "é", "e" },
	{ "ě", "e" },
	{ "è", "e" },
	{ "ế", "e" },
	{ "ề", "e" },
	{ "ê", "e" },
	{ "ī", "i" },
	{ "í", "i" },
	{ "ǐ", "i" },
	{ "ì", "i" },
	{ "ō", "o" },
	{ "ó", "o" },
	{ "ǒ", "o" },
	{ "ò", "o" },
	{ "ū", "u" },
	{ "ú", "u" },
	{ "ǔ", "u" },
	{ "ù", "u" },
	{ "ǖ", "v" },
	{ "ǘ", "v" },
	{ "ǚ", "v" },
	{ "ǜ", "v" },
	{ "ü", "v" },
	{ "ḿ", "m" },
	{ "ń", "n" },
	{ "ň", "n" },
	{ "ǹ", "n" },
	{ "\xCC\x80", "" },
	{ "\xCC\x81", "" },
	{ "\xCC\x84", "" },
	{ "\xCC\x8C", "" },
};

static const char *without_tones(const char *s)
{
	static char letters[32];
	char *to = letters;

	while (*s && to < letters + sizeof(letters) - 2) {
		size_t i = 0;

		while (i < COUNT_OF(toneless) && strncmp(s, toneless[i].sign, strlen(toneless[i].sign)))
			i++;
		if (i == COUNT_OF(toneless)) {
			*to++ = *s++;
			continue;
		}
		s += strlen(toneless[i].sign);
		to = stpcpy(to, toneless[i].letter);
	}
	*to = '\0';
	return letters;
}

/* Every reading that the dictionary of 通用规范汉字表 gives: "043.100,102.030:chéng". */
static int check_readings(const char *han, char *cells)
{
	int count = 0;

	check_case(han);
	for (char *cell = strtok(cells, " ,"); cell; cell = strtok(NULL, " ,")) {
		char *colon = strchr(cell, ':');
		const char *typed = without_tones(colon ? colon + 1 : cell);

		if (typed[0] >= '0' && typed[0] <= '9') /* a place alone: its reading follows */
			continue;
		if (!CHECK(found(han, typed)))
			printf("  %s\n", typed);
		count++;
	}
	return count;
}

static void every_reading_of_the_general_list_finds_its_han(void)
{
	static const char command[] =
		"bzcat /usr/share/unicode/Unihan_Readings.txt.bz2 2>/dev/null | grep kTGHZ2013";
	FILE *f = popen(command, "r");
	char line[512], cells[400];
	int han = 0, readings = 0;
	unsigned cp;

	while (f && fgets(line, sizeof(line), f))
		if (sscanf(line, "U+%X kTGHZ2013 %399[^\n]", &cp, cells) == 2) {
			char text[5] = "";

			text[utf8_put(text, cp)] = '\0';
			han++;
			readings += check_readings(text, cells);
		}
	check_case(NULL);
	if (f)
		pclose(f);
	if (!han) {
		check_skip("unicode-data is not here");
		return;
	}
	CHECK_INT(han, 8105);
	CHECK(readings > han + 600);
}

/* The initials columns of the trial county's units. */
static void units_are_found_by_their_initials(void)
{
	const char *path = check_shared("domain/departments.tsv");
	char line[4096], full[256], name[256], aliases[512], initials[64], all[64];
	FILE *f = path ? fopen(path, "r") : NULL;
	int count = 0;

	if (!f)
		return;
	while (fgets(line, sizeof(line), f)) {
		if (line[0] != 'D' ||
			sscanf(line, "%*[^\t]\t%255[^\t]\t%255[^\t]\t%511[^\t]\t%63[^\t]\t%63[^\t]", full, name,
				aliases, initials, all) != 5)
			continue;
		check_case(full);
		CHECK(found(name, initials));
		CHECK(found(full, all));
		count++;
	}
	check_case(NULL);
	fclose(f);
	CHECK_INT(count, 57);
}

/* --- whatever is found in full is found by less -------------------------------------- */

static uint32_t seed = 1;

static uint32_t random_below(uint32_t n)
{
	seed = seed * 1103515245u + 12345u;
	return (seed >> 8) % n;
}

/* One of the readings of a Han, or NULL. */
static const char *reading_of(uint32_t cp)
{
	unsigned entry = pinyin_han[cp - PINYIN_FIRST_HAN];
	const uint16_t *several = pinyin_several + entry - PINYIN_SEVERAL;
	uint32_t n = 0;

	if (entry < PINYIN_SEVERAL)
		return entry ? pinyin_syllable[entry].letters : NULL;
	while (several[n])
		n++;
	return pinyin_syllable[several[random_below(n)]].letters;
}

struct typed {
	char text[64], full[64], initials[16], mixed[64];
};

static void make_text(struct typed *t)
{
	char *text = t->text, *initial = t->initials;

	memset(t, 0, sizeof(*t));
	for (uint32_t left = 1 + random_below(8); left;) {
		uint32_t cp = PINYIN_FIRST_HAN + random_below(PINYIN_LAST_HAN - PINYIN_FIRST_HAN);
		const char *reading = reading_of(cp);
		size_t n;

		if (!reading)
			continue;
		left--;
		text += utf8_put(text, cp);
		*initial++ = reading[0];
		strcat(t->full, reading);
		n = random_below(2) ? strlen(reading) : reading[1] == 'h' ? 1 + random_below(2) : 1;
		strncat(t->mixed, reading, n);
	}
}

static void what_full_pinyin_finds_initials_find(void)
{
	for (int i = 0; i < 20000; i++) {
		struct typed t;

		make_text(&t);
		check_case(t.text);
		CHECK(found(t.text, t.full));
		CHECK(found(t.text, t.initials));
		if (!CHECK(found(t.text, t.mixed)))
			printf("  %s\n", t.mixed);
		for (size_t n = strlen(t.full); n; n--) { /* nothing is lost while typing */
			t.full[n] = '\0';
			CHECK(found(t.text, t.full));
		}
	}
	check_case(NULL);
}

static const struct test tests[] = {
	TEST(letters_find_what_they_stand_for),
	TEST(what_is_not_letters_is_not_pinyin),
	TEST(every_han_of_gb2312_has_a_reading),
	TEST(every_reading_of_the_general_list_finds_its_han),
	TEST(units_are_found_by_their_initials),
	TEST(what_full_pinyin_finds_initials_find),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
