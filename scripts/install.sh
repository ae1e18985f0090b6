#!/usr/bin/env bash
# Installs what requirements/<set>.txt locks into .venv, then the project itself, unless that is
# done already.
#
#   scripts/install.sh runtime|development    install
#   scripts/install.sh check                  only ask whether $PYTHON can do it
#   scripts/install.sh verify [development]   is what the lock installed complete and consistent?
#
# The stamp .venv/.<set>-installed is written last: unlike the folder, it means that the
# installation finished.
set -euo pipefail
cd "$(dirname "$0")/.."

python=${PYTHON:-python3}
packages="sudo apt-get install git make python3 python3-venv"
# What would send the packages elsewhere than into .venv, or leave the lock.
unset PYTHONHOME PYTHONPATH PIP_CONSTRAINT PIP_NO_BINARY PIP_PREFIX PIP_ROOT PIP_TARGET PIP_USER

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

# Needs the megabytes $1: what .venv takes, and pip beside it while it installs.
check_room() {
    local free
    free=$(df -Pm . 2>/dev/null | awk 'NR == 2 { print $4 }')
    [ -z "$free" ] || [ "$free" -ge "$1" ] ||
        fail "Only $free MB are free for .venv in $PWD; $1 MB are needed. Make room, then run the command again."
}

# Whether .venv was made by the Python that is asked for, and still runs.
venv_fits() {
    local version='import sys; print(*sys.version_info[:2])'
    [ -x .venv/bin/python ] &&
        [ "$(.venv/bin/python -c "$version" 2>/dev/null)" = "$("$python" -c "$version")" ] &&
        .venv/bin/python -m pip --version >/dev/null 2>&1
}

create_venv() {
    local output
    if [ "$1" = runtime ]; then check_room 500; else check_room 1200; fi
    output=$("$python" -m venv --clear .venv 2>&1) ||
        fail "$python could not create .venv ($(tail -n 1 <<<"$output")). On Debian: $packages"
}

is_installed() {
    [ -e ".venv/.$1-installed" ] &&
        [ ! "requirements/$1.txt" -nt ".venv/.$1-installed" ] &&
        [ ! pyproject.toml -nt ".venv/.$1-installed" ]
}

install() {
    local pip=(.venv/bin/python -m pip --quiet --no-input --disable-pip-version-check)
    check_room 300
    echo "Installing requirements/$1.txt into .venv; the first time takes a minute or two."
    # The lock is complete, so nothing is resolved: older versions of pip would look for the newest
    # release of what is asked for with an extra, and then refuse it. Wheels only: no compiler is
    # needed, and nothing that is not locked is fetched to build with.
    "${pip[@]}" install --no-deps --require-hashes --only-binary :all: \
        --requirement "requirements/$1.txt" &&
        "${pip[@]}" install --no-deps --no-build-isolation --editable . ||
        fail "requirements/$1.txt could not be installed; see pip's message above. It needs the package index: behind a proxy, set HTTPS_PROXY."
    touch ".venv/.$1-installed"
}

# Two commands at once, such as `make run` and `make test`, install one after the other.
one_at_a_time() {
    if command -v flock >/dev/null; then
        exec 9<scripts/install.sh
        flock 9
    fi
}

case ${1:-} in
    check) check_python ;;
    runtime | development)
        check_python
        one_at_a_time
        venv_fits || create_venv "$1"
        is_installed "$1" || install "$1"
        # Locked under the constraints of the runtime set, which it therefore contains.
        [ "$1" = runtime ] || touch .venv/.runtime-installed
        ;;
    verify)
        project=${2:+[dev]}
        .venv/bin/python -m pip check
        # `pip check` knows no extras. Without an index, what is missing cannot be found.
        PIP_CONFIG_FILE=/dev/null .venv/bin/python -m pip --isolated --quiet \
            --disable-pip-version-check install --dry-run --no-index --no-build-isolation \
            --editable ".$project" ||
            fail "requirements/${2:-runtime}.txt is not complete; make lock writes it anew."
        ;;
    *) fail "usage: scripts/install.sh runtime|development|check|verify [development]" ;;
esac
