"""What every page type shares: summary, social picture, panels, preview and public forms."""

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.models import PageManager as WagtailPageManager
from wagtail.query import PageQuerySet as WagtailPageQuerySet
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.addresses.topics import FOLDER as TOPICS
from core.body.blocks import BodyBlock
from core.forms import CopyWithoutAliasForm, PageForm
from core.language.languages import LANGUAGES, Language
from core.language.slugs import free_slug, is_too_long, slug_of
from core.language.tidying import tidied
from core.media.missing import make_missing, pictures_of
from core.models.published import PublishedItem
from core.models.rights import PageRights


class PageQuerySet(WagtailPageQuerySet):
    """Chooses pages; `public` replaces Wagtail's, which shows aliases and more."""

    def public(self) -> "PageQuerySet":
        """Pages that anyone may read now, by their published items."""
        return self.filter(pk__in=PublishedItem.objects.public().values("page_id"))

    def in_language(self, lang: str) -> "PageQuerySet":
        return self.filter(locale__language_code=lang)


# Below a front page the site has addresses of its own, which would hide such a page.
FRONT_DEPTH, TAKEN_SLUGS = 2, frozenset({"search", TOPICS})
PageManager = WagtailPageManager.from_queryset(PageQuerySet)


class BasePage(Page):
    """A page in one language of the bilingual site.

    A page's translation is another page with the same `translation_key`, its *work*. Subclasses
    set their `public_type` (the API's name for them, or "index"), their `translatable_fields`
    and their `edit_handler` (made by `page_tabs`).
    """

    slug: Any  # Wagtail declares it, untyped
    summary = models.TextField(
        _("summary"),
        max_length=500,
        blank=True,
        help_text=_("Two or three sentences: shown in lists, in search engines and by partners."),
    )
    social_image = models.ForeignKey(
        "core.SiteImage",
        verbose_name=_("picture for social media"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown when somebody shares the page. Left empty, the lead picture is used."),
    )

    public_type: ClassVar[str] = PublishedItem.INDEX
    is_front_page: ClassVar[bool] = False
    # Whether it holds other pages together: such a page is never deleted.
    is_protected: ClassVar[bool] = False
    # Whether it lists the newest stories: there a reader goes where a page is not translated.
    is_latest_list: ClassVar[bool] = False
    # Whether other pages belong to it, as stories belong to a forum: lists can be narrowed by it.
    is_group: ClassVar[bool] = False
    # The relation from a page to the groups that it belongs to, or "" if there is none.
    group_lookup: ClassVar[str] = ""
    # Text that people paste from other programs, with characters that nobody sees.
    _pasted_fields: ClassVar[tuple[str, ...]] = (
        "title", "summary", "seo_title", "search_description",
    )  # fmt: skip
    # The field with the date by which staff look for pages of this type, or "" if there is none.
    date_field: ClassVar[str] = ""
    # The relation from a page to its topics, or "" if there is none.
    topic_lookup: ClassVar[str] = ""
    open_graph_type: ClassVar[str] = "website"
    # What HTML calls the page that partners store: its kind, since a title outlives a withdrawal.
    stored_name: ClassVar[Any] = _("A page by %(provider)s")
    # The public pages above it, from the front page on, where it is served to the public.
    trail: Sequence[PublishedItem] = ()
    # What readers call one such page and several, where it is not what the CMS calls them.
    names_for_readers: ClassVar[tuple[Any, Any] | None] = None
    base_form_class = PageForm
    copy_form_class = CopyWithoutAliasForm
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
            heading=_("Search engines"),
        ),
        MultiFieldPanel([FieldPanel("social_image")], heading=_("Social media")),
    ]
    settings_panels = [PublishingPanel()]

    base_translatable_fields: ClassVar[list[Any]] = [
        TranslatableField("title"),
        TranslatableField("seo_title"),
        TranslatableField("search_description"),
        TranslatableField("summary"),
        SynchronizedField("social_image", overridable=False),
    ]
    search_fields = [
        *Page.search_fields,
        index.AutocompleteField("title_of_draft"),
        index.SearchField("title_of_draft"),
        index.SearchField("summary"),
    ]

    class Meta:
        abstract = True

    @classmethod
    def can_exist_under(cls, parent: Page) -> bool:
        """Only front pages are at the root; parents limit the rest by their `subpage_types`."""
        return parent.is_root() == cls.is_front_page and super().can_exist_under(parent)

    @property
    def work(self) -> UUID:
        """What this page and its translation have in common, for ever."""
        return self.translation_key

    @property
    def title_of_draft(self) -> str:
        """The title by which staff find a page that is not public.

        Of a public page others may know, who must not learn what its draft is called.
        """
        return "" if self.live else str(self.draft_title)

    @property
    def language(self) -> Language:
        return LANGUAGES[self.locale.language_code]

    @property
    def published_at(self) -> datetime | None:
        """The date by which lists order and filter."""
        return self.first_published_at

    @cached_property
    def editions(self) -> list[PublishedItem]:
        """The public forms of this work, one for each language in which it can be read."""
        return list(PublishedItem.objects.public().filter(work=self.work).defer("full"))

    @property
    def published_item(self) -> PublishedItem | None:
        """This page's own public form, or None while it has none."""
        return next((item for item in self.editions if item.page_id == self.pk), None)

    @property
    def shared_image(self) -> Any:
        """The picture that represents the page elsewhere, or None."""
        return self.social_image or getattr(self, "lead_image", None)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        for name in self._pasted_fields:
            setattr(self, name, tidied(getattr(self, name) or ""))
        self._set_slug()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        """Check what a draft must have, which is less than what a public page must."""
        self._set_slug()
        super().minimal_clean()

    def _set_slug(self) -> None:
        """Make the slug from the title where there is none; cut a new one that is too long."""
        if not self.slug and self.title:
            self.slug = self.free_slug(slug_of(self.title))
        elif is_too_long(
            self.slug, lambda slug: Page.objects.filter(pk=self.pk, slug=slug).exists()
        ):
            self.slug = self.free_slug(slug_of(self.slug))
        elif self.slug in TAKEN_SLUGS:
            self.slug = self.free_slug(self.slug)

    def free_slug(self, base: str) -> str:
        """Return `base`, or `base` with a number where a sibling has it; "" if there is none."""
        if not base:
            return ""
        parent = self.get_parent()
        taken = TAKEN_SLUGS if parent is not None and parent.depth == FRONT_DEPTH else ()
        return free_slug(
            base, lambda slug: slug not in taken and Page._slug_is_available(slug, parent, self)
        )

    def permissions_for_user(self, user: Any) -> PageRights:
        """Return what `user` may do with the page; pages of Wagtail's own class ask here, too."""
        return PageRights(user, self)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Serve the page to those who may read it; for all others it does not exist."""
        is_public = self.published_item is not None
        if not is_public and not self._is_open_to(request):
            raise Http404
        with translation.override(self.language.tag):
            response = super().serve(request, *args, **kwargs)
            if hasattr(response, "render"):
                response.render()
        if not is_public:
            response["Cache-Control"] = "private, no-store"
        return response

    def _is_open_to(self, request: HttpRequest) -> bool:
        """Whether a restricted page is open to the person who is signed in."""
        restrictions = self.get_view_restrictions()
        return bool(
            request.user.is_authenticated
            and self.live
            and self.alias_of_id is None
            and restrictions
            and all(restriction.accept_request(request) for restriction in restrictions)
        )

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the draft in its own language, whatever the editor's interface language."""
        make_missing(pictures_of(self))  # the worker may not have come to a picture yet
        with translation.override(self.language.tag):
            response = super().serve_preview(request, mode_name)
            if hasattr(response, "render"):
                response.render()
        return response


