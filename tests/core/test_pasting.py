"""What the CMS makes of pasted HTML, and of addresses and texts that its forms receive."""

import json
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core.exceptions import ValidationError
from wagtail.test.utils.form_data import streamfield

from core.body.blocks import BodyBlock
from core.models import Menu, MenuLink
from news.models import NewsPage
from tests import cms, factories

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

SAMPLES = Path(__file__).parent / "pasted"
TRUE = f"https://a.example/{'x' * 150}?b=1"
# Longer than the field, which has room for where it leads.
WRAPPED = (
    "https://eur03.safelinks.protection.outlook.com/?url="
    f"{quote(TRUE + '&utm_source=mail', safe='')}&data={'05%7C' * 80}&reserved=0"
)


@pytest.fixture
def editor(client):
    client.force_login(factories.make_user("Communications"))
    return client


def pasted(client, html):
    answer = client.post("/admin/pasted/", {"html": html})
    return answer.json()


def test_pasted_html_is_answered_as_the_form_holds_it(editor, django_assert_max_num_queries):
    html = (
        "<h2>A</h2><p>b <b>c</b></p><table><tr><td>d</td><td>e</td></tr></table>"
        "<blockquote>f</blockquote><figure><img src=g.jpg><figcaption>h</figcaption></figure>"
    )
    with django_assert_max_num_queries(8):
        answer = pasted(editor, html)
    assert [block["type"] for block in answer["blocks"]] == [
        "heading",
        "paragraph",
        "quote",
        "paragraph",
    ]
    heading, text, quotation, caption = answer["blocks"]
    assert heading["value"] == {"text": "A", "level": ["h2"]}
    assert text["html"] == "<p>b <b>c</b></p><p>d · e</p>"
    assert [line["text"] for line in json.loads(text["value"])["blocks"]] == ["b c", "d · e"]
    assert quotation["value"]["text"] == "f"
    assert caption["html"] == "<p>h</p>"
    assert answer["note"].startswith("1 picture was left out.")


def test_an_arabic_document_of_libreoffice(editor):
    blocks = pasted(editor, (SAMPLES / "libreoffice.html").read_text(encoding="utf-8"))["blocks"]
    assert [block["type"] for block in blocks] == ["heading", "paragraph"]
    assert blocks[0]["value"]["text"] == "تقرير الورشة"
    assert blocks[1]["html"] == (
        "<p>اجتمع <b>ثلاثة عشر</b> متطوعًا في هيت.</p>"
        '<ul><li>ماء</li><li><a href="https://example.org/school">مدارس</a></li></ul>'
        "<p>السنة · العدد</p>"
    )


def test_pasting_is_for_staff(client, editor):
    editor.logout()
    assert client.post("/admin/pasted/", {"html": "x"}).status_code == 403
    client.force_login(factories.make_user())
    assert client.post("/admin/pasted/", {"html": "x"}).status_code in {302, 403}


def test_too_much_is_refused_and_nothing_is_no_block(editor):
    assert editor.post("/admin/pasted/", {"html": "x" * 2_000_001}).status_code == 400
    assert editor.get("/admin/pasted/").status_code == 405
    assert pasted(editor, "<p>&nbsp;</p><style>p{}</style>") == {"blocks": [], "note": ""}


def link(address):
    """A paragraph with a link, as the editor posts it."""
    block = {
        "key": "abcde",
        "type": "unstyled",
        "depth": 0,
        "text": "co\u00adop\u200b",
        "inlineStyleRanges": [],
        "entityRanges": [{"key": 0, "offset": 0, "length": 6}],
    }
    entity = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": address}}
    return json.dumps({"blocks": [block], "entityMap": {"0": entity}})


def test_every_address_of_a_story_is_stored_as_where_it_leads(editor):
    video = {"address": "https://youtu.be/abc?si=x&t=3", "title": "V"}
    button = {"text": "", "label": "Go", "page": "", "address": WRAPPED}
    body = [("paragraph", link(WRAPPED)), ("video", video), ("call_to_action", button)]
    form = cms.story_form(
        "Ti\u00adtle", body=streamfield(body), source_url=WRAPPED, summary="s\u200b"
    )
    index = factories.news_index("en")
    editor.post(f"/admin/pages/add/news/newspage/{index.pk}/", form | {"action-publish": "x"})
    story = NewsPage.objects.get()
    assert (story.title, story.summary, story.source_url) == ("Title", "s", TRUE)
    values = [block["value"] for block in story.body.get_prep_value()]
    assert f'<a href="{TRUE}">coop</a>' in values[0]
    assert values[1]["address"] == "https://youtu.be/abc?t=3"
    assert values[2]["address"] == TRUE
    assert WRAPPED not in str(story.latest_revision.content)


def test_code_that_stores_an_address_stores_where_it_leads():
    menu = Menu.objects.first()
    saved = MenuLink.objects.create(menu=menu, address=WRAPPED, text="x")
    saved.refresh_from_db()
    assert saved.address == TRUE
    story = factories.make_story(source_url=WRAPPED)
    assert NewsPage.objects.get(pk=story.pk).source_url == TRUE
    block = BodyBlock.base_blocks["call_to_action"]
    value = block.to_python({"label": "x", "address": WRAPPED})
    assert block.get_prep_value(value)["address"] == TRUE


def test_an_address_that_is_too_long_without_its_wrapper_is_refused():
    with pytest.raises(ValidationError):
        MenuLink._meta.get_field("address").clean(f"https://a.example/{'x' * 200}", None)
