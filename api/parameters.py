"""Query parameters: each is declared once, read strictly, and described in the documents.

Whatever is unknown, repeated or not understood is refused with what is allowed; nothing is
clamped or ignored.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from api.patterns import CURSOR as CURSOR_FORM
from api.patterns import LANGUAGE_LIST, in_list, one_of_names
from api.problems import Fault, Text, bad_parameters, filled
from api.types import TYPES
from core.language.languages import LANGUAGES

LIMIT_DEFAULT, LIMIT_MAX = 20, 100
# What is shown of a value in a message.
_SHOWN = 40
_RANGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_NUMBER = re.compile(r"[0-9]{1,19}")


class UnusableValueError(ValueError):
    """A value that a parameter does not take; `code` and `message` become a Fault."""

    def __init__(self, code: str, message: Text) -> None:
        super().__init__(code)
        self.code, self.message = code, message


@dataclass(frozen=True)
class Parameter:
    """One query parameter: `read` turns its text into a value or raises UnusableValueError.

    `write` turns a value back into one text for links, however it was spelt; `bind` into one that
    cursors are bound to, if that is another. `is_list` is whether commas divide its text.
    `schema`, `description` and `example` describe it in the OpenAPI document and the guide.
    """

    name: str
    read: Callable[[str], Any]
    schema: dict[str, Any]
    description: Text
    default: Any = None
    example: str = ""
    write: Callable[[Any], str] = str
    is_required: bool = False
    bind: Callable[[Any], str] | None = None
    is_list: bool = False


def shortened(text: str) -> str:
    """Return a value as messages show it: not too much of it, and nothing that cannot be seen."""
    shown = "".join(char if char.isprintable() else "\ufffd" for char in text[:_SHOWN])
    return f"{shown}…" if len(text) > _SHOWN else shown


def in_commas(values: Sequence[str]) -> str:
    """Return names as a comma list, which is how parameters hold several."""
    return ",".join(values)


def lookup(language_range: str) -> str | None:
    """Return the language that serves a language range by RFC 4647's lookup, or None.

    WordPress writes its locales with an underscore.

    >>> lookup("ar-IQ"), lookup("ar_IQ")
    ('ar', 'ar')
    """
    language_range = language_range.replace("_", "-")
    if not _RANGE.fullmatch(language_range):
        return None
    parts = language_range.lower().split("-")
    # Each step drops the last subtag, and a single letter that is then the last one.
    while parts and "-".join(parts) not in LANGUAGES:
        parts.pop()
        if len(parts) > 1 and len(parts[-1]) == 1:
            parts.pop()
    return "-".join(parts) or None


def read_languages(text: str) -> tuple[str, ...]:
    """Return the languages that a comma list of language ranges asks for, in the site's order."""
    found = set()
    for part in text.split(","):
        tag = lookup(part.strip())
        if tag is None:
            message = filled(
                _("“%(value)s” is not a language of this site. Supported: %(supported)s."),
                value=shortened(part.strip()),
                supported=", ".join(LANGUAGES),
            )
            raise UnusableValueError("unsupported", message)
        found.add(tag)
    return tuple(tag for tag in LANGUAGES if tag in found)


def read_names(text: str, allowed: Sequence[str], refusal: Text) -> tuple[str, ...]:
    """Return the names in a comma list, in the order in which they are allowed.

    `refusal` is the message for any other name, its `value`, and lists the `names` allowed.
    """
    asked = {part.strip() for part in text.split(",")}
    unknown = sorted(asked - set(allowed))
    if unknown:
        message = filled(refusal, value=shortened(unknown[0]), names=", ".join(allowed))
        raise UnusableValueError("unsupported", message)
    return tuple(name for name in allowed if name in asked)


def read_types(text: str) -> tuple[str, ...]:
    """Return the types that a comma list names, in the API's order."""
    return read_names(text, TYPES, _("“%(value)s” is not a type of item. Supported: %(names)s."))


def read_limit(text: str, last: int = LIMIT_MAX) -> int:
    allowed = {"value": shortened(text), "first": 1, "last": last}
    if not re.fullmatch(r"[+-]?[0-9]+", text):
        message = _("“%(value)s” is not a whole number. Allowed: %(first)s to %(last)s.")
        raise UnusableValueError("not_a_number", filled(message, **allowed))
    if not _NUMBER.fullmatch(text) or not 1 <= int(text) <= last:
        message = _("“%(value)s” is out of range. Allowed: %(first)s to %(last)s.")
        raise UnusableValueError("out_of_range", filled(message, **allowed))
    return int(text)


