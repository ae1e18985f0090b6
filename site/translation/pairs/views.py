"""Confirmation screens: make a translation the original, make one of a pair, undo a link.

Only those who may publish both pages can open them; anybody else gets “not found”.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from core.language.languages import language_name
from core.refusals import RefusedError
from translation.models import LinkedPage, TranslationStatus
from translation.pairs import actions, checks
from translation.rights import AnyUser
from translation.workflow.other_language import counterpart_of

TAKEN_OVER = gettext_noop(
    "“%(translation)s” takes over from “%(original)s” what both languages have in common: dates, "
    "forums, topics and pictures."
)


def publishable(user: AnyUser, page_id: int) -> Page:
    """Return a page that `user` may publish; other pages are not found."""
    page = get_object_or_404(Page.objects.filter(depth__gt=1), pk=page_id)
    if not page.permissions_for_user(user).can_publish():
        raise Http404
    return page.specific


def language_of(page: Page) -> str:
    return language_name(page.locale.language_code)


def named(page: Page) -> dict[str, str]:
    return {"title": page.get_admin_display_title(), "language": language_of(page)}


def sentences(text: str, original: Page, translation: Page) -> SafeString:
    """Return `text` with the titles, each in its own direction, and languages of both pages."""
    words = {
        "original": _isolated(original),
        "original_language": language_of(original),
        "translation": _isolated(translation),
        "translation_language": language_of(translation),
    }
    return mark_safe(escape(text) % words)  # noqa: S308 - titles are escaped, the rest is ours


def _isolated(page: Page) -> SafeString:
    return format_html("<bdi>{}</bdi>", page.get_admin_display_title())


class PairView(WagtailAdminTemplateMixin, View):
    """Shows what will happen to two pages and how to undo it, asks, and does it."""

    template_name = "translation/pairs/confirm.html"
    header_icon = "wagtail-localize-language"
    button: Any = ""

    def setup(self, request: HttpRequest, page_id: int) -> None:  # type: ignore[override]
        super().setup(request, page_id=page_id)
        self.page = publishable(request.user, page_id)

    @cached_property
    def other(self) -> Page:
        """The page's counterpart, which the user may publish too."""
        other = counterpart_of(self.page)
        if other is None:
            raise Http404
        self.check_rights(other)
        return other

    def check_rights(self, other: Page) -> None:
        if not other.permissions_for_user(self.request.user).can_publish():
            raise PermissionDenied

    @property
    def pair(self) -> tuple[Page, Page]:
        """The original and the translation, as they will be."""
        raise NotImplementedError

    def reason_not_to_act(self) -> str:
        raise NotImplementedError

    def notes(self) -> list[str]:
        """Return what will change; not called if there is a reason not to act."""
        raise NotImplementedError

    def undo(self) -> str:
        raise NotImplementedError

    def act(self) -> str:
        """Do it, and return the message to show."""
        raise NotImplementedError

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.confirmation()

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        _both = self.pair  # asks for the rights on the other page
        messages.success(request, self.act())
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    def confirmation(self, **hidden: Any) -> HttpResponse:
        original, translation = self.pair
        reason = self.reason_not_to_act()
        context = self.get_context_data(
            pages=[
                (_("Original"), original, language_of(original)),
                (self.word_for_second(), translation, language_of(translation)),
            ],
            reason=reason,
            notes=[] if reason else self.notes(),
            undo=self.undo(),
            button=self.button,
            hidden=hidden,
            back=reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
        )
        return self.render_to_response(context)

    def word_for_second(self) -> str:
        return _("Translation")


