"""The working pages about people and bodies, as they are used."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from saferboard.core.directory.permissions import Role
from saferboard.web.audit.models import Event
from saferboard.web.directory import actions, presenting
from saferboard.web.directory.models import (
    Body,
    Post,
    Remit,
    Seat,
    SeatRole,
    StandingDeclaration,
    Tenure,
)
from saferboard.web.directory.versions import stamp
from tests.web.directory.people_samples import APRIL, JUNE, SEPTEMBER, Table, signed_in, table

pytestmark = pytest.mark.django_db
AT = "/work/people/"


@pytest.fixture
def round_it() -> Table:
    return table()


@pytest.fixture
def clerk() -> Client:
    return signed_in(Role.CLERK)


def words(answer: HttpResponse) -> str:
    """What the page says, without its marks."""
    main = answer.content.decode().partition("<main")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", main.partition(">")[2]).split())


def paths(round_it: Table) -> Iterator[str]:
    """Every page and form of this part, with its row there."""
    seat = Seat.objects.get(post=round_it.lead)
    declaration = actions.declare(
        by="tests", person=round_it.person, interest="A made-up trust", since=APRIL
    )
    remit = actions.remit(
        by="tests", business="How to pay", giver=round_it.board, taker=round_it.group, on=JUNE
    )
    yield from ("", "by-name/", f"by-name/{round_it.person.pk}/", "posts/lead/")
    yield from ("bodies/", "bodies/board/", f"business/{remit.pk}/")
    yield from ("posts/add/", "posts/lead/change/", "posts/lead/appoint/", "posts/vacant/appoint/")
    for verb in ("end", "correct", "strike"):
        yield f"tenures/{round_it.tenure.pk}/{verb}/"
    yield from (f"by-name/{round_it.person.pk}/{verb}/" for verb in ("name", "declare"))
    yield from (f"declarations/{declaration.pk}/", f"seats/{seat.pk}/", f"seats/{seat.pk}/strike/")
    yield "bodies/add/"
    yield from (f"bodies/board/{verb}/" for verb in ("change", "seat", "elect", "pass-on"))
    yield f"business/{remit.pk}/hand-back/"


def test_every_page_opens_for_the_clerk_and_forms_are_shut_to_members(
    round_it: Table, clerk: Client, visitor: Client
) -> None:
    member = signed_in(Role.MEMBER)
    found = list(paths(round_it))
    assert [path for path in found if clerk.get(AT + path).status_code != 200] == []
    answers = {path: member.get(AT + path).status_code for path in found}
    assert [path for path, code in answers.items() if code == 200] == found[:7]
    assert set(answers.values()) == {200, 403}
    assert {visitor.get(AT + path).status_code for path in found} == {302}


def test_members_are_shown_no_way_to_change_anything(round_it: Table) -> None:
    member = signed_in(Role.MEMBER)
    for path in list(paths(round_it))[:7]:
        page = member.get(AT + path).content.decode()
        assert not re.search(
            r"(add|change|appoint|end|correct|strike|elect|declare|hand-back)/\"", page
        ), path


def test_what_is_not_there_is_not_found(round_it: Table, clerk: Client) -> None:
    for path in ("posts/none/", "bodies/none/", "by-name/0/", "business/0/", "seats/0/"):
        assert clerk.get(AT + path).status_code == 404


def test_the_first_page_says_who_holds_what_and_what_is_vacant(
    round_it: Table, clerk: Client
) -> None:
    said = words(clerk.get(AT))
    assert "1 of 4 posts is vacant" in said
    assert "Lead post Example Council A. Example" in said
    assert "Vacant post Example Council Nobody is recorded yet" in said
    actions.appoint(by="tests", post=round_it.vacant, name="D. Example", since=APRIL)
    assert "All 4 posts are held" in words(clerk.get(AT))


def test_what_ends_soon_and_what_is_overdue_is_told(round_it: Table) -> None:
    today = date(2023, 7, 1)
    actions.end_tenure(
        by="t", tenure=round_it.tenure, seen=stamp(round_it.tenure), until=date(2023, 8, 30)
    )
    seat = Seat.objects.get(post=round_it.deputy)
    Seat.objects.filter(pk=seat.pk).update(until=date(2023, 7, 1))
    Seat.objects.filter(post=round_it.clerk).update(until=date(2023, 8, 31))
    actions.elect(
        by="t",
        body=round_it.board,
        role=SeatRole.CHAIR,
        post=round_it.lead,
        on=JUNE,
        basis="",
    )
    found = [(str(one.about), one.text, one.url) for one in presenting.notices(today)]
    assert found == [
        (
            "Lead post, Example Council",
            "the tenure ends on 30 August 2023",
            "/work/people/posts/lead/",
        ),
        (
            "Deputy post, Example Council",
            "the seat of member on Example Board ends on 1 July 2023",
            "/work/people/posts/deputy/",
        ),
        (
            "Example Board",
            "the election of its chair was due by 30 June 2023",
            "/work/people/bodies/board/",
        ),
    ]


def test_appointing_somebody_new_says_whose_tenure_ends(round_it: Table, clerk: Client) -> None:
    path = f"{AT}posts/lead/appoint/"
    form = clerk.get(path)
    assert "A. Example has held this post since 1 April 2022" in words(form)
    sent = {
        "seen": form.context["form"].initial["seen"],
        "person": "",
        "name": "D. Example",
        "since": "2022-06-10",
        "until": "",
    }
    answer = clerk.post(path, sent, follow=True)
    assert answer.redirect_chain == [("/work/people/posts/lead/", 302)]
    assert "The post is filled" in words(answer)
    assert "Held by D. Example since 10 June 2022" in words(answer)
    assert [t.until for t in Tenure.objects.filter(post=round_it.lead)] == [None, date(2022, 6, 9)]
    # Sent a second time, by somebody who still saw the first holder.
    again = clerk.post(path, {**sent, "name": "E. Example", "since": "2022-09-09"})
    assert "Somebody else changed this while you were writing" in words(again)
    assert "D. Example has held this post since 10 June 2022" in words(again)
    assert 'value="E. Example"' in again.content.decode()
    third = clerk.post(
        path,
        {
            **sent,
            "name": "E. Example",
            "since": "2022-09-09",
            "seen": again.context["form"].data["seen"],
        },
    )
    assert third.status_code == 302


def test_a_refusal_keeps_what_was_typed_and_points_at_the_field(
    round_it: Table, clerk: Client
) -> None:
    round_it.tenure.until = SEPTEMBER
    round_it.tenure.save()
    path = f"{AT}posts/lead/appoint/"
    answer = clerk.post(
        path, {"name": "D. Example", "since": "10/06/2022", "until": "", "seen": ""}
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert '<a href="#id_since">The post is held by somebody else' in page
    assert 'value="D. Example"' in page
    assert "<title>Error: Appoint" in page


def test_an_empty_form_says_what_is_missing(round_it: Table, clerk: Client) -> None:
    answer = clerk.post(f"{AT}posts/vacant/appoint/", {"name": "", "since": "soon"})
    assert "Write a day, as 10/06/2022." in words(answer)
    answer = clerk.post(f"{AT}posts/vacant/appoint/", {"name": "", "since": "2022-06-10"})
    assert "Nobody is named: choose a person, or write the name of somebody new." in words(answer)
    answer = clerk.post(f"{AT}posts/add/", {"x": "1"})
    assert "Write something under “Title of the post”." in words(answer)


def test_two_clerks_at_one_body_are_shown_both(round_it: Table, clerk: Client) -> None:
    path = f"{AT}bodies/board/change/"
    form = clerk.get(path).context["form"]
    mine = {name: form[name].value() or "" for name in form.fields} | {"quorum": "3"}
    assert clerk.post(path, mine | {"quorum": "2"}).status_code == 302
    answer = clerk.post(path, mine)
    assert "Somebody else changed this while you were writing" in words(answer)
    assert re.search(r"How it stands now.*Quorum 2.*What you wrote", words(answer))
    assert 'name="quorum" value="3"' in answer.content.decode()
    assert Body.objects.get(key="board").quorum == 2
    mine["seen"] = answer.context["form"].data["seen"]
    assert clerk.post(path, mine).status_code == 302
    assert Body.objects.get(key="board").quorum == 3


def test_a_body_is_not_offered_itself_or_those_below_to_report_to(
    round_it: Table, clerk: Client
) -> None:
    form = clerk.get(f"{AT}bodies/board/change/").context["form"]
    assert list(form.fields["reports_to"].queryset) == []
    form = clerk.get(f"{AT}bodies/group/change/").context["form"]
    assert list(form.fields["reports_to"].queryset) == [round_it.board]


def test_the_body_s_page_says_how_it_works(round_it: Table, clerk: Client) -> None:
    Body.objects.filter(key="board").update(quorum=2, terms="1. It oversees.\n\n2. It reports.")
    said = words(clerk.get(f"{AT}bodies/board/"))
    assert "2 of 3 members must be present, themselves or by substitute" in said
    assert "5 clear days" in said
    assert "1. It oversees. 2. It reports." in said
    assert "Report to it Example Group" in said
    group = words(clerk.get(f"{AT}bodies/group/"))
    assert "Not set; the body has 0 members" in group
    assert "It has no members yet" in group


def test_the_chart_hangs_each_body_from_the_one_it_reports_to(
    round_it: Table, clerk: Client
) -> None:
    actions.remit(
        by="tests", business="How to pay", giver=round_it.board, taker=round_it.group, on=JUNE
    )
    actions.elect(
        by="tests",
        body=round_it.board,
        role=SeatRole.CHAIR,
        post=round_it.lead,
        on=JUNE,
        basis="",
    )
    page = clerk.get(f"{AT}bodies/").content.decode()
    chart = page[page.index('<ul class="sb-tree') : page.index("<table")]
    plain = " ".join(re.sub(r"<(?!/?[uo]l|/?li)[^>]+>", " ", chart).split())
    plain = re.sub(r' class="[^"]+"', "", plain)
    assert plain == (
        "<ul><li> Example Board Chair: Lead post Passed to Example Group: How to pay "
        "<ul><li> Example Group Taken over from Example Board: How to pay </li> </ul> </li> </ul>"
    )


def test_forms_do_what_they_say_and_the_trail_names_the_account(
    round_it: Table, clerk: Client
) -> None:
    council, board = round_it.council, round_it.board
    account = clerk.session["_auth_user_id"]

    def send(path: str, said: dict[str, Any]) -> HttpResponse:
        form = clerk.get(AT + path).context["form"]
        seen = {"seen": form.initial["seen"]} if "seen" in form.initial else {}
        answer = clerk.post(AT + path, said | seen)
        assert answer.status_code == 302, words(answer)
        return answer

    lead = {"title": "Leader", "organisation": council.pk, "telephone": "", "email": ""}
    assert send("posts/add/", lead)["Location"] == f"{AT}posts/leader/"
    send("posts/lead/change/", lead | {"until": ""})
    send(f"tenures/{round_it.tenure.pk}/end/", {"until": "2022-09-09"})
    about = {"person": round_it.person.pk, "since": "2022-05-01", "until": "", "because": "letter"}
    send(f"tenures/{round_it.tenure.pk}/correct/", about)
    person = f"by-name/{round_it.person.pk}/"
    send(f"{person}declare/", {"interest": "Trust", "since": "2022-06-10", "until": ""})
    declaration = StandingDeclaration.objects.get()
    send(
        f"declarations/{declaration.pk}/",
        {"interest": "Trust", "since": "2022-06-10", "until": "2022-09-09"},
    )
    send(f"{person}name/", {"name": "A. Sample"})
    body = {"name": "Third Body", "chair_by": "election", "notice_days": "5"}
    assert send("bodies/add/", body)["Location"] == f"{AT}bodies/third-body/"
    seat = {"post": round_it.lead.pk, "role": "member", "since": "2022-06-10"}
    send("bodies/third-body/seat/", seat | {"substitute": round_it.deputy.pk})
    row = Seat.objects.get(body__key="third-body")
    send(f"seats/{row.pk}/", {"role": "officer", "since": "2022-06-10", "until": "2022-09-09"})
    Seat.objects.filter(body=board).update(since=APRIL)
    send(
        "bodies/board/elect/",
        {"role": "chair", "post": round_it.lead.pk, "since": "2022-06-10", "basis": "minute 2"},
    )
    send(f"seats/{row.pk}/strike/", {"because": "another body"})
    passed = {"business": "How to pay", "taker": round_it.group.pk, "on": "2022-06-10"}
    send("bodies/board/pass-on/", passed | {"because": ""})
    remit = Remit.objects.get()
    send(f"business/{remit.pk}/hand-back/", {"returned_on": "2022-09-09", "outcome": "Paid."})
    send(f"tenures/{round_it.tenure.pk}/strike/", {"because": "another post"})

    done = Event.objects.filter(by=f"account {account}").values_list("action", flat=True)
    assert list(done)[1:] == [  # the first is signing in
        "post added",
        "post changed",
        "tenure ended",
        "tenure corrected",
        "interest declared",
        "declaration of interest changed",
        "name corrected",
        "body added",
        "seat given",
        "seat changed",
        "elected",
        "seat struck out",
        "business remitted",
        "business handed back",
        "tenure struck out",
    ]
    assert "It is back with Example Board" in words(clerk.get(f"{AT}business/{remit.pk}/"))
    assert "Hand it back" not in words(clerk.get(f"{AT}business/{remit.pk}/"))


def test_a_body_whose_terms_name_the_chair_elects_a_vice_chair_only(
    round_it: Table, clerk: Client
) -> None:
    Body.objects.update(chair_by="terms")
    form = clerk.get(f"{AT}bodies/board/elect/").context["form"]
    assert form.fields["role"].choices == [("vice-chair", "Vice-chair")]
    assert set(form.fields["post"].queryset) == {
        round_it.lead,
        round_it.deputy,
        round_it.vacant,
    }


@pytest.mark.parametrize("path", ["", "by-name/", "bodies/", "bodies/board/", "posts/lead/"])
def test_no_page_asks_the_database_once_a_row(
    path: str, round_it: Table, clerk: Client, django_assert_max_num_queries: Any
) -> None:
    for n in range(12):
        post = Post.objects.create(
            key=f"more-{n}", title=f"More {n}", organisation=round_it.council
        )
        actions.seat(
            by="t",
            body=round_it.board,
            post=post,
            role=SeatRole.MEMBER,
            since=APRIL,
            substitute=round_it.clerk,
        )
        actions.appoint(by="t", post=post, name=f"{n}. Example", since=APRIL)
        Body.objects.create(key=f"below-{n}", name=f"Below {n}", reports_to=round_it.group)
        actions.remit(
            by="t",
            business=f"{n}",
            giver=round_it.board,
            taker=round_it.group,
            on=timezone.localdate(),
        )
    with django_assert_max_num_queries(10):
        answer = clerk.get(AT + path)
    assert answer.status_code == 200


@pytest.mark.parametrize("path", ["bodies/board/seat/", "posts/lead/appoint/"])
def test_no_form_asks_the_database_once_a_choice(
    path: str, round_it: Table, clerk: Client, django_assert_max_num_queries: Any
) -> None:
    for n in range(12):
        Post.objects.create(key=f"more-{n}", title=f"More {n}", organisation=round_it.council)
    with django_assert_max_num_queries(8):
        clerk.get(AT + path)


NASTY = ["\x00", "9999-12-31", "0001-01-01", "99999999999999999999", "x" * 30_000]


@pytest.mark.parametrize("value", NASTY, ids=[value[:12] for value in NASTY])
def test_no_form_falls_over_whatever_is_sent(value: str, round_it: Table, clerk: Client) -> None:
    found = [path for path in list(paths(round_it))[7:] if not path.endswith("strike/")]
    for path in found:
        form = clerk.get(AT + path).context["form"]
        sound = {name: str(form[name].value() or "2022-06-10") for name in form.fields}
        for name in form.fields:
            answer = clerk.post(AT + path, sound | {name: value})
            assert answer.status_code in (200, 302), (path, name)
