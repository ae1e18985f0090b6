"""Suggestions by a machine of one's own: off by default, and nothing without a person."""

import importlib
import logging

import pytest
from django.core.exceptions import ImproperlyConfigured
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from core.refusals import RefusedError
from core.setup import roles
from tests import factories, outages
from tests.translation import libretranslate_server
from tests.translation.screens import put_text, shown
from translation.machine import libretranslate
from translation.models import TranslationStatus

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
LINKED = '<p>See <a href="https://example.org/a">this</a> and <b>that</b>.</p>'


@pytest.fixture(scope="module")
def begun(once):
    body = [("paragraph", LINKED), ("heading", {"text": "2019", "level": "h2"})]
    return factories.begin_translation(factories.make_story(title="Voices", body=body))


def address(draft):
    return f"/admin/localize/translate/{factories.translation_of(draft).pk}/machine_translate/"


def press(client, draft, **fields):
    return client.post(address(draft), fields, follow=True)


def stored(draft):
    return {
        row.translation_of.data: row.data
        for row in StringTranslation.objects.filter(locale=draft.locale).select_related(
            "translation_of"
        )
    }


def test_it_is_off_by_default(draft, editor):
    assert not libretranslate.is_available("en", "ar")
    assert editor.post(address(draft)).status_code == 404


def test_texts_without_a_translation_get_a_suggestion(draft, editor, machine):
    response = press(editor, draft)
    assert response.redirect_chain[0][0] == f"/admin/pages/{draft.pk}/edit/"
    assert "suggested 2 texts" in shown(response)
    linked = 'See <a id="a1">this</a> and <b>that</b>.'
    assert stored(draft) == {"Voices": "[Voices]", linked: f"[{linked}]"}
    row = StringTranslation.objects.first()
    assert (row.translation_type, row.tool_name) == ("machine", "LibreTranslate")
    assert "already has a translation or a suggestion" in shown(press(editor, draft))


def test_slugs_numbers_and_addresses_are_not_sent(editor, machine):
    body = [("paragraph", "<p>12 / 2019</p><p>info@example.org</p><p>https://example.org/x</p>")]
    story = factories.make_story(title="Voices", slug="secret-slug", body=body)
    press(editor, factories.begin_translation(story))
    assert machine.texts == ["Voices"]
    assert {name for asked in machine.asked for name in asked} == {
        "q", "source", "target", "format", "api_key"
    }  # fmt: skip


def test_a_machines_title_is_not_the_pages_title(draft, editor, machine):
    """Stock: a stored title is shown in every list of the CMS at once."""
    press(editor, draft)
    assert Page.objects.get(pk=draft.pk).draft_title == "Voices"


def test_suggestions_do_not_count_and_are_not_published_until_accepted(draft, editor, machine):
    """Stock: they are published as they come."""
    press(editor, draft)
    translation = factories.translation_of(draft)
    assert TranslationStatus.objects.get(work=draft.translation_key).done == 0
    with pytest.raises(RefusedError, match="Voices"):
        translation.save_target(publish=True)
    translation.save_target(publish=False)
    draft = Page.objects.get(pk=draft.pk).specific
    assert "[" not in f"{draft.title} {draft.body}"
    assert "[" not in str(translation.export_po())
    for segment in translation.source.stringsegment_set.all():
        words = segment.string.data
        put_text(editor, draft, words, stored(draft).get(words, "2019"))
    translation.save_target(publish=True)
    assert Page.objects.get(pk=draft.pk).title == "[Voices]"


def test_a_persons_text_is_never_replaced(draft, editor, machine):
    put_text(editor, draft, "Voices", "أصوات")
    press(editor, draft)
    assert stored(draft)["Voices"] == "أصوات"
    assert "Voices" not in machine.texts


def test_many_texts_are_asked_for_in_small_parts_and_each_only_once(editor, machine):
    texts = [f"Text {number}" for number in range(12)] + ["Again", "Again", "long " * 700]
    body = [("paragraph", "".join(f"<p>{text}</p>" for text in texts))]
    draft = factories.begin_translation(factories.make_story(title="Voices", body=body))
    press(editor, draft)
    assert [len(asked["q"]) for asked in machine.asked] == [10, 4, 1]
    assert len(stored(draft)) == 15


