#!/bin/sh
# make_holidays.sh HOLIDAYS.csv LICENSE >holiday_table.c — the table from NateScarlet/holiday-cn's data.
#
# The CSV has the columns date,name,is_off_day,paper_year,papers; the licence text
# goes into the head of the table, as it asks.
set -eu
csv=$1 license=$2
echo '/* holiday_table.c — written by make_holidays.sh; do not edit.'
echo ' *'
echo ' * The days come from https://github.com/NateScarlet/holiday-cn, which collects the'
echo " * notices of the State Council's office, under this licence:"
echo ' *'
sed 's/^/ * /; s/ *$//' "$license"
cat <<'END'
 */
#include "locale/calendar/holiday.h"

const struct holiday holidays[] = {
END
LC_ALL=C sort "$csv" | awk -F, '
$1 ~ /^[0-9]/ {
	gsub(/-/, "", $1)
	printf "\t{ %s, %s }, /* %s */\n", $1, $3 == "1" ? "true" : "false", $2
	if (!first || $4 < first)
		first = $4
	if ($4 > last)
		last = $4
}
END {
	print "};"
	print ""
	print "const size_t holiday_count = sizeof(holidays) / sizeof(holidays[0]);"
	printf "const int holiday_first_year = %d, holiday_last_year = %d;\n", first, last
}'
