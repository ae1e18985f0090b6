"""Content that is not public, or no longer, each piece with a word that occurs nowhere else.

Public content refers to it in every way that the CMS knows, without those words. If a stranger
finds one of them, something has leaked.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from typing import Any

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, PageViewRestriction

from core.media.photos import make_renditions
from core.models import Governorate, Menu, MenuLink, PublishedItem
from core.publication.transactions import publication_transaction
from home.models import FeaturedStory
from tests import factories
from translation.models import GlossaryTerm

_LETTERS = "ضظغثخذشصطقف"
_numbers = count(10_000)
WORD = re.compile(rf"canary[0-9]{{5}}|كناري[{_LETTERS}]{{5}}")


@dataclass
class Secret:
    """A story with everything that belongs to it, and the words by which it would be known."""

    state: str
    words: list[str] = field(default_factory=list)
    story: Any = None
    forum: Any = None
    page: Any = None
    names: dict[str, Any] = field(default_factory=dict)
    image: Any = None
    document: Any = None

    def word(self) -> str:
        """Return a new word in Latin letters, fit for a slug."""
        self.words.append(f"canary{next(_numbers)}")
        return self.words[-1]

    def arabic_word(self) -> str:
        self.words.append("كناري" + "".join(_LETTERS[int(digit)] for digit in str(next(_numbers))))
        return self.words[-1]

    def name(self, make: Callable[..., Any], **more: Any) -> Any:
        """Return a row of a vocabulary with both names and, where it has one, a slug."""
        return make(self.word(), self.arabic_word(), **more)

    @property
    def pages(self) -> list[Any]:
        return [self.story, self.forum, self.page]


def make_secret(state: str, *, live: bool) -> Secret:
    """Make a story, a forum and a page that nothing public refers to yet."""
    secret = Secret(state)
    _make_names(secret)
    secret.image = factories.make_image(
        title=secret.word(), alt_en=secret.word(), alt_ar=secret.arabic_word(),
        credit_en=secret.word(), credit_ar=secret.arabic_word(),
    )  # fmt: skip
    make_renditions(secret.image)
    secret.document = factories.make_document(secret.word(), name=f"{secret.word()}.pdf")
    _enter_for_staff(secret)
    secret.forum = factories.make_forum(
        **_texts(secret, live), city=secret.word(), email=f"{secret.word()}@example.org",
        meetings=secret.word(),
        latitude="33.64", longitude="42.83",
        partner_organisations=[secret.names["forum partner"]],
    )  # fmt: skip
    secret.story = _make_story(secret, live)
    secret.page = factories.make_page(**_texts(secret, live))
    return secret


def _enter_for_staff(secret: Secret) -> None:
    """Enter what staff alone see, whatever pages are public, in every table with names."""
    for make in (factories.make_topic, factories.make_organisation):
        secret.name(make, slug=secret.word())  # shown by no page at all
    Collection.get_first_root_node().add_child(name=secret.word())
    GlossaryTerm.objects.create(en=secret.word(), ar=secret.arabic_word(), note=secret.word())
    Redirect.objects.create(
        old_path=f"/en/{secret.word()}", redirect_link=f"http://testserver/en/news/{secret.word()}/"
    )
    factories.make_user(first_name=secret.word(), email=f"{secret.word()}@example.org")


def _make_names(secret: Secret) -> None:
    make_organisation = partial(factories.make_organisation, website="")
    for role in ("partner", "author", "forum partner", "manager"):
        website = f"https://{secret.word()}.example.org/"
        made = secret.name(make_organisation, slug=secret.word(), website=website)
        secret.names[role] = made
    secret.names["topic"] = secret.name(factories.make_topic, slug=secret.word())
    secret.names["person"] = secret.name(factories.make_person)
    secret.names["governorate"] = Governorate.objects.create(
        name_en=secret.word(), name_ar=secret.arabic_word(), slug=secret.word()
    )


def _texts(secret: Secret, live: bool) -> dict[str, Any]:
    fields = ("title", "slug", "summary", "seo_title", "search_description")
    return {name: secret.word() for name in fields} | {"live": live}


def _make_story(secret: Secret, live: bool) -> Any:
    names = secret.names
    body = [
        ("paragraph", f"<p>{secret.word()}</p>"),
        ("photo", {"image": secret.image, "caption": secret.word(), "credit": secret.word()}),
        ("document", {"document": secret.document, "text": secret.word()}),
    ]
    return factories.make_story(
        **_texts(secret, live), body=body, lead_image=secret.image, place=secret.word(),
        source_url=f"https://{secret.word()}.example.org/", governorate=names["governorate"],
        topics=[names["topic"]], partner_organisations=[names["partner"]],
        byline_person=names["person"], byline_organisation=names["author"],
        forums=[secret.forum], story_date=datetime(2011, 1, 1, tzinfo=UTC),
    )  # fmt: skip


def refer_to(secret: Secret) -> None:
    """Have what is public refer to it, without a word about it."""
    story, forum = secret.story, secret.forum
    # Stored forms name what has expired until the worker's next round, a second later.
    is_named = secret.state != "expired"
    public = _make_referring(secret) if is_named else factories.make_story()
    public.related_stories = [story] if is_named else []
    public.save_revision().publish()
    FeaturedStory.objects.create(home=factories.home_page("en"), story=story)
    written = f"http://testserver/en/forums/{forum.slug}/"
    for menu in Menu.objects.all():
        MenuLink.objects.create(menu=menu, page=story, text=secret.word())
        MenuLink.objects.create(menu=menu, address=written, text=secret.word())
    Redirect.objects.create(old_path=f"/en/old-{secret.state}", redirect_page=story)
    Redirect.objects.create(old_path=f"/en/older-{secret.state}", redirect_link=written)
    _draft_of(public, secret)


def _make_referring(secret: Secret) -> Any:
    """Make a public story and a council whose stored forms lead to the secret's pages."""
    story, forum = secret.story, secret.forum
    link = f'<a linktype="page" id="{story.pk}">here</a>'
    written = f'<a href="http://testserver/en/news/{story.slug}/">there</a>'
    body = [
        ("paragraph", f"<p>{link} {written}</p>"),
        ("related_pages", {"heading": "", "pages": secret.pages}),
        ("call_to_action", {"text": "", "label": "Go", "page": story, "address": ""}),
    ]
    if secret.state != "deleted":  # what manages a council cannot be
        factories.make_council(managing_forum=forum)
    return factories.make_story(body=body, forums=[forum])


