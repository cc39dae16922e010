"""Freezing a release: worked out first, with everything it would restate, then frozen."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from saferboard.core.evidence.figures import Number
from saferboard.core.evidence.periods import Period
from saferboard.core.evidence.release import Release
from saferboard.core.evidence.restating import Restatement, restatements
from saferboard.core.faults import Refused, refuse
from saferboard.web.directory.desk import by
from saferboard.web.directory.permissions import Permission, needs
from saferboard.web.evidence import actions, models, queries
from saferboard.web.evidence.addresses import Address
from saferboard.web.evidence.making import make_release
from saferboard.web.evidence.returns.forms import Freeze, Quarter
from saferboard.web.evidence.storage import fingerprint


@dataclass(frozen=True, slots=True)
class Preview:
    """A release that is not frozen, beside the one it is held against."""

    made: Release
    mark: str
    against: models.Release | None
    restated: tuple[Restatement, ...]
    held: int

    @property
    def is_same(self) -> bool:
        """Whether it says what the newest release of its quarter says."""
        return (
            self.against is not None
            and self.against.quarter == str(self.made.quarter)
            and self.against.fingerprint == self.mark
        )

    @property
    def place(self) -> str:
        """The area that the Board answers for."""
        return self.made.place(self.made.area).name


@needs(Permission.RELEASE_FREEZE)
@require_http_methods(["GET", "HEAD", "POST"])
def release(request: HttpRequest) -> HttpResponse:
    """Choose a quarter, see what freezing it would restate, freeze it."""
    asked = request.POST if request.method == "POST" else request.GET
    newest = queries.latest()
    form = Quarter(
        asked if "quarter" in asked else None,
        initial={"quarter": newest.quarter if newest else ""},
    )
    preview, overtaken = None, False
    if form.is_bound and form.is_valid():
        try:
            preview = _preview(form.cleaned_data["quarter"])
            if request.method == "POST":
                sent = Freeze(request.POST)
                if sent.is_valid() and sent.cleaned_data["seen"] == preview.mark:
                    return _freeze(request, preview)
                overtaken = True
        except Refused as refusal:
            for fault in refusal.faults:
                form.add_error(
                    "quarter", f"{fault.what[:1].upper()}{fault.what[1:]}: {fault.remedy}."
                )
    context = {
        "form": form,
        "preview": preview,
        "overtaken": overtaken,
        "crumbs": [{"text": "Load evidence", "url": reverse("load")}, {"text": "Release"}],
    }
    return render(request, "returns/release.html", context)


def _freeze(request: HttpRequest, preview: Preview) -> HttpResponse:
    stored = actions.freeze(preview.made, by=by(request))
    if stored.is_new:
        messages.success(request, f"Release {stored.name} is frozen.")
    else:
        messages.info(request, f"Release {stored.name} says this already: nothing was stored.")
    return redirect(Address(stored, pinned=True).record)


def _preview(text: str) -> Preview:
    """A quarter worked out from all that is loaded and accepted, known by today."""
    quarter = Period.parse(text)
    if not quarter.is_quarter:
        raise refuse(
            f"'{text}' is not a quarter",
            where="quarter",
            expected="a quarter of a financial year",
            remedy="write it as 2021/22-Q4",
        )
    today = localdate()
    made = make_release(settings.HOME, quarter, known_by=today, made_on=today)
    against = _against(quarter)
    return Preview(
        made=made,
        mark=fingerprint(made),
        against=against,
        restated=restatements(queries.whole(against), made) if against else (),
        held=sum(
            isinstance(said.figure, Number) for said in made.assessments if said.area == made.area
        ),
    )


def _against(quarter: Period) -> models.Release | None:
    """The newest release of the quarter, else the newest of one before."""
    rows = queries.releases()
    same = next((row for row in rows if row.quarter == str(quarter)), None)
    earlier = (row for row in rows if row.quarter < str(quarter))
    return same or next(earlier, None)
