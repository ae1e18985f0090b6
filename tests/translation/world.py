"""One page of each kind that a route of the CMS may meet, and a trace of all that may change."""

from dataclasses import dataclass
from typing import Any

from wagtail.models import Page, PageViewRestriction, TaskState, WorkflowState
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation

from core.models import PublishedItem, Topic
from core.setup import roles
from tests import factories
from translation.models import (
    GlossaryTerm,
    Job,
    LinkedPage,
    Notice,
    TranslatedRevision,
    TranslationStatus,
)
from translation.pairs.actions import link

# Whatever a refused request must leave as it was.
_TRACED = {
    Page: (
        "path",
        "live",
        "title",
        "draft_title",
        "slug",
        "latest_revision_id",
        "live_revision_id",
        "translation_key",
        "locked",
        "alias_of_id",
    ),
    StringTranslation: ("data", "translation_type", "has_error"),
    SegmentOverride: ("data_json",),
    Translation: ("enabled", "source_id"),
    TranslationStatus: ("status", "is_in_review", "lang", "assignee_id", "note", "due_on"),
    TranslatedRevision: ("source_digest",),
    WorkflowState: ("status",),
    TaskState: ("status", "comment"),
    PageViewRestriction: ("restriction_type",),
    GlossaryTerm: ("en", "ar", "variants", "note"),
    Notice: ("read_at",),
    Job: ("state",),
    LinkedPage: ("former_work",),
    PublishedItem: ("is_public", "title", "work"),
    Topic: ("name_en",),
}


def trace() -> list[Any]:
    """Return all that the routes may change, to be compared."""
    return [
        list(model.objects.order_by("pk").values_list("pk", *names))
        for model, names in _TRACED.items()
    ]


@dataclass
class World:
    """Pages by what is special about them; each is a story unless noted."""

    english: Any  # the public original of `arabic`
    arabic: Any  # its public translation
    back: Any  # a complete English draft of a public Arabic original
    alone: Any  # English, not translated
    alone_ar: Any  # Arabic, not translated
    stopped: Any  # an Arabic translation that is edited by hand
    reviewed: Any  # an Arabic translation in review
    locked: Any  # Arabic, locked by an administrator
    alias: Any  # of `alone_ar`
    linked: Any  # Arabic, linked with an English page
    separate: Any  # Arabic, one work with an English page of the same build
    parent: Any  # a standard page in Arabic, with `child` beside it
    child: Any
    term: Any
    job: Any
    notice: Any
    person: Any
    task_state: Any

    def row(self, page: Any) -> TranslationStatus:
        return TranslationStatus.objects.get(work=page.translation_key)

    @property
    def translation(self) -> Translation:
        return factories.translation_of(self.arabic)

    def segment_of(self, page: Any) -> Any:
        """Return the segment of the title of a translation."""
        source = factories.translation_of(page).source
        return source.stringsegment_set.get(context__path="title")

    @property
    def value(self) -> Any:
        return self.translation.source.overridablesegment_set.get()


def _translated(lang: str = "en", **fields: Any) -> tuple[Any, Any]:
    original = factories.make_story(lang, **fields)
    draft = factories.begin_translation(original, "ar" if lang == "en" else "en")
    factories.translate_texts(draft)
    return original, draft


def _in_review(submitter: Any) -> Any:
    _original, draft = _translated(title="Reviewed")
    factories.translation_of(draft).save_target(publish=False)
    draft.refresh_from_db()
    draft.get_workflow().start(draft, submitter)
    draft.refresh_from_db()
    return draft


def _translated_with_link() -> tuple[Any, Any]:
    text = '<p>See <a href="https://example.org/en">there</a>.</p>'
    english, arabic = _translated(title="Voices", body=[("paragraph", text)])
    linking = {'See <a id="a1">there</a>.': 'انظر <a id="a1">هناك</a>.'}
    factories.translate_texts(arabic, linking).save_target()
    arabic.refresh_from_db()
    return english, arabic


def _translated_back() -> Any:
    _original, back = _translated("ar", title="أصوات من هناك")
    factories.translation_of(back).save_target(publish=False)
    back.refresh_from_db()
    return back


def _locked(person: Any) -> Any:
    locked = factories.make_story("ar", title="مقفلة")
    Page.objects.filter(pk=locked.pk).update(locked=True, locked_by=person)
    return locked


def _stopped() -> Any:
    stopped = factories.make_translated_story(title="Stopped")[1]
    Translation.objects.filter(pk=factories.translation_of(stopped).pk).update(enabled=False)
    return stopped


def build() -> World:
    """Make the world."""
    person = factories.make_user(roles.ADMINISTRATORS)
    english, arabic = _translated_with_link()
    alone_ar = factories.make_story("ar", title="وحيدة")
    linked = factories.make_story("ar", title="مربوطة")
    link(factories.make_story("en", title="Linked"), linked)
    reviewed = _in_review(person)
    status = TranslationStatus.objects.get(work=english.translation_key)
    return World(
        english=english,
        arabic=arabic,
        back=_translated_back(),
        alone=factories.make_story("en", title="Alone"),
        alone_ar=alone_ar,
        stopped=_stopped(),
        reviewed=reviewed,
        locked=_locked(person),
        alias=alone_ar.create_alias(update_slug="alias"),
        linked=linked,
        separate=factories.make_pair()[1],
        parent=factories.make_page("ar", title="صفحة"),
        child=factories.make_page("ar", title="صفحة أخرى"),
        term=GlossaryTerm.objects.create(en="Nowhere Forum", ar="منتدى اللامكان"),
        job=Job.objects.create(owner=person, kind=Job.Kind.IMPORT, state=Job.State.PREVIEWED),
        notice=Notice.objects.create(recipient=person, kind="assigned", status=status),
        person=person,
        task_state=reviewed.current_workflow_task_state,
    )
