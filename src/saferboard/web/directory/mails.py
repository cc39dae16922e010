"""E-mails on their way."""

import uuid

from django.db import models
from django.db.models import F, Q


class Mail(models.Model):
    """One e-mail to one address. It is sent, given up, or waits for ``next_at``.

    An attempt is marked as begun (``begun_at``) before it is made: a process that dies in the
    middle leaves a mail of which nobody knows whether it went, and which is not sent again unasked.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    private = models.BooleanField(default=False)
    queued_at = models.DateTimeField(auto_now_add=True)
    queued_by = models.CharField(max_length=120)
    next_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    begun_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        indexes = (
            models.Index(F("next_at"), name="mail_waiting", condition=Q(next_at__isnull=False)),
        )

    def __str__(self) -> str:
        return f"mail {self.pk}: {self.subject}"
