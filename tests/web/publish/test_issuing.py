"""What goes out, what stays in, and what stops it."""

import json
from io import BytesIO
from itertools import pairwise

import pypdfium2
import pytest
from django.db import DatabaseError, connection, transaction
from pikepdf import Pdf

from saferboard.core.board.pack_copies import public_document
from saferboard.core.document.stored import from_json
from saferboard.core.faults import Refused
from saferboard.web.audit.models import Event
from saferboard.web.board.meetings.models import AgendaItem
from saferboard.web.board.minutes.models import Amendment, Minutes
from saferboard.web.board.papers.files import StoredFile
from saferboard.web.publish import issuing, queries
from saferboard.web.publish.actions import withdraw
from saferboard.web.publish.assembling import assembled
from saferboard.web.publish.models import Kind, Publication
from saferboard.web.publish.snapshots import read
from tests.web.publish.world import TODAY, World, document, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(db: None) -> World:
    return world()


def out(made: World, **more: object) -> Publication:
    seen = assembled(made.june, TODAY).fingerprint
    return issuing.issue_pack(by="clerk", meeting=made.june, on=TODAY, seen=seen, **more)  # type: ignore[arg-type]


def text_of(data: bytes) -> str:
    found = pypdfium2.PdfDocument(data)
    try:
        return " ".join(" ".join(p.get_textpage().get_text_range().split()) for p in found)
    finally:
        found.close()


def everything(publication: Publication) -> str:
    """All that the public could find in a publication, files too."""
    said = [json.dumps(publication.content)]
    for name, file in publication.files.items():
        data = read(file)
        said.append(text_of(data) if name.endswith(".pdf") else data.decode())
    return " ".join(said)


def test_a_pack_is_out_with_true_page_ranges(made: World) -> None:
    published = out(made)
    items = {item["title"]: item for item in published.content["items"]}
    with Pdf.open(BytesIO(read(published.files["pack.pdf"]))) as pdf:
        assert len(pdf.pages) == published.content["pages"]
    first, last = items["Performance"]["pages"]
    whole = text_of(read(published.files["pack.pdf"]))
    assert f"{first} to {last}" in whole
    assert text_of(read(published.files["item-4.pdf"])).count("Agenda Item 4") >= last - first
    assert [p["slug"] for p in items["County lines"]["papers"]] == ["county-lines-slides"]
    assert items["Introductions"]["pages"] == []


def test_the_last_minutes_and_the_action_log_are_made_at_their_items(made: World) -> None:
    published = out(made)
    items = {item["standing"]: item for item in published.content["items"] if item["standing"]}
    assert [p["key"] for p in items["minutes"]["papers"]] == ["minutes"]
    whole = text_of(read(published.files["pack.pdf"]))
    assert "The Board heard a report." in whole
    assert "Send leaflets to every district" in whole


def test_minutes_that_nobody_has_circulated_are_in_no_pack_and_follow_it(made: World) -> None:
    Minutes.objects.filter(pk=made.minutes.pk).update(state="draft")
    published = out(made)
    assert "The Board heard a report." not in everything(published)
    Minutes.objects.filter(pk=made.minutes.pk).update(state="circulated")
    seen = assembled(made.june, TODAY).fingerprint
    added = issuing.issue_supplement(
        by="clerk", meeting=made.june, on=TODAY, seen=seen, note="The minutes."
    )
    assert "The Board heard a report." in text_of(read(added.files["supplement-1.pdf"]))


def test_a_late_paper_says_whether_the_chair_agreed_to_take_it(made: World) -> None:
    version = made.submit("Performance", "Prevent", document("Prevent"), late=True)
    version.paper.urgent = "A grant closes in July"
    version.paper.save()
    seen = assembled(made.june, TODAY).fingerprint
    papers = [paper for item in out(made).content["items"] for paper in item["papers"]]
    (late,) = (paper["late"] for paper in papers if paper["late"])
    assert late == (
        "A grant closes in July. It is taken only if the chair agrees that it is urgent."
    )
    version.paper.agreed_by, version.paper.agreed_on = made.post, TODAY
    version.paper.save()
    assert assembled(made.june, TODAY).fingerprint != seen
    published = out(made, note="The chair agreed.")
    assert "The chair agreed on 1 June 2024" in text_of(read(published.files["pack.pdf"]))


