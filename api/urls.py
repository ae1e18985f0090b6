"""Addresses under /api/. Each is answered with and without its last slash, never by a redirect."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from api.partner_guide import EXAMPLES, PAGES, file_address, page_address
from api.types import TYPES_OF_COLLECTION
from api.views.changes import ChangeList
from api.views.documents import ArabicGuide, Guide, OpenApiDocument
from api.views.initiative import Initiative
from api.views.languages import LanguageList
from api.views.lists import ItemList
from api.views.partner_guide import PartnerFile, PartnerGuide, PartnerPicture
from api.views.resolve import Resolve
from api.views.root import Root
from api.views.search import Search
from api.views.suggest import Suggest
from api.views.vocabularies import GovernorateList, OrganisationList, TopicList
from api.views.works import Item, Pair
from core.language.languages import LANGUAGES

app_name = "api"


def both(route: str, view: Callable[..., Any]) -> list[URLPattern]:
    """Return the route with its last slash and without it."""
    return [path(route, view), path(route.rstrip("/"), view)]


urlpatterns = [
    # Asked for most, so they come first.
    *(
        pattern
        for collection in TYPES_OF_COLLECTION
        for pattern in (
            *both(f"v1/{collection}/", ItemList.as_view(collection=collection)),
            *both(f"v1/{collection}/<str:work>/", Pair.as_view(collection=collection)),
            *both(f"v1/{collection}/<str:work>/<str:lang>/", Item.as_view(collection=collection)),
        )
    ),
    *both("v1/", Root.as_view()),
    *both("v1/languages/", LanguageList.as_view()),
    *both("v1/initiative/", Initiative.as_view()),
    *both("v1/changes/", ChangeList.as_view()),
    *both("v1/resolve/", Resolve.as_view()),
    *both("v1/search/", Search.as_view()),
    *both("v1/suggest/", Suggest.as_view()),
    *both("v1/topics/", TopicList.as_view()),
    *both("v1/organisations/", OrganisationList.as_view()),
    *both("v1/governorates/", GovernorateList.as_view()),
    *both("v1/openapi.json/", OpenApiDocument.as_view()),
    *both("v1/docs/", Guide.as_view()),
    *both("v1/docs/ar/", ArabicGuide.as_view()),
    *(
        pattern
        for lang in LANGUAGES
        for name in PAGES
        for pattern in both(
            page_address(name, lang).removeprefix("/api/"),
            PartnerGuide.as_view(name=name, lang=lang),
        )
    ),
    *(
        path(
            file_address(example).removeprefix("/api/"),
            PartnerFile.as_view(name=example.name, media_type=example.media_type.partition(";")[0]),
        )
        for example in EXAMPLES
    ),
    path("v1/docs/pictures/<str:lang>/<str:name>", PartnerPicture.as_view()),
]
