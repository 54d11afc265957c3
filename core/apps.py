from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Parts without tables and without business words, that every other app may use."""

    name = "core"

    def ready(self) -> None:
        import core.queries  # noqa: F401, PLC0415  registers lookups once the models are loaded
