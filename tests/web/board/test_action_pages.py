"""Pages of actions and decisions: who may, what is shown, what is refused and kept."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from saferboard.core.board.action_steps import Step
from saferboard.core.directory.permissions import Role
from saferboard.web.board.decisions import actions
from saferboard.web.board.decisions.actions import Said
from saferboard.web.board.decisions.models import Action, Answer, Entry, GapSigned
from saferboard.web.board.meetings.models import Meeting
from saferboard.web.board.minutes.models import Minutes
from tests.web.board import decisions_samples as samples

pytestmark = pytest.mark.django_db
UPDATE = "/work/actions/board/1/update/"


@pytest.fixture
def held() -> Meeting:
    samples.posts()
    found = samples.meeting(samples.board(), samples.DECEMBER)
    samples.minuted(found)
    return found


@pytest.fixture
def action(held: Meeting) -> Action:
    return samples.make(due=timezone.localdate())


def signed_in(post: str, *roles: Role) -> Client:
    client = Client()
    client.force_login(samples.account(post, *roles))
    return client


@pytest.fixture
def office(held: Meeting) -> Client:
    return signed_in("clerk", Role.CLERK)


@pytest.fixture
def owner(held: Meeting) -> Client:
    return signed_in("coordinator", Role.OWNER)


def test_the_link_in_a_reminder_comes_back_after_signing_in(
    action: Action, visitor: Client
) -> None:
    samples.account("coordinator", Role.OWNER)
    answer = visitor.get(UPDATE)
    assert answer["Location"] == f"/account/login/?next={UPDATE}"
    sent = {"login": "coordinator@example.org", "password": samples.PASSWORD}
    after = visitor.post(answer["Location"], sent)
    assert after["Location"] == UPDATE
    assert visitor.get(UPDATE).status_code == 200


def test_an_owner_says_how_it_stands(action: Action, owner: Client) -> None:
    sent = {"seen": 1, "step": "report", "text": "Sent out", "evidence": "the e-mail"}
    answer = owner.post(UPDATE, sent, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [("/work/actions/board/1/", 302)]
    assert "Amber: reported done" in page
    assert "Sent out" in page
    assert "Entered by Community Safety Coordinator" in page


def test_what_is_refused_says_why_and_keeps_what_was_typed(action: Action, owner: Client) -> None:
    answer = owner.post(UPDATE, {"seen": 1, "step": "report", "text": "Sent <out>"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "There is a problem" in page
    assert '<a href="#id_evidence">Nothing shows it' in page
    assert "Sent &lt;out&gt;</textarea>" in page
    assert Entry.objects.count() == 1


def test_two_at_once_see_each_other_s_entry(action: Action, owner: Client, office: Client) -> None:
    office.post("/work/actions/board/1/comment/", {"seen": 1, "text": "The chair asked"})
    first = owner.post(UPDATE, {"seen": 1, "step": "stuck", "text": "No money"}).content.decode()
    assert "Somebody added to this action" in first
    assert "The chair asked" in first
    assert "No money</textarea>" in first
    assert 'name="seen" value="2"' in first
    owner.post(UPDATE, {"seen": 2, "step": "stuck", "text": "No money"})
    assert [e.text for e in samples.now(action).entries[1:]] == ["The chair asked", "No money"]


@pytest.mark.parametrize("sent", [{}, {"seen": "x"}, {"seen": 1, "step": "ask"}, {"seen": 10**30}])
def test_a_strange_form_is_refused_in_words(
    action: Action, owner: Client, sent: dict[str, object]
) -> None:
    answer = owner.post(UPDATE, {"text": "x"} | sent)
    assert answer.status_code == 200
    assert Entry.objects.count() == 1


def test_somebody_else_s_action_is_read_but_not_entered_in(action: Action) -> None:
    stranger = signed_in("superintendent", Role.OWNER)
    assert stranger.get("/work/actions/board/1/").status_code == 200
    answer = stranger.get(UPDATE)
    assert answer.status_code == 403
    assert "Only the owner of the action or the office" in answer.content.decode()
    assert stranger.post("/work/actions/board/1/accept/", {"seen": 1}).status_code == 403


def test_an_owner_does_not_accept_their_own_work(action: Action, owner: Client) -> None:
    answer = owner.get("/work/actions/board/1/accept/")
    assert answer.status_code == 403
    assert "Only the office may do this" in answer.content.decode()
    page = owner.get("/work/actions/board/1/").content.decode()
    assert "/hand-on/" in page
    assert "/accept/" not in page


@pytest.mark.parametrize("step", ["ask", "absorb", "nonsense"])
def test_what_nobody_may_choose_is_no_page(action: Action, office: Client, step: str) -> None:
    assert office.get(f"/work/actions/board/1/{step}/").status_code == 404


def test_the_office_defers_merges_and_passes_on(action: Action, office: Client) -> None:
    other = samples.make("slides")
    june = samples.meeting(action.body, date(timezone.localdate().year + 1, 6, 18))
    base = "/work/actions/board/1"
    office.post(f"{base}/defer/", {"seen": 1, "text": "later", "due_meeting": june.pk})
    police = samples.Post.objects.get(key="superintendent")
    office.post(f"{base}/hand-on/", {"seen": 2, "text": "theirs", "owner": police.pk})
    page = office.get(f"{base}/").content.decode()
    assert "Deferred to the meeting of 18 June" in page
    assert "Not yet taken on" in page
    office.post(f"{base}/merge/", {"seen": 3, "text": "the same", "other": other.number})
    assert "Merged into no. 2" in office.get(f"{base}/").content.decode()
    assert "Took in another action" in office.get("/work/actions/board/2/").content.decode()


def test_a_file_of_evidence_is_kept_and_only_ever_saved(action: Action, owner: Client) -> None:
    page = b"<script>alert(1)</script>"
    upload = SimpleUploadedFile("../../what <it> is.html", page, content_type="text/html")
    owner.post(UPDATE, {"seen": 1, "step": "evidence", "file": upload})
    answer = owner.get("/work/actions/board/1/evidence/1/")
    assert answer.content == page
    assert answer["Content-Disposition"].startswith("attachment;")
    assert ".." not in answer["Content-Disposition"]
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert owner.get("/work/actions/board/1/evidence/0/").status_code == 404
    assert owner.get("/work/actions/board/1/evidence/9/").status_code == 404


def test_a_file_that_is_too_large_is_refused(action: Action, owner: Client) -> None:
    upload = SimpleUploadedFile("large.bin", b"0" * (10 * 1024 * 1024 + 1))
    page = owner.post(UPDATE, {"seen": 1, "step": "evidence", "file": upload}).content.decode()
    assert "larger than 10 MB" in page


def test_private_business_is_for_those_who_may_read_it_and_for_its_owner(held: Meeting) -> None:
    samples.make("exempt")
    address = "/work/actions/board/1/"
    author = signed_in("probation-head", Role.AUTHOR)
    assert author.get(address).status_code == 403
    assert "exempt" not in author.get("/work/actions/?status=all").content.decode()
    assert "exempt" not in author.get("/work/decisions/").content.decode()
    pk = samples.outcome("exempt").pk
    assert author.get(f"/work/decisions/{pk}/").status_code == 403
    own = signed_in("coordinator", Role.OWNER)
    assert own.get(address).status_code == 200
    member = signed_in("superintendent", Role.MEMBER)
    assert member.get(address).status_code == 200
    assert "exempt" in member.get("/work/decisions/").content.decode()


def test_a_public_decision_does_not_tell_of_a_private_action(held: Meeting) -> None:
    private = samples.make("exempt")
    slides = samples.outcome("slides")
    actions.add_to_action(by="clerk", outcome=slides, action=private, on=samples.BEFORE)
    march = samples.meeting(held.body, samples.MARCH)
    actions.sign_gap(
        by="clerk",
        meeting=march,
        outcomes=[samples.outcome("exempt")],
        reason="Later",
        on=samples.BEFORE,
    )
    author = signed_in("probation-head", Role.AUTHOR)
    page = author.get(f"/work/decisions/{slides.pk}/").content.decode()
    assert "Action no. 1" in page
    assert "exempt" not in page
    page = author.get(f"/work/decisions/unanswered/{march.pk}/").content.decode()
    assert "A decision taken in private" in page
    assert "exempt" not in page


def test_what_was_entered_in_private_is_not_found_by_guessing_its_words(
    action: Action, owner: Client, office: Client
) -> None:
    exempt = samples.outcome("exempt")
    actions.add_to_action(by="clerk", outcome=exempt, action=action, on=samples.BEFORE)
    path = "/work/actions/?words=exempt report"
    assert "Do it: causes" in office.get(path).content.decode()
    assert "Do it: causes" not in owner.get(path).content.decode()
    assert "Do it: causes" in owner.get("/work/actions/?words=causes").content.decode()


def test_an_entry_from_private_business_is_told_but_not_shown(
    action: Action, owner: Client, office: Client
) -> None:
    actions.add_to_action(
        by="clerk", outcome=samples.outcome("exempt"), action=action, on=samples.BEFORE
    )
    page = owner.get("/work/actions/board/1/").content.decode()
    assert "This entry came from business taken in private." in page
    assert "exempt" not in page
    assert "exempt" in office.get("/work/actions/board/1/").content.decode()


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", [1, 2]),
        ("status=Red", [1]),
        ("status=Amber", [2]),
        ("status=closed", [3]),
        ("status=all", [1, 2, 3]),
        ("status=deferred", []),
        ("status=nonsense&age=x&owner=nobody&page=99", [1, 2]),
        ("owner=superintendent", [2]),
        ("body=board", [1, 2]),
        ("words=SLIDES", [2]),
        ("age=365", [1, 2]),
    ],
)
def test_the_list_is_narrowed_down_and_what_needs_somebody_comes_first(
    held: Meeting, office: Client, asked: str, shown: list[int]
) -> None:
    samples.make("causes")
    samples.make("slides", samples.Post.objects.get(key="superintendent"), due=None)
    closed = samples.make("noted")
    actions.enter(
        by="clerk",
        action=closed,
        step=Step.WITHDRAW,
        on=samples.BEFORE,
        office=True,
        said=Said(text="no"),
    )
    page = office.get(f"/work/actions/?{asked}")
    found = [row.life.action.number for row in page.context["page"].object_list]
    assert found == shown


def test_lists_ask_the_database_no_more_for_more(
    held: Meeting, office: Client, django_assert_num_queries: object
) -> None:
    for _ in range(3):
        samples.make("causes")
    office.get("/work/actions/")
    for more in (1, 6):
        for path, most in (("/work/actions/", 7), ("/work/decisions/", 9)):
            with django_assert_num_queries(most):  # type: ignore[operator]
                office.get(path)
        for _ in range(more):
            samples.make("slides")


def test_a_decision_is_answered_on_its_page(held: Meeting, office: Client) -> None:
    pk = samples.outcome("causes").pk
    post = samples.Post.objects.get(key="coordinator")
    assert "Nobody has said yet" in office.get(f"/work/decisions/{pk}/").content.decode()
    empty = office.post(
        f"/work/decisions/{pk}/make/", {"text": "Write it", "seen": 0}
    ).content.decode()
    assert '<a href="#id_owner">' in empty
    sent = {"text": "Write it", "owner": post.pk, "second": post.pk, "due_on": "2099-01-01"}
    sent |= {"seen": 0}
    page = office.post(f"/work/decisions/{pk}/make/", sent, follow=True).content.decode()
    assert "Action no. 1 is made" in page
    refused = office.post(f"/work/decisions/{pk}/none/", {"reason": "", "seen": 1}).content.decode()
    assert "A different answer holds already" in refused
    page = office.post(f"/work/decisions/{pk}/none/", {"reason": "Done", "seen": 1}, follow=True)
    assert "no longer holds" in page.content.decode()
    slides = samples.outcome("slides").pk
    office.post(f"/work/decisions/{slides}/add/", {"other": "1", "seen": 0})
    assert Answer.objects.get(outcome=slides).action == Action.objects.get()


def test_a_form_sent_twice_makes_one_action(held: Meeting, office: Client) -> None:
    pk = samples.outcome("causes").pk
    post = samples.Post.objects.get(key="coordinator")
    sent = {"text": "Write it", "owner": post.pk, "seen": 0}
    office.post(f"/work/decisions/{pk}/make/", sent)
    page = office.post(f"/work/decisions/{pk}/make/", sent).content.decode()
    assert "Somebody answered this decision while you were writing" in page
    assert "Answered already" in page
    assert 'name="seen" value="1"' in page
    assert Action.objects.count() == 1


@pytest.mark.parametrize("path", ["actions/board/{}/", "decisions/{}/", "decisions/unanswered/{}/"])
def test_a_number_too_large_for_the_database_is_no_page(office: Client, path: str) -> None:
    assert office.get("/work/" + path.format(10**30)).status_code == 404


def test_only_the_office_answers_decisions(held: Meeting, owner: Client) -> None:
    pk = samples.outcome("causes").pk
    for way in ("make", "add", "none"):
        assert owner.get(f"/work/decisions/{pk}/{way}/").status_code == 403
    assert "Make an action" not in owner.get(f"/work/decisions/{pk}/").content.decode()


@pytest.mark.parametrize(
    ("asked", "count"),
    [("", 4), ("kind=noted", 1), ("answered=yes", 1), ("answered=no", 3), ("words=20(b)", 1)],
)
def test_the_register_is_narrowed_down(
    held: Meeting, office: Client, asked: str, count: int
) -> None:
    samples.make("causes")
    page = office.get(f"/work/decisions/?body=board&{asked}")
    assert page.context["page"].paginator.count == count


def test_the_gap_is_closed_on_its_page(held: Meeting, office: Client) -> None:
    march = samples.meeting(held.body, samples.MARCH)
    address = f"/work/decisions/unanswered/{march.pk}/"
    page = office.get(address).content.decode()
    assert "4 decisions must be answered" in page
    noted = samples.outcome("noted").pk
    refused = office.post(f"{address}noted/", {"noted-outcomes": [noted], "noted-reason": ""})
    assert f'value="{noted}" id="id_noted-outcomes_0" checked' in refused.content.decode()
    office.post(f"{address}noted/", {"noted-outcomes": [noted], "noted-reason": "Noted only"})
    assert Answer.objects.get().outcome_id == noted
    left = [samples.outcome(words).pk for words in ("causes", "slides", "exempt")]
    page = office.post(
        f"{address}sign/", {"sign-outcomes": left, "sign-reason": "In June"}, follow=True
    ).content.decode()
    assert "The pack can be published" in page
    assert "Democratic Services Officer" in page
    assert GapSigned.objects.count() == 3


def test_nothing_ticked_signs_nothing(held: Meeting, office: Client) -> None:
    march = samples.meeting(held.body, samples.MARCH)
    page = office.post(f"/work/decisions/unanswered/{march.pk}/sign/", {"sign-reason": "x"})
    assert "No decision is chosen: tick at least one" in page.content.decode()
    assert not GapSigned.objects.exists()


def test_a_meeting_without_minutes_is_signed_for(held: Meeting, office: Client) -> None:
    samples.meeting(held.body, samples.MARCH)
    june = samples.meeting(held.body, samples.JUNE)
    address = f"/work/decisions/unanswered/{june.pk}/"
    assert "has no minutes" in office.get(address).content.decode()
    office.post(f"{address}sign/", {"sign-unwritten": "on", "sign-reason": "It was not held"})
    assert GapSigned.objects.get().outcome is None


def test_a_member_sees_the_gap_and_signs_nothing(held: Meeting) -> None:
    member = signed_in("superintendent", Role.MEMBER)
    march = samples.meeting(held.body, samples.MARCH)
    address = f"/work/decisions/unanswered/{march.pk}/"
    assert "For the office to answer" in member.get(address).content.decode()
    assert member.post(f"{address}sign/", {"sign-reason": "x"}).status_code == 403


def test_the_logs_and_what_they_lost(held: Meeting, office: Client) -> None:
    assert "No log is kept yet" in office.get("/work/actions/logs/").content.decode()
    header = "number,date,action,owner,comments,status\n"
    for on, number in ((samples.MARCH, 1), (samples.JUNE, 2)):
        text = f"{header}{number},20.9.19,Do {number},Clerk,,Amber\n"
        actions.import_log(by="clerk", body=held.body, text=text, name="log.csv", on=on)
    page = office.get("/work/actions/logs/").content.decode()
    assert "Lost" in page
    assert "Do 1" in page


def test_what_a_draft_of_minutes_decides_is_for_those_who_write_it_or_sign_for_it(
    held: Meeting, owner: Client, office: Client
) -> None:
    Minutes.objects.filter(meeting=held).update(state=Minutes.State.DRAFT)
    drafted = samples.outcome("causes")
    paths = ("/work/decisions/", f"/work/decisions/{drafted.pk}/")
    later = samples.meeting(held.body, samples.MARCH)
    chair, member = signed_in("chair", Role.CHAIR), signed_in("member", Role.MEMBER)
    for path in (*paths, f"/work/decisions/unanswered/{later.pk}/"):
        for client, shown in ((office, True), (chair, True), (owner, False), (member, False)):
            assert ("causes of anti-social" in client.get(path).content.decode()) is shown, path
    assert owner.get(paths[1]).status_code == 403
