from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    """The public API."""

    name = "api"
    verbose_name = _("Public API")

    def ready(self) -> None:
        from api.push.cdn import PurgeLane
        from api.push.lane import PushLane
        from api.push.tidying import remove_old
        from api.rendering import register_renderers
        from core.background import worker
        from core.erasing.registry import register_codes

        register_renderers()
        worker.register_lane("webhooks", PushLane)
        worker.register_lane("cdn", PurgeLane)
        worker.register_round(remove_old)
        register_codes("api.webhook", "types", "reason", "keys", "former_keys", "busy_with")
        register_codes("api.webhookdelivery", "message_id", "event", "type", "state", "fault")
