"""`/oembed/?url=`: from the address of a page to the HTML that shows it elsewhere (oembed.com)."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from api.answers import Answer
from api.embeds.addresses import shown_at
from api.embeds.names import PROVIDER
from api.embeds.oembed_forms import JSON, MEDIA_TYPES, written
from api.embeds.stored_html import Frame
from api.embeds.thumbnails import thumbnail
from api.parameters import Parameter, UnusableValueError, read_limit, read_parameters, shortened
from api.problems import Fault, Problem, filled, not_found
from api.rows import Row, public_only
from api.views.resolve import URL
from api.views.resource import Resource
from core.addresses.base import absolute, with_base
from core.addresses.short import short_path
from core.caching.versions import CACHEABLE, Version
from core.public.frames import HEIGHT, WIDTH, embed_path
from core.publication.records import ItemRecord, read_record

# Whoever follows it forgets what is withdrawn as soon as anybody who caches our answers.
CACHE_SECONDS = 30
LARGEST = 100_000  # pixels
# WordPress sends it with every request.
_PLAIN = {"url", "maxwidth", "maxheight", "format", "dnt"}


def read_size(text: str) -> int:
    return read_limit(text, LARGEST)


def read_format(text: str) -> str:
    if text not in MEDIA_TYPES:
        raise UnusableValueError("unsupported", text)
    return text


def _size(name: str) -> Parameter:
    schema = {"type": "integer", "minimum": 1, "maximum": LARGEST}
    return Parameter(name, read_size, schema, "")


FORMAT = Parameter(
    "format",
    read_format,
    {"type": "string", "enum": list(MEDIA_TYPES)},
    "",
    default=JSON,
)
# Described in docs/partners/embedding.md: the OpenAPI document is of /api/v1/ alone.
PARAMETERS = (URL, _size("maxwidth"), _size("maxheight"), FORMAT)


class Withdrawn(Problem):
    """A withdrawn item, for which the answer is a notice to be stored in place of what was there.

    WordPress reads a body whatever the status is, and nothing else replaces what it has stored.
    """

    def __init__(self, body: bytes, form: str, lang: str) -> None:
        super().__init__("gone", 410, "", is_lasting=True)
        self.body, self.form, self.lang = body, form, lang

    def response(self) -> HttpResponse:
        headers = {
            "Cache-Control": CACHEABLE,
            "Content-Language": self.lang,
            "Vary": "Accept-Encoding",
        }
        return HttpResponse(
            self.body, status=self.status, content_type=MEDIA_TYPES[self.form], headers=headers
        )


class OEmbed(Resource):
    """oEmbed 1.0. Parameters of others are ignored: consumers add their own."""

    schema = None
    parameters = PARAMETERS

    def dispatch(self, request: HttpRequest, *args: Any, **path: Any) -> Any:  # type: ignore[override]
        if request.GET.getlist("format") == ["xml"]:
            self.media_type = "text/xml"
        return super().dispatch(request, *args, **path)

    def values(self, request: HttpRequest) -> dict[str, Any]:
        try:
            values = read_parameters(request, self.parameters, ignores_others=True)
        except Problem as problem:
            raise _as_oembed_has_it(problem) from problem
        return values | {"is_plain": _PLAIN.issuperset(request.GET)}

    def version(self, values: dict[str, Any], **path: Any) -> Version | None:
        """Leave it open: only who looks the address up knows whether there is anything."""
        return None

    def answer(self, values: dict[str, Any], **path: Any) -> Answer:
        state, rows, wanted = shown_at(values["url"])
        if wanted.is_reserved:
            raise not_found()
        form = values["format"]
        body = written(response_of(wanted, rows, values), form)
        if wanted.gone_since is not None:
            raise Withdrawn(body, form, wanted.lang)
        return Answer(
            body,
            state,
            [wanted.lang],
            media_type=MEDIA_TYPES[form],
            is_alias=not values["is_plain"],
        )


def _as_oembed_has_it(problem: Problem) -> Problem:
    """Return a problem with the status that oEmbed has for it (oembed.com, §2.3.4)."""
    codes = {(fault.parameter, fault.code): fault for fault in problem.faults}
    if ("format", "unsupported") in codes:
        return _not_implemented(codes["format", "unsupported"])
    if [*codes] == [("url", "foreign")]:
        return _not_found_here(problem)
    return problem


def _not_implemented(fault: Fault) -> Problem:
    message = _("“%(value)s” is not a format here. Supported: %(names)s.")
    names = ", ".join(MEDIA_TYPES)
    detail = filled(message, value=shortened(str(fault.message)), names=names)
    return Problem("not-acceptable", 501, detail, [replace(fault, message=detail)])


def _not_found_here(problem: Problem) -> Problem:
    missing = not_found(problem.detail)
    missing.faults = problem.faults
    return missing


def response_of(row: Row, rows: list[Row], asked: dict[str, Any]) -> dict[str, Any]:
    """Return the members of a response; those of a withdrawn item name nothing of it."""
    width, height = asked["maxwidth"], asked["maxheight"]
    is_gone = row.gone_since is not None
    frame = Frame(
        work=str(row.work),
        lang=row.lang,
        kind=row.type,
        link=permanent_address(row),
        is_gone=is_gone,
        height=min(HEIGHT, height or HEIGHT),
    )
    return {
        "type": "rich",
        "version": "1.0",
        "title": frame.name,
        "lang": row.lang,
        "provider_name": PROVIDER,
        "provider_url": absolute(f"/{row.lang}/"),
        "cache_age": CACHE_SECONDS,
        "html": frame.html,
        "width": min(WIDTH, width or WIDTH),
        "height": frame.height,
        **({} if is_gone else thumbnail(_picture(row), width, height)),
        "translations": [
            _translation(other)
            for other in public_only(rows)
            if other is not row and not other.is_reserved
        ],
    }


def _picture(row: Row) -> Any:
    return read_record(ItemRecord, with_base(row.full.decode())).image


def _translation(row: Row) -> dict[str, str]:
    address = absolute(embed_path(row.work, row.lang))
    return {"lang": row.lang, "url": permanent_address(row), "embed_url": address}


def permanent_address(row: Row) -> str:
    """Return the address of an item that names nothing of it and never changes."""
    return absolute(short_path(row.short_code))
