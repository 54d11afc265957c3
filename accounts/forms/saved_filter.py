"""The form of a saved filter."""

from accounts.models import SavedFilter
from core.forms import RowForm


class SavedFilterForm(RowForm):
    """Its name, whether it is pinned, and whether the list begins with it."""

    class Meta:
        model = SavedFilter
        fields = ("name", "is_pinned", "is_default")
