from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    """The CMS for staff."""

    name = "cms"
    verbose_name = _("CMS")

    def ready(self) -> None:
        from cms import django_patches, wagtail_patches
        from cms.accounts import attempts, handover, password_changed, password_reset
        from cms.accounts.factors import invitations
        from cms.editing import galleries, page_lists
        from cms.health.notifying import notify_administrators
        from cms.privacy import choices, fields, library
        from cms.security_log import events
        from core import forms, security_log, sessions
        from core.background import email_queue, worker

        wagtail_patches.PATCHES.install()
        django_patches.PATCHES.install()
        fields.register_comparisons()
        library.register_policies()
        forms.register_form_limit(choices.limit_to_known)
        galleries.register_gallery()
        page_lists.register_page_lists()
        handover.register()
        worker.register_round(attempts.remove_old)
        worker.register_round(security_log.remove_old)
        worker.register_round(sessions.remove_old)
        worker.register_round(notify_administrators)
        events.connect()
        email_queue.register_kind(invitations.KIND, invitations.make_email)
        email_queue.register_kind(password_reset.KIND, password_reset.make_email)
        email_queue.register_kind(password_changed.KIND, password_changed.make_email)
