"""No way around publishing makes a translation public while its original is hidden."""

import pytest
from wagtail.models import PageViewRestriction

from core import roles
from core.shelf.units import unit
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
    with unit():
        PageViewRestriction.objects.get(page=original).delete()
    assert public_languages(original) == {"en"}
    with unit():
        PageViewRestriction.objects.get(page=hidden).delete()
    assert public_languages(original) == {"ar", "en"}


def test_a_page_that_was_never_public_has_no_row_that_tells_its_title():
    child = child_page(live=False)
    restrict(child.get_parent())
    child.title = "Never public"
    child.save_revision().publish()
    assert not TranslationStatus.objects.filter(work=child.translation_key).exists()
