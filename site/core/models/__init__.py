"""The models that every page type shares.

- `pages`: BasePage and its queryset; BodyMixin for pages with a body
- `vocabularies`: topics, governorates, organisations, people
- `media`: pictures and documents
- `translatable`: a kind of translatable field beside those of wagtail-localize
- `rights`: what somebody may do with a page
- `users`, `settings`, `menus`; `social`: addresses at social networks; `channels`: safe ways to
  reach the initiative
- `attempts`: attempts that are limited, such as sign-ins; `emails`: e-mail for the worker to send
- `invitations`: what lets somebody add a first factor to their account
- `published`: published items, with their rendered forms; `former`: what they had before
- `ordering`: lists of names in the order of the alphabet
- `search`: the index of the CMS's search, and the names that both indexes know
- `security`: the security log; `sessions`: sessions of browsers
- `background`: problems for staff to solve, which of them were e-mailed, and the live workers

`pages` imports `rights`; `pages`, `vocabularies` and `former` import `published`, `vocabularies`
also `ordering`; the others do not know each other.
"""

from core.models.attempts import Attempt
from core.models.background import BackgroundProblem, FaultNotice, WorkerPulse
from core.models.emails import QueuedEmail
from core.models.former import FormerAddress, FormerSlug
from core.models.invitations import Invitation
from core.models.media import SiteDocument, SiteImage, SiteRendition
from core.models.menus import Menu, MenuLink
from core.models.pages import BasePage, BodyMixin, IndexPage, PageManager, PageQuerySet, page_tabs
from core.models.published import (
    ItemDependency,
    ItemFacet,
    ItemText,
    PublicationCounter,
    PublishedItem,
    SourceMark,
)
from core.models.search import IndexedName, SearchText
from core.models.security import AppendOnlyError, SecurityEvent
from core.models.sessions import UserSession
from core.models.settings import InitiativeSettings
from core.models.social import SOCIAL_FIELDS, SocialMixin
from core.models.translatable import OwnPerLanguageField
from core.models.users import User
from core.models.vocabularies import BilingualName, Governorate, Organisation, Person, Topic

__all__ = [
    "SOCIAL_FIELDS",
    "AppendOnlyError",
    "Attempt",
    "BackgroundProblem",
    "BasePage",
    "BilingualName",
    "BodyMixin",
    "FaultNotice",
    "FormerAddress",
    "FormerSlug",
    "Governorate",
    "IndexPage",
    "IndexedName",
    "InitiativeSettings",
    "Invitation",
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
    "SearchText",
    "SecurityEvent",
    "SiteDocument",
    "SiteImage",
    "SiteRendition",
    "SocialMixin",
    "SourceMark",
    "Topic",
    "User",
    "UserSession",
    "WorkerPulse",
    "page_tabs",
]
