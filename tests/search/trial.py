"""Try the analyser on the judged sets, in memory: `python -m tests.search.trial [WORD …]`.

Prints the scores of each set and every query that is not answered whole; with `--table`, scores
by kind of query as Markdown, for docs/search.md, of all sets amid made-up stories. With words,
prints the keys of each word as a text has them and as a query asks for them.
"""

# ruff: noqa: T201

import os
import sys
from typing import Any

import django


def main(arguments: list[str]) -> None:
    from core.search.analysis.names.names import seeded_names
    from tests.search.collection import SETS, UNSEEN, read_set

    names = seeded_names()
    if arguments == ["--table"]:
        _print_tables([read_set(path) for path in SETS], read_set(UNSEEN), names)
    elif arguments:
        _print_keys(arguments, names)
    else:
        for path in SETS:
            _print_scores(path.stem, read_set(path), names)


def _print_keys(arguments: list[str], names: Any) -> None:
    from core.search.analysis.documents import part_keys
    from core.search.analysis.queries import read_query

    for text in arguments:
        print(text, "| text:", " ".join(sorted(part_keys(text, names).keys)))
        for term in read_query(text, names).terms:
            keys = " ".join(f"{key}({level.name.lower()})" for key, level in term.keys.items())
            print("   query:", term.text, "|", keys)


def _print_scores(title: str, judged: dict[str, Any], names: Any) -> None:
    from tests.search.collection import Collection
    from tests.search.scoring import means, scores

    rows = scores(judged, Collection(judged["documents"], names).answer)
    for row in rows:
        if not row.is_whole:
            query = row.query
            asked = f"{query['id']} {query['q']} | {query['tests']} | {query['relevant']}"
            print(f"  {asked} got {list(row.found)}")
    found = means(rows)
    print(
        f"{title} precision {found.precision:.3f} recall {found.recall:.3f}"
        f" MRR {found.rank:.3f} nothing: {found.wrong}"
    )


def _print_tables(sets: list[dict[str, Any]], unseen: dict[str, Any], names: Any) -> None:
    from tests.search.collection import Collection, parts_of
    from tests.search.scoring import scores, table
    from tests.search.surroundings import generated

    around = [(document, parts_of(document, names)) for document in generated()]

    def rows_of(judged: dict[str, Any]) -> Any:
        return scores(judged, Collection(judged["documents"], names, around).answer)

    print("Both development sets:\n")
    print(table([row for judged in sets for row in rows_of(judged)]))
    print("\nThe set that nothing was tuned to:\n")
    print(table(rows_of(unseen)))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    main(sys.argv[1:])
