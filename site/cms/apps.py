from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    """The CMS for staff."""

    name = "cms"
    verbose_name = _("CMS")

    def ready(self) -> None:
        from cms import django_forms
        from cms.accounts import attempts, password_reset
        from cms.privacy import fields
        from core.background import email_queue, worker

        fields.install()
        django_forms.install()
        worker.register_round(attempts.remove_old)
        email_queue.register_kind(password_reset.KIND, password_reset.make_email)