def page_tabs(content: Sequence[Any], details: Sequence[Any] = ()) -> TabbedInterface:
    """Return a page's form in the CMS, in tabs.

    `content` holds what is written in each language, `details` what both languages share.
    """
    tabs = [ObjectList(content, heading=_("Content"))]
    if details:
        tabs.append(ObjectList(details, heading=_("Details")))
    tabs.append(ObjectList(BasePage.promote_panels, heading=_("Promote")))
    tabs.append(ObjectList(BasePage.settings_panels, heading=_("Settings")))
    return TabbedInterface(tabs)


class IndexPage(BasePage):
    """A page that lists those below it; there is one of each type in a language, for good."""

    is_protected = True
    content_panels = [*Page.content_panels, FieldPanel("summary")]
    edit_handler = page_tabs(content_panels)

    translatable_fields = BasePage.base_translatable_fields

    max_count_per_parent = 1

    class Meta:
        abstract = True


class BodyMixin(models.Model):
    """A lead picture and a body of blocks."""

    lead_image = models.ForeignKey(
        "core.SiteImage",
        verbose_name=_("lead picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    body_translatable_fields: ClassVar[list[Any]] = [
        SynchronizedField("lead_image", overridable=False),
        TranslatableField("body"),
    ]
    body_search_fields: ClassVar[list[Any]] = [index.SearchField("body")]

    class Meta:
        abstract = True
