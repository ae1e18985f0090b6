"""What is made from an English word by other endings: elect, election, electoral.

They are related, not the same: farm, farmer and farming meet, but below the word as it was typed.
Porter's algorithm gives the families of words that no list has; lists correct it where it joins
words of different meanings (organ, organise) or knows no rule (destroy, destruction).
"""

import re
import threading
from collections import defaultdict
from functools import lru_cache

import snowballstemmer  # type: ignore[import-untyped]

from core.search.analysis.english.inflection import inflected_stem, is_whole, singular
from core.search.analysis.english.lists import read_lines, read_words
from core.search.analysis.english.variants import one_spelling

# Endings by which a word is one with a shorter one, where Porter's algorithm knows no rule.
_RULES = [
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"(?<=[a-z]{3})ification$", "ify"),
        (r"(?<=[a-z]{5}ment)al(ly|ist)?$", ""),
    )
]
# The verb of an agent: farm(er), edit(or), detain(ee), suppl(ier).
_AGENT = re.compile(r"(?:(?<=[^e])er|(?<=[^aeiou]{2})or|(?<=[ai]t)or|(?<=is)or|(?<=[^e])ee)$")
_NO_AGENTS = frozenset(read_words("english_no_agents"))
_SHORTEST_VERB = 3


class _Own(threading.local):
    """What each thread has for itself: a stemmer holds the word that it is at."""

    def __init__(self) -> None:
        self.porter = snowballstemmer.stemmer("english")


_own = _Own()


def _read_families() -> dict[str, tuple[str, ...]]:
    families: defaultdict[str, list[str]] = defaultdict(list)
    for line in read_lines("english_families"):
        for word in line:
            stem = inflected_stem(one_spelling(word))
            if line[0] not in families[stem]:
                families[stem].append(line[0])
    return {stem: tuple(names) for stem, names in families.items()}


_FAMILIES = _read_families()


@lru_cache(maxsize=20_000)
def families(word: str) -> tuple[str, ...]:
    """Return the families of a folded word, as names that words of one family share.

    >>> families("destroyed") == families("destruction"), families("voter") == families("votes")
    (True, True)
    >>> set(families("policy")) & set(families("police"))
    set()
    """
    word = one_spelling(word)
    return _FAMILIES.get(inflected_stem(word)) or _by_rule(singular(word))


def is_listed(word: str) -> bool:
    """Return whether a list has a folded word, in any of its forms."""
    return inflected_stem(one_spelling(word)) in _FAMILIES or is_whole(word)


def _by_rule(word: str) -> tuple[str, ...]:
    """Return the families of a word without an ending of plurals that no list has."""
    if is_whole(word):
        return (word,)
    for pattern, instead in _RULES:
        word = pattern.sub(instead, word)
    verb = _verb_of(word)
    return _FAMILIES.get(inflected_stem(verb)) or (_own.porter.stemWord(verb),)


def _verb_of(agent: str) -> str:
    """Return a form of the verb of an agent, and any other word as it is."""
    rest = _AGENT.sub("", agent)
    if rest == agent or agent in _NO_AGENTS or len(rest) < _SHORTEST_VERB:
        return agent
    return f"{rest}ed"
