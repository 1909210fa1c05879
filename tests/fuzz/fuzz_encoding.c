/* Whatever comes in, strict UTF-8 comes out, in blocks or whole, and every loss has its place. */
#include "locale/text/decode.h"
#include "locale/text/detect.h"
#include "locale/text/encode.h"
#include "locale/text/utf8.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void must_be_placed(const struct decoder *d, const struct buf *out, uint64_t end)
{
	for (size_t i = 0; i < d->loss_count; i++) {
		const struct decode_loss *l = &d->loss[i];

		must(l->bytes > 0 && l->at + l->bytes <= end && (!i || l->at > l[-1].at));
		must(l->out + 3 <= out->n && !memcmp(out->at + l->out, UTF8_REPLACEMENT_TEXT, 3));
	}
}

static void read_whole(enum encoding e, const uint8_t *data, size_t n, struct buf *out)
{
	struct decoder d;
	struct err err = { 0 };

	must(decoder_open(&d, e, &err));
	decoder_feed(&d, data, n, out);
	must_be_placed(&d, out, n);
	decoder_end(&d, out);
	must_be_placed(&d, out, n);
	must(d.taken == n && utf8_valid(buf_text(out), out->n));
	decoder_close(&d);
}

static void read_blocks(enum encoding e, const uint8_t *data, size_t n, struct buf *out)
{
	struct decoder d;
	struct err err = { 0 };

	must(decoder_open(&d, e, &err));
	for (size_t at = 0, block = 1; at < n; at += block, block = block % 5 + 1) {
		block = n - at < block ? n - at : block;
		decoder_feed(&d, data + at, block, out);
	}
	decoder_end(&d, out);
	decoder_close(&d);
}

static void read_line(enum encoding e, const uint8_t *data, size_t n, struct buf *out)
{
	struct decoder d;
	struct err err = { 0 };

	must(decoder_open(&d, e, &err));
	decoder_line(&d, data, n, out);
	must_be_placed(&d, out, n);
	must(utf8_valid(buf_text(out), out->n));
	decoder_close(&d);
}

static void write_back(enum encoding e, const struct buf *text, struct buf *out)
{
	struct encoder c;
	struct err err = { 0 };

	must(encoder_open(&c, e, &err));
	encoder_add(&c, buf_text(text), text->n, out);
	must(e == ENCODING_BIG5 || !c.lost);
	encoder_close(&c);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct detect_guess g = detect_encoding(data, n);

	must(g.bom <= n);
	for (int e = 0; e < ENCODING_COUNT; e++) {
		struct buf whole = { 0 }, blocks = { 0 }, line = { 0 }, back = { 0 }, again = { 0 };

		read_whole((enum encoding)e, data, n, &whole);
		read_blocks((enum encoding)e, data, n, &blocks);
		must(whole.n == blocks.n && !memcmp(buf_text(&whole), buf_text(&blocks), whole.n));
		read_line((enum encoding)e, data, n, &line);
		write_back((enum encoding)e, &whole, &back);
		read_whole((enum encoding)e, (const uint8_t *)buf_text(&back), back.n, &again);
		must(e == ENCODING_BIG5 ||
			(again.n == whole.n && !memcmp(buf_text(&again), buf_text(&whole), whole.n)));
		buf_free(&whole);
		buf_free(&blocks);
		buf_free(&line);
		buf_free(&back);
		buf_free(&again);
	}
	return 0;
}
