"""Pages that are taken down, restricted or never public, and who then sees what."""

from wagtail.models import Page, PageViewRestriction

from core.models import PublishedItem
from core.publication.transactions import publication_transaction
from tests import factories

SECRET = "Secret name"


def public_languages(page):
    return set(
        PublishedItem.objects.public()
        .filter(work=page.translation_key)
        .values_list("lang", flat=True)
    )


def restrict(page, kind="login"):
    with publication_transaction():
        PageViewRestriction.objects.create(page=page, restriction_type=kind)


def unpublish(page):
    with publication_transaction():
        Page.objects.get(pk=page.pk).specific.unpublish()


def take_down(page, how):
    if how == "unpublished":
        unpublish(page)
    elif how == "restricted":
        restrict(page)
    elif how == "above restricted":
        restrict(page.get_parent())
    else:
        unpublish(page.get_parent())


def child_page(title="Child", **fields):
    """Make a page below another one, which is translated and public in both languages."""
    parent = factories.make_page("en")
    factories.translate_texts(factories.begin_translation(parent)).save_target()
    return factories.make_page("en", title=title, parent=parent, **fields)
