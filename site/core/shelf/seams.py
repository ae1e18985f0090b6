"""Where Wagtail changes what is public: each of its doors is made a unit.

Overriding the methods on BasePage is not enough: scheduled expiry, bulk actions and the CMS's own
move and delete call them on plain Page rows.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from wagtail.models import Page, PageViewRestriction

from core.models import BilingualName, InitiativeSettings, SiteDocument, SiteImage
from core.shelf.registry import check_publication
from core.shelf.units import unit


def in_unit(method: Callable[..., Any]) -> Callable[..., Any]:
    """Return `method` running inside a unit."""

    @wraps(method)
    def within(*args: Any, **kwargs: Any) -> Any:
        with unit():
            return method(*args, **kwargs)

    return within


def guarded(publish: Callable[..., Any]) -> Callable[..., Any]:
    """Return `publish` behind the registered guards, which raise to refuse a publication."""

    @wraps(publish)
    def after_checks(page: Any, revision: Any, *args: Any, **kwargs: Any) -> Any:
        check_publication(page, revision)
        return publish(page, revision, *args, **kwargs)

    return after_checks


def install() -> None:
    """Wrap the doors. Called once, when the app is ready."""
    for name in ("save", "move", "delete", "unpublish"):
        setattr(Page, name, in_unit(getattr(Page, name)))
    Page.publish = in_unit(guarded(Page.publish))
    for model in (PageViewRestriction, SiteImage, SiteDocument, BilingualName, InitiativeSettings):
        for name in ("save", "delete"):
            setattr(model, name, in_unit(getattr(model, name)))
