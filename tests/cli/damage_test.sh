#!/bin/sh
# A flipped byte is told, never a crash; the rest stays readable.
. tests/cli/lib.sh

flip() { # OFFSET: the byte there becomes another
	byte=$(od -An -tu1 -j"$1" -N1 "$YANPAN_STORE/data.mdb" | tr -d ' ')
	# shellcheck disable=SC2059
	printf "\\$(printf %o $((byte ^ 1)))" | dd of="$YANPAN_STORE/data.mdb" bs=1 seek="$1" conv=notrunc 2>/dev/null
}

for n in 1 2 3 4 5; do
	yp new order number=2026091600000$n text=路灯不亮第$n盏
done
yp verify
is 0 "a sound store is sound"

cp "$YANPAN_STORE/data.mdb" "$work/sound.mdb"
for at in $(grep -abo 路灯不亮第3盏 "$work/sound.mdb" | cut -d: -f1); do
	flip "$at" # old pages hold it, too
done
yp verify
is 3 "a flipped byte in a record is a finding"
says 20260916000003 "that names the record"
yp show 20260916000004
is 0 "other records are as they were"
yp list --json
is 3 "a list with a damaged record says so"
says 20260916000005 "and prints all the others"
complains verify "and what to do"
yp list 第2盏 --count
is 0 "a count goes on"

size=$(stat -c %s "$work/sound.mdb")
signals=0
for k in $(seq 40); do
	cp "$work/sound.mdb" "$YANPAN_STORE/data.mdb"
	flip $((k * 7919 * 13 % size))
	yp verify
	[ "$status" -le 3 ] || signals=$((signals + 1))
	yp list --json
	[ "$status" -le 3 ] || signals=$((signals + 1))
done
that "no flip anywhere ends in a signal" [ "$signals" -eq 0 ]
ends
