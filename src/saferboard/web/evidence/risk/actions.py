"""Scoring a threat, and publishing the matrix of a quarter. Nothing is ever changed."""

from collections.abc import Mapping
from datetime import date

from django.db import connection, transaction

from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.risk import Risk, RiskPlan, Scale, out_of_scale
from saferboard.core.evidence.risk_matrix import MATRIX
from saferboard.core.faults import Fault, Refused, refuse
from saferboard.web.audit.actions import record
from saferboard.web.directory.models import Post
from saferboard.web.evidence.risk import queries
from saferboard.web.evidence.risk.models import PublishedMatrix, Score


@transaction.atomic
def score_harm(
    *,
    by: str,
    post: Post | None,
    plan: RiskPlan,
    risk: Risk,
    points: Mapping[str, int],
    on: date,
    reason: str,
    today: date,
) -> Score:
    """Give the harm score of one's own organisation, and no other's."""
    where = f"{risk.name}, harm"
    if post is None or post.organisation.key not in plan.partners:
        raise refuse(
            "your organisation is not asked for harm scores"
            if post
            else "your account's post is not known, so neither is your organisation",
            where=where,
            expected="a post in one of the partners that risks.toml names",
            remedy="ask the administrator to correct the account, or the analyst to name your "
            "organisation there",
        )
    _check(plan.harms, points, on, today, reason)
    made = Score.objects.create(
        risk=risk.key,
        organisation=post.organisation.key,
        points=dict(points),
        on=on,
        reason=reason.strip(),
        post=str(post),
        mark=plan.mark,
    )
    record(
        by=by,
        action="harm scored",
        object=f"risk {risk.key}",
        organisation=post.organisation.key,
        points=dict(points),
        on=on.isoformat(),
    )
    return made


@transaction.atomic
def set_probability(
    *,
    by: str,
    post: Post | None,
    plan: RiskPlan,
    risk: Risk,
    value: int,
    on: date,
    reason: str,
    today: date,
) -> Score:
    """Say how likely a threat is, and from what that is judged."""
    points = {plan.probability.key: value}
    _check((plan.probability,), points, on, today, reason)
    made = Score.objects.create(
        risk=risk.key,
        points=points,
        on=on,
        reason=reason.strip(),
        post=str(post) if post else by,
        mark=plan.mark,
    )
    record(
        by=by,
        action="probability scored",
        object=f"risk {risk.key}",
        value=value,
        on=on.isoformat(),
    )
    return made


@transaction.atomic
def publish(
    *,
    by: str,
    post: Post | None,
    plan: RiskPlan,
    quarter: Period,
    on: date,
    note: str,
    today: date,
) -> PublishedMatrix:
    """Freeze the matrix of a quarter as it stands on a day.

    A second one of the same quarter corrects the first: it must differ from it and say why.
    """
    where = "on"
    if on > today or queries.quarter_of(on) < quarter:
        raise refuse(
            f"{on:%-d %B %Y} is " + ("still to come" if on > today else "before the quarter"),
            where=where,
            expected="a day from the quarter's first to today",
            remedy="give the day as of which the scores are to be taken",
        )
    _one_at_a_time()
    matrix = queries.matrix_on(plan, on, quarter)
    content = MATRIX.dump_python(matrix, mode="json")
    newest = PublishedMatrix.objects.filter(quarter=str(quarter)).first()
    if all(risk.score is None for risk in matrix.risks):
        raise refuse(
            "no threat has a score on that day",
            where=where,
            expected=f"a probability and {plan.least_partners} partners' scores for one at least",
            remedy="ask the partners to score first",
        )
    if newest is not None and {**newest.content, "on": ""} == {**content, "on": ""}:
        raise refuse(
            "it says the same as the one published before",
            where=where,
            expected="something that changed",
            remedy="leave the published one as it is",
        )
    if newest is not None and not note.strip():
        raise refuse(
            f"the matrix of {quarter.words} is published already",
            where="note",
            expected="a reason for publishing another",
            remedy="say what it corrects",
        )
    made = PublishedMatrix.objects.create(
        quarter=str(quarter),
        number=newest.number + 1 if newest else 1,
        on=on,
        note=note.strip(),
        made_by=str(post) if post else by,
        content=content,
    )
    record(by=by, action="risk matrix published", object=f"risk matrix {made}")
    return made


def field(scale: Scale) -> str:
    """What a form calls a scale: a partnership may give one any key."""
    return f"points_{scale.key}"


def _check(
    scales: tuple[Scale, ...], points: Mapping[str, int], on: date, today: date, reason: str
) -> None:
    faults = [
        Fault(
            f"no score from {scale.least} to {scale.most} is given for {scale.name.lower()}",
            field(scale),
            f"a whole number from {scale.least} to {scale.most}",
            "choose one",
        )
        for scale in out_of_scale(scales, points)
    ]
    if on > today:
        faults.append(
            Fault("the day is still to come", "on", "today or earlier", "give the day of the score")
        )
    if not reason.strip():
        faults.append(
            Fault(
                "the score has no reason",
                "reason",
                "a reason in a sentence",
                "write what it rests on",
            )
        )
    if faults:
        raise Refused(*faults)


def _one_at_a_time() -> None:
    """Until this transaction ends nobody else publishes a matrix; everybody reads on."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE risk_publishedmatrix IN SHARE ROW EXCLUSIVE MODE")
