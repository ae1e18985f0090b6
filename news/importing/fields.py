"""The keys of a line, checked and cleaned; the limits are those of the story's own fields."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import unquote
from uuid import UUID

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from core.addresses.tracking import direct
from core.body.reading.codes import without_codes
from core.body.reading.markup import Markup, read_html, read_text
from core.language.languages import LANGUAGES
from core.language.tidying import tidied
from core.models import Person
from news.importing.lines import LineError
from news.models import STORY_ENDS_BEFORE_IT_STARTS, NewsPage
from news.years import is_sensible

# In characters. The searched text of a story must fit PostgreSQL's limit for one text.
BODY_LIMIT = 200_000
REQUIRED = ("lang", "title", "summary", "published_at")
BODIES: dict[str, Callable[[str], Markup]] = {"body_html": read_html, "body_text": read_text}


@dataclass(frozen=True)
class StoryLine:
    """A line whose keys are valid.

    `given` holds the optional keys that the line has, cleaned: an empty one clears the story's
    value, one that is absent leaves it alone.
    """

    lang: str
    title: str
    summary: str
    published_at: datetime
    body: Markup
    given: dict[str, Any] = field(default_factory=dict)
    # Stories of before addresses were cleaned have it still.
    written_source: str = ""

    @property
    def work(self) -> UUID | None:
        return self.given.get("work")

    @property
    def is_original(self) -> bool:
        return bool(self.given.get("original"))


def story_line(record: dict[str, Any]) -> StoryLine:
    """Return the line that a JSON object describes, or raise LineError with every reason."""
    reasons = [
        f"unknown key “{key}”; known: {', '.join(KEYS)}" for key in record if key not in KEYS
    ]
    values: dict[str, Any] = {}
    for key in KEYS:
        if key in record or key in REQUIRED:
            _read_into(values, key, record.get(key), reasons)
    body = _body(record, values, reasons)
    reasons += _contradictions(values)
    if reasons or body is None:
        raise LineError(*reasons)
    required = {key: values.pop(key) for key in REQUIRED}
    written_source = str(record.get("source_url") or "").strip()
    return StoryLine(**required, body=body, given=values, written_source=written_source)


def _read_into(values: dict[str, Any], key: str, value: Any, reasons: list[str]) -> None:
    is_empty = value is None or value == [] or (isinstance(value, str) and not value.strip())
    if is_empty and key in REQUIRED:
        reasons.append(f"{key}: is missing or empty")
    elif is_empty:
        values[key] = EMPTY.get(key)
    else:
        try:
            values[key] = KEYS[key](value)
        except ValueError as error:
            reasons.append(f"{key}: {error}")


def _body(record: dict[str, Any], values: dict[str, Any], reasons: list[str]) -> Markup | None:
    """Return the body; the line must have exactly one of the two forms, with something in it."""
    forms = {key: values.pop(key, None) for key in BODIES}
    given = [key for key in BODIES if record.get(key)]
    if len(given) == 2:
        reasons.append("body_text: give body_html or body_text, not both")
    elif not given:
        reasons.append("body_html: is missing or empty; give it, or body_text")
    elif (text := forms[given[0]]) is not None:
        body = BODIES[given[0]](text)
        if body.pieces:
            return body
        reasons.append(f"{given[0]}: holds no text")
    return None


def _contradictions(values: dict[str, Any]) -> list[str]:
    start, end = values.get("event_start"), values.get("event_end")
    if end and not start and "event_start" not in values:
        return ["event_end: an event that ends also starts; give event_start"]
    if start and end and end < start:
        return [f"event_end: {STORY_ENDS_BEFORE_IT_STARTS}"]
    return []


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("must be a string")  # noqa: TRY004 - a fault of the line
    return value.strip()


def _line(limit: int | None) -> Callable[[Any], str]:
    """Return a reader of running text with single spaces, no longer than `limit` characters."""

    def read(value: Any) -> str:
        words, _codes = without_codes(_text(value), is_html=False)
        text = " ".join(tidied(words).split())
        if limit is not None and len(text) > limit:
            raise ValueError(f"is {len(text)} characters long; at most {limit} are accepted")
        return text

    return read


def _limit(name: str) -> int | None:
    return NewsPage._meta.get_field(name).max_length  # type: ignore[union-attr]


def _body_source(value: Any) -> str:
    text = _text(value)
    if len(text) > BODY_LIMIT:
        raise ValueError(f"is {len(text)} characters long; at most {BODY_LIMIT} are accepted")
    return text


def _address(value: Any) -> str:
    return _line(_limit("source_url"))(direct(_text(value)))


def _slug(value: Any) -> str:
    """Return a slug as addresses show it: exports of WordPress encode Arabic ones."""
    return _line(_limit("slug"))(unquote(_text(value)))


def _lang(value: Any) -> str:
    lang = _text(value)
    if lang not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise ValueError(f"“{lang}” is not a language of this site. Known: {known}")
    return lang


def _strings(value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError("must be a list of strings")
    return list(dict.fromkeys(item.strip() for item in value if item.strip()))


def _uuid(value: Any) -> UUID:
    try:
        return UUID(_text(value))
    except ValueError as error:
        raise ValueError(f"“{value}” is not a UUID") from error


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("must be true or false")  # noqa: TRY004 - a fault of the line
    return value


def _moment(value: Any) -> datetime:
    """Return a date or a time; without an offset it is Baghdad's, a date its midnight."""
    text = _text(value)
    try:
        found: datetime | date | None = parse_datetime(text) or parse_date(text)
    except ValueError:
        found = None
    if found is not None and not isinstance(found, datetime):
        found = datetime.combine(found, time())
    if found is not None and timezone.is_naive(found):
        found = timezone.make_aware(found)
    if found is None or not is_sensible(found):
        raise ValueError(f"“{text}” is not a date such as 2019-06-08 or 2019-06-08T09:00:00+03:00")
    return found


def _past(value: Any) -> datetime:
    """A day is allowed for clocks and zones that disagree."""
    moment = _moment(value)
    if moment > timezone.now() + timedelta(days=1):
        raise ValueError(f"“{value}” lies in the future; schedule such a story in the CMS")
    return moment


KEYS: dict[str, Callable[[Any], Any]] = {
    "lang": _lang,
    "title": _line(_limit("title")),
    "summary": _line(_limit("summary")),
    "published_at": _past,
    "body_html": _body_source,
    "body_text": _body_source,
    "work": _uuid,
    "original": _flag,
    "slug": _slug,
    "forums": _strings,
    "topics": _strings,
    "organisations": _strings,
    "governorate": _line(None),
    "byline": _line(Person._meta.get_field("name_en").max_length),
    "place": _line(_limit("place")),
    "event_start": _moment,
    "event_end": _moment,
    "source_url": _address,
    "image": _text,
    "image_alt": _line(250),
}
EMPTY: dict[str, Any] = {
    "forums": [],
    "topics": [],
    "organisations": [],
    "governorate": "",
    "byline": "",
    "place": "",
    "source_url": "",
    "image": "",
    "image_alt": "",
}
