#!/usr/bin/env bash
# Sets up the whole site on a blank server with Debian 12 or 13, as root, from this folder:
#
#   BASE_URL=https://example.org ADMINISTRATOR=you@example.org deploy/install.sh
#   deploy/install.sh            again: sets up what is missing, and touches nothing else
#   deploy/install.sh --check    changes nothing: lists what is there and what is missing
#
# Read on the first run only, and written into /etc/icssi/env: BASE_URL, CMS_HOST, EMAIL_URL,
# TLS_CERTIFICATE and TLS_CERTIFICATE_KEY (files; without them certbot asks for a certificate).
set -euo pipefail
umask 022
cd "$(dirname "$0")/.."
. deploy/common.sh
export LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive

here=$PWD
is_check= is_missing=
case ${1:-} in
    "") ;;
    --check) is_check=yes ;;
    *) fail "usage: deploy/install.sh [--check]" ;;
esac
[ "$(id -u)" = 0 ] || fail "Run it as root: sudo deploy/install.sh"
release=$releases/$(release_of "$here")

packages=(python3 python3-venv ca-certificates nginx-light postgresql redis-server restic certbot
    nftables unattended-upgrades logrotate openssl curl util-linux sudo)

# Each part has two functions: one that looks, and one that sets it up.
has_packages() { dpkg --status "${packages[@]}" 2>/dev/null | grep -c '^Status: install ok installed' | grep -qx "${#packages[@]}"; }
set_up_packages() {
    apt-get --quiet=2 update
    apt-get --quiet=2 install --yes --no-install-recommends "${packages[@]}" >/var/log/icssi-install.log 2>&1 ||
        fail "Packages could not be installed; /var/log/icssi-install.log has apt's reason."
}

has_user() { id icssi >/dev/null 2>&1; }
set_up_user() { useradd --system --home-dir "$data" --no-create-home --shell /usr/sbin/nologin icssi; }

has_folders() {
    [ "$(stat -c '%a %U' "$data" "$backups" /etc/icssi 2>/dev/null)" = "$(printf '700 icssi\n%.0s' 1 2 3)" ] &&
        [ -d "$releases" ]
}
set_up_folders() {
    install -d -o icssi -g icssi -m 700 "$data" "$backups" /etc/icssi
    install -d -m 755 "$releases"
}

has_settings() { [ "$(stat -c '%a %U' "$settings" 2>/dev/null)" = "600 icssi" ]; }
set_up_settings() {
    [ -n "${BASE_URL:-}" ] || [ -e "$settings" ] ||
        fail "Name the site's address: BASE_URL=https://example.org deploy/install.sh"
    [ -e "$settings" ] || write_settings
    chown icssi:icssi "$settings"
    chmod 600 "$settings"
}
write_settings() {
    local draft=$settings.new name
    (umask 077 && : >"$draft")
    {
        echo "# The settings of the site; .env.example in $current lists all. After a change:"
        echo "# systemctl restart icssi-web@${ports[0]} icssi-web@${ports[1]} icssi-worker"
        echo "SECRET_KEY=$(openssl rand -hex 40)"
        echo "# Keep a copy apart from the backups: it reads second factors and secrets in them."
        echo "DATA_KEY=$(openssl rand -hex 40)"
        echo "DATA_DIR=$data"
        echo "BACKUP_DIR=$backups"
        echo "DATABASE_URL=postgres:///icssi"
        echo "REDIS_URL=redis://127.0.0.1:6379/0"
        echo "BEHIND_PROXY=true"
        echo "PORTS=${ports[0]},${ports[1]}"
        for name in BASE_URL CMS_HOST EMAIL_URL TLS_CERTIFICATE TLS_CERTIFICATE_KEY; do
            [ -z "${!name:-}" ] || echo "$name=${!name}"
        done
    } >>"$draft"
    mv "$draft" "$settings"
}

has_release() { [ -e "$current/.complete" ]; }
set_up_release() {
    make_release "$here" "${release##*/}"
    switch_to "$release"
}

has_command() { cmp -s deploy/icssi /usr/local/bin/icssi; }
set_up_command() { install -m 755 deploy/icssi /usr/local/bin/icssi; }

# Where nothing can be started, nothing need be at work.
is_active() { ! has_systemd || systemctl is-active --quiet "$@"; }

start() {
    systemctl enable --quiet "$1" 2>/dev/null
    if has_systemd; then systemctl start "$1"; else service "$1" start >/dev/null; fi
}

as_postgres() { (cd / && runuser -u postgres -- "$@"); }
has_database() { as_postgres psql -Atqc "SELECT 1 FROM pg_database WHERE datname = 'icssi'" 2>/dev/null | grep -qx 1; }
set_up_database() {
    start postgresql
    as_postgres psql -Atqc "SELECT 1 FROM pg_roles WHERE rolname = 'icssi'" | grep -qx 1 || as_postgres createuser icssi
    as_postgres createdb --owner=icssi --encoding=UTF8 --template=template0 icssi
}

# It holds only what can be made again, so it may forget, and need not write.
redis_settings=/etc/redis/icssi.conf
has_redis() { [ -e "$redis_settings" ] && redis-cli ping >/dev/null 2>&1 && is_active redis-server; }
set_up_redis() {
    printf '%s\n' 'maxmemory 64mb' 'maxmemory-policy allkeys-lru' 'save ""' 'appendonly no' \
        'bind 127.0.0.1 -::1' >"$redis_settings"
    grep -qxF "include $redis_settings" /etc/redis/redis.conf ||
        echo "include $redis_settings" >>/etc/redis/redis.conf
    if has_systemd; then systemctl restart redis-server; else service redis-server restart >/dev/null; fi
}

