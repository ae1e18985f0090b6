"""The form of a story in the CMS."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Page

from core.forms import PageForm


class StoryForm(PageForm):
    """Offers each forum once: in the story's language, or in the other where it has none yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "forums" in self.fields:
            field = self.fields["forums"]
            field.queryset = self._one_of_each(field.queryset)

    def _one_of_each(self, forums: QuerySet[Any]) -> QuerySet[Any]:
        locale_id = self.instance.locale_id or self.parent_page.locale_id
        in_our_language = Page.objects.filter(
            translation_key=OuterRef("translation_key"), locale=locale_id
        )
        chosen = [forum.pk for forum in self.instance.forums.all()] if self.instance.pk else []
        return forums.filter(
            Q(locale=locale_id) | ~Exists(in_our_language) | Q(pk__in=chosen)
        ).order_by("title")
