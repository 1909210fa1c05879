/* Rows come out of any bytes: each inside the file, all of it passed, and the same
 * through whatever windows. */
#include "store/io/csv.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void must(bool holds)
{
	if (!holds)
		abort();
}

static uint64_t mix(uint64_t sum, const void *at, size_t n)
{
	const unsigned char *s = at;

	for (size_t i = 0; i < n; i++)
		sum = (sum ^ s[i]) * 1099511628211u;
	return sum * 31 + n;
}

/* What all rows come to, read through windows that grow by `step`. */
static uint64_t read_all(struct bytes file, struct csv_dialect d, size_t step)
{
	const char *start = file.at;
	struct csv c = { 0 };
	struct csv_row row;
	size_t at = 0, to = step < file.n ? step : file.n, used;
	uint64_t sum = 0, rows = 0;

	csv_start(&c, d);
	for (;;) {
		enum csv_answer a =
			csv_next(&c, (struct bytes){ start + at, to - at }, to == file.n, &row, &used);

		must(used <= to - at);
		if (a == CSV_END)
			break;
		if (a == CSV_MORE) {
			must(to < file.n);
			to = file.n - to < step ? file.n : to + step;
		}
		at += used;
		if (a != CSV_ROW)
			continue;
		must(used > 0 && row.row == ++rows && row.n > 0 && row.raw.n <= used);
		sum = mix(sum, row.raw.at, row.raw.n) + row.line + (uint64_t)row.trouble;
		for (size_t i = 0; i < row.n; i++)
			sum = mix(sum, row.cells[i].at, row.cells[i].n);
	}
	must(at == file.n);
	csv_free(&c);
	return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct bytes file = { data, n };
	struct csv_dialect d = csv_guess(file, true, 0);
	uint64_t whole = read_all(file, d, n ? n : 1);

	must(read_all(file, d, 7) == whole && read_all(file, d, 61) == whole);
	d.columns = 3;
	must(read_all(file, d, 13) == read_all(file, d, n ? n : 1));
	return 0;
}
