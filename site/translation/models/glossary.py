"""Names that must be written the same way everywhere, in both languages."""

import re
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.language.characters import ARABIC_LETTERS, has_arabic_letters
from core.language.folding import fold

# A single letter is no name: it would be found in every list.
_WRITTEN = {
    "en": re.compile("[A-Za-z\u00c0-\u024f].*[A-Za-z\u00c0-\u024f]", re.DOTALL),
    "ar": re.compile(f"[{ARABIC_LETTERS}].*[{ARABIC_LETTERS}]", re.DOTALL),
}


def language_of_spelling(text: str) -> str:
    """Return "ar" for what has an Arabic letter, else "en"."""
    return "ar" if has_arabic_letters(text) else "en"


class GlossaryTerm(models.Model):
    """A name in English and Arabic, with the other spellings that it may have."""

    class Kind(models.TextChoices):
        """What a name names."""

        PLACE = "place", _("Place")
        ORGANISATION = "organisation", _("Organisation")
        PERSON = "person", _("Person")
        PROJECT = "project", _("Project")
        TOPIC = "topic", _("Topic")
        OTHER = "other", _("Other")

    en = models.CharField(
        _("English"),
        max_length=160,
        help_text=_(
            "With its capitals, as translators should write it. A word without capitals, such as "
            "“peace building”, is also found with them."
        ),
    )
    ar = models.CharField(
        _("Arabic"),
        max_length=160,
        help_text=_(
            "As translators should write it. Vowel signs, forms of hamza and what is written "
            "together with the name (و ف ب ل ك ال) make no difference."
        ),
    )
    variants = models.TextField(
        _("other spellings"),
        max_length=1000,
        blank=True,
        help_text=_(
            "One on each line, in either language: Maysan, Missan. They are recognised in texts "
            "and accepted in translations."
        ),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.OTHER)
    note = models.TextField(
        _("note"), max_length=500, blank=True, help_text=_("For translators: when to use which.")
    )

    class Meta:
        verbose_name = _("glossary name")
        verbose_name_plural = _("names glossary")
        ordering = ["en"]
        constraints = [
            models.UniqueConstraint(fields=["en", "ar"], name="translation_glossary_once"),
        ]

    def __str__(self) -> str:
        return f"{self.en} · {self.ar}"

    def clean(self) -> None:
        super().clean()
        self.en, self.ar = " ".join(self.en.split()), " ".join(self.ar.split())
        self.variants = "\n".join(self._own_variants())
        errors = self._misplaced() or self._taken()
        if errors:
            raise ValidationError(errors)

    @property
    def spellings(self) -> list[str]:
        """Every way to write the name, in both languages."""
        return [self.en, self.ar, *self.variants.splitlines()]

    def _own_variants(self) -> Iterable[str]:
        """Return the variants in one form each, without those that repeat another spelling."""
        known = {fold(self.en), fold(self.ar)}
        for line in self.variants.splitlines():
            written = " ".join(line.split())
            if written and fold(written) not in known:
                known.add(fold(written))
                yield written

    def _misplaced(self) -> dict[str, Any]:
        """Return what is wrong with the letters of each field."""
        errors: dict[str, Any] = {}
        if not _WRITTEN["en"].search(self.en) or language_of_spelling(self.en) == "ar":
            errors["en"] = _("Write the name in English here, in Latin letters.")
        if not _WRITTEN["ar"].search(self.ar) and self.ar != self.en:
            errors["ar"] = _(
                "Write the name in Arabic here, in Arabic letters, or exactly as in English if it "
                "stays so in Arabic texts."
            )
        unreadable = [
            line
            for line in self.variants.splitlines()
            if not any(letters.search(line) for letters in _WRITTEN.values())
        ]
        if unreadable:
            errors["variants"] = ValidationError(
                _("“%(spelling)s” is no spelling of a name: it needs at least two letters."),
                code="unreadable",
                params={"spelling": unreadable[0]},
            )
        return errors

    def _taken(self) -> dict[str, Any]:
        """Return which spellings another name has already."""
        others = {
            fold(spelling): other
            for other in GlossaryTerm.objects.exclude(pk=self.pk)
            for spelling in other.spellings
        }
        errors: dict[str, Any] = {}
        for field in ("en", "ar", "variants"):
            for spelling in getattr(self, field).splitlines():
                if other := others.get(fold(spelling)):
                    errors[field] = ValidationError(
                        _(
                            "“%(spelling)s” is a spelling of “%(other)s” already. Change that "
                            "name, or choose another spelling."
                        ),
                        code="duplicate",
                        params={"spelling": spelling, "other": other},
                    )
        return errors
