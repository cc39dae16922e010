"""Made-up scores of the bundled partnership's threats in the last two quarters: for the demo.

Threats, scales and partners are the partnership's own; every score is made up and says so.
"""

from datetime import date
from typing import Any

from saferboard.core.evidence.risk import RiskPlan, Scale

BY = "performance-analyst"
MADE_UP = "Made up for the demonstration."
# How likely in the quarter before last, how likely in the last one; harm from 1, little, to 6.
THREATS = {
    "domestic-abuse": (9, 9, 5),
    "violence": (7, 8, 4),
    "sexual-offences": (5, 5, 6),
    "child-exploitation": (4, 4, 6),
    "county-lines": (6, 5, 5),
    "anti-social-behaviour": (9, 8, 2),
    "residential-burglary": (7, 7, 3),
    "vehicle-crime": (8, 8, 2),
    "robbery": (4, 4, 3),
    "hate": (6, 6, 4),
    "online-fraud": (8, 9, 3),
    "modern-slavery": (2, 2, 6),
}
SCORERS = 9  # the others have not answered, and neither is road casualties' probability known


def make(plan: RiskPlan, today: date) -> None:
    """Score and publish, by the same actions as people use. Once: nothing where scores are held."""
    from saferboard.web.directory.models import Post
    from saferboard.web.evidence.risk import actions, queries
    from saferboard.web.evidence.risk.models import Score

    if Score.objects.exists():
        return
    posts = {post.organisation.key: post for post in Post.objects.select_related("organisation")}
    scorers = [posts[key] for key in plan.partners if key in posts][:SCORERS]
    analyst = Post.objects.select_related("organisation").filter(key=BY).first()
    now = queries.quarter_of(today)
    for which, quarter in enumerate((now.shifted(-6), now.shifted(-3))):
        on = date(quarter.last.year, quarter.last.month, 28)
        for place, (key, said) in enumerate(THREATS.items()):
            if (risk := plan.risk(key)) is None:
                continue
            given: dict[str, Any] = {"by": BY, "plan": plan, "risk": risk, "on": on, "today": on}
            given["reason"] = MADE_UP
            if which == 0 or said[0] != said[1]:
                actions.set_probability(post=analyst, value=said[which], **given)
            for number, post in enumerate(scorers):
                # Not everybody answers every time, and partners see harm differently.
                if (number + place + which) % 3:
                    points = {s.key: _points(s, said[2], number + place) for s in plan.harms}
                    actions.score_harm(post=post, points=points, **given)
        actions.publish(by=BY, post=analyst, plan=plan, quarter=quarter, on=on, note="", today=on)


def _points(scale: Scale, harm: int, turn: int) -> int:
    return min(
        scale.most, max(scale.least, harm + (turn * turn + turn // 2 + len(scale.key)) % 3 - 1)
    )
