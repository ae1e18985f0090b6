"""What was withdrawn after the backup is withdrawn again, before anything is public."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from wagtail.models import Page, Revision

from core.publication.ledger import ERASED, Entry
from core.publication.transactions import publication_transaction


@dataclass
class Withdrawals:
    """What became of the entries of a ledger: ids as in the API, such as "0b9c…:ar".

    `again` are public no more, `elsewhere` were not public in the backup, `failed` are public
    still. `erasures` is how often a name was erased, which the backup has again.
    """

    again: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    erasures: int = 0

    @property
    def is_complete(self) -> bool:
        """Whether nothing that was withdrawn, or erased, can be public."""
        return not (self.failed or self.erasures)


def withdraw_again(entries: Iterable[Entry]) -> Withdrawals:
    """Unpublish the page of each entry, and take it off the schedule; one failure stops no other.

    What was published anew after its withdrawal is unpublished too: the backup has it as it was
    before, and somebody must look at it.
    """
    done = Withdrawals()
    works: dict[tuple[str, str], None] = {}
    for entry in entries:
        if entry.kind == ERASED:
            done.erasures += 1
        else:
            works[entry.work, entry.lang] = None
    for work, lang in works:
        name = f"{work}:{lang}"
        try:
            listed = done.again if _withdraw(work, lang) else done.elsewhere
        except Exception:  # noqa: BLE001 - it is reported, and the site stays closed
            listed = done.failed
        listed.append(name)
    return done


def _withdraw(work: str, lang: str) -> bool:
    """Unpublish the page of a work in a language; return whether it was published."""
    pages = Page.objects.filter(translation_key=work, locale__language_code=lang)
    was_live = False
    with publication_transaction():
        for page in pages:
            planned = Revision.page_revisions.filter(object_id=str(page.pk))
            planned.exclude(approved_go_live_at=None).update(approved_go_live_at=None)
            if page.live:
                page.unpublish()
                was_live = True
    return was_live
