"""Every address of the CMS that shows something, asked for each of the secrets."""

import re
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import get_resolver

from tests import factories
from tests.security.secrets import WORD, Secrets

# What shows no content, ends the session, or fails on purpose.
_LEFT_OUT = ("login", "logout", "failwhale", "password_reset", "test404", "guides", ".*", "jsi18n")
_LEFT_OUT += ("localize/jsi18n", "sprite")
_QUERIES = ("", "?q=canary", "?p=1&layout=list", "?multiple=1", "?term=canary", "?export=csv")
_WORDS = {
    "action_name": "publish", "filter_spec": "max-165x165", "mode": "x", "action": "delete",
    "content_type_app_name": "news", "content_type_model_name": "newspage", "app_label": "news",
    "app_name": "news", "model_name": "newspage",
}  # fmt: skip
# Fields by which one form or another would do what it is for.
_SENT = {
    "title": "Other title", "name": "Other name", "name_en": "Other name", "tags": "other",
    "comment": "Look", "position": "0", "new_parent_page": "1", "restriction_type": "none",
    "collection": "1", "confirmed": "1", "new_title": "Copy", "new_slug": "copy", "next": "/admin/",
}  # fmt: skip
_GROUP = re.compile(r"\(\?P<(\w+)>[^)]*\)")
_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


def routes(resolver: Any = None, prefix: str = "") -> Iterator[str]:
    """Yield the route of every address of the CMS."""
    for each in (resolver or get_resolver()).url_patterns:
        route = prefix + str(each.pattern).removeprefix("^")
        if hasattr(each, "url_patterns"):
            yield from routes(each, route)
        elif route.startswith("admin/") and not route[6:].startswith(_LEFT_OUT):
            yield route


def filled(route: str) -> str:
    """Return an address of a route, though perhaps of nothing that exists."""
    plain = _GROUP.sub(r"<\1>", route).rstrip("$").replace("\\.", ".")
    names, place = _PARAMETER.findall(plain), _PARAMETER.sub("{}", plain)
    return "/" + place.format(*(_WORDS.get(name, "1") for name in names))


def addresses(secrets: Secrets) -> Iterator[str]:
    """Yield the addresses at which one of the secrets might be shown."""
    for route in routes():
        if "/bulk/" in route:
            yield from _bulk(secrets)
        elif "compare" in route:
            for page in secrets.every_page:
                yield f"/admin/pages/{page.pk}/revisions/compare/earliest...latest/"
        elif not _PARAMETER.search(route):
            ids = "&".join(f"id={thing.pk}" for thing in _things(route, secrets))
            yield from (f"/{route}{query}" for query in (*_QUERIES, f"?{ids}"))
        elif "(?P" not in route:
            yield from _about_each(route, secrets)
    yield "/admin/tag-autocomplete/taggit/tag/?term=canary"
    index = factories.news_index("ar").pk
    yield f"/admin/pages/add/news/newspage/{index}/"
    yield f"/admin/pages/add/forums/councilpage/{factories.council_index('ar').pk}/"


def _about_each(route: str, secrets: Secrets) -> Iterator[str]:
    for thing in _things(route, secrets):
        values = _WORDS | {"revision_id": str(getattr(thing, "latest_revision_id", 1))}
        names, place = _PARAMETER.findall(route), _PARAMETER.sub("{}", route)
        yield "/" + place.format(*(values.get(name, thing.pk) for name in names))


def _things(route: str, secrets: Secrets) -> list[Any]:
    for kind, names in secrets.names.items():
        if f"/core/{kind}/" in route:
            return names
    for part, things in (
        ("images/", secrets.images),
        ("documents/", secrets.documents),
        ("collections/", secrets.collections),
    ):
        if part in route:
            return things
    return secrets.every_page


def _bulk(secrets: Secrets) -> Iterator[str]:
    media = ("delete", "add_tags", "add_to_collection")
    chosen = [
        *(("core", kind, ("delete",), names) for kind, names in secrets.names.items()),
        ("core", "siteimage", media, secrets.images),
        ("core", "sitedocument", media, secrets.documents),
        ("wagtailcore", "page", ("delete", "move", "publish", "unpublish"), secrets.every_page),
    ]
    for app, model, actions, things in chosen:
        ids = "&".join(f"id={thing.pk}" for thing in things)
        for action in actions:
            yield from (f"/admin/bulk/{app}/{model}/{action}/?{which}" for which in (ids, "id=all"))


def changed_or_named(client: Client, secrets: Secrets) -> Iterator[str]:
    """Yield the addresses at which a form that is sent names a secret, changes one, or fails.

    What each form does is undone.
    """
    client.raise_request_exception = False
    before = _stored(secrets)
    for address in dict.fromkeys(addresses(secrets)):
        if "?" in address and "/bulk/" not in address:
            continue
        with transaction.atomic():
            response = client.post(address, _SENT)
            found = words_in(response) - set(WORD.findall(address))
            is_changed = _stored(secrets) != before
            transaction.set_rollback(True)
        if found or is_changed or response.status_code >= 500:
            what = "changed" if is_changed else ""
            yield f"{address}: {response.status_code} {sorted(found)} {what}"


def _stored(secrets: Secrets) -> list[Any]:
    """Return what a form that is not theirs might change of the secrets."""
    things = [*secrets.every_page, *secrets.images, *secrets.documents, *secrets.collections]
    things += [name for names in secrets.names.values() for name in names]
    kinds = {type(thing) for thing in things}
    return [
        list(kind._default_manager.filter(pk__in=_ids(things, kind)).order_by("pk").values())
        for kind in sorted(kinds, key=str)
    ]


def _ids(things: list[Any], kind: type) -> list[int]:
    return [thing.pk for thing in things if type(thing) is kind]


def words_in(response: Any) -> set[str]:
    """Return the secret words in an answer, headers included."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return set(WORD.findall(f"{body.decode(errors='replace')} {response.headers}"))


def leaks(client: Client, secrets: Secrets) -> Iterator[str]:
    """Yield what a client reads that is secret, and what fails."""
    client.raise_request_exception = False
    for address in dict.fromkeys(addresses(secrets)):
        response = client.get(address)
        found = words_in(response) - set(WORD.findall(address))
        if found or response.status_code >= 500:
            yield f"{address}: {response.status_code} {sorted(found)}"
