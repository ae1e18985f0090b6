#!/usr/bin/env bash
# Upgrades the site to the code of this folder, as root, while readers read on:
#
#   deploy/upgrade.sh           a backup, a release beside the one that runs, its migrations, then
#                               the switch; back again by itself if it does not get ready
#   deploy/upgrade.sh --back    the release before this one; its tables stay as they are
set -euo pipefail
umask 022
cd "$(dirname "$0")/.."
. deploy/common.sh
export LC_ALL=C.UTF-8

here=$PWD
[ "$(id -u)" = 0 ] || fail "Run it as root: sudo deploy/upgrade.sh"
[ -e "$current/.complete" ] || fail "Nothing is installed yet: deploy/install.sh"
running=$(readlink -f "$current")
previous=/srv/icssi/previous

# Says why, and leaves what ran before running.
go_back() {
    echo "The new release did not get ready; the one before is started again. Its reason:" >&2
    journalctl --unit 'icssi-*' --lines 5 --no-pager >&2 || true
    switch_to "$running"
    restart || fail "The release before does not get ready either: sudo icssi doctor"
    exit 1
}

back() {
    local target
    target=$(readlink -f "$previous") || true
    [ -e "${target:-}/.complete" ] || fail "There is no release before this one."
    ln -sfn "$running" "$previous"
    switch_to "$target"
    restart || go_back
    echo "Runs again: ${target##*/}"
}

forward() {
    local id target
    id=$(release_of "$here")
    target=$releases/$id
    [ "$target" != "$running" ] || { echo "This release runs already: $id"; return; }
    [ -e "$target/.complete" ] || make_release "$here" "$id"
    echo "A backup first."
    manage "$current" backup
    echo "Migrating; the release that runs works on."
    manage "$target" migrate --no-input --verbosity 0
    manage "$target" collectstatic --no-input --verbosity 0
    switch_to "$target"
    restart || go_back
    ln -sfn "$running" "$previous"
    install -m 755 "$target/deploy/icssi" /usr/local/bin/icssi
    remove_others "$target" "$running"
    echo "Runs now: $id. Units, nginx and firewall: deploy/install.sh --check"
}

# Releases other than these two are of no use any more.
remove_others() {
    local folder
    for folder in "$releases"/*; do
        [ "$folder" = "$1" ] || [ "$folder" = "$2" ] || rm -rf "$folder"
    done
}

case ${1:-} in
    "") forward ;;
    --back) back ;;
    *) fail "usage: deploy/upgrade.sh [--back]" ;;
esac
