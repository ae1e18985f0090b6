"""The OpenAPI document: valid, unchanged unless on purpose, and true of live answers."""

import difflib
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import orjson
import pytest
from django.utils.translation import override
from openapi_spec_validator import validate

from api.examples import example_item
from api.openapi import FILE, openapi_json
from core.models import Governorate
from tests import factories
from tests.api import contract
from tests.api.snapshot import made_now

pytestmark = pytest.mark.any_database


def test_the_document_is_valid_openapi_3_1(get):
    content = get("openapi.json").json()
    assert content["openapi"].startswith("3.1")
    validate(content)


def test_a_change_of_the_contract_shows_in_the_snapshot():
    """If this is intended: `python -m tests.api.snapshot`, and a line in the changelog."""
    now = made_now().decode().splitlines()
    before = FILE.read_text("utf-8").splitlines()
    assert "\n".join(difflib.unified_diff(before, now, "snapshot", "now", lineterm="")) == ""


def test_the_document_names_the_server_of_the_settings():
    document = orjson.loads(openapi_json("https://example.org"))
    assert document["servers"] == [{"url": "https://example.org"}]


def test_the_document_is_in_english_whoever_asks_first(get):
    with override("ar"):
        assert made_now() == FILE.read_bytes()
        assert get("openapi.json")["Content-Language"] == "en"


def schemas_in(node: Any) -> Iterator[dict[str, Any]]:
    """Yield every schema inside a part of the document, but not those that say what is not."""
    if isinstance(node, dict):
        yield node
        for key, value in node.items():
            if key not in {"not", "example", "examples"}:
                yield from schemas_in(value)
    for value in node if isinstance(node, list) else ():
        yield from schemas_in(value)


def test_no_set_of_values_in_an_answer_is_closed_that_may_grow():
    """The two directions of text are all that there are; everything else may get more."""
    closed = [
        schema["enum"]
        for schema in schemas_in(contract.document()["components"])
        if "enum" in schema and schema["enum"] != ["ltr", "rtl"]
    ]
    assert closed == []


def test_every_union_has_a_form_for_values_of_the_future():
    schemas = contract.document()["components"]["schemas"]
    unions = [schema for schema in schemas.values() if "discriminator" in schema]
    assert len(unions) >= 5
    for union in unions:
        key, mapping = union["discriminator"]["propertyName"], union["discriminator"]["mapping"]
        forms = [form["$ref"] for form in union.get("oneOf", union.get("anyOf"))]
        [other] = set(forms) - set(mapping.values())
        excluded = schemas[other.rpartition("/")[2]]["properties"][key]["not"]["enum"]
        assert set(mapping) <= set(excluded)
        for value, form in mapping.items():
            assert schemas[form.rpartition("/")[2]]["properties"][key]["const"] == value


def test_nobody_needs_credentials():
    document = contract.document()
    assert document["security"] == []
    assert not any("security" in path["get"] for path in document["paths"].values())
    assert "securitySchemes" not in document["components"]


def full_forum() -> Any:
    forum, _arabic = factories.make_pair(
        factories.make_forum,
        latitude=Decimal("33.64"),
        longitude=Decimal("42.83"),
        founded=date(2018, 5, 1),
        email="hit@example.org",
        website_url="https://example.org/",
        governorate=Governorate.objects.get(slug="anbar"),
        summary="Summary",
    )
    return forum


def full_story(forum: Any) -> Any:
    story, _translation = factories.make_pair(
        forums=[forum],
        topics=[factories.make_topic()],
        partner_organisations=[factories.make_organisation(website="https://example.org/")],
        governorate=Governorate.objects.get(slug="anbar"),
        byline_person=factories.make_person(),
        lead_image=factories.make_image(),
        event_start=datetime.fromisoformat("2026-01-01T10:00:00Z"),
        place="Hit",
    )
    return story


