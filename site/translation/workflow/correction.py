"""Corrections in review: a reviewer changes single texts of what was submitted.

Nothing else changes, whatever happened to the original and to the stored texts since. A correction
makes a new revision and ends the step of the review in which the former one was to be decided
about; the same step begins again with the new one. So a decision about the former text is refused,
whichever way it comes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter, log
from wagtail.models import Page, Revision, TaskState
from wagtail_localize.models import (
    SegmentOverride,
    StringSegment,
    Translation,
    TranslationLog,
)
from wagtail_localize.segments import StringSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import extract_segments, quote_path_component
from wagtail_localize.segments.ingest import ingest_segments
from wagtail_localize.strings import StringValue

from core.publication.transactions import publication_transaction
from core.refusals import RefusedError
from translation.content import edits
from translation.content.findings import own_marks
from translation.content.paired import Paired, Place, paired_texts, place_key
from translation.content.texts import place_of
from translation.content.translated import is_open_repetition, repetition_message
from translation.content.typed import checked
from translation.models import TranslatedRevision
from translation.notifications.events import notify_of_correction
from translation.rights import AnyUser
from translation.workflow.review import (
    CORRECTED,
    Review,
    decidable,
    places_in,
    refuse_late_decision,
)


@dataclass(frozen=True)
class Typed:
    """What a reviewer wrote, or that the text is to stay as in the original."""

    text: str = ""
    is_to_stay: bool = False

    def of(self, segment: StringSegment) -> str:
        return str(segment.string.data) if self.is_to_stay else self.text


def correct(
    translation: Translation,
    page: Page,
    user: AnyUser,
    task_state_id: int,
    wanted: Mapping[int, Typed],
) -> dict[int, str]:
    """Put texts in the place of those in review, by the ids of their segments, all or none.

    Returns why texts cannot be used, by the same ids: then nothing is stored. Raises RefusedError
    if `user` may not decide, or the review or an original is no longer what the user looked at.
    """
    with publication_transaction():
        review = _correctable_review(page, user, task_state_id)
        written = review.revision.as_object()
        found = extract_segments(written)
        pairs = paired_texts(translation, review.revision, found)
        segments = [pair.segment for pair in pairs if pair.is_correctable]
        known = {segment.pk: segment for segment in segments if segment is not None}
        faults = _faults(translation, written, known, wanted)
        if not faults:
            chosen = [(segment, wanted[pk]) for pk, segment in known.items() if pk in wanted]
            texts = _store(translation, written, chosen, user)
            _replace(translation, written, found, pairs, texts)
            _begin_again(translation, review, written, texts, user)
        return faults


def _correctable_review(page: Page, user: AnyUser, task_state_id: int) -> Review:
    review = decidable(page, user, task_state_id)
    refuse_late_decision(review.task_state)
    if not review.may_correct:
        raise RefusedError(_("Nothing was saved, because somebody has locked the page."))
    return review


def _faults(
    translation: Translation,
    page: Page,
    known: Mapping[int, StringSegment],
    wanted: Mapping[int, Typed],
) -> dict[int, str]:
    if not wanted.keys() <= known.keys():
        raise RefusedError(
            _(
                "Nothing was saved, because the original of a text that you corrected has changed "
                "meanwhile. Please look again, or send the translation back."
            )
        )
    faults, lang = {}, translation.target_locale.language_code
    for pk, typed in wanted.items():
        segment = known[pk]
        data, fault = checked(page, segment, typed.of(segment))
        is_open = is_open_repetition(segment.string.data, data, "", lang)
        if not fault and is_open and not typed.is_to_stay:
            fault = repetition_message()
        if fault:
            faults[pk] = fault
    return faults


def _store(
    translation: Translation,
    page: Page,
    chosen: Sequence[tuple[StringSegment, Typed]],
    user: AnyUser,
) -> dict[Place, tuple[StringSegment, str]]:
    """Store the texts as translators' are, so that the next draft has them, too."""
    texts = {}
    for segment, typed in chosen:
        stored, _is_new = edits.store_text(
            translation, page, segment, typed.of(segment), user, typed.is_to_stay
        )
        texts[place_key(segment)] = (segment, stored.data)
    return texts