FAULTS = {
    "key refused": ({"status": 403}, "LIBRETRANSLATE_API_KEY"),
    "overloaded": ({"status": 429}, "Wait some minutes"),
    "failed": ({"status": 500}, "failed"),
    "bad request": ({"status": 400}, "did not understand"),
    "redirect": (
        {"status": 307, "headers": {"Location": "http://127.0.0.2:9/translate"}},
        "LIBRETRANSLATE_URL",
    ),
    "not JSON": ({"raw": b"<html>Welcome</html>"}, "cannot be used"),
    "deep JSON": ({"raw": b"[" * 100_000}, "cannot be used"),
    "not text": ({"raw": b"\xff\xfe"}, "cannot be used"),
    "nothing": ({"raw": b""}, "cannot be used"),
    "no list": ({"raw": b'{"translatedText": "one"}'}, "cannot be used"),
    "wrong count": ({"raw": b'{"translatedText": ["one"]}'}, "cannot be used"),
    "no texts": ({"translate": lambda text: 7}, "cannot be used"),
    "enormous": ({"translate": lambda text: "x" * 3_000_000}, "cannot be used"),
    "cut short": ({"headers": {"Content-Length": "100000"}}, "cannot be"),
    "no languages": ({"languages": "none"}, "cannot be used"),
    "other languages": ({"languages": [{"code": "en", "targets": ["fr"]}]}, "does not translate"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_the_server_is_a_message_and_nothing_is_lost(
    draft, editor, machine, caplog, fault
):
    """Stock: each of these is a 500."""
    changes, words = FAULTS[fault]
    for name, value in changes.items():
        setattr(machine, name, value)
    with caplog.at_level(logging.DEBUG):
        response = press(editor, draft)
    assert response.status_code == 200
    assert words in shown(response)
    assert "2 texts are without a suggestion" in shown(response)
    assert not stored(draft)
    seen = shown(response) + caplog.text
    assert libretranslate_server.KEY not in seen
    assert "Voices" not in seen


@pytest.mark.parametrize("delay", [0.05, 1.5])
def test_a_slow_server_is_not_waited_for_longer_than_the_setting(
    draft, editor, machine, settings, delay
):
    """A trickle of bytes lets no single read time out."""
    settings.LIBRETRANSLATE_TIMEOUT = 1
    machine.languages, machine.raw = (
        libretranslate_server.LANGUAGES,
        b'{"translatedText": ' + b" " * 500,
    )
    editor.post(address(draft))  # asks for the languages
    machine.delay = delay
    assert "did not answer in time" in shown(press(editor, draft))


def test_a_server_that_puts_off_its_answer_is_not_waited_for_either(
    draft, editor, machine, settings
):
    settings.LIBRETRANSLATE_TIMEOUT = 1
    machine.puts_off = 30
    assert "did not answer in time" in shown(press(editor, draft))
    assert machine.was_left.wait(5)  # before it answered
    assert not stored(draft)


def test_unpublished_texts_are_sent_to_no_proxy_of_the_surroundings(
    draft, editor, machine, monkeypatch
):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    press(editor, draft)
    assert len(stored(draft)) == 2


@pytest.mark.parametrize("way", outages.WAYS)
def test_without_redis_suggestions_come_all_the_same(draft, editor, machine, settings, way):
    with outages.redis_away(settings, way):
        assert "suggested 2 texts" in shown(press(editor, draft))


def test_a_server_that_is_not_there_is_a_message(draft, editor, settings):
    with libretranslate_server.running() as machine:
        settings.LIBRETRANSLATE_URL = machine.url
    response = press(editor, draft)
    assert "cannot be reached" in shown(response)


@pytest.mark.parametrize(
    "answer",
    [
        "<script>alert(1)</script>",
        'أصوات <img src="x">',
        '<a id="a9">أصوات</a>',
        "<b>أصوات</b>",
        " ",
        "\x00",
        "\ud800",
        "ط" * 256,
    ],
)
def test_an_answer_that_cannot_be_used_is_left_out_and_counted(draft, editor, machine, answer):
    """Stock: stored as it is; the half character is a 500."""
    machine.translate = lambda text: answer if text == "Voices" else f"[{text}]"
    response = press(editor, draft)
    assert "1 suggestion was left out" in shown(response)
    assert "Voices" not in stored(draft)
    assert len(stored(draft)) == 1


def test_a_link_that_the_machine_lost_is_not_stored(draft, editor, machine):
    machine.translate = lambda text: f"[{text}]".replace('<a id="a1">this</a>', "this")
    press(editor, draft)
    assert list(stored(draft)) == ["Voices"]


def test_what_came_before_a_fault_is_stored(editor, machine):
    body = [("paragraph", "".join(f"<p>Text {number}</p>" for number in range(11)))]
    draft = factories.begin_translation(factories.make_story(title="Voices", body=body))
    machine.fails_after = 1
    text = shown(press(editor, draft))
    assert "suggested 10 texts" in text
    assert "2 texts are without a suggestion" in text
    assert len(stored(draft)) == 10
    machine.fails_after = 10
    press(editor, draft)
    assert len(stored(draft)) == 12


def test_languages_that_the_server_lacks_are_not_offered_again(draft, editor, machine):
    assert libretranslate.is_available("en", "ar")
    machine.languages = [{"code": "en", "name": "English"}]
    press(editor, draft)
    assert not libretranslate.is_available("en", "ar")


@pytest.mark.parametrize("role", ["", roles.translators("en"), roles.reviewers("en")])
def test_others_are_refused_and_the_server_is_not_asked(draft, client, machine, role):
    client.force_login(factories.make_user(role))
    client.post(address(draft))
    assert not machine.asked
    assert not stored(draft)


def test_the_languages_translators_may_ask_by_post_alone(draft, client, machine):
    client.force_login(factories.make_user(roles.translators("ar")))
    assert client.get(address(draft)).status_code == 405
    assert "suggested 2 texts" in shown(press(client, draft))


def test_a_locked_page_and_one_in_review_are_refused(draft, client, machine):
    translator = factories.make_user(roles.translators("ar"))
    client.force_login(translator)
    draft.get_workflow().start(draft, translator)
    client.post(address(draft))
    draft.current_workflow_state.cancel()
    Page.objects.filter(pk=draft.pk).update(locked=True)
    client.post(address(draft))
    assert not machine.asked


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LIBRETRANSLATE_URL", "localhost:5000"),
        ("LIBRETRANSLATE_URL", "http://user:password@localhost"),
        ("LIBRETRANSLATE_URL", "http://["),
        ("LIBRETRANSLATE_URL", "https://libretranslate.com"),
        ("LIBRETRANSLATE_TIMEOUT", "soon"),
        ("LIBRETRANSLATE_TIMEOUT", "0"),
        ("TRANSLATION_DIGEST_HOUR", "24"),
        ("TRANSLATION_DIGEST_HOUR", "08:00"),
    ],
)
def test_a_setting_that_cannot_be_is_named(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=name):
        importlib.reload(importlib.import_module("config.settings.languages"))