class ReverseView(PairView):
    """“Make this the original”: the translation and its original change places."""

    button = gettext_lazy("Yes, make it the original")

    @cached_property
    def pair(self) -> tuple[Page, Page]:
        """The future original is today's translation."""
        row = TranslationStatus.objects.begun().filter(work=self.page.translation_key).first()
        if row is None:
            raise Http404
        is_translation = row.lang == self.page.locale.language_code
        return (self.page, self.other) if is_translation else (self.other, self.page)

    def get_page_title(self) -> str:
        return _("Make the page in %(language)s the original") % named(self.pair[0])

    def reason_not_to_act(self) -> str:
        original, translation = self.pair
        return checks.reason_not_to_reverse(translation, original)

    def notes(self) -> list[str]:
        texts = [
            _(
                "“%(original)s” becomes the original and is edited in the page's own form. "
                "“%(translation)s” becomes its translation and is edited text by text."
            ),
            _("When “%(original)s” changes, “%(translation)s” is outdated until it is updated."),
            _(
                "Readers see the same pages at the same addresses, and the API's ids stay. The API "
                "gives %(original_language)s as the language of the original."
            ),
            _(
                "All translated texts are kept, in both directions. The translation remains "
                "assigned only to somebody with the right to write in %(translation_language)s."
            ),
        ]
        return [sentences(text, *self.pair) for text in texts]

    def undo(self) -> str:
        return sentences(
            _("To undo this, make the page in %(translation_language)s the original again."),
            *self.pair,
        )

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.confirmation(original=str(self.pair[0].pk))

    def act(self) -> str:
        original, translation = self.pair
        # Sent twice, the second request would undo the first.
        if self.request.POST.get("original", str(original.pk)) != str(original.pk):
            raise RefusedError(_("The pages have changed places already."))
        actions.reverse_pair(translation, original, self.request.user)
        return _("“%(title)s” (%(language)s) is the original now.") % named(original)


class TranslatePairView(PairView):
    """“Make it a translation”: two pages of one work that were written separately."""

    button = gettext_lazy("Yes, make it a translation")

    @cached_property
    def pair(self) -> tuple[Page, Page]:
        return self.other, self.page

    def get_page_title(self) -> str:
        return _("Make the page in %(language)s a translation") % named(self.page)

    def reason_not_to_act(self) -> str:
        return checks.reason_not_to_translate_pair(*self.pair)

    def notes(self) -> list[str]:
        texts = [
            _(
                "“%(translation)s” becomes a translation of “%(original)s”. It keeps its text, and "
                "is edited text by text from then on."
            ),
            _(TAKEN_OVER),
            _("When “%(original)s” changes, “%(translation)s” is outdated until it is updated."),
            _("Addresses and the API's ids stay."),
        ]
        return [sentences(text, *self.pair) for text in texts]

    def undo(self) -> str:
        return sentences(
            _(
                "To undo this, stop the translation in its editor: “%(translation)s” is then "
                "edited by hand again."
            ),
            *self.pair,
        )

    def act(self) -> str:
        actions.translate_pair(*self.pair, user=self.request.user)
        return _("“%(title)s” (%(language)s) is a translation now.") % named(self.page)


class UnlinkView(PairView):
    """Undoes a link: the page has its former id again, and no counterpart."""

    page_title = gettext_lazy("Unlink")
    button = gettext_lazy("Yes, unlink them")

    @cached_property
    def pair(self) -> tuple[Page, Page]:
        return self.other, self.page

    def word_for_second(self) -> str:
        return _("Linked page")

    def reason_not_to_act(self) -> str:
        return checks.reason_not_to_unlink(self.page)

    def notes(self) -> list[str]:
        linked = LinkedPage.objects.get(page_id=self.page.pk)
        texts = [
            _("The pages do not lead to each other any more. Both keep their texts and addresses."),
            _(
                "“%(translation)s” has its former id in the API again. Partners see it as deleted "
                "from the work that it was linked with."
            ),
            _("What was translated is kept with “%(original)s”."),
        ]
        notes = [sentences(text, *self.pair) for text in texts]
        return [*notes, _("The former id: %(id)s") % {"id": linked.former_work}]

    def undo(self) -> str:
        return _("To undo this, link the pages again.")

    def act(self) -> str:
        actions.unlink(self.page)
        return _("“%(title)s” (%(language)s) is a work of its own again.") % named(self.page)
