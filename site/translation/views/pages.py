"""The views of pages in the CMS, for every type of page."""

from wagtail.admin.viewsets.pages import PageViewSet

from cms.privacy import destinations
from translation.views import drafts, explorer, takedown


class PagesViewSet(PageViewSet):
    """Replaces Wagtail's own for all types of pages.

    A viewset for one type of page has to be a subclass of this one: Wagtail's own views ask for no
    right on some of the pages that they name. `tests/core/test_patches.py` checks it.
    """

    index_view_class = explorer.ExplorerView
    search_view_class = explorer.PageSearchView

    choose_parent_view_class = destinations.CheckedParentView
    copy_view_class = destinations.CheckedCopyView
    move_view_class = destinations.CheckedMoveView
    move_confirm_view_class = destinations.CheckedMoveConfirmView

    confirm_workflow_cancellation_view_class = drafts.CheckedCancellationView
    history_view_class = drafts.CheckedHistoryView
    preview_on_edit_view_class = drafts.CheckedPreviewView
    revisions_compare_view_class = drafts.CheckedComparisonView
    revisions_view_class = drafts.CheckedRevisionView
    view_draft_view_class = drafts.CheckedDraftView
    workflow_history_detail_view_class = drafts.CheckedWorkflowView
    workflow_history_view_class = drafts.CheckedWorkflowsView
    workflow_preview_view_class = drafts.CheckedTaskView

    delete_view_class = takedown.DeleteBothView
    set_privacy_view_class = takedown.RestrictBothView
    unpublish_view_class = takedown.UnpublishBothView
