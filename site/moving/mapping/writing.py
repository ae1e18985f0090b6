"""The mapping file of a first run: every category, tag and author, with a guess."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from moving.mapping.guesses import Guesser, parents
from moving.mapping.targets import Target
from moving.reading.records import Author, Term
from moving.survey.index import Index

_HEAD = """\
# What categories, tags and authors of the old sites become here.
#
# Each line is: site, kind, name of the old site = what it becomes. After the sign is nothing,
# or one or more of these, with commas between them:
#
#   topic:SLUG          a topic                   forum:SLUG        a forum
#   governorate:SLUG    a governorate
#
# Correct what the computer guessed, save the file as UTF-8, and start the import again with
# --mapping and the name of this file. What has nothing becomes nothing; its address leads to the
# list of stories. Lines that begin with # are left out.
"""
_FORUMS = """
# Forums that are not here yet are made as drafts by lines such as this one: the slug, then the
# titles in English and Arabic, the cities in English and Arabic, and the governorate.
# new-forum najaf-social-forum = Title | العنوان | Najaf | النجف | governorate:najaf
"""
_BYLINES = """
# Who wrote something. Nobody is named here unless you name them: person:SLUG, organisation:SLUG,
# or person:English name | Arabic name for somebody new. Do not name whom a name would endanger.
"""
_SHOWN = 60  # characters of a name


def write_mapping(
    file: Path, index: Index, guesser: Guesser
) -> dict[tuple[str, str, str], list[Target]]:
    """Write the file, and return its guesses by site, taxonomy and slug."""
    guesses = guess_all(index, guesser)
    counts = Counter((brief.site, *term) for brief in index.briefs.values() for term in brief.terms)
    lines = [_HEAD]
    for key, term in sorted(index.terms.items()):
        targets = ", ".join(map(str, guesses[key]))
        posts = f"{_comment(term.name)}, {counts[key]} posts"
        lines.append(f"{' '.join(key)} = {targets}".rstrip() + f"    # {posts}\n")
    lines += [_FORUMS, _BYLINES, *_bylines(index.authors)]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(lines), encoding="utf-8")
    return guesses


def guess_all(index: Index, guesser: Guesser) -> dict[tuple[str, str, str], list[Target]]:
    """Return a guess for each category and tag of both sites."""
    guesses = {}
    for site in index.uploads.keys() | {key[0] for key in index.terms}:
        own: dict[tuple[str, str, str], Term] = {
            key: term for key, term in index.terms.items() if key[0] == site
        }
        above = parents(own.values())
        for key, term in own.items():
            guesses[key] = guesser.guess(term, above.get((term.taxonomy, term.parent)))
    return guesses


def _bylines(authors: Mapping[tuple[str, str], Author]) -> Iterator[str]:
    """Yield a line for each author by number; logins open accounts, and appear nowhere."""
    for (site, login), author in sorted(authors.items(), key=lambda each: each[1].author_id):
        name = _comment(author.name) if author.name != login else "no name"
        yield f"{site} author {author.author_id} =    # {name}\n"


def _comment(text: str) -> str:
    return " ".join(text.replace("#", " ").split())[:_SHOWN]
