"""What no browser of ours sends, but somebody may: it is refused, and never a fault of the site."""

import struct
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import GroupCollectionPermission, Page, WorkflowState
from wagtail_localize.models import SegmentOverride, StringTranslation

from core.models import SiteDocument
from core.publication import transactions
from core.refusals import RefusedError
from core.setup import roles
from tests import factories
from tests.translation.offline.files import (
    UPLOAD,
    counts_of,
    po_for,
    stored,
    take_over,
    upload,
    words_of,
    zipped,
)
from tests.translation.screens import (
    URLENCODED,
    put,
    put_text,
    segment_address,
    segment_of,
    text_address,
)
from translation import jobs
from translation.models import Job
from translation.offline import import_job

pytestmark = pytest.mark.django_db
DEEP = "<b>" * 900 + "x" + "</b>" * 900
RLO, RLM = "\u202e", "\u200f"


def save_form(client, draft, words, value):
    segment = segment_of(draft, words)
    fields = {"action": "texts", f"text-{segment.pk}": value, f"was-text-{segment.pk}": ""}
    return client.post(f"/admin/pages/{draft.pk}/edit/", fields, follow=True)


REFUSED = [
    ("We met.", DEEP, "nested too deeply"),
    ("We met.", "<b>" * 6000, "nested too deeply"),
    # Its length is shown beside the field, whether it can be used or not.
    ("Voices", DEEP, "nested too deeply"),
    ("We met.", "<b></i>" * 900, "nested too deeply"),
    ("We met.", "ط" * 20_001, "20000"),
    ("We met.", "<b>" * 20_000, "20000"),
    ("We met.", "التقي\x0bنا", "U+000B"),
    ("We met.", "التقي&#x202e;نا", "U+202E"),
    ("We met.", f"التقي{RLO}نا", "U+202E"),
    ("Voices", "أصوات\nهيت", "single line"),
    ("Voices", "أصوات\rهيت", "single line"),
]


@pytest.mark.parametrize(("words", "value", "reason"), REFUSED)
def test_a_text_that_cannot_be_used_is_refused_by_each_way_in(
    draft, translator, words, value, reason
):
    assert reason in put_text(translator, draft, words, value).json()["error"]
    assert reason in save_form(translator, draft, words, value).content.decode()
    po = po_for(draft, {words: value})
    assert counts_of(upload(translator, po)) == {"invalid": 1}
    assert not StringTranslation.objects.exists()


def test_broken_tags_are_refused_and_not_parsed_to_be_shown(draft, translator):
    began = time.process_time()
    assert "20000" in save_form(translator, draft, "Voices", "<b a=" * 12_000).content.decode()
    assert time.process_time() - began < 4


def test_marks_of_direction_tabs_and_line_ends_of_any_system_may_stay(draft, translator):
    text = f"التقينا.{RLM} \u2067(Hit)\u2069\r\nثم\rعدنا\tمعًا"
    assert put_text(translator, draft, "We met.", text).status_code == 201
    assert stored() == {text.replace("\r\n", "\n").replace("\r", "\n")}


def test_what_the_original_has_may_remain(translator):
    draft = factories.begin_translation(factories.make_story(title="One\x85two"))
    assert put_text(translator, draft, "One\x85two", "One\x85two").status_code == 201


@pytest.mark.parametrize("charset", ["unicode_escape", "rot13", "utf-16", "nonsense"])
def test_a_text_is_sent_in_utf_8(draft, translator, charset):
    form = f"{URLENCODED}; charset={charset}"
    response = translator.put(text_address(draft, "Voices"), "value=x", content_type=form)
    assert response.status_code == 200
    assert "UTF-8" in response.json()["error"]
    assert not stored()


def hidden_page():
    return factories.make_story(title="Secret", live=False)


def root():
    return Page.objects.get(depth=1)


def hidden_document():
    return SiteDocument.objects.create(title="Secret", file="documents/secret.pdf")


def related():
    return ("related_pages", {"heading": "", "pages": [factories.home_page()]})


def document():
    own = SiteDocument.objects.create(title="Report", file="documents/report.pdf")
    return ("document", {"document": own, "text": ""})


def photo():
    return ("photo", {"image": factories.make_image(), "caption": "", "credit": ""})


@pytest.mark.parametrize(
    ("block", "secret"),
    [
        (related, hidden_page),
        (related, root),
        (document, hidden_document),
        (photo, factories.make_image),
    ],
)
def test_a_value_shows_nobody_what_has_an_id(client, block, secret):
    GroupCollectionPermission.objects.filter(permission__codename__contains="choose").delete()
    client.force_login(factories.make_user(roles.translators("ar")))
    draft = factories.begin_translation(factories.make_story(body=[block()]))
    segment = factories.translation_of(draft).source.overridablesegment_set.get()
    address = segment_address(draft, segment, "overrides")
    for pk in (secret().pk, 999_999):  # one answer for what is hidden and for what is not there
        answer = put(client, address, pk).json()
        assert answer["error"] == f"“{pk}” cannot be used here."
    assert not SegmentOverride.objects.exists()


def test_a_public_page_of_either_language_can_be_chosen(translator):
    draft = factories.begin_translation(factories.make_story(body=[related()]))
    segment = factories.translation_of(draft).source.overridablesegment_set.get()
    address = segment_address(draft, segment, "overrides")
    for page in (factories.make_story(), factories.make_story("ar", live=False)):
        answer = put(translator, address, page.pk).json()
        assert (answer["error"], answer["data"]) == (None, page.pk)


