"""The forms of a verb that texts of others use: of the third person, and of “we”."""

from collections.abc import Iterable, Iterator


def past_forms(pasts: Iterable[str]) -> Iterator[str]:
    """Yield he, she and they: عاد عادت عادوا, سعى سعت سعوا."""
    for past in pasts:
        stem = past[:-1] if past[-1] in "ىا" else past
        yield from (past, f"{stem}ت", f"{stem}وا")


def present_forms(presents: Iterable[str]) -> Iterator[str]:
    """Yield he, she, we and they: يعود تعود نعود يعودون يعودوا.

    "I" would look like the verb form with أ: أضرب is "he was on strike"; short forms of "we" like
    nouns: نصف is a half.
    """
    for present in presents:
        stem = present[1:-1] if present[-1] in "ىيو" else present[1:]
        yield from (present, f"ت{present[1:]}", f"ي{stem}ون", f"ي{stem}وا")
        if len(present) > 3:
            yield f"ن{present[1:]}"
