"""The lists of English words in `data`: words with spaces between them; `#` begins a comment."""

from pathlib import Path

_DATA = Path(__file__).parent.parent / "data"


def read_lines(name: str) -> list[list[str]]:
    """Return the words of each line of a list.

    >>> read_lines("english_stop_words")[0][:2]
    ['a', 'about']
    """
    text = (_DATA / f"{name}.txt").read_text(encoding="utf-8")
    return [line.split() for line in text.splitlines() if line and not line.startswith("#")]


def read_words(name: str) -> list[str]:
    """Return all words of a list, in its order."""
    return [word for line in read_lines(name) for word in line]
