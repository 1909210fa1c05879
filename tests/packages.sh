#!/bin/sh
# packages.sh GROUP... — installs the Debian packages of the named groups that are missing.
#
# Says what it installs, uses sudo where it is not root, and prints the list
# where there is no apt-get.
set -u

build="gcc make libc6-dev libncurses-dev liblmdb-dev libgcrypt20-dev zlib1g-dev libminizip-dev libexpat1-dev gettext"
check="libvterm-dev procps"

wanted=
for group in "$@"; do
	case $group in
	build) wanted="$wanted $build" ;;
	check) wanted="$wanted $check" ;;
	esac
done

if ! command -v apt-get >/dev/null 2>&1; then
	echo "yanpan: no apt-get here; these Debian packages (or the like) are needed:$wanted"
	exit 0
fi

missing=
for package in $wanted; do
	[ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] ||
		missing="$missing $package"
done
[ -z "$missing" ] && exit 0

as_root=
if [ "$(id -u)" != 0 ]; then
	if ! command -v sudo >/dev/null 2>&1; then
		echo "yanpan: please have these packages installed by an administrator:$missing"
		exit 1
	fi
	as_root="sudo env"
fi
echo "yanpan: installing:$missing"
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive
export DEBIAN_FRONTEND
$as_root apt-get install -y -qq --no-install-recommends $missing </dev/null >/dev/null 2>&1 || {
	$as_root apt-get update -qq </dev/null &&
		$as_root apt-get install -y -qq --no-install-recommends $missing </dev/null >/dev/null
} || {
	echo "yanpan: could not install:$missing"
	exit 1
}
