"""Wagtail's edit views of what has no versions, each keeping what somebody else stored meanwhile.

Those that belong to viewsets of ours are named there; that of documents is in `cms.documents`;
the others answer at the addresses of `cms.urls`. A test looks for edit views that are in none of
these places.
"""

from typing import Any

from wagtail.admin.forms.workflows import WorkflowContentTypeForm, WorkflowPagesFormSet
from wagtail.admin.views import collections, workflows
from wagtail.admin.views.generic import EditView
from wagtail.contrib.redirects.views import EditView as RedirectEditView
from wagtail.contrib.settings.views import EditView as SettingEditView
from wagtail.images.views.images import EditView as ImageEditView
from wagtail.locales.views import EditView as LocaleEditView
from wagtail.locales.views import LocaleViewSet
from wagtail.sites.views import EditView as SiteEditView
from wagtail.sites.views import SiteViewSet
from wagtail.snippets.views.snippets import EditView as SnippetEditView
from wagtail.users.views.groups import EditView as GroupEditView
from wagtail.users.views.groups import get_permission_panel_classes
from wagtail.users.views.users import EditView as UserEditView

from cms.accounts.factors.asking import AsksAgain
from cms.accounts.factors.reset import may_manage
from cms.saving.forms import KeepingOthersWork


class KeepingEditView(KeepingOthersWork, EditView):
    """For viewsets of models that have no view of their own."""


class KeepingSnippetView(KeepingOthersWork, SnippetEditView):
    pass


class KeepingUserView(KeepingOthersWork, UserEditView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_manage_factors = may_manage(self.request.user, self.object)
        return super().get_context_data(**kwargs) | {"may_manage_factors": may_manage_factors}


class KeepingImageView(KeepingOthersWork, ImageEditView):
    pass


class KeepingRedirectView(KeepingOthersWork, RedirectEditView):
    pass


class KeepingSettingView(KeepingOthersWork, SettingEditView):
    pass


class KeepingCollectionView(KeepingOthersWork, collections.Edit):
    pass


class KeepingTaskView(KeepingOthersWork, workflows.EditTask):
    pass


class KeepingWorkflowView(KeepingOthersWork, workflows.Edit):
    def other_forms(self, stored: Any) -> list[Any]:
        if not stored.active:
            return []  # the form does not show them
        return [
            WorkflowPagesFormSet(instance=stored, prefix="pages"),
            WorkflowContentTypeForm(workflow=stored),
        ]


class KeepingGroupView(AsksAgain, KeepingOthersWork, GroupEditView):
    def other_forms(self, stored: Any) -> list[Any]:
        return [panel(instance=stored) for panel in get_permission_panel_classes()]


class _KeepingSiteView(KeepingOthersWork, SiteEditView):
    pass


class _KeepingLocaleView(KeepingOthersWork, LocaleEditView):
    pass


class _Sites(SiteViewSet):
    edit_view_class = _KeepingSiteView


class _Locales(LocaleViewSet):
    edit_view_class = _KeepingLocaleView


# Only their edit views are used: Wagtail registers the viewsets, with their menu items.
edit_site = _Sites("wagtailsites", url_prefix="sites").edit_view
edit_locale = _Locales("wagtaillocales", url_prefix="locales").edit_view
