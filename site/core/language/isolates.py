"""What is written from left to right inside a text that is written from right to left.

Without isolation browsers show such runs in pieces, the first piece at the right:

    as written   اتصلوا على +964 770 123 4567
    shown        4567 123 770 964+ اتصلوا على

Isolated are phone numbers, e-mail addresses, web addresses, names of files, and other Latin words
that would be shown wrong (@name, #word, C++, 16-F), and numbers whose thousands are apart. Dates,
times and ranges (7-6-2019, 10:30 - 12:00, 2014-2019) are read from right to left, as they are
shown: they stay as they are.

Arabic-Indic digits stay in pieces even inside an isolate; only an override holds them together.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

LEFT_TO_RIGHT, END = "\u2066", "\u2069"
OVERRIDE, END_OF_OVERRIDE = "\u202d", "\u202c"
_CLOSED_BY = {LEFT_TO_RIGHT: END, "\u2067": END, "\u2068": END, OVERRIDE: END_OF_OVERRIDE}

_DIGIT = "[0-9٠-٩۰-۹]"
_ARABIC_INDIC = re.compile("[٠-٩]")
_ASCII_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)
_LATIN = re.compile("[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]")
# What a run is made of, without spaces and without what separates one from another. It has a
# limit since the rest of it is read again behind each number.
_CHUNK = re.compile("[!#-+\\--:=?-~\u00c0-\u024f٠-٩۰-۹]{1,400}")
_ADDRESS = re.compile(r"[^\s<>\"«»“”،؛؟\u2066-\u2069\u202a-\u202e]+")
_WWW = re.compile(r"(?<![A-Za-z0-9])[Ww]{3}\.(?=[^\W_])")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}\Z")
_HOST = re.compile(r"[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)+/")
_DOTTED = re.compile(r"[\w-]\.[A-Za-z][A-Za-z0-9]")
_BEGINS_WITH_NUMBER = re.compile(r"\d+[\W_]")
_LABELLED = re.compile(r":(?=\+?\(?\+?[0-9٠-٩۰-۹])")
# One group of a number; it is none where it belongs to a word, a time or a larger number.
_GROUP = rf"(?<!{_DIGIT}){_DIGIT}++(?![!-/:-@\[-`{{-~]{{0,3}}[A-Za-z])(?![_@])(?![:,]{_DIGIT})"
_BETWEEN = "[ \u00a0\u2009\u202f.\u2010\u2011\u2013-]"
_BRACKETED = rf"\(\+?{_DIGIT}{{1,5}}\)"
_NUMBER = re.compile(
    rf"(?:\+?{_BRACKETED}|\+?{_GROUP})"
    rf"(?:{_BETWEEN}?{_BRACKETED}|(?:{_BETWEEN}|(?<=\))){_GROUP})*"
    rf"(?: (?:[Ee]xt\.?|x) ?{_DIGIT}{{1,6}}(?!{_DIGIT}))?"
)
_GROUPS = re.compile(rf"{_DIGIT}+")
_INSIDE_OTHER = re.compile(rf"(?:{_DIGIT}[:,.٫٬]|(?<!{_DIGIT}){_DIGIT}{{1,2}}/)\Z")
_DATE = re.compile(
    r"(?:0?[1-9]|[12]\d|3[01])[-.](?:0?[1-9]|1[0-2])[-.](?:\d{4}|\d{2})"
    r"|\d{4}[-.](?:0?[1-9]|1[0-2])[-.](?:0?[1-9]|[12]\d|3[01])"
)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_THOUSANDS = re.compile("[1-9]\\d{0,2}(?:[ \u2009]\\d{3})+")
_SHORTEST, _LONGEST = 7, 15  # digits of a phone number
_SHORTEST_SPLIT = len("2 400")
# What ends the influence of a Latin word on the numbers behind it.
_OTHER = re.compile("[^\\s\u2066-\u2069\u202a-\u202e]")
_CONTROL = re.compile("[\n\u2066-\u2069\u202a-\u202e]")


# Spans of runs, and the place up to which a text was read for them.
Found = tuple[list[tuple[int, int]], int]


class Run(NamedTuple):
    """The place of a run in its text, and whether isolation alone does not put it in order."""

    start: int
    end: int
    is_overridden: bool


def isolated_text(text: str, direction: str) -> str:
    """Return plain text of a direction ("rtl", "ltr") with what is to be isolated in it isolated.

    >>> isolated_text("هاتف: +964 770 123 4567", "rtl")
    'هاتف: \\u2066+964 770 123 4567\\u2069'
    """
    if direction != "rtl":
        return text
    parts, done = [], 0
    for run in left_to_right_runs(text):
        parts += [text[done : run.start], isolate(text[run.start : run.end], run.is_overridden)]
        done = run.end
    return "".join([*parts, text[done:]])


def isolate(text: str, is_overridden: bool = False) -> str:
    """Return a text between the characters that isolate it."""
    if is_overridden:
        text = f"{OVERRIDE}{text}{END_OF_OVERRIDE}"
    return f"{LEFT_TO_RIGHT}{text}{END}"


def of_own_direction(text: str) -> str:
    """Return a plain text between characters that give it its own direction, whatever is around it.

    >>> of_own_direction("Hit") == "\\u2068Hit\\u2069"
    True
    """
    return f"\u2068{text}{END}"


def closed(text: str) -> str:
    """Return a part of a text without isolates whose other half is in another part.

    >>> closed("… 770\\u2069 أو \\u2066+964 …") == "… 770 أو \\u2066+964 …\\u2069"
    True
    """
    opened: list[str] = []
    parts = []
    for char in text:
        if char in _CLOSED_BY:
            opened.append(_CLOSED_BY[char])
        elif char in _CLOSED_BY.values():
            if not opened or opened[-1] != char:
                continue
            opened.pop()
        parts.append(char)
    return "".join([*parts, *reversed(opened)])


def left_to_right_runs(text: str) -> Iterator[Run]:
    """Yield the runs of a right-to-left text that have to be isolated, in order.

    What is isolated already is left alone. Takes time in proportion to the length of the text.
    """
    place, follows_latin = 0, False
    for start, end in _unisolated(text):
        follows_latin = follows_latin and not _OTHER.search(text, place, start)
        place = start
        while chunk := _CHUNK.search(text, place, end):
            follows_latin = follows_latin and not _OTHER.search(text, place, chunk.start())
            found, place = _in_chunk(text, *chunk.span(), follows_latin)
            is_latin = _LATIN.search(text, chunk.start(), place) is not None
            # An isolate leaves what is around it in the direction of what is before it.
            follows_latin = follows_latin or (is_latin and not found)
            for span in found:
                yield Run(*span, _ARABIC_INDIC.search(text, *span) is not None)


def _unisolated(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of a text that are outside of isolates, embeddings and overrides."""
    start, depth = 0, 0
    for control in _CONTROL.finditer(text):
        if depth == 0:
            yield start, control.start()
        if control[0] == "\n":
            depth = 0
        else:
            depth = max(0, depth - 1) if control[0] in "\u2069\u202c" else depth + 1
        start = control.end()
    if depth == 0:
        yield start, len(text)


