"""What the index of a site costs, measured in a process of its own.

    python -m benchmarks.searching.indexing

writes, last, one line of JSON: the number of `texts`, the `bytes` of their table and its index, and
the `milliseconds` in which a text is analysed and written when it is published (the median of 200).
"""

import json
import sys
import time
from statistics import median

import django

django.setup()

from django.db import connection, transaction  # noqa: E402 - Django must be ready

from core.models import ItemText  # noqa: E402
from core.publication.texts import reindex  # noqa: E402

TEXTS = 200
# FTS5 has its index in blocks; the keys that it is made from are in the table of texts.
_SQLITE = (
    "SELECT (SELECT SUM(LENGTH(block)) FROM core_shelftext_index_data)"
    " + (SELECT SUM(LENGTH(CAST(keys AS blob)) + LENGTH(CAST(stems AS blob))) FROM core_shelftext)"
)
_POSTGRESQL = "SELECT pg_total_relation_size('core_shelftext')"


def main() -> None:
    """Measure; nothing of it is kept."""
    ids = list(ItemText.objects.order_by("-pk").values_list("pk", flat=True)[: TEXTS + 1])
    with transaction.atomic():
        first, *taken = [_milliseconds(pk) for pk in ids]  # the first one reads the lists of words
        transaction.set_rollback(True)
    with connection.cursor() as cursor:
        cursor.execute(_POSTGRESQL if connection.vendor == "postgresql" else _SQLITE)
        (size,) = cursor.fetchone()
    found = {"texts": ItemText.objects.count(), "bytes": size, "milliseconds": median(taken)}
    sys.stdout.write(json.dumps(found | {"first": first}))


def _milliseconds(pk: int) -> float:
    began = time.perf_counter()
    reindex([pk])
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
