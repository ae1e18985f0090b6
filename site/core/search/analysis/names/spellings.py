"""The spellings of a known name, in the forms in which the words of a text are compared."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product
from typing import NamedTuple

from core.language.characters import has_arabic_letters
from core.language.folding import folded_words
from core.search.analysis.names.latin import latin_form, with_articles

# What others write for letters that Arabic does not have.
_LETTERS = {"گ": "كجق", "چ": "جشك", "پ": "ب", "ژ": "زج", "ڤ": "فو"}
_MOST_READINGS = 12
# Of a name of several words, each with its readings.
_MOST_FORMS = 144
_PARTICLES = re.compile(r"^[وف]?(?:[بك](?=ال)|ل(?=ل)|[بلك])?")
# Names with fewer letters are compared as they are spelled: few is not Faw.
_LEAST = 5
_EXACT = "'"


@lru_cache(maxsize=20_000)
def forms_of_word(word: str) -> tuple[str, ...]:
    """Return the forms of a folded word of a text; several for letters that have several readings.

    >>> forms_of_word("چبايش")
    ('جبايش', 'شبايش', 'كبايش')
    """
    if not has_arabic_letters(word):
        return (latin_form(word),)
    letters = [_LETTERS.get(letter, letter) for letter in word.rstrip("ء") or word]
    # One by one: twenty such letters have more readings than a memory holds.
    return tuple("".join(each) for each in islice(product(*letters), _MOST_READINGS))


def forms_of_text(word: str) -> Iterator[str]:
    """Yield all forms that a folded word of a text may have, with and without particles."""
    yield exact_form(word)
    yield from forms_of_word(word)
    for bare in without_particles(word):
        yield from forms_of_word(bare)


def exact_form(word: str) -> str:
    """Return the form of a short name in Latin letters, which may be spelled as listed only."""
    return f"{_EXACT}{word}"


@lru_cache(maxsize=20_000)
def without_particles(word: str) -> tuple[str, ...]:
    """Return what an Arabic word may be without the particles written together with it.

    >>> without_particles("وبالديوانيه"), without_particles("للبصره")
    (('بالديوانيه', 'الديوانيه'), ('البصره',))
    """
    found = []
    first = word[1:] if word[:1] in "وف" else word
    if first != word:
        found.append(first)
    if first.startswith("لل"):
        found.append(f"ال{first[2:]}")
    elif first[:1] in "بلك":
        found.append(first[1:])
    return tuple(each for each in found if len(each) > 2)


def joined(start: str, form: str) -> str:
    """Return a form with that of the next word: Telafar is Tel Afar."""
    return start + (form[1:] if start[-1:] == form[:1] and form[:1].isascii() else form)


class NameForm(NamedTuple):
    """A form of a name: of how many words it is, and whether its article was left out."""

    form: str
    words: int
    is_bare: bool = False


def forms_of_name(spelling: str, *, is_strict: bool = False) -> Iterator[NameForm]:
    """Yield the forms of a name; if strict, an Arabic one only with its article.

    >>> [form.form for form in forms_of_name("الحلة")], [form.form for form in forms_of_name("Faw")]
    (['الحله', 'حله'], ["'faw"])
    """
    words = folded_words(spelling)
    if not words:
        return
    if has_arabic_letters(spelling):
        yield from _arabic_forms(words, is_strict)
        return
    for each in islice(with_articles(words), _MOST_FORMS):
        form = ""
        for word in each:
            form = joined(form, latin_form(word))
        if len(form) >= _LEAST or len(each) > 1:
            yield NameForm(form, len(each))
        elif each == words or not is_strict:
            yield NameForm(exact_form(each[0]), 1)


def _arabic_forms(words: list[str], is_strict: bool) -> Iterator[NameForm]:
    for each in islice(product(*(forms_of_word(word) for word in words)), _MOST_FORMS):
        form = "".join(each)
        yield NameForm(form, len(words))
        if form.startswith("ال") and len(words) == 1 and not is_strict and len(form) > 4:
            yield NameForm(form[2:], 1, is_bare=True)
