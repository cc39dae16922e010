"""Messages: along the lines and no others; read by those they are for; notices say nothing."""

import pytest
from django.db import transaction

from saferboard.core.casework.cases import FieldClass
from saferboard.core.casework.process.deciding import may_tell
from saferboard.core.faults import Refused
from saferboard.web.audit.models import Event
from saferboard.web.casework.lock.declared import purposes
from saferboard.web.casework.lock.models import Case
from saferboard.web.casework.running import actions, messaging, queries
from saferboard.web.casework.running.models import Message, RefusedMessage
from saferboard.web.directory.models import Mail, User
from tests.web.casework import world
from tests.web.casework.running.played import as_opened, crew, process, service

pytestmark = pytest.mark.django_db
WORDS = "Example Person A was seen at 1 Example Street."


@pytest.fixture
def officer() -> User:
    world.agreed("asb", *world.AGENCIES)
    return world.worker("one", "blaby", "asb-officer")


@pytest.fixture
def police() -> User:
    return world.worker("two", "police", "police-officer")


@pytest.fixture
def case(officer: User, police: User) -> Case:
    return world.shared("police", world.opened(officer, "blaby"))


def sent(reference: str, **other: str) -> dict[str, str]:
    said = {"as_role": "asb-officer", "to_role": "police-officer", "field": "account"}
    return {**said, "words": WORDS, **other}


def test_a_message_reaches_the_role_and_the_notice_says_nothing(
    officer: User, police: User, case: Case
) -> None:
    home = f"/cases/{case.reference}/"
    theirs = world.client(police, "police")
    assert theirs.get("/cases/").content.decode().count("new message") == 0
    browser = world.client(officer, "blaby")
    assert browser.post(f"{home}messages/new/", sent(case.reference)).status_code == 302
    mail = Mail.objects.get()
    assert mail.to == police.email
    for told in (mail.subject, mail.text):
        assert "A message waits for you in a case" in told
        assert case.reference not in told
        assert "Example" not in told
    assert "1 new message" in theirs.get("/cases/").content.decode()
    page = theirs.get(home).content.decode()
    assert "1 new message for you" in page
    assert WORDS in page
    assert "new message" not in theirs.get(home).content.decode()
    row = Message.objects.get()
    assert (row.from_role, row.to_role, row.read is None) == (
        "asb-officer",
        "police-officer",
        False,
    )
    assert WORDS not in str(list(Event.objects.values_list("detail", flat=True)))


def test_a_message_outside_the_lines_is_refused_and_recorded(officer: User, case: Case) -> None:
    manager = world.worker("three", "blaby", "housing-officer")
    browser = world.client(manager, "blaby")
    home = f"/cases/{case.reference}/"
    page = browser.get(f"{home}messages/new/").content.decode()
    assert 'value="police-officer"' in page
    assert 'value="asb-manager"' not in page
    answer = browser.post(
        f"{home}messages/new/",
        sent(case.reference, as_role="housing-officer", to_role="asb-manager"),
    )
    assert "was not sent, and this is on record" in answer.content.decode()
    assert WORDS in answer.content.decode()
    assert Message.objects.count() == 0
    row = RefusedMessage.objects.get()
    assert (row.from_role, row.to_role) == ("housing-officer", "asb-manager")
    assert row.because == "the procedure has no line of communication between these two"
    told = Event.objects.get(action="case message refused")
    assert told.detail["rule"] == row.because
    assert Mail.objects.count() == 0
    refused = "A message to ASB manager was refused"
    assert refused in browser.get(home).content.decode()
    for role, sees in (("asb-manager", True), ("police-officer", False)):
        other = world.worker(f"other {role}", "blaby", role)
        assert (refused in world.client(other, "blaby").get(home).content.decode()) == sees


@pytest.mark.parametrize("key", ["asb", "jag", "marac", "varm"])
def test_only_allowed_recipients_are_offered_and_only_they_are_written_to(key: str) -> None:
    """Every pair of roles, by the table: what is offered is what may be sent, and nothing else."""
    found, hands = process(key), crew(key)
    opener = next(one for one in hands.users if one in beginners(key))
    case = world.opened(hands.users[opener], "blaby", key, found.purpose).case
    allowed = set()
    for sender, user in hands.users.items():
        with transaction.atomic():
            mine = world.key(user, "blaby", found.purpose)
            reads = mine.purpose.opens[FieldClass.OUTLINE]
            opened = mine.open(case.reference)
            offered = {one.key for one in messaging.recipients(opened)}
            for other in (party.key for party in found.parties):
                if sender not in reads:
                    continue
                done = actions.send(
                    by=opened, as_role=sender, to_role=other, words="Hello.",
                    field=FieldClass.OUTLINE,
                )  # fmt: skip
                went = isinstance(done, Message)
                assert went == (other in offered)
                assert went == (bool(may_tell(found, sender, other)) and other in reads)
                allowed |= {(sender, other)} if went else set()
    lines = {tuple(pair) for line in found.lines for pair in ((line.one, line.other),)}
    assert all(pair in lines or pair[::-1] in lines for pair in allowed)
    with service():
        assert RefusedMessage.objects.count() > 0
        assert Message.objects.count() == len(allowed)