def test_nothing_restricted_is_in_the_public_pack(made: World) -> None:
    published = out(made)
    said = everything(published)
    assert "outreach" not in said
    assert "secret" not in said
    assert "Not for publication" in said
    assert "Prices would be known." not in said, "the reason can give the matter away"
    item = next(i for i in published.content["items"] if i["title"] == "A contract")
    assert (item["paragraph"], item["papers"], item["pages"]) == (3, [], [])


def test_the_public_reaches_no_officer_by_telephone_or_e_mail(made: World) -> None:
    said = everything(out(made))
    assert "Team Manager" in said
    assert "01632 960001" not in said
    assert "team@example.org" not in said


def test_the_private_papers_say_how_to_reach_an_officer(made: World) -> None:
    sealed = out(made).sealed_papers
    assert "01632 960001" in text_of(StoredFile(sealed.sha, "", sealed.size).read())


def test_restricted_papers_make_a_pack_of_their_own_that_numbers_on(made: World) -> None:
    published = out(made)
    sealed = published.sealed_papers
    assert sealed.first_page == published.content["pages"] + 1
    assert issuing.last_page(made.june) == sealed.last_page
    assert sealed.sha not in json.dumps(published.files)


def test_what_was_withdrawn_is_told_with_why(made: World) -> None:
    published = out(made)
    gone = [i for i in published.content["items"] if i["state"] == "withdrawn"]
    assert [(i["title"], i["because"], i["number"]) for i in gone] == [
        ("Road safety", "No figures came.", 0)
    ]
    assert "Not taken at this meeting" in text_of(read(published.files["pack.pdf"]))


def test_the_html_is_the_same_document(made: World) -> None:
    published = out(made)
    (paper,) = next(i for i in published.content["items"] if i["number"] == 4)["papers"]
    kept = from_json(json.loads(read(published.files[f"{paper['document']}.json"])))
    assert kept == public_document(document("Performance in Quarter 4"))
    html = read(published.files[f"{paper['document']}.html"]).decode()
    assert 'id="paragraph-1"' in html
    (chart,) = (name for name in published.files if name.startswith("chart-"))
    assert f'src="../../files/{chart}"' in html


def test_what_nobody_picked_up_stops_the_pack() -> None:
    made = world(answered=False)
    with pytest.raises(Refused, match="nobody has picked up"):
        out(made)
    assert not Publication.objects.exists()


def test_what_changed_since_it_was_looked_at_stops_the_pack(made: World) -> None:
    seen = assembled(made.june, TODAY).fingerprint
    made.submit("Performance", "Performance in Quarter 4", document("Performance in Quarter 4"))
    with pytest.raises(Refused, match="changed since you looked"):
        issuing.issue_pack(by="clerk", meeting=made.june, on=TODAY, seen=seen)
    assert not Publication.objects.exists()


def test_a_second_pack_is_a_correction_and_needs_a_reason(made: World) -> None:
    first = out(made)
    with pytest.raises(Refused, match="gives no reason"):
        out(made)
    second = out(made, note="A table was wrong.")
    assert (first.number, second.number) == (1, 2)
    assert queries.standing(Kind.PACK, "board/2024-06-14") == second
    corrected = Event.objects.filter(action="pack corrected")
    assert [event.object for event in corrected] == ["board/2024-06-14"]


def test_a_late_paper_goes_out_as_a_supplement_that_numbers_on(made: World) -> None:
    first = out(made)
    made.submit("Introductions", "A late paper", document("A late paper"), late=True)
    seen = assembled(made.june, TODAY).fingerprint
    second = issuing.issue_supplement(
        by="clerk", meeting=made.june, on=TODAY, seen=seen, note="A late paper."
    )
    (added,) = second.content["supplements"]
    assert added["pages"][0] == first.sealed_papers.last_page + 1
    late = second.content["items"][0]["papers"][0]
    assert (late["supplement"], late["pages"][1]) == (1, added["pages"][1])
    assert set(first.files) < set(second.files)
    assert first.files["pack.pdf"] == second.files["pack.pdf"]
    papers = [p["pages"] for i in first.content["items"] for p in i["papers"]]
    assert [p["pages"] for i in second.content["items"][1:] for p in i["papers"]] == papers
    assert "A late paper" in text_of(read(second.files["supplement-1.pdf"]))
    assert issuing.last_page(made.june) == added["pages"][1]


