"""What a PO file of ours says of itself, in headers that PO editors keep."""

from datetime import datetime

from django.utils import timezone
from django.utils.dateparse import parse_datetime

WORK = "X-ICSSI-Work"
SOURCE_LANG = "X-Source-Language"  # which Poedit reads; without it, it guesses
EXPORTED_AT = "X-ICSSI-Exported-At"
SOURCE_DIGEST = "X-ICSSI-Source-Digest"
# wagtail-localize's own, in files that it wrote before, too.
TRANSLATION = "X-WagtailLocalize-TranslationID"
LANGUAGE = "Language"
CREATED = "POT-Creation-Date"


def exported_at(metadata: dict[str, str]) -> datetime | None:
    """Return when a file was written, or None if it does not say so or names a time to come.

    Without it nobody can tell what was changed online since.
    """
    for name in (EXPORTED_AT, CREATED):
        try:
            moment = parse_datetime(metadata.get(name, ""))
        except ValueError:
            continue
        if moment is not None and timezone.is_aware(moment) and moment <= timezone.now():
            return moment
    return None
