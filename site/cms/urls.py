"""Addresses of Wagtail's at which a view of ours answers; included before Wagtail's own.

`reverse` finds the same addresses under Wagtail's names. What Wagtail puts around its views is put
around these: the right to use the CMS, the CMS's page for what is not found, and no caching.
"""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import display_custom_404
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms.privacy import choosers, reports

urlpatterns = [
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
]

for _decorator in (require_admin_access, display_custom_404, never_cache):
    decorate_urlpatterns(urlpatterns, _decorator)
