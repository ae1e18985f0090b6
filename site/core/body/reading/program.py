"""Reads HTML as a program of its own: `python -m core.body.reading.program`.

The HTML comes by standard input; a line of JSON, [[kind, value], …], goes to standard output. Some
texts of a few hundred kilobytes take a parser minutes or gigabytes: elements that are nested a
hundred thousand deep, or overlap. The limits here and the time limit of `separate` end that.
Nothing here may import Django.
"""

import json
import resource
import sys

from core.body.reading.markup import read_html

ADDRESS_SPACE = 512 * 2**20
CPU_SECONDS = 15  # if the process that waits for this one has died


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    pieces = read_html(sys.stdin.buffer.read().decode()).pieces
    sys.stdout.write(json.dumps([[piece.kind, piece.value] for piece in pieces]))


if __name__ == "__main__":
    main()
