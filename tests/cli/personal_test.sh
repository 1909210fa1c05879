#!/bin/sh
# --personal REASON: personal data are shown with a coded reason, and that is logged.
. tests/cli/lib.sh

yp new order number=20260916118206 text=请回电13812342096 caller=张三丰 phone=13812342096
yp show 20260916118206 --personal 1
is 0 "a code is a reason"
says 张三丰 "the caller is shown"
says 请回电13812342096 "the text is shown whole"
yp list --personal 核实诉求 --json
is 0 "a word is a reason"
says 13812342096 "a list shows the phone, too"
yp list --personal 联系诉求人 --csv --fields caller
prints "$(printf 'caller\n张三丰')" "also in CSV"
yp show 20260916118206 --personal 3:信访复查
is 0 "another reason has words"
yp show 20260916118206 --personal 其他：信访复查
is 0 "in Chinese, too"
yp show 20260916118206 --personal 3
is 2 "another reason without words is none"
yp show 20260916118206 --personal 好奇
is 2 "what is no reason is wrong usage"
complains 好奇 "and named"
hides 张三丰 "and nothing is shown"
yp --read-only show 20260916118206 --personal 1
is 1 "what cannot be logged is not shown"
that "not a bit of it" [ -z "$out" ]
yp list event verb:unmask --json
that "every look is in the journal" [ "$(wc -l <"$work/out")" -eq 5 ]
says 信访复查 "with its reason"
yp history 20260916118206
says 信访复查 "also in the record's history"
ends
