#!/usr/bin/env bash
# Installs the Debian packages that are needed and missing, as root or with a sudo that asks for
# no password; otherwise says in one line what to install.
#
#   scripts/system_packages.sh          what tests and checks need
#   scripts/system_packages.sh bench    what `make bench` needs
set -euo pipefail

has_arabic_font() {
    dpkg --status fonts-noto-core >/dev/null 2>&1 ||
        fc-list :lang=ar family 2>/dev/null | grep --quiet Noto
}

has_gettext() {
    command -v xgettext >/dev/null && command -v msgmerge >/dev/null
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    else
        sudo --non-interactive env DEBIAN_FRONTEND=noninteractive "$@"
    fi
}

missing=()
case ${1:-} in
    "")
        command -v chromium >/dev/null || missing+=(chromium)
        has_arabic_font || missing+=(fonts-noto-core)
        has_gettext || missing+=(gettext)
        # The clients that partners are shown run in the tests.
        command -v node >/dev/null || missing+=(nodejs)
        command -v php >/dev/null || missing+=(php-cli)
        ;;
    bench)
        command -v wrk >/dev/null || missing+=(wrk)
        ;;
    *)
        echo "usage: $0 [bench]" >&2
        exit 2
        ;;
esac
[ ${#missing[@]} -gt 0 ] || exit 0

if ! command -v apt-get >/dev/null || ! as_root true 2>/dev/null; then
    echo "Missing: ${missing[*]}. On Debian: sudo apt-get install ${missing[*]}" >&2
    exit 1
fi
echo "Installing ${missing[*]}"
as_root apt-get update --quiet=2 </dev/null
as_root apt-get install --quiet=2 --yes --no-install-recommends "${missing[@]}" </dev/null
