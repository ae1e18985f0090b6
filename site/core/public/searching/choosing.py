"""The filters of the search page, and what they narrow."""

from collections.abc import Mapping
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import Topic
from core.models.ordering import InOrderOfNames
from core.public.choices import Choice, Filter
from core.public.searching.finding import Wanted
from core.public.searching.kinds import Kind, kinds
from core.public.years import years_of

PARAMETERS = ("type", "topic", "year")


class Choosing:
    """Types, topics and years among public items in `lang`, and those that `values` choose.

    A value that is none of the choices counts as not given. It costs one query for topics and one
    for years, when they are asked for.
    """

    def __init__(self, lang: str, values: Mapping[str, str]) -> None:
        self.lang = lang
        self._given = values
        self.kinds = kinds()

    @cached_property
    def topics(self) -> list[Choice]:
        named = Topic.public(lang=self.lang).order_by(InOrderOfNames(self.lang), "pk")
        return [Choice(topic.slug, topic.name(self.lang), topic.slug) for topic in named]

    @cached_property
    def filters(self) -> list[Filter]:
        types = [Choice(kind.value, kind.plural) for kind in self.kinds]
        dated = (kind.value for kind in self.kinds if kind.is_dated)
        years = [year for value in dated for year in years_of(value, self.lang)]
        kind_label = pgettext_lazy("of what is found: story, forum …", "Type")
        return [
            self._filter("type", kind_label, _("Everything"), types),
            self._filter("topic", _("Topic"), _("All topics"), self.topics),
            self._filter("year", _("Year"), _("All years"), years),
        ]

    def _filter(
        self, name: str, label: str | Promise, everything: str | Promise, choices: list[Choice]
    ) -> Filter:
        chosen = next((one for one in choices if one.value == self._given[name]), None)
        return Filter(name, label, everything, choices, chosen)

    @cached_property
    def values(self) -> dict[str, str]:
        """The values that are chosen, by parameter."""
        return {one.parameter: one.chosen.value for one in self.filters if one.chosen}

    def year(self, value: str) -> Choice | None:
        """Return the choice of a year; None if nothing is of that year."""
        years = self.filters[PARAMETERS.index("year")].choices
        return next((one for one in years if one.value == value), None)

    def wanted(self, text: str, *, is_newest_first: bool) -> Wanted:
        """Return what is to be found of a text."""
        kind = self.kind_of_value(self.values.get("type", ""))
        year = int(self.values["year"]) if "year" in self.values else None
        types = kind.types if kind else ()
        topic = self.values.get("topic", "")
        return Wanted(text, self.lang, types, topic, year, is_newest_first)

    def kind_of_value(self, value: str) -> Kind | None:
        return next((kind for kind in self.kinds if kind.value == value), None)

    def kind_of_type(self, public_type: str) -> Kind | None:
        return next((kind for kind in self.kinds if public_type in kind.types), None)
