"""Texts that a second process reads before their keys are asked for."""

import os
import signal
from pathlib import Path

import pytest
from django.utils import timezone

from core.models import PublishedItem
from core.publication.adding import add_page
from core.publication.transactions import publication_transaction
from core.search.analysis import ahead, documents
from core.search.analysis.names.names import known_names
from news.models import NewsPage
from tests import factories

pytestmark = pytest.mark.django_db

ENGLISH = (
    "The wetlands of Chibayish were visited by Riverbank Engineers and 3,000 fact-checkers. " * 8
)
ARABIC = "زار المهندسون أهوار الجبايش والمشاريع في بلدية هيت وقدّموا تقريرًا عن المياه. " * 9


@pytest.fixture(autouse=True)
def nothing_is_remembered():
    documents._read_lately.cache_clear()


@pytest.fixture
def reader(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {0, 1})
    with ahead.reading_ahead():
        yield ahead._state.reader


def read_nothing_here(monkeypatch):
    """Let this process read short texts only."""
    read = documents._read

    def read_short(text, names):
        assert len(text) < documents._SHORTEST_BEGUN, "read in this process"
        return read(text, names)

    monkeypatch.setattr(documents, "_read", read_short)


@pytest.mark.parametrize("text", [ENGLISH, ARABIC])
def test_what_the_process_reads_is_what_would_be_read_here(text, reader, monkeypatch):
    factories.make_organisation("Riverbank Engineers", "مهندسو الضفة")
    here = documents.part_keys(text, known_names())
    documents._read_lately.cache_clear()
    read_nothing_here(monkeypatch)
    documents.begin(text, known_names())
    assert documents.part_keys(text, known_names()) == here


def test_a_page_that_is_added_is_found_by_what_was_read_ahead(reader, monkeypatch):
    """The texts of a page before it is saved are those that staff and readers find it by."""
    index = factories.news_index()
    body = [("paragraph", f"<p>{ENGLISH}</p>"), ("paragraph", f"<p>{ARABIC}</p>")]
    page = NewsPage(title="Ahead", slug="ahead", summary="Read.", body=body, locale=index.locale)
    page.story_date = timezone.now()
    read_nothing_here(monkeypatch)
    with publication_transaction():
        add_page(index, page)
    assert [found.pk for found in NewsPage.objects.search("riverbank engineers")] == [page.pk]
    assert PublishedItem.objects.public().get(page_id=page.pk).title == "Ahead"


def test_names_that_came_later_are_known_to_it(reader, monkeypatch):
    documents.begin(ENGLISH, known_names())
    documents.part_keys(ENGLISH, known_names())
    organisation = factories.make_organisation("Riverbank Engineers", "مهندسو الضفة")
    read_nothing_here(monkeypatch)
    documents.begin(ENGLISH, known_names())
    found = documents.part_keys(ENGLISH, known_names())
    assert f"#organisation:{organisation.pk}" in found.keys


def test_what_was_begun_with_other_names_is_read_here(reader):
    documents.begin(ENGLISH, known_names())
    organisation = factories.make_organisation("Riverbank Engineers", "مهندسو الضفة")
    found = documents.part_keys(ENGLISH, known_names())
    assert f"#organisation:{organisation.pk}" in found.keys


def test_a_process_that_dies_costs_nothing(reader):
    here = documents.part_keys(ARABIC, known_names())
    documents._read_lately.cache_clear()
    os.kill(reader._process.pid, signal.SIGKILL)
    reader._process.wait()
    for text in (ARABIC, ENGLISH):
        documents.begin(text, known_names())
    assert documents.part_keys(ARABIC, known_names()) == here


def test_a_process_that_does_not_answer_is_waited_for_once(reader, monkeypatch):
    monkeypatch.setattr(ahead, "_PATIENCE_SECONDS", 0.2)
    os.kill(reader._process.pid, signal.SIGSTOP)
    try:
        documents.begin(ARABIC, known_names())
        assert documents.part_keys(ARABIC, known_names()).keys
        documents.begin(ENGLISH, known_names())
        assert not reader._begun
    finally:
        os.kill(reader._process.pid, signal.SIGCONT)


def test_whoever_begins_never_waits(reader):
    os.kill(reader._process.pid, signal.SIGSTOP)
    try:
        for number in range(500):
            documents.begin(f"{ENGLISH} {number}", known_names())
    finally:
        os.kill(reader._process.pid, signal.SIGCONT)
    assert len(reader._begun) <= ahead._MOST_KEPT


def test_on_one_processor_there_is_no_second_process(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {0})
    with ahead.reading_ahead():
        assert not ahead.is_reading_ahead()


def test_the_process_ends_with_the_block_and_has_none_of_our_secrets(reader):
    environment = Path(f"/proc/{reader._process.pid}/environ").read_bytes()
    assert b"SECRET_KEY" not in environment
    reader.close()
    assert reader._process.returncode == 0
