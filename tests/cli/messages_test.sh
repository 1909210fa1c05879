#!/bin/sh
# messages_test.sh — every word for people has its Chinese, and no catalog keeps words
# that nobody says any more.
set -u
cd "$(dirname "$0")/../.." || exit 1
left=$(mktemp) || exit 1
trap 'rm -f "$left"' EXIT
passed=0 failed=0

for lang in zh_CN zh_TW; do
	if sh locale/msg/update.sh --missing "$lang" >"$left"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		cat "$left"
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
