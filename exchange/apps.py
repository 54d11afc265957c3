from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ExchangeConfig(AppConfig):
    """Spreadsheets in and out, merging of what came in twice, cards."""

    name = "exchange"
    verbose_name = _("In and out")

    def ready(self) -> None:
        """Let notifications, histories and photos speak of imports and merges, and an erasure reach what they keep."""
        from core.history_words import WAYS  # noqa: PLC0415  models are not loaded before
        from crm.actions.merged import MERGED  # noqa: PLC0415  as above
        from exchange.actions import forget, merge_photo, tell  # noqa: PLC0415  as above
        from exchange.actions.merge_aside import is_put_into_another  # noqa: PLC0415  as above

        WAYS["undo"] = pgettext_lazy("in a history", "an import taken back")
        WAYS["import_job"] = pgettext_lazy("in a history", "import")
        WAYS["merge"] = pgettext_lazy("in a history", "duplicates merged or made two again")
        MERGED.append(is_put_into_another)
        tell.register()
        forget.register()
        merge_photo.register()