def _draft_of(public: Any, secret: Secret) -> None:
    """Give a public story a draft of its own and a translation that is not published."""
    factories.make_story(
        "ar", translation_key=public.work, title=secret.arabic_word(), slug=secret.arabic_word(),
        topics=[secret.names["topic"]], live=False,
    )  # fmt: skip
    council = factories.make_council()
    factories.make_council(
        "ar", translation_key=council.work, title=secret.arabic_word(), live=False,
        managing_organisation=secret.names["manager"],
    )  # fmt: skip
    public.title = secret.word()
    public.topics = [secret.names["topic"]]
    public.save_revision()


def _restrict(page: Any) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def _schedule(page: Any) -> None:
    page.go_live_at = datetime.now(UTC) + timedelta(days=1)
    page.save_revision().publish()


def _expire(page: Any) -> None:
    """Let the page expire, before the worker has noticed."""
    over = datetime.now(UTC) - timedelta(minutes=1)
    PublishedItem.objects.filter(page_id=page.pk).update(expires_at=over)


def _leave(page: Any) -> None:
    """A draft: nothing is to be done."""


# How pages come to be not public, and whether they were public before.
STATES: dict[str, tuple[bool, Callable[[Any], object]]] = {
    "draft": (False, _leave),
    "scheduled": (False, _schedule),
    "expired": (True, _expire),
    "unpublished": (True, lambda page: page.unpublish()),
    "restricted": (True, _restrict),
    "deleted": (True, lambda page: page.delete()),
}


def hide(secret: Secret) -> None:
    """Take it from the public, or let it not get there, in one transaction."""
    with publication_transaction():
        for page in secret.pages:
            STATES[secret.state][1](page)
