"""The views of pages in the CMS, for every type of page."""

from wagtail.admin.viewsets.pages import PageViewSet

from cms.privacy import destinations
from cms.saving import pages as saving
from cms.saving.creating import SavingCreateView
from translation.content.texts import translation_into
from translation.views import drafts, explorer, story_lists, takedown


class DecidingView(saving.SavingWorkflowView):
    """Decides outside of the form of a page, or of the editor of a translation."""

    def publishes_latest(self) -> bool:
        """Of a translation `translation.workflow.finish` publishes what was reviewed."""
        translation = translation_into(self.object)
        return translation is None or not translation.enabled


class PagesViewSet(PageViewSet):
    """Replaces Wagtail's own for all types of pages.

    A viewset for one type of page has to be a subclass of this one: Wagtail's own views ask for no
    right on some of the pages that they name. `tests/core/test_patches.py` checks it.
    """

    index_view_class = explorer.ExplorerView
    filterset_class = story_lists.StoryFilters
    search_view_class = explorer.PageSearchView
    content_type_use_view_class = explorer.PagesOfTypeView

    add_view_class = SavingCreateView
    edit_view_class = saving.SavingEditView
    revisions_revert_view_class = saving.SavingRevertView
    workflow_action_view_class = DecidingView

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
