"""One post, with its page, identity, addresses and questions: whole, or not at all."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry

from core.databases.availability import is_unavailable
from core.models import BasePage
from core.publication.adding import log_publications
from core.publication.transactions import publication_transaction
from core.refusals import RefusedError
from moving.html.context import Note
from moving.html.converting import Converted
from moving.html.references import PostLink
from moving.mapping.reading import Mapping
from moving.models import ImportedPost
from moving.reading.records import Post
from moving.survey.briefs import DRAFT, Brief, Key
from moving.survey.index import Index
from moving.writing.digests import written_digest
from moving.writing.edited import is_edited
from moving.writing.existing import ExistingPages
from moving.writing.files import SiteFiles
from moving.writing.pages import create_page, fresh, parent_of, update_page
from moving.writing.resolving import Resolver
from moving.writing.rows import (
    Rows,
    addresses_of,
    ask_about,
    ask_about_pictures,
    ask_about_reprint,
    record_addresses,
)
from moving.writing.values import values_of

REFUSALS = (ValidationError, RefusedError, IntegrityError, DataError)


@dataclass(slots=True)
class Prepared:
    """A post that was read and converted; its files are stored."""

    post: Post
    brief: Brief
    converted: Converted
    digest: str
    author: int

    @property
    def named(self) -> Iterator[Key]:
        """The posts whose rows are needed to write this one: itself, its parent, its links."""
        key, above = self.brief.key, self.brief.parent
        yield key
        if above:
            yield key[0], above
        for reference in self.converted.references.found:
            if isinstance(reference, PostLink):
                yield reference.key


@dataclass(slots=True)
class Outcome:
    """What became of a post: a code of the command's counts, and why where it was refused."""

    kind: str
    is_open: bool = False
    reason: str = ""


