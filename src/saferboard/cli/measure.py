"""``saferboard measure``: one figure, worked out from what is loaded, with its parts."""

import json
from typing import Annotated, Any

import typer

from saferboard.cli.instance import SAID, instance_of
from saferboard.core.evidence.assessment import Assessment
from saferboard.core.evidence.figures import Missing, Number
from saferboard.core.evidence.measures import Measure
from saferboard.core.evidence.periods import Month
from saferboard.core.evidence.words import limits_words, sentence


def measure(
    ctx: typer.Context,
    key: Annotated[str, typer.Argument(metavar="MEASURE", help="As burglary or total_crime.")],
    area: Annotated[str, typer.Option(help="A GSS code or a name, as Melton or LLR.")],
    to: Annotated[str, typer.Option(metavar="YYYY-MM", help="The last of the twelve months.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Measure one area over the twelve months to a month, against the twelve before."""
    from saferboard.web.evidence.making import assess_one

    month = Month.parse(to)
    found, definition, place = assess_one(instance_of(ctx).home, key, area, month)
    if as_json:
        # Not through the console: it would fold long lines.
        typer.echo(json.dumps(as_values(found, definition, month)))
        return
    SAID.print(f"{place.name}. {sentence(found, definition)}", markup=False)
    if isinstance(found.figure, Number):
        parts = f"{found.figure.numerator:,} events" if found.figure.numerator is not None else ""
        people = (
            f", {found.figure.denominator:,} people ({found.denominator_source})"
            if found.figure.denominator is not None
            else ""
        )
        SAID.print(f"{parts}{people}; 95% limits {limits_words(found.figure, definition)}")


def as_values(found: Assessment, definition: Measure, to: Month) -> dict[str, Any]:
    """The assessment as the JSON that other programs read; null is not known."""
    figure = found.figure if isinstance(found.figure, Number) else None
    previous = found.previous if isinstance(found.previous, Number) else None
    values: dict[str, Any] = {
        "measure": definition.key,
        "area": found.area,
        "to": str(to),
        "numerator": figure.numerator if figure else None,
        "denominator": figure.denominator if figure else None,
        "per": definition.per,
        "value": figure.value if figure else None,
        "lower": figure.lower if figure else None,
        "upper": figure.upper if figure else None,
        "previous": previous.value if previous else None,
        "change_percent": found.change.per_cent if found.change else None,
        "direction": found.direction.value,
    }
    if isinstance(found.figure, Missing):
        values["missing"] = found.figure.reason
    return values
