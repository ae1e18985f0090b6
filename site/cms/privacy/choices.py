"""What the forms of pages and names offer: names, pictures and documents that the user may know of.

Whatever is chosen already stays, also where the user would not know it otherwise: who may change a
page may know what is on it. An id that was never offered is refused as a missing one is.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, Model, Q
from django.utils.translation import gettext as _
from wagtail.fields import StreamField

from cms.privacy.library import known_media
from cms.privacy.vocabularies import known_names
from core.media.restricted import restricted_collections
from core.models import BilingualName, SiteDocument, SiteImage

_MEDIA = (SiteImage, SiteDocument)
References = dict[type[Model], set[int]]


def known_to(model: Any, user: Any) -> Any:
    """Return the names, pictures or documents that `user` may know of; None for other models."""
    if issubclass(model, BilingualName):
        return known_names(model, user)
    return known_media(model, user) if issubclass(model, _MEDIA) else None


def limit_to_known(form: Any) -> Callable[[], None]:
    """Narrow a page's form to what its user may know; return the check of what was sent."""
    _offer_known(form)
    before = references_in(form.instance)
    return lambda: refuse_unknown_media(form, before)


def _offer_known(form: Any) -> None:
    """Narrow the fields of a form to what its user may know, and what is chosen already."""
    for name, field in form.fields.items():
        offered = getattr(field, "queryset", None)
        if offered is None or form.for_user is None:
            continue
        known = known_to(offered.model, form.for_user)
        if known is not None:
            is_chosen = Q(pk__in=_ids(form.initial.get(name)))
            field.queryset = offered.filter(Q(pk__in=known.order_by().values("pk")) | is_chosen)


def _ids(chosen: Any) -> list[Any]:
    is_many = hasattr(chosen, "__iter__") and not isinstance(chosen, str)
    several = list(chosen) if is_many else [chosen]
    return [getattr(one, "pk", one) for one in several if one is not None]


def references_in(page: Any) -> dict[str, References]:
    """Return the pictures and documents in each body of a page, by the field's name."""
    found: dict[str, References] = {}
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField):
            found[field.name] = _references(field, getattr(page, field.name))
    return found


def _references(field: StreamField, value: Any) -> References:
    found: References = defaultdict(set)
    for model, pk, _model_path, _content_path in field.stream_block.extract_references(value):
        if issubclass(model, _MEDIA) and str(pk).isdecimal():
            found[model].add(int(pk))
    return found


def refuse_unknown_media(form: Any, before: dict[str, References]) -> None:
    """Add an error for each body of a form that got something which its user may not know.

    `before` is what `references_in` returned when the form was made.
    """
    for name, known in before.items():
        if name not in form.cleaned_data or form.for_user is None:
            continue
        field = form.instance._meta.get_field(name)
        after = _references(field, form.cleaned_data[name])
        if any(_unknown(model, after[model] - known[model], form.for_user) for model in _MEDIA):
            message = _("A picture or document in it cannot be chosen. Choose another one.")
            form.add_error(name, ValidationError(message, code="unknown"))


def _unknown(model: Any, ids: Iterable[int], user: Any) -> set[int]:
    wanted = set(ids)
    if not wanted:
        return set()
    known = known_media(model, user).filter(pk__in=wanted).values_list("pk", flat=True)
    there = model._default_manager.filter(pk__in=wanted).values_list("pk", flat=True)
    return set(there).difference(known)


def restricted_titles(page: Any, user: Any) -> list[str]:
    """Return the titles, as far as `user` knows them, of what readers do not get of a page."""
    used: References = defaultdict(set)
    for field in page._meta.concrete_fields:
        if isinstance(field, ForeignKey) and issubclass(field.related_model, _MEDIA):
            used[field.related_model].add(getattr(page, field.attname) or 0)
    for references in references_in(page).values():
        for model, ids in references.items():
            used[model] |= ids
    closed = restricted_collections() if used else frozenset()
    if not closed:
        return []
    return [
        title
        for model, ids in used.items()
        for title in known_media(model, user)
        .filter(pk__in=ids, collection__in=closed)
        .values_list("title", flat=True)
    ]
