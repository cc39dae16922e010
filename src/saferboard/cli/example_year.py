"""A made-up year of the bundled Board, by the same actions as people use: for the demonstration.

Meetings, figures and posts are the partnership's own; what is said at the meetings, and who is
there, is made up and says so.
"""

from dataclasses import dataclass
from datetime import date, time, timedelta
from string import ascii_uppercase
from typing import Any

from saferboard.core.partnership import Partnership

BODY = "safer-communities-board"
BY = "democratic-services"
JUNE, SEPTEMBER = date(2022, 6, 10), date(2022, 9, 9)
LEFT_OUT = (date(2022, 12, 9), date(2023, 3, 10))  # planned, and not played through
SEATED = date(2022, 4, 1)
WEEKS_AHEAD = 5  # the next meeting lies at least so far ahead, for its papers to be asked for
NOT_PLAYED = "Not played through in this demonstration."
MADE_UP = "This record is made up for the demonstration."


@dataclass(frozen=True, slots=True)
class Said:
    """What a minute of the example says, and what it ends in: kind and words."""

    item: str
    text: str
    outcomes: tuple[tuple[str, str], ...] = ()


JUNE_SAID = (
    Said(
        "performance",
        f"{MADE_UP} The Board considered how the county had done in the year to March 2022. "
        "Members asked why reported anti-social behaviour had fallen further in some districts "
        "than in others. The Coordinator agreed to send members the figures for each district.",
        (
            ("resolved", "That the performance report be noted;"),
            (
                "resolved",
                "That a report on anti-social behaviour in the districts come to the next meeting.",
            ),
            (
                "undertaking",
                "The Coordinator agreed to send members the figures for each district.",
            ),
        ),
    ),
)
SEPTEMBER_SAID = (
    Said(
        "performance",
        f"{MADE_UP} The Board considered the first quarter. Nothing in it called for a decision.",
        (("noted", "That the report for the first quarter be noted."),),
    ),
)


def make(partnership: Partnership, quarter: str, today: date) -> None:
    """The directory, two meetings of 2022 with all that followed, and the next meeting to come."""
    from saferboard.web.board.plan import ruling
    from saferboard.web.directory.models import Body
    from saferboard.web.directory.taking_in import take_in

    take_in(partnership, by=BY, on=SEATED)
    ruling.take_in(partnership.plan, by=BY)
    body = Body.objects.get(key=BODY)
    if body.meetings.exists():
        return
    _appoint(body)
    june, september = _meetings_of_2022(body)
    ahead = _arrange_next(body, today)
    _attach(june, quarter)
    first = _hold(june, JUNE_SAID, JUNE + timedelta(days=5))
    _follow_up(first, september)
    _hold(september, SEPTEMBER_SAID, SEPTEMBER + timedelta(days=5))
    _confirm(first, september)
    _ask_for_papers(ahead, today)
    _publish(body, (june, september), today)


