"""No way around publishing makes a translation public while its original is hidden."""

import io
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Revision

from core.models import PublishedItem
from core.publication.transactions import publication_transaction
from core.setup import roles
from tests import factories
from tests.translation.hiding import child_page, public_languages, restrict
from tests.translation.screens import shown
from translation.models import TranslationStatus

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(client):
    client.force_login(factories.make_user(roles.reviewers("ar")))
    return client


def translated(page):
    draft = factories.begin_translation(page)
    factories.translate_texts(draft).save_target()
    draft.refresh_from_db()
    return draft


@pytest.fixture
def hidden():
    """A public pair, both pages of which were then restricted."""
    story, translation = factories.make_translated_story()
    for page in (story, translation):
        restrict(page)
    assert not public_languages(story)
    return translation


def test_lifting_the_privacy_of_a_translation_is_refused_while_its_original_is_hidden(
    hidden, reviewer
):
    answer = reviewer.post(
        f"/admin/pages/{hidden.pk}/privacy/", {"restriction_type": "none"}, follow=True
    )
    assert not public_languages(hidden)
    assert "only some people may see its original" in shown(answer)


def test_a_translation_does_not_leave_the_branch_that_hides_it(reviewer):
    child = child_page()
    parents = (child.get_parent(), child.get_parent().get_translations().get())
    for parent in parents:
        restrict(parent)
    draft = translated(child)
    home = factories.home_page("ar")
    answer = reviewer.post(f"/admin/pages/{draft.pk}/move/{home.pk}/confirm/", follow=True)
    assert "only some people may see its original" in shown(answer)
    assert not public_languages(child)
    draft.refresh_from_db()
    assert draft.get_parent() != home


def test_both_may_be_opened_together_or_the_original_first(hidden):
    original = hidden.get_translations().get()
    with publication_transaction():
        PageViewRestriction.objects.get(page=original).delete()
    assert public_languages(original) == {"en"}
    with publication_transaction():
        PageViewRestriction.objects.get(page=hidden).delete()
    assert public_languages(original) == {"ar", "en"}


def privacy(client, page, **fields):
    return client.post(f"/admin/pages/{page.pk}/privacy/", fields, follow=True)


@pytest.fixture
def board():
    return Group.objects.create(name="Board")


@pytest.fixture
def for_the_board(board):
    """A pair that one group alone may read; the translation is returned."""
    story, translation = factories.make_translated_story()
    for page in (story, translation):
        with publication_transaction():
            PageViewRestriction.objects.create(page=page, restriction_type="groups").groups.add(
                board
            )
    return translation


def test_privacy_is_not_widened_beyond_that_of_the_original(for_the_board, board, reviewer):
    others = Group.objects.get(name=roles.translators("en"))
    wider = ({"restriction_type": "login"},
             {"restriction_type": "groups", "groups": [board.pk, others.pk]})  # fmt: skip
    for fields in wider:
        answer = privacy(reviewer, for_the_board, **fields)
        assert "only some people may see its original" in shown(answer)
        restriction = PageViewRestriction.objects.get(page=for_the_board)
        assert list(restriction.groups.all()) == [board]


def test_privacy_may_be_stricter_than_that_of_the_original(board, reviewer):
    story, translation = factories.make_translated_story()
    restrict(story)
    restrict(translation)
    privacy(reviewer, translation, restriction_type="groups", groups=[board.pk])
    restriction = PageViewRestriction.objects.get(page=translation)
    assert list(restriction.groups.all()) == [board]


def section_above_a_withdrawn_original():
    """Return an Arabic page that was taken down, above a translation whose original was too."""
    child = child_page()
    draft = translated(child)
    section = draft.get_parent().specific
    for page in (section, child):
        with publication_transaction():
            Page.objects.get(pk=page.pk).specific.unpublish()
    return section, draft


def test_publishing_a_section_does_not_show_pages_below_despite_a_hidden_original(client):
    section, draft = section_above_a_withdrawn_original()
    client.force_login(factories.make_user(roles.COMMUNICATIONS))
    address = f"/admin/bulk/wagtailcore/page/publish/?id={section.pk}&next=/admin/"
    assert "original is not public any more" in shown(client.post(address, follow=True))
    assert not public_languages(draft)
    assert not Page.objects.get(pk=section.pk).live


def test_a_schedule_goes_on_without_what_is_refused():
    section, draft = section_above_a_withdrawn_original()
    other = factories.make_story(live=False)
    past = timezone.now() - timedelta(minutes=1)
    for page in (section, other):
        revision = page.save_revision()
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=past)
    call_command("publish_scheduled")
    assert Page.objects.get(pk=other.pk).live
    assert not public_languages(draft)


def test_a_repair_leaves_a_translation_public_that_was_left_so():
    story, translation = factories.make_translated_story()
    with publication_transaction():
        Page.objects.get(pk=story.pk).specific.unpublish()
    assert public_languages(story) == {"ar"}
    PublishedItem.objects.all().delete()
    call_command("rebuild_publication", stdout=io.StringIO())
    assert public_languages(translation) == {"ar"}


def test_a_page_that_was_never_public_has_no_row_that_shows_its_title():
    child = child_page(live=False)
    restrict(child.get_parent())
    child.title = "Never public"
    child.save_revision().publish()
    assert not TranslationStatus.objects.filter(work=child.translation_key).exists()
