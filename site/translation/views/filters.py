"""The filters of the lists of translations."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import django_filters
from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import MultipleContentTypeFilter, WagtailFilterSet
from wagtail.admin.utils import get_user_display_name
from wagtail.models import get_page_content_types

from core.language.alphabet import sort_key
from core.language.languages import current_language, language_name
from core.models import PublishedItem
from core.publication.visibility import public_models
from core.search.small_tables import having
from core.untrusted import row_id
from translation.models import Status, TranslationStatus
from translation.models.status import StatusQuerySet

ME, NOBODY = "me", "nobody"
_DAYS = {"week": 7, "month": 30, "quarter": 91}
_AGES = [
    ("week", _("More than one week")),
    ("month", _("More than one month")),
    ("quarter", _("More than three months")),
]
_CHANGES = [("week", _("This week")), ("month", _("Within a month"))]
_REVIEWS = [("yes", _("In review")), ("no", _("Not in review"))]
_DUE = [
    ("overdue", _("Overdue")),
    ("week", _("Due within a week")),
    ("none", _("Without a due date")),
]


def _choice(label: Any, method: str, choices: Any = (), **options: Any) -> Any:
    return django_filters.ChoiceFilter(
        label=label,
        method=method,
        choices=choices,
        empty_label=_("All"),
        **{"widget": forms.RadioSelect} | options,
    )


class _PageTypes(MultipleContentTypeFilter.field_class):  # type: ignore[misc]
    """Refuses numbers beyond SQLite's range, on which a query would fail."""

    def _check_values(self, value: Any) -> Any:
        for each in value or []:
            if row_id(str(each)) is None:
                message = self.error_messages["invalid_choice"]
                raise forms.ValidationError(message, "invalid_choice", {"value": str(each)[:50]})
        return super()._check_values(value)


class PageTypeFilter(MultipleContentTypeFilter):
    field_class = _PageTypes


class TranslationFilters(WagtailFilterSet):
    """Filters over the rows into `langs`, the languages of the person of the request."""

    # The parameter in addresses is `state`, as in bookmarks from before the field was renamed.
    state = django_filters.MultipleChoiceFilter(
        field_name="status",
        label=_("Status"),
        choices=Status.choices,
        widget=forms.CheckboxSelectMultiple,
        distinct=False,
    )
    review = _choice(_("Review"), "by_review", _REVIEWS)
    type = PageTypeFilter(
        field_name="source_page__content_type",
        label=_("Page type"),
        queryset=lambda request: get_page_content_types(include_base_page_type=False),
        widget=forms.CheckboxSelectMultiple,
        distinct=False,
    )
    forum = _choice(_("Forum"), "by_forum", widget=forms.Select)
    lang = _choice(_("Into"), "by_language")
    assignee = _choice(_("Assigned to"), "by_assignee")
    due = _choice(_("Due"), "by_due_date", _DUE)
    age = _choice(_("In this status for"), "by_age", _AGES)
    changed = _choice(_("Original changed"), "by_change", _CHANGES)

    class Meta:
        model = TranslationStatus
        fields: list[str] = []

    def __init__(
        self, *args: Any, request: HttpRequest, langs: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, request=request, **kwargs)
        self.filters["forum"].extra["choices"] = public_forums()
        self.filters["assignee"].extra["choices"] = _assignees(request.user, langs)
        self.filters["lang"].extra["choices"] = [(lang, language_name(lang)) for lang in langs]
        if len(langs) < 2:
            del self.filters["lang"]

    def by_review(self, rows: StatusQuerySet, _name: str, value: str) -> StatusQuerySet:
        return rows.filter(is_in_review=value == "yes")

    def by_forum(self, rows: StatusQuerySet, _name: str, value: str) -> StatusQuerySet:
        return rows.filter(_belongs_to(UUID(value)))

    def by_language(self, rows: StatusQuerySet, _name: str, value: str) -> StatusQuerySet:
        return rows.into(value)

    def by_assignee(self, rows: StatusQuerySet, _name: str, value: str) -> StatusQuerySet:
        if value == NOBODY:
            return rows.filter(assignee=None)
        return rows.of(self.request.user.pk if value == ME else int(value))

    def by_due_date(self, rows: StatusQuerySet, _name: str, value: str) -> StatusQuerySet:
        if value == "overdue":
            return rows.overdue()
        if value == "none":
            return rows.filter(due_on=None)
        return rows.open().filter(due_on__lte=timezone.localdate() + timedelta(days=7))

    def by_age(self, rows: StatusQuerySet, _name: str, value: str) -> StatusQuerySet:
        return rows.filter(changed_at__lt=_ago(value))

    def by_change(self, rows: StatusQuerySet, _name: str, value: str) -> StatusQuerySet:
        return rows.filter(source_changed_at__gte=_ago(value))


def titled(rows: StatusQuerySet, words: str) -> StatusQuerySet:
    """Return the rows whose original or translation has `words` in its title.

    Rows have their titles from `with_known_titles`: what is not shown is not found either.
    """
    if not words:
        return rows
    return having(rows, words, "known_title", "target_page__draft_title")


def _ago(value: str) -> Any:
    return timezone.now() - timedelta(days=_DAYS[value])


def public_forums() -> list[tuple[str, str]]:
    """Return the public forums, each by its title in the interface's language if it has one."""
    types = [model.public_type for model in public_models().values() if model.is_group]
    items = (
        PublishedItem.objects.public()
        .of_type(*types)
        .only("work", "lang", "original_lang", "title")
    )
    best = items.best_for(current_language())
    return sorted(
        ((str(work), item.title) for work, item in best.items()),
        key=lambda choice: sort_key(choice[1]),
    )


def _belongs_to(forum: UUID) -> Q:
    """Return the condition for a forum's own row and those of the pages that belong to it."""
    condition = Q(work=forum)
    for model in public_models().values():
        if model.group_lookup:
            pages = model._default_manager.filter(
                **{f"{model.group_lookup}__translation_key": forum}
            )
            condition |= Q(source_page__in=pages.values("pk"))
    return condition


def _assignees(user: Any, langs: Sequence[str]) -> list[tuple[str, Any]]:
    """Return the choices of people: oneself, nobody, and other assignees."""
    rows = TranslationStatus.objects.filter(lang__in=langs)
    busy = rows.exclude(assignee=None).order_by().values("assignee")
    people = get_user_model().objects.filter(pk__in=busy).exclude(pk=user.pk)
    named = [(str(person.pk), get_user_display_name(person)) for person in people]
    named.sort(key=lambda choice: sort_key(choice[1]))
    return [(ME, _("Me")), (NOBODY, _("Nobody")), *named]
