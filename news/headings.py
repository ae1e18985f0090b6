"""What a list of stories is called: what narrows it, how many stories it has, which page it is."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from core.language.lists import joined
from core.public.choices import Filter
from core.public.figures import page_of, stories_counted


def chosen_names(filters: Sequence[Filter], lang: str) -> str:
    """Return what a reader chose, such as "Hit Peace Forum, Heritage, 2019"; "" if nothing."""
    chosen = {one.parameter: one.chosen.name for one in filters if one.chosen}
    if list(chosen) == ["year"]:
        return _("Year %(year)s") % chosen
    return joined(chosen.values(), lang)


def counted_heading(count: int, page: int, pages: int) -> str:
    """Return what follows the name of a list: "40 stories", "40 stories · Page 2 of 4"."""
    stories = stories_counted(count)
    return f"{stories} · {page_of(page, pages)}" if page > 1 else stories
