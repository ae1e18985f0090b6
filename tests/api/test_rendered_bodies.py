"""The body of an item: embeddable as it is, with nothing in it that could harm."""

from tests import factories


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
