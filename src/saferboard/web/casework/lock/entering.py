"""Entering the lock: for which agency and purpose somebody acts, and one transaction a request.

Every view of casework stands behind ``at_the_lock``. What it reads is recorded in the transaction
in which it is read, before anything is answered.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.timezone import now

from saferboard.core.casework import cases as core
from saferboard.core.casework.access import OWN, may
from saferboard.core.casework.agreements import covering
from saferboard.core.casework.cases import FieldClass, Purpose, Reader
from saferboard.core.directory.permissions import Decision
from saferboard.web.audit.actions import record_coded
from saferboard.web.casework.lock import queries, reading, rows
from saferboard.web.casework.lock.declared import purposes
from saferboard.web.casework.lock.models import Case
from saferboard.web.directory.models import Organisation, User

REFERENCE = re.compile(r"[A-Z0-9-]{1,12}-[0-9A-Z]{6}")
ENTERED = "casework"  # in the session: the agency and the purpose that were chosen on entry


@dataclass(frozen=True, slots=True)
class Key:
    """Somebody within the lock, at the moment of their request."""

    user: User
    agency: Organisation
    purpose: Purpose
    reader: Reader
    holders: tuple[Organisation, ...]
    on: datetime

    @property
    def by(self) -> str:
        """How the audit trail names them."""
        return f"account {self.user.pk}"

    @property
    def roles(self) -> frozenset[str]:
        """The roles in which they act."""
        return self.reader.roles(self.on)

    @property
    def co_ordinates(self) -> bool:
        """Whether they hold the co-ordinating role of their purpose."""
        return self.purpose.co_ordinator in self.roles

    def cases(self) -> QuerySet[Case]:
        """The cases that they may see: every list, search, count and export begins with it."""
        return queries.visible(self.reader, self.on, list(self.holders))

    def open(self, reference: str, doing: str = "read") -> "Opened":
        """A case, recorded as opened. Raises Http404, recorded as refused, where it is not theirs.

        A case that they may not see and one that there is not are answered alike. That there is
        a case is of its outline: it is open to nobody to whom that class is not.
        """
        row = self.cases().filter(reference=reference).first()
        seen = self._seen(reference)
        decision = (
            may(self.reader, seen, FieldClass.OUTLINE, self.on)
            if seen
            else Decision(False, "no such case")
        )
        if row is None or seen is None or not decision:
            self.note("case refused", asked_for(reference), rule=decision.because, doing=doing)
            raise Http404
        self.note(f"case {doing}", f"case {row.reference}", rule=decision.because)
        return Opened(self, row, seen, decision)

    def note(self, action: str, object: str, **detail: Any) -> None:
        """Record what they did: who, for which agency and purpose, to what, by which rule."""
        record_coded(
            by=self.by,
            action=action,
            object=object,
            agency=self.agency.key,
            purpose=self.purpose.key,
            **detail,
        )

    def _seen(self, reference: str) -> core.Case | None:
        """The case as the rule sees it, may they or may they not; always as many queries."""
        with rows.service("refusing"):
            found = list(Case.objects.filter(reference=reference).select_related("holder"))
            seen = reading.cases(found, self.on)
        return seen[found[0].pk] if found else None


@dataclass(frozen=True, slots=True)
class Opened:
    """A case that somebody may see, and which of its fields."""

    key: Key
    case: Case
    seen: core.Case
    because: Decision

    def may(self, field: FieldClass) -> Decision:
        """Whether fields of a class are open to them, and why."""
        return may(self.key.reader, self.seen, field, self.key.on)

    @property
    def opens(self) -> frozenset[FieldClass]:
        """The classes that are open to them."""
        return frozenset(field for field in FieldClass if self.may(field))


def asked_for(reference: str) -> str:
    """How the trail names a case that somebody asked for: whatever is no reference is not kept."""
    return f"case {reference}" if REFERENCE.fullmatch(reference) else "case that is no reference"


def key_for(user: User, agency: str, purpose: str, on: datetime) -> Key | Decision:
    """The key of an account at an agency for a purpose, or why there is none."""
    known = purposes().get(purpose)
    place = Organisation.objects.filter(key=agency).first()
    if known is None or place is None:
        return Decision(False, "there is no such agency or purpose")
    reader = reading.reader(user, agency, purpose)
    for own in OWN:
        if said := own(reader, on):
            return Decision(False, said)
    if not covering(reader.agreements, purpose, {agency}, on):
        return Decision(False, "your agency has signed no live agreement for this purpose")
    if not known.opens.get(FieldClass.OUTLINE, frozenset()) & reader.roles(on):
        return Decision(False, "your role takes no part in this purpose")
    return Key(user, place, known, reader, tuple(queries.holders(reader, on)), on)


def admit(key: Key) -> None:
    """Tell the database who reads, for the rest of the transaction.

    ``fields`` are the classes open to them, each with the agency that an agreement lets share it.
    """
    open_to = {field for field, roles in key.purpose.opens.items() if roles & key.roles}
    fields = {
        f"{holder.pk}:{item}"
        for holder in key.holders
        for one in covering(
            key.reader.agreements, key.purpose.key, {key.agency.key, holder.key}, key.on
        )
        for item in open_to & one.items
    }
    rows.say(
        user=str(key.user.pk),
        agency=str(key.agency.pk),
        purpose=key.purpose.key,
        roles=",".join(sorted(key.roles)),
        holders=",".join(str(one.pk) for one in key.holders),
        co_ordinates="yes" if key.co_ordinates else "",
        break_glass="yes" if key.purpose.break_glass else "",
        fields=",".join(sorted(fields)),
        on=key.on.isoformat(),
    )


View = Callable[..., HttpResponse]


def at_the_lock(view: View) -> Callable[..., HttpResponse]:
    """Gives a view the key of whoever asks, in one transaction; sends the others to enter first.

    A page that is not there and one that is not theirs is answered within that transaction too:
    that somebody asked stays on record.
    """

    @wraps(view)
    def within(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            key = entered(request, now())
            if not isinstance(key, Key):
                here = request.get_full_path() if request.method == "GET" else reverse("cases")
                return redirect(f"{reverse('cases-enter')}?{urlencode({'next': here})}")
            admit(key)
            try:
                answer = view(request, key, *args, **kwargs)
            except Http404:
                answer = render(request, "404.html", status=404)
        if not answer.has_header("Cache-Control"):
            # No browser keeps it: whoever comes to the machine afterwards presses "back".
            patch_cache_control(answer, private=True, no_store=True)
        return answer

    return within


def entered(request: HttpRequest, on: datetime) -> Key | Decision:
    """The key of whoever asks, by what they chose on entry, or why there is none now."""
    chosen = request.session.get(ENTERED) or {}
    if not chosen or not isinstance(request.user, User):
        return Decision(False, "no purpose is chosen")
    return key_for(request.user, chosen.get("agency", ""), chosen.get("purpose", ""), on)
