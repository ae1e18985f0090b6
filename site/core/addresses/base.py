"""Absolute addresses, from the setting BASE_URL and never from a Host header; the CMS's path."""

from urllib.parse import quote

from django.conf import settings

# Replaces BASE_URL in stored text, so that moving the site to another host needs no edit of
# content. A Unicode noncharacter, which occurs in nobody's text.
BASE = "\ufdd0"
# All addresses of the CMS begin with it.
CMS_PATH = "/admin/"


def uri(path: str) -> str:
    """Return a path with its Arabic percent-encoded, fit for `href` and JSON."""
    return quote(path, safe="/%?=&#:+,;@~!$'()*[]-._")


def absolute(path: str) -> str:
    """Return the absolute address of a root-relative `path`."""
    return f"{settings.BASE_URL}{uri(path)}"


def absolute_in_cms(path: str) -> str:
    """Return the absolute address of a `path` of the CMS, for e-mail to staff.

    It has the CMS's own host, where there is one: what such an address holds, as one that resets a
    password does, is nothing for the readers' machines or a CDN in front of them, which redirect.
    """
    return f"{settings.WAGTAILADMIN_BASE_URL}{uri(path)}"


def with_base(text: str, base: str | None = None) -> str:
    """Return stored `text` with `base` (by default BASE_URL; "" for root-relative) put in."""
    return text.replace(BASE, settings.BASE_URL if base is None else base)
