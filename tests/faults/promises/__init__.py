"""What operators are promised of each fault, tried on services that are really harmed.

- `rows`: a row of the table: fault, expected, seen; and how promises are registered
- `redis`: Redis refuses, freezes, or is emptied
- `database`: PostgreSQL is stopped or frozen
- `jobs`: a long job runs beside readers and editors
- `kills`: web server and worker are killed again and again
- `editors`: two people have one story open
- `disk`: there is no room any more
- `recovery`: folders are lost
- `clock`: a process has another time than the others
- `takedown`: a story is withdrawn in the middle of an outage; `proxy`: behind nginx
- `quiet`: something stops without anybody noticing
"""

from tests.faults.promises import (
    clock,
    database,
    disk,
    editors,
    jobs,
    kills,
    proxy,
    quiet,
    recovery,
    redis,
    takedown,
)

__all__ = [
    "clock",
    "database",
    "disk",
    "editors",
    "jobs",
    "kills",
    "proxy",
    "quiet",
    "recovery",
    "redis",
    "takedown",
]