def test_without_anything_new_there_is_no_supplement(made: World) -> None:
    out(made)
    seen = assembled(made.june, TODAY).fingerprint
    with pytest.raises(Refused, match="nothing came since"):
        issuing.issue_supplement(by="clerk", meeting=made.june, on=TODAY, seen=seen, note="x")


def test_a_moved_meeting_leaves_its_old_address_with_a_reason(made: World) -> None:
    out(made)
    made.june.date = made.june.date.replace(day=21)
    made.june.save()
    moved = out(made)
    old = queries.newest(Kind.PACK, "board/2024-06-14")
    assert old is not None
    gone = queries.withdrawal_of(old)
    assert gone is not None
    assert gone.reason == "The meeting was moved to 21 June 2024."
    assert (moved.number, moved.subject) == (1, "board/2024-06-21")


def test_minutes_go_out_without_signature_and_private_business(made: World) -> None:
    published = issuing.issue_minutes(by="clerk", found=made.minutes, on=TODAY)
    said = everything(published)
    assert "secret" not in said
    assert "The Board heard a report." in said
    first, private = published.content["minutes"]
    assert [o["letter"] for o in first["outcomes"]] == ["(a)", "(b)"]
    assert (private["paragraph"], private["outcomes"]) == (3, [])
    assert published.content["attendance"][0]["in_chair"]


def test_draft_minutes_do_not_go_out_nor_those_taken_back_meanwhile(made: World) -> None:
    Minutes.objects.filter(pk=made.minutes.pk).update(state="draft")
    with pytest.raises(Refused, match="are a draft"):
        issuing.issue_minutes(by="clerk", found=made.minutes, on=TODAY)


def test_the_record_links_decisions_and_actions_both_ways(made: World) -> None:
    content = issuing.issue_record(by="clerk", body=made.body, on=TODAY).content
    assert "secret" not in json.dumps(content)
    decision = content["decisions"][0]
    action = content["actions"][0]
    assert (decision["actions"], action["decision"]) == ([7], decision["id"])
    assert (action["meeting"], action["minute"]) == ("2024-03-08", 44)
    assert (action["colour"], action["word"]) == ("Red", "overdue")
    assert content["decisions"][1]["answer"] == "Nothing was asked for."
    assert "account 9" not in json.dumps(content)


def test_the_table_goes_out_without_contacts(made: World) -> None:
    content = issuing.issue_board(by="clerk", on=TODAY).content
    assert "example.org" not in json.dumps(content)
    assert content["bodies"][0]["seats"][0]["name"] == "A. Example"


def test_dates_go_out_with_what_was_cancelled(made: World) -> None:
    made.june.state, made.june.because = "cancelled", "An election."
    made.june.save()
    content = issuing.issue_calendar(by="clerk", body=made.body).content
    assert [(m["date"], m["state"], m["because"]) for m in content["meetings"]] == [
        ("2024-03-08", "held", ""),
        ("2024-06-14", "cancelled", "An election."),
    ]


def test_the_register_says_what_was_confirmed(made: World) -> None:
    outcome = made.outcomes[0]
    Amendment.objects.create(
        minute=outcome.minute, outcome=outcome, old="every district", new="two districts",
        at_meeting=made.june, by="clerk",
    )  # fmt: skip
    Minutes.objects.filter(pk=made.minutes.pk).update(
        state="confirmed", confirmed_at=made.june, signed_on=TODAY, signed_as="The chair"
    )
    told = issuing.issue_minutes(by="clerk", found=made.minutes, on=TODAY).content
    content = issuing.issue_record(by="clerk", body=made.body, on=TODAY).content
    words = content["decisions"][0]["text"]
    assert words == "That leaflets be sent to two districts."
    assert told["minutes"][0]["outcomes"][0]["text"] == words


