"""Addresses of this site that somebody wrote by hand are links to its pages."""

from urllib.parse import quote

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, CollectionViewRestriction, Site

from core.addresses.base import uri, with_base
from core.addresses.ours import own_address
from core.body.rendering import BodyRenderer, render_body
from core.models import PublishedItem
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def body_of(*addresses):
    links = "".join(f'<a href="{address}">there</a>' for address in addresses)
    return factories.make_story(live=False, body=[("paragraph", f"<p>{links}</p>")]).body


def rendered(*addresses, lang="en"):
    return html_of(body_of(*addresses), lang)


def html_of(body, lang="en"):
    return with_base(render_body(body, lang).html, "").strip()


def keys_of(address):
    return render_body(body_of(address), "en").dependencies


UNLINKED = "<p>there</p>"


@pytest.mark.parametrize(
    "spelling",
    [
        "http://testserver/en/news/x/",
        "https://testserver/en/news/x/",
        "HTTP://TestServer:80/en/news/x/",
        "https://testserver:443/en/news/x",
        "http://testserver./en/news/x/",
        "http://someone:secret@testserver/en/news/x/",
        "http:\\\\testserver\\en\\news\\x\\",
        " ht&#9;tp://test&#10;server/en/news/x/",
        "http:////testserver/en/news/x/",
        "http://test%73erver/en/%6eews/x/",
        "http://\uff54estserver/en/news/x/",
        "//testserver/en/news/x/",
        "/en/news/x/",
        "/en/news/../news//x",
        "/en/news/%2e%2e/news/x/",
    ],
)
def test_every_spelling_of_a_page_s_address_is_the_page(spelling):
    story = factories.make_story(slug="x")
    assert rendered(spelling) == '<p><a href="/en/news/x/">there</a></p>'
    assert keys_of(spelling) == {f"work:{story.work}"}
    story.unpublish()
    assert rendered(spelling) == UNLINKED
    assert f"work:{story.work}" in keys_of(spelling)


def test_the_site_is_known_by_its_own_name_and_by_the_others_that_it_answers_to(settings):
    settings.BASE_URL = "https://مثال.example:8443"
    settings.ALLOWED_HOSTS = ["www.مثال.example", ".old.example", "*"]
    for ours in ("xn--mgbh0fb.example", "www.xn--mgbh0fb.example", "a.old.example", "Old.Example."):
        assert own_address(f"https://{ours}:8443/en/").path == "/en"
    for other in ("https://xn--mgbh0fb.example/en/", "https://a.example:8443/"):
        assert own_address(other) is None


def test_a_draft_is_not_revealed_by_another_name_of_the_site(settings):
    settings.ALLOWED_HOSTS = ["testserver", "www.testserver"]
    factories.make_story(live=False, slug="secret")
    assert rendered("http://www.testserver/en/news/secret/") == UNLINKED


@pytest.mark.parametrize("spell", [str, quote, lambda path: quote(path).lower()])
def test_arabic_paths_are_known_raw_and_encoded(spell):
    story = factories.make_story("ar", slug="هيت")
    address = f"http://testserver{spell(f'/ar/news/{story.slug}/')}"
    href = uri(f"/ar/news/{story.slug}/")
    assert rendered(address, lang="ar") == f'<p><a href="{href}">there</a></p>'
    assert rendered(address) == f'<p><a href="{href}" hreflang="ar">there</a></p>'


def test_a_written_address_leads_to_the_page_in_the_readers_language():
    english, arabic = factories.make_pair()
    href = uri(f"/ar/news/{arabic.slug}/")
    address = f"/en/news/{english.slug}/?q=%D9%87&amp;b=1#ه"
    expected = f'<a href="{href}?q=%D9%87&amp;b=1#%D9%87">'
    assert expected in rendered(address, lang="ar")


def test_a_front_page_is_a_page():
    assert 'href="/en/"' in rendered("http://testserver/en")


def test_a_draft_s_address_is_not_published():
    draft = factories.make_story(live=False, slug="secret")
    assert rendered("http://testserver/en/news/secret/") == UNLINKED
    assert keys_of("/en/news/secret/") == {f"work:{draft.work}", "redirects"}


def test_a_deleted_page_s_address_is_not_published():
    factories.make_story(slug="secret").delete()
    assert rendered("http://testserver/en/news/secret/") == UNLINKED


def test_a_withdrawn_page_that_was_renamed_as_a_draft_is_still_not_published():
    story = factories.make_story(slug="secret")
    story.unpublish()
    story.slug = "other"
    story.save()
    assert rendered("/en/news/secret/", "/en/news/other/") == "<p>therethere</p>"


def test_what_is_public_at_an_address_comes_before_what_once_was():
    first = factories.make_story(slug="x")
    first.slug = "y"
    first.save_revision().publish()
    factories.make_story(slug="x")
    assert rendered("/en/news/x/") == '<p><a href="/en/news/x/">there</a></p>'


