"""What a mistyped word may have been, where no text has it as it was typed.

There is no dictionary of all words, and none is made of the texts: a word of a withdrawn one would
live on in it. So likely mistakes are undone, one at a time, and the index knows which of the words
that come out are any. Letters that look or sound alike are exchanged in words of five letters or
more; any letter is, or is missing or superfluous, only in words of seven or more, where one letter
seldom makes another word. What a list knows is no mistake (policy is not police), and nothing is
corrected freely into a name.
"""

from collections import defaultdict
from collections.abc import Iterator

from core.language.folding import with_and_without_article, without_article
from core.search.analysis import words
from core.search.analysis.names.names import Names
from core.search.analysis.tokens import Script, Token, tokens

SHORTEST, SHORTEST_FREE, LONGEST = 5, 7, 20
# Of Arabic words without article and endings.
SHORTEST_FREE_STEM = 6
MOST_CANDIDATES = 600

_ALPHABETS = {
    Script.ARABIC: "ابتثجحخدذرزسشصضطظعغفقكلمنهويء",
    Script.LATIN: "abcdefghijklmnopqrstuvwxyz",
}


def _pairs_of(text: str) -> list[tuple[str, str]]:
    return [(first, second) for first, second in (each.split(":") for each in text.split())]


def _others_of(groups: str) -> dict[str, str]:
    others: defaultdict[str, str] = defaultdict(str)
    for group in groups.split():
        others[group[0]] += group[1]
        others[group[1]] += group[0]
    return others


# Letters that differ in their dots alone, or that sound alike to many: each for the others.
_ALIKE = {
    Script.ARABIC: "بت تث بن ني بي تن جح جخ حخ دذ رز سش صض طظ عغ فق هت "
    "ضظ ذز ذظ زظ سص ثس ثذ تط دض دت قك قغ قج كج كخ حه اع اه وف",
    Script.LATIN: "ae ei iy ou ao ck cs sz kq gj vw vf fp bp dt mn lr xs ea ua",
}
# Sounds that are written in several ways.
_SOUNDS = {
    Script.ARABIC: _pairs_of("تش:ج اء:ا"),
    Script.LATIN: _pairs_of("ph:f ck:k kh:k th:t gh:g ie:ei ee:ea ou:u wh:w sh:ch er:or")
    + _pairs_of("tion:sion ance:ence ant:ent able:ible"),
}


_OTHERS = {script: _others_of(groups) for script, groups in _ALIKE.items()}


def candidates(token: Token, names: Names) -> list[str]:
    """Return keys of words that are one likely mistake away from this one, the likeliest first.

    Mistakes are undone in the stem, too (`~`), so that texts are found by any form of the word that
    was meant. At most 600; none for a word that is surely right.
    """
    length = len(without_article(token.word))
    is_read = token.script in _ALPHABETS and SHORTEST <= length <= LONGEST
    if not is_read or words.is_known(token):
        return []
    stem = words.stem(token)
    found = _latin_keys(token, stem) if token.script is Script.LATIN else _arabic_keys(token, stem)
    keys = dict.fromkeys(key for key, is_free in found if not is_free or not _is_name(key, names))
    keys.pop(f"~{stem}", None)
    return list(keys)[:MOST_CANDIDATES]


def _latin_keys(token: Token, stem: str) -> Iterator[tuple[str, bool]]:
    """Yield the stems of what an English word may have been, and whether any letter was changed."""
    for word in _alike(token.word, token.script):
        yield f"~{words.stem(_as(word, token))}", False
    if len(stem) >= SHORTEST_FREE:
        for word in _free(token.word, token.script):
            yield f"~{words.stem(_as(word, token))}", True


def _arabic_keys(token: Token, stem: str) -> Iterator[tuple[str, bool]]:
    """Yield what an Arabic word or its stem may have been: to take stems of all takes too long."""
    yield from ((f"={word}", False) for word in _alike(token.word, token.script))
    yield from ((f"~{word}", False) for word in _alike(stem, token.script))
    if len(without_article(token.word)) < SHORTEST_FREE:
        return
    if len(stem) >= SHORTEST_FREE_STEM:
        yield from ((f"~{word}", True) for word in _free(stem, token.script))
    else:
        yield from ((f"={word}", True) for word in _free(token.word, token.script))


def _as(word: str, token: Token) -> Token:
    return token._replace(word=word, spelled=word)


def _alike(word: str, script: Script) -> Iterator[str]:
    """Yield a word with two letters transposed, one doubled or not, or others that are alike."""
    for place, letter in enumerate(word):
        before, after = word[:place], word[place + 1 :]
        if after and after[0] != letter:
            yield f"{before}{after[0]}{letter}{after[1:]}"
        yield f"{before}{after}" if after.startswith(letter) else f"{before}{letter}{letter}{after}"
        yield from (f"{before}{other}{after}" for other in _OTHERS[script].get(letter, ""))
    for first, second in _SOUNDS[script]:
        for old, new in ((first, second), (second, first)):
            if old in word:
                yield word.replace(old, new, 1)


def _free(word: str, script: Script) -> Iterator[str]:
    """Yield a word with one letter less, more or another, but for the first: it is seldom wrong."""
    places = range(1, len(word) + 1)
    alphabet = _ALPHABETS[script]
    yield from (word[:place] + word[place + 1 :] for place in places[:-1])
    yield from (word[:place] + letter + word[place:] for place in places for letter in alphabet)
    yield from (
        word[:place] + letter + word[place + 1 :] for place in places[:-1] for letter in alphabet
    )


def _is_name(key: str, names: Names) -> bool:
    """Whether a name is this word; the quick look at the lists is enough for nearly all words."""
    if not any(map(names.has_word, with_and_without_article(key[1:]))):
        return False
    return any(name.hides_words for name in names.find(tokens(key[1:]), is_query=True))
