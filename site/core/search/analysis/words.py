"""The keys of one word, by its script."""

from collections.abc import Iterator

from core.search.analysis.arabic import lexicon
from core.search.analysis.arabic import words as arabic
from core.search.analysis.english import words as english
from core.search.analysis.english.stop_words import STOP_WORDS as ENGLISH_STOP_WORDS
from core.search.analysis.levels import Level, QueryKey
from core.search.analysis.names.people import family_names
from core.search.analysis.tokens import Script, Token

# What is longer is no word but an address or a slip; a key of PostgreSQL holds 2 KB.
LONGEST = 40


def index_keys(token: Token, *, is_name: bool = False) -> Iterator[str]:
    """Yield the keys under which a text with this word is found.

    A word inside a name is related to nothing: الحمار, the marsh, has no donkeys.
    """
    yield f"={token.word[:LONGEST]}"
    yield from (f"={word}" for word in _without_seat(token))
    script = _script_of(token)
    if script is Script.ARABIC:
        yield from arabic.index_keys(token, is_name=is_name)
    elif script is Script.LATIN:
        yield from english.index_keys(token, is_name=is_name)


def query_keys(token: Token, *, is_name: bool = False) -> Iterator[QueryKey]:
    """Yield the keys that answer this word of a query; a key may come at several levels."""
    yield QueryKey(f"={token.word[:LONGEST]}", Level.EXACT)
    yield from (QueryKey(f"={word}", Level.EXACT) for word in _without_seat(token))
    script = _script_of(token)
    if script is Script.ARABIC:
        yield from arabic.query_keys(token, is_name=is_name)
    elif script is Script.LATIN:
        yield from english.query_keys(token, is_name=is_name)
    if not is_name:
        yield from family_keys(token)


def _without_seat(token: Token) -> Iterator[str]:
    """Yield a word as Arabs write it that has the seat of Kurdish initial vowels: ئاراس."""
    if token.spelled.startswith("ئا"):
        yield token.word[1:]


def stem(token: Token) -> str:
    """Return the one stem of a word, by which phrases are compared."""
    script = _script_of(token)
    if script is Script.ARABIC:
        return arabic.stem(token)
    return english.stem(token) if script is Script.LATIN else token.word[:LONGEST]


def _script_of(token: Token) -> Script:
    """Return the script by whose rules a word is read."""
    return token.script if len(token.word) <= LONGEST else Script.OTHER


def is_stop_word(token: Token) -> bool:
    """Return whether a word narrows no search, such as "the" and «في»."""
    if token.script is Script.ARABIC:
        return lexicon.is_stop_word(token.spelled)
    return token.script is Script.LATIN and token.word in ENGLISH_STOP_WORDS


def is_known(token: Token) -> bool:
    """Return whether a word is one of a list, so that it is surely no typing mistake."""
    if is_stop_word(token):
        return True
    if token.script is Script.ARABIC:
        return lexicon.is_known_word(token.spelled) or lexicon.is_known_word(stem(token))
    return token.script is Script.LATIN and english.is_known(token)


def family_keys(token: Token) -> list[QueryKey]:
    """Return the keys of what may be the name of a family, as texts have it in any script."""
    if _script_of(token) not in (Script.LATIN, Script.ARABIC) or is_known(token):
        return []
    return [QueryKey(f"#~{each}", Level.RELATED) for each in family_names(token.word, token.script)]


def loose_keys(token: Token) -> list[QueryKey]:
    """Return keys that are tried if nothing is found: a word without joined particles."""
    if _script_of(token) is not Script.ARABIC:
        return []
    return [
        QueryKey(key, max(level, Level.STEM))
        for rest in arabic.tokens_without_particles(token)
        for key, level in query_keys(rest)
    ]
