"""Bodies: links in the reader's language, nothing that is not public, every block as HTML."""

import pytest
from wagtail.blocks import StructBlockValidationError

from core.addresses.base import BASE, absolute, uri, with_base
from core.body.blocks import BodyBlock, CallToActionBlock, VideoBlock, video_provider
from core.body.rendering import BodyRenderer, plain_text, render_body
from core.media.photos import make_renditions
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def body_of(*blocks):
    return factories.make_story(live=False, body=list(blocks)).body


def html_of(lang, *blocks):
    return with_base(render_body(body_of(*blocks), lang).html, "")


def link_to(page, text="there"):
    return ("paragraph", f'<p>Go <a linktype="page" id="{page.pk}">{text}</a>.</p>')


def test_a_link_leads_to_the_target_in_the_pages_own_language():
    english, arabic = factories.make_pair()
    assert f'href="{uri(f"/ar/news/{arabic.slug}/")}"' in html_of("ar", link_to(english))
    assert f'href="/en/news/{english.slug}/"' in html_of("en", link_to(arabic))


def test_a_link_that_names_a_language_leads_to_the_page_in_it():
    english, arabic = factories.make_pair()
    link = ("paragraph", f'<p><a linktype="page" id="{english.pk}" lang="ar">there</a></p>')
    path = uri(f"/ar/news/{arabic.slug}/")
    assert f'<a href="{path}" hreflang="ar">there</a>' in html_of("en", link)
    assert f'<a href="{path}">there</a>' in html_of("ar", link)
    arabic.unpublish()
    assert f'href="/en/news/{english.slug}/"' in html_of("en", link)


@pytest.mark.parametrize("lang", ["", "fr", '"', "AR"])
def test_a_link_that_names_no_language_of_ours_leads_to_the_readers(lang):
    english, _arabic = factories.make_pair()
    link = ("paragraph", f'<p><a linktype="page" id="{english.pk}" lang="{lang}">there</a></p>')
    assert f'href="/en/news/{english.slug}/"' in html_of("en", link)


def test_a_link_without_translation_leads_to_the_original_and_names_its_language():
    english = factories.make_story("en")
    assert f'<a href="/en/news/{english.slug}/" hreflang="en">there</a>' in html_of(
        "ar", link_to(english)
    )


def test_a_link_to_what_is_not_public_leaves_its_text_alone():
    draft = factories.make_story(live=False, slug="secret-draft")
    html = html_of("en", link_to(draft))
    assert html.strip() == "<p>Go there.</p>"


@pytest.mark.parametrize(
    "attributes", ['linktype="page" id="999999"', 'linktype="document" id="9"']
)
def test_a_link_to_nothing_leaves_its_text_alone(attributes):
    assert "<p>a b</p>" in html_of("en", ("paragraph", f"<p>a <a {attributes}>b</a></p>"))


