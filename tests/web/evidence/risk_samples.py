"""A declared matrix, a table of partners' posts, and whoever scores."""

from datetime import date
from pathlib import Path
from typing import Any

from django.test import Client

from saferboard.core.directory.permissions import Role
from saferboard.core.evidence.periods import Period
from saferboard.engines.tables.returns import PARTNERSHIP
from saferboard.engines.tables.store import Source, Store
from saferboard.web.directory.models import Organisation, Post, User
from saferboard.web.evidence.risk import actions, queries

DAY = date(2022, 3, 31)
PARTNERS = ("police", "fire", "health")
RISKS = """
[matrix]
name = "Risk and harm matrix"
source = "Made up."
partners = ["police", "fire", "health"]
least_partners = 2
lasts = 12

[probability]
name = "Probability"
asks = "How likely is it?"
least = 1
most = 9

[[harms]]
key = "physical"
name = "Physical harm"
asks = "How badly is somebody hurt?"
least = 0
most = 18

[[harms]]
key = "moral"
name = "Moral harm"
asks = "How does it divide?"
least = 0
most = 18

[[bands]]
name = "Low"
rag = "Green"
up_to = 108

[[bands]]
name = "Medium"
rag = "Amber"
up_to = 216

[[bands]]
name = "High"
rag = "Red"

[[risks]]
key = "arson"
name = "Arson"
description = "Fires that are set."
since = "2020-04"
measures = ["burglary", "unheard-of"]

[[risks]]
key = "fraud"
name = "Fraud"
description = "By telephone."
since = "2020-04"

[[risks]]
key = "gone"
name = "Something of the past"
description = "No longer scored."
since = "2020-04"
retired = "2021-04"
"""


def declare(home: Path, text: str = RISKS) -> None:
    """As if the partnership's folder had been loaded with this file in it."""
    with Store(home).change() as change:
        change.put_text(PARTNERSHIP, "risks.toml", text, (Source("risks.toml", "", "", 1),))


def posts() -> dict[str, Post]:
    """A post in each partner, and one in an organisation that is not asked."""
    return {
        key: Post.objects.create(
            key=f"{key}-lead",
            title="Lead",
            organisation=Organisation.objects.create(key=key, name=f"The {key} service"),
        )
        for key in (*PARTNERS, "council")
    }


def signed_in(post: str, role: Role) -> Client:
    """Somebody signed in for this post."""
    user = User.objects.create(post=post, email=f"{post}-{role}@example.org", roles=[role])
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def scored_and_published(home: Path) -> None:
    """The declared matrix scored by two of three, published for a quarter of the past."""
    declare(home)
    held, plan = posts(), queries.plan()
    assert plan is not None
    for key, likely, harm in (("arson", 6, 18), ("fraud", 9, 17)):
        risk = plan.risk(key)
        assert risk is not None
        given: dict[str, Any] = {"by": "tests", "plan": plan, "risk": risk, "on": DAY, "today": DAY}
        given["reason"] = "the year’s figures"
        actions.set_probability(post=held["council"], value=likely, **given)
        for partner in ("police", "fire"):
            points = {"physical": harm, "moral": harm // 2}
            actions.score_harm(post=held[partner], points=points, **given)
    quarter = Period.parse("2021/22-Q4")
    actions.publish(by="tests", post=None, plan=plan, quarter=quarter, on=DAY, note="", today=DAY)
