"""The start page of the CMS: what somebody does next, and nothing that is not theirs to know."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from core.publication.transactions import publication_transaction
from core.setup import roles
from core.setup.roles import reviewers, translators
from tests import factories
from tests.signing_in import sign_in
from tests.translation import screens
from translation.models import TranslationStatus

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

ARABIC = {"HTTP_ACCEPT_LANGUAGE": "ar"}


def _panel(html: str, name: str) -> str:
    """Return the part of the start page that is one panel; "" if it is not there."""
    found = re.search(rf'<section[^>]* id="{name}-section".*?</section>', html, re.DOTALL)
    return found[0] if found else ""


def _start(client, **headers) -> str:
    return client.get("/admin/", **headers).content.decode()


def _saved_by(user, lang="en", **fields):
    page = factories.make_story(lang, live=False, **fields)
    page.save_revision(user=user)
    return page


def _schedule(page, user, moment):
    page.go_live_at = moment
    page.save_revision(user=user).publish()


@pytest.mark.parametrize(
    ("role", "headers", "offered"),
    [
        (roles.COMMUNICATIONS, {}, ["en", "ar"]),
        (roles.COMMUNICATIONS, ARABIC, ["ar", "en"]),
        (roles.ADMINISTRATORS, ARABIC, ["ar", "en"]),
        (reviewers("ar"), {}, ["ar"]),
        (reviewers("en"), ARABIC, ["en"]),
        (translators("ar"), ARABIC, []),
        (translators("en"), {}, []),
    ],
)
def test_a_new_story_is_offered_in_ones_own_language_first(client, role, headers, offered):
    """Stock: three screens lead there, the home page and the list of stories among them."""
    sign_in(client, role)
    links = re.findall(r'href="(/admin/pages/add/news/newspage/\d+/)"', _start(client, **headers))
    assert links == [
        f"/admin/pages/add/news/newspage/{factories.news_index(lang).pk}/" for lang in offered
    ]
    for link in links:
        assert client.get(link).status_code == 200


def test_my_drafts_are_what_i_saved_last(client):
    user, colleague = sign_in(client, roles.COMMUNICATIONS), factories.make_user()
    _saved_by(user, title="Mine")
    _saved_by(colleague, title="Of a colleague")
    taken_over = _saved_by(user, title="Taken over")
    taken_over.save_revision(user=colleague)
    changed = factories.make_story(title="Public", body=[])
    changed.title = "Public, and changed"
    changed.save_revision(user=user)
    factories.make_story(title="Public alone").save_revision(user=user).publish(user=user)
    panel = _panel(_start(client), "my-drafts")
    assert re.findall(r"<bdi[^>]*>([^<]*)<", panel) == ["Public, and changed", "Mine"]
    assert f"/admin/pages/{changed.pk}/edit/" in panel


def test_a_draft_in_a_tree_that_is_not_mine_any_more_is_not_named(client):
    user = sign_in(client, reviewers("ar"))
    _saved_by(user, "en", title="Formerly mine")
    _saved_by(user, "ar", title="مسودتي")
    html = _start(client)
    assert "Formerly mine" not in html
    assert "مسودتي" in _panel(html, "my-drafts")


def test_titles_are_laid_out_in_their_own_language(client):
    user = sign_in(client, roles.COMMUNICATIONS)
    _saved_by(user, "ar", title="مسودتي (2019)")
    _saved_by(user, "en", title="Mine (2019)")
    panel = _panel(_start(client, **ARABIC), "my-drafts")
    assert '<bdi lang="ar" dir="rtl">مسودتي (2019)</bdi>' in panel
    assert '<bdi lang="en" dir="ltr">Mine (2019)</bdi>' in panel


def test_what_is_scheduled_has_its_date_in_the_months_of_the_reader(client):
    user = sign_in(client, roles.COMMUNICATIONS)
    year = timezone.now().year + 1
    for title, day in [("Second", 20), ("First", 10)]:
        story = _saved_by(user, title=title)
        _schedule(story, user, datetime(year, 1, day, 9, 0, tzinfo=UTC))
    html = _start(client)
    panel = _panel(html, "scheduled")
    assert re.findall(r"<bdi[^>]*>([^<]*)<", panel) == ["First", "Second"]
    assert f"10 January {year}, 12:00" in panel
    assert f"10 كانون الثاني {year}، 12:00" in _panel(_start(client, **ARABIC), "scheduled")
    assert not _panel(html, "my-drafts")


def test_what_was_published_this_week_is_what_readers_can_see(client):
    sign_in(client, roles.COMMUNICATIONS)
    Page.objects.update(last_published_at=timezone.now() - timedelta(days=30))
    factories.make_story(title="Today")
    old = factories.make_story(title="Last week")
    Page.objects.filter(pk=old.pk).update(last_published_at=timezone.now() - timedelta(days=8))
    private = factories.make_story(title="For colleagues")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    factories.make_story(title="Unpublished").unpublish()
    panel = _panel(_start(client), "published-this-week")
    assert re.findall(r"<bdi[^>]*>([^<]*)<", panel) == ["Today"]


@pytest.mark.parametrize("role", [translators("ar"), reviewers("ar")])
def test_panels_show_the_own_language_alone(client, role):
    user = sign_in(client, role)
    other = factories.make_user()
    factories.make_story("en", title="In English")
    factories.make_story("ar", title="بالعربية")
    for lang, title in [("en", "Later in English"), ("ar", "لاحقًا بالعربية")]:
        story = _saved_by(other, lang, title=title)
        _schedule(story, user, timezone.now() + timedelta(days=3))
    html = _start(client)
    assert "In English" not in html
    assert "Later in English" not in html
    assert "بالعربية" in _panel(html, "published-this-week")
    assert "لاحقًا بالعربية" in _panel(html, "scheduled")


def test_translators_get_links_to_translations_alone(client):
    sign_in(client, translators("ar"))
    story = factories.make_story("ar", title="أصلية")
    _original, translated = factories.make_translated_story(title="Voices")
    panel = _panel(_start(client), "published-this-week")
    assert "أصلية" in panel
    assert f"/admin/pages/{story.pk}/edit/" not in panel
    assert f"/admin/pages/{translated.pk}/edit/" in panel
    assert client.get(f"/admin/pages/{translated.pk}/edit/").status_code == 200


def _in_review(user):
    draft = factories.begin_translation(factories.make_story(title="To be read"))
    factories.translate_texts(draft, {"To be read": "قيد القراءة"})
    factories.translation_of(draft).save_target(user=user, publish=False)
    draft.refresh_from_db()
    draft.get_workflow().start(draft, user)
    return draft


def test_a_review_waits_for_the_reviewer_and_is_shown_once(client):
    translator = factories.make_user(translators("ar"), first_name="سارة", last_name="علي")
    draft = _in_review(translator)
    sign_in(client, reviewers("ar"))
    html = _start(client)
    panel = _panel(html, "waiting-for-me")
    assert f'href="/admin/pages/{draft.pk}/edit/"' in panel
    assert "سارة علي" in panel
    assert html.count("قيد القراءة") == 1
    assert "To be read" not in html
    client.force_login(translator)
    html = _start(client)
    assert not _panel(html, "waiting-for-me")
    assert not _panel(html, "my-drafts")
    assert "قيد القراءة" in _panel(html, "objects-in-workflow")


def test_who_may_review_what_they_submitted_sees_it_once(client):
    user = sign_in(client, roles.COMMUNICATIONS)
    _in_review(user)
    html = _start(client)
    assert "قيد القراءة" in _panel(html, "waiting-for-me")
    assert html.count("قيد القراءة") == 1


def test_an_assigned_translation_waits_with_its_day_and_is_no_draft_of_mine(client):
    user = sign_in(client, translators("ar"))
    original = factories.make_story(title="Voices")
    draft = factories.begin_translation(original)
    draft.save_revision(user=user)
    day = timezone.localdate() - timedelta(days=1)
    rows = TranslationStatus.objects.filter(work=original.translation_key)
    rows.update(assignee=user, due_on=day)
    html = _start(client)
    panel = _panel(html, "waiting-for-me")
    assert "Voices" in panel
    assert "Overdue" in panel
    assert f'href="/admin/pages/{draft.pk}/edit/"' in panel
    assert not _panel(html, "my-drafts")


def test_long_panels_end_with_the_way_to_all(client):
    user = sign_in(client, roles.COMMUNICATIONS)
    for number in range(10):
        _saved_by(user, title=f"Draft {number}")
        _schedule(_saved_by(user), user, timezone.now() + timedelta(days=number + 1))
        factories.make_story()
    html = _start(client)
    for name in ("my-drafts", "scheduled", "published-this-week"):
        panel = _panel(html, name)
        assert panel.count("<bdi") == 8, name
        address = re.findall(r'href="(/admin/pages/1/\?[^"]*)"', panel)[0].replace("&amp;", "&")
        shown = client.get(address.replace("/?", "/results/?"))
        assert shown.context["paginator"].count >= 10, name


@pytest.mark.parametrize(
    ("role", "more"),
    [(roles.COMMUNICATIONS, 40), (reviewers("ar"), 10), (translators("ar"), 10)],
)
def test_fifty_of_everything_cost_as_many_queries_as_ten(client, role, more):
    """Panels show eight rows, so that with another ten every one of them is long already."""
    user = sign_in(client, role)
    other = factories.make_user(translators("ar"))
    counts = []
    for number in (10, more):
        with publication_transaction():  # as quick as an import
            for _each in range(number):
                _saved_by(user, "ar")
                _schedule(_saved_by(other, "ar"), other, timezone.now() + timedelta(days=2))
                factories.make_story("ar")
        for _each in range(number // 5):
            _in_review(user)
            _in_review(other)
        TranslationStatus.objects.filter(is_in_review=False).update(assignee=user)
        _start(client)  # what is read once for each process
        with CaptureQueriesContext(connection) as queries:
            _start(client)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert screens.queries_of(client, "/admin/") == counts[0]
