"""What an item looks like: made once, when a page is published, and stored on the shelf.

- `lookups`: what a batch of pages shows (names, pictures, links, translations), found at once
- `items`: the values of an item, type by type
- `html`: the body as partners may embed it
- `mentions`: an item without what was withdrawn, until it is rendered anew

`updated_at` and `version` are left empty for the shelf, and `core.addresses.base.BASE` stands for
the site's address.
"""

from api.rendering.items import RENDERERS
from api.rendering.mentions import without_mentions
from core.publication.registry import register_renderer, register_unmentioner
from forums.models import CouncilPage, ForumPage
from home.models import HomePage, StandardPage
from news.models import NewsPage


def register_renderers() -> None:
    """Tell the shelf how each page type is rendered."""
    for model in (NewsPage, ForumPage, CouncilPage, StandardPage, HomePage):
        register_renderer(model, RENDERERS[model.public_type].render)
    register_unmentioner(without_mentions)
