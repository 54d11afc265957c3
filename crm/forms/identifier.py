"""The form of one more number of a client."""

from core.forms import RowForm
from crm.forms.source import SourcedMixin
from crm.models import Identifier


class IdentifierForm(SourcedMixin, RowForm):
    """What number it is, and the number."""

    facts = "number"

    class Meta:
        model = Identifier
        fields = ("kind", "value")
