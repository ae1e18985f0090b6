"""The page on which partners read about the API and try it."""

import re

import pytest
from django.contrib.staticfiles import finders

from api.guide import EXPLANATIONS
from api.parameters import CURSOR, LANG, LIMIT
from api.problems import TITLES
from tests import factories


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


def test_every_resource_and_parameter_is_explained(get):
    html = get("docs/").content.decode()
    for path in ("", "{collection}/", "{collection}/{work}/", "{collection}/{work}/{lang}/"):
        assert f'data-template="/api/v1/{path}"' in html
    for path in ("initiative/", "languages/", "{vocabulary}/"):
        assert f'data-template="/api/v1/{path}"' in html
    for name in ("news", "forums", "councils", "pages", "topics", "organisations", "governorates"):
        assert f"<option>{name}</option>" in html
    for parameter in (LANG, LIMIT, CURSOR):
        assert f'name="{parameter.name}"' in html


def test_forms_lead_to_real_answers_without_scripts(get):
    story = factories.make_story()
    html = get("docs/").content.decode()
    actions = re.findall(r'<form method="get" action="/api/v1/([^"]*)"', html)
    assert f"news/{story.work}/en/" in actions
    for action in actions:
        assert get(action).status_code == 200


def test_links_may_carry_what_newsletters_add(get):
    assert get("docs/?utm_source=mail&fbclid=1").status_code == 200
