"""What the removal of a phrase must know of translations (`core.erasing`)."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid5

from django.db.models import F
from wagtail_localize.models import String, Template

from core.erasing import registry
from core.publication.transactions import record_work
from translation.models import Job, TranslationStatus


def register() -> None:
    """Register everything. Called when the app is ready."""
    registry.register_derived("wagtail_localize.string", _key_of_string)
    registry.register_derived("wagtail_localize.template", _key_of_template)
    registry.register_opaque("translation.job", _texts_of_job)
    registry.register_around(_up_to_date_as_before)
    registry.register_codes("translation.translationstatus", "made_from")
    registry.register_codes("translation.job", "options")
    registry.register_codes("wagtail_localize.translationsource", "schema_version")
    registry.register_codes("wagtail_localize.translationcontext", "path", "field_path")
    registry.register_codes("wagtail_localize.stringtranslation", "tool_name")
    registry.register_codes("wagtail_localize.template", "template_format")


def _key_of_string(string: String) -> dict[str, Any]:
    """Return the hash by which a text is found; the old one would confirm a guess of the name.

    Where another text has become the same, this one gets its number.
    """
    data, key = string.data, String._get_data_hash(string.data)
    others = String.objects.filter(locale=string.locale_id).exclude(pk=string.pk)
    if others.filter(data_hash=key).exists():
        data = f"{data} {string.pk}"
        key = String._get_data_hash(data)
    return {"data": data, "data_hash": key}


def _key_of_template(template: Template) -> dict[str, Any]:
    namespace = uuid5(Template.BASE_UUID_NAMESPACE, template.template_format)
    key = uuid5(namespace, template.template)
    if Template.objects.exclude(pk=template.pk).filter(uuid=key).exists():
        key = uuid5(namespace, f"{template.template}{template.pk}")
    return {"uuid": key}


def _texts_of_job(job: Job) -> Iterator[str]:
    """Yield the files of an export or import."""
    data = bytes(job.file or b"")
    if not zipfile.is_zipfile(io.BytesIO(data)):
        yield data.decode("utf-8", "replace")
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.infolist():
            yield member.filename
            yield archive.read(member).decode("utf-8", "replace")


@contextmanager
def _up_to_date_as_before() -> Iterator[None]:
    """Have translations that were up to date stay so: the same was removed from both texts."""
    current = TranslationStatus.objects.exclude(made_from="").filter(made_from=F("source_digest"))
    rows = list(current.values_list("pk", "work"))
    yield
    changed = TranslationStatus.objects.filter(pk__in=[pk for pk, _work in rows])
    behind = changed.exclude(source_digest="").exclude(made_from=F("source_digest"))
    works = list(behind.values_list("work", flat=True))
    behind.update(made_from=F("source_digest"))
    for work in works:
        record_work(work)
