"""Alternative texts of pictures that several posts show: the same, however many share a batch."""

import pytest

from core.models import SiteImage
from moving.models import Question
from moving.writing import batches
from tests.moving.exports import TEXT, Importer, arabic, item
from tests.pictures import drawing, saved

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def show(run: Importer, name: str, alt: str, site: str = "en", width: int = 48) -> str:
    folder = run.uploads[site] / "2015"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(saved(drawing(size=(width, 32)), "JPEG"))
    host = {"en": "www", "ar": "ar"}[site]
    address = f"http://{host}.old.example/wp-content/uploads/2015/{name}"
    return f'{TEXT}<img src="{address}" alt="{alt}" />'


@pytest.fixture(params=[1, batches.BATCH], ids=["alone", "together"])
def batch(request, monkeypatch) -> None:
    monkeypatch.setattr(batches, "BATCH", request.param)


@pytest.mark.usefixtures("batch")
def test_the_first_post_says_what_a_picture_shows(run):
    run(*(item(number, content=show(run, "tea.jpg", f"Tea {number}")) for number in (1, 2, 3)))
    assert SiteImage.objects.get().alt_en == "Tea 1"
    assert not Question.objects.filter(kind="alt").exists()


@pytest.mark.usefixtures("batch")
def test_of_two_places_in_a_post_the_one_with_a_text_counts(run):
    tea, cup = show(run, "tea.jpg", ""), show(run, "cup.jpg", "A cup", width=64)
    run(item(1, content=tea + cup + show(run, "tea.jpg", "Tea")))
    assert set(SiteImage.objects.values_list("alt_en", flat=True)) == {"Tea", "A cup"}


@pytest.mark.usefixtures("batch")
def test_nobody_is_asked_for_a_text_that_another_post_has(run):
    """The file is the same under two names, and on both sites."""
    run.write("ar", arabic(7, content=show(run, "chai.jpg", "شاي", "ar")))
    run(item(1, content=show(run, "tea.jpg", "")), item(2, content=show(run, "cup.jpg", "")))
    image = SiteImage.objects.get()
    assert (image.alt_en, image.alt_ar) == ("", "شاي")
    assert not Question.objects.filter(kind="alt").exists()


def test_what_is_still_without_a_text_is_asked_for(run):
    run(item(1, content=show(run, "tea.jpg", "")))
    question = Question.objects.get(kind="alt")
    assert [each["value"] for each in question.evidence] == [SiteImage.objects.get().pk]