def test_where_staff_redirect_an_address_the_link_follows_and_is_made_anew():
    one, other = factories.make_story(slug="one"), factories.make_story(slug="other")
    site = Site.objects.get(is_default_site=True)
    redirect = Redirect.add_redirect("/campaign", redirect_to=one, site=site)
    assert rendered("/campaign/") == '<p><a href="/en/news/one/">there</a></p>'
    assert keys_of("/campaign") == {f"work:{one.work}", "redirects"}
    body = [("paragraph", '<p><a href="/campaign">there</a></p>')]
    story = factories.make_story(body=body)
    redirect.redirect_page = other
    redirect.save()
    assert "/en/news/other/" in PublishedItem.objects.get(page_id=story.pk).full
    other.unpublish()
    assert rendered("/campaign/") == UNLINKED


def test_a_redirect_to_elsewhere_stays_as_it_is_written():
    Redirect.add_redirect("/en/old", redirect_to="https://example.org/")
    assert rendered("/en/old/") == '<p><a href="/en/old/">there</a></p>'


@pytest.mark.parametrize(
    ("address", "href"),
    [
        ("http://testserver/media/renditions/x.jpg", "/media/renditions/x.jpg"),
        ("/documents/7/report.pdf", "/documents/7/report.pdf"),
        ("/api/v1/news/?lang=ar#x", "/api/v1/news/?lang=ar#x"),
        ("/sitemap.xml", "/sitemap.xml"),
        ("http://testserver", "/"),
        ("http://testserver/statistics/?a=1", "/statistics/?a=1"),
        ("http://testserver//evil.example/", "/evil.example/"),
        ("https://testserver.evil.example/", "https://testserver.evil.example/"),
        ("http://testserver:8000/", "http://testserver:8000/"),
        ("https://testserver@evil.example/en/", "https://testserver@evil.example/en/"),
        ("https://example.org/?a=1&amp;copy=2", "https://example.org/?a=1&amp;copy=2"),
    ],
)
def test_what_is_no_page_stays_as_it_is(address, href):
    assert rendered(address) == f'<p><a href="{href}">there</a></p>'


@pytest.mark.parametrize(
    "address",
    [
        "http://testserver/admin/pages/3/edit/",
        "https://testserver/admin",
        "/%61dmin/login/",
        "/en/../admin/",
        "/en/news/no-such-page/",  # where only pages answer, and none does
        "http://testserver/ar/nowhere/",
        "//evil.example/",
        "/\\evil.example/",
        "/etc",
        "news/",
        "?x",
        "http://[testserver/admin/",
        "http://testserver:x/admin/",
        "java&#9;script:alert(1)",
        "/admin/%00/../",
    ],
)
def test_what_leads_into_the_cms_or_nowhere_is_not_linked(address):
    assert rendered(address) == UNLINKED


@pytest.mark.parametrize(
    "link", ['<A HREF="{}">there</A>', "<a href={}>there</a>", '<a title=">" href="{}">there</a>']
)
def test_links_are_read_however_their_tags_are_written(link):
    paragraph = ("paragraph", f"<p>{link.format('/admin/')}</p>")
    body = factories.make_story(live=False, body=[paragraph]).body
    assert html_of(body) == UNLINKED


def test_a_button_with_an_address_of_ours_follows_the_page():
    story = factories.make_story("ar", slug="x")
    button = {"label": "Write", "text": "", "address": "http://testserver/ar/news/x/"}
    body = factories.make_story(live=False, body=[("call_to_action", button)]).body
    found = render_body(body, "en")
    assert 'href="/ar/news/x/" hreflang="ar">Write' in with_base(found.html, "")
    assert f"work:{story.work}" in found.dependencies
    story.unpublish()
    assert html_of(body) == ""


def test_a_video_that_did_not_come_through_the_form_is_linked_at_the_allowed_providers_only():
    video = {"address": "http://testserver/en/news/secret/", "title": "Film"}
    body = factories.make_story(live=False, body=[("video", video)]).body
    assert html_of(body) == '<figure class="video">Film</figure>'


@pytest.mark.parametrize("count", [1, 10])
def test_addresses_of_all_bodies_are_looked_up_together(django_assert_num_queries, count):
    stories = [factories.make_story() for _ in range(count)]
    drafts = [factories.make_story(live=False) for _ in range(count)]
    bodies = [
        body_of(*(f"http://testserver/en/news/{story.slug}/" for story in (one, two)))
        for one, two in zip(stories, drafts, strict=True)
    ]
    # Published items, redirects, old addresses, front pages (two), pages, and the targets.
    with django_assert_num_queries(7):
        renderer = BodyRenderer("en", bodies)
        found = [renderer.render(body).html.count("<a ") for body in bodies]
    assert found == [1] * count


def test_a_document_that_needs_a_sign_in_is_not_linked(django_assert_num_queries):
    private = Collection.get_first_root_node().add_child(name="Private")
    below = private.add_child(name="Below")
    documents = [
        factories.make_document(title, content=b"x", name="x.pdf", collection=collection)
        for title, collection in (("Minutes", below), ("Report", None))
        for collection in [collection or Collection.get_first_root_node()]
    ]
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    links = "".join(f'<a linktype="document" id="{each.pk}">there</a> ' for each in documents)
    blocks = [("document", {"document": each, "text": ""}) for each in documents]
    body = factories.make_story(live=False, body=[("paragraph", f"<p>{links}</p>"), *blocks]).body
    html = html_of(body)
    report = documents[1].url
    assert f'<p>there <a href="{report}">there</a> </p>' in html
    assert html.count(f'<a href="{report}">') == 2
    assert "inutes" not in html
