"""Which collections are restricted. Models import it, so it must not need those of this site."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Value
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac
from wagtail.models import Collection, CollectionViewRestriction

_GIVEN = "collection_passwords"  # in the session: digests of passwords by restriction


def restrictions_on(thing: Any) -> Sequence[CollectionViewRestriction]:
    """Return the restrictions of the collection of a picture or document, and of those above."""
    path = Value(thing.collection.path, output_field=CharField())
    return list(_restrictions_above(path).prefetch_related("groups"))


def restricted_collections() -> frozenset[int]:
    """Return the ids of the collections that have a restriction, or are below one that has."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    closed = Collection.objects.filter(Exists(_restrictions_above(path)))
    return frozenset(closed.values_list("pk", flat=True))


def _restrictions_above(path: Any) -> Any:
    """Return the restrictions on the collection at `path`, an expression, and on those above it."""
    restrictions = CollectionViewRestriction.objects.alias(below=path)
    return restrictions.filter(below__startswith=F("collection__path"))


def note_password(request: HttpRequest, restriction: CollectionViewRestriction) -> None:
    """Note in the session that the password of a collection was given, and which it was."""
    restriction.mark_as_passed(request)
    given = request.session.get(_GIVEN, {})
    request.session[_GIVEN] = given | {str(restriction.pk): _digest(restriction)}


def lets_pass(restriction: CollectionViewRestriction, request: HttpRequest) -> bool:
    """Whether a restriction lets a request pass. A password does until there is another one.

    Wagtail would remember only that one was given; a pass that is over is taken from it too, so
    that it asks again.
    """
    if not restriction.accept_request(request):
        return False
    if restriction.restriction_type != CollectionViewRestriction.PASSWORD:
        return True
    given = str(request.session.get(_GIVEN, {}).get(str(restriction.pk), ""))
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    if any(constant_time_compare(given, _digest(restriction, secret)) for secret in secrets):
        return True
    name = restriction.passed_view_restrictions_session_key
    request.session[name] = [pk for pk in request.session[name] if pk != restriction.pk]
    return False


def _digest(restriction: CollectionViewRestriction, secret: str | None = None) -> str:
    """Return what a session holds of a password: nothing by which it could be found."""
    text = f"{restriction.pk}:{restriction.password}"
    return salted_hmac(_GIVEN, text, secret, algorithm="sha256").hexdigest()
