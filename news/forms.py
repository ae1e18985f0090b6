"""The form of a story in the CMS."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.privacy.known import HIDDEN, visible
from core.forms import PageForm, PagesField
from core.search.titles import title_key


class StoryForm(PageForm):
    """Offers each forum once: in the story's language, or in the other where it has none yet."""

    related_stories = PagesField("news.NewsPage", label=_("Related stories"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "forums" in self.fields:
            self._offer_forums(self.fields["forums"])

    def _offer_forums(self, field: Any) -> None:
        """Offer those that the user may know of; a hidden one that is chosen stays, unnamed."""
        chosen = [forum.pk for forum in self.instance.forums.all()] if self.instance.pk else []
        known = visible(field.queryset, self.for_user)
        named = dict(known.values_list("pk", "title"))
        is_offered = Q(pk__in=chosen) | Q(pk__in=self._one_of_each(known).values("pk"))
        field.queryset = field.queryset.filter(is_offered).order_by(title_key(), "pk")
        field.label_from_instance = lambda forum: named.get(forum.pk, HIDDEN)

    def _one_of_each(self, forums: QuerySet[Any]) -> QuerySet[Any]:
        locale_id = self.instance.locale_id or self.parent_page.locale_id
        in_our_language = Page.objects.filter(
            translation_key=OuterRef("translation_key"), locale=locale_id
        )
        return forums.filter(Q(locale=locale_id) | ~Exists(in_our_language))