def beginners(key: str) -> frozenset[str]:
    return purposes()[process(key).purpose].begins


def test_of_what_is_made_up_no_word_is_recorded(officer: User, case: Case) -> None:
    browser = world.client(officer, "blaby")
    address = f"/cases/{case.reference}/messages/new/"
    for made_up in ("as_role", "to_role", "step"):
        answer = browser.post(address, sent(case.reference, **{made_up: "Example Person A"}))
        assert "was not sent, and this is on record" in answer.content.decode()
    with service():
        rows = RefusedMessage.objects.values_list("from_role", "to_role", "step")
        assert [row.index("unknown") for row in rows] == [0, 1, 2]
    told = Event.objects.filter(action="case message refused")
    assert told.count() == 3
    assert "Example" not in str(list(told.values_list("detail", flat=True)))


def test_who_else_is_in_the_case_does_not_read_it(officer: User, police: User, case: Case) -> None:
    housing = world.worker("three", "blaby", "housing-officer")
    with transaction.atomic():
        opened = as_opened(officer, "blaby", case.reference)
        actions.send(
            by=opened, as_role="asb-officer", to_role="police-officer", words=WORDS,
            field=FieldClass.ACCOUNT,
        )  # fmt: skip
    page = world.client(housing, "blaby").get(f"/cases/{case.reference}/").content.decode()
    assert WORDS not in page
    assert WORDS in world.client(police, "police").get(f"/cases/{case.reference}/").content.decode()


@pytest.mark.parametrize(
    ("other", "because"),
    [
        ({"as_role": "police-officer"}, "this is not your role"),
        ({"to_role": "victim"}, "nobody with this role reads cases here"),
        ({"field": FieldClass.CONTACT}, "are not open to this role"),
        ({"field": FieldClass.OFFENCES}, "not open to your role"),
        ({"step": "order", "to_role": "asb-manager"}, ""),
        ({"step": "warn", "to_role": "asb-manager"}, "not both may be told of the step"),
    ],
)
def test_what_is_refused(officer: User, case: Case, other: dict[str, object], because: str) -> None:
    said = {"as_role": "asb-officer", "to_role": "police-officer", "field": FieldClass.ACCOUNT}
    with transaction.atomic():
        opened = as_opened(officer, "blaby", case.reference)
        done = actions.send(by=opened, words=WORDS, **{**said, **other})  # type: ignore[arg-type]
    if not because:
        assert isinstance(done, Message)
    else:
        assert isinstance(done, RefusedMessage)
        assert because in done.because


def test_nobody_hears_of_what_they_could_not_open(officer: User, case: Case) -> None:
    outside = world.worker("three", "charnwood", "police-officer")
    unvetted = world.worker("four", "police", "police-officer", vetted=False)
    with transaction.atomic():
        opened = as_opened(officer, "blaby", case.reference)
        actions.send(
            by=opened, as_role="asb-officer", to_role="police-officer", words=WORDS,
            field=FieldClass.ACCOUNT,
        )  # fmt: skip
        with pytest.raises(Refused, match="nothing is written"):
            actions.send(
                by=opened, as_role="asb-officer", to_role="police-officer", words=" ",
                field=FieldClass.ACCOUNT,
            )  # fmt: skip
    heard = set(Mail.objects.values_list("to", flat=True))
    assert heard == {"two@example.org"}
    assert heard.isdisjoint({outside.email, unvetted.email})


def test_a_message_for_one_agency_waits_there_alone(
    officer: User, police: User, case: Case
) -> None:
    with transaction.atomic():
        opened = as_opened(officer, "blaby", case.reference)
        actions.send(
            by=opened, as_role="asb-officer", to_role="police-officer", words=WORDS,
            field=FieldClass.ACCOUNT, to_agency=world.agency("blaby"),
        )  # fmt: skip
    with transaction.atomic():
        theirs = as_opened(police, "police", case.reference)
        assert list(queries.messages(theirs)) == []
        assert actions.read(by=theirs) == ()
