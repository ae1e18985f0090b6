"""Every address of the site. What begins with a language is a page; nothing redirects to one."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.saving.signed_out import ReturningSignInView
from core.health import probes
from core.media import serving
from core.public import policy_reports, sitemaps, views
from core.public.serving import serve_page

handler404 = "core.public.errors.page_not_found"
handler500 = "core.public.errors.server_error"

urlpatterns = [
    path("", views.redirect_to_language, name="start"),
    path("livez", probes.livez, name="livez"),
    path("readyz", probes.readyz, name="readyz"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("csp-report/", policy_reports.receive, name="policy_report"),
    path("media/renditions/<str:name>", serving.rendition, name="rendition"),
    path("media/avatar_images/<str:name>", serving.avatar, name="avatar"),
    # Wagtail's own address of a document, with another view; the others are Wagtail's.
    path("documents/", include([re_path(r"^(\d+)/(.*)$", serving.document)])),
    path("documents/", include(wagtaildocs_urls)),
    # Wagtail sends who asks for a restricted document to the address of this name, which only
    # its front-end module has.
    path("admin/login/", ReturningSignInView.as_view(), name="wagtailcore_login"),
    path("admin/", include("cms.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("api/", include("api.urls")),
    *i18n_patterns(
        # Wagtail asks for the address of a page by this name.
        re_path(r"^((?:[\w\-]+/)*)$", serve_page, name="wagtail_serve"),
    ),
]
