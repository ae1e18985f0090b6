"""What rules cannot know of Arabic words: plurals, verbs, and letters that only look like affixes.

All lists are in `core/search/analysis/data/`, one entry a line, sorted, spelled in full: with
hamza, ة and ى. Lines that begin with `#` are comments, `-` is an empty column and spaces separate
forms.

    arabic_number.tsv           singulars, plurals (irregular ones: sound plurals are for rules)
    arabic_verbs.tsv            past, present, verbal nouns, active and passive participles, of one
                                verb form in one sense; a participle may have its broken plurals
    arabic_no_verbs.tsv         forms of these verbs that are more often another word or a name
    arabic_feminine.tsv         a word, and the word with ة that means something else
    arabic_protected_starts.tsv words whose first letter و ف ب ل ك س is no particle
    arabic_protected_ends.tsv   words whose end looks like a suffix and is none
    arabic_stop_words.tsv       particles, pronouns, prepositions, auxiliary verbs
    arabic_homographs.tsv       words known to be a singular of one family and a plural of another

Every lookup takes one word without its article, folded or as it is spelled. A folded word finds
all that may be meant; a spelled one only what its hamza allows: إعداد is no plural of عدد.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from core.search.analysis.arabic.conjugation import past_forms, present_forms
from core.search.analysis.arabic.packed import Packed

_DATA = Path(__file__).resolve().parent.parent / "data"
_FOLD = str.maketrans("أإآىئؤة", "اااييوه")
_PARTICLES = frozenset("وفبلكس")
_SUFFIXES = ("ات", "ون", "ين", "ان", "ها", "هم", "هن", "نا", "كم", "ية", "ه", "ي", "ى", "ة", "ك")
# What a letter of a text may mean, besides itself: writers leave out hamza and dots, and add a
# hamza to the first alef.
_LOOSE = {
    ("ا", "أ"),
    ("ا", "إ"),
    ("ا", "آ"),
    ("ه", "ة"),
    ("ة", "ه"),
    ("ي", "ى"),
    ("ي", "ئ"),
    ("و", "ؤ"),
}


class Role(StrEnum):
    """What a word is in a verbal family."""

    VERB = "verb"
    NOUN = "noun"
    ACTIVE = "active"
    PASSIVE = "passive"


class VerbalForm(NamedTuple):
    """The family of a verb, and what a word is in it."""

    family: str
    role: Role


class _Form(NamedTuple):
    spelled: str
    family: str
    role: Role = Role.NOUN


_Forms = Mapping[str, Iterable[_Form]]


@dataclass(frozen=True, slots=True)
class _Lexicon:
    singulars: Packed
    plurals: Packed
    verbs: Packed
    feminines: frozenset[str]
    starts: frozenset[str]
    ends: frozenset[str]
    stop_words: frozenset[str]

    @property
    def families(self) -> tuple[Packed, Packed, Packed]:
        return self.singulars, self.plurals, self.verbs


def singular_families(word: str) -> tuple[str, ...]:
    """Return the number families that have this word as a singular.

    >>> singular_families("امراه") == plural_families("نساء") != ()
    True
    """
    return tuple(dict.fromkeys(form.family for form in _found(_lexicon().singulars, word)))


def plural_families(word: str) -> tuple[str, ...]:
    """Return the number families that have this word as a plural.

    >>> plural_families("اعداد"), plural_families("إعداد")
    (('عدد.اعداد',), ())
    """
    return tuple(dict.fromkeys(form.family for form in _found(_lexicon().plurals, word)))


def verbal_families(word: str) -> tuple[str, ...]:
    """Return the families of verbs that have this word: verb, verbal noun or participle.

    >>> verbal_families("تعود") == verbal_families("عودة") != ()
    True
    """
    return tuple(dict.fromkeys(form.family for form in verbal_forms(word)))


def verbal_forms(word: str) -> tuple[VerbalForm, ...]:
    """Return the families of verbs that have this word, and what it is in each.

    >>> [form.role.value for form in verbal_forms("عائد")]
    ['active']
    """
    found = _found(_lexicon().verbs, word)
    return tuple(dict.fromkeys(VerbalForm(form.family, form.role) for form in found))


def is_known_word(word: str) -> bool:
    """Return whether a family has this word as it is: nothing need be taken off it, as of لغات."""
    return any(True for _ in _whole(word))


def is_distinct_feminine(word: str) -> bool:
    """Return whether a word with ة means something else than the word without it.

    >>> is_distinct_feminine("مكتبة"), is_distinct_feminine("معلمة")
    (True, False)
    """
    return _folded(word) in _lexicon().feminines


def is_protected_start(word: str) -> bool:
    """Return whether the first letter of a word is its own: و ف ب ل ك س is no particle here.

    >>> is_protected_start("وزارة"), is_protected_start("وقال")
    (True, False)
    """
    folded = _folded(word)
    return folded in _lexicon().starts or (folded[:1] in _PARTICLES and is_known_word(word))


def is_protected_end(word: str) -> bool:
    """Return whether a word ends like a suffix, but with letters of its own.

    A final ه is that of مياه only, not of a word with ة: كتابه may be "his book", too.

    >>> is_protected_end("لبنان"), is_protected_end("معلمان"), is_protected_end("كتابه")
    (True, False, False)
    """
    if _folded(word) in _lexicon().ends:
        return True
    return word.endswith(_SUFFIXES) and any(form.spelled[-1] == word[-1] for form in _whole(word))


def is_stop_word(word: str) -> bool:
    """Return whether a word is a particle, a pronoun, a preposition or an auxiliary verb.

    >>> is_stop_word("الى"), is_stop_word("سلام")
    (True, False)
    """
    return _folded(word) in _lexicon().stop_words


def _whole(word: str) -> Iterator[_Form]:
    found = chain.from_iterable(_found(forms, word) for forms in _lexicon().families)
    return (form for form in found if not _is_sound_plural(form))


def _is_sound_plural(form: _Form) -> bool:
    """Return whether a form is its singular with ات: سجلات, حفلات."""
    singular = form.family.partition(".")[0]
    return form.spelled.endswith("ات") and _folded(form.spelled)[:-2] == singular.removesuffix("ه")


def _folded(word: str) -> str:
    return word.translate(_FOLD)


def _found(forms: Packed, word: str) -> Iterator[_Form]:
    for spelled, family, role in forms.rows(_folded(word)):
        if _may_be(word, spelled):
            yield _Form(spelled, family, Role(role))


def _may_be(word: str, spelled: str) -> bool:
    """Return whether a text that has `word` may mean the word that is spelled so.

    Of three letters, words with ي and with ى are mostly two: قوي is strong, قوى are forces.
    """
    if len(word) == 3 and word[-1] == "ي" and spelled[-1] == "ى":
        return False
    if word[:1] in ("أ", "إ") and spelled[:1] == "ا":
        word = f"ا{word[1:]}"
    pairs = zip(word, spelled, strict=True)
    return all(own == other or (own, other) in _LOOSE for own, other in pairs)


@cache
def _lexicon() -> _Lexicon:
    number = [(_family(row[0], row[1]), row) for row in _rows("arabic_number.tsv", 2)]
    singulars = Packed(_by_word(_Form(form, name) for name, row in number for form in row[0]))
    plurals = Packed(_by_word(_Form(form, name) for name, row in number for form in row[1]))
    feminines = frozenset(_folded(row[1][0]) for row in _rows("arabic_feminine.tsv", 2))
    stop_words = _words("arabic_stop_words.tsv")
    no_verbs = stop_words | feminines | _words("arabic_no_verbs.tsv")
    return _Lexicon(
        singulars,
        plurals,
        Packed(_verbs({*singulars, *plurals, *no_verbs})),
        feminines,
        _words("arabic_protected_starts.tsv"),
        _words("arabic_protected_ends.tsv"),
        stop_words,
    )


def _verbs(others: set[str]) -> _Forms:
    """Return the words of the families of verbs.

    A form of a verb that is also another word, or a form of two verbs, is a sign of neither: درس
    without its vowels is a lesson, he learned or he taught.
    """
    rows = [(_family(row[2]), row) for row in _rows("arabic_verbs.tsv", 5)]
    roles = (Role.NOUN, Role.ACTIVE, Role.PASSIVE)
    listed = [
        _Form(form, name, role)
        for name, row in rows
        for role, forms in zip(roles, row[2:], strict=True)
        for form in forms
    ]
    others = others | {_folded(form.spelled) for form in listed}
    conjugated = _by_word(
        _Form(form, name, Role.VERB)
        for name, row in rows
        for form in chain(past_forms(row[0]), present_forms(row[1]))
        if _folded(form) not in others
    )
    verbs = {word: forms for word, forms in conjugated.items() if _is_one_family(forms)}
    return {**_by_word(listed), **verbs}


def _is_one_family(forms: Iterable[_Form]) -> bool:
    return len({form.family for form in forms}) == 1


def _family(*columns: list[str]) -> str:
    """Return what a family is called: the first word of each of these columns."""
    return ".".join(_folded(column[0]) for column in columns)


def _by_word(forms: Iterable[_Form]) -> _Forms:
    found: dict[str, dict[_Form, None]] = defaultdict(dict)
    for form in forms:
        found[_folded(form.spelled)][form] = None
    return found


def _words(name: str) -> frozenset[str]:
    return frozenset(_folded(row[0][0]) for row in _rows(name, 1))


def _rows(name: str, columns: int) -> Iterator[list[list[str]]]:
    """Yield the columns of each line of a list, each as its words.

    Raises ValueError for a line with another number of columns.
    """
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        row = [column.replace("-", "").split() for column in line.split("\t")]
        if len(row) != columns:
            raise ValueError(f"{name}: not {columns} columns: {line}")
        yield row
