#include "tui/cli/meter.h"

#include "locale/base/buf.h"
#include "locale/base/clock.h"
#include "locale/msg/msg.h"

#include <stdio.h>
#include <unistd.h>

enum { EVERY_MS = 200, EARLY_MS = 2000, MANY_SECONDS = 100 };

void meter_begin(struct meter *m)
{
	int64_t now = clock_monotonic_ms();

	*m = (struct meter){ .began = now, .shown = now, .off = !isatty(STDERR_FILENO) };
}

/* Rate and time left, which say something only after two seconds. */
static void add_pace(uint64_t things, uint64_t done, uint64_t total, int64_t ms, struct buf *out)
{
	double seconds = (double)ms / 1000, left = 0;

	if (ms < EARLY_MS || !things)
		return;
	buf_printf(out, _("  %llu a second"), (unsigned long long)((double)things / seconds));
	if (done && total > done)
		left = seconds * (double)(total - done) / (double)done + 1;
	if (left >= MANY_SECONDS)
		buf_printf(out, _(", about %llu min left"), (unsigned long long)(left / 60 + 1));
	else if (left > 0)
		buf_printf(out, _(", about %llu s left"), (unsigned long long)left);
}

void meter_show(struct meter *m, uint64_t things, uint64_t done, uint64_t total)
{
	int64_t now = m->off ? 0 : clock_monotonic_ms();
	struct buf line = { 0 };

	if (m->off || now - m->shown < EVERY_MS)
		return;
	m->shown = now;
	m->on = true;
	if (total)
		buf_printf(&line, "%3llu%%  ", (unsigned long long)(done * 100 / total));
	buf_printf(&line, "%llu", (unsigned long long)things);
	add_pace(things, done, total, now - m->began, &line);
	fprintf(stderr, "\r%s\033[K", buf_text(&line));
	buf_free(&line);
}

void meter_end(struct meter *m)
{
	if (m->on)
		fputs("\r\033[K", stderr);
	m->on = false;
}