@dataclass
class PostWriter:
    """Writes posts whose files are stored; the caller holds the transaction."""

    index: Index
    mapping: Mapping
    existing: ExistingPages
    files: dict[str, SiteFiles]
    rows: Rows = field(default_factory=Rows)
    _logged: list[PageLogEntry] = field(default_factory=list)

    def write_all(self, some: Sequence[Prepared]) -> list[Outcome]:
        """Write some posts; what all of them need is read and written at once."""
        self._logged.clear()
        self.rows.read(key for prepared in some for key in prepared.named)
        outcomes = [self._write(prepared) for prepared in some]
        log_publications(self._logged)
        return outcomes

    def _write(self, prepared: Prepared) -> Outcome:
        """Write a post; one that may not be public as it is becomes a draft."""
        try:
            return self._in_transaction(prepared)
        except REFUSALS as error:
            self.rows.forget(prepared.brief.key)
            if is_unavailable(error):
                raise
            if not prepared.brief.is_public:
                return Outcome("refused", reason=_reason(error))
        verdict = prepared.brief.verdict
        verdict.outcome, verdict.reason = DRAFT, "not-valid"
        try:
            return self._in_transaction(prepared)
        except REFUSALS as error:
            self.rows.forget(prepared.brief.key)
            return Outcome("refused", reason=_reason(error))

    def _in_transaction(self, prepared: Prepared) -> Outcome:
        with publication_transaction():
            row = self.rows.of(prepared.brief.key)
            written = self._create(prepared) if row is None else self._update(prepared, row)
            outcome, entries = written
        self._logged += entries  # not before: what is rolled back is not logged either
        return outcome

    def _create(self, prepared: Prepared) -> tuple[Outcome, Iterable[PageLogEntry]]:
        brief = prepared.brief
        existing = self.existing.of(brief)
        if existing is not None:
            row = _new_row(brief, ImportedPost.Outcome.JOINED, existing)
            self._finish(row, prepared, Outcome("joined"), None)
            return Outcome("joined"), ()
        resolver = self._resolver(prepared)
        values = self._values(prepared, resolver)
        page, entry = create_page(brief, self._parent(brief), values)
        is_public = brief.is_public
        outcome = ImportedPost.Outcome.PUBLIC if is_public else ImportedPost.Outcome.DRAFT
        row = _new_row(brief, outcome, page)
        result = Outcome("new" if is_public else "draft", resolver.is_open)
        self._finish(row, prepared, result, page)
        ask_about(row, brief)
        ask_about_reprint(row, is_reprint=prepared.converted.credit is not None)
        ask_about_pictures(row, resolver.images)
        return result, [entry] if entry else ()

    def _update(
        self, prepared: Prepared, row: ImportedPost
    ) -> tuple[Outcome, Iterable[PageLogEntry]]:
        page = row.page.specific if row.page else None
        reason = reason_to_leave(row)
        if reason or page is None:
            self._finish(row, prepared, Outcome(reason), None)
            return Outcome(reason), ()
        resolver = self._resolver(prepared)
        changed = update_page(page, prepared.brief, self._values(prepared, resolver))
        if prepared.brief.is_public and row.outcome == ImportedPost.Outcome.DRAFT:
            row.outcome = ImportedPost.Outcome.PUBLIC
        result = Outcome("updated" if changed else "unchanged", resolver.is_open)
        self._finish(row, prepared, result, fresh(page).get_latest_revision_as_object())
        if changed:
            ask_about_reprint(row, is_reprint=prepared.converted.credit is not None)
            ask_about_pictures(row, resolver.images)
        return result, ()

    def _values(self, prepared: Prepared, resolver: Resolver) -> dict[str, Any]:
        return values_of(
            prepared.converted, prepared.brief, self.mapping, prepared.author, resolver
        )

    def _resolver(self, prepared: Prepared) -> Resolver:
        lang = prepared.brief.verdict.lang
        return Resolver(lang, self.files, self.mapping, self.existing, self.rows)

    def _parent(self, brief: Brief) -> Any:
        lang = brief.verdict.lang
        if brief.is_page:
            above = self.rows.of((brief.site, brief.parent)) if brief.parent else None
            page = above.page.specific if above and above.page else None
            return parent_of(self.existing.front(lang), page)
        stories = self.existing.stories(lang)
        if stories is None:
            raise RefusedError(_("There is no list of stories in this language."))
        return stories

    def _finish(
        self, row: ImportedPost, prepared: Prepared, result: Outcome, draft: BasePage | None
    ) -> None:
        """Store what is known of a post; a row that has all of it already is not written.

        `draft` is its page as it was written, if it was.
        """
        before = _state(row) if row.pk else None
        notes = [list(note) for note in self._all_notes(prepared)]
        row.notes = notes
        row.reason = prepared.brief.verdict.reason
        row.source_digest = prepared.digest
        row.is_incomplete = result.is_open or any(code == "file-missing" for code, _ in notes)
        if draft is not None:
            row.revision_id = draft.latest_revision_id
            row.written_digest = written_digest(draft)
        if before != _state(row):
            # What people have edited is not written: their words stay newer than it.
            row.written_at = row.written_at if before and draft is None else timezone.now()
            row.save()
        if before is None:
            addresses = addresses_of(prepared.brief, self.index)
            record_addresses(row.site, addresses, post=row)
            self.rows.add(row)

    def _all_notes(self, prepared: Prepared) -> list[Note]:
        found = []
        for site, path in sorted(prepared.converted.paths):
            reason = self.files[site].refused.get(path)
            if reason:
                found.append(("file-refused", f"{path}: {reason}"[:300]))
        return [*prepared.converted.notes, *found]


def _new_row(brief: Brief, outcome: str, page: Any) -> ImportedPost:
    return ImportedPost(site=brief.site, post_id=brief.key[1], outcome=outcome, page=page)


def reason_to_leave(row: ImportedPost) -> str:
    """Return why a page here stays as it is, whatever its post has become; "" if nothing does."""
    if row.outcome in {ImportedPost.Outcome.JOINED, ImportedPost.Outcome.REPEAT}:
        return "joined"
    if row.page is None:
        return "deleted"
    is_draft = row.outcome == ImportedPost.Outcome.DRAFT
    if not row.page.live and not is_draft:
        return "withdrawn"
    return "edited" if is_edited(row) or (row.page.live and is_draft) else ""


def _state(row: ImportedPost) -> tuple[Any, ...]:
    return (
        row.outcome,
        row.reason,
        row.source_digest,
        row.written_digest,
        row.revision_id,
        row.is_incomplete,
        row.notes,
    )


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return str(error) or type(error).__name__