def test_no_supplement_goes_out_beside_a_paper_that_has_become_private(made: World) -> None:
    out(made)
    made.submit("County lines", "More", document("More"))
    item = made.items["Performance"]
    item.restricted, item.paragraph = True, 1
    item.save()
    seen = assembled(made.june, TODAY).fingerprint
    with pytest.raises(Refused, match="private now"):
        issuing.issue_supplement(by="clerk", meeting=made.june, on=TODAY, seen=seen, note="More.")
    assert "Performance in Quarter 4" not in everything(out(made, note="One item is private."))


def test_a_plan_that_was_not_made_does_not_go_out(made: World) -> None:
    with pytest.raises(Refused, match="no plan of that year"):
        issuing.issue_plan(by="clerk", body=made.body, year=2024, on=TODAY)


def test_what_is_withdrawn_shows_nothing_older_in_its_place(made: World) -> None:
    out(made)
    second = out(made, note="A table was wrong.")
    withdraw(by="clerk", publication=second, reason="A name was in it.")
    assert queries.standing(Kind.PACK, "board/2024-06-14") is None
    assert list(queries.all_standing([Kind.PACK])) == []
    with pytest.raises(Refused, match="withdrawn already"):
        withdraw(by="clerk", publication=second, reason="Again.")
    third = out(made, note="Without the name.")
    assert list(queries.all_standing([Kind.PACK], "board")) == [third]


def test_only_the_newest_can_be_withdrawn_and_only_with_a_reason(made: World) -> None:
    first = out(made)
    with pytest.raises(Refused, match="no reason"):
        withdraw(by="clerk", publication=first, reason=" ")
    out(made, note="A table was wrong.")
    with pytest.raises(Refused, match="newer one stands"):
        withdraw(by="clerk", publication=first, reason="Wrong.")


def test_the_performance_paper_of_a_release_goes_on_an_item(made: World, stored: object) -> None:
    item = AgendaItem.objects.get(title="Performance")
    version = issuing.attach_performance_paper(by="officer", item=item, release=stored)  # type: ignore[arg-type]
    assert from_json(version.document).title.startswith("Safer Communities Performance")
    assert "Team Manager" in json.dumps(version.document)


def test_a_pack_calls_the_meeting_and_keeps_what_its_log_showed(made: World) -> None:
    out(made)
    made.june.refresh_from_db()
    assert made.june.state == "called"
    assert [row.shown for row in made.body.logs.all()] == [{"7": "Send leaflets to every district"}]


def test_a_cancelled_meeting_gets_no_pack(made: World) -> None:
    made.june.state = "cancelled"
    made.june.save()
    with pytest.raises(Refused, match="is cancelled"):
        out(made)
    assert not Publication.objects.exists()


@pytest.mark.parametrize("table", ["publish_publication", "publish_withdrawal"])
def test_the_database_itself_keeps_what_was_published(table: str, made: World) -> None:
    withdraw(by="clerk", publication=out(made), reason="A name.")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET stamp = 0")  # noqa: S608
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608


def test_every_change_moves_the_stamp_and_its_time(made: World) -> None:
    seen = [queries.stamp()]
    published = out(made)
    seen.append(queries.stamp())
    withdraw(by="clerk", publication=published, reason="A name.")
    seen.append(queries.stamp())
    issuing.issue_calendar(by="clerk", body=made.body)
    seen.append(queries.stamp())
    assert [stamp.number for stamp in seen] == [0, 1, 2, 3]
    times = [stamp.at for stamp in seen[1:] if stamp.at]
    assert all((b - a).total_seconds() >= 1 for a, b in pairwise(times))


def test_what_says_the_same_again_is_not_published_and_moves_nothing(made: World) -> None:
    first = issuing.issue_calendar(by="clerk", body=made.body)
    stamp = queries.stamp()
    assert issuing.issue_calendar(by="clerk", body=made.body) == first
    assert queries.stamp() == stamp
    made.june.state, made.june.because = "cancelled", "An election."
    made.june.save()
    assert issuing.issue_calendar(by="clerk", body=made.body).number == 2
    assert queries.stamp().number == stamp.number + 1
