"""What comes before the suffixes of an Arabic word: pronouns, numbers, case, and ي of relation."""

from collections.abc import Iterator
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from core.language.folding import fold
from core.search.analysis.arabic import lexicon
from core.search.analysis.arabic.frames import has_pattern

# Words that end like a word with a pronoun, but with letters of their own.
_NO_PRONOUN = ("1ا2هم", "م1ا2هم", "مت1ا2هم", "ي1ا2هم", "ت1ا2هم", "1ا2هن", "ي1ا2هن", "م1ا2هن")
_PRONOUNS = ("هما", "هم", "هن", "ها", "نا")
# Verbal nouns whose ان is no dual: امتحان, احتضان; and the sound one of the noun that is no verb.
_NO_DUAL = ("ا1T2ان", "ان1يان", "است12ان", "إ12ان", "ت1ا2ان")
_VERBS = ("أ123", "ت123", "ت1ا23", "ان123", "ا1T23", "است123", "است1ا2", "ا1Tا2", "است12")
# Those who do something, as a trade or just now: their plural before another noun ends with و.
_AGENTS = ("1ا23", "12ا3", "م123", "م1ا23", "مت123", "مت1ا23", "م1T23", "من123", "مست123")


# Nouns with ية that are no feminine of the adjective with ي.
_ABSTRACT_NOUNS = """
    جمعية بلدية عملية مديرية حرية هوية شخصية جنسية ميزانية اتفاقية مسؤولية صلاحية عضوية أهمية كلية
    إمكانية نظرية مسرحية أغلبية غالبية أقلية أكثرية قومية محمية مفوضية ممثلية قنصلية مرجعية أبجدية
    أرضية خلفية فعالية فاعلية قابلية كيفية إشكالية مصداقية مشروعية محسوبية محدودية مديونية مردودية
    أسبقية أرجحية حساسية جاذبية منهجية داخلية خارجية مالية عدلية تقنية شفافية بندقية أمسية أغنية
    أمنية حمية نية
"""
_ABSTRACT = frozenset(fold(_ABSTRACT_NOUNS).split())


# The same beginnings of words are looked at again and again while one word is read.
_CACHED = 4_000


class Ending(Enum):
    """What was taken from the end of a word, as far as it shows what the word is."""

    NONE = auto()
    FEMININES = auto()  # ات
    MEN = auto()  # ون ين
    DUAL = auto()


class Base(NamedTuple):
    """A word without its suffixes, as it is spelled."""

    spelled: str
    ending: Ending = Ending.NONE
    # Whoever asks for this word does not mean this: a text alone may.
    is_only_read: bool = False


def is_known(spelled: str) -> bool:
    """Return whether the lexicon has this word, with or without suffixes and ي."""
    words = [base.spelled for base in bases(spelled)]
    words += [word[:-1] for word in words if word.endswith("ي")]
    return any(lexicon.is_known_word(word) for word in words)


@lru_cache(_CACHED)
def bases(spelled: str) -> tuple[Base, ...]:
    """Return what a word without article may be without its suffixes, the likeliest first.

    >>> [base.spelled for base in bases("وزيرتها")]
    ['وزيرة', 'وزيرت']
    """
    if len(spelled) < 4 or lexicon.is_stop_word(spelled) or _is_whole(spelled):
        return (Base(spelled), *_own_or_pronoun(spelled))
    return tuple(dict.fromkeys((*_bases(spelled), *_own_or_pronoun(spelled))))


def _is_whole(spelled: str) -> bool:
    return lexicon.is_protected_end(spelled) or lexicon.is_known_word(spelled)


def _own_or_pronoun(spelled: str) -> Iterator[Base]:
    """Yield what comes before a final ه, if that is "his" and no ة without its dots."""
    if spelled.endswith("ه") and len(spelled) > 3 and not lexicon.is_protected_end(spelled):
        start = spelled[:-1]
        found = (*_before_pronoun(start), *_before_dual(start))
        yield from (base._replace(is_only_read=True) for base in found)


def _bases(spelled: str) -> Iterator[Base]:
    if has_pattern(spelled, _NO_PRONOUN):
        yield Base(spelled)
        return
    for pronoun in _PRONOUNS:
        if spelled.endswith(pronoun) and len(spelled) - len(pronoun) > 2:
            start = spelled[: -len(pronoun)]
            yield from (*_before_pronoun(start), *_before_dual(start))
            return
    yield from _before_number(spelled)


def _before_pronoun(spelled: str) -> Iterator[Base]:
    """Yield what a word before a pronoun is, where its last letter may have changed."""
    if lexicon.is_known_word(spelled):
        yield Base(spelled)
    start, last = spelled[:-1], spelled[-1]
    if last == "ت" and not spelled.endswith("ات"):
        feminine = Base(f"{start}ة")
        if has_pattern(spelled, ("123ت",)):
            yield feminine
        else:
            yield from (feminine, Base(spelled)) if len(start) > 2 else (Base(spelled), feminine)
    elif spelled[-2:] in ("ائ", "اؤ", "اي", "او"):
        yield Base(f"{start}ء")
    elif last == "ا":
        yield Base(f"{start}ى")
    elif last in "يو" and len(start) > 3:
        yield from (Base(start, Ending.MEN), Base(spelled))
    else:
        yield from _before_number(spelled)
        if spelled.endswith("ات"):
            # Of words with اة: حياتها, معاناتهم.
            yield Base(f"{start}ة")


