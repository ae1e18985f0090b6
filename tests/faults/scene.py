"""The content that the routes change: small, and with everything that is shown elsewhere."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Revision

from core.media.photos import make_renditions
from core.models import InitiativeSettings, PublishedItem, SiteImage, Topic, User
from tests import factories
from translation.workflow.review import submit_for_review

STORY_DATE = datetime(2019, 6, 7, 10, tzinfo=ZoneInfo("Asia/Baghdad"))


@dataclass(frozen=True)
class Scene:
    """Everything by its name; routes load what they change afresh."""

    admin: User
    topic: Topic
    image: SiteImage
    forum: Page
    story: Page
    arabic: Page
    linking: Page
    draft: Page
    section: Page
    child: Page
    hidden: Page
    alias: Page
    original: Page
    translated: Page
    untranslated: Page
    submitted: Page
    up_to_date: Page
    apart: Page
    reviewed: Page
    settings: InitiativeSettings


def _link(page: Page, words: str = "About") -> str:
    return f'<p>{words} <a linktype="page" id="{page.pk}">this</a>.</p>'


def _stories() -> dict[str, Any]:
    """A pair with all that a story can show, a page that links to it, and one in Arabic that has
    the same content but was written separately."""
    topic, image = factories.make_topic("Water", "الماء"), factories.make_image()
    make_renditions(image)
    forum = factories.make_forum(title="Forum")
    factories.make_forum("ar", title="منتدى", translation_key=forum.work)
    factories.make_council(title="Council", managing_forum=forum)
    shown: dict[str, Any] = {"topics": [topic], "lead_image": image, "story_date": STORY_DATE}
    story = factories.make_story(title="A story", forums=[forum], **shown)
    arabic = factories.make_story("ar", title="خبر", translation_key=story.work, **shown)
    photo = ("photo", {"image": image, "caption": "", "credit": ""})
    body = [("paragraph", _link(story)), photo]
    linking = factories.make_story(title="It links", body=body, story_date=STORY_DATE)
    body = [("paragraph", _link(arabic, "عن")), photo]
    apart = factories.make_story("ar", title="وصلة", body=body, story_date=STORY_DATE)
    return {
        "topic": topic,
        "image": image,
        "forum": forum,
        "story": story,
        "arabic": arabic,
        "linking": linking,
        "apart": apart,
        "alias": story.create_alias(parent=factories.news_index(), update_slug="copy"),
    }


def _pages() -> dict[str, Any]:
    """A page with pages below it, one of them restricted."""
    section = factories.make_page(title="Section", slug="section")
    child = factories.make_page(title="Child", slug="child", parent=section)
    factories.make_page(title="Grandchild", parent=child, body=[("paragraph", _link(section))])
    hidden = factories.make_page(title="Hidden", parent=section)
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    return {"section": section, "child": child, "hidden": hidden}


def _translations(admin: User) -> dict[str, Any]:
    """Translated stories: the original of one has changed; two wait, to be published and for a
    reviewer; one is up to date."""
    original, translated = factories.make_translated_story(title="Old", story_date=STORY_DATE)
    original.title = "Changed"
    original.save_revision().publish()
    translation = factories.translation_of(translated)
    translation.source.update_from_db()
    factories.translate_texts(translated)
    drafts = [
        factories.begin_translation(factories.make_story(title=title, story_date=STORY_DATE))
        for title in ("Two", "Three")
    ]
    _waiting, submitted = [factories.translate_texts(draft) for draft in drafts]
    submit_for_review(submitted, drafts[1], admin)
    _same, up_to_date = factories.make_translated_story(title="Same", story_date=STORY_DATE)
    return {
        "original": original,
        "translated": translated,
        "untranslated": drafts[0],
        "submitted": drafts[1],
        "up_to_date": up_to_date,
    }


def _due() -> None:
    """A story that is due and one whose time is up, as the schedule meets them."""
    minute_ago = timezone.now() - timedelta(minutes=1)
    due = factories.make_story(title="Due", live=False, story_date=STORY_DATE)
    Revision.objects.filter(pk=due.latest_revision_id).update(approved_go_live_at=minute_ago)
    expired = factories.make_story(title="Expired", story_date=STORY_DATE)
    Page.objects.filter(pk=expired.pk).update(expire_at=minute_ago)
    PublishedItem.objects.filter(page_id=expired.pk).update(expires_at=minute_ago)


def build() -> Scene:
    """Make everything, on a database that has just been migrated."""
    admin = factories.make_user(is_superuser=True)
    reviewed = factories.make_story(title="In review", live=False, story_date=STORY_DATE)
    reviewed.get_workflow().start(reviewed, admin)
    draft = factories.make_story(title="A draft", live=False, story_date=STORY_DATE)
    scene = Scene(
        admin=admin,
        reviewed=reviewed,
        draft=draft,
        settings=InitiativeSettings.load(),
        **_stories(),
        **_pages(),
        **_translations(admin),
    )
    _due()
    return scene
