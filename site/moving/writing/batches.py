"""Many posts, in short transactions between which others write; a run that is killed goes on.

    first pass     every post, in the order of the files
    second pass    pages whose parent came later, and posts with links to posts that came later

A post that was written before and has not changed since is not even converted.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from core.background.pacing import Pace
from core.databases.availability import is_unavailable
from core.publication.transactions import publication_transaction
from moving.html.converting import convert
from moving.html.plain import plain_text
from moving.models import ImportedPost
from moving.reading.errors import ExportError
from moving.reading.records import Post
from moving.reading.wxr import read_export
from moving.survey.briefs import Brief, Key
from moving.writing.digests import source_digest
from moving.writing.edited import is_edited, translated_since
from moving.writing.files import SiteFiles, merged
from moving.writing.posts import Outcome, PostWriter, Prepared
from moving.writing.rows import row_of
from moving.writing.values import targets_of
from news.importing.fields import BODY_LIMIT

logger = logging.getLogger(__name__)

# Posts that share a transaction: fewer waits for the disk, and one update of published items.
BATCH = 20
_SOURCE_LIMIT = 2_000_000  # characters, with tags
_MOST_PASSES = 6  # pages lie no deeper


@dataclass(slots=True)
class _Known:
    """What is known of a post from earlier runs."""

    digest: str
    is_incomplete: bool
    revision_id: int | None
    latest_revision_id: int | None
    has_newer_texts: bool

    @property
    def may_be_edited(self) -> bool:
        """Whether people may have changed it; a page that was here before the import is theirs."""
        is_revised = self.latest_revision_id != self.revision_id
        return bool(self.revision_id) and (is_revised or self.has_newer_texts)


@dataclass
class Importer:
    """Writes the posts of all files with a PostWriter.

    `counts` has how many posts became what, `refused` why some could not be written, `untouched`
    the posts that people have edited here.
    """

    files: Mapping[str, Sequence[Path]]
    writer: PostWriter
    counts: Counter[str] = field(default_factory=Counter)
    refused: dict[Key, str] = field(default_factory=dict)
    untouched: dict[Key, str] = field(default_factory=dict)
    _again: set[Key] = field(default_factory=set)
    _done: set[Key] = field(default_factory=set)

    def run(self, on_post: Callable[[], None] = lambda: None) -> None:
        """Write everything; `on_post` is called for each post of the first pass."""
        pace = Pace(most=BATCH, is_prepared_between=True)
        known = _known_posts()
        self._pass(pace, self._posts(known), on_post)
        for _number in range(_MOST_PASSES):
            again, self._again = self._again, set()
            if not again:
                break
            self._done -= again
            self._pass(pace, self._posts({}, again), lambda: None)
            if self._again >= again:
                break

    def _pass(self, pace: Pace, posts: Iterator[Prepared], on_post: Callable[[], None]) -> None:
        batch: list[Prepared] = []
        for prepared in posts:
            batch.append(prepared)
            on_post()
            if len(batch) >= pace.size:
                self._write(pace, batch)
                batch = []
        if batch:
            self._write(pace, batch)

    def _posts(
        self, known: Mapping[Key, _Known], only: set[Key] | None = None
    ) -> Iterator[Prepared]:
        for site, paths in self.files.items():
            for path in paths:
                for post in posts_of(path):
                    key = (site, post.post_id)
                    brief = self.writer.index.briefs.get(key)
                    if brief is None or not brief.becomes_page or key in self._done:
                        continue
                    self._done.add(key)
                    if only is None or key in only:
                        yield from self._prepared(post, brief, known.get(key))

    def _prepared(self, post: Post, brief: Brief, known: _Known | None) -> Iterator[Prepared]:
        """Yield the post, converted, unless there is nothing to do about it."""
        author = self._author(brief.site, post)
        mapping = self.writer.mapping
        byline = mapping.bylines.get((brief.site, author))
        digest = source_digest(post, brief, targets_of(brief, mapping), byline)
        if known is not None and known.digest == digest and not known.is_incomplete:
            self._count_unchanged(brief.key, known)
        elif reason := too_long(post):
            self._count(brief.key, Outcome("refused", reason=reason))
        elif self._waits_for_parent(brief):
            self._again.add(brief.key)
        else:
            yield Prepared(post, brief, convert(post, brief, self.writer.index), digest, author)

    def _author(self, site: str, post: Post) -> int:
        author = self.writer.index.authors.get((site, post.author))
        return author.author_id if author else 0

    def _waits_for_parent(self, brief: Brief) -> bool:
        if not brief.is_page or not brief.parent:
            return False
        above = self.writer.index.briefs.get((brief.site, brief.parent))
        if above is None or not above.becomes_page or above.key in self.refused:
            return False
        return row_of(above.key) is None

    def _write(self, pace: Pace, batch: Sequence[Prepared]) -> None:
        """Store the files of some posts, then write them in one transaction."""
        for files in self.writer.files.values():
            self._store_files(files, batch)
        try:
            with pace.batch(len(batch)), publication_transaction():
                outcomes = self.writer.write_all(batch)
        except Exception as error:
            if is_unavailable(error):
                raise
            if len(batch) == 1:
                logger.exception("Post %s:%d cannot be imported", *batch[0].brief.key)
                self._count(batch[0].brief.key, Outcome("refused", reason=str(error)))
                return
            for each in batch:
                self._write(pace, [each])
            return
        for each, outcome in zip(batch, outcomes, strict=True):
            self._count(each.brief.key, outcome)

    def _store_files(self, files: SiteFiles, batch: Sequence[Prepared]) -> None:
        """Store the files of one site: posts of the other may show them as well."""
        photos = [
            photo for each in batch for photo in merged(each.converted.photos, files.site).values()
        ]
        documents = [document for each in batch for document in each.converted.documents]
        files.prepare(photos, [each for each in documents if each.site == files.site])

    def _count_unchanged(self, key: Key, known: _Known) -> None:
        self.counts["unchanged"] += 1
        if known.may_be_edited:
            row = row_of(key)
            if row is not None and row.page is None:
                self.untouched[key] = "deleted"
            elif row is not None and is_edited(row):
                self.untouched[key] = "edited"

    def _count(self, key: Key, outcome: Outcome) -> None:
        if outcome.is_open:
            self._again.add(key)
        if outcome.kind == "refused":
            self.refused[key] = outcome.reason
        elif outcome.kind in {"edited", "deleted", "withdrawn"}:
            self.untouched[key] = outcome.kind
        self.counts[outcome.kind] += 1


def posts_of(path: Path) -> Iterator[Post]:
    """Yield the posts of a file, as far as it can be read; the survey has reported the rest."""
    try:
        yield from (record for record in read_export(path) if isinstance(record, Post))
    except ExportError:
        return


def _known_posts() -> dict[Key, _Known]:
    translated = translated_since()
    rows = ImportedPost.objects.values_list(
        "site", "post_id", "source_digest", "is_incomplete", "revision_id",
        "page__latest_revision_id",
    )  # fmt: skip
    return {
        (site, post_id): _Known(
            digest, is_incomplete, revision, latest, (site, post_id) in translated
        )
        for site, post_id, digest, is_incomplete, revision, latest in rows.iterator()
    }


def too_long(post: Post) -> str:
    """Return why a post is too long; "" if it is not. Tags are no text, but cost as well."""
    length = len(post.content)
    if BODY_LIMIT < length <= _SOURCE_LIMIT:
        length = len(plain_text(post.content))
    if length <= BODY_LIMIT:
        return ""
    return (
        f"its text has {length} characters; at most {BODY_LIMIT} are accepted. Divide it into "
        "several posts there, and export them again."
    )
