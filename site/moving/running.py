"""One run of the import, from the files to the report."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from core.addresses.outside import checked_addresses
from core.language.languages import LANGUAGES
from core.search.analysis.ahead import reading_ahead
from moving.addresses.sites import Sites
from moving.fetching import Fetcher, Origin, Reach
from moving.mapping.forums import make_forum
from moving.mapping.guesses import Guesser, places_in
from moving.mapping.reading import Mapping as TermMapping
from moving.mapping.reading import read_mapping, read_new_forums
from moving.mapping.targets import Targets
from moving.mapping.writing import guess_all, write_mapping
from moving.models import Finding, ImportRun
from moving.pairs.candidates import candidates, share_terms
from moving.pairs.joining import joined_keys, settle_pairs
from moving.rehearsal import rehearse
from moving.report.findings import Findings, Line
from moving.survey.briefs import Brief, Key
from moving.survey.reading import Survey
from moving.writing.batches import Importer
from moving.writing.described import drop_answered
from moving.writing.existing import ExistingPages
from moving.writing.files import SiteFiles
from moving.writing.posts import PostWriter
from moving.writing.repeats import record_repeats
from moving.writing.terms import record_term_addresses
from moving.writing.values import targets_of

Progress = Callable[[], None]
_DETAIL_LIMIT, _TITLE_LIMIT = 500, 255
_MANY = 200  # posts; fewer are written before a second process has started


@dataclass
class Options:
    """What a run is to do. `uploads` and `files` are by site; `mapping` is None for guesses."""

    files: Mapping[str, Sequence[Path]]
    uploads: Mapping[str, Path]
    mapping: Path | None
    new_mapping: Path
    is_dry_run: bool = False
    # Where files that the uploads lack are fetched, through what may be connected to.
    origins: Sequence[Origin] = ()
    reach: Reach = checked_addresses


class UnknownOriginError(Exception):
    """A host from which files were to be fetched belongs to neither site."""


@dataclass
class Result:
    """What a run did: counts by code, the lines of its report, and whether anything was refused."""

    counts: Counter[str] = field(default_factory=Counter)
    lines: list[Line] = field(default_factory=list)
    is_nothing: bool = False
    has_faults: bool = False
    guessed: Path | None = None


class Run:
    """Surveys the files, writes what is in them, and reports."""

    def __init__(self, options: Options, progress: Progress = lambda: None) -> None:
        self.options = options
        self.progress = progress
        self.result = Result()
        self.survey = Survey(
            options.files,
            _sites(),
            options.uploads,
            ZoneInfo(settings.TIME_ZONE),
            timezone.now(),
        )

    def go(self) -> Result:
        """Do everything; raises MappingError or UnknownOriginError before anything is written."""
        self.survey.read()
        if not self.survey.faults.readable:
            self.result.is_nothing = self.result.has_faults = True
            self._report({}, {})
            return self.result
        self._allow_fetching()
        mapping = self._mapping()
        if self.options.is_dry_run:
            self._rehearse(mapping)
        else:
            self._write(mapping)
        return self.result

    def _allow_fetching(self) -> None:
        """Have files that the uploads lack be fetched, but for a dry run, which writes nothing."""
        index = self.survey.index
        origins: dict[str, list[Origin]] = {}
        for origin in self.options.origins:
            place = index.sites.place(f"{origin.address}/")
            if place is None or place.address != "/":
                raise UnknownOriginError(f"{origin.address} is the address of neither old site.")
            origins.setdefault(place.site, []).append(origin)
        for site, of_site in origins.items() if not self.options.is_dry_run else ():
            beside = self.options.new_mapping.parent / f"uploads-{site}"
            folder = index.uploads.setdefault(site, beside)
            folder.mkdir(parents=True, exist_ok=True)
            index.fetchers[site] = Fetcher(of_site, folder, self.options.reach)

    def _mapping(self) -> TermMapping:
        """Return the mapping: from its file, or guessed and written for people to check."""
        file = self.options.mapping
        if file is not None:
            forums = read_new_forums(file, Targets())
            if not self.options.is_dry_run:
                self.result.counts["new-forum"] += sum(make_forum(forum) for forum in forums)
            return read_mapping(file, self.survey.index, Targets(forums))
        guesser = Guesser(Targets())
        if self.options.is_dry_run:
            return TermMapping(guess_all(self.survey.index, guesser))
        self.result.guessed = self.options.new_mapping
        return TermMapping(write_mapping(self.options.new_mapping, self.survey.index, guesser))

    def _rehearse(self, mapping: TermMapping) -> None:
        rehearsed = rehearse(self.options.files, self.survey.index, self.progress)
        self.result.counts.update(rehearsed.counts)
        self._report(rehearsed.refused, {}, rehearsed.lines)

    def _write(self, mapping: TermMapping) -> None:
        index = self.survey.index
        existing = ExistingPages()
        index.names = {lang: existing.front(lang).title for lang in LANGUAGES}
        files = {site: SiteFiles(site, index.uploads.get(site, Path())) for site in LANGUAGES}
        found = candidates(index, _forums_of(mapping))
        share_terms(index, found, joined_keys())
        importer = Importer(self.options.files, PostWriter(index, mapping, existing, files))
        with reading_ahead() if len(index.briefs) >= _MANY else nullcontext():
            importer.run(self.progress)
        self.result.counts.update(importer.counts)
        drop_answered()
        self.result.counts["fetched"] = sum(each.fetched for each in index.fetchers.values())
        self.result.counts["repeat"] = record_repeats(index)
        record_term_addresses(index, mapping)
        self.result.counts.update(settle_pairs(found))
        self._report(importer.refused, importer.untouched)
        self._store()

    def _report(
        self,
        refused: Mapping[Key, str],
        untouched: Mapping[Key, str],
        further: Sequence[Line] = (),
    ) -> None:
        faults = self.survey.faults
        found = Findings(self.survey.index, faults, refused, untouched)
        self.result.lines = [*found.lines(), *further]
        self.result.has_faults = bool(faults.found or refused)

    def _store(self) -> None:
        """Store the report for the CMS, unless the last run had the same."""
        rows = [
            Finding(
                site=line.site,
                post_id=line.post_id,
                title=line.title[:_TITLE_LIMIT],
                code=line.code,
                detail=line.detail[:_DETAIL_LIMIT],
            )
            for line in self.result.lines
        ]
        last = ImportRun.objects.order_by("pk").last()
        if last and {_content(row) for row in last.findings.all()} == {
            _content(row) for row in rows
        }:
            return
        with transaction.atomic():
            run = ImportRun.objects.create(ended_at=timezone.now(), counts=dict(self.result.counts))
            for row in rows:
                row.run = run
            Finding.objects.bulk_create(rows, batch_size=500)


def _content(row: Finding) -> tuple[object, ...]:
    return row.site, row.post_id, row.title, row.code, row.detail


def _sites() -> Sites:
    """Return the old sites that the settings name; the exports add what they know."""
    sites = Sites()
    for site, bases in getattr(settings, "OLD_SITES", {}).items():
        for base in bases:
            sites.add(site, base)
    return sites


def _forums_of(mapping: TermMapping) -> Callable[[Brief], set[str]]:
    """Return a function that gives the forums and places of a post."""

    def forums_of(brief: Brief) -> set[str]:
        named = {str(target) for target in targets_of(brief, mapping) if target.kind == "forum"}
        return named | set(places_in(brief.title))

    return forums_of