def _appoint(body: Any) -> None:
    """Somebody made up for every post at the table."""
    from saferboard.web.directory.appointing import appoint
    from saferboard.web.directory.queries import seated

    for place, one in enumerate(seated(body, SEATED)):
        letters = ascii_uppercase[place % 26], ascii_uppercase[place // 26]
        appoint(by=BY, post=one.post, name=f"{letters[0]}. {letters[1]}. Example", since=SEATED)


def _meetings_of_2022(body: Any) -> tuple[Any, Any]:
    from saferboard.web.board.meetings import actions
    from saferboard.web.board.plan import actions as plan
    from saferboard.web.board.plan.agendas import put_on_agendas

    made = []
    for day in (JUNE, SEPTEMBER, *LEFT_OUT):
        meeting = actions.arrange(
            by=BY, body=body, date=day, starts=time(10), place="County Hall, Glenfield"
        )
        actions.standard_items(meeting, by=BY, annual=False)
        made.append(meeting)
    plan.fill(by=BY, body=body, year=2022)
    plan.agree(by=BY, body=body, year=2022, where="the meeting of 10 June 2022 (made up)")
    put_on_agendas(by=BY, body=body, year=2022)
    for meeting in made[2:]:
        actions.cancel(by=BY, meeting=meeting, because=NOT_PLAYED)
    return made[0], made[1]


def _attach(meeting: Any, quarter: str) -> None:
    """The performance paper, as the newest release of the quarter says it."""
    from saferboard.web.evidence import queries as evidence
    from saferboard.web.publish.issuing import attach_performance_paper

    item = meeting.items.get(topic="performance")
    in_time = JUNE - timedelta(days=21)
    attach_performance_paper(by=BY, item=item, release=evidence.named(quarter), today=in_time)


def _hold(meeting: Any, said: tuple[Said, ...], circulated: date) -> Any:
    from saferboard.core.board.attendance import Presence
    from saferboard.web.board.minutes import actions, drafting, outcomes, seating, writing

    minutes = drafting.draft(by=BY, meeting=meeting)
    for place, row in enumerate(minutes.attendees.all()):
        there = Presence.APOLOGIES if place % 7 == 5 else Presence.PRESENT
        seating.mark(by=BY, attendee=row, presence=there, was=row.presence)
    for one in said:
        minute = minutes.minutes.get(item__topic=one.item)
        writing.save_text(by=BY, minute=minute, text=one.text, base=minute.revision)
        for kind, text in one.outcomes:
            outcomes.add_outcome(by=BY, minute=minute, kind=kind, text=text)
    for minute in minutes.minutes.filter(item__standing=""):
        if not minute.text.strip():
            writing.save_text(by=BY, minute=minute, text=MADE_UP, base=minute.revision)
    actions.set_details(
        by=BY, minutes=minutes, started=time(10), ended=time(11, 40), future="", version=0
    )
    actions.circulate(by=BY, minutes=minutes, today=circulated)
    minutes.refresh_from_db()
    return minutes


def _follow_up(minutes: Any, due: Any) -> None:
    """Every decision of the meeting is answered; one action is done, one is in hand."""
    from saferboard.core.board.action_steps import Step
    from saferboard.web.board.decisions import answering, entering
    from saferboard.web.board.minutes.models import Outcome
    from saferboard.web.directory.models import Post

    on = JUNE + timedelta(days=6)
    coordinator = Post.objects.get(key="community-safety-coordinator")
    noted, report, figures = Outcome.objects.filter(minute__minutes=minutes)
    answering.needs_none(by=BY, outcomes=[noted], reason="It only takes note.", on=on)
    answering.make_action(
        by=BY,
        outcome=report,
        text="Bring a report on anti-social behaviour in the districts",
        owners=[Post.objects.get(key="community-safety-manager")],
        on=on,
        due_meeting=due,
    )
    sent = answering.make_action(
        by=BY,
        outcome=figures,
        text="Send members the figures for each district",
        owners=[coordinator],
        on=on,
        due_on=date(2022, 7, 15),
    )
    done = entering.Said(text="Sent to all members.", evidence="E-mail of 4 July 2022 (made up)")
    entering.enter(
        by=coordinator.key,
        action=sent,
        step=Step.REPORT,
        on=date(2022, 7, 4),
        said=done,
        office=False,
    )
    entering.enter(
        by=BY,
        action=sent,
        step=Step.ACCEPT,
        on=date(2022, 7, 5),
        said=entering.Said(text="Seen."),
        office=True,
    )


def _confirm(minutes: Any, at: Any) -> None:
    from saferboard.web.board.minutes import actions

    chair = "county-lead-member"
    actions.confirm(by=chair, minutes=minutes, at_meeting=at, amendments=0, today=SEPTEMBER)


def _arrange_next(body: Any, today: date) -> Any:
    """The meetings of the year that has the next one, those before it cancelled. Gives the next."""
    from saferboard.core.board.plan import year_of
    from saferboard.web.board.meetings import actions as meetings
    from saferboard.web.board.plan import actions as plan
    from saferboard.web.board.plan.agendas import put_on_agendas
    from saferboard.web.board.plan.queries import meetings_due

    soonest = today + timedelta(weeks=WEEKS_AHEAD)
    years = (year_of(soonest), year_of(soonest) + 1)
    year = next(y for y in years if meetings_due(body, y)[-1].proposed.on >= soonest)
    made = plan.arrange_meetings(by=BY, body=body, year=year)
    for meeting in made:
        meetings.standard_items(meeting, by=BY, annual=False)
    plan.fill(by=BY, body=body, year=year)
    put_on_agendas(by=BY, body=body, year=year)
    for meeting in made:
        if meeting.date < soonest:
            meetings.cancel(by=BY, meeting=meeting, because=NOT_PLAYED)
    return next(meeting for meeting in made if meeting.date >= soonest)


def _ask_for_papers(ahead: Any, today: date) -> None:
    """Nothing of the last meeting is left open, and presenters are asked for their papers."""
    from saferboard.web.board.decisions import answering
    from saferboard.web.board.decisions.queries import gap_of
    from saferboard.web.board.papers.calling import call

    answering.needs_none(
        by=BY,
        outcomes=[row.outcome for row in gap_of(ahead.body, ahead).outcomes],
        reason="It only takes note.",
        on=today,
    )
    call(by=BY, meeting=ahead, today=today)


def _publish(body: Any, held: tuple[Any, ...], today: date) -> None:
    from saferboard.web.board.minutes.queries import minutes_of
    from saferboard.web.publish import issuing
    from saferboard.web.publish.assembling import assembled

    for meeting in held:
        on = meeting.date - timedelta(days=9)
        seen = assembled(meeting, on).fingerprint
        issuing.issue_pack(by=BY, meeting=meeting, on=on, seen=seen)
        minutes = minutes_of(meeting)
        if minutes is not None:
            issuing.issue_minutes(by=BY, found=minutes, on=meeting.date + timedelta(days=7))
    issuing.issue_calendar(by=BY, body=body)
    issuing.issue_record(by=BY, body=body, on=today)
    issuing.issue_board(by=BY, on=today)
    issuing.issue_plan(by=BY, body=body, year=2022, on=today)
