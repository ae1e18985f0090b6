"""What choosers show of an id that no screen sends."""

from collections.abc import Callable
from functools import wraps
from typing import Any


def showing_no_forged_id(get_instance: Callable[..., Any]) -> Callable[..., Any]:
    """Return a chooser's `get_instance` that shows what is no id as nothing chosen.

    The form has refused it by then; stock fails while it shows the refusal.
    """

    @wraps(get_instance)
    def wrapped(chooser: Any, value: Any) -> Any:
        try:
            return get_instance(chooser, value)
        except (ValueError, OverflowError):
            if isinstance(value, str):
                return None
            raise

    return wrapped
