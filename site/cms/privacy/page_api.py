"""The CMS's own API for its scripts: it names no page that the user may not know."""

from typing import Any, ClassVar

from wagtail.admin.api.serializers import (
    AdminPageSerializer,
    PageAncestorsField,
    PageTranslationsField,
)
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.api.v2.serializers import PageAliasOfField

from cms.privacy.known import titles_for


class _KnownPages:
    """A list of pages, as far as the user may know them; stock names all."""

    context: dict[str, Any]

    def to_representation(self, page: Any) -> list[Any]:
        pages = super().to_representation(page)  # type: ignore[misc]
        known = titles_for(self.context["request"].user, [each["id"] for each in pages])
        return [
            each | {"admin_display_title": known[each["id"]]}
            for each in pages
            if each["id"] in known
        ]


class _KnownTranslations(_KnownPages, PageTranslationsField):
    pass


class _KnownAncestors(_KnownPages, PageAncestorsField):
    pass


class _KnownOriginal(PageAliasOfField):
    def get_attribute(self, page: Any) -> Any:
        known = page.alias_of_id and titles_for(self.context["request"].user, [page.alias_of_id])
        return super().get_attribute(page) if known else None


class KnownPageSerializer(AdminPageSerializer):
    ancestors = _KnownAncestors(read_only=True)
    translations = _KnownTranslations(read_only=True)
    alias_of = _KnownOriginal(read_only=True)


class KnownPagesViewSet(PagesAdminAPIViewSet):
    """Replaces Wagtail's own, whose actions change pages without asking any hook."""

    actions: ClassVar[dict[str, Any]] = {}
    base_serializer_class = KnownPageSerializer
