"""The blocks of bodies, as the site shows them."""

import pytest

from tests import factories
from tests.site.pages import address, get

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


TEXTS_OF_BLOCKS = (
    "Who sits at the table", "We want to be heard.", "A volunteer", "Dawn", "By hand", "One",
    "Report", "A film", "Internet Archive", "Join us", "Read more",
)  # fmt: skip


def test_every_block_shows_what_it_holds(client, photo):
    document = factories.make_document("Report", content=b"%PDF-1.4", name="r.pdf")
    english, arabic = factories.make_pair(factories.make_page)
    hidden = factories.make_page(title="Hidden page", live=False)
    second = factories.make_image(alt_en="A bridge")
    page = factories.make_page(
        body=[
            ("heading", {"text": "Who sits at the table", "level": "h2"}),
            ("paragraph", f'<p>See <a linktype="page" id="{arabic.pk}">more</a>.</p>'),
            ("quote", {"text": "We want to be heard.", "attribution": "A volunteer"}),
            ("photo", {"image": photo, "caption": "Dawn", "credit": "By hand"}),
            ("gallery", {"photos": [{"image": photo, "caption": "One", "credit": ""},
                                    {"image": second, "caption": "", "credit": ""}]}),
            ("document", {"document": document, "text": ""}),
            ("video", {"address": "https://archive.org/details/x", "title": "A film"}),
            ("call_to_action", {"text": "Join us", "label": "Go", "page": arabic, "address": ""}),
            ("related_pages", {"heading": "Read more", "pages": [arabic, hidden]}),
        ]
    )  # fmt: skip
    html = get(client, page.get_url())
    for text in TEXTS_OF_BLOCKS:
        assert text in html.text
    assert [image["alt"] for image in html.all("img")] == ["A river", "A river", "A bridge"]
    assert html.source.count(f'href="{address(english)}"') == 3
    assert "Hidden page" not in html.text
    assert document.url in html.links
    assert "\ufdd0" not in html.source


def test_links_to_the_other_language_declare_it(client):
    arabic = factories.make_page("ar", title="صفحة")
    page = factories.make_page(
        body=[
            ("related_pages", {"heading": "", "pages": [arabic]}),
            ("call_to_action", {"text": "", "label": "Go", "page": arabic, "address": ""}),
        ]
    )
    links = [
        link for link in get(client, page.get_url()).all("a") if link["href"] == arabic.get_url()
    ]
    assert [link["hreflang"] for link in links] == ["ar", "ar"]
    assert links[0]["dir"] == "rtl"


def test_block_previews_wear_the_clothes_of_the_site(client, photo):
    client.force_login(factories.make_user(is_superuser=True))
    definitions = factories.make_page().body.stream_block.child_blocks
    response = client.get(f"/admin/block-preview/?id={definitions['photo'].definition_prefix}")
    assert response.status_code == 200
    text = response.content.decode()
    assert "/static/css/site.css" in text
    assert "\ufdd0" not in text
