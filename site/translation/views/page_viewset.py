"""Screens of Wagtail that ask for no right on the page that they name."""

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
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from cms.privacy import destinations
from translation.content.strings import translation_into
from translation.views.access import refusal_to_read, restrict_translators_to_translations


class CheckedCancellationView(ConfirmWorkflowCancellationView):
    """The dialog that warns of an end of the review; for others than the page's editors it is not
    there.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.object.permissions_for_user(request.user).can_edit():
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class _TranslationsAlone:
    """Whoever only translates reads drafts of translations, and no drafts of originals.

    Wagtail shows them to everybody who may change the page, and translators may in its eyes. A
    translation has its original's words where nobody has translated them yet.
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


# On the base class, so that it holds for every viewset, whoever registers one.
PageViewSet.choose_parent_view_class = destinations.CheckedParentView
PageViewSet.copy_view_class = destinations.CheckedCopyView
PageViewSet.move_view_class = destinations.CheckedMoveView
PageViewSet.move_confirm_view_class = destinations.CheckedMoveConfirmView
PageViewSet.confirm_workflow_cancellation_view_class = CheckedCancellationView
PageViewSet.view_draft_view_class = CheckedDraftView
PageViewSet.preview_on_edit_view_class = CheckedPreviewView
PageViewSet.revisions_view_class = CheckedRevisionView
PageViewSet.revisions_compare_view_class = CheckedComparisonView
PageViewSet.history_view_class = CheckedHistoryView
PageViewSet.workflow_preview_view_class = CheckedTaskView
PageViewSet.workflow_history_view_class = CheckedWorkflowsView
PageViewSet.workflow_history_detail_view_class = CheckedWorkflowView
