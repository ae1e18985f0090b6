"""The page on which partners read about the API and try it."""

import re
from html import unescape

import pytest
from django.contrib.staticfiles import finders
from django.utils.translation import override

from api.fields import fields_of
from api.guide import EXPLANATIONS
from api.guide_keys import keys_of_items
from api.parameters import CURSOR, LANG, LIMIT
from api.problems import TITLES
from api.serializers.items import FULL_SERIALIZERS, STATUSES
from api.templatetags.tokens import tokens
from api.types import TYPES, TYPES_OF_COLLECTION
from api.views.root import VOCABULARIES
from tests import factories

pytestmark = pytest.mark.any_database


@pytest.mark.parametrize(
    ("path", "lang", "direction", "other"),
    [("docs/", "en", "ltr", "/api/v1/docs/ar/"), ("docs/ar/", "ar", "rtl", "/api/v1/docs/")],
)
def test_the_guide_is_there_in_both_languages(get, path, lang, direction, other):
    response = get(path)
    html = response.content.decode()
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert response["Content-Language"] == lang
    assert f'<html lang="{lang}" dir="{direction}">' in html
    assert f'href="{other}"' in html


def test_the_guide_loads_nothing_from_other_hosts(get):
    html = get("docs/").content.decode()
    loaded = re.findall(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="([^"]+)"', html)
    assert loaded
    assert all(address.startswith("/") and not address.startswith("//") for address in loaded)
    assert not re.search(r"<style|<script>|\son\w+=|\sstyle=", html)
    for name in ("api/docs.css", "api/docs.js"):
        assert finders.find(name)


def test_every_kind_of_problem_is_explained_where_its_type_points(get):
    html = get("docs/").content.decode()
    assert EXPLANATIONS.keys() == TITLES.keys()
    for kind in TITLES:
        assert f'id="{kind}"' in html


FINDERS = ("search/", "suggest/", "resolve/")


def test_every_resource_and_parameter_is_explained(get):
    html = get("docs/").content.decode()
    for path in ("", "{collection}/", "{collection}/{work}/", "{collection}/{work}/{lang}/"):
        assert f'data-template="/api/v1/{path}"' in html
    for path in ("initiative/", "languages/", "{vocabulary}/", "changes/", *FINDERS):
        assert f'data-template="/api/v1/{path}"' in html
    for name in ("news", "forums", "councils", "pages", "topics", "organisations", "governorates"):
        assert f"<option>{name}</option>" in html
    for parameter in (LANG, LIMIT, CURSOR):
        assert f'data-query="{parameter.name}"' in html


@pytest.mark.parametrize("path", ["docs/", "docs/ar/"])
def test_where_a_form_serves_several_collections_the_keys_shown_are_those_of_news(get, path):
    html = get(path).content.decode()
    for entry in ("lists", "item", "pair"):
        section = html.partition(f'<section id="{entry}"')[2].partition("</section>")[0]
        described = section.partition('<dt><code dir="ltr">fields</code></dt>')[2]
        assert 'href="#keys"' in described.partition("</dd>")[0]


def links_without_scripts(html):
    lists = re.findall(r'<ul class="without-script">(.*?)</ul>', html, re.DOTALL)
    return [unescape(link) for each in lists for link in re.findall(r'href="([^"]+)"', each)]


@pytest.mark.parametrize(("path", "lang"), [("docs/", "en"), ("docs/ar/", "ar")])
def test_links_to_examples_stand_in_for_the_forms_without_scripts(client, get, path, lang):
    story = factories.make_story(lang)
    html = get(path).content.decode()
    links = links_without_scripts(html)
    assert f"/api/v1/news/{story.work}/{lang}/" in links
    names = (*TYPES_OF_COLLECTION, *VOCABULARIES, "search", "suggest", "resolve", "changes")
    assert {link.split("?")[0] for link in links} >= {f"/api/v1/{name}/" for name in names}
    for link in links:
        assert client.get(link).status_code == 200, link
    assert html.count("<form ") == len(re.findall(r"<form [^>]* hidden>", html))


