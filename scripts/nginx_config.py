"""Print nginx's configuration for the site, made of `deploy/nginx/` and the settings.

Standard library only, because it is run before anything is installed. It reads the variables of
the environment, and `.env` beside the project where they are not set:

    BASE_URL              the site's address; https, because nginx ends TLS
    CMS_HOST              the CMS's own host name; empty: the CMS is on the site's
    MIRROR_HOSTS          further names of the site, such as a.example,b.example: readers where
                          its own is blocked; the certificate must have them
    ONION_PORT            where Tor is answered on 127.0.0.1; empty: nowhere
    OLD_SITES             the sites that this one has replaced; empty: none
    OLD_TLS_CERTIFICATE, OLD_TLS_CERTIFICATE_KEY    files for their names; empty: http alone
    PORT                  where the web server listens on 127.0.0.1 (8000)
    PORTS                 of several, such as 8001,8002: who is away is asked later, the other now
    SERVERS               of several machines, such as 10.0.0.1:8000,10.0.0.2:8000, instead
    CMS_SERVER            the machine with the CMS, such as 10.0.0.3:8000; empty: any of them
    TLS_CERTIFICATE, TLS_CERTIFICATE_KEY    files; empty: where certbot puts them
    NGINX_RUN_DIR         for nginx's own files (/var/lib/nginx); the folder must exist
    NGINX_USER            whom nginx becomes (www-data); - where it is not started by root
    NGINX_PID             where Debian's unit looks for it; systemd ends what it does not find
                          (/run/nginx.pid)
    NGINX_ERROR_LOG       a file, or stderr (/var/log/nginx/error.log)
    NGINX_HTTP_PORT       where http is answered (80)
"""

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
KIT = ROOT / "deploy" / "nginx"
_NAME = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")
# What could end a word of nginx's configuration, or begin a variable, is in no value.
_PLAIN = re.compile(r"[\w./:-]+")
_OPTIONAL = re.compile(r"^#\[.*?^#\]\n", re.DOTALL | re.MULTILINE)
_SERVER = re.compile(r"[a-z0-9.-]+:[0-9]{1,5}")
_CMS_APPLICATION = "//@CMS_APPLICATION@"
# What is added where a variable is set.
_BLOCKS = {
    "OLD_SITES": "old-sites.template",
    "MIRROR_HOSTS": "mirrors.template",
    "ONION_PORT": "onion.template",
}


class SettingError(Exception):
    """A setting with which there is no configuration; the message names it."""


def configuration(settings: Mapping[str, str]) -> str:
    """Return nginx.conf for these variables; raise SettingError for what cannot be."""
    text = (KIT / "nginx.conf.template").read_text(encoding="utf-8")
    # First, since what is optional begins its line only then.
    blocks = [_block(name) for name in _BLOCKS if settings.get(name)]
    text = text.replace("@BLOCKS@", "".join(blocks))
    if not settings.get("CMS_HOST"):
        text = _OPTIONAL.sub("", text)
    text = re.sub(r"^#[\[\]].*\n", "", text, flags=re.MULTILINE)
    locations = (KIT / "locations.template").read_text(encoding="utf-8")
    text = text.replace("@LOCATIONS@", locations)
    text = text.replace("@CMS_LOCATIONS@", locations.replace("//application", _CMS_APPLICATION))
    values = _values(settings) | _old_values(settings) | _further_names(settings)
    return re.sub(r"@([A-Z_]+)@", lambda found: values[found[1]], text)


def _block(name: str) -> str:
    return (KIT / _BLOCKS[name]).read_text(encoding="utf-8")


def _values(settings: Mapping[str, str]) -> dict[str, str]:
    site, port = _origin(settings.get("BASE_URL", ""))
    cms = settings.get("CMS_HOST") or site
    if not _NAME.fullmatch(cms):
        raise SettingError(f"CMS_HOST is {cms!r}; it must be a host name in ASCII (Punycode).")
    suffix = "" if port == "443" else f":{port}"
    live = f"/etc/letsencrypt/live/{site}"
    run = _plain(settings, "NGINX_RUN_DIR", "/var/lib/nginx")
    user = _plain(settings, "NGINX_USER", "www-data")
    return {
        "USER": "" if user == "-" else f"user {user};\n",
        "RUN_DIR": run,
        "PID": _plain(settings, "NGINX_PID", "/run/nginx.pid"),
        "ERROR_LOG": _plain(settings, "NGINX_ERROR_LOG", "/var/log/nginx/error.log"),
        **_upstream(settings),
        "HTTP_PORT": _plain(settings, "NGINX_HTTP_PORT", "80"),
        "HTTPS_PORT": port,
        "SITE_NAME": site,
        "SITE_PLACE": site + suffix,
        "PORT_SUFFIX": suffix,
        "CMS_NAME": cms,
        "CMS_PLACE": cms + suffix,
        "ALL_NAMES": site if cms == site else f"{site} {cms}",
        "CHALLENGE_DIR": f"{run}/challenges",
        "CERTIFICATE": _plain(settings, "TLS_CERTIFICATE", f"{live}/fullchain.pem"),
        "CERTIFICATE_KEY": _plain(settings, "TLS_CERTIFICATE_KEY", f"{live}/privkey.pem"),
    }


