/* generate N [SEED] — orders as a hotline would export them, GB18030 CSV, on standard output.
 *
 * The request texts come from a chain of characters over the demo county's own words, so
 * that pairs of characters are as frequent as in real ones.  One in a hundred was returned
 * often enough to be screened.  Needles for searches are
 * planted: 针一 in one of a thousand, 针二 in one of ten thousand, 针三 of a hundred thousand.
 */
#include "locale/text/decode.h"
#include "locale/text/encode.h"
#include "locale/text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHARS_MOST = 65536, LOST = 0xFFFD /* the demo has some: files that were misread */ };

static uint64_t state = 88172645463325252u;

static uint32_t below(uint32_t n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (uint32_t)(state % n);
}

/* The demo's orders as characters; the successor of a character is that of a random one
 * of its places. */
struct chain {
	uint32_t *at;
	size_t n;
	uint32_t **places; /* by character */
	uint32_t *count;
};

static void read_demo(const char *path, struct buf *text)
{
	struct buf bytes = { 0 };
	struct decoder d;
	struct err e = { 0 };

	if (!buf_read_file(&bytes, path, 1 << 24) || !decoder_open(&d, ENCODING_GB18030, &e)) {
		fprintf(stderr, "generate: cannot read %s\n", path);
		exit(1);
	}
	decoder_feed(&d, bytes.at, bytes.n, text);
	decoder_close(&d);
	buf_free(&bytes);
}

static struct chain learn(const struct buf *text)
{
	struct chain c = { 0 };
	const char *at = text->at, *end = text->at + text->n;

	c.at = calloc(text->n + 1, sizeof(*c.at));
	c.places = calloc(CHARS_MOST, sizeof(*c.places));
	c.count = calloc(CHARS_MOST, sizeof(*c.count));
	if (!c.at || !c.places || !c.count)
		exit(1);
	while (at < end) {
		uint32_t cp = utf8_next(&at, end);

		if (cp >= 0x3000 && cp < CHARS_MOST && cp != LOST)
			c.at[c.n++] = cp;
	}
	for (size_t i = 0; i + 1 < c.n; i++) {
		uint32_t cp = c.at[i];

		c.places[cp] = realloc(c.places[cp], (c.count[cp] + 1) * sizeof(**c.places));
		if (!c.places[cp])
			exit(1);
		c.places[cp][c.count[cp]++] = (uint32_t)i + 1;
	}
	return c;
}

static void add_text(const struct chain *c, size_t chars, struct buf *out)
{
	uint32_t cp = c->at[below((uint32_t)c->n - 1)];

	while (chars-- > 0) {
		utf8_add(out, cp);
		cp = c->count[cp] ? c->at[c->places[cp][below(c->count[cp])]]
						  : c->at[below((uint32_t)c->n - 1)];
	}
}

static const char *const units[] = { "住建局", "交警大队", "综合执法局", "城关街道", "公安局",
	"生态环境分局", "教体局", "水利局", "市场监管局", "供电公司", "移动公司", "民政局" };
static const char *const areas[] = { "城关街道", "东河镇", "西山镇", "南湖街道", "北关街道" };
static const char *const categories[] = { "住房物业,物业服务", "市政公用,供水", "市容环境,噪声",
	"道路交通,信号灯", "教育培训,退费", "社会治安,养犬" };

#define ANY(table) (table)[below(sizeof(table) / sizeof((table)[0]))]

static void add_day(unsigned day, const char *between, struct buf *out)
{
	buf_printf(out, "%04u%s%02u%s%02u", 2020 + day / 336, between, day / 28 % 12 + 1, between,
		day % 28 + 1);
}

static void add_order(const struct chain *c, uint64_t i, struct buf *out)
{
	unsigned day = (unsigned)(i / 700);

	add_day(day, "", out);
	buf_printf(out, "%06llu,", (unsigned long long)(i % 1000000));
	add_day(day, "-", out);
	buf_printf(
		out, " %02u:%02u,%s,%s,%s,", below(24), below(60), ANY(areas), ANY(categories), ANY(units));
	add_day(day + 3 + below(12), "-", out);
	buf_printf(out, ",%u,", below(100) ? 0 : 1 + below(4));
	add_text(c, 150 + below(150), out);
	if (i % 1000 == 1)
		buf_puts(out, "针一");
	if (i % 10000 == 2)
		buf_puts(out, "针二");
	if (i % 100000 == 3)
		buf_puts(out, "针三");
	buf_puts(out, "\r\n");
}

int main(int argc, char **argv)
{
	uint64_t n = argc > 1 ? strtoull(argv[1], NULL, 10) : 1000;
	struct buf demo = { 0 }, row = { 0 }, out = { 0 };
	struct encoder to;
	struct err e = { 0 };
	struct chain c;

	if (argc > 2)
		state += strtoull(argv[2], NULL, 10) * 7919;
	read_demo("tests/county/orders.gb18030.csv", &demo);
	c = learn(&demo);
	if (!encoder_open(&to, ENCODING_GB18030, &e))
		return 1;
	buf_puts(&row,
		"工单编号,受理时间,行政区划,一级分类,二级分类,处置单位,办理时限,退单次数,诉求内容\r\n");
	for (uint64_t i = 0; i <= n; i++) {
		encoder_add(&to, row.at, row.n, &out);
		fwrite(out.at, 1, out.n, stdout);
		buf_cut(&row, 0);
		buf_cut(&out, 0);
		add_order(&c, i, &row);
	}
	return fflush(stdout) ? 1 : 0;
}
