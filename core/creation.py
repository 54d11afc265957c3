"""All of an app's tables in one step of a migration, for a database that is new.

Made one after the other, each table, index and trigger lets Django build again every model that is tied to it: half a
minute for a database like ours, of which PostgreSQL works one second.
"""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger


class CreateModels(Operation):
    """Create the tables of `models` with their indexes, constraints and triggers, which stand in the models' options.

    The order does not matter: foreign keys are laid when all tables are there. Backwards, all go.
    """

    def __init__(self, models: Sequence[CreateModel]) -> None:
        self.models = list(models)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Return what a migration file calls, as Django asks of every operation."""
        return type(self).__name__, [], {"models": self.models}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Add all models before any is built."""
        state.__dict__.pop("apps", None)
        for one in self.models:
            one.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Create the tables, then the triggers, which may write into any of them."""
        for one in self.models:
            one.database_forwards(app_label, schema_editor, from_state, to_state)
        for one in self.models:
            for trigger in one.options.get("triggers", ()):
                AddTrigger(one.name, trigger).database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Drop the tables; their triggers go with them."""
        for one in reversed(self.models):
            one.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """Return what `migrate --plan` says."""
        return f"Create {len(self.models)} models"
