"""The names glossary in the CMS: translators read it, staff and reviewers maintain it."""

from typing import Any

from django.forms import TextInput
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminAutoHeightTextInput

from cms.saving.edit_views import KeepingEditView
from core.models.ordering import in_order_of
from core.search.small_tables import having
from translation.models import GlossaryTerm
from translation.models.glossary import language_of_spelling
from translation.status.labels import in_language

_ENGLISH = {"lang": "en", "dir": "ltr", "spellcheck": "false"}
_ARABIC = {"lang": "ar", "dir": "rtl", "spellcheck": "false"}
_EITHER = {"dir": "auto", "spellcheck": "false"}


class EnglishColumn(TitleColumn):
    """The English name, which leads to the form; its brackets are right in any interface."""

    def get_value(self, instance: GlossaryTerm) -> SafeString:
        return in_language(instance.en, "en")


class NamesIndexView(generic.IndexView):
    """Finds a name by each of its spellings, with or without vowel signs, hamzas and capitals."""

    def _get_title_column(
        self, field_name: str, column_class: type = EnglishColumn, **kwargs: Any
    ) -> Any:
        return super()._get_title_column(field_name, column_class, **kwargs)

    def order_queryset(self, queryset: Any) -> Any:
        column = (self.ordering or "en").lstrip("-")
        if column not in ("en", "ar"):
            return super().order_queryset(queryset)
        return in_order_of(queryset, column, is_descending=str(self.ordering).startswith("-"))

    def search_queryset(self, queryset: Any) -> Any:
        if not self.is_searching:
            return queryset
        return having(queryset, self.search_query, "en", "ar", "variants")


class NamesInspectView(generic.InspectView):
    """A name as those see it who may not change it, each text in its own direction."""

    def get_en_display_value(self) -> SafeString:
        return in_language(self.object.en, "en")

    def get_ar_display_value(self) -> SafeString:
        return in_language(self.object.ar, "ar")

    def get_variants_display_value(self) -> SafeString | str:
        lines = [
            (in_language(line, language_of_spelling(line)),)
            for line in self.object.variants.splitlines()
        ]
        return format_html_join("", "<div>{}</div>", lines) or "–"

    def get_note_display_value(self) -> SafeString | str:
        note = self.object.note
        return format_html('<span dir="auto">{}</span>', note) if note else "–"


class NamesViewSet(ModelViewSet):
    """List, form and inspection; the model's permissions decide who may do what."""

    model = GlossaryTerm
    name = "translation_glossary"
    url_prefix = "translations/glossary"
    icon = "openquote"
    index_view_class = NamesIndexView
    edit_view_class = KeepingEditView
    inspect_view_class = NamesInspectView
    inspect_view_enabled = True
    inspect_view_fields = ["en", "ar", "variants", "kind", "note"]
    copy_view_enabled = False
    add_to_reference_index = False
    list_per_page = 50
    list_display = [
        "en",
        Column(
            "ar",
            label=_("Arabic"),
            accessor=lambda term: in_language(term.ar, "ar"),
            sort_key="ar",
        ),
        "kind",
    ]
    list_filter = ["kind"]
    search_fields = ["en", "ar", "variants"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldRowPanel(
                        [
                            FieldPanel("en", widget=TextInput(attrs=_ENGLISH)),
                            FieldPanel("ar", widget=TextInput(attrs=_ARABIC)),
                        ]
                    ),
                    FieldPanel("variants", widget=AdminAutoHeightTextInput(attrs=_EITHER)),
                ],
                heading=_("Name"),
            ),
            FieldPanel("kind"),
            FieldPanel("note", widget=AdminAutoHeightTextInput(attrs={"dir": "auto"})),
        ]
    )


names_viewset = NamesViewSet()
