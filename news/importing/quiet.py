"""Quiet for commands that make many pages."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_page_logs() -> Iterator[None]:
    """Keep Wagtail from writing several lines about each page to the log."""
    logger = logging.getLogger("wagtail")
    level = logger.level
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.setLevel(level)
