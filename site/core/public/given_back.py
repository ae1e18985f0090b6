"""Forms of the CMS that come back to whoever sent them, because nothing of them was stored.

Everything here comes from the request alone: there may be no session, user or database.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token

from core.addresses.base import CMS_PATH

# A title, a sentence, anything in Arabic: not an id, a date or a name for programs.
_WORDS = re.compile(r"[^\W\d_]\S*\s+\S|[^\W\d_a-zA-Z]")

Fields = list[tuple[str, str]]


def is_of_script(request: HttpRequest) -> bool:
    """Whether a script sent the request, and shows the answer in the page that is open."""
    accepts = request.headers.get("Accept", "")
    return (
        request.headers.get("X-Requested-With") == "XMLHttpRequest"
        or ("application/json" in accepts and "text/html" not in accepts)
        or request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate"
    )


def may_come_back(request: HttpRequest) -> bool:
    """Whether a form may be given back with a token: only if it came with one of its own.

    Else another site could have it filled in and wait for somebody to press the button.
    """
    return (
        request.method == "POST"
        and request.path_info.startswith(CMS_PATH)
        and getattr(request, "csrf_processing_done", False)
        and bool(request.POST or request.FILES)
    )


def form_of(request: HttpRequest) -> dict[str, Any]:
    """Return what `includes/unsaved.html` shows of the form that was sent.

    Passwords, which no page should hold, and files, which none can, are left out.
    """
    sent = sent_fields(request)
    fields = shown_fields(sent)
    return {
        "fields": fields,
        "token": get_token(request),
        "is_multipart": request.content_type == "multipart/form-data",
        "lacks_passwords": any(is_secret(name) for name, _value in sent),
        "files": [file.name for _name, files in request.FILES.lists() for file in files],
        "texts": list(texts_of(fields)),
    }


def sent_fields(request: HttpRequest) -> Fields:
    """Return every field with its value, once for each value."""
    return [(name, str(value)) for name, values in request.POST.lists() for value in values]


def shown_fields(sent: Iterable[tuple[str, str]]) -> Fields:
    """Return the fields that a page may hold: no passwords, and no token that is used up."""
    return [
        (name, value)
        for name, value in sent
        if not is_secret(name) and name != "csrfmiddlewaretoken"
    ]


def is_secret(name: str) -> bool:
    """Whether a field, by its name, is one that no page should hold."""
    return "password" in name.lower()


def texts_of(fields: Fields) -> Iterator[str]:
    """Yield what people can read of the fields, for them to copy."""
    for _name, value in fields:
        text = "\n".join(_paragraphs(value))
        if _WORDS.search(text):
            yield text


def _paragraphs(value: str) -> list[str]:
    """Return the paragraphs of a field; rich text comes as JSON from Wagtail's editor."""
    if value.startswith("{"):
        try:
            return [str(block["text"]) for block in json.loads(value)["blocks"]]
        except (ValueError, LookupError, TypeError, RecursionError):
            return [value]
    return [value]
