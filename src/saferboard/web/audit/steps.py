"""Steps of migrations that speak to the database alone: triggers, policies, indexes of our own."""

from collections.abc import Callable
from typing import Any

from django.db.migrations.operations.base import Operation

Step = Callable[[Any], None]
"""Given the schema editor, executes statements through it."""


class OfDatabase(Operation):
    """A step that asks for no model.

    For a step that may ask for one (``RunPython``), Django makes all models anew, and there are
    dozens of steps like this one: that was half of the time in which an instance is made.
    """

    def __init__(self, forwards: Step, backwards: Step) -> None:
        self.forwards = forwards
        self.backwards = backwards

    def state_forwards(self, app_label: str, state: Any) -> None:
        """No model is changed."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        self.forwards(schema_editor)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        self.backwards(schema_editor)

    def describe(self) -> str:
        return "Statements of our own"
