"""Who works on cases, what they were checked for, and what their agencies agreed.

Nothing here is about anybody a case concerns. Times are moments, ends not included.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from saferboard.core.casework.vetting import SCALE, Level
from saferboard.web.directory.models import Organisation


class Stretch(models.Model):
    """From a moment until another; no end while it lasts. ``by`` is who wrote it down."""

    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    by = models.CharField(max_length=120)

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="%(class)s_does_not_end_before_it_begins",
            ),
        )


class Membership(Stretch):
    """An account works for an agency in a role of its procedures, such as ``asb-officer``."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships"
    )
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    role = models.SlugField(max_length=60)

    class Meta(Stretch.Meta):
        ordering = ("agency__name", "role", "-since")


class VettingRecord(models.Model):
    """One check of one account: its level, and the moment from which it holds no more."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="vetting"
    )
    level = models.CharField(max_length=40, choices=[(level, level) for level in Level])
    issued = models.DateTimeField()
    expires = models.DateTimeField(null=True, blank=True)
    withdrawn = models.DateTimeField(null=True, blank=True)
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("-issued",)
        constraints = (
            models.CheckConstraint(
                condition=Q(expires__isnull=False) | ~Q(level__in=list(SCALE)),
                name="vetting_says_when_it_expires",
            ),
        )


class SharingAgreement(models.Model):
    """An information sharing agreement. ``items`` are the field classes that may be shared."""

    key = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    purpose = models.SlugField(max_length=60)
    parties = models.ManyToManyField(Organisation, related_name="+")
    items = models.JSONField(default=list)
    lawful_basis = models.TextField()
    special_category = models.TextField()
    rights = models.TextField()
    governance = models.TextField()
    retention = models.TextField()
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title


class Signature(models.Model):
    """An agency signed, and may have left since."""

    agreement = models.ForeignKey(
        SharingAgreement, on_delete=models.PROTECT, related_name="signatures"
    )
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    signed = models.DateTimeField()
    left = models.DateTimeField(null=True, blank=True)
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("signed",)


class Review(models.Model):
    """The agreement was reviewed on a day and stands."""

    agreement = models.ForeignKey(
        SharingAgreement, on_delete=models.PROTECT, related_name="reviews"
    )
    on = models.DateField()
    by = models.CharField(max_length=120)

    class Meta:
        ordering = ("on",)
