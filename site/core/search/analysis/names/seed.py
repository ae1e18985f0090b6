"""The names that everybody knows: places of Iraq and around it, peoples, months,
given names, large organisations."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from pathlib import Path

_DATA = Path(__file__).parent.parent / "data"
_ENDINGS = ("ة", "ون", "ين", "ات")  # of an adjective that ends in ي


class Kind(Enum):
    """What a name names; the words of places and months mean nothing by themselves."""

    PLACE = "place"
    MONTH = "month"
    PEOPLE = "people"
    GIVEN = "given"
    OTHER = "other"

    @property
    def hides_words(self) -> bool:
        return self in {Kind.PLACE, Kind.MONTH, Kind.GIVEN}


@dataclass(frozen=True)
class KnownName:
    """A name with all its spellings, in both scripts.

    A spelling that begins with “?” is also an ordinary word; one with “=” has its article always.
    """

    concept: str
    kind: Kind
    spellings: tuple[str, ...]


_PREFIXED = {Kind.GIVEN, Kind.OTHER}


def seed() -> Iterator[KnownName]:
    """Yield the names that the site knows by itself."""
    files = (
        ("places", Kind.PLACE),
        ("months", Kind.MONTH),
        ("peoples", Kind.PEOPLE),
        ("given_names", Kind.GIVEN),
        ("organisations", Kind.OTHER),
    )
    return (name for file, kind in files for name in _names(file, kind))


@lru_cache(maxsize=1)
def related_concepts() -> Mapping[str, tuple[str, ...]]:
    """Return for each country the people that is called after it, and the other way.

    >>> related_concepts()["#turkey"], related_concepts()["#turkish"]
    (('#turkish',), ('#turkey',))
    """
    found: defaultdict[str, list[str]] = defaultdict(list)
    for line in (_DATA / "nationalities.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            country, people = line.split("\t")
            found[f"#{country}"].append(f"#{people}")
            found[f"#{people}"].append(f"#{country}")
    return {concept: tuple(others) for concept, others in found.items()}


def _names(file: str, kind: Kind) -> Iterator[KnownName]:
    for line in (_DATA / f"{file}.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            concept, *columns = line.split("\t")
            spellings = [each for column in columns for each in column.split("|")]
            if kind in _PREFIXED:  # سوران is a town and a man
                concept = f"{kind.value}-{concept}"
            forms = [form for each in spellings for form in _inflected(each)]
            if kind is Kind.PEOPLE:
                forms += [f"ال{form}" for form in forms if not form.isascii()]
            yield KnownName(f"#{concept}", kind, tuple(forms))


def _inflected(spelling: str) -> Iterator[str]:
    """Yield a spelling, and with “+” its other endings: those of an adjective, or a plural's s."""
    word = spelling.removesuffix("+")
    yield word
    if word == spelling:
        return
    if word.isascii():
        yield f"{word}s"
    else:
        yield from (f"{word}{ending}" for ending in _ENDINGS)
