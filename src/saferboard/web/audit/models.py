"""The table of events."""

from django.db import models

from saferboard.web.audit.frozen import FrozenModel


class Event(FrozenModel):
    """One thing that was done. ``by`` is a post or an account's key, never a person's name.

    Somebody who has not signed in is a ``visitor``.
    """

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    by = models.CharField(max_length=120)
    action = models.CharField(max_length=80)
    object = models.CharField(max_length=200)
    detail = models.JSONField(default=dict)

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by} {self.action} {self.object}"
