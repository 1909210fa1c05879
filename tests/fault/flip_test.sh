#!/bin/sh
# A flipped bit anywhere in the file ends every command in words and status 0 or 3 (or 1,
# where a look-up no longer finds what it should), never in a signal or a hang.
set -u
cd "$(dirname "$0")/../.." || exit 1
yanpan=$PWD/${BUILD:-build}/yanpan
flips=${SOAK_FLIPS:-30}
room=$(mktemp -d) || exit 1
trap 'rm -rf "$room"' EXIT
passed=0 failed=0

"$yanpan" --lang zh_CN demo "$room/whole" >/dev/null || {
	echo "0 passed, 1 failed"
	exit 1
}
# Pages in use come first; half of the flips hit the head of a page.
used=$(stat -c %b "$room/whole/data.mdb")
pages=$((used * 512 / 4096))
[ "$pages" -gt 200 ] && pages=200

flip() { # OFFSET BIT
	byte=$(od -An -tu1 -j "$1" -N 1 "$room/bad/data.mdb" | tr -d ' ')
	printf "\\$(printf %o $((byte ^ $2)))" |
		dd of="$room/bad/data.mdb" bs=1 seek="$1" conv=notrunc 2>/dev/null
}

try() {
	timeout 20 "$yanpan" --store "$room/bad" "$@" >/dev/null 2>"$room/words"
	status=$?
	case $status in
	0 | 1 | 3) passed=$((passed + 1)) ;;
	*)
		failed=$((failed + 1))
		echo "status $status after a flip of bit $bit at $offset: $*"
		;;
	esac
}

for place in $(awk -v n="$flips" -v pages="$pages" 'BEGIN {
	srand(7)
	for (i = 0; i < n; i++) {
		within = i % 2 ? int(rand() * 60) : int(rand() * 4096)
		print int(rand() * pages) * 4096 + within ":" 2 ^ int(rand() * 8)
	}
}'); do
	offset=${place%:*} bit=${place#*:}
	rm -rf "$room/bad"
	cp -r "$room/whole" "$room/bad"
	flip "$offset" "$bit"
	try list order --count
	try show meeting 2026-14
	try minutes 2026-14
	try due
	try verify
	try set unit 住建局 note=x
	try undo
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
