"""One line as a story: found or made, changed where it differs, published, joined."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError
from wagtail.signal_handlers import disable_reference_index_auto_update

from core.background.pacing import Pace
from core.databases.availability import is_unavailable
from core.language.languages import LANGUAGES
from core.language.slugs import SLUG_MAX_LENGTH
from core.publication.registry import join_translation, provenances
from core.publication.transactions import publication_transaction
from core.refusals import RefusedError
from news.importing.applying import apply_values
from news.importing.fields import StoryLine, story_line
from news.importing.identity import story_of
from news.importing.lines import LineError, RawLine, json_object
from news.importing.names import Names
from news.importing.pictures import PictureStore
from news.importing.portions import NumberedLine, pictures_of, portions
from news.importing.values import Resolver
from news.models import NewsIndexPage, NewsPage

logger = logging.getLogger(__name__)

# Lines that share a transaction: fewer waits for the disk, and one update of published items.
BATCH = 20
FIELD_KEYS = {
    "story_date": "published_at",
    "body": "body_html",
    "partner_organisations": "organisations",
    "byline_person": "byline",
    "byline_organisation": "byline",
    "lead_image": "image",
}


@dataclass(frozen=True)
class Outcome:
    """What became of a line: "new", "updated" or "unchanged", and notes of what was left out."""

    kind: str
    page: NewsPage
    notes: list[str] = field(default_factory=list)


class StoryImporter:
    """Takes lines: each goes in whole or not at all, `pace.size` of them in a transaction.

    With `is_draft` nothing is published, and a public story gets a draft beside it. With
    `is_dry_run` pages are written but neither published nor joined, and no file is stored: the
    caller rolls everything back.
    """

    def __init__(self, folder: Path, *, is_draft: bool = False, is_dry_run: bool = False) -> None:
        self.is_draft = is_draft
        self.is_dry_run = is_dry_run
        self.pictures = PictureStore(folder, is_dry_run=is_dry_run)
        self.resolver = Resolver(Names(), self.pictures)
        self.originals: dict[UUID, str] = {}
        self.pace = Pace(most=BATCH)

    def take_all(self, lines: Sequence[RawLine]) -> list[Outcome | LineError]:
        """Import some lines in one transaction; those that are refused leave no trace.

        If the transaction fails, each line is tried alone, so that the failure is reported for
        the line that causes it. Raises OperationalError if the database is busy or away; then
        only whole transactions before that are imported.
        """
        read = [(line.number, self.read(line)) for line in lines]
        return [result for some in portions(read) for result in self._take_prepared(some)]

    def read(self, raw: RawLine) -> StoryLine | LineError:
        """Return the line if its keys are valid, or what is wrong with it."""
        try:
            line = story_line(json_object(raw))
        except LineError as refused:
            return refused
        if line.is_original and line.work:
            self.originals[line.work] = line.lang
        return line

    def _take_prepared(self, lines: Sequence[NumberedLine]) -> list[Outcome | LineError]:
        """Import some lines whose pictures are read before any transaction begins."""
        paths = [path for _number, line in lines for path in pictures_of(line)]
        with self.pictures.prepared(filter(self.pictures.is_local, paths)):
            return self._take(lines)

    def _take(self, lines: Sequence[NumberedLine]) -> list[Outcome | LineError]:
        try:
            with self.pace.batch(len(lines)), publication_transaction():
                results = [self._outcome(line) for _number, line in lines]
        except Exception as error:
            self.pictures.discard()
            if is_unavailable(error):
                raise
            if len(lines) == 1:
                logger.exception("Line %s cannot be imported", lines[0][0])
                return [LineError(f"it cannot be published: {error}")]
            return [result for line in lines for result in self._take([line])]
        self.pictures.confirm()
        return results

    def _outcome(self, line: StoryLine | LineError) -> Outcome | LineError:
        if isinstance(line, LineError):
            return line
        stored = self.pictures.stored
        try:
            with publication_transaction():
                return self._import(line)
        except LineError as refused:
            self.pictures.discard(stored)
            return refused
        except (ValidationError, IntegrityError, DataError, RefusedError) as error:
            self.pictures.discard(stored)
            return _refusal(error)

    def _import(self, line: StoryLine) -> Outcome:
        page, work = story_of(line)
        other = _translation_of(work, line.lang)
        values, notes = self.resolver.values(line, other.byline_person if other else None)
        if page is None:
            return Outcome("new", self._create(line, work, values, other), notes)
        return Outcome(self._update(page, values, other, notes), page, notes)

    def _create(
        self, line: StoryLine, work: UUID, values: dict[str, Any], other: NewsPage | None
    ) -> NewsPage:
        index = NewsIndexPage.objects.filter(locale__language_code=line.lang).first()
        if index is None:
            raise LineError(f"lang: there is no list of stories in {LANGUAGES[line.lang].name}")
        # In a dry run it counts as published at once: a later line must not find it withdrawn.
        is_live = self.is_dry_run and not self.is_draft
        page = NewsPage(locale=index.locale, translation_key=work, live=is_live)
        if not self.is_draft:
            page.first_published_at = line.published_at
        apply_values(page, values)
        with disable_reference_index_auto_update():  # the revision's publication does it
            index.add_child(instance=page)
        if self.is_dry_run:
            return page
        # Joining comes first: it makes the translation's revision, so that one is published.
        self._join(page, other)
        page = _fresh(page)
        revision = page.get_latest_revision() or page.save_revision(clean=False)
        if not self.is_draft:
            revision.publish()
        return page

    def _update(
        self, page: NewsPage, values: dict[str, Any], other: NewsPage | None, notes: list[str]
    ) -> str:
        """Update the page's latest draft with `values`, and publish it if that is allowed."""
        draft = page.get_latest_revision_as_object()
        if len(values.get("slug", "")) > SLUG_MAX_LENGTH:
            del values["slug"]  # it was cut when the story came, and may have a number since
        changed = apply_values(draft, values)
        is_withdrawn = not page.live and page.first_published_at is not None
        is_public = not self.is_draft and not is_withdrawn
        if is_withdrawn and not self.is_draft:
            notes.append("the story was withdrawn in the CMS and stays so")
        must_publish = is_public and (not page.live or page.has_unpublished_changes)
        if not changed and not must_publish:
            return "unchanged"
        if self.is_dry_run:
            draft.save()
        elif is_public:
            draft.first_published_at = values["story_date"]
            draft.save_revision().publish()
            self._join(page, other)
        else:
            draft.save_revision()
        return "updated"

    def _join(self, page: NewsPage, other: NewsPage | None) -> None:
        """Make one of two pages of a work the translation of the other.

        That saves the translation again; it must neither publish in a run for drafts nor ignore
        a draft of somebody else.
        """
        if other is None:
            return
        pages = {found.locale.language_code: found for found in (_fresh(page), _fresh(other))}
        original = pages.pop(self._original_lang(pages))
        (translation,) = pages.values()
        if translation.live and (self.is_draft or translation.has_unpublished_changes):
            return
        join_translation(original, translation)

    def _original_lang(self, pages: dict[str, NewsPage]) -> str:
        """Return the language of the original: as joined, else as in the file, else the first."""
        states = provenances(list(pages.values())).values()
        translated_from = [state.source_lang for state in states if state.source_lang]
        if translated_from:
            return translated_from[0]
        first = min(pages.values(), key=lambda page: page.pk)
        return self.originals.get(first.translation_key, first.locale.language_code)


def _translation_of(work: UUID, lang: str) -> NewsPage | None:
    return (
        NewsPage.objects.filter(translation_key=work, alias_of=None)
        .exclude(locale__language_code=lang)
        .select_related("byline_person")
        .first()
    )


def _fresh(page: NewsPage) -> NewsPage:
    """Return the page as it is stored: publishing changes another copy than the one at hand."""
    return NewsPage.objects.select_related("locale").get(pk=page.pk)


def _refusal(error: Exception) -> LineError:
    """Return a model's validation error, with the names of the line's keys."""
    if isinstance(error, ValidationError) and hasattr(error, "error_dict"):
        reasons = []
        for name, messages in error.message_dict.items():
            key = f"{FIELD_KEYS.get(name, name)}: " if name != "__all__" else ""
            reasons.append(f"{key}{' '.join(messages)}")
        return LineError(*reasons)
    if isinstance(error, ValidationError):
        return LineError(*error.messages)
    return LineError(str(error) or type(error).__name__)
