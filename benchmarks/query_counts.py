"""Counts the queries of each answer, in a process of its own.

    python -m benchmarks.query_counts '{"list": "/api/v1/news/?lang=ar"}' [session]

writes, last, one line of JSON: for each name the status, the `queries` of a request right after
another one, those `at_rest` when the process was idle before, how many of the latter read
`content` and not only the publication state, and how many of them are `counts` of groups;
the same for a conditional request where there is an ETag. With the key of a session, the requests
are those of that user's browser.
"""

import json
import re
import sys
import time
from typing import Any

import django

# Longer than a process may rely on the publication state that it has read.
REST_SECONDS = 0.7
_CONTENT = re.compile(r"\b(card|full)\b")


def count(client: Any, path: str, **headers: str) -> dict[str, int]:
    """Return the status and the numbers of queries of one address."""
    _queries(client, path, headers)
    _status, repeated = _queries(client, path, headers)
    time.sleep(REST_SECONDS)
    status, rested = _queries(client, path, headers)
    content = [sql for sql in rested if not _reads_only_the_state(sql)]
    return {
        "status": status,
        "queries": len(repeated),
        "at_rest": len(rested),
        "content": len(content),
        "counts": sum("GROUP BY" in sql for sql in rested),
    }


def _queries(client: Any, path: str, headers: dict[str, str]) -> tuple[int, list[str]]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        response = client.get(path, headers=headers)
    return response.status_code, [query["sql"] for query in captured]


def _reads_only_the_state(sql: str) -> bool:
    return "core_shelfcounter" in sql and not _CONTENT.search(sql)


def main() -> None:
    """Count for the addresses in the first argument, for the session in the second if any."""
    django.setup()
    from django.conf import settings
    from django.test import Client

    client = Client(SERVER_NAME="127.0.0.1")
    if len(sys.argv) > 2:
        client.cookies[settings.SESSION_COOKIE_NAME] = sys.argv[2]
    counts: dict[str, dict[str, int]] = {}
    for name, path in json.loads(sys.argv[1]).items():
        counts[name] = count(client, path)
        if etag := client.get(path).headers.get("ETag"):
            counts[f"{name} again"] = count(client, path, if_none_match=etag)
    sys.stdout.write(json.dumps(counts))


if __name__ == "__main__":
    main()
