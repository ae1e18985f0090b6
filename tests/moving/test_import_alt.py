"""Alternative texts of imported pictures, written in the list of the import."""

import pytest

from core.models import SiteImage
from tests import factories
from tests.moving.imported import (
    browser_of,
    decision_of,
    make_alt_question,
    make_post,
    make_question,
    send,
)

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

LIST = "/admin/import/"


def test_alternative_texts_are_written_in_the_list_and_taken_back():
    question, image = make_alt_question()
    browser = browser_of()
    assert f'name="alt_ar-{image.pk}"' in browser.get(f"{LIST}?kind=alt").content.decode()
    send(browser, "describe", shown=question.pk, **{f"alt_ar-{image.pk}": " نهر "})
    image.refresh_from_db()
    assert (image.alt_ar, image.alt_en) == ("نهر", "")
    assert decision_of(question) == "settled"
    assert "نهر" not in str(question.undo)
    send(browser, f"undo:{question.pk}")
    image.refresh_from_db()
    assert (image.alt_ar, decision_of(question)) == ("", "")


def test_only_pictures_of_the_questions_that_are_shown_are_described():
    (question, image), other = make_alt_question(), factories.make_image(alt_en="", alt_ar="")
    fields = {f"alt_en-{image.pk}": "", f"alt_en-{other.pk}": "x", "alt_en-" + "9" * 30: "x"}
    send(browser_of(), "describe", shown=question.pk, **fields)
    other.refresh_from_db()
    assert other.alt_en == ""
    assert decision_of(question) == ""


def test_a_picture_of_several_posts_is_described_once_for_all_of_them():
    question, image = make_alt_question()
    post = make_post(factories.make_story(lead_image=image))
    other = make_question("alt", post, reason="alt", evidence=question.evidence)
    # As the form sends it: one field for each question, of which one is filled in.
    texts = {f"alt_en-{image.pk}": ["A river", ""]}
    send(browser_of(), "describe", shown=[question.pk, other.pk], **texts)
    image.refresh_from_db()
    assert image.alt_en == "A river"
    assert [decision_of(each) for each in (question, other)] == ["settled", "settled"]


def test_what_somebody_described_meanwhile_stays():
    question, image = make_alt_question()
    SiteImage.objects.filter(pk=image.pk).update(alt_en="A river")
    fields = {f"alt_en-{image.pk}": "Tea", f"alt_ar-{image.pk}": "شاي"}
    send(browser_of(), "describe", shown=question.pk, **fields)
    image.refresh_from_db()
    assert (image.alt_en, image.alt_ar) == ("A river", "شاي")
