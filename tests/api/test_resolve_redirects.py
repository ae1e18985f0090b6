"""An address that was moved leads to its item; one that was withdrawn is answered as gone."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from core.models import PublicationCounter
from tests import factories
from tests.api.conftest import forget_everything

TITLE = "أخبار هيت"
NOTHING = "/en/news/there-was-never-anything-here/"


def redirect(old_path, to):
    Redirect.add_redirect(old_path, to)


def rename(page, slug):
    page.slug = slug
    page.save_revision().publish()


def withdrawn_alike(resolve, url):
    """Whether an address is answered just as one where never was anything."""
    answer, nothing = resolve(url).json(), resolve(NOTHING).json()
    return answer.pop("instance") != nothing.pop("instance") and answer == nothing


@pytest.mark.parametrize(
    "headers", [{"If_None_Match": "*"}, {"If_Modified_Since": "Fri, 01 Jan 2038 00:00:00 GMT"}]
)
def test_what_is_gone_is_never_answered_as_unchanged(get, resolve, headers):
    story = factories.make_story()
    PublicationCounter.objects.update(changed_at=timezone.now() - timedelta(minutes=1))
    forget_everything()
    address = f"resolve/?url={story.url}"
    assert get(address, **headers).status_code == 304
    assert get("resolve/?url=/en/nothing/", **headers).status_code == 404
    story.unpublish()
    PublicationCounter.objects.update(changed_at=timezone.now() - timedelta(minutes=1))
    forget_everything()
    assert get(address, **headers).status_code == 410


def test_what_was_never_public_cannot_be_distinguished_from_nothing(resolve):
    draft = factories.make_story(live=False, slug="a-draft")
    hidden = factories.make_story(live=False, slug="hidden")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    hidden.save_revision().publish()
    redirect("/en/news/to-a-draft", draft)
    redirect("/en/news/to-what-is-hidden", hidden)
    for slug in ("a-draft", "hidden", "to-a-draft", "to-what-is-hidden"):
        assert withdrawn_alike(resolve, f"/en/news/{slug}/"), slug


def test_a_withdrawn_index_cannot_be_distinguished_from_nothing(resolve):
    index = factories.news_index()
    index.unpublish()
    assert withdrawn_alike(resolve, index.url)


def test_what_is_withdrawn_is_gone_and_names_what_is_left(get, resolve):
    english, arabic = factories.make_pair()
    english.unpublish()
    answer, item = resolve(english.url), get(f"news/{english.work}/en/")
    assert answer.status_code == item.status_code == 410
    for name in ("gone_since", "translations", "detail"):
        assert answer.json()[name] == item.json()[name]
    assert resolve(arabic.url).status_code == 200


def test_a_restricted_or_deleted_story_that_was_public_is_gone(resolve):
    story, other = factories.make_story(), factories.make_story()
    PageViewRestriction.objects.create(page=story, restriction_type=PageViewRestriction.LOGIN)
    Page.objects.get(pk=other.pk).delete()
    assert [resolve(page.url).status_code for page in (story, other)] == [410, 410]


def test_an_old_slug_leads_to_where_the_story_is_now(resolve):
    story = factories.make_story("ar", title=TITLE)
    old = story.url
    rename(story, "اسم-جديد")
    rename(story, "اسم-آخر")
    for url in (old, "/ar/news/اسم-جديد/", "/ar/news/اسم-آخر/"):
        answer = resolve(url)
        assert answer.status_code == 200
        assert answer["Content-Location"].endswith(f"/news/{story.work}/ar/")


def test_an_old_slug_of_a_withdrawn_story_is_gone(resolve):
    story = factories.make_story(slug="before")
    rename(story, "after")
    story.unpublish()
    assert resolve("/en/news/before/").status_code == 410


def test_a_moved_page_is_found_at_its_old_address(resolve):
    page, parent = factories.make_page(slug="child"), factories.make_page(slug="parent")
    page.move(parent, pos="last-child")
    assert resolve("/en/child/").json()["url"] == "http://testserver/en/parent/child/"


def test_another_page_at_the_old_address_comes_before_the_redirect(resolve):
    story = factories.make_story(slug="place")
    rename(story, "elsewhere")
    other = factories.make_story(slug="place")
    assert resolve("/en/news/place/").json()["id"] == f"{other.work}:en"


def test_a_redirect_comes_before_what_was_withdrawn_there(resolve):
    story, other = factories.make_story(), factories.make_story()
    story.unpublish()
    redirect(story.url, other)
    assert resolve(story.url).json()["id"] == f"{other.work}:en"


def test_redirects_are_followed_one_after_the_other(resolve):
    story = factories.make_story("ar", title=TITLE)
    redirect("/first", "/second/")
    redirect("/second", "http://testserver/third/?x=1")
    redirect("/third", story)
    assert resolve("/first/").json()["id"] == f"{story.work}:ar"


@pytest.mark.parametrize(
    "targets",
    [
        ["/a/"],
        ["/b/", "/a/"],
        [*(f"/{name}/" for name in "bcdefghijk"), "/en/"],
    ],
)
def test_redirects_in_circles_or_without_end_lead_nowhere(resolve, targets):
    for old, target in zip("abcdefghijk", targets, strict=False):
        redirect(f"/{old}", target)
    assert resolve("/a/").status_code == 404


def test_a_redirect_to_another_site_leads_to_no_item(resolve):
    redirect("/partner", "https://example.org/en/")
    assert resolve("/partner/").status_code == 404


def test_a_redirect_that_staff_change_leads_at_once_to_the_new_page(resolve):
    story, other = factories.make_story(), factories.make_story()
    redirect("/campaign", story)
    first = resolve("/campaign/")
    assert first.json()["id"] == f"{story.work}:en"
    Redirect.objects.get(old_path="/campaign").delete()
    assert resolve("/campaign/").status_code == 404
    redirect("/campaign", other)
    answer = resolve("/campaign/", if_modified_since=first["Last-Modified"])
    assert answer.json()["id"] == f"{other.work}:en"


def test_asking_again_costs_nothing_while_nothing_has_changed(resolve, cold_queries):
    story = factories.make_story(slug="before")
    tag = resolve("/en/news/before/")["ETag"]
    with cold_queries(1):
        assert resolve("/en/news/before/", if_none_match=tag).status_code == 304
    rename(story, "after")
    assert resolve("/en/news/before/", if_none_match=tag).status_code == 200


def test_a_current_address_needs_one_query_and_a_redirect_three(resolve, cold_queries):
    story = factories.make_story(slug="before")
    for _ in range(5):
        factories.make_story()
    with cold_queries(1):
        assert resolve("/en/news/before/").status_code == 200
    rename(story, "after")
    with cold_queries(3):
        assert resolve("/en/news/before/").status_code == 200
    with cold_queries(3):  # the address, its redirect, and what was there before
        assert resolve(NOTHING).status_code == 404
