#!/bin/sh
# run.sh [ROWS…] — what a large store costs, as ratios to something else in the same run.
#
# Beside yanpan: a bare append of the same rows to the same kind of store, and sqlite3 (where
# it is installed) with four indexes and an FTS5 trigram index.  A line is: what, the figure,
# what it is beside something else, what it should be at most, and whether it is.  The limits
# are those for 1,000,000 orders on two cores with nothing else to do.
set -u
cd "$(dirname "$0")/../.." || exit 1
BUILD=${BUILD:-build}
bin=$PWD/$BUILD/tests/bench
export YANPAN="$PWD/$BUILD/yanpan"
room=$(mktemp -d) || exit 1
trap 'rm -rf "$room"' EXIT
[ $# -gt 0 ] || set -- 20000 100000
export XDG_CONFIG_HOME="$room/config"
mkdir -p "$room/config/yanpan"
echo 'backups = no' >"$room/config/yanpan/yanpan.conf"
presses=${BENCH_PRESSES:-300}
first_start="" memory=""

# --- measuring ------------------------------------------------------------------------------

seconds() { # COMMAND… — wall seconds, output thrown away
	begin=$(date +%s%N)
	"$@" >/dev/null 2>"$room/errors" || {
		echo "failed: $*" >&2
		head -3 "$room/errors" >&2
	}
	end=$(date +%s%N)
	awk -v ns=$((end - begin)) 'BEGIN { printf "%.3f", ns / 1e9 }'
}

# The least of several: what others do on the machine only adds.
least_seconds() {
	least=""
	for i in 1 2 3 4 5 6 7; do
		once=$(seconds "$@")
		least=$(awk -v a="${least:-$once}" -v b="$once" 'BEGIN { print (a + 0 < b + 0 ? a : b) }')
	done
	echo "$least"
}

# Runs it and leaves the greatest anonymous memory (KiB) of the command and what it starts,
# in the file `peak`.
watched() {
	"$@" >/dev/null 2>&1 &
	job=$! peak=0
	while kill -0 "$job" 2>/dev/null; do
		now=0
		for pid in $job $(cat "/proc/$job/task/$job/children" 2>/dev/null); do
			kib=$(sed -n 's/^RssAnon:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$pid/status" 2>/dev/null)
			now=$((now + ${kib:-0}))
		done
		[ "$now" -gt "$peak" ] && peak=$now
		sleep 0.02
	done
	wait "$job"
	echo "$peak" >"$room/peak"
}

calc() { # EXPRESSION of awk
	awk "BEGIN { printf \"%.3f\", $1 }"
}

size() { # FOLDER-OR-FILE — KiB on the disk
	du -sk "$1" | cut -f1
}

# --- telling --------------------------------------------------------------------------------

line() { # WHAT FIGURE [OF-WHAT] [AT-MOST]
	cols=$(printf %s "$1" | LC_ALL=C.UTF-8 wc -L)
	printf '%s%*s' "$1" $((58 - cols)) ''
	awk -v figure="$2" -v of="${3:-}" -v most="${4:-}" 'BEGIN {
		printf " %10.3f  %-34s", figure, of
		if (most != "") printf " ≤ %-6s %s", most, figure + 0 <= most + 0 ? "reached" : "NOT REACHED"
		printf "\n"
	}'
}

# What latency prints, each with its limits of median and p99.
lines() { # PREFIX MEDIAN-AT-MOST P99-AT-MOST
	while IFS="$(printf '\t')" read -r what median p99 greatest n; do
		if [ "$what" = memory ]; then
			[ "$median" -gt "${memory:-0}" ] && memory=$median
			continue
		fi
		line "$1$what, median" "$median" "ms of $n keys" "$2"
		[ "$n" -gt 1 ] && line "$1$what, p99" "$p99" "ms, greatest $greatest" "$3"
	done <"$room/lines"
}

latency() {
	"$bin/latency" "$room/store" "$@" >"$room/lines" || echo "failed: latency $1" >&2
}

# --- what is measured -----------------------------------------------------------------------

sqlite_step() { # SQL on standard input
	sqlite3 "$room/orders.db"
}

import_sqlite() {
	printf '.mode csv\n.import %s orders\n' "$room/orders.utf8.csv" | sqlite_step
}

index_sqlite() {
	sqlite_step <<SQL
create index i1 on orders(工单编号);
create index i2 on orders(受理时间);
create index i3 on orders(行政区划);
create index i4 on orders(处置单位);
SQL
}

grams_sqlite() {
	sqlite_step <<SQL
create virtual table texts using fts5(诉求内容, content=orders, tokenize=trigram);
insert into texts(texts) values('rebuild');
SQL
}

bench_sqlite() {
	iconv -f GB18030 -t UTF-8 "$room/orders.csv" >"$room/orders.utf8.csv"
	one=$(seconds import_sqlite)
	two=$(seconds index_sqlite)
	three=$(seconds grams_sqlite)
	rm -f "$room/orders.utf8.csv"
	sqlite=$(calc "$one + $two + $three")
	line "sqlite3: .import + four indexes + trigrams" "$sqlite" "s: $one + $two + $three"
	line "import beside sqlite3" "$(calc "$import / $sqlite")" "of its time" 0.125
	line "store on disk" "$(calc "$(size "$room/store") / $(size "$room/orders.db")")" \
		"of sqlite3's file" 0.8
	rm -f "$room/orders.db"
}

bench_import() {
	bare=$(seconds "$bin/append" "$room/orders.csv" "$room/bare")
	line "bare append, 65,536 rows a durable transaction" "$bare" s
	import=$(seconds watched "$YANPAN" --store "$room/store" import "$room/orders.csv")
	line "import with every index" "$import" "s"
	line "import beside the bare append" "$(calc "$import / $bare")" "times its time" 6
	line "import: anonymous memory" "$(calc "$(cat "$room/peak") / 1024")" MiB 600
	if command -v sqlite3 >/dev/null 2>&1; then
		bench_sqlite
	fi
}

bench_start() {
	latency start 15
	start=$(cut -f2 "$room/lines")
	first_start=${first_start:-$start}
	line "start to the first full list, median" "$start" ms 20
	line "start beside that of the first size" "$(calc "$start / $first_start")" times 1.3
}

bench_screens() {
	latency echo "$presses"
	lines "" "" ""
	latency keys "$presses"
	grep -E '(jump|first page)' "$room/lines" >"$room/jumps"
	grep -vE '(jump|first page)' "$room/lines" >"$room/keys" && mv "$room/keys" "$room/lines"
	lines "" 0.5 2
	mv "$room/jumps" "$room/lines"
	lines "" 16 16
	latency search 的 圾 垃圾 针三 物业服务 城关街道办事处 市民来电反映希望 ljfl 20200101 2020
	grep exact "$room/lines" >"$room/exact"
	grep -v exact "$room/lines" >"$room/keys" && mv "$room/keys" "$room/lines"
	lines "search: " 16 16
	mv "$room/exact" "$room/lines"
	lines "search: " 600 600
	line "screens: anonymous memory" "$(calc "${memory:-0} / 1024")" MiB 48
}

counts() { # QUERY… — how long the program takes to count, beside counting nothing
	none=$(least_seconds "$YANPAN" --store "$room/store" list unit --count)
	took=$(least_seconds "$YANPAN" --store "$room/store" list order --count "$@")
	line "--count $*" "$(calc "($took - $none) * 1000")" "ms more than of no order" 5
}

bench_batch() {
	line "take back the batch" \
		"$(calc "$(seconds "$YANPAN" --store "$room/store" import --undo 1) * 1000")" ms 100
	line "bring it back" \
		"$(calc "$(seconds "$YANPAN" --store "$room/store" import --redo 1) * 1000")" ms 100
}

bench_edits() {
	"$bin/edit" "$room/store" "$room/bare" >"$room/edits" || echo "failed: edit" >&2
	while IFS="$(printf '\t')" read -r what edit bare most; do
		line "one edit: $what" "$(calc "$edit / $bare")" "times a bare commit ($bare ms)" "$most"
	done <<EDITS
$(paste "$room/edits" - <<MOST
4
8
20
MOST
)
EDITS
}

# Somebody reads, somebody edits, while the rows are imported into a store with some already.
bench_together() {
	rm -rf "$room/store"
	"$bin/generate" 20000 >"$room/some.csv"
	"$YANPAN" --store "$room/store" import "$room/some.csv" >/dev/null 2>&1
	latency during "$YANPAN" --store "$room/store" import "$room/orders.csv"
	lines "while an import runs: " 5 5
	"$YANPAN" --store "$room/store" import --undo 2 >/dev/null 2>&1
	sed 's/^20/30/' "$room/orders.csv" >"$room/others.csv"
	"$YANPAN" --store "$room/store" import "$room/others.csv" >/dev/null 2>&1 &
	job=$! longest=0
	while kill -0 "$job" 2>/dev/null; do
		waited=$("$bin/edit" "$room/store" wait 5 | cut -f2)
		longest=$(awk -v a="$longest" -v b="${waited:-99999}" 'BEGIN { print (a + 0 > b + 0 ? a : b) }')
	done
	wait "$job"
	line "another program's edit during an import, longest" "$longest" ms 100
	rm -f "$room/some.csv" "$room/others.csv"
}

for rows in "$@"; do
	"$bin/generate" "$rows" >"$room/orders.csv"
	echo "== $rows orders, $(du -m "$room/orders.csv" | cut -f1) MB of GB18030"
	bench_import
	bench_start
	bench_screens
	counts "单位:住建局" "area:城关街道" "类别:供水"
	counts "状态:待初审" "期限:<7d" "退单:>2"
	counts 垃圾
	bench_batch
	bench_edits
	bench_together
	rm -rf "$room/bare" "$room/store"
done
