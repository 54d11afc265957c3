"""The form that renames a tag."""

from core.forms import RowForm
from crm.models import Tag


class TagForm(RowForm):
    """One word; the action folds it and says when it is taken."""

    class Meta:
        model = Tag
        fields = ("name",)

    def _get_validation_exclusions(self) -> set[str]:
        # Whether the word is taken is asked after folding, by the action.
        return {*super()._get_validation_exclusions(), "name"}  # type: ignore[misc]
