"""Who wants to hear by e-mail of what is published: an address and a choice, nothing else."""

import secrets

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower


def new_key() -> str:
    """The secret in the links of somebody's e-mails: who has it had the e-mail."""
    return secrets.token_urlsafe(24)


class Alert(models.Model):
    """E-mails that an address asked for; they begin once it was confirmed by the link sent there.

    ``bodies`` are keys of bodies, ``kinds`` those of publications; no bodies: all of them. What is
    stopped, or never confirmed, is deleted.
    """

    key = models.CharField(max_length=40, unique=True, default=new_key)
    address = models.EmailField()
    bodies = models.JSONField(default=list)
    kinds = models.JSONField(default=list)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                Lower("address"),
                condition=Q(confirmed_at__isnull=False),
                name="an_address_is_confirmed_once",
            ),
        )

    def __str__(self) -> str:
        return f"alert {self.pk}"
