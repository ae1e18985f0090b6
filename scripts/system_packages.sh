#!/usr/bin/env bash
# Installs the Debian packages that tests and checks need and that are missing, as root or
# with a sudo that asks for no password; otherwise says in one line what to install.
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
command -v chromium >/dev/null || missing+=(chromium)
has_arabic_font || missing+=(fonts-noto-core)
has_gettext || missing+=(gettext)
[ ${#missing[@]} -gt 0 ] || exit 0

if ! command -v apt-get >/dev/null || ! as_root true 2>/dev/null; then
    echo "Missing: ${missing[*]}. On Debian: sudo apt-get install ${missing[*]}" >&2
    exit 1
fi
echo "Installing ${missing[*]}"
as_root apt-get update --quiet=2 </dev/null
as_root apt-get install --quiet=2 --yes --no-install-recommends "${missing[@]}" </dev/null
