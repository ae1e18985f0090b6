"""Less logging for commands that make many pages."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_page_logs() -> Iterator[None]:
    """Stop Wagtail from logging several lines about each page."""
    logger = logging.getLogger("wagtail")
    level = logger.level
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.setLevel(level)
