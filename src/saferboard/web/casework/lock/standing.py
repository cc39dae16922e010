"""How it stands with those who work on cases and with what their agencies agreed, on a day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from saferboard.core.casework import agreements as core
from saferboard.core.casework.access import OWN
from saferboard.core.casework.cases import Reader
from saferboard.core.casework.clocks import LONDON, day_begins, holds, instant, local_day
from saferboard.core.directory.permissions import Decision, Permission, decide
from saferboard.core.directory.spells import DAY, day
from saferboard.web.casework.lock import reading
from saferboard.web.casework.lock.declared import roles
from saferboard.web.casework.lock.models import (
    Membership,
    SharingAgreement,
    Signature,
    VettingRecord,
)
from saferboard.web.directory.models import Organisation, Post, User

SOON, LATER = 30, 60  # days


def end_of(last: date | None) -> datetime | None:
    """The moment at which what lasts through a day ends: midnight in London."""
    return None if last is None else day_begins(last + DAY)


def until(moment: datetime | None) -> str:
    """When something ends, in words: its last day if it ends at midnight."""
    if moment is None:
        return ""
    last = local_day(moment - timedelta(microseconds=1))
    if end_of(last) == instant(moment):
        return f"to the end of {day(last)}"
    there = moment.astimezone(LONDON)
    return f"until {day(there.date())} at {there:%H:%M}"


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of work or a check as a page shows it; ``lasts`` until it is over."""

    row: Membership | VettingRecord
    what: str
    since: date
    ends: str
    lasts: bool


@dataclass(frozen=True, slots=True)
class Account:
    """An account that works on cases, or did. ``shut_out`` says why it sees none today."""

    user: User
    title: str
    work: tuple[Spell, ...]
    vetting: tuple[Spell, ...]
    shut_out: str


@dataclass(frozen=True, slots=True)
class Ending:
    """What ends soon: whose, what, and within how many days it is noticed."""

    account: Account
    spell: Spell
    within: int


@dataclass(frozen=True, slots=True)
class Party:
    """An agency of an agreement, and its newest signature."""

    agency: Organisation
    signature: Signature | None

    @property
    def is_bound(self) -> bool:
        """Whether it has signed and not left."""
        return self.signature is not None and self.signature.left is None


@dataclass(frozen=True, slots=True)
class Standing:
    """How an agreement stands: live or not and why, and by when it must be reviewed."""

    row: SharingAgreement
    live: Decision
    due: date
    left: int
    parties: tuple[Party, ...]

    @property
    def is_due(self) -> bool:
        """Whether it is live and its review is due soon."""
        return bool(self.live) and self.left <= SOON

    @property
    def state(self) -> str:
        """The state in a word or two."""
        if self.live and not any(party.is_bound for party in self.parties):
            return "Not signed"
        if self.is_due:
            return "Review due"
        return "Live" if self.live else "Not live"


def agreements(on: datetime) -> list[Standing]:
    """Every agreement, those that need seeing to first. Four queries."""
    rows = (standing(row, on) for row in _agreements())
    return sorted(rows, key=lambda one: (one.left, one.row.title))


def standing(row: SharingAgreement, on: datetime) -> Standing:
    """How one agreement stands at a moment."""
    agreement, today = reading.agreement(row), local_day(on)
    due = core.review_due(agreement, today)
    signed = {one.agency_id: one for one in row.signatures.all()}
    parties = tuple(Party(one, signed.get(one.pk)) for one in row.parties.all())
    return Standing(row, core.live(agreement, on), due, (due - today).days, parties)


def accounts(on: datetime, only: int | None = None) -> list[Account]:
    """Every account with a membership or a check, or one; always as many queries."""
    of = {} if only is None else {"user": only}
    work, checks = defaultdict(list), defaultdict(list)
    for row in Membership.objects.filter(**of).select_related("agency"):
        work[row.user_id].append(row)
    for check in VettingRecord.objects.filter(**of):
        checks[check.user_id].append(check)
    users = User.objects.filter(pk__in=[only] if only else {*work, *checks, 0}).order_by("post")
    titles, named = titles_of(users), roles()
    agreed = [reading.agreement(row) for row in _agreements()]
    return [
        Account(
            user,
            titles[user.pk],
            tuple(_work(row, named, on) for row in work[user.pk]),
            tuple(_check(row, on) for row in checks[user.pk]),
            _shut_out(user, work[user.pk], checks[user.pk], agreed, on),
        )
        for user in users
    ]


def titles_of(users: Iterable[User]) -> dict[int, str]:
    """What the post of each account is called; its key where the post is not declared."""
    known = dict(Post.objects.values_list("key", "title"))
    return {user.pk: known.get(user.post, user.post) for user in users}


def ending(found: Iterable[Account], on: datetime) -> list[Ending]:
    """What lasts now and ends within 60 days, the soonest first."""
    rows = []
    for account in found:
        for spell in (*account.work, *account.vetting):
            end = _end(spell.row)
            if spell.lasts and end is not None and end <= on + timedelta(days=LATER):
                within = SOON if end <= on + timedelta(days=SOON) else LATER
                rows.append((end, Ending(account, spell, within)))
    return [one for _, one in sorted(rows, key=lambda pair: pair[0])]


def _agreements() -> Iterable[SharingAgreement]:
    return SharingAgreement.objects.prefetch_related("parties", "signatures__agency", "reviews")


def _end(row: Membership | VettingRecord) -> datetime | None:
    if isinstance(row, Membership):
        return row.until
    return min((end for end in (row.expires, row.withdrawn) if end), default=None)


def _work(row: Membership, named: dict[str, str], on: datetime) -> Spell:
    what = f"{named.get(row.role, row.role)}, {row.agency}"
    return Spell(row, what, local_day(row.since), until(row.until), _lasts(row, on))


def _check(row: VettingRecord, on: datetime) -> Spell:
    ends = until(row.expires)
    if row.withdrawn:
        ends = f"withdrawn on {day(local_day(row.withdrawn))}"
    return Spell(row, row.level, local_day(row.issued), ends, _lasts(row, on))


def _lasts(row: Membership | VettingRecord, on: datetime) -> bool:
    end = _end(row)
    return end is None or on < end


def _shut_out(
    user: User,
    work: list[Membership],
    checks: list[VettingRecord],
    agreed: list[core.Agreement],
    on: datetime,
) -> str:
    """Why an account sees no case today whatever it chooses; nothing if it may see some."""
    if not user.is_active:
        return "the account is closed"
    if not decide(Permission.CASE_OPEN, user.held):
        return "the account does not have the role of a case worker"
    works = [one for one in map(reading.membership, work) if holds(one.since, one.until, on)]
    if not works:
        return "they work for no agency today"
    checked = tuple(map(reading.check, checks))
    reader = Reader(str(user.pk), "", "", tuple(works), checked)
    for own in OWN:
        if all(own(replace(reader, agency=one.agency), on) for one in works):
            return own(replace(reader, agency=works[0].agency), on)
    bound = any(
        core.covering(agreed, agreement.purpose, {one.agency}, on)
        for one in works
        for agreement in agreed
    )
    return "" if bound else "their agency has signed no live agreement"
