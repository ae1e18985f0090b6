"""The figures as a table, and whether they are good enough."""

from collections.abc import Mapping

from benchmarks.slow_clients.readers import Reading

ALONE = "readers alone"
MOST = 2.0  # times the median of readers alone


def is_good(reading: Reading, alone: Reading) -> bool:
    """Whether everybody was answered, and the median at most doubled."""
    return not reading.failures and reading.median <= MOST * alone.median


def table(readings: Mapping[str, Reading]) -> str:
    """Return the readings as a table in Markdown; the first is of readers alone."""
    lines = [
        "| beside | answers | median, ms | 95 %, ms | times the median alone | failed | |",
        "|---|---|---|---|---|---|---|",
    ]
    alone = readings[ALONE]
    for name, reading in readings.items():
        lines.append(
            f"| {name} | {len(reading.times)} | {reading.median:.1f} | {reading.p95:.1f} "
            f"| {reading.median / alone.median:.2f} | {reading.failures} "
            f"| {'good' if is_good(reading, alone) else 'TOO SLOW'} |"
        )
    return "\n".join(lines)
