"""What Wagtail's lists of pages add for stories: their date, and filters by which staff find one.

The page types say which of their fields those are: `date_field`, `group_lookup`, `topic_lookup`.
"""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

import django_filters
from django import forms
from django.db.models import DateTimeField, F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.admin.views.pages.listing import GenericPageFilterSet

from cms.privacy.vocabularies import known_names
from core.language.languages import current_language, language_name
from core.models import Topic
from core.publication.visibility import public_models
from translation.views.filters import public_forums

STATUSES = [
    ("live", pgettext_lazy("state of a page", "Published")),
    ("draft", _("Draft")),
    ("changed", _("Published, with changes not yet published")),
    ("mine", _("My drafts")),
    ("scheduled", _("Scheduled")),
]
# Wagtail's filters, which people use less.
_LAST = [
    "content_type", "latest_revision_created_at", "edited_by", "owner", "has_child_pages", "site",
]  # fmt: skip
_WITH_STATUS = {
    "live": Q(live=True),
    "draft": Q(live=False),
    "changed": Q(live=True, has_unpublished_changes=True),
}


def dates() -> Any:
    """Return the expression for the date of a page among pages of all types."""
    fields = [
        F(f"{model._meta.model_name}__{model.date_field}")
        for model in public_models().values()
        if model.date_field
    ]
    return Coalesce(*fields, None, output_field=DateTimeField())


def _date_of(page: Any) -> Any:
    field = getattr(page, "date_field", "")
    return getattr(page, field) if field else None


DATE_COLUMN: BaseColumn = Column(
    "story_date", label=_("Story date"), accessor=_date_of, sort_key="story_date", width="12%"
)
DATE_COLUMN.cell_template_name = "translation/dashboard/day_cell.html"


class StoryFilters(GenericPageFilterSet):  # type: ignore[misc]
    """The filters of stories, then Wagtail's, whose own one of languages would be a second."""

    story_date = django_filters.DateFromToRangeFilter(
        label=_("Story date"), method="by_date", widget=DateRangePickerWidget
    )
    forum = django_filters.ChoiceFilter(label=_("Forum"), method="by_forum", empty_label=_("All"))
    topic = django_filters.ChoiceFilter(label=_("Topic"), method="by_topic", empty_label=_("All"))
    status = django_filters.ChoiceFilter(
        label=_("Status"), method="by_status", choices=STATUSES, empty_label=_("All")
    )
    language = django_filters.ChoiceFilter(
        label=_("Language"), method="by_language", empty_label=_("All"), widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        locale = self.filters.pop("locale", None)  # knows which languages there are
        self.filters |= {name: self.filters.pop(name) for name in _LAST if name in self.filters}
        lang, user = current_language(), self.request.user
        topics = [(str(topic.pk), topic.name(lang)) for topic in known_names(Topic, user)]
        languages = locale.extra["choices"] if locale else []
        self.filters["forum"].extra["choices"] = public_forums()
        self.filters["topic"].extra["choices"] = topics
        self.filters["language"].extra["choices"] = [
            (code, language_name(code)) for code, _name in languages
        ]

    def by_date(self, pages: Any, _name: str, chosen: slice) -> Any:
        """Narrow to whole days in Baghdad, the last one included."""
        if chosen.start:
            pages = _dated(pages, "gte", _start_of(chosen.start))
        if chosen.stop:
            pages = _dated(pages, "lt", _start_of(chosen.stop) + timedelta(days=1))
        return pages

    def by_forum(self, pages: Any, _name: str, value: str) -> Any:
        work = UUID(value)
        return _narrowed(
            pages,
            lambda model: model.group_lookup,
            lambda lookup: {f"{lookup}__translation_key": work},
        )

    def by_topic(self, pages: Any, _name: str, value: str) -> Any:
        return _narrowed(pages, lambda model: model.topic_lookup, lambda lookup: {lookup: value})

    def by_status(self, pages: Any, _name: str, value: str) -> Any:
        if value == "scheduled":
            return pages.annotate_approved_schedule().filter(_approved_schedule=True)
        if value == "mine":
            user = self.request.user
            return pages.filter(has_unpublished_changes=True, latest_revision__user=user)
        return pages.filter(_WITH_STATUS[value])

    def by_language(self, pages: Any, _name: str, value: str) -> Any:
        return pages.filter(locale__language_code=value)


class SearchFilters(StoryFilters):
    """For the search of all pages, which narrows by the type of page itself."""

    content_type = None


def _narrowed(
    pages: Any, lookup_of: Callable[[Any], str], condition: Callable[[str], dict[str, Any]]
) -> Any:
    """Return the pages of the types that have a lookup, and for which a condition on it holds."""
    wanted = Q(pk__in=[])
    for model in public_models().values():
        if lookup := lookup_of(model):
            found = model._default_manager.filter(**condition(lookup))
            wanted |= Q(pk__in=found.values("pk"))
    return pages.filter(wanted)


def _dated(pages: Any, comparison: str, moment: datetime) -> Any:
    return _narrowed(
        pages,
        lambda model: model.date_field,
        lambda field: {f"{field}__{comparison}": moment},
    )


def _start_of(moment: datetime) -> datetime:
    day = timezone.localtime(moment).date() if timezone.is_aware(moment) else moment.date()
    return timezone.make_aware(datetime.combine(day, time.min))
