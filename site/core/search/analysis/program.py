"""Reads texts as a program of its own: `python -m core.search.analysis.program`.

Each line of standard input is JSON: a text, or the names that are known in the texts after it,
{"names": [[source, pk, kind, en, ar, variants], …]}. For each text a line goes to standard output,
[keys, stems]. The program ends with its input. It needs no settings and no database.
"""

import json
import os
import sys

from core.search.analysis.documents import part_keys
from core.search.analysis.names.names import names_with, seeded_names
from core.search.analysis.names.sources import NameRow

_NICENESS = 5  # those who wait for a page come first


def main() -> None:
    os.nice(_NICENESS)
    names = seeded_names()
    for line in sys.stdin.buffer:
        given = json.loads(line)
        if isinstance(given, dict):
            names = names_with(tuple(NameRow(*row) for row in given["names"]))
            continue
        found = part_keys(given, names)
        sys.stdout.write(json.dumps([list(found.keys), found.stems]) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
