"""The body of an item: embeddable as it is, with nothing in it that could harm."""

import pytest

from api.rendering.html import embeddable
from core.addresses.base import BASE
from core.language.languages import LANGUAGES
from core.models import ItemDependency
from tests import factories

pytestmark = pytest.mark.any_database


def item_of(get, page, collection="news"):
    response = get(f"{collection}/{page.work}/{page.language.tag}/")
    assert response.status_code == 200
    return response.json()


def test_a_body_is_one_element_with_absolute_addresses(get):
    target = factories.make_story("ar", title="هدف")
    image = factories.make_image()
    paragraph = (
        f'<p><a linktype="page" id="{target.pk}">It</a>, <a href="#part">below</a>, '
        '<a href="mailto:a@example.org">us</a>.</p>'
    )
    body = [
        ("heading", {"text": "Heading <1>", "level": "h2"}),
        ("paragraph", paragraph),
        ("photo", {"image": image, "caption": "Caption", "credit": ""}),
        ("video", {"address": "https://archive.org/details/x", "title": "Film"}),
        ("gallery", {"photos": [{"image": image}, {"image": image}]}),
    ]
    story = factories.make_story(body=body)
    html = item_of(get, story)["body_html"]
    assert html.startswith('<div lang="en" dir="ltr"><h2>Heading &lt;1&gt;</h2>')
    assert html.endswith("</div>")
    target_url = f"http://testserver/ar/news/{'%D9%87%D8%AF%D9%81'}/"
    assert f'<a href="{target_url}" hreflang="ar">It</a>' in html
    assert f'<a href="http://testserver/en/news/{story.slug}/#part">below</a>' in html
    assert '<a href="mailto:a@example.org">us</a>' in html
    assert '<figure><a href="https://archive.org/details/x">Film</a>' in html
    assert html.count("<img ") == 3
    assert html.count('width="800" height="533" alt="A river"') == 3
    assert 'src="/' not in html
    assert 'href="/' not in html
    for tag in ("<script", "<iframe", "<picture", " class=", " style="):
        assert tag not in html


def test_scripts_in_stored_text_never_reach_partners(get):
    source = (
        '<p onclick="x()">Text<script>alert(1)</script><a href="javascript:x()">a</a>'
        '<img src="x" onerror="x()"><iframe src="https://example.org"></iframe></p>'
    )
    html = item_of(get, factories.make_story(body=[("paragraph", source)]))["body_html"]
    for text in ("script", "onclick", "onerror", "alert", "iframe"):
        assert text not in html


def test_the_text_of_a_body_has_a_line_for_each_block(get):
    body = [("heading", {"text": "Aims", "level": "h2"}), ("paragraph", "<p>A &amp; B</p>")]
    assert item_of(get, factories.make_story(body=body))["body_text"] == "Aims\nA & B"


FOREIGN_PICTURES = [
    '<img src="http://evil.example/x.png">',
    '<img src="http://evil.example/x.png" width="1" height="1" alt="">',
    "<IMG SRC=//evil.example/x.png width=1 height=1 alt=x>",
    '<img src="/\\evil.example/x.png" width="1" height="1" alt="">',
    '<img src="x.png" srcset="http://evil.example/x.png 1x" width="1" height="1" alt="">',
    '<img src="data:image/png;base64,AAAA" width="1" height="1" alt="">',
    '<picture><source srcset="http://evil.example/x"><img src="/media/renditions/x.jpg"></picture>',
    '<table background="http://evil.example/x"><tr><td style="background:url(//evil.example/)">x',
    '<video poster="//evil.example/x"></video><input type=image src=//evil.example/x>',
    '<svg><image href="http://evil.example/x"/></svg><object data="http://evil.example/x">',
    '<embed embedtype="image" id="1" format="left" alt="x"/>',
    f'<img src="{BASE}.evil.example/x.png" width="1" height="1" alt="">',
]


@pytest.mark.parametrize("picture", FOREIGN_PICTURES)
def test_nothing_in_rich_text_is_fetched_from_elsewhere(get, client, picture):
    story = factories.make_story(body=[("paragraph", f"<p>Before {picture} after</p>")])
    html = item_of(get, story)["body_html"]
    page = client.get(f"/en/news/{story.slug}/").content.decode()
    shown = page[page.index("Before") : page.index(" after")]
    for text in (html, shown):
        for trace in ("evil", "<img", "<picture", "data:", "<svg", "<embed", "<table"):
            assert trace not in text


OWN = f"{BASE}/media/renditions/x.jpg"
WHOLE = f'src="{OWN}" width="800" height="533" alt="A &gt; b"'


@pytest.mark.parametrize(
    ("attributes", "is_protected"),
    [
        (WHOLE, True),
        (f'{WHOLE} srcset="{OWN} 400w, {OWN} 800w"', True),
        (f'{WHOLE} srcset="{OWN} 400w,http://evil.example/x 800w"', False),
        (WHOLE.replace(BASE, "http://evil.example"), False),
        (WHOLE.replace(BASE, ""), False),
        (WHOLE.replace("renditions", "originals"), False),
        (WHOLE.replace("width", "title"), False),
        (WHOLE.replace("height", "title"), False),
        (WHOLE.replace("alt", "title"), False),
    ],
)
def test_partners_get_whole_renditions_of_ours_alone(attributes, is_protected):
    html = embeddable(f"<p>a</p><img {attributes}>", LANGUAGES["en"], f"{BASE}/en/")
    assert ("<img" in html) is is_protected
    assert "evil" not in html


def test_a_written_address_of_ours_is_a_link_to_the_page_and_goes_with_it(get):
    target = factories.make_story(slug="secret-meeting")
    paragraph = '<p><a href="http://testserver/en/news/secret-meeting/?a=1#b">There</a></p>'
    story = factories.make_story(body=[("paragraph", paragraph)])
    linked = item_of(get, story)
    address = "http://testserver/en/news/secret-meeting/?a=1#b"
    assert f'<a href="{address}">There</a>' in linked["body_html"]
    keys = ItemDependency.objects.filter(item__page_id=story.pk).values_list("key", flat=True)
    assert set(keys) == {f"work:{target.work}", f"work:{story.work}", "settings"}
    target.unpublish()
    bare = item_of(get, story)
    assert "<p>There</p>" in bare["body_html"]
    assert "secret" not in str(bare)
    assert bare["version"] > linked["version"]
    target.save_revision().publish()
    assert address in item_of(get, story)["body_html"]


def test_a_renamed_page_is_followed_to_its_new_address(get):
    target = factories.make_story(slug="before")
    paragraph = '<p><a href="/en/news/before/">There</a></p>'
    story = factories.make_story(body=[("paragraph", paragraph)])
    target.slug = "after"
    target.save_revision().publish()
    assert 'href="http://testserver/en/news/after/"' in item_of(get, story)["body_html"]
    late = factories.make_story(body=[("paragraph", paragraph)])
    assert 'href="http://testserver/en/news/after/"' in item_of(get, late)["body_html"]
    target.unpublish()
    for page in (story, late):
        assert "<p>There</p>" in item_of(get, page)["body_html"]


def test_a_text_about_links_is_left_as_it_is_written(get):
    body = [("paragraph", '<p>Write href="#top", or <a href="#top">go up</a>.</p>')]
    story = factories.make_story(body=body)
    html = item_of(get, story)["body_html"]
    assert 'Write href="#top", or' in html.replace("&quot;", '"')
    assert f'<a href="http://testserver/en/news/{story.slug}/#top">' in html