def _replace(
    translation: Translation,
    page: Page,
    found: Sequence[Any],
    pairs: Sequence[Paired],
    texts: Mapping[Place, tuple[StringSegment, str]],
) -> None:
    """Write the texts into `page`, whose segments are `found`; repeated ones at once."""
    new = {
        id(pair.text): _value(translation, pair, texts[place_key(pair.segment)][1])
        for pair in pairs
        if pair.text is not None and pair.segment and place_key(pair.segment) in texts
    }
    paths = {value.path for value in new.values()}
    kinds = (StringSegmentValue, TemplateSegmentValue)
    touched = [each for each in found if isinstance(each, kinds) and each.path in paths]
    values = [new.get(id(each), each) for each in touched]
    ingest_segments(page, page, page.locale, page.locale, values)


def _value(translation: Translation, pair: Paired, data: str) -> StringSegmentValue:
    """Return the text of a page, whose links lead where they led before."""
    assert pair.text is not None  # noqa: S101 - chosen by it
    ours = own_marks(pair.attrs, pair.original_attrs)
    attrs = {ours[mark]: target for mark, target in pair.attrs.items()}
    for mark, target in pair.original_attrs.items():
        attrs.setdefault(mark, _own_target(translation, pair.text.path, target))
    string = StringValue.from_translated_html(data)
    return StringSegmentValue(pair.text.path, string, attrs=attrs, order=pair.text.order)


def _own_target(translation: Translation, path: str, target: dict[str, Any]) -> dict[str, Any]:
    """Return where a link leads that was not in the translation until now."""
    own = SegmentOverride.objects.filter(
        locale=translation.target_locale,
        context__object_id=translation.source.object_id,
        context__path=f"{path}.{quote_path_component(target.get('href', ''))}",
    ).first()
    return target | {"href": own.data} if own is not None and own.data else target


def _begin_again(
    translation: Translation,
    review: Review,
    page: Page,
    texts: Mapping[Place, tuple[StringSegment, str]],
    user: AnyUser,
) -> None:
    """Have the reviewers decide about `page` as it is now, and say what was corrected."""
    if not page.live:
        page.save(clean=False)
    revision = page.save_revision(user=user, clean=False)
    _record(review.revision, revision, [segment for segment, _data in texts.values()])
    TranslationLog.objects.create(
        source=translation.source, locale=translation.target_locale, revision=revision
    )
    before, state = review.task_state, review.task_state.workflow_state
    again = before.copy(update_attrs={"revision": revision})
    # It waits since it was submitted, not since it was corrected.
    TaskState.objects.filter(pk=again.pk).update(started_at=before.started_at)
    TaskState.objects.filter(pk=before.pk).update(
        status=TaskState.STATUS_CANCELLED, finished_at=timezone.now(), finished_by=user
    )
    state.current_task_state = again
    state.save(update_fields=["current_task_state"])
    places = [[place_of(each.context), *key] for key, (each, _data) in texts.items()]
    log(page, CORRECTED, user=user, revision=revision, data={"texts": places}, content_changed=True)
    notify_of_correction(page, state, user)


def _record(before: Revision, revision: Revision, corrected: Iterable[StringSegment]) -> None:
    """Record from which original the corrected revision was made: that of the one before."""
    record = TranslatedRevision.objects.filter(revision=before).first()
    if record is None:
        return
    done = [[place_of(each.context), each.string.data] for each in corrected]
    TranslatedRevision.objects.create(
        revision=revision,
        source_digest=record.source_digest,
        missing=[text for text in record.missing if list(text) not in done],
        written_at=record.written_at or before.created_at,
    )


class CorrectionFormatter(LogFormatter):  # type: ignore[misc]
    """How a correction is shown in a page's history."""

    label = gettext_lazy("Correct in review")

    def format_message(self, log_entry: Any) -> str:
        return _("Corrected in review: %(places)s") % {"places": places_in(log_entry)}
