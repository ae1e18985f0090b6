"""Why something is left out of an export or an import, in words for people."""

from django.core.exceptions import ValidationError

from core.refusals import RefusedError


def words_of(refusal: RefusedError | ValidationError) -> str:
    """Return what a refusal tells people."""
    return " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)
