"""A client that openapi-python-client makes of the document, run against the live site."""

import importlib
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import uuid4

import orjson
import pytest
from django.conf import settings

from api.openapi import openapi_json
from tests import factories
from tests.api.test_document import full_forum, full_story

pytestmark = [pytest.mark.any_database, pytest.mark.slow]

NAME = "client_of_a_partner"
# What takes neither a path nor a parameter that is needed.
BARE = ("root", "languages", "initiative", "topics", "organisations", "governorates", "changes")


@pytest.fixture(scope="session")
def generated(tmp_path_factory) -> Path:
    """The folder of a client that was generated without a warning."""
    folder = tmp_path_factory.mktemp("generated")
    document = folder / "openapi.json"
    document.write_bytes(openapi_json(settings.BASE_URL))
    programs = Path(sys.executable).parent
    done = subprocess.run(
        [
            programs / "openapi-python-client", "generate", f"--path={document}",
            f"--output-path={folder / NAME}", "--meta=none", "--fail-on-warning",
        ],
        env=os.environ | {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "arning" not in done.stdout
    return folder


class Partner:
    """Somebody who has generated a client and asks with it."""

    def __init__(self, base: str) -> None:
        module = importlib.import_module(f"{NAME}.client")
        self.client = module.Client(base_url=base, raise_on_unexpected_status=True)

    def ask(self, tag: str, operation: str, *path: Any, **query: Any) -> Any:
        """Return the parsed answer of an operation, with its status and headers."""
        module = importlib.import_module(f"{NAME}.api.{tag}.{operation}")
        return module.sync_detailed(*path, client=self.client, **query)

    def found(self, tag: str, operation: str, *path: Any, **query: Any) -> Any:
        answer = self.ask(tag, operation, *path, **query)
        assert answer.status_code == 200
        return answer.parsed

    @property
    def models(self) -> ModuleType:
        return importlib.import_module(f"{NAME}.models")


@pytest.fixture
def partner(generated, site, monkeypatch) -> Partner:
    monkeypatch.syspath_prepend(str(generated))
    return Partner(site)


@pytest.fixture
def content(site):
    """Something of every type in both languages, filled and bare, and something withdrawn."""
    forum = full_forum()
    gone = factories.make_story()
    gone.unpublish()
    councils = [factories.make_council(managing_forum=forum), factories.make_council("ar")]
    page, _arabic = factories.make_pair(factories.make_page)
    return {
        "news": [full_story(forum), factories.make_story("ar")],
        "forums": [forum],
        "councils": councils,
        "pages": [page, factories.home_page("ar")],
        "gone": [gone],
    }


def test_every_operation_is_generated(generated):
    document = orjson.loads((generated / "openapi.json").read_bytes())
    named = {path["get"]["operationId"] for path in document["paths"].values()}
    modules = {file.stem for file in (generated / NAME / "api").glob("*/*.py")}
    assert modules - {"__init__"} == named


def test_every_resource_is_read(partner, content):
    for operation in BARE:
        assert partner.found(operation, operation).to_dict(), operation
    for collection in ("news", "forums", "councils", "pages"):
        check_collection(partner, content, collection)


def check_collection(partner, content, collection):
    for page in content[collection]:
        lang = page.language.tag
        item = partner.found(collection, f"{collection}_item", page.work, lang)
        assert (item.type_, item.lang, item.title) == (page.public_type, lang, page.title)
        assert type(item).__name__.lower() == page.public_type
        pair = partner.found(collection, f"{collection}_pair", page.work)
        assert item in pair.items
    cards = partner.found(collection, f"{collection}_list", lang="en,ar").results
    assert {type(card).__name__ for card in cards} <= {
        "NewsCard", "ForumCard", "CouncilCard", "PageCard", "InitiativeCard",
    }  # fmt: skip
    assert {str(card.work) for card in cards} >= {str(it.work) for it in content[collection]}


def test_a_list_is_followed_to_its_end(partner, site):
    stories = [factories.make_story("ar") for _number in range(3)]
    ids, cursor = [], {}
    for _page in stories:
        page = partner.found("news", "news_list", lang="ar", limit=1, fields="id", **cursor)
        ids += [card.id for card in page.results]
        cursor = {"cursor": (page.next_ or "").partition("cursor=")[2]}
    assert page.next_ is None
    assert sorted(ids) == sorted(f"{story.work}:ar" for story in stories)


def test_what_is_sought_is_found_as_what_it_is(partner, content):
    [story, _bare] = content["news"]
    hits = partner.found("search", "search", q=story.title).results
    assert "NewsSearchResult" in {type(hit).__name__ for hit in hits}
    assert partner.found("suggest", "suggest", q=story.title).results
    item = partner.found("resolve", "resolve", url_query=story.get_url())
    assert isinstance(item, partner.models.News)
    assert str(item.work) == str(story.work)


def test_changes_are_followed_until_there_are_no_more(partner, content):
    """What was withdrawn before the copy began is not in it; what is withdrawn later is."""
    items, cursor, has_more = {}, {}, True
    while has_more:
        page = partner.found("changes", "changes", limit=3, **cursor)
        items |= {change.item.id: change.item for change in page.results}
        cursor, has_more = {"cursor": page.next_cursor}, page.has_more
    kinds = {type(item).__name__ for item in items.values()}
    assert kinds == {"News", "Forum", "Council", "Page", "Initiative"}
    assert {item.lang for item in items.values()} == {"en", "ar"}
    content["news"][1].unpublish()
    [change] = partner.found("changes", "changes", **cursor).results
    assert isinstance(change, partner.models.Delete)
    assert change.id in items


def test_problems_are_read_as_what_they_are(partner, content):
    refused = partner.ask("news", "news_list", limit=101)
    assert (refused.status_code, refused.parsed.errors[0].code) == (400, "out_of_range")
    missing = partner.ask("news", "news_item", content["news"][1].work, "en")
    assert (missing.status_code, missing.parsed.available) == (404, ["ar"])
    assert partner.ask("news", "news_pair", uuid4()).status_code == 404
    gone = partner.ask("news", "news_item", content["gone"][0].work, "en")
    assert gone.status_code == 410
    assert isinstance(gone.parsed, partner.models.Gone)


def test_an_unchanged_answer_is_not_sent_again(partner, content):
    tag = partner.ask("news", "news_list").headers["ETag"]
    assert partner.ask("news", "news_list", if_none_match=tag).status_code == 304


def test_values_of_the_future_are_read_as_well(partner, content):
    """A client that was generated today meets an API to which something was added."""
    models, [story, _bare] = partner.models, content["news"]
    item = partner.found("news", "news_item", story.work, "en").to_dict()
    item["translation"] = {"status": "checked", "source_lang": "ckb"}
    later = item | {"type": "podcast", "lang": "ckb", "length": 12}
    changes = models.Changes.from_dict(
        {
            "results": [
                {"op": "upsert", "seq": 1, "item": item},
                {"op": "upsert", "seq": 2, "item": later},
                {"op": "annotate", "seq": 3, "note": "…"},
            ],
            "next_cursor": "a" * 22,
            "has_more": False,
        }
    )
    known, unknown, ignored = changes.results
    assert isinstance(known.item, models.News)
    assert known.item.translation.status == "checked"
    assert isinstance(unknown.item, models.OtherItem)
    assert (unknown.item.type_, unknown.item["length"]) == ("podcast", 12)
    assert isinstance(ignored, models.OtherChange)
    problem = {"parameter": "ids", "code": "not_yet_known", "message": "…"}
    assert models.Fault.from_dict(problem).code == "not_yet_known"


def test_a_hit_of_a_later_type_is_read_as_well(partner, content):
    models, [story, _bare] = partner.models, content["news"]
    page = partner.found("search", "search", q=story.title).to_dict()
    hit = page["results"][0] | {"type": "podcast", "match": "sound"}
    found = models.SearchList.from_dict(page | {"results": [hit]}).results
    assert isinstance(found[0], models.OtherItemSearchResult)
    assert (found[0].type_, found[0].match) == ("podcast", "sound")