def _upstream(settings: Mapping[str, str]) -> dict[str, str]:
    """Return where the web servers listen, and whether another one may be asked.

    nginx asks another only if it has not sent the request, or if reading changes nothing.
    """
    if settings.get("SERVERS"):
        return _machines(settings)
    ports = [port.strip() for port in settings.get("PORTS", "").split(",") if port.strip()]
    ports = ports or [settings.get("PORT") or "8000"]
    for port in ports:
        if not (port.isascii() and port.isdigit()):
            raise SettingError(f"{port!r} is no port; PORT and PORTS hold numbers, with commas.")
    servers = [f"        server 127.0.0.1:{port} max_fails=0;\n" for port in ports]
    return {
        "UPSTREAM": "".join(servers),
        "NEXT": "error" if len(ports) > 1 else "off",
        "CONNECT": "3s",
        "READ": "30s",
        **_cms_upstream(settings),
    }


def _machines(settings: Mapping[str, str]) -> dict[str, str]:
    """Return the web servers on several machines.

    A machine that is gone refuses nothing: nobody waits longer than a second to be connected, and
    than five to be answered, before another is asked; then it is left alone for five.
    """
    places = [each.strip() for each in settings["SERVERS"].split(",") if each.strip()]
    for place in places:
        _require_place("SERVERS", place)
    limits = "max_fails=1 fail_timeout=5s" if len(places) > 1 else "max_fails=0"
    return {
        "UPSTREAM": "".join(f"        server {place} {limits};\n" for place in places),
        "NEXT": "error timeout",
        "CONNECT": "1s",
        "READ": "5s",
        **_cms_upstream(settings),
    }


def _cms_upstream(settings: Mapping[str, str]) -> dict[str, str]:
    place = settings.get("CMS_SERVER", "")
    if not place:
        return {"CMS_UPSTREAM": "", "CMS_APPLICATION": "application"}
    _require_place("CMS_SERVER", place)
    if not settings.get("CMS_HOST"):
        raise SettingError(
            "CMS_SERVER is set; then CMS_HOST must be, as the name that leads there."
        )
    block = f"    upstream cms {{\n        server {place} max_fails=0;\n    }}\n"
    return {"CMS_UPSTREAM": block, "CMS_APPLICATION": "cms"}


def _require_place(name: str, place: str) -> None:
    if not _SERVER.fullmatch(place):
        raise SettingError(f"{name} has {place!r}; it must be a host with a port: 10.0.0.1:8000")


def _further_names(settings: Mapping[str, str]) -> dict[str, str]:
    """Return the names and the port by which readers come who cannot come by the site's own."""
    names = [each.strip() for each in settings.get("MIRROR_HOSTS", "").split(",") if each.strip()]
    for name in names:
        if not _NAME.fullmatch(name):
            raise SettingError(f"MIRROR_HOSTS has {name!r}; it must be a host in ASCII (Punycode).")
    port = settings.get("ONION_PORT", "")
    if port and not (port.isascii() and port.isdigit()):
        raise SettingError(f"ONION_PORT is {port!r}; it must be a number.")
    return {"MIRROR_NAMES": " ".join(names), "ONION_PORT": port}


def _old_values(settings: Mapping[str, str]) -> dict[str, str]:
    """Return what the configuration has of the old sites, by the names that OLD_SITES has."""
    text = settings.get("OLD_SITES", "")
    addresses = re.split(r"[,|]", re.sub(r"\s*\b[a-z]{2}\s*=", "", text))
    found = [urlsplit(each.strip()).hostname or each for each in addresses if each.strip()]
    names = list(dict.fromkeys(found))
    for name in names:
        if not _NAME.fullmatch(name):
            raise SettingError(f"OLD_SITES has {name!r}; it must be a host in ASCII (Punycode).")
    return {
        "OLD_NAMES": " ".join(names),
        # Never what a client sent: the block answers no other name.
        "OLD_PLACE": f"        {names[0]} $host;\n" if names else "",
        "OLD_TLS": _old_certificate(settings),
    }


def _old_certificate(settings: Mapping[str, str]) -> str:
    """Return the lines for https of the old names, which begins when they have a certificate."""
    if not settings.get("OLD_TLS_CERTIFICATE"):
        return ""
    _site, port = _origin(settings.get("BASE_URL", ""))
    certificate = _plain(settings, "OLD_TLS_CERTIFICATE", "")
    key = _plain(settings, "OLD_TLS_CERTIFICATE_KEY", "")
    return (
        f"        listen {port} ssl http2;\n"
        f"        ssl_certificate {certificate};\n"
        f"        ssl_certificate_key {key};\n"
    )


def _origin(base: str) -> tuple[str, str]:
    """Return host and port of BASE_URL."""
    parts = urlsplit(base.rstrip("/"))
    host = parts.hostname or ""
    if parts.scheme != "https" or not _NAME.fullmatch(host) or parts.path:
        raise SettingError(
            f"BASE_URL is {base!r}; for nginx it must be https and a host name in ASCII "
            "(Punycode), such as https://example.org"
        )
    return host, str(parts.port or 443)


def _plain(settings: Mapping[str, str], name: str, default: str) -> str:
    value = settings.get(name) or default
    if not _PLAIN.fullmatch(value):
        raise SettingError(f"{name} is {value!r}; it may hold letters, digits and . / : - _ only.")
    return value


def settings_of_machine() -> dict[str, str]:
    """Return the variables of `.env`, and over them those of the environment."""
    file = ROOT / ".env"
    lines = (
        file.read_text(encoding="utf-8-sig", errors="replace").splitlines()
        if file.is_file()
        else []
    )
    pairs = (line.partition("=") for line in lines if line[:1].isalpha())
    return {name.strip(): value.strip() for name, _, value in pairs} | dict(os.environ)


def main() -> int:
    """Print the configuration: 0; or what is wrong with a setting: 1."""
    try:
        sys.stdout.write(configuration(settings_of_machine()))
    except SettingError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
