"""Publishing without a page's form: what the form would ask or refuse is refused here, by name."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.saving.alt_texts import pictures_without_alt
from core.body.drafts import is_complete
from core.publication.expiry import expiry_in_words, is_over
from core.refusals import RefusedError


def refuse_doubtful(pages: Iterable[Page], with_drafts_below: bool = False) -> None:
    """Raise RefusedError if one of `pages`, as it would be published, needs its form first."""
    pages = list(pages)
    if with_drafts_below:
        pages += [draft for page in pages for draft in page.get_descendants().not_live()]
    doubts = [
        doubt for page in pages if (doubt := doubt_about(page.get_latest_revision_as_object()))
    ]
    if doubts:
        message = _("Nothing was published: %(pages)s. Open the page to correct or to publish it.")
        raise RefusedError(message % {"pages": _(", ").join(doubts)})


def doubt_about(page: Page) -> str:
    """Return why `page` should not be published without its form, or "" if nothing is wrong."""
    title = {"title": page.get_admin_display_title()}
    if not is_complete(page):
        return _("something is missing or wrong in “%(title)s”") % title
    if is_over(page):
        text = _("“%(title)s” was to be taken down on %(moment)s")
        return text % (title | {"moment": expiry_in_words(page)})
    if missing := pictures_without_alt(page):
        pictures = _(", ").join(picture.title for picture in missing)
        text = _("in “%(title)s” pictures have no alternative text in its language (%(pictures)s)")
        return text % (title | {"pictures": pictures})
    return ""
