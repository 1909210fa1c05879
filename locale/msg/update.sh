#!/bin/sh
# update.sh [--missing [LANG]] — brings the catalogs up to the words in the source.
#
# Alone: extracts the msgids and merges them into every LANG.po; new ones come in
# without a translation, those that no source uses any more go.  --missing changes
# nothing: it prints what has no translation yet (or a fuzzy one), and what no source
# uses any more; it exits 1 when there is any.
set -u
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
pot=$work/yanpan.pot

extract() {
	find locale store tui -name '*.c' ! -name '*_table.c' 2>/dev/null | LC_ALL=C sort >"$work/files"
	xgettext --files-from="$work/files" --output="$pot" --language=C --from-code=UTF-8 \
		--add-comments=TRANSLATORS: --no-wrap --add-location=file --package-name=yanpan \
		--keyword --keyword=_ --keyword=N_ --keyword=C_:1c,2 \
		--keyword=err_set:3 --keyword=err_at:2 --keyword=err_fix:2 --keyword=translate \
		--flag=err_set:3:c-format --flag=err_at:2:c-format --flag=err_fix:2:c-format || exit 1
}

merged() { # LANG.po → the same, brought up to the source, on standard output
	msgmerge --quiet --no-wrap --add-location=file --no-fuzzy-matching --output-file=- "$1" "$pot"
}

extract
if [ "${1-}" = --missing ]; then
	any=0
	for po in locale/msg/${2:-*}.po; do
		merged "$po" >"$work/new.po" || exit 1
		msgattrib --no-wrap --untranslated "$work/new.po" >"$work/left.po"
		msgattrib --no-wrap --only-fuzzy "$work/new.po" >>"$work/left.po"
		msgattrib --no-wrap --only-obsolete "$work/new.po" >>"$work/left.po"
		[ -s "$work/left.po" ] || continue
		any=1
		echo "== $po"
		cat "$work/left.po"
	done
	exit $any
fi
for po in locale/msg/*.po; do
	# Without the lines that change by themselves, two people's updates merge.
	merged "$po" >"$work/new.po" &&
		msgattrib --no-wrap --no-obsolete "$work/new.po" |
		sed '/^"POT-Creation-Date/d; /^"Report-Msgid-Bugs/d' >"$work/po" &&
		cp "$work/po" "$po"
done
