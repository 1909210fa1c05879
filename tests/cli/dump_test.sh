#!/bin/sh
# dump and load: a store as lines of text, and a store from them.
. tests/cli/lib.sh

for n in 1 2 3; do
	yp new order number=2026091600000$n text=路灯不亮第$n盏 caller=张三 phone=13812342096
done
yp set order 20260916000002 caller=李四
yp undo
yp list --json --personal 1
before=$out
yp dump "$work/d"
is 2 "a whole dump asks why"
complains --without-personal "or to leave personal fields out"
that "and nothing is written" [ ! -e "$work/d" ]
yp --personal 1 dump "$work/d"
is 0 "a store is dumped"
says "$work/d" "and it is said where"
that "for the owner alone" [ "$(stat -c %a "$work/d")" = 600 ]
yp verify
verified=$out
yp --read-only dump --without-personal -
is 0 "without personal fields reading only is enough, and - is standard output"
cp "$work/out" "$work/open"
yp --read-only --personal 1 dump -
is 1 "with them it is not: the journal notes who took them and why"
that "every line is JSON" sh -c "command -v python3 >/dev/null || exit 0; python3 -c 'import json,sys; [json.loads(l) for l in sys.stdin]' <'$work/d'"
yp load "$work/d"
is 1 "a folder that has a store takes no other"
yp --store "$work/l" load "$work/d"
is 0 "an empty one does"
yp --store "$work/l" verify
prints "$verified" "the same records, look-ups, entries and chain head"
yp --store "$work/l" dump --without-personal "$work/again"
that "dumped again it is the same bytes" cmp -s "$work/open" "$work/again"
yp --store "$work/l" list --json --personal 1
prints "$before" "and lists the same, names and phones too"
yp --store "$work/l" redo
is 0 "what was taken back can be brought back there"

yp dump --without-personal "$work/open"
is 0 "personal fields stay here"
that "no name and no phone is in it" sh -c "! grep -q -e 张三 -e 李四 -e 13812342096 '$work/open'"
yp --store "$work/o" load "$work/open"
is 0 "it loads"
yp --store "$work/o" verify
is 0 "and the chain holds"

sed '12s/./x/30' "$work/d" >"$work/bad"
yp --store "$work/b" load "$work/bad"
is 1 "a changed line is refused"
complains "$work/bad" "with the file"
complains 12 "and its line"
that "nothing of a store is left" [ ! -e "$work/b" ]
yp --store "$work/b" load /nonexistent
is 1 "a file that is not there is refused"
yp --store "$work/b" load "$0"
is 1 "and one that is no dump"
yp --store "$work/b" --read-only load "$work/d"
is 1 "reading only, nothing is loaded"
ends
