"""The tables of events and of the chain that they make."""

from typing import Any, Never

from django.db import models

from saferboard.core.audit.canonical import digest
from saferboard.web.audit.frozen import FrozenModel


class DigestField(models.CharField):
    """SHA-256 of what the event says, made as it is stored, whoever stores it and however."""

    def pre_save(self, model_instance: Any, add: bool) -> str:
        """Fields are stored in their order, so that the moment is there already."""
        event = model_instance
        event.digest = digest(
            at=event.at,
            by=str(event.by),
            action=str(event.action),
            object=str(event.object),
            detail=event.detail,
        )
        return event.digest


class Event(FrozenModel):
    """One thing that was done. ``by`` is a post or an account's key, never a person's name.

    Somebody who has not signed in is a ``visitor``. The database itself adds its link.
    """

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    by = models.CharField(max_length=120)
    action = models.CharField(max_length=80)
    object = models.CharField(max_length=200)
    detail = models.JSONField(default=dict)
    digest = DigestField(max_length=64, editable=False)

    class Meta:
        ordering = ("at", "pk")
        # The trail of one case, or of one account, is read out of that of everything.
        indexes = (models.Index(fields=("object", "at"), name="audit_event_of_object"),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by} {self.action} {self.object}"


class Link(FrozenModel):
    """One link of the chain: read here, and made by the triggers of ``chaining`` alone.

    Numbers follow one another from 1 without a gap.
    """

    number = models.BigIntegerField(primary_key=True)
    event = models.OneToOneField(Event, models.PROTECT, related_name="link")
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"

    def save(self, *args: Any, **kwargs: Any) -> Never:
        """Refused: only the database makes a link."""
        raise TypeError("a link is made by the database, in the transaction of its event")
