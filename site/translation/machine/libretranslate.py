"""A machine that suggests translations: a LibreTranslate server of one's own, if one is set.

Unpublished texts go there and nowhere else: no proxies, no redirects, no other host. Python's own
client follows none of them. Neither the key nor any text is ever part of a log line or a message.
"""

import json
import logging
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from http import HTTPStatus
from http.client import (
    HTTPConnection,
    HTTPException,
    HTTPResponse,
    HTTPSConnection,
    IncompleteRead,
)
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)

NAME = "LibreTranslate"
LARGEST_ANSWER = 2 * 1024 * 1024
_TEXTS, _CHARACTERS = 10, 3000  # at most so much is asked for at a time
_PAIRS_CACHED_FOR = 60 * 60  # seconds
_TO_CONNECT = 5.0  # seconds

_NOT_THERE = _(
    "There is no translation server at the address that is set; ask "
    "the site's administrator to correct LIBRETRANSLATE_URL."
)
_BY_STATUS = {
    400: _(
        "The translation server did not understand the request; ask the site's "
        "administrator whether it supports both languages."
    ),
    403: _(
        "The translation server refused the site's key; ask the site's administrator to correct "
        "LIBRETRANSLATE_API_KEY."
    ),
    404: _NOT_THERE,
    429: _("The translation server is overloaded. Wait some minutes and try again."),
}
_SILENT = _("The translation server did not answer in time. Try again later.")
_UNREACHABLE = _(
    "The translation server cannot be reached. Try again later; if that does not help, ask the "
    "site's administrator."
)
_FAULTY = _(
    "The translation server failed. Try again later; if that does not help, ask the site's "
    "administrator."
)
_UNUSABLE = _(
    "The translation server sent an answer that cannot be used. Ask the site's administrator."
)
_NO_SUCH_PAIR = _("The translation server does not translate between these languages.")


class MachineError(Exception):
    """The server gave no translation; the text is for people, in their language."""


def is_available(source_lang: str, target_lang: str) -> bool:
    """Whether a machine can be asked: one is set, and it is not known to lack these languages.

    Sends no request, so that no page of the CMS waits for the server.
    """
    pairs = cache.get(_pairs_key()) if settings.LIBRETRANSLATE_URL else None
    return bool(settings.LIBRETRANSLATE_URL) and (
        pairs is None or f"{source_lang} {target_lang}" in pairs
    )


def suggestions(
    texts: Sequence[str], source_lang: str, target_lang: str
) -> Iterator[tuple[str, str]]:
    """Give each text with its translation, as HTML, as they come.

    Raises MachineError on the first fault, and when the setting LIBRETRANSLATE_TIMEOUT has run
    out; what was given before stays good.
    """
    deadline = time.monotonic() + settings.LIBRETRANSLATE_TIMEOUT
    if f"{source_lang} {target_lang}" not in _pairs(deadline):
        raise MachineError(_NO_SUCH_PAIR)
    for batch in _batches(texts):
        asked = {"q": batch, "source": source_lang, "target": target_lang, "format": "html"}
        if settings.LIBRETRANSLATE_API_KEY:
            asked["api_key"] = settings.LIBRETRANSLATE_API_KEY
        answer = _ask("POST", "/translate", deadline, asked)
        found = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(found, list) or len(found) != len(batch):
            raise _fault(_UNUSABLE, "a wrong number of texts")
        if not all(isinstance(text, str) for text in found):
            raise _fault(_UNUSABLE, "texts that are none")
        yield from zip(batch, found, strict=True)


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    for text in texts:
        is_full = len(batch) == _TEXTS or sum(map(len, [*batch, text])) > _CHARACTERS
        if batch and is_full:
            yield batch
            batch = []
        batch.append(text)
    if batch:
        yield batch


def _pairs_key() -> str:
    return f"translation-pairs:{settings.LIBRETRANSLATE_URL}"


def _pairs(deadline: float) -> list[str]:
    """Return the languages that the server translates between, such as "ar en", asked hourly."""
    known: list[str] | None = cache.get(_pairs_key())
    if known is None:
        known = _read_pairs(_ask("GET", "/languages", deadline))
        cache.set(_pairs_key(), known, _PAIRS_CACHED_FOR)
    return known


def _read_pairs(answer: Any) -> list[str]:
    """Read /languages; old servers name no targets and translate between all their languages."""
    try:
        codes = [language["code"] for language in answer]
        return [
            f"{language['code']} {target}"
            for language in answer
            for target in language.get("targets", codes)
        ]
    except (TypeError, KeyError, AttributeError) as error:
        raise _fault(_UNUSABLE, "no list of languages") from error


def _ask(method: str, path: str, deadline: float, data: Any = None) -> Any:
    """Return what the server answers, as JSON; raises MachineError whatever else it does."""
    connection = _connection(min(_TO_CONNECT, deadline - time.monotonic()))
    body = json.dumps(data) if data else None
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    try:
        connection.connect()
        with closing(connection), _ended_at(deadline, connection.sock):
            connection.request(method, _server().path + path, body, headers)
            response = connection.getresponse()
            _check_status(response.status)
            return json.loads(_body(response))
    except TimeoutError as error:
        raise _fault(_SILENT, "timeout") from error
    except (OSError, HTTPException, ValueError, RecursionError) as error:
        raise _fault(*_reason(error, time.monotonic() >= deadline)) from error


def _server() -> SplitResult:
    return urlsplit(settings.LIBRETRANSLATE_URL)


def _connection(seconds: float) -> HTTPConnection:
    """Return a connection, not open yet, for which everything may take so long."""
    if seconds <= 0:
        raise _fault(_SILENT, "time is up")
    server = _server()
    kind = HTTPSConnection if server.scheme == "https" else HTTPConnection
    return kind(str(server.hostname), server.port, timeout=seconds)


@contextmanager
def _ended_at(deadline: float, conversation: socket.socket) -> Iterator[None]:
    """End a conversation at its deadline: a trickle of data never exceeds a read's own time-out."""
    left = max(0.0, deadline - time.monotonic())
    conversation.settimeout(left or None)
    timer = threading.Timer(left, _hang_up, [conversation])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _hang_up(conversation: socket.socket) -> None:
    with suppress(OSError):
        conversation.shutdown(socket.SHUT_RDWR)


def _reason(error: Exception, is_late: bool) -> tuple[Any, str]:
    if is_late:
        return _SILENT, "time is up"
    if isinstance(error, OSError | HTTPException):
        return _UNREACHABLE, type(error).__name__
    return _UNUSABLE, "no JSON"


def _check_status(status: int) -> None:
    if status != HTTPStatus.OK:
        other = _NOT_THERE if 300 <= status < 400 else _FAULTY
        raise _fault(_BY_STATUS.get(status, other), f"status {status}")


def _body(response: HTTPResponse) -> bytes:
    body = response.read(LARGEST_ANSWER + 1)
    if len(body) > LARGEST_ANSWER:
        raise _fault(_UNUSABLE, "an enormous answer")
    if response.length:  # so much was announced, and did not come
        raise IncompleteRead(body, response.length)
    return body


def _fault(message: Any, reason: str) -> MachineError:
    logger.warning("%s gave no translation: %s", NAME, reason)
    return MachineError(str(message))
