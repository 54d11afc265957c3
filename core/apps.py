from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Parts without tables and without business words, that every other app may use."""

    name = "core"