def test_there_is_no_link_to_a_story_while_there_is_none(client, get):
    links = links_without_scripts(get("docs/").content.decode())
    assert links
    for link in links:
        assert client.get(link).status_code == 200, link


def nested_keys(field):
    """Return the keys of the objects that a field holds; none for one of text or numbers."""
    field = getattr(field, "child", field)
    for name, each in getattr(field, "fields", {}).items():
        yield name
        yield from nested_keys(each)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_every_key_of_an_item_is_explained_with_what_it_holds(lang):
    explained = {key.name: key for key in keys_of_items()}
    assert explained.keys() == set(fields_of(FULL_SERIALIZERS))
    with override(lang):
        for kind, form in FULL_SERIALIZERS.items():
            for name, field in form().fields.items():
                key = explained[name]
                assert kind in (key.types or FULL_SERIALIZERS)
                code = set(re.findall(r'<code dir="ltr">([^<]+)</code>', tokens(key.meaning)))
                assert set(nested_keys(field)) <= code, name
        statuses = tokens(explained["translation"].meaning)
    assert all(f">{status}<" in statuses for status in STATUSES)
    assert set(TYPES) <= set(re.findall(r"“(\w+)”", str(explained["type"].meaning)))


def test_keys_of_some_types_say_of_which(get):
    html = get("docs/").content.decode()
    row = re.search(r'<tr><th scope="row"><code dir="ltr">city</code>(.*?)</th>', html)
    assert row
    assert re.findall(r"<small[^>]*>(\w+)", row[1]) == ["forum", "council"]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("أو «-published_at»، أي", 'أو <code dir="ltr">-published_at</code>، أي'),
        ("Set “lang”.", 'Set <code dir="ltr">lang</code>.'),
        ("«السلام» «من هنا»", "«السلام» «من هنا»"),
        ("“two words”", "“two words”"),
        ("بعد 2019-01-01 وقبل", 'بعد <code dir="ltr">2019-01-01</code> وقبل'),
        ("2019-06-07T10:00:00Z.", '<code dir="ltr">2019-06-07T10:00:00Z</code>.'),
        ("الوارد في Content-Location.", 'الوارد في <code dir="ltr">Content-Location</code>.'),
        ("وSunset قبل", 'و<code dir="ltr">Sunset</code> قبل'),
        ("Accept-Language", '<code dir="ltr">Accept-Language</code>'),
        ("Everything is Accepted", "Everything is Accepted"),
        ("(Asia/Baghdad)", '(<code dir="ltr">Asia/Baghdad</code>)'),
        ("with <mark>", 'with <code dir="ltr">&lt;mark&gt;</code>'),
        ("<b>&", '<code dir="ltr">&lt;b&gt;</code>&amp;'),
        ("<script src='x'>", "&lt;script src=&#x27;x&#x27;&gt;"),
        ("المسموح: id, work.", 'المسموح: <code dir="ltr" class="long">id, work</code>.'),
        ("words: title, summary or text", "words: title, summary or text"),
    ],
)
def test_tokens_have_their_own_direction_and_everything_else_is_escaped(text, html):
    assert tokens(text) == html


def test_no_name_or_date_is_left_bare_in_arabic(get):
    html = get("docs/ar/").content.decode()
    html = re.sub(r"<(code|pre|form|head|a)\b.*?</\1>", "", html, flags=re.DOTALL)
    text = unescape(re.sub(r"<[^>]*>", "", html))
    assert not re.findall(r"«[!-~]+»|[0-9]{4}-[0-9]{2}|[A-Za-z]+[-_][A-Za-z]+", text)


def test_links_may_carry_what_newsletters_add(get):
    assert get("docs/?utm_source=mail&fbclid=1").status_code == 200