@pytest.mark.parametrize("number", ["9" * 5000, "99999", "9" * 21])
def test_numbers_that_no_database_knows_are_passed_over(editor, draft, number):
    assert editor.get(f"/admin/translations/?type={number}&assignee={number}").status_code == 200
    assert editor.get(f"/admin/translations/?forum={number}&p={number}").status_code == 200
    story = factories.make_story()
    form = {"new_title": "x", "new_slug": "x", "new_parent_page": number}
    assert editor.post(f"/admin/pages/{story.pk}/copy/", form).status_code == 404
    job = upload(editor, po_for(draft, {"Voices": "أصوات"})).context["job"]
    for path in ("files/0/", "apply/"):
        address = f"/admin/translations/jobs/{job.pk}/{path}"
        assert editor.post(address, {"shown": number}).status_code == 302
    assert stored() == {"أصوات"}


def beyond_all_places():
    """An archive whose directory puts a member at a place of 64 bits."""
    data = bytearray(zipped({"x.po": "x"}))
    extra = struct.pack("<HHQ", 1, 8, 2**63)
    place, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    data[place + 42 : place + 46] = b"\xff" * 4
    data[place + 30 : place + 32] = struct.pack("<H", len(extra))
    data[end + 12 : end + 16] = struct.pack("<I", end - place + len(extra))
    data[end:end] = extra
    return bytes(data)


def without_a_name():
    data = bytearray(zipped({"x": "x"}))
    for mark, at in ((b"PK\x03\x04", 26), (b"PK\x01\x02", 28)):
        place = data.index(mark) + at
        data[place : place + 4] = struct.pack("<HH", 0, 1)  # its one letter is taken for more
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [(beyond_all_places(), "damaged"), (without_a_name(), "names end in .po")],
)
def test_an_archive_that_is_no_archiver_made_is_refused(editor, data, reason):
    assert reason in words_of(upload(editor, data, "x.zip"))


def filler(size):
    """Return texts that nobody has translated, of so many bytes, to follow in a file."""
    each = b'\nmsgid "%s"\nmsgstr ""\n' % (b"x" * 50_000)
    return each * (size // 50_000)


def is_in_transaction():
    return transactions._state.changes is not None


@pytest.mark.parametrize("is_own_page", [True, False])
@pytest.mark.parametrize("size", [0, jobs.SMALL_BYTES])
def test_no_file_is_read_inside_a_transaction_and_a_large_one_only_by_the_worker(
    editor, draft, monkeypatch, is_own_page, size
):
    """The writing of others would wait: SQLite has one writer."""
    read, parse = [], import_job.parse
    monkeypatch.setattr(
        import_job, "parse", lambda data: (read.append(is_in_transaction()), parse(data))[1]
    )
    translation = factories.translation_of(draft)
    own = f"/admin/localize/translate/{translation.pk}/pofile/upload/"
    po = str(po_for(draft, {"Voices": "أصوات"})).encode() + filler(size)
    file = SimpleUploadedFile("x.po", po)
    response = editor.post(own if is_own_page else UPLOAD, {"file": file}, follow=True)
    job = Job.objects.get()
    if size:
        assert (read, job.state) == ([], Job.State.WAITING)
        jobs.run_job.func(str(job.pk))
        response = editor.get(f"/admin/translations/jobs/{job.pk}/")
    take_over(editor, response)
    if size:
        jobs.run_job.func(str(job.pk))
    assert stored() == {"أصوات"}
    assert not any(read[: -1 if not size else None])  # a small one is taken over in the request


def test_a_large_file_of_another_page_is_refused_by_the_worker(editor, draft):
    other = factories.begin_translation(factories.make_story(title="Elsewhere"))
    po = str(po_for(other, {"Elsewhere": "هناك"})).encode() + filler(jobs.SMALL_BYTES)
    own = f"/admin/localize/translate/{factories.translation_of(draft).pk}/pofile/upload/"
    editor.post(own, {"file": SimpleUploadedFile("x.po", po)})
    job = Job.objects.get()
    jobs.run_job.func(str(job.pk))
    response = editor.get(f"/admin/translations/jobs/{job.pk}/")
    assert "belongs to another page: “Elsewhere”" in words_of(response)


def test_nobody_has_more_than_twenty_unfinished_jobs(editor, draft):
    user = Job(owner_id=editor.session["_auth_user_id"]).owner
    for _number in range(20):
        jobs.create(user, Job.Kind.IMPORT)
    assert "20 exports and imports that are not finished" in words_of(upload(editor, po_for(draft)))
    Job.objects.all().update(state=Job.State.DONE)
    assert counts_of(upload(editor, po_for(draft, {"Voices": "أصوات"}))) == {"new": 1}


def test_a_decision_that_comes_second_is_refused(draft, translator):
    """Both read the review before one of them decided."""
    factories.translate_texts(draft)
    translator.post(f"/admin/pages/{draft.pk}/edit/", {"action": "submit"})
    reviewer = factories.make_user(roles.reviewers("ar"))
    first, second = WorkflowState.objects.get(), WorkflowState.objects.get()
    first, second = first.current_task_state, second.current_task_state
    first.task.specific.on_action(first, reviewer, "approve")
    with pytest.raises(RefusedError, match="no longer in the review"):
        second.task.specific.on_action(second, reviewer, "reject", comment="x")
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_APPROVED
    assert Page.objects.get(pk=draft.pk).live
