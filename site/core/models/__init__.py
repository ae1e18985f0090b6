"""The models that every page type shares.

- `pages`: BasePage and its words for choosing pages; BodyMixin for pages with a body
- `vocabularies`: topics, governorates, organisations, people
- `media`: pictures and documents
- `translatable`: what a field is to its translations, beside wagtail-localize's own kinds
- `users`, `settings`, `menus`; `social`: addresses at social networks
- `attempts`: what may be tried only so often; `emails`: what waits for the worker
- `shelf`: what is public, rendered
- `background`: problems that staff should know of, and which workers live

`shelf` stands below `pages`; the others do not know each other.
"""

from core.models.attempts import Attempt
from core.models.background import BackgroundProblem, WorkerPulse
from core.models.emails import QueuedEmail
from core.models.media import SiteDocument, SiteImage, SiteRendition
from core.models.menus import Menu, MenuLink
from core.models.pages import BasePage, BodyMixin, IndexPage, PageManager, PageQuerySet, page_tabs
from core.models.published import (
    ItemDependency,
    ItemFacet,
    ItemText,
    PublicationCounter,
    PublishedItem,
)
from core.models.settings import InitiativeSettings
from core.models.social import SOCIAL_FIELDS, SocialMixin
from core.models.translatable import OwnPerLanguageField
from core.models.users import User
from core.models.vocabularies import BilingualName, Governorate, Organisation, Person, Topic

__all__ = [
    "SOCIAL_FIELDS",
    "Attempt",
    "BackgroundProblem",
    "BasePage",
    "BilingualName",
    "BodyMixin",
    "Governorate",
    "IndexPage",
    "InitiativeSettings",
    "ItemDependency",
    "ItemFacet",
    "ItemText",
    "Menu",
    "MenuLink",
    "Organisation",
    "OwnPerLanguageField",
    "PageManager",
    "PageQuerySet",
    "Person",
    "PublicationCounter",
    "PublishedItem",
    "QueuedEmail",
    "SiteDocument",
    "SiteImage",
    "SiteRendition",
    "SocialMixin",
    "Topic",
    "User",
    "WorkerPulse",
    "page_tabs",
]
