"""Programs of the site that run as processes of their own, on what anybody may have made."""

import os
from pathlib import Path

SOURCE_ROOT = Path(__file__).resolve().parents[2]


def environment() -> dict[str, str]:
    """Return what such a program needs: no settings and no secrets.

    glibc would give each thread of a decoder a heap of its own.
    """
    return {
        "PATH": os.defpath,
        "PYTHONPATH": str(SOURCE_ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "MALLOC_ARENA_MAX": "1",
    }
