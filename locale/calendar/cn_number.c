#include "locale/calendar/cn_number.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

static const char *const digits[] = { "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
static const char *const places[] = { "", "十", "百", "千" };

static int power_of_ten(int exponent)
{
	return exponent ? 10 * power_of_ten(exponent - 1) : 1;
}

static int digit_at(int n, int place)
{
	return n / power_of_ten(place) % 10;
}

static int highest_place(int n)
{
	return n < 10 ? 0 : 1 + highest_place(n / 10);
}

const char *cn_number(int n, char out[CN_NUMBER_TEXT])
{
	int highest = highest_place(n);
	bool gap = false;

	assert(n >= 0 && n <= 9999);
	out[0] = '\0';
	for (int place = highest; place >= 0; place--) {
		int digit = digit_at(n, place);

		if (digit && gap)
			strcat(out, "零");
		gap = !digit;
		if (digit && !(digit == 1 && place == 1 && highest == 1)) /* 十二, not 一十二 */
			strcat(out, digits[digit]);
		if (digit)
			strcat(out, places[place]);
	}
	return n ? out : strcpy(out, "零");
}
