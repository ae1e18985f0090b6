"""What an Arabic word is related to, as keys: its number, its verb, its noun or ي, its feminine.

Relations have sides, and a word asks for the other one: a plural finds its singular, and another
plural only if the lexicon has both of one word, طلاب and طلبة; a word with ي of relation finds its
noun, never another such word.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from core.language.folding import fold
from core.search.analysis.arabic import lexicon
from core.search.analysis.arabic.frames import has_pattern, radicals
from core.search.analysis.arabic.lexicon import Role
from core.search.analysis.arabic.plurals import COLOURS, Sides, number_families
from core.search.analysis.arabic.suffixes import Base, Ending
from core.search.analysis.arabic.verbs import FormFound, forms_found

# Adjectives, participles and people: with ة it is the same for a woman, unless a list has them.
_WITH_FEMININE = ("12ي3", "1ا23", "م123", "م12و3", "مت123", "مت1ا23", "م1T23", "من123", "مست123")
_SIDES = {Role.VERB: "n", Role.NOUN: "n", Role.ACTIVE: "a", Role.PASSIVE: "b"}
# Both participles are what somebody does or suffers, so they meet only in what is done.
_ASKED = {"n": "nab", "a": "na", "b": "nb"}


# Adjectives with ي whose noun means something else.
_ADJECTIVES = """
    مدني عملي محلي عربي رئيسي اجتماعي عالمي شخصي فصلي حزيراني رسمي سلبي ذكي قوي حالي عادي دوري
    عضوي قطري عصبي مثالي عيني
"""
_NO_RELATION = frozenset(_ADJECTIVES.split())
# Of two letters and ي, most words are no such adjectives: غني, نبي. These are, of فن and صحة.
_SHORT_ADJECTIVES = """
    طبي صحي فني جوي بري خطي نصي حسي سري ودي ذري ظلي ظني شكي مخي كمي ضدي
