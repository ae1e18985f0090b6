"""Wagtail's views of pictures and documents, without what the user may not know of.

Wagtail asks the rights of `cms.privacy.library` for most of it. Its tags, its bulk actions and its
admin API do not.
"""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from taggit.models import Tag
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.tags import TAGS_AUTOCOMPLETE_LIMIT
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.documents.views import bulk_actions as document_actions
from wagtail.documents.views.documents import DocumentsFilterSet
from wagtail.documents.views.documents import IndexView as DocumentIndexView
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.images.views import bulk_actions as image_actions
from wagtail.images.views.chooser import ImageChooserViewSet, ImageChooseView
from wagtail.images.views.images import ImagesFilterSet
from wagtail.images.views.images import IndexView as ImageIndexView

from cms.privacy.library import known_media, known_tags
from core.models import SiteImage
from core.publication.transactions import publication_transaction
from core.untrusted import row_ids


class _KnownTagsFilter:
    """The filters of a list of media, with the tags of what the user may know of."""

    filters: Any

    def __init__(self, *args: Any, request: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, request=request, **kwargs)  # type: ignore[call-arg]
        if tag := self.filters.get("tag"):
            offered = [name for name, _label in tag.extra["choices"]]
            known = known_tags(Tag.objects.filter(name__in=offered), request.user)
            names = set(known.values_list("name", flat=True))
            tag.extra["choices"] = [(name, name) for name in offered if name in names]
            if not names:
                del self.filters["tag"]


class _ImageFilters(_KnownTagsFilter, ImagesFilterSet):  # type: ignore[misc]
    pass


class _DocumentFilters(_KnownTagsFilter, DocumentsFilterSet):  # type: ignore[misc]
    pass


class KnownImagesView(ImageIndexView):
    filterset_class = _ImageFilters


class KnownDocumentsView(DocumentIndexView):
    filterset_class = _DocumentFilters


class KnownImageChooseView(ImageChooseView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        popular = [tag.pk for tag in context["popular_tags"]]
        known = known_tags(Tag.objects.filter(pk__in=popular), self.request.user)
        names = set(known.values_list("pk", flat=True))
        context["popular_tags"] = [tag for tag in context["popular_tags"] if tag.pk in names]
        return context


class _KnownImageChooserViewSet(ImageChooserViewSet):
    choose_view_class = KnownImageChooseView


# Gives its views what they need; its addresses are Wagtail's, so that it is not registered.
image_chooser = _KnownImageChooserViewSet(
    "wagtailimages_chooser", model=SiteImage, url_prefix="images/chooser"
)


def known_tag_names(
    request: HttpRequest, app_name: str = "taggit", model_name: str = "tag"
) -> JsonResponse:
    """Complete a tag; stock offers every tag that is on anything."""
    if (app_name, model_name) != ("taggit", "tag"):
        raise Http404
    term = request.GET.get("term", "").replace("\0", "")
    tags = known_tags(Tag.objects.filter(name__istartswith=term), request.user)
    names = tags.order_by("name").values_list("name", flat=True)[:TAGS_AUTOCOMPLETE_LIMIT]
    return JsonResponse(list(names) if term else [], safe=False)


class _KnownMedia:
    """A bulk action on what the user may know of; stock names all whose id is asked for."""

    request: HttpRequest

    def get_queryset(self, model: Any, object_ids: Any) -> Any:
        """Stock has a class method here, which knows no user; it is called on the action."""
        known = known_media(model, self.request.user).filter(pk__in=row_ids(object_ids))
        ids = list(known.values_list("pk", flat=True))
        return super().get_queryset(model, ids)  # type: ignore[misc]


class _Moving(_KnownMedia):
    """Moves media to a collection, which may be restricted; stock sends no signal."""

    @classmethod
    def execute_action(cls, objects: Any, **kwargs: Any) -> Any:
        with publication_transaction() as changes:
            changes.keys |= {f"{thing.item_key}:{thing.pk}" for thing in objects}
            return super().execute_action(objects, **kwargs)  # type: ignore[misc]


class DeleteImagesView(_KnownMedia, image_actions.DeleteBulkAction):
    pass


class TagImagesView(_KnownMedia, image_actions.AddTagsBulkAction):
    pass


class MoveImagesView(_Moving, image_actions.AddToCollectionBulkAction):
    pass


class DeleteDocumentsView(_KnownMedia, document_actions.DeleteBulkAction):
    pass


class TagDocumentsView(_KnownMedia, document_actions.AddTagsBulkAction):
    pass


class MoveDocumentsView(_Moving, document_actions.AddToCollectionBulkAction):
    pass


BULK_ACTIONS = (
    DeleteImagesView,
    TagImagesView,
    MoveImagesView,
    DeleteDocumentsView,
    TagDocumentsView,
    MoveDocumentsView,
)


class _KnownInApi:
    """Lists what the user may know of; stock leaves out what visitors must sign in for."""

    authentication_classes: ClassVar[list[Any]] = PagesAdminAPIViewSet.authentication_classes
    model: Any
    request: Any

    def get_queryset(self) -> Any:
        return known_media(self.model, self.request.user).order_by("pk")


class KnownImagesViewSet(_KnownInApi, ImagesAdminAPIViewSet):
    def get_queryset(self) -> Any:
        return super().get_queryset().prefetch_renditions("max-165x165")


class KnownDocumentsViewSet(_KnownInApi, DocumentsAdminAPIViewSet):
    pass


def no_size_of_ones_own(_request: HttpRequest, **_which: Any) -> HttpResponse:
    """Answer 404 where stock makes any size of a picture, decoded whole and past every queue."""
    raise Http404
