"""A reviewer corrects a comma: it has a name, and what is published is what was seen."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from news.models import NewsPage
from tests import factories
from tests.translation.corrections.scene import LINKED, WORDS, edit, reviewed_text, stored
from tests.translation.screens import segment_of, shown
from translation.models import Notice

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_a_corrected_text_is_stored_by_name_and_published_as_it_was_seen(draft, act, people):
    before = reviewed_text(draft)
    response = act("reviewer", texts={"We met.": "التقينا،"})
    assert "1 text corrected" in shown(response)
    assert "التقينا،" in response.content.decode()
    assert stored("We met.").data == "التقينا،"
    assert stored("We met.").last_translated_by == people["reviewer"]
    assert not Page.objects.get(pk=draft.pk).live
    after = reviewed_text(draft)
    assert after == (before[0], before[1].replace("التقينا", "التقينا،"))
    act("reviewer", "approve")
    page = NewsPage.objects.get(pk=draft.pk)
    assert (page.live, page.title) == (True, after[0])
    assert "".join(block.value.source for block in page.body) == after[1]


def test_a_page_that_was_public_shows_no_correction_before_its_approval(draft, act, client):
    act("reviewer", "approve")
    factories.translate_texts(draft, WORDS | {"We met.": "التقينا هناك"})
    act("translator", "submit")
    act("reviewer", texts={"We met.": "التقينا هناك،", "Voices": "أصوات!"})
    public = NewsPage.objects.get(pk=draft.pk)
    assert (public.title, "هناك" in public.body[0].value.source) == ("أصوات", False)
    act("reviewer", "approve")
    public = NewsPage.objects.get(pk=draft.pk)
    assert (public.title, "هناك،" in public.body[0].value.source) == ("أصوات!", True)


def test_history_and_workbench_name_the_correction(draft, act, client, people):
    act("reviewer", texts={"We met.": "التقينا،", "Voices": "أصوات!"})
    history = client.get(reverse("wagtailadmin_pages:history", args=[draft.pk])).content.decode()
    assert "Corrected in review: Title, Body › Paragraph" in history
    client.force_login(people["translator"])
    html = client.get(edit(draft)).content.decode()
    assert "Reviewers have corrected:" in html
    assert f"Title, Body › Paragraph – <bdi>{people['reviewer']}</bdi>" in html
    assert html.count(">Corrected in review<") == 2
    act("reviewer", "send-back", comment="Shorter")
    client.force_login(people["translator"])
    assert "Reviewers have corrected:" in client.get(edit(draft)).content.decode()


def test_whoever_translated_is_notified_once_and_the_reviewer_not(draft, act, people):
    act("reviewer", texts={"We met.": "التقينا،"})
    act("second", texts={"Voices": "أصوات!"})
    notices = Notice.objects.filter(kind=Notice.Kind.CORRECTED)
    assert [notice.recipient for notice in notices] == [people["translator"]]
    assert notices.get().actor == people["second"]


def test_a_text_stays_as_in_the_original_if_the_reviewer_says_so(draft, act):
    act("reviewer", "", **{"keep-original": segment_of(draft, "We met.").pk})
    assert "We met." in reviewed_text(draft)[1]
    act("reviewer", "approve")
    assert Page.objects.get(pk=draft.pk).live


def test_a_lost_link_is_shown_and_asked_about(draft, act):
    response = act("reviewer", texts={LINKED: 'انظر باء و<a id="a1">ألف</a>'})
    assert "around “Beta” is missing" in response.content.decode()
    response = act("reviewer", "approve")
    assert "Approve anyway" in response.content.decode()
    assert not Page.objects.get(pk=draft.pk).live


def test_links_lead_where_they_led(draft, act):
    act("reviewer", texts={LINKED: 'انظر <a id="a2">باء</a>، و<a id="a1">ألف</a>'})
    html = reviewed_text(draft)[1]
    assert '<a href="https://b.example/">باء</a>، و' in html
    assert '<a href="https://a.example/">ألف</a>' in html


def test_the_screen_offers_the_text_with_the_marks_of_the_original(draft, client, people):
    client.force_login(people["reviewer"])
    html = client.get(edit(draft)).content.decode()
    field = html[html.index(f'id="correct-{segment_of(draft, LINKED).pk}"') :]
    field = field[field.index(">") + 1 : field.index("</textarea>")]
    marks = field.replace("\u2066", "").replace("\u2069", "")
    assert marks.startswith("انظر &lt;a id=&quot;a2&quot;&gt;باء")


def test_a_text_that_is_there_twice_is_corrected_at_both_places(draft, act):
    act("reviewer", texts={"Again.": "مرة أخرى،"})
    assert reviewed_text(draft)[1].count("مرة أخرى،") == 2


def test_after_the_review_the_next_draft_has_the_correction(draft, act):
    act("reviewer", texts={"We met.": "التقينا،"})
    act("reviewer", "send-back", comment="Shorter")
    act("translator", "submit")
    assert "التقينا،" in reviewed_text(draft)[1]