def _in_chunk(text: str, start: int, end: int, follows_latin: bool) -> Found:
    """Return the runs that begin in a chunk, and the place to go on from."""
    if _LATIN.search(text, start, end):
        return _in_word(text, start, end)
    return _in_number(text, start, end, follows_latin)


def _in_word(text: str, start: int, end: int) -> Found:
    begin = _address_begin(text, start, end)
    if begin is not None:
        return _address(text, begin)
    label = _LABELLED.search(text, start, end)
    if label and not _LATIN.search(text, label.end(), end):
        return _in_number(text, label.end(), end, follows_latin=False)
    begin, finish = _trimmed(text, start, end)
    if _HOST.match(text, begin, end):
        return _address(text, begin)
    return ([(begin, finish)] if _is_shown_wrong(text[begin:finish]) else []), end


def _address_begin(text: str, start: int, end: int) -> int | None:
    """Return where a web address begins that states its scheme or begins with "www."."""
    places = [found.start() for found in [_WWW.search(text, start, end)] if found]
    slashes = text.find("://", start, end)
    if slashes > 0 and text[slashes + 3 : slashes + 4].isalnum():
        scheme = _SCHEME.search(text, max(start, slashes - 12), slashes)
        places += [scheme.start()] if scheme else []
    return min(places, default=None)


