"""A dry run in many short transactions has the same results as the import itself."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from wagtail.images.models import Filter

from core.models import Person, SiteImage
from news.importing import pictures
from news.models import NewsPage
from tests.locks import busy_for_writers
from tests.news.import_runner import ARABIC, WORK, line

SOURCE = "https://example.org/rain"

FILES = {
    "two lines of a story: an update": [
        line(work=WORK),
        line(title="Between"),
        line(work=WORK, title="Rain again"),
    ],
    "the same line twice: unchanged": [line(work=WORK), line(title="Between"), line(work=WORK)],
    "by its source": [
        line(work=WORK, source_url=SOURCE),
        line(title="Between"),
        line(source_url=SOURCE, title="Rain again"),
        line(work=WORK, title="And again"),
    ],
    "a source that belongs to another work": [
        line(source_url=SOURCE),
        line(work=WORK, source_url=SOURCE),
    ],
    "a slug that is taken": [
        line(work=WORK, slug="rain"),
        line(title="Between"),
        line(work=str(uuid4()), slug="rain"),
        line(slug="rain", title="Other"),
    ],
    "a slug that was given up": [
        line(work=WORK, slug="rain"),
        line(work=WORK, slug="drought"),
        line(work=str(uuid4()), slug="rain"),
    ],
    "a refused line leaves nothing behind": [
        line(work=WORK, forums=["nowhere"]),
        line(work=WORK),
        line(work=WORK),
    ],
    "pairs and bylines": [
        line(work=WORK, byline="Jo Doe"),
        line(title="Between", byline="Jo Doe"),
        line(work=WORK, byline="جو دو", **ARABIC),
        line(work=WORK, byline="Jo Doe"),
    ],
}


@pytest.fixture(params=[1, 20], ids=["line by line", "together"])
def batches(request, monkeypatch) -> None:
    """Have as many lines tried in one transaction."""
    monkeypatch.setattr("news.importing.rehearsal.BATCH", request.param)


@pytest.mark.parametrize("lines", FILES.values(), ids=FILES)
def test_it_counts_and_refuses_what_the_import_does(run, batches, lines):
    promised = run(*lines, dry_run=True)
    reasons = run.reasons
    assert not NewsPage.objects.exists()
    assert not Person.objects.exists()
    done = run(*lines)
    assert promised.replace("would be imported", "imported") == done
    assert reasons == run.reasons


def test_a_picture_of_several_lines_is_decoded_once(run, picture, monkeypatch):
    monkeypatch.setattr("news.importing.rehearsal.BATCH", 1)
    decoded: list[Any] = []
    clean = pictures.clean_photo

    def counted(file, **options):
        decoded.append(file)
        return clean(file, **options)

    monkeypatch.setattr(pictures, "clean_photo", counted)
    lines = [line(work=WORK, image="river.jpg"), line(work=WORK, image="river.jpg", **ARABIC)]
    assert run(*lines, dry_run=True).startswith("2 stories would be imported")
    assert len(decoded) == 1
    assert not SiteImage.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_pictures_are_read_and_made_small_while_nobody_has_to_wait(run, picture, monkeypatch):
    inside: list[bool] = []

    def noting(work: Any) -> Any:
        def noted(*args: Any, **kwargs: Any) -> Any:
            inside.append(connection.in_atomic_block)
            return work(*args, **kwargs)

        return noted

    monkeypatch.setattr(pictures, "clean_photo", noting(pictures.clean_photo))
    monkeypatch.setattr(Filter, "run", noting(Filter.run))
    text = '<p>Rain.</p><img src="river.jpg" alt="A river">'
    assert run(line(image="river.jpg"), line(title="Other", body_html=text)).startswith("2 stories")
    assert len(inside) > 1
    assert not any(inside)
    image = SiteImage.objects.get()
    assert image.renditions.count() == 2 * 4 + 1  # widths in two formats, and the social one
    assert all(rendition.file.size for rendition in image.renditions.all())


@pytest.mark.django_db(transaction=True)
def test_an_import_into_a_busy_database_stops_and_names_the_line_to_go_on_from(run):
    with busy_for_writers():
        run(line(), line(title="Other"))
    assert run.failed
    assert "stopped at line 1" in str(run.error)
    assert not NewsPage.objects.exists()
    assert run(line(), line(title="Other")).startswith("2 stories imported (2 new")
