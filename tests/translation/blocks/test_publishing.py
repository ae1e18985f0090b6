"""Every block and every text of every page type, from the editor of translations to readers."""

import pytest
from wagtail_localize.models import SegmentOverride, StringTranslation

from core.setup import roles
from news.models import NewsPage
from tests import factories
from tests.translation.blocks.samples import OTHER, numbers, translated
from tests.translation.blocks.scene import PAGE_TYPES, WITH_EVERY_BLOCK
from tests.translation.blocks.steps import (
    body_of,
    check_readers,
    edit,
    in_api,
    on_site,
    opened,
    put_all,
    replacement,
    translate,
)
from tests.translation.screens import put, row_of, shown
from translation.content.texts import texts_of
from translation.content.values import values_of
from translation.models import Status

pytestmark = [pytest.mark.django_db, pytest.mark.any_database, pytest.mark.usefixtures("files")]


@pytest.fixture
def story(scene):
    return scene.pairs[NewsPage]


@pytest.mark.parametrize("model", PAGE_TYPES)
def test_readers_of_the_original_see_every_block_that_has_its_picture(scene, model):
    """What the other tests compare with."""
    page = scene.pairs[model].original
    html = on_site(page)
    assert numbers_of(page) - numbers(html, scene.lang) <= scene.words.unseen | meta(page)
    if model in WITH_EVERY_BLOCK:
        assert body_of(html).count("<img ") == 4


def numbers_of(page):
    """The numbers of all texts of a page."""
    lang = page.locale.language_code
    return {number for text in texts_of(page) for number in numbers(text.data, lang)}


def meta(page):
    """The numbers of the texts that only search engines and lists show."""
    texts = [page.seo_title, page.search_description, page.summary, getattr(page, "mission", "")]
    return {number for text in texts for number in numbers(text, page.locale.language_code)}


@pytest.mark.parametrize("model", PAGE_TYPES)
def test_a_translation_is_typed_reviewed_and_published_as_it_was_typed(client, scene, model):
    pair, lang = scene.pairs[model], OTHER[scene.lang]
    client.force_login(factories.make_user(roles.translators(lang)))
    response = translate(client, pair, "submit")
    assert "with the reviewers now" in shown(response)
    client.force_login(factories.make_user(roles.reviewers(lang)))
    review = opened(client, pair)
    form = review.content.decode().partition('id="translation-form"')[2]
    assert numbers(form, lang) == numbers(form, scene.lang) == numbers_of(pair.original)
    reviewed = review.context["reviewed"]
    assert not any(text.is_changed for text in reviewed.texts)
    assert not any(value.is_other for value in reviewed.values)
    state = pair.now.current_workflow_task_state
    response = client.post(edit(pair), {"action": "approve", "task-state": state.pk}, follow=True)
    assert "approved and published" in shown(response)
    check_readers(scene, pair)
    assert row_of(pair.draft).status == Status.UP_TO_DATE


def test_each_text_of_a_story_is_stored_one_by_one(scene, story, staff):
    put_all(staff, story, OTHER[scene.lang])
    sheet = opened(staff, story).context["sheet"]
    assert (sheet.done, {row.state for row in sheet.rows}) == (sheet.total, {"done"})
    staff.post(edit(story), {"action": "publish"})
    check_readers(scene, story)


def test_each_picture_document_page_and_address_is_replaced_and_reviewed(client, scene, story):
    lang = OTHER[scene.lang]
    client.force_login(factories.make_user(roles.translators(lang)))
    wanted = {}
    for choice in opened(client, story).context["choices"]:
        value = replacement(choice, scene.chosen)
        answer = put(client, choice.address, value)
        assert (answer.status_code, answer.json()["error"]) == (201, None), choice.place
        wanted[choice.segment.context.path] = value
    assert set(wanted) == set(values_of(story.original))
    translate(client, story, "submit")
    client.force_login(factories.make_user(roles.reviewers(lang)))
    review = opened(client, story)
    html = review.content.decode()
    assert all(value.is_other for value in review.context["reviewed"].values)
    for title in ("Picture 0", "Picture 1", "Document 0", "Document 1", "https://vimeo.com/1"):
        assert f"{title}</bdi>" in html
    state = story.now.current_workflow_task_state
    client.post(edit(story), {"action": "approve", "task-state": state.pk})
    assert sorted(map(str, values_of(story.now).values())) == sorted(map(str, wanted.values()))
    check_readers(scene, story)
    assert scene.chosen.documents[1].url in in_api(story.now)["body_html"]


def test_a_link_to_a_document_in_a_text_is_named_in_review(client, scene, story):
    lang = OTHER[scene.lang]
    client.force_login(factories.make_user(roles.translators(lang)))
    translate(client, story, "submit")
    client.force_login(factories.make_user(roles.reviewers(lang)))
    links = [
        link for text in opened(client, story).context["reviewed"].texts for link in text.links
    ]
    titles = [link.target.title for link in links if link.target.is_chosen]
    assert titles == [scene.chosen.pages[0].title, "Document 0"]
    assert not any(link.is_other for link in links)


def test_a_machine_suggests_every_text_and_people_accept(scene, story, staff, machine):
    machine.translate = lambda text: translated(text, OTHER[scene.lang])
    staff.post(f"/admin/localize/translate/{story.translation.pk}/machine_translate/")
    rows = opened(staff, story).context["sheet"].rows
    assert all(row.suggestion for row in rows)
    staff.post(edit(story), {"accept": rows[0].pk}, follow=True)
    assert StringTranslation.objects.get(translation_type="manual").data
    for row in rows[1:]:
        assert put(staff, row.address, row.suggested_text, was="").json()["error"] is None
    staff.post(edit(story), {"action": "publish"})
    check_readers(scene, story)


def test_every_text_can_be_left_as_it_is(scene, story, staff):
    for row in opened(staff, story).context["sheet"].rows:
        assert put(staff, row.address, row.original_text, was="", keep="1").json()["is_done"]
    assert "has been published" in shown(
        staff.post(edit(story), {"action": "publish"}, follow=True)
    )
    assert [text.data for text in texts_of(story.now)] == [
        text.data for text in texts_of(story.original)
    ]
    assert row_of(story.draft).status == Status.UP_TO_DATE


def test_what_was_chosen_is_taken_back_by_emptying_it(scene, story, staff):
    choices = opened(staff, story).context["choices"]
    form = {choice.field_name: replacement(choice, scene.chosen) for choice in choices}
    staff.post(edit(story), form)
    assert SegmentOverride.objects.count() == len(choices)
    was = {f"was-{name}": value for name, value in form.items()}
    staff.post(edit(story), was | dict.fromkeys(form, ""))
    assert not SegmentOverride.objects.exists()
