#!/bin/sh
# count: how many of each value, on the command line.
. tests/cli/lib.sh

for n in 1 2 3 4 5; do
	yp new order number=2026091511784$n text=路灯不亮 "unit=$([ $n -lt 4 ] && echo 住建局 || echo 水利局)" received=2026-0$((n / 2 + 7))-03
done
yp new order number=20260915117846 text=垃圾 received=2026-09-03
yp count --by unit
is 0 "orders are counted by unit"
that "the greatest first" [ "$(sed -n 2p "$work/out" | cut -c1-9)" = 住建局 ]
says '50.0% ##############################' "with share and bar"
says "(未填)" "what was not said is a row"
says "共6件" "and how many in all"
yp count --by unit --csv 路灯
prints "$(printf 'value,count,share\n住建局,3,60.0%%\n水利局,2,40.0%%')" "a query narrows, CSV for programs"
yp count order --by 月份 --csv
prints "$(printf 'value,count,share\n2026-09,3,50.0%%\n2026-08,2,33.3%%\n2026-07,1,16.7%%')" "months, the latest first"
yp count --by state --json
prints '{"by":"state","value":"仅备查","count":6,"of":6,"query":"状态:=\"仅备查\""}' "JSON says what finds them"
yp list --count '状态:="仅备查"'
prints 6 "and it does"
yp count --by unit -o "$work/c.xlsx"
is 0 "a workbook is written"
that "and is a zip" [ "$(head -c 2 "$work/c.xlsx")" = PK ]
yp count --by unit -o "$work/c.csv"
that "CSV for Excel has its mark" [ "$(head -c 3 "$work/c.csv" | od -An -tx1 | tr -d ' ')" = efbbbf ]
yp count --by phone
is 2 "what is personal is not counted by"
yp count
is 2 "without a field it is wrong usage"
yp count --by unit 单:x
is 2 "a query that cannot be read is wrong usage"

ends
