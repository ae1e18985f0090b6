"""What is not everybody's in the CMS, each piece with a word that occurs nowhere else.

The words are `canary` and a number; `WORD` finds them. Everything is English, and made by nobody
who signs in: somebody who works on Arabic pages has to do with none of it.
"""

import re
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.contrib.auth.models import Group
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from core.models import Governorate
from core.setup import roles
from tests import factories
from tests.moving.imported import make_post, make_question

WORD = re.compile(r"canary[0-9]{5}")
_numbers = count(10_000)


def word() -> str:
    """Return a new word."""
    return f"canary{next(_numbers)}"


@dataclass
class Secrets:
    """The secrets by kind, and what some of them are called."""

    pages: dict[str, Any] = field(default_factory=dict)
    names: dict[str, list[Any]] = field(default_factory=dict)
    images: list[Any] = field(default_factory=list)
    documents: list[Any] = field(default_factory=list)
    collections: list[Any] = field(default_factory=list)
    public: Any = None  # a public story whose newest draft is secret
    author: Any = None

    @property
    def every_page(self) -> list[Any]:
        return [*self.pages.values(), self.public]


def make_secrets() -> Secrets:
    """Make everything."""
    secrets = Secrets()
    secrets.author = factories.make_user(roles.COMMUNICATIONS)
    _make_names(secrets)
    _make_library(secrets)
    _make_pages(secrets)
    _ask_about(secrets)
    return secrets


def _make_names(secrets: Secrets) -> None:
    makers = {
        "topic": factories.make_topic,
        "organisation": factories.make_organisation,
        "person": factories.make_person,
        "governorate": lambda en, ar: Governorate.objects.create(name_en=en, name_ar=ar),
    }
    for kind, make in makers.items():  # one for a draft, one that no page has
        secrets.names[kind] = [make(word(), word()) for _ in range(2)]


def _make_library(secrets: Secrets) -> None:
    for kind, fields in _RESTRICTIONS.items():
        collection = Collection.get_first_root_node().add_child(name=word())
        made = CollectionViewRestriction(collection=collection, restriction_type=kind, **fields)
        made.save()
        if kind == CollectionViewRestriction.GROUPS:
            made.groups.add(Group.objects.create(name="Board"))
        below = collection.add_child(name=word())
        secrets.collections += [collection, below]
        image = factories.make_image(
            title=word(), alt_en=word(), alt_ar=word(), collection=below,
            uploaded_by_user=secrets.author,
        )  # fmt: skip
        document = factories.make_document(
            word(), collection=below, uploaded_by_user=secrets.author
        )
        for thing in (image, document):
            thing.tags.add(word())
        secrets.images.append(image)
        secrets.documents.append(document)


_RESTRICTIONS = {
    CollectionViewRestriction.GROUPS: {},
    CollectionViewRestriction.LOGIN: {},
    CollectionViewRestriction.PASSWORD: {"password": "open sesame"},
}


def _make_pages(secrets: Secrets) -> None:
    draft = factories.make_story(title=word(), slug=word(), live=False, **_named(secrets))
    withdrawn = factories.make_story(title=word(), slug=word(), place=word())
    withdrawn.unpublish(user=secrets.author)
    restricted = factories.make_story(title=word(), slug=word())
    PageViewRestriction.objects.create(page=restricted, restriction_type="login")
    deleted = factories.make_story(title=word(), slug=word())
    deleted.delete(user=secrets.author)
    secrets.pages = {"draft": draft, "withdrawn": withdrawn, "restricted": restricted}
    Redirect.objects.create(old_path=f"/en/{word()}", redirect_page=withdrawn)
    public = secrets.public = factories.make_story(title="Public story")
    public.title = word()
    public.topics = [secrets.names["topic"][0]]
    public.save_revision(user=secrets.author, log_action=True)


def _ask_about(secrets: Secrets) -> None:
    """Have the import ask about the pages and pictures."""
    posts = [make_post(page) for page in secrets.every_page]
    for kind in ("draft", "language", "reprint"):
        for post in posts:
            make_question(kind, post, reason="private")
    make_question("pair", posts[0], other=posts[1])
    shown = [{"code": "alt", "weight": 0, "value": image.pk} for image in secrets.images]
    make_question("alt", posts[0], reason="alt", evidence=shown)


def _named(secrets: Secrets) -> dict[str, Any]:
    topic, organisation, person, governorate = (
        secrets.names[kind][0] for kind in ("topic", "organisation", "person", "governorate")
    )
    return {
        "topics": [topic],
        "partner_organisations": [organisation],
        "byline_person": person,
        "governorate": governorate,
    }
