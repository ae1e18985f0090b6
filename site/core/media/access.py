"""Who may receive the file of a picture or document: the one decision, for all that serve files.

A collection's privacy comes before everything else: what lies in a restricted collection, or below
one, is for those whom the restriction lets pass and for those who look after it, though a public
page may refer to it. Anything else is for everybody while a public page shows it, and for staff.
"""

from enum import Enum, auto
from typing import Any

from django.http import HttpRequest
from wagtail.permissions import policy_registry

from core.media.restricted import lets_pass, restrictions_on
from core.models import PublishedItem, SiteDocument, SiteImage


class Access(Enum):
    """What a request may do with a file.

    PUBLIC: anybody may have it, and shared caches may store it. PRIVATE: it is for this request
    alone. CLOSED: it is there, for those who sign in or give the password. NONE: it is not there.
    """

    PUBLIC = auto()
    PRIVATE = auto()
    CLOSED = auto()
    NONE = auto()


def access_to(request: HttpRequest, thing: SiteImage | SiteDocument) -> Access:
    """Return what `request` may do with the file of `thing`, and with what was made of it."""
    is_shown = PublishedItem.objects.public().showing(f"{thing.item_key}:{thing.pk}").exists()
    if not is_shown and not is_staff(request):
        return Access.NONE
    restrictions = restrictions_on(thing)
    if not restrictions:
        return Access.PUBLIC if is_shown else Access.PRIVATE
    if looks_after(request.user, thing) or all(lets_pass(one, request) for one in restrictions):
        return Access.PRIVATE
    return Access.CLOSED


def is_staff(request: HttpRequest) -> bool:
    """Whether somebody is signed in who may use the CMS."""
    return request.user.has_perm("wagtailadmin.access_admin")


def looks_after(user: Any, thing: SiteImage | SiteDocument) -> bool:
    """Whether `user` may change `thing`: by a right on its collection, or as who added it."""
    policy = policy_registry.get_by_type(type(thing))
    return bool(policy.user_has_permission_for_instance(user, "change", thing))