@pytest.fixture(scope="module")
def content(once):
    """One of everything, filled as far as it goes, and one of everything left bare."""
    forum = full_forum()
    story = full_story(forum)
    bare = factories.make_story("ar")
    gone = factories.make_story()
    gone.unpublish()
    return {
        "news": [story, bare],
        "forums": [forum, factories.make_forum("ar")],
        "councils": [
            factories.make_council(managing_forum=forum, established=date(2018, 10, 1)),
            factories.make_council("ar"),
        ],
        "pages": [factories.make_page(), factories.home_page("ar")],
        "gone": [gone],
    }


@pytest.mark.parametrize(
    "path", ["", "languages/", "initiative/", "topics/", "organisations/", "governorates/"]
)
def test_single_resources_answer_as_described(get, content, path):
    response = get(path)
    assert response.status_code == 200
    contract.check(response, f"/api/v1/{path}")


@pytest.mark.parametrize("collection", ["news", "forums", "councils", "pages"])
def test_lists_pairs_and_items_answer_as_described(get, content, collection):
    found = contract.check(get(f"{collection}/?limit=1"), f"/api/v1/{collection}/")
    assert found["next"]
    assert contract.check(get(f"{collection}/"), f"/api/v1/{collection}/")["results"]
    for page in content[collection]:
        root, described = f"{collection}/{page.work}/", f"/api/v1/{collection}/{{work}}/"
        contract.check(get(root), described)
        response = get(f"{root}{page.language.tag}/")
        assert response.status_code == 200
        contract.check(response, f"{described}{{lang}}/")


def test_errors_answer_as_described(get, content):
    [gone] = content["gone"]
    item, pair = "/api/v1/news/{work}/{lang}/", "/api/v1/news/{work}/"
    for response, path, status in (
        (get("news/?limit=0"), "/api/v1/news/", 400),
        (get("news/", Accept="text/html"), "/api/v1/news/", 406),
        (get(f"news/{content['news'][1].work}/en/"), item, 404),
        (get("news/x/"), pair, 404),
        (get(f"news/{gone.work}/en/"), item, 410),
        (get(f"news/{gone.work}/"), pair, 410),
    ):
        assert response.status_code == status
        contract.check(response, path)


def test_every_operation_is_described(get):
    operations = [path["get"] for path in get("openapi.json").json()["paths"].values()]
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    for operation in operations:
        assert operation["summary"]
        assert operation["description"]
        assert {"200", "400", "406"} <= operation["responses"].keys()
        for parameter in operation["parameters"]:
            assert described(parameter)["description"]


def described(node: dict[str, Any]) -> dict[str, Any]:
    """Return a part of the document, or what it refers to."""
    if "$ref" not in node:
        return node
    _hash, _components, kind, name = node["$ref"].split("/")
    return contract.document()["components"][kind][name]


def examples() -> Iterator[tuple[str, str, str, Any, dict[str, Any]]]:
    """Yield the path, status, language, example and schema of every example of an answer."""
    for path, operations in contract.document()["paths"].items():
        for status, response in operations["get"]["responses"].items():
            for form in described(response).get("content", {}).values():
                for name, example in form.get("examples", {}).items():
                    yield path, status, name, example["value"], form["schema"]


def test_every_answer_has_an_example_in_both_languages_that_is_as_described(db):
    shown = {}
    for path, status, name, example, schema in examples():
        shown.setdefault((path, status), set()).add(name)
        contract.check_content(example, schema)
    for path, operations in contract.document()["paths"].items():
        for status in operations["get"]["responses"].keys() - {"304"}:
            assert shown[path, status] in ({"English", "Arabic"}, {"Both"}), (path, status)


def test_every_query_parameter_has_an_example_of_its_type(get):
    for path, operations in contract.document()["paths"].items():
        for parameter in operations["get"]["parameters"]:
            if parameter.get("in") == "query" and parameter["name"] != "cursor":
                for example in parameter["examples"].values():
                    contract.check_content(example["value"], parameter["schema"])
                assert parameter["examples"], (path, parameter["name"])


@pytest.mark.parametrize("collection", ["news", "forums", "councils", "pages"])
def test_examples_have_the_keys_of_live_items_in_their_order(get, content, collection):
    page = content[collection][0]
    live = get(f"{collection}/{page.work}/{page.language.tag}/").json()
    assert list(example_item(live["type"])) == list(live)
