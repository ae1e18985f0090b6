"""A kind of translatable field that wagtail-localize does not have."""

from wagtail_localize.fields import BaseTranslatableField


class OwnPerLanguageField(BaseTranslatableField):
    """A field of which each language has its own value: neither translated nor copied over.

    A translation that is begun in the CMS starts with the original's value.
    """

    def __repr__(self) -> str:
        return f"<OwnPerLanguageField {self.field_name}>"
