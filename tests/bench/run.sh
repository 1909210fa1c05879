#!/bin/sh
# run.sh [ROWS…] — what an import and a search cost, as ratios to something else in the same run.
#
# Beside yanpan: a bare append of the same rows to the same kind of store, and sqlite3 (where
# it is installed) with four indexes and an FTS5 trigram index.
set -u
cd "$(dirname "$0")/../.." || exit 1
BUILD=${BUILD:-build}
yanpan=$PWD/$BUILD/yanpan
room=$(mktemp -d) || exit 1
trap 'rm -rf "$room"' EXIT
[ $# -gt 0 ] || set -- 20000 100000

seconds() { # COMMAND… — wall seconds, output thrown away
	begin=$(date +%s%N)
	"$@" >/dev/null 2>&1 || echo "failed: $*" >&2
	end=$(date +%s%N)
	awk -v ns=$((end - begin)) 'BEGIN { printf "%.3f", ns / 1e9 }'
}

ratio() {
	awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", (b > 0 ? a / b : 0) }'
}

size() {
	du -sk "$1" | cut -f1
}

in_sqlite() {
	iconv -f GB18030 -t UTF-8 "$room/orders.csv" >"$room/orders.utf8.csv"
	sqlite3 "$room/orders.db" <<SQL
.mode csv
.import $room/orders.utf8.csv orders
create index i1 on orders(工单编号);
create index i2 on orders(受理时间);
create index i3 on orders(行政区划);
create index i4 on orders(处置单位);
create virtual table texts using fts5(诉求内容, content=orders, tokenize=trigram);
insert into texts(texts) values('rebuild');
SQL
}

for rows in "$@"; do
	"$BUILD/tests/bench/generate" "$rows" >"$room/orders.csv"
	echo "== $rows orders, $(du -m "$room/orders.csv" | cut -f1) MB of GB18030"
	bare=$(seconds "$BUILD/tests/bench/append" "$room/orders.csv" "$room/bare")
	import=$(seconds "$yanpan" --store "$room/store" import "$room/orders.csv")
	printf '%-44s %8s s\n' "bare append of the rows" "$bare"
	printf '%-44s %8s s  %s × the bare append\n' "import" "$import" "$(ratio "$import" "$bare")"
	if command -v sqlite3 >/dev/null 2>&1; then
		sqlite=$(seconds in_sqlite)
		printf '%-44s %8s s  import is %s of it\n' "sqlite3: import, four indexes, trigrams" \
			"$sqlite" "$(ratio "$import" "$sqlite")"
		printf '%-44s %8s    of sqlite3’s file\n' "store on disk" \
			"$(ratio "$(size "$room/store")" "$(size "$room/orders.db")")"
	fi
	start=$(seconds "$yanpan" --store "$room/store" list order --limit 20)
	printf '%-44s %8s s\n' "first twenty of the list" "$start"
	for query in 垃圾 针一 针二 ljfl 单位:住建局 "单位:住建局 area:城关街道 信号灯"; do
		# shellcheck disable=SC2086
		took=$(seconds "$yanpan" --store "$room/store" list order --count $query)
		printf '%-44s %8s s  %s × the first twenty\n' "count of $query" "$took" \
			"$(ratio "$took" "$start")"
	done
	rm -rf "$room/bare" "$room/store" "$room/orders.db"
done
