"""What the removal of a name must know of the import's tables."""

from collections.abc import Iterator

from core.erasing.registry import register_codes, register_opaque
from moving.models import OldAddress


def register() -> None:
    """Register the columns that nobody wrote; an old address with the name in it is deleted."""
    register_codes(
        "moving.importedpost", "site", "outcome", "reason", "source_digest", "written_digest"
    )
    register_codes("moving.question", "kind", "reason", "decision", "evidence", "undo")
    register_codes("moving.importrun", "counts")
    register_codes("moving.finding", "site", "code")
    register_codes("moving.oldaddress", "site")
    register_opaque("moving.oldaddress", _texts_of)


def _texts_of(address: OldAddress) -> Iterator[str]:
    yield address.address
    # Slugs have hyphens where a name has spaces.
    yield address.address.replace("-", " ").replace("_", " ")
