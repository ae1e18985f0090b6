"""Files that translators send, as their tools make them."""

import io
import zipfile

import polib
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail_localize.models import StringTranslation

from tests import factories
from tests.translation.screens import row_of
from translation.offline.export_job import po_of

UPLOAD = "/admin/translations/import/"
JOBS = "/admin/translations/jobs/"


def po_for(draft, texts=None):
    """The file of a translation as it is exported now, with `texts` filled in by source."""
    po = po_of(factories.translation_of(draft), draft.specific, draft.draft_title)
    for entry in po:
        if texts and entry.msgid in texts:
            entry.msgstr = texts[entry.msgid]
    return po


def export(client, *rows):
    ids = [str(row.pk) for row in rows]
    return client.post("/admin/translations/export/", {"rows": ids}, follow=True)


def exported(client, page):
    """The answer that gives the file of one page, as it is exported from the list."""
    job = export(client, row_of(page)).context["job"]
    return client.get(f"{JOBS}{job.pk}/file/")


def parsed(response):
    return polib.pofile(response.content.decode(), encoding="utf-8")


def zipped(members, **options):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()


def upload(client, data, name="texts.po"):
    """Send a file to the import; the answer is the preview, or the form with what is wrong."""
    if not isinstance(data, bytes):
        data = str(data).encode()
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, data)}, follow=True)


def take_over(client, response, take=()):
    """Press “Take over” in a preview, with ticks at these conflicts."""
    job = response.context["job"]
    shown = [str(number) for number, _file in response.context["files"]]
    form = {"shown": shown, "take": list(take)}
    return client.post(f"{JOBS}{job.pk}/apply/", form, follow=True)


def words_of(response):
    """The text that a person reads in an answer: what is wrong, or what each file is about."""
    shown = [str(message) for message in response.context["messages"]]
    form = response.context.get("form")
    errors = [error for each in form.errors.values() for error in each] if form else []
    return " ".join([*shown, *errors, *(file["reason"] for file in reports_of(response))])


def reports_of(response):
    return [file for _number, file in response.context.get("files") or []]


def counts_of(response, number=0):
    return reports_of(response)[number]["counts"]


def stored():
    return set(StringTranslation.objects.values_list("data", flat=True))
