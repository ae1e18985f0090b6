"""Corrections and decisions that are refused, and what nobody may lose or change by them."""

import json

import pytest
from django.db.models.signals import post_save
from django.urls import reverse
from wagtail.models import Page, PageLogEntry

from news.models import NewsPage
from tests import factories
from tests.translation.corrections.scene import WORDS, edit, reviewed_text, stored
from tests.translation.screens import segment_of, shown
from tests.translation.world import trace

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def by_button(client, draft, state, action="approve"):
    form = {"action": action, "task-state": state.pk, "comment": "A careful comment"}
    headers = {"referer": f"http://testserver{edit(draft)}"}
    return client.post(edit(draft), form, headers=headers, follow=True)


def by_dialog(client, draft, state, action="approve"):
    arguments = [draft.pk, action, state.pk]
    address = reverse("wagtailadmin_pages:workflow_action", args=arguments)
    return client.post(address, {"comment": ""})


@pytest.mark.parametrize("decide", [by_button, by_dialog])
@pytest.mark.parametrize("action", ["approve", "reject"])
def test_who_looked_at_the_former_text_decides_nothing(draft, act, client, people, decide, action):
    seen = draft.current_workflow_task_state
    act("reviewer", texts={"We met.": "التقينا،"})
    client.force_login(people["second"])
    name = "send-back" if (decide, action) == (by_button, "reject") else action
    response = decide(client, draft, seen, name)
    assert not Page.objects.get(pk=draft.pk).live
    assert NewsPage.objects.get(pk=draft.pk).workflow_in_progress
    if decide is by_button:
        assert "Please look again" in shown(response)
        assert "A careful comment" in shown(response)


def test_a_correction_of_the_former_text_is_refused_and_given_back(draft, act):
    seen = draft.current_workflow_task_state.pk
    act("reviewer", texts={"We met.": "التقينا،"})
    response = act("second", texts={"We met.": "التقينا؛"}, **{"task-state": seen})
    assert "Please look again" in shown(response)
    assert "التقينا؛" in shown(response)
    assert stored("We met.").data == "التقينا،"


@pytest.mark.parametrize("action", ["approve", "approve-anyway", "send-back", "withdraw"])
def test_what_was_typed_and_not_saved_is_neither_lost_nor_decided_unread(draft, act, action):
    texts = {"We met.": "التقينا،"}
    response = act("reviewer", action, texts, comment="A careful comment")
    assert "Nothing has been decided yet" in shown(response)
    assert "A careful comment</textarea>" in response.content.decode()
    page = NewsPage.objects.get(pk=draft.pk)
    assert (page.live, page.workflow_in_progress) == (False, True)
    assert "التقينا،" in reviewed_text(draft)[1]


@pytest.mark.parametrize(
    ("words", "text", "why"),
    [
        ("We met.", "<b>التقينا", "has no end"),
        ("We met.", "<script>x</script>", "cannot be used here"),
        ("We met.", " ", "An empty text is no translation"),
        ("We met.", "We met.", "As in the original"),
        ("Voices", "ص" * 256, "Too long: 256"),
    ],
)
def test_a_correction_is_checked_as_a_translators_text_is(draft, act, words, text, why):
    before, traced = reviewed_text(draft), trace()
    other = "Again." if words != "Again." else "We met."
    response = act("reviewer", texts={words: text, other: "كلمات ثمينة"})
    html = response.content.decode()
    assert why in html
    assert "كلمات ثمينة</textarea>" in html
    assert (reviewed_text(draft), trace()) == (before, traced)


@pytest.mark.parametrize("who", ["translator", "colleague", "other language"])
def test_nobody_else_corrects_by_a_form_of_their_own(draft, act, who):
    traced = trace()
    act(who, texts={"We met.": "التقينا،"})
    assert trace() == traced


def test_a_page_that_somebody_has_locked_is_not_corrected(draft, act, people):
    Page.objects.filter(pk=draft.pk).update(locked=True, locked_by=people["second"])
    traced = trace()
    assert "التقينا،" in shown(act("reviewer", texts={"We met.": "التقينا،"}))
    assert trace() == traced


def test_a_correction_without_its_entry_in_the_history_does_not_happen(draft, act):
    def fail(**_):
        raise ZeroDivisionError

    before, traced = reviewed_text(draft), trace()
    post_save.connect(fail, sender=PageLogEntry)
    try:
        with pytest.raises(ZeroDivisionError):
            act("reviewer", texts={"We met.": "التقينا،"})
    finally:
        post_save.disconnect(fail, sender=PageLogEntry)
    assert (reviewed_text(draft), trace()) == (before, traced)


def change_original(draft, html, **fields):
    source = factories.translation_of(draft).source
    story = NewsPage.objects.get(pk=source.get_source_instance().pk)
    raw = [dict(block) for block in story.body.raw_data]
    raw[0]["value"] = html
    story.body = json.dumps(raw)
    for name, value in fields.items():
        setattr(story, name, value)
    story.save_revision().publish()


def test_of_a_changed_original_only_what_was_translated_is_corrected(draft, act, client, people):
    change_original(draft, "<p>We met.</p><p>Quite new.</p>")
    before = reviewed_text(draft)
    client.force_login(people["reviewer"])
    client.get(edit(draft))
    new = segment_of(draft, "Quite new.").pk
    response = act("reviewer", **{f"correct-{new}": "جديد", f"was-correct-{new}": ""})
    assert "original of a text that you corrected has changed" in shown(response)
    assert "جديد" in shown(response)
    act("reviewer", texts={"We met.": "التقينا،"})
    assert reviewed_text(draft) == (before[0], before[1].replace("التقينا", "التقينا،"))


def test_a_correction_does_not_bring_back_what_the_original_has_lost(client, people):
    """A corrected revision is newer than the original's, and was taken for a new translation."""
    photo = {"image": factories.make_image(title="River"), "caption": "", "credit": ""}
    body = [("paragraph", "<p>We met.</p>"), ("photo", photo)]
    draft = factories.begin_translation(factories.make_story(title="Voices", body=body))
    factories.translate_texts(draft, WORDS)
    client.force_login(people["translator"])
    client.post(edit(draft), {"action": "submit"})
    story = NewsPage.objects.get(pk=factories.translation_of(draft).source.get_source_instance().pk)
    story.body = json.dumps([dict(story.body.raw_data[0])])
    story.save_revision().publish()
    client.force_login(people["reviewer"])
    pk = segment_of(draft, "We met.").pk
    state = draft.current_workflow_task_state.pk
    form = {f"correct-{pk}": "التقينا،", f"was-correct-{pk}": "التقينا", "task-state": state}
    client.post(edit(draft), {"action": "correct"} | form)
    assert "التقينا،" in reviewed_text_of_first_block(draft)
    page = NewsPage.objects.get(pk=draft.pk)
    form = {"action": "approve-anyway", "task-state": page.current_workflow_task_state.pk}
    headers = {"referer": f"http://testserver{edit(draft)}"}
    response = client.post(edit(draft), form, headers=headers, follow=True)
    assert "removed from its original" in shown(response)
    assert not Page.objects.get(pk=draft.pk).live


def reviewed_text_of_first_block(draft):
    page = NewsPage.objects.get(pk=draft.pk).current_workflow_task_state.revision.as_object()
    return page.body[0].value.source
