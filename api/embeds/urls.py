"""Addresses of oEmbed, embed pages and the widget, each with and without its last slash."""

from django.urls import path

from api.embeds.oembed import OEmbed
from api.embeds.pages import EmbedPage
from api.embeds.widget import LATEST, VERSIONS, WidgetScript

urlpatterns = [
    *(path(f"oembed{slash}", OEmbed.as_view()) for slash in ("/", "")),
    path("embed/v1/widget.js", WidgetScript.as_view(release=LATEST, is_fixed=False)),
    *(
        path(f"embed/v1/widget-{release.version}.js", WidgetScript.as_view(release=release))
        for release in VERSIONS
    ),
    *(path(f"embed/v1/<str:work>/<str:lang>{slash}", EmbedPage.as_view()) for slash in ("/", "")),
]
