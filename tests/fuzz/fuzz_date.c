/* What is taken for a date is one: written out plainly it reads as the same moment. */
#include "locale/calendar/date.h"

#include "locale/base/arena.h"
#include "locale/base/err.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void reads_back(struct time t, struct day d)
{
	char out[DATE_TEXT];
	struct time again = { 0 };
	struct err e = { 0 };
	int year = day_civil(time_day(t)).year;

	if (year < 1949 || year > 2199)
		return; /* carried over the edge by a zone or by 24时 */
	must(time_parse(time_text(t, out), (struct day){ 0 }, &again, &e) && again.s == t.s);
	must(time_day(t).n == d.n || time_day(t).n == d.n + 1); /* 24时 */
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena a = { 0 };
	const char *s = arena_copy(&a, data, n);
	struct day today = day_of(2026, 9, 21), d = { 0 };
	struct time t = { 0 };
	struct err e = { 0 };
	bool taken = time_parse(s, today, &t, &e);

	must(taken == day_parse(s, today, &d, &e));
	if (taken)
		reads_back(t, d);
	else
		must(!t.s && !d.n && e.kind == ERR_INPUT && e.what[0] && e.fix[0]);
	arena_free(&a);
	return 0;
}
