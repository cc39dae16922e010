"""Rows of the lock, written straight into the tables: any world, also one no page would make."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from saferboard.core.casework.cases import FieldClass
from saferboard.core.casework.vetting import Level
from saferboard.web.casework.lock import rows
from saferboard.web.casework.lock.models import (
    BreakGlass,
    Case,
    Conflict,
    Involvement,
    Membership,
    Review,
    Share,
    SharingAgreement,
    Signature,
    VettingRecord,
)
from saferboard.web.directory.models import Organisation, User

ON = datetime(2026, 3, 10, 12, tzinfo=UTC)
SECOND, HOUR, YEAR = timedelta(seconds=1), timedelta(hours=1), timedelta(days=365)
BEFORE, AFTER = ON - 30 * 24 * HOUR, ON + YEAR
WORDS = ("lawful_basis", "special_category", "rights", "governance", "retention")


@dataclass
class World:
    """Two councils, a force, an account that asks and one that does not."""

    agencies: dict[str, Organisation] = field(default_factory=dict)
    me: User = field(default_factory=User)
    other: User = field(default_factory=User)

    @classmethod
    def new(cls) -> "World":
        agencies = {
            key: Organisation.objects.get_or_create(key=key, defaults={"name": key.title()})[0]
            for key in ("blaby", "charnwood", "police")
        }
        me, other = (
            User.objects.create(
                post=name, email=f"{name}@example.org", roles=["case worker"], created_by="tests"
            )
            for name in ("me", "other")
        )
        return cls(agencies, me, other)

    def works(self, agency: str = "blaby", role: str = "asb-officer", **more: Any) -> Membership:
        said = {"since": BEFORE, "until": None, **more}
        return Membership.objects.create(
            user=self.me, agency=self.agencies[agency], role=role, by="tests", **said
        )

    def vetted(self, **more: Any) -> VettingRecord:
        said = {"level": Level.NPPV1, "issued": BEFORE, "expires": AFTER, **more}
        return VettingRecord.objects.create(user=self.me, by="tests", **said)

    def agreed(self, *signed: str, **more: Any) -> SharingAgreement:
        """An agreement; ``signed`` are agencies, or an agency with the moments of its signature."""
        reviews: tuple[date, ...] = more.pop("reviews", ())
        signatures = more.pop("signatures", [(agency, BEFORE, None) for agency in signed])
        parties = more.pop("parties", signed)
        said = {
            "purpose": "asb",
            "items": list(FieldClass),
            "starts": (BEFORE - 24 * HOUR).date(),
            "ends": None,
            **dict.fromkeys(WORDS, "as agreed"),
            **more,
        }
        row = SharingAgreement.objects.create(
            key=f"agreement-{SharingAgreement.objects.count()}", title="Agreed", by="tests", **said
        )
        row.parties.set([self.agencies[one] for one in parties])
        for agency, at, left in signatures:
            Signature.objects.create(
                agreement=row, agency=self.agencies[agency], signed=at, left=left, by="tests"
            )
        for on in reviews:
            Review.objects.create(agreement=row, on=on, by="tests")
        return row

    def case(self, holder: str = "blaby", purpose: str = "asb") -> Case:
        with rows.service("tests"):
            number = Case.objects.count()
            return Case.objects.create(
                reference=f"ASB-{number:06}",
                purpose=purpose,
                process=purpose,
                version=1,
                state="reported",
                state_since=BEFORE,
                holder=self.agencies[holder],
                opened=BEFORE,
                opened_by="tests",
            )

    def involved(self, case: Case, agency: str = "blaby", **more: Any) -> None:
        with rows.service("tests"):
            said = {"since": BEFORE, "until": None, **more}
            Involvement.objects.create(case=case, agency=self.agencies[agency], by="tests", **said)

    def shared(self, case: Case, agency: str | None = "blaby", role: str = "", **more: Any) -> None:
        with rows.service("tests"):
            said = {"since": BEFORE, "until": None, **more}
            Share.objects.create(
                case=case,
                agency=self.agencies[agency] if agency else None,
                role=role,
                by="tests",
                **said,
            )

    def conflict(self, case: Case, user: User | None = None, **more: Any) -> None:
        with rows.service("tests"):
            said = {"declared": BEFORE, "withdrawn": None, **more}
            Conflict.objects.create(case=case, user=user or self.me, by="tests", **said)

    def glass(self, case: Case, agency: str = "blaby", **more: Any) -> BreakGlass:
        said = {
            "user": self.me,
            "supervisor": self.other,
            "reason": "a threat to life was reported",
            "signed_in": ON - HOUR,
            "opened": ON - HOUR,
            "told": ON - HOUR,
            "ended": None,
            **more,
        }
        with rows.service("tests"):
            return BreakGlass.objects.create(case=case, agency=self.agencies[agency], **said)
