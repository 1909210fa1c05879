#!/bin/sh
# A disk that fails, is full, turns read-only or is pulled out, and a kill, at any step of
# any command: it ends in words and a status, never in a signal; the store then agrees with
# itself; what was confirmed is there, what was not is there whole or not at all.
#
# Every FAULT_STEP-th step in `make check`, each one in `make soak`.
set -u
. tests/cli/lib.sh
layer=$PWD/${BUILD:-build}/tests/fault/layer.so
step=${FAULT_STEP:-9}
[ -n "${SOAK:-}" ] && step=1
if ldd "$bin" | grep -q -e libasan -e 'not a dynamic'; then
	echo "skipped: the layer needs a program without sanitizer, linked dynamically"
	echo "0 passed, 0 failed, 1 skipped"
	exit 0
fi
disk=$work/disk
YANPAN_STORE=$disk/store
out_file=$disk/out.csv

# COMMAND...: on the failing disk, at call $at in the way of $kind.
faulty() {
	head -c 8 /dev/zero >"$work/state"
	LD_PRELOAD=$layer FAULT_UNDER=$disk FAULT_STATE=$work/state FAULT_AT=$at FAULT_KIND=$kind \
		timeout 60 "$bin" "$@" >"$work/out" 2>"$work/err" </dev/null
	status=$?
	calls=$(od -An -td4 -N4 "$work/state" | tr -d ' ')
}

# What the store says of itself, for comparing.
look() {
	"$bin" list order --json --original 2>&1
	"$bin" list batch --count 2>&1
}

fail() {
	failed=$((failed + 1))
	echo "FAILED $what: $1 ($kind at call $at of $total, status $status)"
	head -c 600 "$work/err" | sed 's/^/  err: /'
}

# A file is whole or not there; of folders of backups each one that has its name is good.
outputs_are_whole() {
	if [ -f "$out_file" ] && ! cmp -s "$out_file" "$work/whole.out"; then
		[ "$compares" = no ] || fail "a file that is not whole"
	fi
	for made in "$disk"/stick/2*; do
		[ -d "$made" ] || continue
		YANPAN_STORE=$made "$bin" verify >"$work/verified" 2>&1 || fail "a bad backup"
	done
}

judge() {
	[ -n "${FAULT_WORDS:-}" ] && [ "$status" -ne 137 ] && sed "s/^/$what $kind $status: /" "$work/err" >>"$FAULT_WORDS"
	case $kind-$status in
	kill-137 | *-0 | *-[123]) ;;
	*) fail "a signal, or a status of its own" ;;
	esac
	case $status in
	0 | 137) ;;
	*) [ -s "$work/err" ] || fail "no words" ;;
	esac
	if [ -f "$YANPAN_STORE/data.mdb" ]; then
		"$bin" verify >"$work/verified" 2>&1 || {
			fail "the store does not agree with itself"
			head -n 3 "$work/verified"
		}
	fi
	look >"$work/now"
	if cmp -s "$work/now" "$work/after"; then
		:
	elif [ "$status" -eq 0 ]; then
		fail "confirmed, but it is not there"
	elif ! cmp -s "$work/now" "$work/before"; then
		fail "half of it is there"
	fi
	[ "$status" -eq 0 ] && [ -f "$work/whole.out" ] && [ ! -f "$out_file" ] && fail "no file"
	outputs_are_whole
	passed=$((passed + 1))
}

# NAME COMMAND...: at every step, in every way.
everywhere() {
	what=$1
	shift
	total=0 at=0 kind=EIO
	rm -rf "$disk" "$work/whole.out"
	cp -r "$work/whole" "$disk"
	look >"$work/before"
	faulty "$@"
	total=$calls
	[ "$status" -eq 0 ] && [ "$total" -gt 0 ] || fail "it does not even work on a good disk"
	look >"$work/after"
	[ -f "$out_file" ] && cp "$out_file" "$work/whole.out"
	first=1
	for kind in EIO ENOSPC EROFS pull kill; do
		at=$first
		while [ "$at" -le "$total" ]; do
			rm -rf "$disk"
			cp -r "$work/whole" "$disk"
			faulty "$@"
			judge
			at=$((at + step))
		done
		first=$((first % step + 1))
	done
}

mkdir -p "$disk/stick"
for n in 1 2 3; do
	yp new order number=2026091600000$n text=路灯不亮第$n盏 caller=张三 phone=13812342096
done
yp set order 20260916000001 note=看过
{
	echo 工单编号,诉求内容,诉求人
	seq -f '202609170%05.0f,路灯不亮需要修理的诉求内容,张三' 300
} >"$disk/many.csv"
yp demo "$work/demo"
mv "$disk" "$work/whole"

compares=yes
everywhere "new" new order number=20260916000009 text=后来的 caller=李四
everywhere "set" set order 20260916000001 text=改过的
everywhere "undo" undo
everywhere "import" import "$disk/many.csv"
everywhere "backup" backup "$disk/stick"
everywhere "list -o" list order -o "$out_file"
out_file=$disk/out.dump
everywhere "dump" dump --without-personal "$out_file"
compares=no
mkdir -p "$work/whole.demo/stick"
cp -r "$work/demo" "$work/whole.demo/store"
rm -rf "$work/whole"
mv "$work/whole.demo" "$work/whole"
out_file=$disk/out.docx
everywhere "minutes" minutes 2026-14 -o "$out_file"
"$bin" --store "$work/whole/store" backup "$work/whole/stick" >"$work/made"
"$bin" --store "$work/whole/store" new order number=20260916000077 text=后来的 >"$work/made"
everywhere "restore" restore "$disk/stick"
ends
