"""Small vocabularies: one row with both names, so that ids stay stable across languages."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from core.addresses.fields import AddressField
from core.language.alphabet import SORT_KEY_LENGTH, sort_key
from core.language.folding import fold
from core.language.languages import current_language
from core.language.slugs import SLUG_MAX_LENGTH, free_slug, is_too_long, slug_of
from core.language.tidying import tidied, tidied_line
from core.models.ordering import InOrderOfNames
from core.models.published import PublishedItem
from core.publication.seams import changes_published_items

FOLDED_LENGTH = 200
INTRO_MAX_LENGTH = 600
INTRO_HELP = _(
    "One to three sentences at the top of the topic’s page. Everybody sees it as soon as it is "
    "saved, if a public story has the topic."
)


class NameManager(models.Manager[Any]):
    """Lists names in the order of the language that is active; forms and choosers ask it.

    Not the model's own ordering: modelcluster reads that, and only names of columns.
    """

    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().order_by(InOrderOfNames(), "pk")


@changes_published_items
class BilingualName(index.Indexed, models.Model):
    """A name in English and Arabic with one stable public slug."""

    name_en = models.CharField(_("English name"), max_length=160)
    name_ar = models.CharField(_("Arabic name"), max_length=160)
    slug = models.SlugField(
        _("slug"),
        max_length=80,
        unique=True,
        blank=True,
        help_text=_(
            "The name's address in the API and in filters. Made from the English name; "
            "partners rely on it, so it stays when the name changes."
        ),
    )
    # The forms in which two spellings are equal; unique, so that no name is entered twice.
    folded_en = models.CharField(max_length=FOLDED_LENGTH, unique=True, editable=False)
    folded_ar = models.CharField(max_length=FOLDED_LENGTH, unique=True, editable=False)
    # By these lists are ordered.
    sort_en = models.CharField(max_length=SORT_KEY_LENGTH, default="", editable=False)
    sort_ar = models.CharField(max_length=SORT_KEY_LENGTH, default="", editable=False)

    item_key: ClassVar[str] = ""
    name_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("name_en"), FieldPanel("name_ar")]), FieldPanel("slug")],
            heading=_("Name"),
        )
    ]
    panels = name_panels
    search_fields = [
        index.AutocompleteField("name_en"),
        index.AutocompleteField("name_ar"),
        index.SearchField("name_en"),
        index.SearchField("name_ar"),
    ]

    objects = NameManager()

    class Meta:
        abstract = True
        ordering = ["sort_en", "pk"]  # of rows that are not stored yet

    def __str__(self) -> str:
        return self.name(current_language())

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._fold()
        super().save(*args, **kwargs)

    def name(self, lang: str) -> str:
        """Return the name in the language `lang` ("en" or "ar", or a regional form of them)."""
        return self.name_ar if lang.startswith("ar") else self.name_en

    @classmethod
    def public(cls, **where: str) -> models.QuerySet[Any]:
        """Return the names that readers may know: those that a public item shows now.

        A name is entered for a draft and stays when its story is withdrawn, so that the table
        itself shows names that are not public. `where` narrows the items, by `type` or `lang`.
        """
        facets = {"kind": cls.item_key, "key": OuterRef("slug"), **where}
        # By the id too: a slug may have been another name's until a moment ago.
        own_key = Concat(Value(f"{cls.item_key}:"), Cast(OuterRef("pk"), CharField()))
        shown = PublishedItem.objects.public().filter(
            **{f"facets__{name}": value for name, value in facets.items()},
            dependencies__key=own_key,
        )
        return cls._default_manager.filter(Exists(shown))

    def clean(self) -> None:
        super().clean()
        self._fold()
        errors = {}
        if (fault := self._fault_of_slug()) is not None:
            errors["slug"] = fault
        for lang in ("en", "ar"):
            folded = getattr(self, f"folded_{lang}")
            if not 0 < len(folded) <= FOLDED_LENGTH:
                errors[f"name_{lang}"] = ValidationError(
                    _("Give a name that can be read."), code="unreadable"
                )
            elif (twin := self._other(**{f"folded_{lang}": folded})) is not None:
                errors[f"name_{lang}"] = ValidationError(
                    _("“%(name)s” is already here, as “%(twin)s”. Choose it from the list."),
                    code="duplicate",
                    params={"name": getattr(self, f"name_{lang}"), "twin": twin.name(lang)},
                )
        if errors:
            raise ValidationError(errors)

    def _fault_of_slug(self) -> ValidationError | None:
        own = type(self)._default_manager.filter(pk=self.pk)
        if is_too_long(self.slug, lambda slug: own.filter(slug=slug).exists()):
            message = _("A slug has at most %(most)s characters.")
            return ValidationError(message, code="too_long", params={"most": SLUG_MAX_LENGTH})
        # Before the database does, whose words do not name the other one.
        if (other := self._other(slug=self.slug)) is not None:
            message = _("“%(name)s” has this slug. Enter another one, or leave the field empty.")
            return ValidationError(message, code="unique", params={"name": other})
        return None

    def _other(self, **same: str) -> "BilingualName | None":
        """Return another row that has the same values."""
        return type(self)._default_manager.exclude(pk=self.pk).filter(**same).first()

    def _fold(self) -> None:
        self.name_en, self.name_ar = tidied_line(self.name_en), tidied_line(self.name_ar)
        self.folded_en, self.folded_ar = fold(self.name_en), fold(self.name_ar)
        self.sort_en, self.sort_ar = sort_key(self.name_en), sort_key(self.name_ar)
        if not self.slug:
            self.slug = self._free_slug()

    def _free_slug(self) -> str:
        """Return a slug that no row has: organisations "A b" and "A-b" must both go in."""
        base = slug_of(self.name_en).encode("ascii", "ignore").decode().strip("-") or "name"
        # The number may take the place of the last letters.
        alike = type(self)._default_manager.filter(slug__startswith=base[: SLUG_MAX_LENGTH - 10])
        taken = set(alike.values_list("slug", flat=True))
        return free_slug(base, lambda slug: slug not in taken)


class SpelledName(BilingualName):
    """A name that texts write in further ways: searches know them, the public sees none."""

    variants = models.TextField(
        _("other spellings"),
        max_length=1000,
        blank=True,
        help_text=_(
            "One on each line, in either language: abbreviations, former names, other "
            "transliterations. They are shown nowhere, but whoever searches for one of them finds "
            "them all: leave out names that must not be known to belong to this one."
        ),
    )

    name_panels: ClassVar[list[Any]] = [*BilingualName.name_panels, FieldPanel("variants")]
    panels = name_panels
    search_fields = [*BilingualName.search_fields, index.SearchField("variants")]

    class Meta(BilingualName.Meta):
        abstract = True

    @property
    def spellings(self) -> list[str]:
        """Every way to write the name, in both languages."""
        return [self.name_en, self.name_ar, *self.variants.splitlines()]

    def clean(self) -> None:
        super().clean()
        if unreadable := [line for line in self.variants.splitlines() if len(fold(line)) == 1]:
            message = _("“%(spelling)s” is no spelling of a name: it needs at least two letters.")
            raise ValidationError(
                {"variants": ValidationError(message, params={"spelling": unreadable[0]})}
            )

    def _fold(self) -> None:
        super()._fold()
        known = {"", self.folded_en, self.folded_ar}
        lines = {fold(line): tidied_line(line) for line in reversed(self.variants.splitlines())}
        self.variants = "\n".join(lines[key] for key in reversed(lines) if key not in known)


class Topic(BilingualName):
    """What a story is about; the forums' working groups (masar) are topics."""

    intro_en = models.TextField(
        _("English introduction"), max_length=INTRO_MAX_LENGTH, blank=True, help_text=INTRO_HELP
    )
    intro_ar = models.TextField(
        _("Arabic introduction"), max_length=INTRO_MAX_LENGTH, blank=True, help_text=INTRO_HELP
    )

    item_key = "topic"
    panels = [
        *BilingualName.name_panels,
        MultiFieldPanel(
            [FieldPanel("intro_en"), FieldPanel("intro_ar")], heading=_("Introduction")
        ),
    ]

    class Meta(BilingualName.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def intro(self, lang: str) -> str:
        """Return the introduction in the language `lang`, or ""."""
        return self.intro_ar if lang == "ar" else self.intro_en

    def clean(self) -> None:
        self.intro_en, self.intro_ar = tidied(self.intro_en), tidied(self.intro_ar)
        super().clean()


class Governorate(SpelledName):
    """One of Iraq's nineteen governorates."""

    item_key = "governorate"

    class Meta(SpelledName.Meta):
        verbose_name = _("governorate")
        verbose_name_plural = _("governorates")


class Organisation(SpelledName):
    """A partner organisation."""

    website = AddressField(_("website"), blank=True)
    logo = models.ForeignKey(
        "core.SiteImage",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    item_key = "organisation"
    panels = [*SpelledName.name_panels, FieldPanel("website"), FieldPanel("logo")]

    class Meta(SpelledName.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")


class Person(SpelledName):
    """Somebody who signs stories. Only a name: nothing that could locate a person."""

    item_key = "person"

    class Meta(SpelledName.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")
