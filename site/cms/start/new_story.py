"""The way to the form of a new story, in the language of the person's screens if possible."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from wagtail.admin.ui.components import Component

from core.language.languages import current_language, language_name
from core.publication.visibility import public_models


@dataclass(frozen=True)
class NewStory:
    """A form for a new story, in one language."""

    url: str
    language: str


def new_stories(user: Any) -> list[NewStory]:
    """Return the forms that `user` may use, the one in the language of the screens first."""
    models = [model for model in public_models().values() if model.is_latest_list]
    lists = [page for model in models for page in model._default_manager.select_related("locale")]
    lists.sort(key=lambda page: (page.language.tag != current_language(), page.language.tag))
    return [
        NewStory(_form_below(page), language_name(page.language.tag))
        for page in lists
        if page.permissions_for_user(user).can_add_subpage()
    ]


def _form_below(page: Any) -> str:
    story = page.creatable_subpage_models()[0]._meta
    return reverse("wagtailadmin_pages:add", args=(story.app_label, story.model_name, page.pk))


class NewStoryPanel(Component):
    """One button, and a quieter link for the other language."""

    name = "new-story"
    template_name = "cms/start/new_story.html"
    order = 10

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"stories": new_stories(parent_context["request"].user)}
