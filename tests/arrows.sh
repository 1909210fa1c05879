#!/bin/sh
# arrows.sh — includes point one way.
#
# The rooms stand below from the top down.  A file may include what stands in its
# own room or on a lower line, by its full path; each outside library has one door.
set -u
cd "$(dirname "$0")/.." || exit 1

rooms='
tui/main.c
tui/cli
tui/screen
tui/app
tui/widget
tui/conf
tui/term
store/doc
store/io
store/panel
store/find
store/rec
store/kv
store/schema
locale/calendar
locale/text
locale/msg
locale/base
'

# library header, the one file that may include it
doors='
curses.h tui/term/term.c
lmdb.h store/kv/kv.c
gcrypt.h store/kv/digest.c
zlib.h store/kv/checksum.c
iconv.h locale/text/encoding.c
unzip.h store/io/zip.c
zip.h store/io/zip.c
expat.h store/io/xml.c
'

find locale store tui \( -name '*.c' -o -name '*.h' \) 2>/dev/null | sort | xargs awk -v rooms="$rooms" -v doors="$doors" '
BEGIN {
	n = split(rooms, list, "\n")
	for (i = 1; i <= n; i++)
		if (list[i] != "")
			level[list[i]] = i
	m = split(doors, rows, "\n")
	for (i = 1; i <= m; i++)
		if (split(rows[i], cell, " ") == 2)
			door[cell[1]] = cell[2]
	files = bad = 0
}
function room_of(path,   parts) {
	if (path in level)
		return path
	split(path, parts, "/")
	return parts[1] "/" parts[2]
}
function complain(words) {
	printf "%s:%d: %s\n", FILENAME, FNR, words
	bad++
}
FNR == 1 {
	files++
	here = room_of(FILENAME)
	if (!(here in level))
		complain("stands in no room of tests/arrows.sh")
}
/^#include "/ {
	split($0, quoted, "\"")
	there = room_of(quoted[2])
	if (!(there in level))
		complain("includes \"" quoted[2] "\": write the full path from the top")
	else if (there != here && level[there] < level[here])
		complain("includes \"" quoted[2] "\": " there " stands above " here)
}
/^#include </ {
	split($0, angled, /[<>]/)
	name = angled[2]
	sub(/^.*\//, "", name)
	if (name in door && door[name] != FILENAME)
		complain("includes <" angled[2] ">: only " door[name] " may")
}
END {
	printf "%d passed, %d failed\n", files - bad, bad
	exit bad > 0
}'
