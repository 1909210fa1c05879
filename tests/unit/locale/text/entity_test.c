#include "locale/text/entity.h"

#include "tests/check.h"

#include <string.h>

static void codes_become_their_characters(void)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{ "&#24066;&#x6c11;&#X6765;", "市民来" },
		{ "a&nbsp;b&lt;c&gt;&amp;&quot;&apos;",
			"a\xC2\xA0"
			"b<c>&\"'" },
		{ "10&deg; 3&times;4 &ldquo;x&rdquo; &mdash;", "10° 3×4 “x” —" },
		{ "&#150;&#146;&#128;", "–’€" },
		{ "a&nbspb &ampx",
			"a\xC2\xA0"
			"b &x" },
		{ "&ltimes;", "<imes;" },
		{ "&times &middot", "&times &middot" },
		{ "a&b=1&c; &; && &# &#; &#x; &#12", "a&b=1&c; &; && &# &#; &#x; &#12" },
		{ "&#0;&#55296;&#1114112;&#999999999;", "&#0;&#55296;&#1114112;&#999999999;" },
		{ "&#x10FFFF;", "\xF4\x8F\xBF\xBF" },
		{ "", "" },
		{ "&", "&" },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct buf b = { 0 };

		check_case(cases[i].text);
		entity_expand(&b, cases[i].text, strlen(cases[i].text));
		CHECK_TEXT(buf_text(&b), cases[i].want);
		buf_free(&b);
	}
	check_case(NULL);
}

static void codes_are_counted(void)
{
	struct buf b = { 0 };

	CHECK_INT(entity_expand(&b, "&lt;&#65;&no;", 13), 2);
	buf_free(&b);
}

static const struct test tests[] = {
	TEST(codes_become_their_characters),
	TEST(codes_are_counted),
};

int main(void)
{
	return check_run(tests, COUNT_OF(tests));
}
