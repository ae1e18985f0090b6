"""The screen of a review shows all that approval publishes, and nothing goes out unread."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import Translation

from core.setup import roles
from news.models import NewsPage
from tests import factories
from tests.translation.screens import put, segment_address, shown

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def read(client):
    """Return the editor's HTML as a reviewer gets it."""

    def get(draft):
        client.force_login(factories.make_user(roles.reviewers("ar")))
        return client.get(edit(draft)).content.decode()

    return get


def edit(page):
    return f"/admin/pages/{page.pk}/edit/"


def begin(translations=None, **fields):
    draft = factories.begin_translation(factories.make_story(**fields))
    return draft, factories.translate_texts(draft, translations)


def enter(client, draft, kind, segment, value):
    assert put(client, segment_address(draft, segment, kind), value).json()["error"] is None


def submit(client, draft):
    client.post(edit(draft), {"action": "submit"})
    assert draft.workflow_in_progress


def test_a_translation_of_a_text_without_letters_is_seen_before_it_is_public(translator, read):
    draft, translation = begin(body=[("paragraph", "<p>We met.</p><p>***</p>")])
    stars = translation.source.stringsegment_set.get(string__data="***")
    enter(translator, draft, "strings", stars, "اسم")
    assert "اسم</textarea>" in translator.get(edit(draft)).content.decode()
    submit(translator, draft)
    assert ">اسم<" in read(draft)


def test_addresses_of_the_translations_own_are_seen_in_review(translator, read):
    text = '<p>See <a href="https://a.example/">A</a>, <a href="https://b.example/">B</a>.</p>'
    words = {'See <a id="a1">A</a>, <a id="a2">B</a>.': '<a id="a1">أ</a> و<a id="a2">ب</a>.'}
    draft, translation = begin(words, body=[("paragraph", text)])
    second = translation.source.overridablesegment_set.get(data_json__contains="b.example")
    enter(translator, draft, "overrides", second, "https://other.example/")
    submit(translator, draft)
    html = read(draft)
    assert re.search(r"https://a.example/</bdi>\s*</p>", html)
    assert re.search(r"https://other.example/</bdi>\s*<strong>Not as in the original", html)


def test_pictures_and_pages_of_the_translations_own_are_seen_in_review(translator, read):
    photo = {"image": factories.make_image(title="River"), "caption": "", "credit": ""}
    pages = [factories.make_story(title="Kept"), factories.make_story(title="Replaced")]
    related = {"heading": "", "pages": pages}
    draft, translation = begin(body=[("photo", photo), ("related_pages", related)])
    picture, _unchanged, page = translation.source.overridablesegment_set.order_by("order")
    bridge = factories.make_image(title="Bridge")
    enter(translator, draft, "overrides", picture, bridge.pk)
    enter(translator, draft, "overrides", page, factories.make_story(title="Chosen").pk)
    submit(translator, draft)
    html = read(draft)
    assert all(f"<bdi>{title}</bdi>" in html for title in ("River", "Bridge", "Replaced", "Chosen"))
    assert html.count("<bdi>Kept</bdi>") == 2
    assert html.count("Not as in the original") == 2
    assert bridge.get_rendition("max-165x165").url in html


def test_when_the_original_changes_in_review_all_that_was_submitted_is_still_shown(
    translator, read, client
):
    words = {"We met.": "التقينا.", "We sang.": "غنينا.", "***": "سطر"}
    draft, translation = begin(words, body=[("paragraph", "<p>We met.</p><p>We sang.</p>")])
    submit(translator, draft)
    story = NewsPage.objects.get(pk=translation.source.get_source_instance().pk)
    raw = [dict(block) for block in story.body.raw_data]
    raw[0]["value"] = "<p>We met.</p><p>We ate.</p><p>We left.</p>"
    story.body = json.dumps(raw)
    story.save_revision().publish()
    html = read(draft)
    assert "The original has changed since this was submitted" in html
    for text in ("التقينا.", "غنينا."):
        assert text in html
    assert html.count("The original has no such text any more") == 1
    assert html.count("Not part of what was submitted") == 2
    state = draft.current_workflow_task_state
    client.post(edit(draft), {"action": "approve", "task-state": state.pk})
    public = NewsPage.objects.get(pk=draft.pk)
    assert public.live
    assert "غنينا." in public.body[0].value.source


