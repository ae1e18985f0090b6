"""The app that declares to Wagtail's APIs which fields a story has."""

from django.apps import AppConfig


class YardstickConfig(AppConfig):
    """Declares the fields before Wagtail builds its serializers from them."""

    name = "benchmarks.yardstick"
    label = "benchmarks_yardstick"

    def ready(self) -> None:
        from benchmarks.yardstick.fields import declare_fields

        declare_fields()
