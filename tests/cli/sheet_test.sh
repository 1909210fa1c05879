#!/bin/sh
# Lists as files that Excel and WPS open, and that come in again as they went out.
. tests/cli/lib.sh

# What an import brings: not the panel's own, nor personal data, which go out masked.
fields=number,title,matter,text,type,channel,received,against,confidential,area,address,category
fields=$fields,urgency,unit,platform_state,due,first_unit,dispatched,earlier,level,no_return
fields=$fields,not_assessed,not_assessed_reason,call_back,reply,disputed,returns,bounces,note
orders() {
	yp --store "$1" list order --csv --sort number --fields $fields
	cat "$work/out"
}

yp demo "$work/demo"
is 0 "there is a county to list"
want=$(orders "$work/demo")
for file in orders.xlsx orders.csv gb.csv; do
	encoding=
	[ "$file" = gb.csv ] && encoding='--encoding gb18030'
	yp --store "$work/demo" list order -o "$work/$file" $encoding
	is 0 "$file is written"
	that "only its owner reads $file" [ "$(stat -c %a "$work/$file")" = 600 ]
	yp --store "$work/$file.store" --as 秘书 import "$work/$file"
	is 0 "$file comes in again"
	that "$file brings back what went out" [ "$(orders "$work/$file.store")" = "$want" ]
done
that "CSV for Excel has its mark" [ "$(head -c 3 "$work/orders.csv" | od -An -tx1 | tr -d ' ')" = efbbbf ]
that "and the headings that people know" grep -qF 工单编号,标题,事由 "$work/orders.csv"

yp --store "$work/demo" list unit -o "$work/units.xlsx"
units=$(yp --store "$work/demo" list unit --json --sort name; cat "$work/out")
yp --store "$work/u" --as 秘书 import --kind unit "$work/units.xlsx"
is 0 "units come in again"
yp --store "$work/u" list unit --json --sort name
that "as they went out" [ "$units" = "$out" ]

yp --store "$work/demo" list order 电梯 --fields number,unit -o "$work/few.xlsx"
says few.xlsx "the file is named"
yp --store "$work/few" --as 秘书 import --dry-run "$work/few.xlsx"
says xlsx "a workbook says what it is"
says 现办单位 "and has just the fields asked for"
hides 诉求内容 "and no others"

yp --store "$work/demo" list -o "$work/list.pdf"
is 2 "another ending is wrong usage"
complains .xlsx "the endings are named"
yp --store "$work/demo" list -o "$work/list.xlsx" --encoding gb18030
is 2 "a workbook has no choice of encodings"
yp --store "$work/demo" list -o "$work/nowhere/list.xlsx"
that "a folder that is not there is refused" [ "$status" -ne 0 ]
yp --store "$work/demo" list order nonsense:1 -o "$work/bad.xlsx"
that "what cannot be listed leaves no file" [ ! -e "$work/bad.xlsx" ]
that "nor anything unfinished" [ -z "$(ls "$work" | grep 'xlsx\.[A-Za-z0-9]\{6\}$')" ]

ends
