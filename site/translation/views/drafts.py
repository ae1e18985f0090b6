"""Wagtail's screens that show drafts, with the rights of the page that is shown."""

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.admin.views.pages.history import (
    PageHistoryView,
    WorkflowHistoryDetailView,
    WorkflowHistoryView,
)
from wagtail.admin.views.pages.preview import PreviewOnEditView, ViewDraftView
from wagtail.admin.views.pages.revisions import RevisionsCompareView, RevisionsView
from wagtail.admin.views.pages.workflow import (
    ConfirmWorkflowCancellationView,
    PreviewRevisionForTaskView,
)
from wagtail.models import Page

from translation.content.texts import translation_into
from translation.views.access import refusal_to_read, restrict_translators_to_translations


class CheckedCancellationView(ConfirmWorkflowCancellationView):
    """The warning that a review ends; not found for those who may not edit the page."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.object.permissions_for_user(request.user).can_edit():
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class _TranslationsAlone:
    """Shows translators the drafts of translations, and no drafts of originals.

    Wagtail shows drafts to everybody who may change the page, which includes translators. A
    translation shows the original's text where nothing is translated yet.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        page = get_object_or_404(Page, pk=kwargs.get("page_id") or kwargs.get("pk"))
        if page.permissions_for_user(request.user).can_edit():
            refusal = restrict_translators_to_translations(request, page)
            translation = translation_into(page)
            if refusal is None and translation is not None and translation.enabled:
                refusal = refusal_to_read(request, translation, page)
            if refusal is not None:
                return refusal
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class CheckedDraftView(_TranslationsAlone, ViewDraftView):
    pass


class CheckedPreviewView(_TranslationsAlone, PreviewOnEditView):
    pass


class CheckedRevisionView(_TranslationsAlone, RevisionsView):
    pass


class CheckedComparisonView(_TranslationsAlone, RevisionsCompareView):
    pass


class CheckedHistoryView(_TranslationsAlone, PageHistoryView):
    pass


class CheckedWorkflowsView(_TranslationsAlone, WorkflowHistoryView):
    pass


class CheckedTaskView(_TranslationsAlone, PreviewRevisionForTaskView):
    pass


class CheckedWorkflowView(_TranslationsAlone, WorkflowHistoryDetailView):
    pass
