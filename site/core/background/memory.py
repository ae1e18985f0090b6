"""How much memory this process holds, and whether the worker should start anew for it.

What large work took is not given back whole: what lives on lies between what was freed. A process
that starts anew holds none of it.
"""

import os
import time
from pathlib import Path

GROWTH = 20_000_000  # bytes
STEADY = 300.0  # seconds: starting costs two seconds of a processor
_PAGES = Path("/proc/self/statm")


def held() -> int:
    """Return the bytes of memory that this process holds; 0 where the system does not show it."""
    try:
        return int(_PAGES.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


class MemoryGrowth:
    """How much more memory the process holds than when this was made."""

    def __init__(self) -> None:
        self._began_at = time.monotonic()
        self._first = held()

    @property
    def is_large(self) -> bool:
        """Whether it has become so much, after so long, that the process should start anew."""
        return time.monotonic() - self._began_at >= STEADY and held() - self._first > GROWTH
