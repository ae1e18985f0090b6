"""The addresses for readers and partners, which every machine that answers them has.

What begins with a language is a page; nothing redirects to one.
"""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path

from core.addresses.topics import FOLDER as TOPICS
from core.health import probes
from core.media import serving
from core.public import contact, icons, policy_reports, short_links, sitemaps, views
from core.public.searching import views as searching
from core.public.serving import serve_page
from news import topics

handler404 = "core.public.errors.page_not_found"
handler500 = "core.public.errors.server_error"

urlpatterns = [
    path("", views.redirect_to_language, name="start"),
    path("livez", probes.livez, name="livez"),
    path("readyz", probes.readyz, name="readyz"),
    re_path(r"^s/[^/]+/?$", short_links.follow, name="short_link"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("pgp-key.asc", contact.public_key, name="public_key"),
    path("favicon.ico", icons.favicon, name="favicon"),
    path("csp-report/", policy_reports.receive, name="policy_report"),
    path("media/renditions/<str:name>", serving.rendition, name="rendition"),
    path("media/avatar_images/<str:name>", serving.avatar, name="avatar"),
    # Wagtail's own address of a document, and its name, with another view.
    path(
        "documents/",
        include([re_path(r"^(\d+)/(.*)$", serving.document, name="wagtaildocs_serve")]),
    ),
    path("api/", include("api.urls")),
    path("feeds/", include("api.feeds.urls")),
    path("", include("api.embeds.urls")),
    *i18n_patterns(
        # Not redirected to the slash: caches may store a redirect, with what was searched for.
        re_path(r"^search/?$", searching.search, name="search"),
        path("search/opensearch.xml", searching.description, name="search_description"),
        path(f"{TOPICS}/", topics.topic_list, name="topics"),
        path(f"{TOPICS}/<slug:slug>/", topics.topic_page, name="topic"),
        path("site.webmanifest", icons.manifest, name="manifest"),
        # Wagtail asks for the address of a page by this name.
        re_path(r"^((?:[\w\-]+/)*)$", serve_page, name="wagtail_serve"),
    ),
]
