"""What an item looks like: rendered once, when its page is published, and stored.

- `lookups`: what a batch of pages shows (names, pictures, links, translations), found at once
- `items`: the record of an item, type by type
- `references`: what it refers to, each with its slug and address
- `html`: the body as partners may embed it
- `mentions`: an item without what was withdrawn, until it is rendered anew

`updated_at` and `version` are left empty until the item is stored, and
`core.addresses.base.BASE` is in place of the site's address.
"""

from api.rendering.items import RENDERERS
from api.rendering.mentions import without_mentions
from core.publication.registry import register_renderer, register_unmentioner
from forums.models import CouncilPage, ForumPage
from home.models import HomePage, StandardPage
from news.models import NewsPage


def register_renderers() -> None:
    """Have published pages of each type rendered here."""
    for model in (NewsPage, ForumPage, CouncilPage, StandardPage, HomePage):
        register_renderer(model, RENDERERS[model.public_type].render)
    register_unmentioner(without_mentions)
