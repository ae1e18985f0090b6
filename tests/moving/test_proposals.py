"""Pairs that no link supports are proposed by what both posts have in common."""

import pytest

from moving.models import Question
from tests.moving.exports import TEXT, Importer, arabic, item
from tests.pictures import drawing, saved

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def show(run: Importer, site: str, name: str, content: bytes) -> str:
    """Put a picture into the uploads of a site; return the HTML that shows it."""
    folder = run.uploads[site] / "2015"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)
    host = {"en": "www", "ar": "ar"}[site]
    return f'{TEXT}<img src="http://{host}.old.example/wp-content/uploads/2015/{name}" />'


def proposed(run: Importer, one: str, other: str, moment: str) -> list[str]:
    """Import both; return the codes of the evidence for them as a pair."""
    run.write("ar", arabic(7, content=other.replace(TEXT, "خبر عن النهر " * 9), date_gmt=moment))
    run(item(1, content=one))
    found = Question.objects.filter(kind="pair").first()
    return sorted(each["code"] for each in found.evidence) if found else []


PICTURE = saved(drawing(), "JPEG")
SMALLER = saved(drawing(size=(24, 16)), "JPEG")


@pytest.mark.parametrize(
    ("moment", "evidence"),
    [
        ("2015-05-05 09:00:00", ["same-day", "same-picture"]),
        # Midnight lies between.
        ("2015-05-04 20:30:00", ["same-day", "same-picture"]),
        ("2015-05-09 09:00:00", ["near-day", "same-picture"]),
        ("2015-06-09 09:00:00", []),
    ],
)
def test_the_same_picture_within_a_week(run, moment, evidence):
    one, other = show(run, "en", "tea.jpg", PICTURE), show(run, "ar", "chai.jpg", PICTURE)
    assert proposed(run, one, other, moment) == evidence


@pytest.mark.parametrize(
    ("moment", "evidence"),
    [("2015-05-04 20:30:00", ["same-day", "same-file"]), ("2015-05-09 09:00:00", [])],
)
def test_a_picture_of_the_same_name_on_one_day(run, moment, evidence):
    one, other = show(run, "en", "tea.jpg", PICTURE), show(run, "ar", "Tea-1.jpg", SMALLER)
    assert proposed(run, one, other, moment) == evidence


def test_a_picture_that_many_posts_show_means_nothing(run):
    one, other = show(run, "en", "logo.jpg", PICTURE), show(run, "ar", "logo.jpg", PICTURE)
    run.write("ar", *(arabic(number, content=other) for number in (7, 8)))
    run(*(item(number, content=one) for number in (1, 2)))
    assert not Question.objects.filter(kind="pair").exists()
