#!/bin/sh
# new, set, show, list, history, undo, redo: records by hand.
. tests/cli/lib.sh

yp new unit name=临溪县住房和城乡建设局 short=住建局 'aliases=建设局|房管局' kind=政府部门 role=承办单位
is 0 "a unit is made"
prints "单位 住建局" "and is called by what it is cited by"
yp new unit name=别的局 short=住建局
is 1 "a second one of the name is refused"
complains 住建局 "the name is said"
yp new unit name=别的局
is 1 "a unit without a short name is refused"
yp new unit name=别的局 short=别的 colour=red
is 2 "an unknown field is wrong usage"
complains colour "the unknown field is named"
yp new unit name=别的局 short=别的 name=又一个
is 2 "a field said twice is wrong usage"
yp new unit name
is 2 "a word without = is wrong usage"
yp new order number=20260916118206 text=电话13812342096，路灯不亮 caller=张三 phone=13812342096 received=2026-09-16 unit=住建局
is 0 "an order is made"
yp new order number=20260917119164 '诉求内容=小区电梯损坏' received=2026-09-17 confidential=是
is 0 "fields go by their labels, too"
yp new batch number=7
is 1 "a batch is not typed in"

yp show unit 房管局
is 0 "a unit is found by an alias"
says 临溪县住房和城乡建设局 "and shown with its full name"
yp show 20260916118206
is 0 "without a kind it is an order"
says 路灯不亮 "its text is shown"
hides 13812342096 "the phone is masked, in its field and in the text"
hides 张三 "the caller is masked"
yp show order 20999999999999
is 1 "what is not there is refused"
complains 20999999999999 "and named"

yp list --json
is 0 "orders are listed as JSON"
that "one object a line" [ "$(wc -l <"$work/out")" -eq 2 ]
that "every line is JSON" sh -c "command -v python3 >/dev/null || exit 0; python3 -c 'import json,sys; [json.loads(l) for l in sys.stdin]' <'$work/out'"
says '"number":"20260916118206"' "keys are field names"
says '"received":"2026-09-17T00:00:00+08:00"' "times are ISO"
says '"confidential":true' "flags are true"
says '"state":"on_file"' "choices are stable names"
hides '"title"' "empty fields are left out"
hides 13812342096 "personal data are masked in JSON"
yp list --csv --fields number,unit,state
prints "$(printf 'number,unit,state\n20260917119164,,仅备查\n20260916118206,住建局,仅备查')" "CSV has a heading, labels, and the newest first"
yp list --csv --encoding gb18030 --fields unit 路灯
that "CSV goes out in GB18030" [ "$(od -An -tx1 <"$work/out" | tr -d ' \n')" = 756e69740ad7a1bda8bed60a ]
yp list --csv --encoding utf-8-bom --fields number
that "or with a byte order mark" [ "$(head -c 3 "$work/out" | od -An -tx1 | tr -d ' ')" = efbbbf ]
yp list --csv --encoding big5 --fields text 路灯
is 0 "what an encoding lacks stops nothing"
complains '?' "but is told"
yp list --fields number,nonsense
is 2 "an unknown field is wrong usage"

yp list 电梯 --count
prints 1 "--count prints the number alone"
yp list 单位:住建 --count
prints 1 "a field is asked by its label"
yp list order -- -电梯 --count
is 0 "behind -- words may begin with -"
yp list --count -- -电梯
prints 1 "and leave out what has them"
yp list ＷＩＦＩ --count
prints 0 "nothing found is a success"
yp list 電梯 --count
prints 1 "traditional letters find simplified ones"
yp list --sort number --fields number --csv
says "$(printf '20260916118206\n20260917119164')" "sorted upwards"
yp list --sort=-number --limit 1 --csv --fields number
prints "$(printf 'number\n20260917119164')" "sorted downwards, and no more than asked for"
yp list --sort text
is 2 "what is not sorted by is wrong usage"
complains received "and what is, is named"
yp list 颜色:红
is 2 "a field that is none is wrong usage"
complains 颜色 "and named"
yp list phone:138
is 1 "personal fields are not searched"

yp set order 20260916118206 matter=路灯不亮 note=查过
is 0 "a record is changed"
yp set order 20260916118206 state=taken_up
is 1 "what verbs do is not set by hand"
yp set order 20260916118206 received=20141
is 1 "a wrong date is refused"
complains 20141 "and named"
yp history 20260916118206
is 0 "what was done is kept"
says 查过 "with what it changed"
yp history 20260916118206 --json
says '{"field":"note","before":"","after":"查过"}' "field by field in JSON"
hides 张三 "personal data are masked in the history"
yp undo
is 0 "a step is taken back"
yp show 20260916118206 --json
hides 查过 "and its words are gone"
yp redo
is 0 "and brought again"
yp show 20260916118206 --json
says 查过 "with its words"
yp redo
is 1 "there is nothing more to bring again"

yp --as 王敏 set order 20260916118206 note=王敏查过
yp history 20260916118206 --json
says '"who":"王敏"' "--as says who sits at the keyboard"
yp set order 20260916118206 note=又查过
yp history 20260916118206 --json
that "and is remembered" [ "$(grep -c 王敏 "$work/out")" -ge 2 ]
ends
