#!/usr/bin/env bash
# Installs the Debian packages that are needed and missing, as root or with a sudo that asks for
# no password; otherwise prints in one line what to install.
#
#   scripts/system_packages.sh          what tests and checks need
#   scripts/system_packages.sh bench    what `make bench` needs; slow-clients and interop: likewise
set -euo pipefail

has_arabic_font() {
    dpkg --status fonts-noto-core >/dev/null 2>&1 ||
        fc-list :lang=ar family 2>/dev/null | grep --quiet Noto
}

has_gettext() {
    command -v xgettext >/dev/null && command -v msgmerge >/dev/null
}

# The administrators' programs are not on everybody's path.
has_nginx() {
    PATH=$PATH:/usr/sbin command -v nginx >/dev/null
}

# sudo drops the proxy; and files that apt stores for everybody must not follow a private umask.
as_root() {
    local command=(env DEBIAN_FRONTEND=noninteractive LC_ALL=C)
    for name in http_proxy https_proxy no_proxy APT_CONFIG; do
        [ -z "${!name:-}" ] || command+=("$name=${!name}")
    done
    [ "$(id -u)" -eq 0 ] || command=(sudo --non-interactive "${command[@]}")
    (umask 022 && "${command[@]}" "$@")
}

# Runs apt-get, and waits while another program holds apt's locks; its own option for that does
# not know the lock of the lists.
apt_get() {
    local output deadline=$((SECONDS + ${APT_LOCK_SECONDS:-300})) has_reported=
    local in_use='Could not get lock|is another process using it|locked by another process'
    until output=$(as_root apt-get --quiet=2 "$@" </dev/null 2>&1); do
        if ! grep --quiet --extended-regexp "$in_use" <<<"$output"; then
            echo "$output" >&2
            return 1
        elif [ "$SECONDS" -ge "$deadline" ]; then
            grep '^E: ' <<<"$output" >&2
            echo "Another program still uses apt. When it has finished, run the command again." >&2
            exit 1
        fi
        [ -n "$has_reported" ] || echo "Another program uses apt; waiting for it."
        has_reported=yes
        sleep 2
    done
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
        # Backups are given to it.
        command -v restic >/dev/null || missing+=(restic)
        has_nginx || missing+=(nginx-light)
        ;;
    slow-clients)
        has_nginx || missing+=(nginx-light)
        command -v openssl >/dev/null || missing+=(openssl)
        ;;
    interop)
        command -v npm >/dev/null || missing+=(npm)
        command -v chromium >/dev/null || missing+=(chromium)
        # The server's programs without the server that Debian would start.
        PATH=$PATH:/usr/sbin command -v mariadbd >/dev/null || missing+=(mariadb-server-core)
        command -v mariadb >/dev/null || missing+=(mariadb-client-core)
        # With a web server and a PHP that are smaller than what apt would choose by itself.
        dpkg --status wordpress >/dev/null 2>&1 || missing+=(nginx-light php php-cgi)
        for package in wordpress wordpress-l10n wordpress-theme-twentytwentyone \
            php-cli php-mysql php-xml php-gd php-mbstring php-curl php-intl; do
            dpkg --status "$package" >/dev/null 2>&1 || missing+=("$package")
        done
        ;;
    bench)
        command -v wrk >/dev/null || missing+=(wrk)
        ;;
    *)
        echo "usage: $0 [bench|slow-clients|interop]" >&2
        exit 2
        ;;
esac
[ ${#missing[@]} -gt 0 ] || exit 0

if ! command -v apt-get >/dev/null || ! as_root true 2>/dev/null; then
    echo "Missing: ${missing[*]}. On Debian: sudo apt-get install ${missing[*]}" >&2
    exit 1
fi
echo "Installing ${missing[*]}"
# One list that cannot be fetched, such as that of another vendor, need not matter.
apt_get update || echo "apt-get update had errors; trying with the lists that are there." >&2
apt_get install --yes --no-install-recommends "${missing[@]}" || {
    echo "Not installed: ${missing[*]}; see apt's message above. On Debian: sudo apt-get install ${missing[*]}" >&2
    exit 1
}
