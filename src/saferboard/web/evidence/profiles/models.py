"""Profiles as they were made, and what people said for them. All written once."""

from django.db import models

from saferboard.web.audit.frozen import FrozenModel
from saferboard.web.evidence.models import Release


class ChosenPriorities(FrozenModel):
    """What a district was said to work on, from then on: the newest one stands.

    ``items`` are measures' keys with a reason each; none takes an earlier choice back.
    """

    area = models.CharField(max_length=20)
    items = models.JSONField()
    post = models.CharField(max_length=420)
    on = models.DateField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"priorities of {self.area}, {self.on}"


class Commentary(FrozenModel):
    """What the analyst wrote on a district's quarter: the newest one stands, all are kept."""

    area = models.CharField(max_length=20)
    quarter = models.CharField(max_length=10)
    text = models.TextField(blank=True)
    post = models.CharField(max_length=420)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"commentary on {self.area} in {self.quarter}"


class MadeProfile(FrozenModel):
    """A profile of a district for a quarter, with its maps as SVG by name.

    ``lead`` is its opening sentence. ``payload`` and ``maps`` are what the public may read;
    ``detail`` holds each hexagon's count and test, for those who may see small numbers. Profiles
    of a district's quarter are numbered from 1.
    """

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="profiles")
    area = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=200)
    quarter = models.CharField(max_length=10)
    number = models.PositiveSmallIntegerField()
    lead = models.TextField()
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.CharField(max_length=120)
    fingerprint = models.CharField(max_length=64)
    payload = models.JSONField()
    maps = models.JSONField()
    detail = models.JSONField()

    class Meta:
        ordering = ("-quarter", "-number")
        constraints = (
            models.UniqueConstraint(
                fields=("area", "quarter", "number"), name="one_profile_of_a_number"
            ),
        )

    is_new = False  # set by the action that has just stored it

    def __str__(self) -> str:
        return f"{self.name}, {self.quarter}.{self.number}"

    @property
    def file_name(self) -> str:
        """``problem-profile-melton-2021-22-q4-1``, to which an ending is added."""
        quarter = self.quarter.replace("/", "-").lower()
        return f"problem-profile-{self.slug}-{quarter}-{self.number}"
