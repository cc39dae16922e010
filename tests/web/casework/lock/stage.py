"""A world of the matrix: one case, and an account for every way of standing to it."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.contrib.messages import constants
from django.db import transaction
from django.test import Client

from saferboard.core.casework.cases import FieldClass
from saferboard.web.casework.lock import actions, rows
from saferboard.web.casework.lock.entering import ENTERED, admit
from saferboard.web.casework.lock.models import BreakGlass, Case, Conflict
from saferboard.web.directory.models import User
from tests.web.casework import world
from tests.web.casework.lock.matrix import PAGES, WORLDS, Way, who
from tests.web.casework.lock.stages import WORLDS as STAGES
from tests.web.casework.lock.stages import opened, protected

PLACES = {"holder": "blaby", "partner": "police", "outside": "charnwood"}


class Stage:
    """One case of a world, and whoever asks for its pages."""

    def __init__(self, name: str) -> None:
        self.world, self.clients = name, dict[Way, Client]()
        self.agreement = world.agreed(name, *PLACES.values(), items=tuple(FieldClass))
        how, co_ordinator = STAGES[name], WORLDS[name]["co-ordinator"]
        opener = world.worker("opener", "blaby", how.role)
        self.mark = "Zzholder"
        reference = how.begin(opener, "blaby", self.mark)
        third = world.worker("third", "blaby", how.role)
        with transaction.atomic():
            made = opened(opener, "blaby", name, reference)
            roles = made.case.lock_shares.filter(agency__isnull=True)
            if not roles.filter(role=co_ordinator).exists():
                actions.share_with_role(by=made, role=co_ordinator)
            conflict = actions.declare_conflict(by=made, user=third)
        self.case: Case = world.shared("police", made)
        filled = how.fill(made, opener, self.mark)
        with transaction.atomic():
            admit(made.key)
            share = made.case.lock_shares.get(agency__isnull=True, role=co_ordinator).pk
            involvement = made.case.lock_involvements.get(agency__key="police").pk
        with transaction.atomic(), rows.service("tests"):
            glass = BreakGlass.objects.create(
                case=self.case,
                user=third,
                agency=world.agency("blaby"),
                reason="made up",
                signed_in=made.key.on,
                opened=made.key.on,
                supervisor=opener,
                told=made.key.on,
            )
        self.keys: dict[str, Any] = {
            "reference": reference,
            "key": self.agreement.key,
            "glass": glass.pk,
            "account": opener.pk,
            "membership": opener.memberships.get().pk,
            "vetting": opener.vetting.get().pk,
            "signature": self.agreement.signatures.get(agency__key="charnwood").pk,
            "involvement": involvement,
            "share": share,
            "conflict": conflict.pk,
            **(protected(self.case) if name == "asb" else {}),
            **filled,
        }

    def another(self, place: str, mark: str, closed: bool) -> str:
        """A case that is nobody else's; its reference."""
        how = STAGES[self.world]
        # The account is not called by the mark: pages of accounts would seem to name the case.
        worker = world.worker(f"other-{User.objects.count()}", place, how.role)
        reference = how.begin(worker, place, mark)
        if closed:
            with transaction.atomic(), rows.service("tests"):
                Case.objects.filter(reference=reference).update(closed=world.NOW)
        return reference

    def client(self, way: Way) -> Client:
        """A browser of theirs; whoever works on cases entered while they might."""
        way = way._replace(agreement="live")
        if way not in self.clients:
            self.clients[way] = self._made(way)
        return self.clients[way]

    def _made(self, way: Way) -> Client:
        about, browser = who(self.world)[way.who], Client()
        if not about:
            return browser
        name = "-".join(way)
        if "role" not in about:
            browser.force_login(
                User.objects.create(
                    post=name, email=f"{name}@example.org", roles=[about["board"]], created_by="t"
                )
            )
            return browser
        user = world.worker(name, PLACES[way.agency], about["role"])
        if way.vetting == "over":
            user.vetting.update(expires=world.NOW - timedelta(seconds=1))
        if way.conflict == "declared":
            with transaction.atomic(), rows.service("tests"):
                Conflict.objects.create(case=self.case, user=user, declared=world.AGO, by="t")
        browser.force_login(user)
        session = browser.session
        session[ENTERED] = {"agency": PLACES[way.agency], "purpose": self.world}
        session.save()
        return browser

    def path(self, address: str, **other: str) -> str:
        """The address with the world's keys in it."""
        named = PAGES[address].get("keys", {})
        keys = {**self.keys, **{one: self.keys.get(key, key) for one, key in named.items()}}
        return re.sub(r"<\w+:(\w+)>", lambda found: str({**keys, **other}[found[1]]), address)

    def ask(self, browser: Client, address: str, **other: str) -> Any:
        """The answer; whatever it changed is undone, and what the next page would say forgotten."""
        with transaction.atomic():
            sent = PAGES[address].get("send")
            path = self.path(address, **other)
            if sent is None:
                answer = browser.get(path)
            else:
                said = {name: value.format(**self.keys) for name, value in sent.items()}
                answer = browser.post(path, said)
            transaction.set_rollback(True)
        browser.cookies.pop("messages", None)
        return answer


def happened(answer: Any) -> str:
    """In the words of the matrix."""
    if answer.status_code == 302:
        target = urlsplit(answer["Location"]).path
        if target == "/account/login/":
            return "sign-in"
        # Leaving leads there too, and is no refusal.
        asked = answer.wsgi_request.path
        if target == "/cases/enter/" and asked != "/cases/leave/":
            return "enter"
        said = answer.wsgi_request._messages._queued_messages
        return "refused" if any(one.level == constants.ERROR for one in said) else "open"
    return {200: "open", 404: "404", 403: "403"}.get(answer.status_code, str(answer.status_code))
