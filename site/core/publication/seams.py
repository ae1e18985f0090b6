"""Makes whatever changes what is public run in a publication transaction, behind the guards.

Overriding the methods on BasePage is not enough: scheduled expiry, bulk actions and the CMS's own
move and delete call them on plain Page rows. `cms.wagtail_patches` wraps Wagtail's own methods in
these functions; a model of ours is decorated with `changes_published_items`.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from core.media.missing import make_missing, pictures_of
from core.publication import registry

Model = TypeVar("Model", bound=type)


def in_publication_transaction(method: Callable[..., Any]) -> Callable[..., Any]:
    """Return `method` running inside a publication transaction."""

    @wraps(method)
    def within(*args: Any, **kwargs: Any) -> Any:
        # Models are decorated before the publication, which reads them, can be imported.
        from core.publication.transactions import publication_transaction

        with publication_transaction():
            return method(*args, **kwargs)

    return within


def changes_published_items(model: Model) -> Model:
    """Have `save` and `delete` of a model that public items show run in a transaction."""
    for name in ("save", "delete"):
        setattr(model, name, in_publication_transaction(getattr(model, name)))
    return model


def guarded_publication(execute: Callable[..., Any]) -> Callable[..., Any]:
    """Return a publishing action's `execute` behind the registered guards, which may refuse."""

    @wraps(execute)
    def after_checks(action: Any, *args: Any, **kwargs: Any) -> Any:
        registry.check_publication(action.object, action.revision)
        return execute(action, *args, **kwargs)

    return in_publication_transaction(after_checks)


def with_pictures_before(publish: Callable[..., Any]) -> Callable[..., Any]:
    """Return a page's `publish`, which makes the sizes that pictures lack before its transaction.

    They take seconds. Within a transaction rendering makes those that are missing still.
    """
    published = in_publication_transaction(publish)

    @wraps(publish)
    def after_pictures(page: Any, revision: Any, *args: Any, **kwargs: Any) -> Any:
        from core.publication.transactions import is_open

        if not is_open():
            make_missing(pictures_of(revision.as_object()))
        return published(page, revision, *args, **kwargs)

    return after_pictures


def guarded_move(execute: Callable[..., Any]) -> Callable[..., Any]:
    """Return a moving action's `execute` between the registered guards, which may refuse."""

    @wraps(execute)
    def between_checks(action: Any, *args: Any, **kwargs: Any) -> Any:
        with registry.checked_move(action.page):
            return execute(action, *args, **kwargs)

    return in_publication_transaction(between_checks)


def guarded_decision(on_action: Callable[..., Any]) -> Callable[..., Any]:
    """Return a review task's `on_action` behind the registered guards, which may refuse."""

    @wraps(on_action)
    def after_checks(task: Any, task_state: Any, *args: Any, **kwargs: Any) -> Any:
        registry.check_decision(task_state)
        return on_action(task, task_state, *args, **kwargs)

    return in_publication_transaction(after_checks)


def recording_media(move: Callable[..., Any]) -> Callable[..., Any]:
    """Return a collection's `move` that records what is in it: no signal reports the move."""

    @wraps(move)
    def recorded(collection: Any, *args: Any, **kwargs: Any) -> Any:
        from core.publication.transactions import record_media_below

        result = move(collection, *args, **kwargs)
        record_media_below(collection.pk)
        return result

    return in_publication_transaction(recorded)
