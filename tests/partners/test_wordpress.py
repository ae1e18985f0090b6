"""The WordPress plugin: correct PHP, wholly in both languages, and the zip that partners upload.

What it does inside WordPress is shown by `make interop`, with a real one.
"""

import io
import json
import re
import subprocess
import zipfile
from pathlib import Path

import polib
import pytest

from api.partner_guide import EXAMPLES, PLUGIN, example_content
from tests import factories
from tests.partners.conftest import EXAMPLES as FILES
from tests.partners.conftest import program

pytestmark = pytest.mark.any_database

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "integrations" / "wordpress"
SOURCES = sorted(SOURCE.rglob("*.php"))
# Functions by which the plugin marks texts, and the argument that is the text.
MARKED = ("__:1", "esc_html__:1", "esc_html_e:1")
PHP = [
    FILES / "sync.php",
    *SOURCES,
    *sorted((ROOT / "scripts" / "wordpress" / "php").glob("*.php")),
]
ARABIC_LETTERS = re.compile(r"[\u0621-\u064A]")


@pytest.fixture
def archive(settings):
    """The zip as a site at another address serves it."""
    settings.BASE_URL = "https://initiative.example:8443"
    [example] = [each for each in EXAMPLES if each.name == PLUGIN]
    return zipfile.ZipFile(io.BytesIO(example_content(example)))


def catalogue() -> polib.POFile:
    return polib.pofile(str(SOURCE / "languages" / "icssi-news-ar.po"))


def header(name: str) -> str:
    text = (SOURCE / "icssi-news.php").read_text("utf-8")
    return re.search(rf"^ \* {name}: (.*)$", text, re.MULTILINE).group(1)


@pytest.mark.parametrize("file", PHP, ids=lambda file: file.name)
def test_each_file_is_correct_php(file):
    done = subprocess.run(
        [program("php"), "-l", str(file)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: file.name)
def test_no_file_of_the_plugin_runs_by_itself(file):
    """Somebody who asks for it in a browser gets nothing."""
    assert re.search(
        r"^defined\( '(ABSPATH|WP_UNINSTALL_PLUGIN)' \) \|\| exit;$",
        file.read_text("utf-8"),
        re.MULTILINE,
    )


def test_the_zip_holds_the_plugin_its_licence_and_its_arabic_texts(archive):
    names = archive.namelist()
    assert names == sorted(names)
    assert {name.partition("/")[0] for name in names} == {"icssi-news"}
    expected = {"icssi-news.php", "uninstall.php", "readme.txt", "license.txt", "block/block.json"}
    expected |= {"languages/icssi-news-ar.mo", "assets/news.css", "includes/sync.php"}
    assert {f"icssi-news/{name}" for name in expected} <= set(names)
    assert "Redistribution and use" in archive.read("icssi-news/license.txt").decode()


def test_the_zip_knows_the_address_of_the_site(archive):
    main = archive.read("icssi-news/icssi-news.php").decode()
    assert "const SITE = 'https://initiative.example:8443';" in main
    assert not [name for name in archive.namelist() if b"https://example.org" in archive.read(name)]


def test_the_same_plugin_is_the_same_zip(settings):
    [example] = [each for each in EXAMPLES if each.name == PLUGIN]
    assert example_content(example) == example_content(example)
    with zipfile.ZipFile(io.BytesIO(example_content(example))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_arabic_texts_in_the_zip_are_those_of_the_catalogue(archive, tmp_path):
    file = tmp_path / "icssi-news-ar.mo"
    file.write_bytes(archive.read("icssi-news/languages/icssi-news-ar.mo"))
    compiled = {entry.msgid: entry.msgstr for entry in polib.mofile(str(file))}
    assert compiled == {entry.msgid: entry.msgstr for entry in catalogue()}


def test_every_text_of_the_plugin_is_in_arabic():
    keywords = [f"--keyword={keyword}" for keyword in MARKED]
    command = [program("xgettext"), "--language=PHP", "--from-code=UTF-8", *keywords, "-o", "-"]
    done = subprocess.run([*command, *map(str, SOURCES)], capture_output=True, check=True)
    block = json.loads((SOURCE / "block" / "block.json").read_text("utf-8"))
    texts = {entry.msgid for entry in polib.pofile(done.stdout.decode())}
    texts |= {block["title"], block["description"], *block["keywords"], header("Description")}
    assert {entry.msgid for entry in catalogue()} == texts
    for entry in catalogue():
        assert ARABIC_LETTERS.search(entry.msgstr), entry.msgid
        assert re.findall(r"%\d\$s", entry.msgid) == re.findall(r"%\d\$s", entry.msgstr)


def test_every_text_names_the_catalogue_that_it_is_in():
    for file in SOURCES:
        text = file.read_text("utf-8")
        calls = re.findall(r"\b(?:esc_html)?_(?:_|e)\( '", text)
        assert len(calls) == len(re.findall(r"', 'icssi-news' \)", text)), file


@pytest.mark.django_db
def test_the_api_knows_what_the_plugin_asks_for(client):
    text = (SOURCE / "includes" / "settings.php").read_text("utf-8")
    fields = re.search(r"const FIELDS += '([\w,]+)'", text).group(1)
    factories.make_story("ar")
    query = {"lang": "ar,en", "type": "news,forum", "fields": f"{fields},body_html", "limit": 25}
    response = client.get("/api/v1/changes/", query)
    assert response.status_code == 200, response.json()
    [entry] = response.json()["results"]
    assert entry["item"].keys() == {*fields.split(","), "body_html"}


def test_versions_agree():
    main = (SOURCE / "icssi-news.php").read_text("utf-8")
    version = header("Version")
    assert f"const VERSION = '{version}';" in main
    assert f"Stable tag: {version}\n" in (SOURCE / "readme.txt").read_text("utf-8")
    assert f"'{version}'" in (SOURCE / "block" / "editor.asset.php").read_text("utf-8")


def test_who_installs_it_is_warned_of_page_caches():
    text = (SOURCE / "readme.txt").read_text("utf-8")
    assert "DONOTCACHEPAGE" in text
    assert "half an hour" in text