def _before_number(spelled: str) -> Iterator[Base]:
    ending, start = spelled[-2:], spelled[:-2]
    if _is_whole(spelled):
        yield Base(spelled)
    elif ending == "ات":
        yield from _before_feminine_plural(start)
    elif ending in ("ون", "ين", "ان"):
        yield from _before_nun(spelled)
    elif ending in ("ية", "يه") and len(start) > 1:
        yield from _before_relation(f"{start}ي")
    elif ending == "وا" and len(start) > 2:
        yield Base(start if has_pattern(start, _VERBS) else spelled)
    else:
        yield from _before_one_letter(spelled)


def _before_feminine_plural(start: str) -> Iterator[Base]:
    """Yield the singulars of a plural with ات: with ة or without, by the lexicon or the form.

    >>> [base.spelled for base in _before_feminine_plural("تعويض")]
    ['تعويض', 'تعويضة']
    """
    if has_pattern(start, ("أ12",)):
        # أصوات, أوقات: the ت is a radical.
        yield Base(f"{start}ات")
    if start.endswith("ي") and len(start) > 2 and not lexicon.is_known_word(f"{start}ة"):
        yield from (base._replace(ending=Ending.FEMININES) for base in _before_relation(start))
        return
    with_ta, without = Base(f"{start}ة", Ending.FEMININES), Base(start, Ending.FEMININES)
    is_distinct = lexicon.is_distinct_feminine(with_ta.spelled)
    if is_distinct or lexicon.singular_families(with_ta.spelled):
        yield with_ta
    elif len(start) < 4:
        yield from (with_ta, without) if lexicon.singular_families(start) else (with_ta,)
    elif has_pattern(start, ("12ا3", "12ي3", "12و3", "1ا23", "م1ا23")):
        yield from (with_ta, without)
    else:
        yield from (without, with_ta)


def _before_relation(man: str) -> Iterator[Base]:
    """Yield what a word with ية is: a noun that only means itself, or an adjective with ي."""
    noun = Base(f"{man}ة")
    is_noun = man.endswith("اي") or fold(noun.spelled) in _ABSTRACT
    if is_noun or lexicon.is_distinct_feminine(noun.spelled):
        yield noun
    elif has_pattern(noun.spelled, ("ت12ية",)):
        yield from (noun, Base(man))
    elif has_pattern(noun.spelled, ("12ية", "أ12ية")):
        yield from (Base(man), noun)
    else:
        yield Base(man)


def _before_nun(spelled: str) -> Iterator[Base]:
    """Yield what comes before ون, ين and ان; three letters before them are mostly no word."""
    start = spelled[:-2]
    if start.endswith("ت") and len(start) > 3 and not spelled.endswith("ون"):
        yield from (Base(f"{start[:-1]}ة", Ending.DUAL), Base(start, Ending.DUAL))
        return
    if start.endswith("ي") and len(start) > 3 and not spelled.endswith("ان"):
        yield Base(start, Ending.MEN)
        return
    ending = Ending.DUAL if spelled.endswith("ان") else Ending.MEN
    if len(start) > 3 and not has_pattern(spelled, _NO_DUAL):
        yield Base(start, ending)
        if has_pattern(spelled, ("12ا3ين",)):
            # The ن may be a radical: براكين, قوانين.
            yield Base(spelled)
        if has_pattern(start, ("م1ا2", "مت1ا2")) or lexicon.singular_families(f"{start}ي"):
            yield Base(f"{start}ي", ending)
        return
    yield Base(spelled)
    if len(start) == 3 and (start[0] == "م" or lexicon.singular_families(start)):
        # مسنون, طفلين.
        yield Base(start, ending)


def _before_dual(spelled: str) -> Iterator[Base]:
    """Yield the singular of a dual of words with ة that another noun or a pronoun follows.

    >>> [base.spelled for base in _before_dual("محطتي")]
    ['محطة']
    """
    if spelled.endswith(("تا", "تي")) and len(spelled) > 3:
        yield Base(f"{spelled[:-2]}ة", Ending.DUAL)


def _before_one_letter(spelled: str) -> Iterator[Base]:
    yield from (*_before_last_letter(spelled), *_before_dual(spelled))


def _before_last_letter(spelled: str) -> Iterator[Base]:
    start, last = spelled[:-1], spelled[-1]
    if last == "ا" and len(start) > 2:
        # An accusative; of سوريا and هدايا the ا is their own, of سياسيا it is not.
        yield from (Base(spelled), Base(start)) if start.endswith("ي") else (Base(start),)
    elif last == "و" and len(start) > 3:
        agent = Base(start, Ending.MEN)
        is_agent = start.endswith("ي") or has_pattern(start, _AGENTS)
        yield from (agent,) if is_agent else (Base(spelled), agent)
    elif last == "ت" and len(start) > 3 and start[-1] not in "يو" and has_pattern(start, _VERBS):
        yield Base(start)
    else:
        yield Base(spelled)
