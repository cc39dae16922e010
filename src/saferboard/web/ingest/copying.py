"""The public copy of what was activated: made once, frozen, without what was taken in private."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

from saferboard.core.ingest.past import public
from saferboard.core.ingest.past.public import Private, folded
from saferboard.core.ingest.past.values import Dashboard, Meeting, Reading, Report
from saferboard.web.board.meetings.models import AgendaItem
from saferboard.web.directory.models import Body
from saferboard.web.ingest import finding, queries, writing
from saferboard.web.ingest.models import Activation, Part, Source
from saferboard.web.ingest.planning import Plan

What = Part.What


def put_out(*, by: str, activation: Activation, plan: Plan) -> None:
    """Make the public copies of all parts that were taken in, and what search finds of them."""
    private = public.private_of(plan.value)
    rows: list[Part] = []
    for step in plan.steps:
        if not step.writes:
            continue
        secret = private | _private_at(step.body, step.on)
        if isinstance(step.value, Meeting):
            content = public.agenda(step.value)
        else:
            content = public.minutes(step.value, secret)
        rows.append(_part(activation, step.body, step.on, step.what, content))
    rows += _papers(activation, plan, private)
    rows += _made_private(activation, plan, {(row.body_id, row.on, row.what) for row in rows})
    Part.objects.bulk_create(rows)
    finding.put_in(by=by, activation=activation, parts=rows)


def _part(
    activation: Activation,
    body: Body,
    on: date,
    what: Part.What,
    content: dict[str, object],
    source: Source | None = None,
) -> Part:
    own = source or activation.reading.source
    return Part(
        activation=activation,
        source=own,
        body=body,
        on=on,
        what=what,
        content=public.without_addresses(content),
    )


def _papers(activation: Activation, plan: Plan, private: Private) -> list[Part]:
    """Log, reports and dashboards belong to the meeting that the source is for."""
    body, on = writing.body_of(plan), writing.day_of(plan.value)
    if body is None or on is None:
        return []
    secret = private | _private_at(body, on)
    value = plan.value
    reports = _new(value.reports, activation, body, on, What.REPORTS)
    dashboards = _new(value.dashboards, activation, body, on, What.DASHBOARDS)
    told = (
        (What.LOG, value.action_log, public.log(value.action_log)),
        (What.REPORTS, reports, public.reports(reports, secret)),
        (What.DASHBOARDS, dashboards, public.dashboards(dashboards)),
    )
    return [_part(activation, body, on, what, content) for what, held, content in told if held]


T = TypeVar("T", Report, Dashboard)


def _new(every: Iterable[T], activation: Activation, body: Body, on: date, what: str) -> list[T]:
    """Those that no other source has put out at that meeting: one paper is public once."""
    others = queries.parts(body=body, on=on, what=what)
    out = {
        folded(one["title"])
        for part in others.exclude(source=activation.reading.source_id)
        for one in part.content[what]
    }
    return [one for one in every if folded(one.title) not in out]


def _private_at(body: Body, on: date) -> Private:
    """What the Board's own agenda of that day says was taken in private."""
    found = AgendaItem.objects.filter(meeting__body=body, meeting__date=on, restricted=True)
    return Private.of(found.values_list("number", "title"))


def _made_private(
    activation: Activation, plan: Plan, made: set[tuple[int, date, str]]
) -> list[Part]:
    """Minutes and reports that are public already, anew, where this agenda tells what is private.

    The newest copy of a part is the one that is shown.
    """
    found: list[Part] = []
    for meeting in plan.value.meetings:
        body = plan.bodies.get(folded(meeting.body))
        secret = Private.of((i.number, i.title) for i in meeting.agenda if i.restricted)
        if body is None or meeting.on is None or not secret:
            continue
        for what in (What.MINUTES, What.REPORTS):
            if (body.pk, meeting.on, what) in made:
                continue
            for part in queries.parts(body=body, on=meeting.on, what=what):
                # A copy made anew by another activation holds lines of the source that it copies.
                value = Activation.objects.get(pk=part.activation_id).reading.value
                held = secret | public.private_of(value)
                found += (
                    _part(activation, body, meeting.on, what, content, part.source)
                    for content in _again(what, value, meeting.on, held)
                )
    return found


def _again(
    what: Part.What, value: Reading, on: date, secret: Private
) -> Iterator[dict[str, object]]:
    """The content of a part without what is known to be private by now."""
    if what == What.REPORTS:
        yield public.reports(value.reports, secret)
    else:
        yield from (public.minutes(one, secret) for one in value.minutes if one.on == on)
