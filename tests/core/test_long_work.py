"""While long work goes on in another process, people publish: nobody is refused."""

import json
import subprocess
import time
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from core.models import PublishedItem
from news.models import NewsPage
from tests import factories
from tests.cms import add_address, paragraphs, story_form
from tests.news.import_runner import line
from tests.servers import managed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

LINES = 60
HESITATION = 0.3  # of an editor between two publications; a machine would starve the work instead
PATIENCE = 5  # seconds that a web process waits for SQLite's lock before it refuses


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(factories.make_user("Communications"))
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000}")
    return client


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "stories.jsonl"
    lines = [json.dumps(line(title=f"Imported {number}")) for number in range(LINES)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def publish_until_done(editor: Client, process: subprocess.Popen[bytes]) -> int:
    """Publish stories until the process has ended, none refused; return how many."""
    here = add_address("news/newspage", factories.news_index())
    count = 0
    while process.poll() is None:
        title = f"Published meanwhile {count}"
        form = story_form(title, body=paragraphs("Text."), **{"action-publish": "yes"})
        response = editor.post(here, form)
        assert response.status_code == 302, response.content.decode()[:2000]
        assert PublishedItem.objects.public().filter(title=title).exists()
        count += 1
        time.sleep(HESITATION)
    return count


COMMANDS = {
    "import": ("import_stories", "{file}"),
    "dry run": ("import_stories", "{file}", "--dry-run"),
    "generation": ("generate_stories", "--works", "100"),
    "rebuilding": ("rebuild_publication",),
    "states": ("rebuild_translation_states",),
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_editors_publish_while_long_work_goes_on(editor, file, tmp_path, command):
    if command[0].startswith("rebuild"):
        call_command("generate_stories", works=100)
    before = NewsPage.objects.count()
    with managed(tmp_path, *(part.format(file=file) for part in command)) as process:
        count = publish_until_done(editor, process)
    output = (tmp_path / f"{command[0]}.log").read_text()
    assert process.returncode == 0, output
    assert count > 1
    came = NewsPage.objects.count() - before - count
    assert came == {"import": LINES, "generation": 200}.get(
        next(name for name, parts in COMMANDS.items() if parts == command), 0
    )
