"""Forms that were opened before a newer version of the page was saved."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import cached_property
from wagtail.models import Page, Revision

# In a form that was given back because it was stale: the version that it was compared with.
COMPARED = "compared_revision_id"


def is_stale(request: HttpRequest, latest: Revision | None) -> bool:
    """Whether the form that was sent does not come from the newest version of its page.

    Stock trusts a form that does not name its version. Such a form is taken for new only if
    nobody else has saved anything after it can have been opened: that is, if the newest version
    is the sender's own, or nobody's.
    """
    if latest is None:
        return False
    if overwritten := request.POST.get("overwrite_revision_id"):
        return overwritten != str(latest.pk)
    loaded = request.POST.get("loaded_revision_id")
    if not loaded:
        return latest.user_id not in {None, request.user.pk}
    loaded_at = request.POST.get("loaded_revision_created_at", "")
    return (loaded, loaded_at) != (str(latest.pk), latest.created_at.isoformat())


@dataclass
class Conflict:
    """Two versions of a page: the newest that is stored, and the one in the form.

    `form` has been checked, so that its page holds whatever is valid of what was typed.
    """

    latest: Revision
    form: Any
    panel: Any
    is_own: bool

    @cached_property
    def differences(self) -> list[Any]:
        """What differs, from the stored version to the typed one, as Wagtail compares versions."""
        stored: Page = self.latest.as_object()
        pairs = (compare(stored, self.form.instance) for compare in self.panel.get_comparison())
        return [pair for pair in pairs if pair.is_field and pair.has_changed()]

    @cached_property
    def lists(self) -> list[str]:
        """The names of lists of forms within the form, such as the links of a page, that differ."""
        changed = (name for name, forms in self.form.formsets.items() if forms.has_changed())
        return [name for name in changed if name != "comments"]
