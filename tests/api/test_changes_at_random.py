"""Whatever editors do, whoever follows the changes at whatever pace ends with what lists show."""

import random

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from core.models import PublishedItem, Topic
from core.publication.state import forget_state
from tests import factories
from tests.api.following import Copy, listed

STEPS = 45
READERS = (
    {},
    {"lang": "ar"},
    {"lang": "en"},
    {"type": "news"},
    {"type": "page,forum,council"},
    {"lang": "ar", "type": "news,forum"},
)


class Editors:
    """People who do one thing after another, each as the CMS does it."""

    def __init__(self, choice: random.Random) -> None:
        self.choice = choice
        self.pages: list[Page] = []
        self.topic = factories.make_topic()
        self.forum = factories.make_forum()
        self.pages.append(self.forum)

    def act(self) -> None:
        """Do one thing at random."""
        self.choice.choice(
            [
                self.publish,
                self.publish,
                self.publish_pair,
                self.edit,
                self.edit,
                self.unpublish,
                self.publish_again,
                self.delete,
                self.rename,
                self.move,
                self.restrict,
                self.open,
                self.let_time_pass,
                self.sweep,
                self.rename_topic,
                self.close_section,
            ]
        )()

    def some_page(self) -> Page:
        """Return one of the pages as it is now."""
        self.pages = [page for page in self.pages if Page.objects.filter(pk=page.pk).exists()]
        if not self.pages:
            self.publish()
        page = self.choice.choice(self.pages)
        return type(page).objects.get(pk=page.pk)

    def publish(self) -> None:
        lang = self.choice.choice(["en", "ar"])
        make = self.choice.choice([self.make_story, factories.make_forum, factories.make_page])
        self.pages.append(make(lang))

    def make_story(self, lang: str, **fields: object) -> Page:
        topics = [self.topic] if Topic.objects.filter(pk=self.topic.pk).exists() else []
        forums = type(self.forum).objects.filter(pk=self.forum.pk)
        return factories.make_story(lang, topics=topics, forums=list(forums), **fields)

    def publish_pair(self) -> None:
        self.pages += factories.make_pair(self.make_story)

    def edit(self) -> None:
        page = self.some_page()
        page.title = f"Edited {self.choice.random()}"
        page.expire_at = None  # what is over is not published
        revision = page.save_revision()
        if page.live:
            revision.publish()

    def unpublish(self) -> None:
        self.some_page().unpublish()

    def publish_again(self) -> None:
        page = self.some_page()
        page.expire_at = None
        page.save_revision().publish()

    def delete(self) -> None:
        Page.objects.get(pk=self.some_page().pk).delete()

    def rename(self) -> None:
        page = self.some_page()
        page.slug = f"renamed-{self.choice.randrange(10**9)}"
        page.save_revision().publish()

    def move(self) -> None:
        """Move a page below another, or back to the front page."""
        lang = self.choice.choice(["en", "ar"])
        front = factories.home_page(lang)
        page = factories.make_page(lang)
        child = factories.make_page(lang, parent=front)
        child.move(page, pos="last-child")
        if self.choice.random() < 0.5:
            page.unpublish()
        self.pages += [page, child]

    def restrict(self) -> None:
        kind = PageViewRestriction.LOGIN
        PageViewRestriction.objects.create(page=self.some_page().page_ptr, restriction_type=kind)

    def open(self) -> None:
        for restriction in PageViewRestriction.objects.all():
            restriction.delete()

    def let_time_pass(self) -> None:
        """Let the time of a page be up just now, as if that had been set beforehand."""
        now, page = timezone.now(), self.some_page()
        Page.objects.filter(pk=page.pk).update(expire_at=now)
        PublishedItem.objects.filter(page_id=page.pk, is_public=True).update(expires_at=now)
        forget_state()

    def sweep(self) -> None:
        call_command("publish_scheduled")

    def rename_topic(self) -> None:
        self.topic.name_en = f"Topic {self.choice.random()}"
        self.topic.save()

    def close_section(self) -> None:
        """Take a whole section down, then up again or not yet."""
        index = factories.news_index(self.choice.choice(["en", "ar"]))
        if index.live:
            index.unpublish()
        else:
            index.save_revision().publish()


@pytest.mark.parametrize("seed", range(3))
def test_a_copy_ends_as_what_the_lists_show(get, seed):
    choice = random.Random(seed)
    editors = Editors(choice)
    copies = [Copy(get, **filters) for filters in READERS]
    for _step in range(STEPS):
        editors.act()
        for copy in copies:
            if choice.random() < 0.4:
                copy.step(limit=choice.randint(1, 7))
    for copy in copies:
        copy.follow(limit=choice.randint(1, 7))
        assert copy.cards == listed(get, **copy.filters), copy.filters
        # Each item, and nothing else, is what its own address answers.
        for key, item in copy.items.items():
            assert item["id"] == key
            address = item["api_url"].partition("/api/v1/")[2]
            assert get(address).json() == item