LANG = Parameter(
    "lang",
    read_languages,
    {"type": "string", "pattern": LANGUAGE_LIST},
    _(
        "Language of the items: “en”, “ar” or both (“en,ar”). Regional tags such as “ar-IQ” find "
        "their language. Left out, items of both languages are listed, each with its “lang”."
    ),
    example="ar",
    write=in_commas,
    is_list=True,
)
TYPE = Parameter(
    "type",
    read_types,
    {"type": "string", "pattern": in_list(one_of_names(TYPES))},
    filled(
        _("Type of the items, or several with commas between: %(types)s. Left out, all of them."),
        types=", ".join(TYPES),
    ),
    example="news",
    write=in_commas,
    is_list=True,
)
CURSOR = Parameter(
    "cursor",
    str,
    {"type": "string", "pattern": CURSOR_FORM},
    _("Where this page of the list begins: copied from “next” or “previous”, never made up."),
)


def limit_parameter(default: int, last: int, example: str) -> Parameter:
    """Return the parameter for how many entries are wanted, from 1 to `last`."""
    return Parameter(
        "limit",
        partial(read_limit, last=last),
        {"type": "integer", "minimum": 1, "maximum": last, "default": default},
        filled(
            _("How many to list, from %(first)s to %(last)s; %(default)s when left out."),
            first=1,
            last=last,
            default=default,
        ),
        default=default,
        example=example,
    )


LIMIT = limit_parameter(LIMIT_DEFAULT, LIMIT_MAX, "5")


def read_parameters(
    request: HttpRequest, allowed: Sequence[Parameter], *, ignores_others: bool = False
) -> dict[str, Any]:
    """Return the value of every allowed parameter, or raise a Problem that names all faults.

    Others are a fault, too, unless it `ignores_others`.
    """
    known = {parameter.name: parameter for parameter in allowed}
    values = {parameter.name: parameter.default for parameter in allowed}
    faults = []
    for name, texts in request.GET.lists():
        if ignores_others and name not in known:
            continue
        try:
            values[name] = _read_one(known.get(name), texts, known)
        except UnusableValueError as refused:
            faults.append(Fault(name[:80], refused.code, refused.message))
    faults += [
        Fault(parameter.name, "required", _("This parameter is needed here."))
        for parameter in allowed
        if parameter.is_required and parameter.name not in request.GET
    ]
    if faults:
        raise bad_parameters(faults)
    return values


def written(values: Mapping[str, Any], parameters: Sequence[Parameter]) -> dict[str, str]:
    """Return the text of every parameter whose value is not what leaving it out would mean."""
    return {each.name: each.write(values[each.name]) for each in _given(values, parameters)}


def bound(values: Mapping[str, Any], parameters: Sequence[Parameter]) -> dict[str, str]:
    """Return what a cursor is bound to, for every parameter that is not left out."""
    given = _given(values, parameters)
    return {each.name: (each.bind or each.write)(values[each.name]) for each in given}


def _given(values: Mapping[str, Any], parameters: Sequence[Parameter]) -> list[Parameter]:
    return [each for each in parameters if values[each.name] != each.default]


def _read_one(parameter: Parameter | None, texts: Sequence[Any], known: dict[str, Any]) -> Any:
    if parameter is None:
        names = ", ".join(known)
        if not names:
            raise UnusableValueError("unknown", _("No parameter is taken here."))
        raise UnusableValueError(
            "unknown", filled(_("Unknown parameter. Allowed: %(names)s."), names=names)
        )
    if len(texts) != 1:
        raise UnusableValueError("repeated", _("This parameter may be given only once."))
    if "\x00" in texts[0]:
        raise UnusableValueError("nul", _("The value holds a NUL character, which no text has."))
    if "\ufffd" in texts[0]:
        raise UnusableValueError("not_utf8", _("The value is not text in UTF-8."))
    try:
        return parameter.read(texts[0])
    except UnusableValueError as refused:
        raise _explained(refused, parameter, texts[0]) from refused


def _explained(refused: UnusableValueError, parameter: Parameter, text: str) -> UnusableValueError:
    """Return a refusal that names the comma too many, which is why “” is refused."""
    parts = [part.strip() for part in text.split(",")]
    if not parameter.is_list or len(parts) < 2 or "" not in parts:
        return refused
    message = _("%(refusal)s A comma has nothing before or after it: leave it out.")
    return UnusableValueError(refused.code, filled(message, refusal=refused.message))
