# What deploy/install.sh and deploy/upgrade.sh share; they read it.

releases=/srv/icssi/releases
current=/srv/icssi/current
settings=/etc/icssi/env
data=/var/lib/icssi
backups=/var/backups/icssi
ports=(8001 8002)

fail() {
    echo "$1" >&2
    exit 1
}

# In a container, or while a system is built, nothing is started.
has_systemd() { [ -d /run/systemd/system ]; }

setting() { sed -n "s/^$1=//p" "$settings" 2>/dev/null | tail -n 1; }

# Which code a folder holds: its commit, else a digest of all its files.
release_of() {
    git -C "$1" -c safe.directory='*' rev-parse --short=12 HEAD 2>/dev/null ||
        (cd "$1" && find . -path ./.venv -prune -o -path ./var -prune -o -type f -print0 |
            sort -z | xargs -0 sha256sum | sha256sum | cut -c1-12)
}

# Puts the code of the folder $1 into its own release, $2, with an environment at its final place.
make_release() {
    local folder=$releases/$2
    rm -rf "$folder"
    mkdir -p "$folder"
    if git -C "$1" -c safe.directory='*' rev-parse HEAD >/dev/null 2>&1; then
        git -C "$1" -c safe.directory='*' archive HEAD | tar -x -C "$folder"
    else
        tar -C "$1" --exclude=./.venv --exclude=./var --exclude=./.env -c . | tar -x -C "$folder"
    fi
    ln -s "$settings" "$folder/.env"
    (cd "$folder" && scripts/install.sh runtime && .venv/bin/python scripts/compile_catalogues.py)
    # So that no process writes compiled code into a folder that root owns.
    (cd "$folder" && .venv/bin/python -m compileall -q site home news forums api >/dev/null)
    chmod -R go+rX,go-w "$folder"
    touch "$folder/.complete"
}

# Runs manage.py of a release as the site's user.
manage() {
    local folder=$1
    shift
    (cd "$folder" && umask 077 && runuser -u icssi -- .venv/bin/python manage.py "$@")
}

# Starts everything anew, one web server after the other, so that one always answers.
restart() {
    local port
    systemctl restart icssi-worker
    for port in "${ports[@]}"; do
        systemctl restart "icssi-web@$port"
        is_ready "$port" || return 1
    done
}

# Waits up to a minute for /readyz on the port $1.
is_ready() {
    local _try host
    host=$(host)
    for _try in $(seq 120); do
        curl --silent --fail --output /dev/null --max-time 5 --header "Host: $host" \
            --header 'X-Forwarded-Proto: https' "http://127.0.0.1:$1/readyz" && return 0
        sleep 0.5
    done
    return 1
}

host() { setting BASE_URL | sed 's,^https://,,; s,[:/].*,,'; }

switch_to() {
    ln -sfn "$1" "$current.new"
    mv -T "$current.new" "$current"
}
