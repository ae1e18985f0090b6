"""A process that has just begun, asked by many at once: `python -m tests.first_requests /en/ …`.

Each address gets a thread of its own; all wait for each other before they ask. Prints JSON:
[[address, status, body], …].
"""

import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from wsgiref.util import setup_testing_defaults


def ask_at_once(addresses: list[str]) -> list[tuple[str, int, str]]:
    """Return what the site's WSGI application answers to all addresses, asked at one moment."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    from django.db import connections

    from config.wsgi import application  # here, because nothing may be made before

    # All want a connection at once; on a busy machine some would be refused for that alone.
    if pool := connections.settings["default"]["OPTIONS"].get("pool"):
        pool["timeout"] = 60

    together = Barrier(len(addresses))

    def ask(address: str) -> tuple[str, int, str]:
        path, _mark, query = address.partition("?")
        environ: dict[str, Any] = {
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_HOST": "testserver",
        }
        setup_testing_defaults(environ)
        statuses: list[str] = []
        together.wait()
        answer = application(environ, lambda status, *_: statuses.append(status))
        body = b"".join(answer).decode(errors="replace")
        answer.close()
        return address, int(statuses[0].split()[0]), body

    with ThreadPoolExecutor(len(addresses)) as threads:
        return list(threads.map(ask, addresses))


if __name__ == "__main__":
    # Logs go to the standard output as well.
    answers, sys.stdout = sys.stdout, sys.stderr
    json.dump(ask_at_once(sys.argv[1:]), answers)
