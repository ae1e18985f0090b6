#!/usr/bin/env bash
# Installs what requirements/<set>.txt locks into .venv, then the project itself.
#
#   scripts/install.sh runtime|development
#   scripts/install.sh check                  only asks whether $PYTHON can do it
#
# The stamp .venv/.<set>-installed is written last: unlike the folder, it says that the
# installation finished.
set -euo pipefail
cd "$(dirname "$0")/.."

python=${PYTHON:-python3}
packages="sudo apt-get install git make python3 python3-venv"

fail() {
    echo "$1" >&2
    exit 1
}

check_python() {
    local version
    command -v "$python" >/dev/null || fail "There is no $python here. On Debian: $packages"
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) ||
        fail "$python does not run. On Debian: $packages"
    printf '3.11\n%s\n' "$version" | sort -V -C ||
        fail "$python is Python $version; 3.11 or newer is needed. On Debian 12 or newer: $packages (or name another one: PYTHON=…)"
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        fail "$python has no venv. On Debian: $packages"
}

create_venv() {
    local output
    # An interrupted creation leaves a folder whose pip does not run.
    if .venv/bin/python -m pip --version >/dev/null 2>&1; then
        return
    fi
    output=$("$python" -m venv --clear .venv 2>&1) ||
        fail "$python could not create .venv ($(tail -n 1 <<<"$output")). On Debian: $packages"
}

install() {
    local pip=(.venv/bin/python -m pip --quiet --no-input --disable-pip-version-check)
    echo "Installing requirements/$1.txt into .venv; the first time takes a minute or two."
    # The lock is complete, so nothing is resolved: older versions of pip would look for the newest
    # release of what is asked for with an extra, and then refuse it. Wheels only: no compiler is
    # needed, and nothing that is not locked is fetched to build with.
    "${pip[@]}" install --no-deps --require-hashes --only-binary :all: \
        --requirement "requirements/$1.txt"
    "${pip[@]}" install --no-deps --no-build-isolation --editable .
    touch ".venv/.$1-installed"
}

check_python
case ${1:-} in
    check) ;;
    runtime)
        create_venv
        install runtime
        ;;
    development)
        create_venv
        install development
        # Locked under the constraints of the runtime set, which it therefore contains.
        touch .venv/.runtime-installed
        ;;
    *) fail "usage: scripts/install.sh runtime|development|check" ;;
esac