@pytest.mark.parametrize("action", ["submit", "publish", "publish-anyway"])
def test_nothing_goes_out_that_others_have_changed_since_it_was_read(editor, action):
    draft, translation = begin({"Voices": "أصوات"}, title="Voices")
    title = translation.source.stringsegment_set.get(string__data="Voices")
    form = {"action": action, f"text-{title.pk}": "أصوات", f"was-text-{title.pk}": "أصوات"}
    factories.translate_texts(draft, {"Voices": "كلام آخر"})
    response = editor.post(edit(draft), form)
    assert "Title (“كلام آخر”)" in shown(response)
    assert 'value="كلام آخر"' in response.content.decode()
    page = Page.objects.get(pk=draft.pk)
    assert not page.live
    assert not page.specific.workflow_in_progress
    form |= {f"{name}-{title.pk}": "كلام آخر" for name in ("text", "was-text")}
    editor.post(edit(draft), form)
    page = Page.objects.get(pk=draft.pk)
    assert page.specific.workflow_in_progress if action == "submit" else page.live


def test_an_address_that_others_have_changed_does_not_go_out_unread(editor):
    text = '<p><a href="https://a.example/">A</a></p>'
    draft, translation = begin({'<a id="a1">A</a>': '<a id="a1">أ</a>'}, body=[("paragraph", text)])
    link = translation.source.overridablesegment_set.get()
    enter(editor, draft, "overrides", link, "https://other.example/")
    form = {f"value-{link.pk}": "", f"was-value-{link.pk}": ""}
    response = editor.post(edit(draft), {"action": "publish"} | form)
    assert "https://other.example/" in shown(response)
    assert not Page.objects.get(pk=draft.pk).live


def test_what_this_form_changes_itself_goes_out_at_once(editor):
    draft, translation = begin({"Voices": "أصوات"}, title="Voices")
    title = translation.source.stringsegment_set.get(string__data="Voices")
    form = {f"text-{title.pk}": "صوت", f"was-text-{title.pk}": "أصوات"}
    editor.post(edit(draft), {"action": "publish"} | form)
    assert Page.objects.get(pk=draft.pk).title == "صوت"


def test_without_its_original_a_translation_is_neither_started_again_nor_written(editor):
    """Stock: restarted, and then every button ends in an error of the server."""
    story, translated = factories.make_translated_story()
    translation = factories.translation_of(translated)
    Translation.objects.filter(pk=translation.pk).update(enabled=False)
    Page.objects.get(pk=story.pk).delete()
    form = {"localize-restart-translation": "1"}
    response = editor.post(edit(translated), form, follow=True)
    assert "its original has been deleted" in shown(response)
    assert not Translation.objects.get(pk=translation.pk).enabled
    Translation.objects.filter(pk=translation.pk).update(enabled=True)
    for action in ("draft", "submit", "publish", "publish-anyway"):
        response = editor.post(edit(translated), {"action": action}, follow=True)
        assert "the original has been deleted" in shown(response)


@pytest.mark.parametrize("is_reviewed", [False, True])
def test_a_publication_that_waits_for_its_day_is_announced_as_such(editor, is_reviewed):
    day = timezone.now() + timedelta(days=3)
    draft, _translation = begin()
    Page.objects.filter(pk=draft.pk).update(go_live_at=day.replace(second=0, microsecond=0))
    if is_reviewed:
        editor.post(edit(draft), {"action": "submit"})
    state = NewsPage.objects.get(pk=draft.pk).current_workflow_task_state
    form = {"action": "approve", "task-state": state.pk} if state else {"action": "publish"}
    messages = shown(editor.post(edit(draft), form, follow=True))
    assert not Page.objects.get(pk=draft.pk).live
    assert "has been published" not in messages
    assert "approved and published" not in messages
    assert f"published on {timezone.localtime(day).day} " in messages
    assert str(datetime.now(UTC).year) in messages or str(day.year) in messages


def test_a_review_of_many_texts_costs_as_many_queries_as_of_few(
    translator, read, django_assert_max_num_queries
):
    drafts = []
    for number in (1, 6):
        photos = [
            ("photo", {"image": factories.make_image(), "caption": f"P {each}", "credit": ""})
            for each in range(number)
        ]
        drafts.append(begin(body=photos)[0])
        submit(translator, drafts[-1])
        read(drafts[-1])
        translator.force_login(factories.make_user(roles.translators("ar")))
    counts = []
    translator.force_login(factories.make_user(roles.reviewers("ar")))
    for draft in drafts:
        with django_assert_max_num_queries(300) as queries:
            translator.get(edit(draft))
        counts.append(len(queries))
    assert counts[0] == counts[1]