"""
_SHORT = frozenset(_SHORT_ADJECTIVES.split())


# Words that are written like a verb of the second form and hardly ever are it.
_OTHER_WORDS = "حسن أهل قدر فضل حضر بشر ضمن حول غير نحو عدل عين قدم شكل سجل"
_NO_VERBS = frozenset(_OTHER_WORDS.split())


# Many words are one base with other suffixes and particles.
_CACHED = 10_000


class Relation(NamedTuple):
    """One relation of a word: the key that a text has for it, and those that a query asks for."""

    own: str
    asked: tuple[str, ...]


@lru_cache(_CACHED)
def relations(base: Base) -> tuple[Relation, ...]:
    """Return all relations of a word without article and suffixes."""
    return tuple(_relations(base))


def relations_of_second_form(radicals_of_verb: str) -> Iterator[Relation]:
    """Yield the relations of a verb whose second radical is doubled, as those of its verbal noun.

    صوّت is written like a voice, and يزوّر like a visit; تصويت and تزوير are like nothing else.
    """
    first, second, third = tuple(radicals_of_verb)
    noun = f"ت{first}{second}ية" if third in "ىي" else f"ت{first}{second}ي{third}"
    yield from _of_verb(Base(noun))


def _relations(base: Base) -> Iterator[Relation]:
    if len(base.spelled) < 3 and not lexicon.is_known_word(base.spelled):
        return
    yield from _of_number(base)
    yield from _of_verb(base)
    yield from _of_relation(base)
    yield from _of_feminine(base)
    yield from _of_colour(base.spelled)


def _numbers(base: Base) -> Sides:
    """Return the number families of a word: from the lexicon, if it has any, or by its pattern."""
    word = base.spelled
    known = Sides(lexicon.singular_families(word), lexicon.plural_families(word))
    if known.singular or known.plural:
        if base.ending is not Ending.NONE:
            return Sides(known.singular, ())
        many = _of_collective(word, known)
        return Sides((*known.singular, *many.singular), (*known.plural, *many.plural))
    found = number_families(word)
    roles = {form.role for form in lexicon.verbal_forms(word)}
    if Role.VERB in roles:
        return Sides((), ())
    if Role.NOUN in roles:
        # A verbal noun is no plural of something else: إعدام is none of عدم. Only the longer ones
        # have broken plurals themselves: تقرير.
        return Sides(found.singular if len(word) > 4 else (), ())
    if base.ending is not Ending.NONE:
        # A word with a sound plural has no broken one, and is none.
        return Sides((), ())
    if _is_of_woman(base):
        # The broken plural of men is theirs, too: فقيرة and فقراء.
        man = _numbers(Base(word[:-1]))
        return Sides((*found.singular, *man.singular), found.plural)
    return found


def _of_collective(word: str, known: Sides) -> Sides:
    """Return the family of a kind, سمك, and its plural أسماك; both are plurals of one of it."""
    kind = radicals("123", word)
    if kind is not None and known.plural:
        return Sides((f"{word}.جمع",), ())
    kind = radicals("أ12ا3", word)
    if kind is not None and not set(known.plural).isdisjoint(lexicon.plural_families(kind)):
        return Sides((), (f"{kind}.جمع",))
    return Sides((), ())


def _of_number(base: Base) -> Iterator[Relation]:
    sides = _numbers(base)
    for family in sides.singular:
        yield Relation(f"{family}.s", (f"{family}.p",))
    listed = lexicon.plural_families(base.spelled)
    for family in sides.plural:
        asked = (f"{family}.s", f"{family}.p") if family in listed else (f"{family}.s",)
        yield Relation(f"{family}.p", asked)


def _of_verb(base: Base) -> Iterator[Relation]:
    known = _known_forms(base)
    for family, role in known:
        side = _SIDES[role]
        yield Relation(f"{family}.{side}", tuple(f"{family}.{other}" for other in _ASKED[side]))
    found = [*forms_found(base)]
    if not found and _is_of_woman(base):
        found = [*forms_found(Base(base.spelled[:-1], Ending.MEN))]
    is_noun = any(form.role is not Role.VERB for form in known)
    for form in found:
        if not known or form.is_sure or not (is_noun or form.is_written_like_first):
            yield _by_form(form)


def _by_form(form: FormFound) -> Relation:
    noun, other = f"{form.family}.n", f"{form.family}.v"
    if form.is_noun:
        return Relation(noun, (noun, other))
    return Relation(other, (noun, other) if form.is_sure else (noun,))


def _known_forms(base: Base) -> tuple[lexicon.VerbalForm, ...]:
    """Return the verbs that the lexicon has for a word or, for a woman's participle, for a man's.

    أضرب is the strike, not "I hit": texts of others hardly ever say "I".
    """
    word = base.spelled
    found = lexicon.verbal_forms(word)
    if word.startswith("أ"):
        found = tuple(
            form for form in found if form.role is not Role.VERB or form.family.startswith("ا")
        )
    elif word in _NO_VERBS:
        found = tuple(form for form in found if form.role is not Role.VERB)
    if found or not _is_of_woman(base):
        return found
    forms = lexicon.verbal_forms(word[:-1])
    return tuple(form for form in forms if form.role in (Role.ACTIVE, Role.PASSIVE))


def _is_of_woman(base: Base) -> bool:
    return base.spelled[-1] in "ةه" and _has_feminine(base.spelled[:-1])


def _of_relation(base: Base) -> Iterator[Relation]:
    """Yield the noun of a word with ي, by all its forms, and for a noun the word with ي."""
    word = base.spelled
    if word.endswith("ي") and (len(word) > 3 or word in _SHORT):
        if fold(word) in _NO_RELATION:
            return
        for noun in _nouns(word):
            yield Relation(f"{noun}.ي", (f"{noun}.ism",))
        for family in lexicon.plural_families(word[:-1]):
            yield Relation(f"{family}.p", (f"{family}.s",))
    elif base.ending is Ending.NONE or base.ending is Ending.FEMININES:
        noun = word[:-1] if word[-1] in "ةه" else word
        yield Relation(f"{noun}.ism", (f"{noun}.ي",))


def _nouns(word: str) -> Iterator[str]:
    """Yield the nouns that a word with ي may come from, without their ة."""
    noun = word[:-1]
    if has_pattern(word, ("1ا2ي",)):
        return
    yield noun
    if noun[-2:] in ("ائ", "اي", "او"):
        yield f"{noun[:-1]}ء"
    elif noun.endswith("و") and len(noun) == 3:
        yield noun[:-1]


def _of_feminine(base: Base) -> Iterator[Relation]:
    word = base.spelled
    if word[-1] in "ةه":
        man = word[:-1]
        if _has_feminine(man):
            yield Relation(f"{man}.f", (f"{man}.m",))
    elif _has_feminine(word):
        yield Relation(f"{word}.m", (f"{word}.f",))


def _of_colour(word: str) -> Iterator[Relation]:
    man, woman = radicals("أ123", word), radicals("123اء", word)
    if man and f"{man}اء" in COLOURS:
        yield Relation(f"{man}.m", (f"{man}.f",))
    elif woman and word in COLOURS:
        yield Relation(f"{woman}.f", (f"{woman}.m",))


def _has_feminine(man: str) -> bool:
    """Return whether a word with ة is the same word for a woman."""
    woman = f"{man}ة"
    if lexicon.is_distinct_feminine(woman) or not has_pattern(man, _WITH_FEMININE):
        return False
    own = set(lexicon.singular_families(woman))
    return not own or not own.isdisjoint(lexicon.singular_families(man))
