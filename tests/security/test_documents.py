"""Documents that mean harm or reveal somebody: refused with a reason, or stored without a trace."""

import subprocess
import sys

import pytest

from core.costly import programs
from core.media.documents.messages import refusal
from core.models import SiteDocument
from tests.security import uploading
from tests.security.hostile import HOSTILE, Hostile
from tests.security.hostile.cases import CANARY
from tests.security.hostile.honest import HONEST, Honest, text_of
from tests.security.hostile.searching import contains
from tests.signing_in import sign_in

pytestmark = pytest.mark.any_database

LIMIT_KB = 600 * 1024
MEASURED = (
    "import sys; from core.media.documents import program; program.main();"
    "sys.stderr.write(open('/proc/self/status').read())"
)


@pytest.fixture
def staff(client, db):
    sign_in(client, "Communications")
    return client


def test_there_are_enough_of_them():
    assert len(HOSTILE) >= 60
    assert len(HONEST) >= 12


def beginning(message: str) -> str:
    """A refusal up to the part that depends on the file."""
    return message.split(" (")[0]


@pytest.mark.parametrize("case", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_refused_with_a_reason_or_stored_without_a_trace(staff, case: Hostile):
    content = case.make()
    answer = uploading.with_many(staff, content, case.filename)
    if case.refused:
        [expected] = refusal(case.refused).messages
        assert not answer.is_stored
        assert beginning(expected) == beginning(answer.message)
        assert not SiteDocument.objects.exists()
        return
    assert contains(content, CANARY), "the file itself has no trace"
    assert answer.is_stored, answer.message
    assert "Removed from the file:" in answer.message or case.name in SILENT
    assert not contains(uploading.stored(), CANARY)
    assert CANARY not in SiteDocument.objects.get().file.name


# What is not in the clean file because that is written anew, and was no content of the old one.
SILENT = {
    "docx-traces-of-the-archive",
    "pdf-identifier",
    "pdf-remark-between-objects",
    "pdf-object-that-nothing-refers-to",
}


@pytest.mark.parametrize("case", HONEST.values(), ids=HONEST.keys())
def test_an_honest_file_is_accepted_and_shows_the_same_text(staff, case: Honest):
    answer = uploading.with_many(staff, case.make(), case.filename)
    assert answer.is_stored, answer.message
    document = SiteDocument.objects.get()
    kind = case.filename.rpartition(".")[2]
    assert document.file_extension == kind
    text = text_of(uploading.stored(document), kind)
    for words in case.words:
        assert words in text


@pytest.mark.parametrize("name", ["form.pdf", "letter.docx", "letter.odt"])
def test_what_is_clean_is_the_same_after_a_second_cleaning(staff, name):
    [case] = [each for each in HONEST.values() if each.filename == name]
    uploading.with_many(staff, case.make(), name)
    once = uploading.stored()
    answer = uploading.with_many(staff, once, name)
    assert "nothing had to be removed" in answer.message
    assert uploading.stored() == once


@pytest.mark.parametrize("name", ["report.docx", "report.exe", "report.png", "report"])
def test_a_files_name_does_not_decide_what_it_is(staff, name):
    assert uploading.with_many(staff, HONEST["plain-pdf"].make(), name).is_stored
    assert SiteDocument.objects.get().file.name.endswith(".pdf")


def test_a_file_that_takes_too_long_is_refused(staff, settings):
    settings.DOCUMENT_TIME_LIMIT = 0.001
    answer = uploading.with_many(staff, b"text", "a.txt")
    assert "too long" in answer.message


def test_a_file_above_the_limit_is_refused_with_the_limit(staff):
    answer = uploading.with_many(staff, b"text " * 4_200_000, "a.txt")
    assert not answer.is_stored
    assert "20" in answer.message


HEAVY = [
    "pdf-packed-zeros",
    "pdf-endless-instructions",
    "docx-packed-zeros",
    "docx-many-packed-zeros",
    "docx-countless-parts",
    "docx-entities-without-end",
]


@pytest.mark.parametrize("name", HEAVY)
def test_what_is_meant_to_fill_the_memory_does_not(name, tmp_path):
    with (tmp_path / "measured").open("w+b") as file, (tmp_path / "result").open("w+b") as result:
        file.write(HOSTILE[name].make())
        file.seek(0)
        done = subprocess.run(
            [sys.executable, "-c", MEASURED, str(result.fileno()), "x"], stdin=file,
            capture_output=True, check=True, env=programs.environment(), timeout=30,
            pass_fds=[result.fileno()],
        )  # fmt: skip
    [most] = [line for line in done.stderr.decode().splitlines() if line.startswith("VmHWM")]
    assert b'"refused"' in done.stdout
    assert int(most.split()[1]) < LIMIT_KB
