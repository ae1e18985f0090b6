"""Where Wagtail changes what is public: each of its doors is made a unit.

Overriding the methods on BasePage is not enough: scheduled expiry, bulk actions and the CMS's own
move and delete call them on plain Page rows.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site

from core.models import BilingualName, InitiativeSettings, SiteDocument, SiteImage
from core.publication.registry import check_publication
from core.publication.transactions import publication_transaction, record_documents_below


def in_publication_transaction(method: Callable[..., Any]) -> Callable[..., Any]:
    """Return `method` running inside a unit."""

    @wraps(method)
    def within(*args: Any, **kwargs: Any) -> Any:
        with publication_transaction():
            return method(*args, **kwargs)

    return within


def guarded(execute: Callable[..., Any]) -> Callable[..., Any]:
    """Return a publishing action's `execute` behind the registered guards, which may refuse."""

    @wraps(execute)
    def after_checks(action: PublishPageRevisionAction, *args: Any, **kwargs: Any) -> Any:
        check_publication(action.object, action.revision)
        return execute(action, *args, **kwargs)

    return after_checks


def moved(move: Callable[..., Any]) -> Callable[..., Any]:
    """Return a collection's `move` in a unit that marks its documents: no signal tells of it."""

    @wraps(move)
    def within(collection: Collection, *args: Any, **kwargs: Any) -> Any:
        with publication_transaction():
            result = move(collection, *args, **kwargs)
            record_documents_below(collection.pk)
            return result

    return within


# What decides, beside pages, what items show and where they are.
_SHOWN = (
    BilingualName,
    CollectionViewRestriction,
    InitiativeSettings,
    PageViewRestriction,
    Redirect,
    Site,
    SiteDocument,
    SiteImage,
)


def install() -> None:
    """Wrap the doors. Called once, when the app is ready."""
    for name in ("save", "move", "delete", "publish", "unpublish"):
        setattr(Page, name, in_publication_transaction(getattr(Page, name)))
    # The CMS's own forms publish by the action and go around Page.publish; an action may also
    # change many pages, such as all below one.
    PublishPageRevisionAction.execute = guarded(PublishPageRevisionAction.execute)
    for action in (
        PublishPageRevisionAction,
        UnpublishPageAction,
        MovePageAction,
        DeletePageAction,
        ConvertAliasPageAction,
    ):
        action.execute = in_publication_transaction(action.execute)
    for model in _SHOWN:
        for name in ("save", "delete"):
            setattr(model, name, in_publication_transaction(getattr(model, name)))
    Collection.move = moved(Collection.move)
