"""Which words the search links, drawn at random from an archive, to be labelled by reading.

    python -m tests.search.links [--seed 7] [--number 200] [--level related]

prints links that nobody has labelled, as lines for `links.tsv`: the word that is typed, the word
of a text that answers it, the level, and the place of the label: `right` or `wrong`. A link is
right if somebody who types the first word may be glad of a text for its having the second.
"""

# ruff: noqa: T201

import argparse
import os
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

FILE = Path(__file__).parent / "links.tsv"
# The guides are prose that nobody wrote for a search.
_GUIDES = ("docs/editors.ar.md", "docs/translators.ar.md", "docs/editors.md")


class Link(NamedTuple):
    """A word that is typed, and one of a text that answers it without being the same word."""

    typed: str
    found: str
    level: str


def labels() -> dict[Link, bool]:
    """Return each labelled link, and whether it is right."""
    lines = FILE.read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {Link(typed, found, level): label == "right" for typed, found, level, label in rows}


def archive() -> list[str]:
    """Return texts of many kinds: the sets, demonstration and made-up stories, and guides.

    The set that nothing is tuned to is left out, lest its words are labelled here.
    """
    from django.conf import settings

    from tests.search.collection import SETS, read_set
    from tests.search.surroundings import demonstration, generated

    documents = [document for path in SETS for document in read_set(path)["documents"]]
    documents += [*demonstration(), *generated(200)]
    texts = [f"{each['title']}\n{each.get('summary', '')}\n{each['body']}" for each in documents]
    guides = [(Path(settings.ROOT) / name).read_text("utf-8") for name in _GUIDES]
    return texts + guides


def links(texts: Iterable[str], level: str) -> list[Link]:
    """Return all links of a level, "stem" or "related", between the words of texts, in order.

    Words that differ by the article alone are no link worth a label.
    """
    from core.language.folding import without_article
    from core.search.analysis.levels import Level

    answers = _answers(texts)
    keys = _words_by_key(answers)
    found: set[Link] = set()
    for typed, (asked, _indexed) in answers.items():
        best: dict[str, int] = {}
        for key, strength in asked.items():
            for other in keys.get(key, ()):
                best[other] = min(strength, best.get(other, strength))
        found.update(
            Link(typed, other, level)
            for other, strength in best.items()
            if strength == Level[level.upper()] and without_article(other) != without_article(typed)
        )
    return sorted(found)


def _answers(texts: Iterable[str]) -> dict[str, tuple[dict[str, Any], set[str]]]:
    """Return for each word the keys that it asks for, with their levels, and those it is under."""
    from core.search.analysis import words
    from core.search.analysis.names.names import seeded_names
    from core.search.analysis.tokens import Script, tokens

    names = seeded_names()
    answers: dict[str, tuple[dict[str, Any], set[str]]] = {}
    for text in texts:
        found = tokens(text)
        named = {place for name in names.find(found) for place in range(name.start, name.end)}
        for place, token in enumerate(found):
            is_word = token.script in (Script.ARABIC, Script.LATIN) and place not in named
            if is_word and token.word not in answers:
                asked: dict[str, Any] = {}
                for key, level in words.query_keys(token):
                    asked[key] = min(level, asked.get(key, level))
                answers[token.word] = asked, set(words.index_keys(token))
    return answers


def _words_by_key(answers: Mapping[str, tuple[Any, set[str]]]) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for word, (_asked, indexed) in answers.items():
        for key in indexed:
            found[key].add(word)
    return found


def main() -> None:
    """Print as many links as asked for, drawn at random, that have no label yet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10_000))
    parser.add_argument("--number", type=int, default=200)
    parser.add_argument("--level", choices=("stem", "related"), default="related")
    options = parser.parse_args()
    found, known = links(archive(), options.level), labels()
    drawn = random.Random(options.seed).sample(found, min(options.number, len(found)))
    print(f"# {len(drawn)} of {len(found)} links ({options.level}), seed {options.seed}")
    for link in drawn:
        if link not in known:
            print(*link, "?", sep="\t")
    right = [known[link] for link in drawn if link in known]
    print(f"# {len(right)} of them labelled, {sum(right)} right")


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    main()
