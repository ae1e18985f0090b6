"""Beginning a translation: a draft in the other language, and nothing else."""

from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from core.publication.transactions import publication_transaction
from core.refusals import RefusedError
from translation.content.segments import source_of
from translation.rights import AnyUser
from translation.workflow.may_begin import reason_not_to_translate


def submit(page: Page, locale: Locale, user: AnyUser | None = None) -> Page:
    """Begin the translation of `page`, or take up a stopped one; return the draft.

    Raises RefusedError. With a `user`, that user needs the right to add pages there.
    """
    reason = reason_not_to_translate(page, locale, user)
    if reason:
        raise RefusedError(reason)
    with publication_transaction():
        translation, _is_new = Translation.objects.update_or_create(
            source=source_of(page.specific), target_locale=locale, defaults={"enabled": True}
        )
        translation.save_target(user=user, publish=False)
        return translation.get_target_instance()