@pytest.mark.parametrize(
    ("address", "is_protected"),
    [
        ("https://example.org/?a=1&amp;b=2", True),
        ("mailto:a@example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("/etc", False),
    ],
)
def test_only_honest_schemes_are_linked(address, is_protected):
    html = html_of("en", ("paragraph", f'<p><a href="{address}">x</a></p>'))
    assert (f'href="{address}"' in html) == is_protected


def test_a_document_is_linked_by_its_own_address_with_type_and_size():
    document = factories.make_document("Annual report", content=b"x" * 2048, name="secret-name.pdf")
    html = html_of("en", ("document", {"document": document, "text": ""}))
    assert "Annual report" in html
    assert "PDF" in html
    assert "secret-name" not in html
    linked = html_of("en", ("paragraph", f'<p><a linktype="document" id="{document.pk}">d</a></p>'))
    assert f'href="{document.url}"' in linked


def test_pictures_have_size_and_alternative_text_in_the_pages_language(photo):
    make_renditions(photo)
    html = html_of("ar", ("photo", {"image": photo, "caption": "تعليق", "credit": ""}))
    assert 'alt="نهر"' in html
    assert 'width="800"' in html
    assert "تعليق" in html
    assert "/originals/" not in html


def test_a_gallery_shows_each_picture(photo):
    make_renditions(photo)
    item = {"type": "item", "value": {"image": photo, "caption": "", "credit": "Me"}}
    html = html_of("en", ("gallery", {"photos": [item["value"], item["value"]]}))
    assert html.count("<img") == 2


def test_headings_quotes_videos_and_buttons():
    html = html_of(
        "en",
        ("heading", {"text": "Why <now>", "level": "h3"}),
        ("quote", {"text": "Peace", "attribution": "A & B"}),
        ("video", {"address": "https://youtu.be/x", "title": "A film"}),
        ("call_to_action", {"label": "Write", "address": "https://example.org/", "text": ""}),
    )
    assert "Why &lt;now&gt;</h3>" in html
    assert "A &amp; B" in html
    assert 'href="https://youtu.be/x"' in html
    assert "<iframe" not in html
    assert 'href="https://example.org/"' in html


def test_a_button_and_a_list_lead_only_to_public_pages():
    shown, hidden = (
        factories.make_story(title="Shown"),
        factories.make_story(title="Hidden", live=False),
    )
    html = html_of(
        "en",
        ("related_pages", {"heading": "See", "pages": [shown, hidden]}),
        ("call_to_action", {"label": "Hidden button", "page": hidden}),
    )
    assert "Shown" in html
    assert "Hidden" not in html


def test_many_bodies_cost_the_same_queries_as_one(django_assert_num_queries):
    target = factories.make_story()
    bodies = [body_of(link_to(target)) for _ in range(10)]
    with django_assert_num_queries(2):
        renderer = BodyRenderer("en", bodies)
        texts = [renderer.render(body).text for body in bodies]
    assert texts == ["Go there."] * 10


def test_a_body_lists_what_it_was_made_from(photo):
    target = factories.make_story(live=False)
    body = body_of(link_to(target), ("photo", {"image": photo, "caption": "", "credit": ""}))
    keys = render_body(body, "en").dependencies
    assert keys == {f"work:{target.work}", f"image:{photo.pk}"}


def test_plain_text_has_a_line_for_each_block():
    assert plain_text("<h2>A</h2><p>b &amp; <b>c</b></p><ul><li>d</li></ul>") == "A\nb & c\nd"


@pytest.mark.parametrize(
    ("address", "provider"),
    [
        ("https://www.youtube.com/watch?v=1", "YouTube"),
        ("https://m.facebook.com/x", "Facebook"),
        ("http://youtube.com/x", None),
        ("https://youtube.com.evil.example/x", None),
        ("https://evil.example/youtube.com", None),
        ("javascript:alert(1)", None),
        ("https://evil.example\\@youtube.com/", None),
        ("https://someone@youtube.com/x", None),
        ("https://youtube.com:8443/x", None),
        ("https://youtube.com/a b", None),
    ],
)
def test_videos_come_from_the_allowed_providers_only(address, provider):
    assert video_provider(address) == provider


def test_a_video_elsewhere_is_refused_with_the_providers_that_are_allowed():
    block = VideoBlock()
    with pytest.raises(StructBlockValidationError) as refusal:
        block.clean(block.to_python({"address": "https://evil.example/v", "title": "x"}))
    assert "YouTube" in str(refusal.value.block_errors["address"])


def test_a_button_needs_a_page_or_an_address():
    block = CallToActionBlock()
    with pytest.raises(StructBlockValidationError):
        block.clean(block.to_python({"label": "Go"}))


def test_every_block_is_described_and_previewable_for_editors():
    for name, block in BodyBlock().child_blocks.items():
        assert block.meta.description, name
        assert block.is_previewable, name


def test_addresses_come_from_the_setting_and_are_percent_encoded(settings):
    settings.BASE_URL = "https://example.org"
    assert absolute("/ar/هيت/") == "https://example.org/ar/%D9%87%D9%8A%D8%AA/"
    assert with_base(f"{BASE}/en/") == "https://example.org/en/"


def test_a_page_whose_link_has_an_endless_number_can_be_published():
    story = factories.make_story(
        body=[("paragraph", f'<p>Go <a linktype="page" id="{"9" * 23}">on</a>.</p>')]
    )
    assert story.live
