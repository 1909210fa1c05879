#!/bin/sh
# run_demo.sh BIN — the program on the demo county; without a terminal its due list as text.
#
# The store is made once beside the program and kept, so that what was tried out is still
# there the next time; remove build/demo to begin anew.  It gets its name only when it is
# whole: an interrupted first run leaves nothing that looks like a county.
set -eu
cd "$(dirname "$0")/.."
bin=$1
store=$(dirname "$bin")/demo
YANPAN_NOW=${YANPAN_NOW-2026-09-21 08:40:00+} # the day on which the story stops
export YANPAN_NOW

if [ ! -e "$store" ]; then
	rm -rf "$store.new"
	"$bin" demo "$store.new" >/dev/null
	mv "$store.new" "$store"
fi
if [ -t 0 ] && [ -t 1 ]; then
	exec "$bin" --store "$store"
fi
exec "$bin" --lang zh_CN --store "$store" </dev/null
