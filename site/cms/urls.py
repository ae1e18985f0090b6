"""Addresses of Wagtail's at which a view of ours answers; included before Wagtail's own.

`reverse` finds the same addresses under Wagtail's names. What Wagtail puts around its views is put
around these: the right to use the CMS, the CMS's page for what is not found, and no caching.
"""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import display_custom_404
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms.accounts.factors.urls import before_sign_in, signed_in
from cms.accounts.own_settings import OwnSettingsView
from cms.accounts.password_reset import ResetView
from cms.documents import views as documents
from cms.language.scripts import script_texts
from cms.photo_upload import CleanAddView
from cms.privacy import choosers, media_views, reports
from cms.saving import edit_views
from cms.searching import lists
from cms.searching.history import HistoryView
from cms.start.dismissed import CheckedDismissiblesView
from cms.uses import DocumentUsesView, ImageUsesView
from core.publication.transactions import opens_own_transactions

urlpatterns = [
    # Reading a picture takes seconds; what the form changes is in a transaction of Wagtail's.
    path("account/", opens_own_transactions(OwnSettingsView.as_view())),
    path("images/multiple/add/", CleanAddView.as_view()),
    path("dismissibles/", CheckedDismissiblesView.as_view()),
    path("choose-page/", choosers.CheckedBrowseView.as_view()),
    path("choose-page/<int:parent_page_id>/", choosers.CheckedBrowseView.as_view()),
    path("choose-page/search/", choosers.CheckedSearchView.as_view()),
    path("choose-page/chosen-multiple/", choosers.CheckedChosenView.as_view()),
    path("choose-external-link/", choosers.CheckedLinkView.as_view()),
    path("reports/page-types-usage/", reports.CheckedPageTypesView.as_view()),
    path(
        "reports/page-types-usage/results/",
        reports.CheckedPageTypesView.as_view(results_only=True),
    ),
    path("images/usage/<int:image_id>/", ImageUsesView.as_view()),
    path("documents/usage/<int:document_id>/", DocumentUsesView.as_view()),
    path("images/", media_views.KnownImagesView.as_view()),
    path("images/results/", media_views.KnownImagesView.as_view(results_only=True)),
    path("images/chooser/", media_views.image_chooser.choose_view),
    path("images/<int:image_id>/generate_url/", media_views.no_size_of_ones_own),
    path("images/<int:image_id>/generate_url/output/", media_views.no_size_of_ones_own),
    path("images/<int:image_id>/preview/<str:filter_spec>/", media_views.no_size_of_ones_own),
    path("documents/", media_views.KnownDocumentsView.as_view()),
    path("documents/results/", media_views.KnownDocumentsView.as_view(results_only=True)),
    path("tag-autocomplete/", media_views.known_tag_names),
    path("tag-autocomplete/<slug:app_name>/<slug:model_name>/", media_views.known_tag_names),
    path("redirects/", lists.RedirectListView.as_view()),
    path("redirects/results/", lists.RedirectListView.as_view(results_only=True)),
    path("reports/site-history/", HistoryView.as_view(), name="site_history"),
    path("reports/site-history/results/", HistoryView.as_view(results_only=True)),
    path("workflows/list/", lists.WorkflowListView.as_view()),
    path("workflows/list/results/", lists.WorkflowListView.as_view(results_only=True)),
    path("workflows/tasks/index/", lists.TaskListView.as_view()),
    path("workflows/tasks/index/results/", lists.TaskListView.as_view(results_only=True)),
    path("workflows/task_chooser/", lists.TaskChooserView.as_view()),
    path("workflows/task_chooser/results/", lists.TaskChooserResultsView.as_view()),
    path("redirects/<int:redirect_id>/", edit_views.KeepingRedirectView.as_view()),
    path("images/<int:image_id>/", edit_views.KeepingImageView.as_view()),
    path("documents/add/", documents.CleanCreateView.as_view()),
    path("documents/edit/<int:document_id>/", documents.CleanEditView.as_view()),
    path("documents/multiple/add/", documents.CleanAddView.as_view()),
    path(
        "documents/multiple/create_from_uploaded_document/<int:uploaded_file_id>/",
        documents.CleanCreateFromUploadView.as_view(),
    ),
    path("documents/chooser/create/", documents.chooser_upload),
    path(
        "settings/<slug:app_name>/<slug:model_name>/<int:pk>/",
        edit_views.KeepingSettingView.as_view(),
    ),
    path("collections/<int:pk>/", edit_views.KeepingCollectionView.as_view()),
    path("workflows/edit/<int:pk>/", edit_views.KeepingWorkflowView.as_view()),
    path("workflows/tasks/edit/<int:pk>/", edit_views.KeepingTaskView.as_view()),
    path("sites/edit/<int:pk>/", edit_views.edit_site),
    path("locales/edit/<int:pk>/", edit_views.edit_locale),
    *signed_in,
]

for _decorator in (require_admin_access, display_custom_404, never_cache):
    decorate_urlpatterns(urlpatterns, _decorator)

# Seen without being signed in.
urlpatterns += [
    path("jsi18n/", script_texts),
    # Of this name, because what is sent there may come from anybody (`cms.saving.signed_out`).
    path("password_reset/", never_cache(ResetView.as_view()), name="wagtailadmin_password_reset"),
    *before_sign_in,
]
