"""Lists in a sentence."""

from collections.abc import Iterable


def joined(parts: Iterable[str], lang: str) -> str:
    """Return parts with the commas of their language: "Saad, Un Ponte Per", "سعد، جسر إلى"."""
    return ("، " if lang == "ar" else ", ").join(parts)
