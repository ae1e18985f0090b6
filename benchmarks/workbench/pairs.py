"""Pairs of pages as originals and translations, with the rows that translating leaves behind."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from core.publication.transactions import record_page
from translation.content.segments import store_source, store_translations, strings_of
from translation.content.texts import text_digest
from translation.models import Status, TranslationStatus

# The earlier text of an outdated original where it was changed, and its translation.
EARLIER = {"en": "These words were here before.", "ar": "كانت هذه الكلمات هنا من قبل."}
Text = tuple[str, str, str]


class Pair:
    """An original and its translation: two saved pages of one work that are built alike.

    `texts` are all of the original's, as (path, text, translation).
    """

    def __init__(self, original: Any, target: Any, status: Status) -> None:
        self.original, self.target, self.status = original, target, status
        self.segments = extract_segments(original)
        self.texts: list[Text] = [
            (mine.path, mine.string.data, other.string.data)
            for mine, other in zip(self.segments, extract_segments(target), strict=True)
            if isinstance(mine, StringSegmentValue)
        ]

    @property
    def langs(self) -> tuple[str, str]:
        return self.original.locale.language_code, self.target.locale.language_code

    @property
    def translated(self) -> list[Text]:
        """The texts that are translated: half of a draft, and of an outdated work all but the text
        that has changed, which is translated as it was before."""
        if self.status == Status.DRAFT:
            return self.texts[: len(self.texts) // 2]
        if self.status == Status.OUTDATED:
            own, other = (EARLIER[lang] for lang in self.langs)
            return [*self.texts[:-1], (self.texts[-1][0], own, other)]
        return self.texts


def join_all(pairs: Sequence[Pair]) -> None:
    """Make each pair original and translation, inside a transaction that derives the statuses."""
    Translation.objects.bulk_create(
        Translation(source=_store(pair), target_locale=pair.target.locale) for pair in pairs
    )
    _enter_rows(pairs)
    for pair in pairs:
        record_page(pair.original.pk)
        record_page(pair.target.pk)


def _store(pair: Pair) -> TranslationSource:
    source = store_source(pair.original, pair.segments)
    if pair.status == Status.OUTDATED:
        strings_of(source, [EARLIER[pair.langs[0]]])  # no segment of the original has it any more
    store_translations(source, pair.target.locale, pair.translated, user=None)
    return source


def _enter_rows(pairs: Sequence[Pair]) -> None:
    """Record from which text each translation was made; its status is derived from that."""
    rows = []
    for pair in pairs:
        digest = text_digest(pair.original)
        source_lang, lang = pair.langs
        is_written = pair.status != Status.DRAFT
        is_old = pair.status == Status.OUTDATED
        rows.append(
            TranslationStatus(
                work=pair.original.translation_key,
                lang=lang,
                source_lang=source_lang,
                status=Status.DRAFT,
                is_begun=True,
                source_digest=digest,
                source_changed_at=timezone.now() if is_old else None,
                made_from=("" if not is_written else "earlier" if is_old else digest),
                made_text=text_digest(pair.target) if is_written else "",
            )
        )
    TranslationStatus.objects.bulk_create(rows)
