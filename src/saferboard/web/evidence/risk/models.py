"""Scores as partners and analysts gave them, and matrices as they were published."""

from django.db import models

from saferboard.core.evidence import risk as core
from saferboard.web.audit.frozen import FrozenModel


class Score(FrozenModel):
    """A score of one threat, never changed: a newer one takes its place and both are kept.

    ``organisation`` is the key of the partner whose harm score it is; empty for the probability.
    ``mark`` tells the scales it was given on; ``post`` who gave it.
    """

    risk = models.SlugField(max_length=80)
    organisation = models.SlugField(max_length=80, blank=True)
    points = models.JSONField()
    on = models.DateField()
    reason = models.TextField()
    post = models.CharField(max_length=420)
    mark = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.risk}, {self.organisation or 'probability'}, {self.on}"

    @property
    def given(self) -> core.Given:
        """As a value of the rules."""
        return core.Given(
            self.risk,
            self.organisation,
            tuple(self.points.items()),
            self.on,
            self.reason,
            self.post,
            self.mark,
        )


class PublishedMatrix(FrozenModel):
    """The matrix of a quarter as it was published: whole, partners' own scores too, as JSON.

    ``on`` is the day as of which it stands. A quarter's later number corrects its earlier one;
    ``note`` says why.
    """

    quarter = models.CharField(max_length=10)
    number = models.PositiveSmallIntegerField()
    on = models.DateField()
    note = models.TextField(blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.CharField(max_length=420)
    content = models.JSONField()

    class Meta:
        ordering = ("-quarter", "-number")
        constraints = (
            models.UniqueConstraint(fields=("quarter", "number"), name="one_matrix_of_a_number"),
        )

    def __str__(self) -> str:
        return f"{self.quarter}.{self.number}"
