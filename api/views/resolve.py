"""`/api/v1/resolve/?url=`: the item that an address of the site shows."""

import re
from dataclasses import replace
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from api.answers import Answer, Version
from api.examples import example_item
from api.parameters import Parameter, UnusableValueError
from api.problems import Problem, filled, not_found
from api.rows import Row, rows_of_address
from api.serializers.items import FULL_SERIALIZERS
from api.serializers.unions import one_of
from api.types import item_path
from api.views.resource import Resource
from api.views.works import item_answer
from core.addresses.base import absolute
from core.addresses.ours import is_own_host
from core.addresses.works import redirects_from, spellings
from core.language.languages import DEFAULT_LANGUAGE, LANGUAGES
from core.models import PublishedItem
from core.publication.state import PublicationState

LONGEST = 4000
# How many redirects lead from one to the next before nobody follows them.
HOPS = 5
_UNFIT = re.compile(r"[\x00-\x20\x7f\\]")
# Two slashes begin another host.
_FROM_SLASH = re.compile(r"/(?!/)")
# All rows of a work, and the one that was looked for.
Found = tuple[list[Row], Row]


def read_site_path(text: str) -> str:
    """Return the path, decoded, of an address of this site, absolute or root-relative."""
    text = text.strip()
    if not text:
        raise UnusableValueError("blank", _("Give the address of a page of this site."))
    if len(text) > LONGEST:
        message = _("The address is too long. Allowed: %(last)s characters.")
        raise UnusableValueError("too_long", filled(message, last=LONGEST))
    try:
        parts = urlsplit(_with_scheme(text))
        _check_host(parts)
    except UnusableValueError:
        raise
    except ValueError as error:  # brackets or a port that are none
        raise _malformed() from error
    path = unquote(parts.path) or "/"
    # PostgreSQL refuses NUL even in a question.
    if _UNFIT.search(text) or "\x00" in path or not (parts.netloc or _FROM_SLASH.match(text)):
        raise _malformed()
    return path if path != "/" else f"/{DEFAULT_LANGUAGE}/"


def _with_scheme(text: str) -> str:
    """Return an address as browsers show it, without its scheme, as they send it."""
    host = urlsplit(settings.BASE_URL).netloc
    is_bare = text.lower().split("/", 1)[0] == host.lower()
    return f"http://{text}" if is_bare else text


def _check_host(parts: SplitResult) -> None:
    """Refuse what is not on this site; http and https have the same pages."""
    if parts.scheme and parts.scheme not in {"http", "https"}:
        raise _not_of_the_web()
    if "@" in parts.netloc:
        message = _("The address holds a user name or password; leave it out.")
        raise UnusableValueError("user_info", message)
    if parts.netloc and not is_own_host(parts):
        message = _("This is not an address of this site, which is %(base)s.")
        raise UnusableValueError("foreign", filled(message, base=settings.BASE_URL))
    if parts.netloc and not parts.scheme:
        raise _not_of_the_web()


def _not_of_the_web() -> UnusableValueError:
    return UnusableValueError("scheme", _("Only http and https addresses are pages."))


def _malformed() -> UnusableValueError:
    message = _(
        "This is neither an absolute address (https://…) nor one that begins with a slash; "
        "encode spaces and the like."
    )
    return UnusableValueError("malformed", message)


URL = Parameter(
    "url",
    read_site_path,
    {"type": "string", "minLength": 1, "maxLength": LONGEST},
    _(
        "Address of a page of this site, absolute or from its first slash on. Arabic may be "
        "percent-encoded or not; an old address leads to where the page is now."
    ),
    example="/ar/",
    is_required=True,
)


class Resolve(Resource):
    operation = "resolve"
    summary = _("The item at an address of the site")
    about = _(
        "For links that you have from elsewhere: answers as the item's own address does, which "
        "Content-Location names. Store its “work”: it never changes, as addresses do."
    )
    errors = (400, 404, 406, 410, 429)
    parameters = (URL,)

    def version(self, values: dict[str, Any], **path: Any) -> Version | None:
        """Leave it open: only who looks the address up knows whether there is anything."""
        return None

    def answer(self, values: dict[str, Any], **path: Any) -> Answer:
        state, rows, wanted = resolve_path(values["url"])
        if wanted.type == PublishedItem.INDEX:
            raise _no_item()
        answer = item_answer(state, rows, wanted.lang)
        address = absolute(item_path(wanted.type, wanted.work, wanted.lang))
        # What is at an address may become something older, so the item's version is not enough.
        headers = answer.headers | {"Content-Location": address}
        return replace(answer, own_version=None, headers=headers)

    def answer_form(self) -> Any:
        return one_of(FULL_SERIALIZERS, "AnyItem")

    def examples(self) -> dict[str, Any]:
        return {tag: example_item("news", tag) for tag in LANGUAGES}


def _no_item() -> Problem:
    return not_found(_("The page at this address lists others and has no item of its own."))


def resolve_path(path: str) -> tuple[PublicationState, list[Row], Row]:
    """Return the row at a path, with all rows of its work; a Problem is raised where none is.

    As on the site, what is public here comes first, then where a redirect leads; what was here
    and is withdrawn comes last. The state is older than every redirect that was followed.
    """
    state, found = _found_at(path)
    gone = found
    for _hop in range(HOPS):
        if found is not None and found[1].gone_since is None:
            return state, *found
        following = _redirected(path)
        if following is None:
            break
        path = following
        found = _found_at(path)[1]
        gone = gone or found
    if gone is None or gone[1].type == PublishedItem.INDEX:
        raise not_found()
    return state, *gone


def _found_at(path: str) -> tuple[PublicationState, Found | None]:
    """Return the row whose address is `path`, a public one first, else the last withdrawn."""
    paths = [f"{form}/" for form in spellings(path)]
    state, rows = rows_of_address(paths)
    here = [row for row in rows if row.path in paths]
    if not here:
        return state, None
    wanted = max(here, key=lambda row: (row.gone_since is None, row.seq))
    return state, ([row for row in rows if row.work == wanted.work], wanted)


def _redirected(path: str) -> str | None:
    """Return the path on this site that a redirect leads to, if there is one."""
    pages = PublishedItem.objects.filter(page_id=OuterRef("redirect_page_id")).order_by(
        "-is_public"
    )
    redirect = (
        redirects_from(spellings(path))
        .values_list("redirect_link", Subquery(pages.values("path")[:1]))
        .first()
    )
    if redirect is None:
        return None
    link, page_path = redirect
    try:
        return page_path or read_site_path(link)
    except UnusableValueError:  # it leads nowhere, or to another site
        return None
