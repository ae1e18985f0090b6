"""What the editor of translations does not show: titles of others' pages, texts of withdrawn ones.

A translation holds its original's words wherever nobody has translated them yet.
"""

import pytest
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, TranslationSource

from core.publication.transactions import publication_transaction
from core.setup import roles
from tests import factories
from tests.signing_in import signed_in
from tests.translation.hiding import SECRET, take_down, unpublish
from tests.translation.screens import shown

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
UNTOLD = "A page that is not public"
GONE = "The original is not public any more"


@pytest.fixture
def translator(db):
    return signed_in(roles.translators("ar"))


@pytest.fixture
def reviewer(db):
    return signed_in(roles.reviewers("ar"))


def edit(page):
    return f"/admin/pages/{page.pk}/edit/"


def story_that_leads_to(*pages):
    first, *others = pages
    button = {"text": "", "label": "Come", "page": first, "address": ""}
    links = "".join(f'<a linktype="page" id="{page.pk}">there</a> ' for page in pages)
    return factories.make_story(
        body=[
            ("call_to_action", button),
            ("related_pages", {"heading": "", "pages": others}),
            ("paragraph", f"<p>Go {links}</p>"),
        ]
    )


def test_pages_that_are_not_public_are_not_named_while_translating_and_in_review(
    translator, reviewer, editor
):
    hidden = factories.make_story(title=f"{SECRET} draft", live=False)
    public = factories.make_story(title="Known to all")
    public.title = f"{SECRET} next"
    public.save_revision()
    draft = factories.begin_translation(story_that_leads_to(hidden, public))
    factories.translate_texts(draft)
    for client in (translator, reviewer):
        html = client.get(edit(draft)).content.decode()
        assert SECRET not in html
        assert "Known to all" in html
        assert UNTOLD in html
        translator.post(edit(draft), {"action": "submit-anyway"})  # the reviewer sees it in review
    assert Page.objects.get(pk=draft.pk).specific.workflow_in_progress
    assert SECRET in editor.get(edit(draft)).content.decode()


def test_in_review_a_link_to_a_hidden_page_is_not_named(translator, reviewer, editor):
    hidden = factories.make_story(title=SECRET, live=False)
    link = f'<p>Go <a linktype="page" id="{hidden.pk}">there</a>.</p>'
    draft = factories.begin_translation(factories.make_story(body=[("paragraph", link)]))
    factories.translate_texts(draft, {'Go <a id="a1">there</a>.': '<a id="a1">هناك</a>.'})
    translator.post(edit(draft), {"action": "submit"})
    html = reviewer.get(edit(draft)).content.decode()
    assert SECRET not in html
    assert UNTOLD in html
    assert SECRET in editor.get(edit(draft)).content.decode()


def screens(draft):
    one = f"/admin/pages/{draft.pk}"
    translation = f"/admin/localize/translate/{factories.translation_of(draft).pk}"
    return [
        edit(draft),
        f"{translation}/preview/",
        f"{translation}/pofile/download/",
        f"{one}/view_draft/",
        f"{one}/edit/preview/",
        f"{one}/revisions/{draft.latest_revision_id}/view/",
        f"{one}/revisions/compare/earliest...latest/",
    ]


@pytest.mark.parametrize("how", ["unpublished", "restricted"])
def test_of_an_original_that_is_hidden_now_nothing_is_shown(translator, editor, how):
    original = factories.make_story("en", body=[("paragraph", f"<p>{SECRET} met.</p>")])
    draft = factories.begin_translation(original)
    StringTranslation.objects.all().delete()
    assert SECRET in translator.get(edit(draft)).content.decode()
    take_down(original, how)
    if how == "restricted":  # what is written since then is in the strings, too
        with publication_transaction():
            original.body = [("paragraph", f"<p>{SECRET} left.</p>")]
            original.save_revision().publish()
    for place in screens(draft):
        html = translator.get(place, follow=True).content.decode()
        assert SECRET not in html, place
        assert GONE in html, place
    html = translator.get(edit(draft)).content.decode()
    assert not any(each in html for each in ("<textarea", "te-row", "pofile", 'value="submit"'))
    assert all(SECRET in editor.get(place).content.decode() for place in screens(draft)[:4])


def test_texts_that_can_no_longer_be_saved_are_given_back(translator):
    original = factories.make_story("en", body=[("paragraph", f"<p>{SECRET}</p>")])
    draft = factories.begin_translation(original)
    segment = factories.translation_of(draft).source.stringsegment_set.get(string__data=SECRET)
    unpublish(original)
    for action in ("draft", "submit", "publish-anyway"):
        form = {"action": action, f"text-{segment.pk}": "كلمات ثمينة"}
        html = translator.post(edit(draft), form, follow=True).content.decode()
        assert "Not saved: “كلمات ثمينة”" in html
        assert "you may not read the original any more" in html
        assert SECRET not in html
    assert not StringTranslation.objects.filter(data="كلمات ثمينة").exists()


def test_a_review_whose_original_is_hidden_is_sent_back_or_withdrawn_unread(translator, reviewer):
    words = f"{SECRET} met."
    original = factories.make_story("en", body=[("paragraph", f"<p>{words}</p>")])
    for action, client in (("send-back", reviewer), ("withdraw", translator)):
        with publication_transaction():
            original.save_revision().publish()
        draft = Page.objects.filter(
            translation_key=original.translation_key, locale=factories.locale("ar")
        ).first() or factories.begin_translation(original)
        factories.translate_texts(draft, {words: f"اجتمع {SECRET}"})
        translator.post(edit(draft), {"action": "submit"})
        unpublish(original)
        html = client.get(edit(draft)).content.decode()
        assert SECRET not in html
        assert f'value="{action}"' in html
        assert 'value="approve"' not in html
        state = Page.objects.get(pk=draft.pk).specific.current_workflow_task_state
        preview = f"/admin/pages/workflow/preview/{draft.pk}/{state.task_id}/"
        assert SECRET not in client.get(preview, follow=True).content.decode()
        form = {"action": action, "task-state": state.pk, "comment": "Hidden"}
        client.post(edit(draft), form)
        assert not Page.objects.get(pk=draft.pk).specific.workflow_in_progress


def test_taking_over_a_restricted_original_names_nothing_of_it(translator):
    story, _translation = factories.make_translated_story()
    take_down(story, "restricted")
    page = Page.objects.get(pk=story.pk).specific
    page.title = SECRET
    page.save_revision().publish()
    source = TranslationSource.objects.get_for_instance(page)
    for send in (translator.get, translator.post):
        assert (
            SECRET not in send(f"/admin/localize/update/{source.pk}/", follow=True).content.decode()
        )


def test_beginning_a_translation_shows_the_public_title_alone(translator):
    story = factories.make_story(title="Known to all")
    story.title = SECRET
    story.save_revision()
    address = f"/admin/localize/submit/page/{story.pk}/"
    answer = translator.post(address, {"locales": [factories.locale("ar").pk]}, follow=True)
    assert "The page 'Known to all' was successfully submitted" in shown(answer)
