"""The form of one more number of a client."""

from core.forms import RowForm
from crm.models import Identifier


class IdentifierForm(RowForm):
    """What number it is, and the number."""

    class Meta:
        model = Identifier
        fields = ("kind", "value")
