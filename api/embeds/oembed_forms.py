"""An oEmbed response as JSON and as XML (oembed.com, §2.3)."""

import io
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.utils.xmlutils import SimplerXMLGenerator

from api.answers import as_json

JSON, XML = "json", "xml"
MEDIA_TYPES = {JSON: "application/json", XML: "text/xml; charset=utf-8"}
_NONE: "AttributesImpl[str]" = AttributesImpl({})  # generic for type checkers alone


def written(response: Mapping[str, Any], form: str) -> bytes:
    """Return a response in one of the forms of MEDIA_TYPES."""
    return as_json(response) if form == JSON else _as_xml(response)


def _as_xml(response: Mapping[str, Any]) -> bytes:
    file = io.BytesIO()
    xml = SimplerXMLGenerator(file, "utf-8", short_empty_elements=True)
    xml.startDocument()
    xml.startElement("oembed", _NONE)
    for name, value in response.items():
        _add(xml, name, value)
    xml.endElement("oembed")
    xml.endDocument()
    return file.getvalue()


def _add(xml: SimplerXMLGenerator, name: str, value: Any) -> None:
    if isinstance(value, Sequence) and not isinstance(value, str):
        xml.startElement(name, _NONE)
        for entry in value:
            xml.addQuickElement(name.removesuffix("s"), attrs=entry)
        xml.endElement(name)
    else:
        xml.addQuickElement(name, str(value))
