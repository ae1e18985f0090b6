"""What core must not know is registered here by the apps that know it, in their `ready()`."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from core.publication.records import ItemRecord


@dataclass(frozen=True)
class Provenance:
    """How a page's text came about.

    `status`: "original", "complete", "outdated" (the original's text has changed since) or
    "independent" (joined to a page that it was not translated from).
    `source_lang`: the language it was translated from, or None.
    `original_lang`: the language in which the work was first written.
    """

    status: str
    source_lang: str | None
    original_lang: str


@dataclass(frozen=True)
class Rendering:
    """One page as the public sees it.

    `record` is the item as the API sends it, with `core.addresses.base.BASE` for the site's
    address, or None for what has no form of its own in the API.
    `facets` are (kind, key) pairs that lists filter by; `dependencies` are keys such as
    "image:12", "topic:3", "work:<uuid>" whose change makes the rendering out of date.
    """

    record: ItemRecord | None
    facets: frozenset[tuple[str, str]] = frozenset()
    dependencies: frozenset[str] = frozenset()


States = Mapping[int, Provenance]
Renderer = Callable[[Sequence[Any], States], Iterable[Rendering]]
Unmentioner = Callable[[str, str, Collection[str]], ItemRecord | None]


@dataclass
class _Registry:
    renderers: dict[type, Renderer] = field(default_factory=dict)
    states: Callable[[Sequence[Any]], States] | None = None
    unwritten: Callable[[Sequence[int]], set[int]] | None = None
    publish_guards: list[Callable[[Any, Any], None]] = field(default_factory=list)
    move_guards: list[Callable[[Any], AbstractContextManager[None]]] = field(default_factory=list)
    decision_guards: list[Callable[[Any], None]] = field(default_factory=list)
    joiner: Callable[..., bool] | None = None
    unmentioner: Unmentioner | None = None
    status_deriver: Callable[[Collection[UUID]], None] | None = None


_registry = _Registry()


def register_renderer(model: type, renderer: Renderer) -> None:
    """Render pages of `model` with `renderer(pages, states)`, which gives a Rendering for each.

    Pages come in batches of one model; `states` maps page ids to their Provenance.
    """
    _registry.renderers[model] = renderer


def renderer_of(model: type) -> Renderer | None:
    return _registry.renderers.get(model)


def register_unmentioner(unmentioner: Unmentioner) -> None:
    """Have `unmentioner` do what `without_mentions` documents."""
    _registry.unmentioner = unmentioner


def without_mentions(kind: str, full: str, addresses: Collection[str]) -> ItemRecord | None:
    """Return an item of type `kind`, stored as `full`, without what leads to these addresses.

    The answer is None if nothing in it leads there.
    """
    return _registry.unmentioner(kind, full, addresses) if _registry.unmentioner else None


def register_provenances(provider: Callable[[Sequence[Any]], States]) -> None:
    """Call `provider(pages)` for each page's Provenance, by page id, in few queries."""
    _registry.states = provider


def provenances(pages: Sequence[Any]) -> States:
    """Return the provenance of each page by its id; without a provider all are originals."""
    if _registry.states is not None:
        return _registry.states(pages)
    return {page.pk: Provenance("original", None, page.locale.language_code) for page in pages}


def register_unwritten(provider: Callable[[Sequence[int]], set[int]]) -> None:
    """Call `provider(page ids)` for the ids of pages that show text in the other language."""
    _registry.unwritten = provider


def unwritten_pages(page_ids: Sequence[int]) -> set[int]:
    """Return the ids of those pages that are not really written in their language."""
    return _registry.unwritten(page_ids) if _registry.unwritten else set()


def register_publish_guard(guard: Callable[[Any, Any], None]) -> None:
    """Call `guard(page, revision)` before any publication; it raises RefusedError to refuse.

    `page` has the content of `revision`, not that of the database.
    """
    _registry.publish_guards.append(guard)


def check_publication(page: Any, revision: Any) -> None:
    """Raise RefusedError if a guard refuses to publish `page` with the content of `revision`."""
    for guard in _registry.publish_guards:
        guard(page, revision)


def register_move_guard(guard: Callable[[Any], AbstractContextManager[None]]) -> None:
    """Move every page inside `guard(page)`; it raises RefusedError to undo the move.

    `page` has its old place. The guard runs inside the publication transaction.
    """
    _registry.move_guards.append(guard)


@contextmanager
def checked_move(page: Any) -> Iterator[None]:
    """Run the block, which moves `page`, inside the registered guards."""
    with ExitStack() as guards:
        for guard in _registry.move_guards:
            guards.enter_context(guard(page))
        yield


def register_decision_guard(guard: Callable[[Any], None]) -> None:
    """Call `guard(task_state)` before anybody decides about a review; it may raise RefusedError.

    It runs inside the publication transaction in which the decision is written.
    """
    _registry.decision_guards.append(guard)


def check_decision(task_state: Any) -> None:
    """Raise RefusedError if a guard refuses a decision about the review of `task_state`."""
    for guard in _registry.decision_guards:
        guard(task_state)


def register_joiner(joiner: Callable[..., bool]) -> None:
    """Call `joiner(original, translation, user=None)` to join two pages as a translation.

    Both belong to one work. It returns whether they were joined segment by segment; otherwise
    they stay independent.
    """
    _registry.joiner = joiner


def join_translation(original: Any, translation: Any) -> bool:
    """Join two saved pages of one work, so that `translation` is a translation of `original`."""
    return _registry.joiner(original, translation) if _registry.joiner else False


def register_status_deriver(deriver: Callable[[Collection[UUID]], None]) -> None:
    """Call `deriver(works)` at the end of each transaction that touched pages of these works.

    It runs inside the transaction, after the published items are updated.
    """
    _registry.status_deriver = deriver


def derive_statuses(works: Collection[UUID]) -> None:
    """Update the translation statuses of these works."""
    if works and _registry.status_deriver:
        _registry.status_deriver(works)
