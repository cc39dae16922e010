"""Reading sources, what waits in them, and what is public of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from saferboard.web.directory.models import Body
from saferboard.web.ingest.models import (
    Activation,
    Chosen,
    Doubt,
    Known,
    Part,
    Reading,
    Settlement,
    Source,
    TakenBack,
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A source in the list: its newest reading, how many doubts wait, its activation if it has."""

    source: Source
    reading: Reading
    waiting: int
    activation: Activation | None


def newest(source: Source) -> Reading | None:
    """The newest reading."""
    return source.readings.order_by("-number").first()


def standing(source: Source) -> Activation | None:
    """The activation that was not taken back."""
    found = Activation.objects.filter(reading__source=source, taken_back__isnull=True)
    return found.select_related("reading__source").first()


def corrections(source: Source) -> QuerySet[Settlement]:
    """What changes the text as it is read, the earliest first: of one doubt the newest answer."""
    later = source.settlements.filter(key=OuterRef("key"), pk__gt=OuterRef("pk")).exclude(key="")
    held = source.settlements.filter(~Exists(later)).exclude(choice=Settlement.Choice.ACCEPTED)
    return held.order_by("pk")


def settled(reading: Reading) -> dict[str, Settlement]:
    """The newest answer to each doubt, by the doubt's key."""
    rows = Settlement.objects.filter(source=reading.source_id).exclude(key="").order_by("pk")
    return {row.key: row for row in rows}


def doubts(reading: Reading) -> list[tuple[Doubt, Settlement | None]]:
    """Every doubt of a reading with its answer, in the order of the source. Two queries."""
    answers = settled(reading)
    return [(row, answers.get(row.key)) for row in reading.doubts.order_by("place")]


def waiting(reading: Reading) -> int:
    """How many doubts nobody has answered."""
    return sum(answer is None for _, answer in doubts(reading))


def unread(reading: Reading) -> int:
    """How many corrections were made since the source was read."""
    return corrections(reading.source).filter(pk__gt=reading.settled).count()


def listed() -> list[Listed]:
    """Every source, the newest first. Three queries, however many there are."""
    last = Reading.objects.filter(source=OuterRef("pk")).order_by("-number").values("pk")[:1]
    sources = list(Source.objects.defer("text").annotate(last=Subquery(last)))
    answered = Settlement.objects.filter(
        source=OuterRef("reading__source"), key=OuterRef("key")
    ).exclude(key="")
    open_ones = Doubt.objects.filter(~Exists(answered)).order_by().values("reading")
    counts = dict(open_ones.annotate(n=Count("pk")).values_list("reading", "n"))
    readings = {
        row.pk: row
        for row in Reading.objects.defer("stored").filter(pk__in=[one.last for one in sources])
    }
    activated = {
        row.reading.source_id: row
        for row in Activation.objects.filter(taken_back__isnull=True).select_related("reading")
    }
    return [
        Listed(one, readings[one.last], counts.get(one.last, 0), activated.get(one.pk))
        for one in sources
    ]


def known() -> dict[tuple[str, str], Known]:
    """Whom each name means, by name and what stood beside it, as it was settled last."""
    rows = Known.objects.select_related("person", "post__organisation").order_by("pk")
    return {(row.name, row.said): row for row in rows}


def chosen(source: Source) -> dict[str, Chosen]:
    """The newest choice between two accounts of one thing, by the thing."""
    return {row.subject: row for row in source.choices.order_by("pk")}


ONE_ONLY = frozenset({Part.What.AGENDA.value, Part.What.MINUTES.value})
"""Of these one copy is shown of a meeting: the newest."""


def parts(**of: object) -> QuerySet[Part]:
    """The public copies that stand."""
    found = Part.objects.filter(activation__taken_back__isnull=True, **of)
    return found.select_related("body", "source", "activation").defer("source__text")


def days() -> list[tuple[date, str, str, tuple[str, ...]]]:
    """Every meeting with a public copy: day, key and name of its body, and which parts it has."""
    rows = parts().order_by("-on", "body__name", "pk")
    found: dict[tuple[date, str, str], list[str]] = {}
    for on, key, name, what in rows.values_list("on", "body__key", "body__name", "what"):
        found.setdefault((on, key, name), []).append(what)
    return [(*meeting, _ordered(whats)) for meeting, whats in found.items()]


def _ordered(whats: Iterable[str]) -> tuple[str, ...]:
    held = set(whats)
    return tuple(what.label for what in Part.What if what.value in held)


def shown(body: str, on: date) -> list[Part]:
    """The public copies of a meeting in the order of its page.

    Of agenda and minutes the newest alone; of what else a source has, the newest of that source:
    a newer one was made because something of it became private.
    """
    return _in_order(parts(body__key=body, on=on).order_by("pk"))


def every(body: Body) -> list[Part]:
    """The public copies of all meetings of a body, each as ``shown``, by day."""
    days: dict[date, list[Part]] = {}
    for row in parts(body=body).order_by("on", "pk"):
        days.setdefault(row.on, []).append(row)
    return [row for held in days.values() for row in _in_order(held)]


def _in_order(rows: Iterable[Part]) -> list[Part]:
    rows = list(rows)
    newest = {_place(row): row for row in rows}
    order = {what.value: place for place, what in enumerate(Part.What)}
    return sorted(newest.values(), key=lambda row: (order[row.what], row.pk))


def _place(row: Part) -> tuple[str, int]:
    return row.what, 0 if row.what in ONE_ONLY else row.source_id


def gave_way_to(activation: Activation) -> str:
    """A source that stands, of which an agenda or minutes gave way to those of this one."""
    for own in activation.parts.filter(what__in=ONE_ONLY, source=activation.reading.source_id):
        earlier = parts(body=own.body_id, on=own.on, what=own.what, pk__lt=own.pk)
        for part in earlier.select_related("activation__reading__source"):
            if part.source_id == part.activation.reading.source_id != own.source_id:
                return str(part.source)
    return ""


def taken_back(source: Source) -> list[TakenBack]:
    """Every activation of it that was taken back, the newest first."""
    found = TakenBack.objects.filter(activation__reading__source=source)
    return list(found.order_by("-pk"))
