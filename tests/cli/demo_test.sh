#!/bin/sh
# The demo county: made by the commands, and what they say of it.
. tests/cli/lib.sh

yp demo
is 0 "the demo county is made in the store's folder"
says "$YANPAN_STORE" "which is named"
that "nothing is left beside it" [ -z "$(ls -d "$work"/yanpan-demo-* 2>/dev/null)" ]
yp demo
is 1 "a folder with something in it is refused"
yp demo "$work/other"
is 0 "another folder may be named"

yp
is 0 "without a terminal and a command it prints what is due"
says 2026-15/2 "items of the coming meeting"
says 20260917119164 "orders whose deadline is near"
yp due --json
that "as JSON, one a line" [ "$(grep -c '^{"kind":' "$work/out")" -ge 10 ]

# What is not a record has JSON, too: stable names, one object a line.
yp due --json
says '"state":"waiting"' "what is due has its state by name"
yp schema case --json
is 0 "fields and verbs as JSON"
says '{"kind":"case","field":"number","label":"研判件号","type":"text"' "a field is an object"
says '"verb":"place","label":"列入议程","from":"ready","to":"under_review"' "so is a verb"
[ "$(grep -vc '^{.*}$' "$work/out")" = 0 ]
verdict $? "nothing else is printed"
yp keys --json
says '"action":"menu","keys":["0","Ctrl+O"]' "keys as JSON"
yp doctor --json
says '{"good":true,"words":"TERM=' "what doctor finds as JSON"
[ "$(grep -vc '^{.*}$' "$work/out")" = 0 ]
verdict $? "without headings"

yp due --csv
says "item,2026-15/2,中学门口信号灯损坏无人养护,待议,2026-15,2026-09-23" "and as CSV"

yp list order --count
prints 30 "thirty orders"
yp list case --count
prints 11 "eleven cases"
yp list order 状态:待初审 退单:\>2 --fields number --csv
prints "$(printf 'number\n20260917119164')" "one was returned more than twice and waits"
yp list order 期限:\<1w --count
is 0 "working days are counted"
yp list case 当事:住建 --count
prints 5 "part of a label is enough where no other has it"
yp list '单位:综合 状态:待初审 期限:<7d 退单:>2 类别:物业 "堆放" -噪声 垃圾' --fields number --csv
prints "$(printf 'number\n20260917119164')" "conditions and words hold together"
yp list '单位：综合　状态：待初审　退单：＞２ “堆放”' --count
prints 1 "written with an input method left on, too"
yp list item 研判件:2026-0073 --count
prints 2 "a link is asked by what it cites"
yp list ruling duties.unit:住建局 --count
prints 4 "rows are asked by their fields"
yp list ruling 历史导入:是 --count
prints 6 "the old ledger is there"
yp list order 油煙 --count
that "traditional letters find" [ "$out" -ge 2 ]
yp list unit 'aliases:=城管' --count
prints 1 "one of several words"

yp show ruling 2026-09 --json
says '"state":"in_force"' "a ruling is found by its number"
says '"role":"lead"' "its duties are objects"
yp show ruling 2026-13/2 --json
says '"number":"2026-09"' "and by the item it came from"
yp history case 2026-0073
says 缓议 "a case's history tells what was done"
yp schema case
says 待上会 "the schema has the states"
says adjourn "and the verbs"
yp keys
says F5 "the keys are listed"

yp do agree item 2026-15/1
is 1 "a step that cannot be done is refused"
that "with the reason and the way out" [ -n "$err" ]
yp do nonsense item 2026-15/1
is 2 "a verb that is none is wrong usage"
yp do open meeting 2026-15
is 0 "a step is done"
says 开会中 "and the new state is said"
yp undo
is 0 "and taken back"
yp show meeting 2026-15
says 筹备中 "to what was before"
yp do accept order 20260917119164 title=垃圾清运由谁承接 reason=四家退单 parties=住建局 parties=综合执法局
is 0 "links are given one by one"
yp list case 垃圾清运 --json
says '"parties":["住建局","综合执法局"]' "and all are there"

yp minutes 2026-14
is 0 "minutes are printed"
says 临研纪〔2026〕14号 "with their document number"
yp minutes 2026-14 -o "$work/14.txt" --encoding gb18030
is 0 "or written to a file"
that "in the encoding asked for" grep -q "$(printf '\301\331\321\320\274\315')" "$work/14.txt"
yp minutes 2026-15
is 1 "not before the meeting is over"

head=$(tail -n 2 "$work/14.txt" | tr -d '\n')
yp verify
is 0 "the whole store agrees"
yp verify --json
says '"findings":0' "also in JSON"
yp verify --head 0000000000000000000000000000000000000000000000000000000000000000
is 3 "a chain head that is not in the journal is a finding"
yp verify --head 12
is 2 "a chain head has 64 digits"
yp verify --head "$head"
is 0 "the head printed in the minutes is in the journal"
yp_quiet() { # whoever reads has gone
	(trap '' PIPE; "$bin" list event --json 2>"$work/err"; echo $? >"$work/status") | head -n 1 >"$work/out"
	status=$(cat "$work/status")
	err=$(cat "$work/err")
}
yp_quiet
is 0 "a reader that goes away is no error"
that "and nothing is said of it" [ -z "$err" ]
yp doctor
is 0 "doctor has nothing to complain of"
says "$YANPAN_STORE" "and names the store"
ends
