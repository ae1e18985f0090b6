"""What other sites leave in their texts and addresses does not reach a story."""

import pytest

from news.models import NewsPage
from tests.news.import_runner import line

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

WRAPPED = "https://l.facebook.com/l.php?u=https%3A%2F%2Fold.example%2F7%3Futm_source%3Dfb"


def body(**fields):
    return [(block.block_type, block.value) for block in NewsPage.objects.get(**fields).body]


def test_titles_and_codes_are_no_words_and_captions_stay_without_their_picture(run):
    html = (
        "<html><head><title>WINDOW TITLE</title></head><body><p>x "
        '[caption id="a_1" align="alignnone"]<img src="https://old.example/a.jpg"/> words[/caption]'
        '</p>[gallery ids="1"]</body></html>'
    )
    run(line(body_html=html, summary='s [gallery ids="1"] [sic]'))
    ((kind, text),) = body()
    assert kind == "paragraph"
    assert text.source == "<p>x</p><p>words</p>"
    assert NewsPage.objects.get().summary == "s [sic]"
    assert any("[gallery] was left out" in reason for reason in run.reasons)
    assert any("a.jpg” was left out" in reason for reason in run.reasons)
    run(line(body_html=html, summary='s [gallery ids="1"] [sic]'))
    assert "1 unchanged" in run.out.getvalue()


def test_an_address_is_imported_as_where_it_leads_and_recognised_either_way(run):
    html = f'<p><a href="{WRAPPED}">x</a></p>'
    run(line(source_url=WRAPPED, body_html=html))
    story = NewsPage.objects.get()
    assert story.source_url == "https://old.example/7"
    assert '<a href="https://old.example/7">x</a>' in story.body[0].value.source
    run(line(source_url="https://old.example/7?fbclid=x", body_html=html, title="Later"))
    assert NewsPage.objects.get().title == "Later"
    NewsPage.objects.update(source_url=WRAPPED)  # as before addresses were cleaned
    run(line(source_url=WRAPPED, body_html=html, title="Again"))
    assert NewsPage.objects.get().title == "Again"
