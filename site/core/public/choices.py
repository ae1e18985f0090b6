"""Filters of the site's lists: what readers may choose, and what they chose."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Choice:
    """One value of a filter; `key` is its key among the facets, `href` its own page, if any."""

    value: str
    name: str
    key: str = ""
    href: str = ""


@dataclass(frozen=True)
class Filter:
    """A filter of a list: its parameter, its choices and the one that the reader made."""

    parameter: str
    label: str | Promise
    everything: str | Promise
    choices: list[Choice]
    chosen: Choice | None = None