has_schema() { manage "$current" migrate --check >/dev/null 2>&1 && [ -d "$data/static" ]; }
set_up_schema() {
    manage "$current" migrate --no-input --verbosity 0
    manage "$current" collectstatic --no-input --verbosity 0
}

certificate() {
    local given
    given=$(setting TLS_CERTIFICATE)
    echo "${given:-/etc/letsencrypt/live/$(host)/fullchain.pem}"
}
has_certificate() { [ -e "$(certificate)" ]; }
# nginx needs some certificate before certbot can ask through it for a real one.
set_up_certificate() {
    [ -z "$(setting TLS_CERTIFICATE)" ] || fail "$(certificate) is missing: TLS_CERTIFICATE in $settings"
    install -d -m 700 /etc/icssi-tls
    [ -e /etc/icssi-tls/key.pem ] || openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj "/CN=$(host)" \
        -keyout /etc/icssi-tls/key.pem -out /etc/icssi-tls/certificate.pem 2>/dev/null
    write_nginx TLS_CERTIFICATE=/etc/icssi-tls/certificate.pem TLS_CERTIFICATE_KEY=/etc/icssi-tls/key.pem
    certbot certonly --quiet --non-interactive --agree-tos --register-unsafely-without-email --webroot \
        --webroot-path /var/lib/nginx/challenges --deploy-hook "nginx -s reload" $(names) ||
        echo "        There is no certificate yet: the name $(host) must lead to this server. Then run" \
            "deploy/install.sh again. Until then browsers warn." >&2
}
names() { printf -- '-d %s ' "$(host)" $(setting CMS_HOST) $(setting MIRROR_HOSTS | tr ',' ' '); }

nginx_settings() { env "$@" "$current/.venv/bin/python" "$current/scripts/nginx_config.py"; }
write_nginx() {
    install -d -o www-data -g www-data -m 755 /var/lib/nginx/challenges
    nginx_settings "$@" >/etc/nginx/nginx.conf.new
    nginx -q -t -c /etc/nginx/nginx.conf.new
    mv /etc/nginx/nginx.conf.new /etc/nginx/nginx.conf
    start nginx
    systemctl reload nginx 2>/dev/null || nginx -s reload
}
has_nginx() {
    has_certificate && nginx_settings 2>/dev/null | cmp -s - /etc/nginx/nginx.conf && is_active nginx
}
set_up_nginx() { ! has_certificate || write_nginx; }

units() { (cd deploy/systemd && ls); }
started() { printf '%s\n' "icssi-web@${ports[0]}.service" "icssi-web@${ports[1]}.service" icssi-worker.service icssi-backup.timer icssi-ledger.timer icssi-faults.timer; }
has_services() {
    local unit
    for unit in $(units); do cmp -s "deploy/systemd/$unit" "/etc/systemd/system/$unit" || return 1; done
    systemctl is-enabled --quiet $(started) && is_active $(started)
}
set_up_services() {
    install -m 644 deploy/systemd/* /etc/systemd/system/
    if has_systemd; then systemctl daemon-reload; fi
    systemctl enable --quiet $(started)
    if has_systemd; then systemctl start $(started); fi
}

# Whoever listens for ssh elsewhere must not be shut out.
ssh_ports() { (sshd -T 2>/dev/null | sed -n 's/^port //p' | grep . || echo 22) | paste -sd, - | sed 's/,/, /g'; }
firewall() { sed "s/@SSH@/$(ssh_ports)/" deploy/nftables.conf; }
has_firewall() { firewall | cmp -s - /etc/nftables.conf && is_active nftables; }
set_up_firewall() {
    firewall >/etc/nftables.conf.new
    nft --check --file /etc/nftables.conf.new || fail "The firewall's rules are not accepted here."
    mv /etc/nftables.conf.new /etc/nftables.conf
    systemctl enable --quiet nftables 2>/dev/null
    ! has_systemd || systemctl restart nftables ||
        fail "The firewall does not start, so nothing is filtered: systemctl status nftables"
}

has_upgrades() { grep -qs 'Unattended-Upgrade "1"' /etc/apt/apt.conf.d/20auto-upgrades; }
set_up_upgrades() {
    printf '%s\n' 'APT::Periodic::Update-Package-Lists "1";' 'APT::Periodic::Unattended-Upgrade "1";' \
        >/etc/apt/apt.conf.d/20auto-upgrades
}

ensure() {
    if "has_$1"; then
        echo "ok       $2"
    elif [ -n "$is_check" ]; then
        echo "missing  $2"
        is_missing=yes
    else
        echo "set up   $2"
        "set_up_$1"
    fi
}

ensure packages "packages of Debian"
ensure user "the user icssi"
ensure folders "folders: $data, $backups, /etc/icssi"
ensure settings "settings: $settings"
ensure release "the code: $current"
ensure command "the command icssi"
ensure database "the database"
ensure redis "Redis"
ensure schema "tables and static files"
ensure certificate "certificate"
ensure nginx "nginx"
ensure services "web servers, worker and timers"
ensure firewall "firewall: web and ssh"
ensure upgrades "security updates of Debian"
[ -z "$is_missing" ] || exit 1
[ "$(readlink -f "$current")" = "$release" ] || echo "The code in $here is another release: deploy/upgrade.sh"
[ -n "$is_check" ] || [ -z "${ADMINISTRATOR:-}" ] || manage "$current" invite --administrator "$ADMINISTRATOR"
[ -n "$is_check" ] || echo "Next: sudo icssi doctor"