def _address(text: str, start: int) -> Found:
    """Return the run of a web address, whose path may be Arabic, and its end."""
    found = _ADDRESS.match(text, start)
    end = found.end() if found else start
    finish = _without_punctuation(text, start, end, kept="/#=&+_~%-*$")
    return [(start, finish)], end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of a chunk without the punctuation around it."""
    begin = start
    while begin < end and not text[begin].isalnum():
        begin += 1
    if begin > start and text[begin - 1] in "@#._~":
        begin -= 1
    return begin, _without_punctuation(text, begin, end, kept="+#")


def _without_punctuation(text: str, start: int, end: int, kept: str) -> int:
    """Return where a run ends; a bracket that it opened belongs to it."""
    finish = end
    while finish > start and not (text[finish - 1].isalnum() or text[finish - 1] in kept):
        finish -= 1
    opened = text.count("(", start, finish) > text.count(")", start, finish)
    return finish + 1 if opened and text[finish:end].startswith(")") else finish


def _is_shown_wrong(word: str) -> bool:
    """Whether a word is an address or a name of a file, or would be shown out of order."""
    return (
        word[:1] in {"@", "#", "."}
        or word[-1:] in {"+", "#"}
        or "@" in word
        or _DOTTED.search(word) is not None
        or _BEGINS_WITH_NUMBER.match(word) is not None
    )


def _in_number(text: str, start: int, end: int, follows_latin: bool) -> Found:
    """Return the runs of a number that may go on behind its first chunk.

    Behind a Latin word numbers are in order by themselves.
    """
    for begin in range(start, end):
        if number := _NUMBER.match(text, begin):
            is_short = number.end() - begin < _SHORTEST_SPLIT
            if is_short or _INSIDE_OTHER.search(text, max(0, begin - 4), begin):
                return [], number.end()
            spans = _numbers(text, *number.span())
            found = [span for span in spans if _is_split(text[slice(*span)], follows_latin)]
            return found, number.end()
        if text[begin].isdecimal():
            break
    return [], end


def _numbers(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the span of a number, or of each of several that only spaces or hyphens separate."""
    groups = [group.span() for group in _GROUPS.finditer(text, start, end)]
    if sum(last - first for first, last in groups) <= _LONGEST:
        yield start, end
        return
    begin, before = start, start
    for first, last in groups:
        if first > start and text[first] in "0٠۰" and before > start:
            yield begin, before
            begin = first
        before = last
    yield begin, end


def _is_split(number: str, follows_latin: bool) -> bool:
    """Whether a number is a phone number or the like, whose groups would be shown reversed."""
    number = number.translate(_ASCII_DIGITS)
    groups = _GROUPS.findall(number)
    digits = sum(map(len, groups))
    if number.lstrip("(").startswith("+"):
        return digits >= _SHORTEST
    if any(_DATE.fullmatch(piece) for piece in number.split()):
        return False
    if groups[0].startswith("0"):
        return _SHORTEST <= digits <= _LONGEST and (len(groups) > 1 or digits > _SHORTEST + 1)
    if follows_latin or len(groups) == 1 or _YEAR.fullmatch(groups[0]):
        return False
    if _THOUSANDS.fullmatch(number):
        return True
    has_spaces = " " in number
    return (
        digits <= _LONGEST
        and digits >= (9 if has_spaces else 10)
        and (has_spaces or len(groups) > 2)
    )
