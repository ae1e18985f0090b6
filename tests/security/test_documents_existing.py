"""`manage.py clean_documents`: what was stored before documents were cleaned."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from core.media.documents import existing
from core.media.documents.uploads import CLEANING
from core.models import PublishedItem, SiteDocument
from tests import factories
from tests.security.hostile import HOSTILE
from tests.security.hostile.cases import CANARY
from tests.security.hostile.searching import contains
from tests.security.uploading import make_uncleaned, stored

pytestmark = pytest.mark.any_database


def run(*arguments: str) -> str:
    output = io.StringIO()
    call_command("clean_documents", *arguments, stdout=output)
    return output.getvalue()


def stored_as_before(name: str) -> SiteDocument:
    return make_uncleaned(HOSTILE[name].make(), HOSTILE[name].filename)


@pytest.fixture
def revealing(transactional_db):
    return stored_as_before("pdf-information")


def test_a_file_is_replaced_by_a_clean_one_and_the_old_one_goes(revealing):
    before = Path(revealing.file.path)
    report = run()
    assert f"{revealing.pk} cleaned. Removed from the file: author" in report
    assert "1 cleaned, 0 not." in report
    revealing.refresh_from_db()
    assert not contains(stored(revealing), CANARY)
    assert revealing.file_size == len(stored(revealing))
    assert revealing.cleaning == CLEANING
    assert not before.exists()


def test_what_cannot_be_cleaned_stays_and_is_listed(revealing):
    acting = stored_as_before("pdf-launch")
    output = io.StringIO()
    with pytest.raises(CommandError, match="1 documents could not be cleaned"):
        call_command("clean_documents", stdout=output)
    assert f"{acting.pk} REFUSED /admin/documents/edit/{acting.pk}/" in output.getvalue()
    assert "does something by itself" in output.getvalue()
    assert Path(acting.file.path).exists()
    revealing.refresh_from_db()
    assert not contains(stored(revealing), CANARY)


def test_a_second_run_reads_nothing_again(revealing, monkeypatch):
    run()
    name = SiteDocument.objects.get().file.name
    monkeypatch.setattr(existing, "clean_document", None)
    assert "0 cleaned, 0 not." in run()
    assert SiteDocument.objects.get().file.name == name


def test_a_run_that_was_stopped_goes_on_with_the_rest(revealing):
    second = stored_as_before("docx-comments")
    first_only = existing.clean_stored(existing.uncleaned())
    next(first_only)
    first_only.close()
    assert existing.uncleaned() == [second.pk]
    run()
    assert existing.uncleaned() == []


def test_a_lost_file_is_listed_and_the_others_are_cleaned(revealing):
    lost = stored_as_before("docx-comments")
    Path(lost.file.path).unlink()
    with pytest.raises(CommandError):
        run()
    assert existing.uncleaned() == [lost.pk]


def test_the_list_changes_nothing(revealing):
    name = revealing.file.name
    assert run("--list").strip() == str(revealing.pk)
    revealing.refresh_from_db()
    assert revealing.file.name == name


def test_a_file_that_somebody_replaces_meanwhile_is_left_alone(revealing, monkeypatch):
    real = existing.clean_document

    def meanwhile(file, **options):
        SiteDocument.objects.update(file="documents/new.txt")
        return real(file, **options)

    monkeypatch.setattr(existing, "clean_document", meanwhile)
    with pytest.raises(CommandError):
        run()
    assert SiteDocument.objects.get().file.name == "documents/new.txt"


def test_pages_that_offer_it_follow_to_a_name_with_another_ending(transactional_db):
    """What was called a text was a PDF all the time."""
    document = make_uncleaned(HOSTILE["pdf-information"].make(), "report.txt", title="Report")
    factories.make_story(body=[("document", {"document": document, "text": ""})])
    run()
    [item] = PublishedItem.objects.public().showing(f"document:{document.pk}")
    assert "report.pdf" in str(item.full)
