"""Linking two pages written separately: choose the counterpart, read what follows, confirm."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Locale, Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.privacy.choosers import CheckedBrowseView
from core.language.languages import language_name, other_language
from translation.pairs import actions
from translation.pairs.checks import reason_not_to_be_linked, reason_not_to_link
from translation.pairs.joining import correspond
from translation.pairs.views import TAKEN_OVER, PairView, named, publishable, sentences
from translation.rights import AnyUser

# Wagtail's chooser passes this parameter on from screen to screen; its own values are others.
CHOOSER_MARK = "counterpart-in-"


class CounterpartChooser(AdminPageChooser):
    """Offers the pages of one type in one language, beginning where the counterpart would lie."""

    def __init__(self, page: Page) -> None:
        self.for_page = page
        lang = other_language(page.locale.language_code)
        super().__init__(target_models=[type(page)], user_perms=f"{CHOOSER_MARK}{lang}")

    def get_chooser_modal_url(self) -> str:
        return reverse("translation_pairs:choose", args=[self.for_page.pk])


def locales(lang: str) -> QuerySet[Locale]:
    return Locale.objects.filter(language_code=lang)


def choose(request: HttpRequest, page_id: int, parent_page_id: int | None = None) -> HttpResponse:
    """Open Wagtail's page chooser below the counterpart of the page's own parent."""
    page = publishable(request.user, page_id)
    if parent_page_id is None:
        lang = other_language(page.locale.language_code)
        above = page.get_ancestors().exclude(depth=1).order_by("-depth")
        keys = list(above.values_list("translation_key", flat=True))
        found = Page.objects.filter(locale__language_code=lang, translation_key__in=keys)
        nearest = found.order_by("-depth").first()
        parent_page_id = nearest.pk if nearest else None
    return CheckedBrowseView.as_view()(request, parent_page_id=parent_page_id)


class LinkForm(forms.Form):
    """Asks for the counterpart, and which of the two is the original."""

    counterpart = forms.ModelChoiceField(
        queryset=Page.objects.none(), label=gettext_lazy("The page in the other language")
    )
    original = forms.ChoiceField(
        label=gettext_lazy("The original"), widget=forms.RadioSelect, initial="this"
    )

    def __init__(self, page: Page, user: AnyUser, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lang = other_language(page.locale.language_code)
        self.page = page
        mine = PagePermissionPolicy().instances_user_has_permission_for(user, "publish")
        counterpart: Any = self.fields["counterpart"]
        counterpart.queryset = mine.filter(locale__language_code=lang)
        counterpart.widget = CounterpartChooser(page)
        original: Any = self.fields["original"]
        original.choices = [
            ("this", _("“%(title)s” (%(language)s)") % named(page)),
            ("other", _("The page in %(language)s") % {"language": language_name(lang)}),
        ]

    @property
    def pair(self) -> tuple[Page, Page]:
        other = self.cleaned_data["counterpart"].specific
        is_this = self.cleaned_data["original"] == "this"
        return (self.page, other) if is_this else (other, self.page)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and (reason := reason_not_to_link(*self.pair)):
            self.add_error("counterpart", reason)
        return cleaned


class LinkView(PairView):
    """Asks for the counterpart; then shows what linking changes, and asks again."""

    page_title = gettext_lazy("Link with a page in the other language")
    button = gettext_lazy("Yes, link them")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.question(LinkForm(self.page, request.user))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = LinkForm(self.page, request.user, request.POST)
        if not form.is_valid():
            return self.question(form)
        self.linked = form.pair
        if request.POST.get("confirmed"):
            return super().post(request, **kwargs)
        fields = {name: request.POST[name] for name in ("counterpart", "original")}
        return self.confirmation(confirmed="1", **fields)

    def question(self, form: LinkForm) -> HttpResponse:
        self.template_name = "translation/pairs/link.html"
        back = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        reason = reason_not_to_be_linked(self.page)
        return self.render_to_response(
            self.get_context_data(form=form, media=form.media, back=back, reason=reason)
        )

    @property
    def pair(self) -> tuple[Page, Page]:
        return self.linked

    @cached_property
    def corresponds(self) -> bool:
        """Whether the pages become original and translation."""
        return correspond(*self.pair)

    def word_for_second(self) -> str:
        return _("Translation") if self.corresponds else _("Linked page")

    def reason_not_to_act(self) -> str:
        return ""

    def notes(self) -> list[str]:
        texts = [
            _("Each page links to the other for readers. The addresses stay the same."),
            _(
                "“%(translation)s” gets the id of “%(original)s” in the API. Partners see the "
                "former id as deleted, and receive the page again under the new id."
            ),
        ]
        notes = [sentences(text, *self.pair) for text in texts]
        former = _("The former id: %(id)s") % {"id": self.pair[1].translation_key}
        taken_over = [sentences(_(TAKEN_OVER), *self.pair)] if self.corresponds else []
        return [*notes, former, self._what_becomes(), *taken_over]

    def _what_becomes(self) -> str:
        if self.corresponds:
            text = _(
                "The texts correspond one by one: “%(translation)s” becomes a translation of "
                "“%(original)s”, is edited text by text, and is outdated when the original changes."
            )
        else:
            text = _(
                "The texts do not correspond one by one: the pages become one work, but stay "
                "independent. Each is edited in its own form, and no notice is sent when the other "
                "changes. Once their blocks correspond, one can be made a translation."
            )
        return sentences(text, *self.pair)

    def undo(self) -> str:
        return sentences(
            _(
                "To undo this, choose “Unlink” on “%(translation)s”: it has its former id again, "
                "and both keep their texts."
            ),
            *self.pair,
        )

    def act(self) -> str:
        if actions.link(*self.pair, user=self.request.user):
            text = _("Linked. “%(translation)s” is a translation of “%(original)s” now.")
        else:
            text = _(
                "Linked. The texts of “%(original)s” and “%(translation)s” do not correspond one "
                "by one, so the pages stay independent."
            )
        return sentences(text, *self.pair)
