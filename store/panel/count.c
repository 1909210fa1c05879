#include "store/panel/count.h"

#include "store/rec/record.h"

const char *count_number(struct act *act, const struct schema *s, const char *of)
{
	for (size_t n = 1;; n++) {
		const char *number = arena_format(&act->scratch, "%s/%zu", of, n);
		uint32_t ordinal;

		if (!record_named(&act->txn, s, number, &ordinal, 1))
			return number;
	}
}
