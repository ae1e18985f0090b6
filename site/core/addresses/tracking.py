"""Addresses without what was added to follow readers; the address itself stays as it was.

Two kinds of additions are known:

- *wrappers*: an address at Facebook, Google, Outlook and others that leads on to the true one,
  which one of its parameters holds. The true one replaces it, if it is http or https.
- *parameters*: names that only count who came from where. They are removed; what remains keeps
  its order and its percent-encoding. An address that carries a signature stays untouched, since
  the signature may be about the whole of it; a fragment always stays.

Shorteners (t.co, bit.ly) stay: only their own servers know where they lead.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, unquote_to_bytes, urlsplit

# A wrapper in a wrapper in a wrapper is the most that people have been seen to paste.
_DEPTH = 5


class _Wrapper(NamedTuple):
    """Where a wrapper answers, and the parameters that may hold the true address."""

    host: re.Pattern[str]
    path: re.Pattern[str]
    parameters: tuple[str, ...]


def _wrapper(host: str, path: str, *parameters: str) -> _Wrapper:
    return _Wrapper(re.compile(host), re.compile(path), parameters)


WRAPPERS = (
    _wrapper(r"(www\.|m\.)?google(\.com?)?\.[a-z]{2,3}", r"/url", "q", "url"),
    _wrapper(r"(www\.)?googleadservices\.com", r"/pagead/aclk", "adurl"),
    _wrapper(r"(www\.|m\.|music\.)?youtube\.com", r"/redirect", "q"),
    _wrapper(r"(\w+\.)?facebook\.com", r"/l\.php|/flx/warn/?", "u"),
    _wrapper(r"l\.messenger\.com|l\.workplace\.com", r"/l\.php", "u"),
    _wrapper(r"l\.instagram\.com|l\.threads\.(net|com)", r"/?", "u"),
    _wrapper(r"l\.wl\.co", r"/l", "u"),
    _wrapper(r"([\w-]+\.)?safelinks\.protection\.(outlook|office365)\.(com|us)", r"/.*", "url"),
    _wrapper(r"statics\.teams\.cdn\.office\.net", r"/evergreen-assets/safelinks/.*", "url"),
    _wrapper(r"(www\.)?linkedin\.com", r"/safety/go/?|/redir/redirect/?", "url"),
    _wrapper(r"out\.reddit\.com", r"/.*", "url"),
    _wrapper(r"(away\.|m\.)?vk\.com", r"/away\.php", "to"),
    _wrapper(r"(href\.)?t\.umblr\.com", r"/redirect", "z"),
    _wrapper(r"slack-redir\.net", r"/link", "url"),
    _wrapper(r"(www\.)?duckduckgo\.com", r"/l/?", "uddg"),
    _wrapper(r"exit\.sc", r"/?", "url"),
    _wrapper(r"urldefense\.proofpoint\.com", r"/v1/url", "u"),
)

# Removed wherever they are. A name that ends in “*” means all that begin so.
PARAMETERS = (
    # Google, and everybody who counts visits as it does; Matomo
    "utm_*", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "gad_source", "gad_campaignid",
    "srsltid", "_ga", "_gl", "mtm_*", "pk_campaign", "pk_kwd", "pk_keyword", "pk_source",
    "pk_medium", "pk_content", "pk_cid",
    # Facebook, Instagram, X, TikTok, LinkedIn, Microsoft, Yandex, Pinterest
    "fbclid", "fb_action_ids", "fb_action_types", "fb_ref", "fb_source", "mibextid", "igsh",
    "igshid", "twclid", "ttclid", "li_fat_id", "msclkid", "yclid", "ymclid", "_openstat", "epik",
    # Newsletters
    "mc_cid", "mc_eid", "mkt_tok", "_hsenc", "_hsmi", "__hstc", "__hssc", "__hsfp",
    "hsctatracking", "vero_id", "vero_conv", "oly_anon_id", "oly_enc_id", "ml_subscriber",
    "ml_subscriber_hash", "ck_subscriber_id", "wickedid", "rb_clickid",
    # News sites
    "at_medium", "at_campaign", "at_custom1", "at_custom2", "at_custom3", "at_custom4",
    "at_link_id", "at_link_type", "at_link_origin", "at_format", "at_ptr_name", "at_bbc_team",
    "at_campaign_type", "xtor", "guccounter", "guce_referrer", "guce_referrer_sig",
)  # fmt: skip

# Removed at these hosts and those below them: elsewhere the same names may mean something.
PARAMETERS_OF_HOSTS = {
    "youtube.com": ("si", "feature", "pp", "ab_channel"),
    "youtu.be": ("si", "feature", "pp"),
    "facebook.com": (
        "ref", "refid", "refsrc", "ref_type", "rdid", "share_url", "hc_ref", "hc_location", "fref",
        "sfnsn", "extid", "wtsid", "paipv", "eav", "acontext", "_rdr", "_rdc", "__tn__", "__eep__",
        "__cft__[*", "__xts__[*", "notif_id", "notif_t",
    ),
    "fb.watch": ("ref", "sfnsn", "extid"),
    "x.com": ("s", "t", "ref_src", "ref_url", "cxt"),
    "twitter.com": ("s", "t", "ref_src", "ref_url", "cxt"),
    "threads.net": ("xmt",),
    "threads.com": ("xmt",),
    "tiktok.com": (
        "_t", "_r", "is_from_webapp", "is_copy_url", "sender_device", "sender_web_id", "web_id",
    ),
    "linkedin.com": ("trk", "trackingid", "lipi", "rcm"),
    "spotify.com": ("si",),
    "soundcloud.com": ("si",),
    "maps.app.goo.gl": ("g_st",),
    "aljazeera.net": ("traffic_source",),
    "aljazeera.com": ("traffic_source",),
}  # fmt: skip

# Whoever made such an address vouches for all of it.
SIGNATURES = {
    "signature", "sig", "hmac", "x-amz-signature", "x-goog-signature", "x-oss-signature", "oh",
    "hdnea", "__gda__",
}  # fmt: skip

_WEB = re.compile(r"https?://[^/?#\s]", re.IGNORECASE)
_PROOFPOINT = re.compile(r"https?://urldefense\.proofpoint\.com/v2/url\?u=([^&#]*)", re.IGNORECASE)
# The third form replaces some characters by asterisks, which cannot be read without its key.
_URLDEFENSE = re.compile(r"https?://urldefense\.com/v3/__(https?:/[^*]+?)__;[^*]*$", re.IGNORECASE)
_ONE_SLASH = re.compile(r"^(https?):/(?=[^/])", re.IGNORECASE)


def direct(address: str) -> str:
    """Return where an address leads, without wrappers and parameters that follow readers.

    >>> direct("https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2Fa%3Fb%3D1&h=AT0x")
    'https://example.org/a?b=1'
    >>> direct("https://example.org/?b=2&utm_source=x&a=1#c")
    'https://example.org/?b=2&a=1#c'
    """
    for _each in range(_DEPTH):
        inner = _unwrapped(address)
        if inner is None:
            break
        address = inner
    return _without_parameters(address)


def _unwrapped(address: str) -> str | None:
    """Return the address inside a wrapper, or None where it is no wrapper."""
    text = address.strip()
    if found := _PROOFPOINT.match(text):
        inner = _decoded(found[1].replace("-", "%").replace("_", "/"))
    elif found := _URLDEFENSE.match(text):
        inner = _ONE_SLASH.sub(r"\1://", found[1])
    else:
        inner = next(_inside(text), "")
    if not _WEB.match(inner):
        return None
    # As a redirect does: the fragment of the wrapper holds where there is no other.
    _address, mark, fragment = text.partition("#")
    return inner + (mark + fragment if fragment and "#" not in inner else "")


def _inside(address: str) -> Iterator[str]:
    parts = _parts(address)
    if parts is None or "@" in parts.netloc:
        return
    host = (parts.hostname or "").rstrip(".")
    for wrapper in WRAPPERS:
        if wrapper.host.fullmatch(host) and wrapper.path.fullmatch(parts.path):
            yield from _values(parts.query, wrapper.parameters)


def _values(query: str, names: tuple[str, ...]) -> Iterator[str]:
    chunks = [chunk.partition("=") for chunk in query.split("&")]
    for wanted in names:
        for name, _equals, value in chunks:
            if _plain(name) == wanted and _WEB.match(inner := _decoded(value)):
                yield inner


def _decoded(value: str) -> str:
    """Return an address out of a parameter; what no address may hold is encoded as before."""
    return "".join(
        chr(byte) if 0x20 < byte < 0x7F else f"%{byte:02X}" for byte in unquote_to_bytes(value)
    )


def _without_parameters(address: str) -> str:
    before, mark, fragment = address.partition("#")
    base, question, query = before.partition("?")
    parts = _parts(address.strip()) if question else None
    if parts is None:
        return address
    chunks = query.split("&")
    names = [_plain(chunk.partition("=")[0]) for chunk in chunks]
    if SIGNATURES.intersection(names):
        return address
    tracking = _names_at(parts)
    kept = [
        chunk
        for chunk, name in zip(chunks, names, strict=True)
        if not any(_is_named(name, each) for each in tracking)
    ]
    if len(kept) == len(chunks):
        return address
    return base + ("?" + "&".join(kept) if kept else "") + mark + fragment


def _names_at(parts: SplitResult) -> tuple[str, ...]:
    labels = (parts.hostname or "").rstrip(".").split(".")
    hosts = (".".join(labels[start:]) for start in range(len(labels)))
    return PARAMETERS + tuple(name for host in hosts for name in PARAMETERS_OF_HOSTS.get(host, ()))


def _is_named(name: str, pattern: str) -> bool:
    start = pattern.removesuffix("*")
    return name == pattern or (start != pattern and name.startswith(start))


def _plain(name: str) -> str:
    """Return a parameter's name as it is compared; addresses out of HTML may say “amp;”."""
    return unquote(name).lower().removeprefix("amp;")


def _parts(address: str) -> SplitResult | None:
    """Return the parts of an address of the web; None for any other, and for a broken one."""
    if not _WEB.match(address):
        return None
    try:
        return urlsplit(address)
    except ValueError:
        return None
