#!/bin/sh
# filter: queries kept under names, and used by list and count.
. tests/cli/lib.sh

for n in 1 2 3; do
	yp new order number=2026091511784$n text=路灯不亮 "unit=$([ $n = 1 ] && echo 住建局 || echo 水利局)"
done
yp filter list
is 0 "no filter is no mistake"
prints "" "and nothing is listed"
yp filter save 水利 unit:水利 --sort number
is 0 "a query is kept under a name"
yp filter list
says "水利" "it is listed"
says " 2  工单 unit:水利" "with how many it finds"
yp list --count --filter 水利
prints 2 "a list takes it"
yp list --csv --fields number --filter 水利
prints "$(printf 'number\n20260915117842\n20260915117843')" "in the order it was kept with"
yp list --csv --fields number --filter 水利 --sort -number
prints "$(printf 'number\n20260915117843\n20260915117842')" "unless another is asked for"
yp list --count --filter 水利 number:=20260915117842
prints 1 "words beside it narrow further"
yp count --by unit --csv --filter 水利
prints "$(printf 'value,count,share\n水利局,2,100.0%%')" "counts take it, too"
yp list --count --filter 没有
is 1 "one that is not there is refused"
complains 没有 "and named"
yp list unit --filter 水利
is 2 "it is of one kind"
yp filter save 坏 单:x
is 1 "a query that cannot be read is not kept"
yp filter save 水利 unit:住建
is 0 "the name takes a new query"
yp list --count --filter 水利
prints 1 "and finds by it"
yp filter rename 水利 住建
is 0 "it is renamed"
yp list --count --filter 水利
is 1 "the old name is gone"
yp filter delete 住建
is 0 "and taken away"
yp list --count --filter 住建
is 1 "then it is no more"
yp undo
is 0 "undo"
yp list --count --filter 住建
prints 1 "brings it back"
yp history filter 住建
says 去掉了 "the journal has it"
yp filter
is 0 "without words it lists"
yp filter burn 住建
is 2 "another word is wrong usage"

ends
