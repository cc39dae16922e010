"""What the lock stores."""

from django.db import models

from saferboard.web.audit.frozen import FrozenModel
from saferboard.web.casework.lock.cases import (
    WHOLE,
    BreakGlass,
    Case,
    Conflict,
    Flag,
    InCase,
    InClass,
    Involvement,
    SentForm,
    Share,
)
from saferboard.web.casework.lock.people import (
    Membership,
    Review,
    SharingAgreement,
    Signature,
    Stretch,
    VettingRecord,
)


class Declared(FrozenModel):
    """A file of the partnership on its casework, as it was published: purposes, procedures, tables.

    The newest of a name is in force; every one is kept, because cases pin the version they go by.
    """

    name = models.CharField(max_length=120)
    text = models.TextField()
    sha = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("pk",)


__all__ = [
    "WHOLE",
    "BreakGlass",
    "Case",
    "Conflict",
    "Declared",
    "Flag",
    "InCase",
    "InClass",
    "Involvement",
    "Membership",
    "Review",
    "SentForm",
    "Share",
    "SharingAgreement",
    "Signature",
    "Stretch",
    "VettingRecord",
]
