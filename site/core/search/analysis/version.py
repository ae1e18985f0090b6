"""Which version of the analyser made a key: texts that another one indexed are indexed anew.

It is read from the code and the lists themselves, so nobody has to think of raising a number.
"""

import hashlib
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path

from core.language import characters, folding

_HERE = Path(__file__).parent
_STEMMER = "snowballstemmer"


@cache
def search_version() -> str:
    """Return twelve characters that change with whatever decides how texts are read."""
    digest = hashlib.sha256(unicodedata.unidata_version.encode())
    own = sorted(path for path in _HERE.rglob("*") if path.suffix in {".py", ".tsv", ".txt"})
    for path in [*own, Path(folding.__file__), Path(characters.__file__)]:
        digest.update(path.read_bytes())
    digest.update(metadata.version(_STEMMER).encode())
    return digest.hexdigest()[:12]


def mark_of(texts: Iterable[str]) -> str:
    """Return what is equal if a row was indexed from these texts by this analyser."""
    digest = hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{search_version()}:{digest}"
