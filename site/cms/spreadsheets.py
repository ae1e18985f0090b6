"""Lists of the CMS as files of comma-separated values that open in Excel as they are.

Stock writes UTF-8 without its mark, which Excel reads as Latin letters; and a cell that begins as
a formula is computed, though somebody outside may have typed it.
"""

import codecs
import csv
from collections.abc import Iterator
from typing import Any

from wagtail.admin.views.mixins import Echo

# With these a formula begins, or a cell that Excel splits and then reads as one.
_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_text(value: Any) -> Any:
    """Return a cell that no program takes for a formula; numbers and dates stay what they are."""
    if isinstance(value, str) and value.lstrip(" ").startswith(_BEGINS_FORMULA):
        return f"'{value}"
    return value


def stream_csv(view: Any, queryset: Any) -> Iterator[bytes]:
    """Yield the lines of an export, each cell as the view prepares it."""
    writer = csv.writer(Echo())
    yield codecs.BOM_UTF8
    yield writer.writerow([as_text(view.get_heading(queryset, name)) for name in view.list_export])
    for item in queryset:
        row = view.to_row_dict(item)
        yield writer.writerow(
            [
                as_text(view.preprocess_field_value(name, value, view.FORMAT_CSV))
                for name, value in row.items()
            ]
        )
