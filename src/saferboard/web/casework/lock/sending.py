"""A form of casework does once what it does, however often it is sent.

Each time such a form is shown it carries a key: drawn by lot, and signed for one form and one
account, so that nobody makes one up or uses another's. The case keeps a digest of it. Whoever sends
the form again, by "back", a second press or a line that broke, gets what the first sending made.

A form that opens a case must carry a key. One that writes in a case carries it too; what comes
without, as from a program, is taken for new.
"""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.signing import BadSignature, Signer
from django.db import IntegrityError, transaction
from django.utils.timezone import now

from saferboard.core.faults import Refused, refuse
from saferboard.web.audit.actions import record
from saferboard.web.casework.lock import rows
from saferboard.web.casework.lock.entering import Key, Opened, admit, key_for
from saferboard.web.casework.lock.models import Case, SentForm

FIELD = "sending"
AGAIN = "This form was sent before, and this is the case that it opened. Nothing was added to it."
WRITTEN = "This form was sent before. What it says stands once; nothing was added now."
_VISITOR = "visitor"


@dataclass(frozen=True, slots=True)
class Sending:
    """The case that a form opened. ``again``: it was opened by an earlier sending."""

    case: Case
    again: bool


class OneTime(forms.CharField):
    """The key of one showing of a form. One that was not made here gives way to a new one."""

    def __init__(self, form: str, who: str) -> None:
        self.signer = Signer(salt=f"sending:{form}:{who}")
        # No browser puts the key of an earlier showing into a form that is loaded anew.
        hidden = forms.HiddenInput(attrs={"autocomplete": "off"})
        super().__init__(max_length=120, initial=self._new, widget=hidden)
        self.error_messages["required"] = self.error_messages["invalid"] = (
            "Nothing was sent: the page had lost what tells one sending from another. "
            "Read what you wrote, and send it again."
        )

    def _new(self) -> str:
        return self.signer.sign(secrets.token_urlsafe(24))

    def _is_ours(self, said: Any) -> bool:
        try:
            self.signer.unsign(str(said))
        except BadSignature:
            return False
        return True

    def validate(self, value: Any) -> None:
        """Refused unless this service made it, for this form and for whoever sends it."""
        super().validate(value)
        if value and not self._is_ours(value):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What the form carries when it is shown again."""
        return data if self._is_ours(data) else initial


def carry(form: forms.Form, name: str, by: Key | None = None) -> None:
    """Let a form carry a key, for an account or, without one, for a visitor."""
    form.fields[FIELD] = OneTime(name, _VISITOR if by is None else by.by)


def carry_within(form: forms.Form, opened: Opened) -> None:
    """Let a form that writes in a case carry a key."""
    form.fields[FIELD] = OneTime(f"case {opened.case.reference}", opened.key.by)
    form.fields[FIELD].required = False


def before(*, form: forms.Form, by: Key | None = None) -> Case | None:
    """The case that the form, which is valid, opened when it was sent before, if it is theirs."""
    seen = Case.objects.all() if by is None else by.cases()
    return seen.filter(lock_sentforms__key=_digest(form.cleaned_data[FIELD])).first()


@transaction.atomic
def once(*, form: forms.Form, make: Callable[[], Case], by: Key | None = None) -> Sending:
    """Open a case by a valid form, or give the one that it opened before.

    Of two sendings at one moment the second waits for the first, and takes back what it made.
    Without an account it is the service that opens it, for a visitor.
    """
    if by is not None:
        return _once(form, make, by)
    with rows.service("sending"):
        return _once(form, make, by)


def acted(*, form: forms.Form, opened: Opened, act: Callable[[], object]) -> bool:
    """Act on a valid form of a case, unless an earlier sending of it did. Whether it was done now.

    The key is kept first: of two sendings at one moment the second waits for the first. A form that
    is refused gives its key back, to be put right and sent again; what the refusal keeps on record
    stays. Within the lock's transaction. The form's data no longer name the key afterwards.
    """
    key = form.cleaned_data.pop(FIELD)
    if not key:
        act()
        return True
    try:
        with transaction.atomic():
            kept = SentForm.objects.create(case=opened.case, key=_digest(key))
    except IntegrityError:
        opened.key.note("form sent again", f"case {opened.case}")
        return False
    try:
        act()
    except Refused:
        kept.delete()
        raise
    return True


def _once(form: forms.Form, make: Callable[[], Case], by: Key | None) -> Sending:
    found = before(form=form, by=by)
    if found is None:
        try:
            with transaction.atomic():
                case = make()
                SentForm.objects.create(case=case, key=_digest(form.cleaned_data[FIELD]))
                return Sending(case, again=False)
        except IntegrityError:
            found = before(form=form, by=by and _now(by))
            if found is None and not _is_taken(form):
                raise
    if found is None:
        raise refuse(
            "this form was sent before, and its case is not open to you now",
            where=FIELD,
            expected="a form that was not sent yet",
            remedy="open the form anew if there is another case to open",
        )
    if by is None:
        record(by=_VISITOR, action="form sent again", object=f"case {found}")
    else:
        by.note("form sent again", f"case {found}")
    return Sending(found, again=True)


def _now(key: Key) -> Key:
    """The key as it is by now: what another request opened meanwhile is of later than this one."""
    later = key_for(key.user, key.agency.key, key.purpose.key, now())
    if not isinstance(later, Key):
        return key
    admit(later)
    return later


def _is_taken(form: forms.Form) -> bool:
    with rows.service("sending"):
        return SentForm.objects.filter(key=_digest(form.cleaned_data[FIELD])).exists()


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
