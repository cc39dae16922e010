"""Papers asked for, written, submitted in versions, late, withdrawn, and given to the pack."""

import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from saferboard.core.board.pack import Attached
from saferboard.core.document.tree import Document, Heading, Paragraph, Recommendations
from saferboard.core.faults import Refused
from saferboard.web.audit.frozen import WrittenOnce
from saferboard.web.audit.models import Event
from saferboard.web.board.meetings import actions as meetings
from saferboard.web.board.papers import actions, calling, files, queries
from saferboard.web.board.papers.models import Draft, Letter, Paper
from saferboard.web.directory.models import Mail, Seat
from saferboard.web.directory.versions import Overtaken
from tests.web.board.papers_samples import (
    ANSWERS,
    DAY,
    Sample,
    pdf,
    plain_word,
    sample,
    word,
)

pytestmark = pytest.mark.django_db
LATEST, FINAL, DRAFT = date(2031, 6, 5), date(2031, 5, 29), date(2031, 5, 21)


@pytest.fixture(autouse=True)
def _own_media(tmp_path, settings) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def held(db: None) -> Sample:
    return sample()


def begun(held: Sample) -> Paper:
    return actions.begin(by="prevent", item=held.item, post=held.author)


def submitted(held: Sample, today: date = DRAFT, **more: str) -> Paper:
    paper = begun(held)
    draft = actions.save_answers(by="prevent", paper=paper, answers=ANSWERS, title="Prevent")
    actions.submit(by="prevent", paper=paper, revision=draft.revision, today=today, **more)
    return paper


def test_the_days_of_a_meeting_are_counted_back_over_the_bank_holiday(held: Sample) -> None:
    due = queries.deadlines(held.meeting)
    assert (due.latest, due.final_due, due.draft_due, due.dispatch) == (
        LATEST,
        FINAL,
        DRAFT,
        LATEST,
    )


def test_a_call_writes_to_every_presenter_once_and_names_the_days(held: Sample) -> None:
    actions.call(by="clerk", meeting=held.meeting, today=date(2031, 4, 23))
    assert sorted(mail.to for mail in Mail.objects.all()) == [
        "inspector@example.org",
        "inspector@example.org",
        "prevent@example.org",
    ]
    text = Mail.objects.get(to="prevent@example.org").text
    assert "Draft due: Wednesday 21 May 2031" in text
    assert f"/work/papers/items/{held.item.pk}/" in text
    with pytest.raises(Refused, match="nobody to ask"):
        actions.call(by="clerk", meeting=held.meeting, today=date(2031, 4, 24))


def test_whoever_has_no_address_is_not_said_to_have_been_asked(held: Sample) -> None:
    held.author.email = ""
    held.author.save()
    assert held.item in calling.unreached([held.item, held.other])
    actions.call(by="clerk", meeting=held.meeting, today=date(2031, 4, 23))
    assert not Letter.objects.filter(item=held.item).exists()
    assert "prevent@example.org" not in {mail.to for mail in Mail.objects.all()}
    assert held.item in queries.unasked(held.meeting), "they may be asked once an address is known"


def test_a_file_does_not_overwrite_what_a_colleague_wrote_meanwhile(held: Sample) -> None:
    paper = begun(held)
    seen = actions.save_answers(by="prevent", paper=paper, answers=ANSWERS, title="Prevent")
    actions.save_answers(by="clerk", paper=paper, answers=ANSWERS, title="Prevent", revision=1)
    data = pdf()
    with pytest.raises(Overtaken):
        actions.upload_pdf(
            by="prevent", paper=paper, data=data, name="a.pdf", revision=seen.revision
        )
    assert Draft.objects.get(paper=paper).answers["purpose"] == ANSWERS["purpose"]


def test_reminders_go_before_and_chasers_after_the_days_and_once_a_day(held: Sample) -> None:
    actions.call(by="clerk", meeting=held.meeting, today=date(2031, 4, 23))
    submitted(held)
    day, told = date(2031, 4, 24), []
    while day <= DAY:
        sent = actions.remind(day)
        assert actions.remind(day) == 0
        told += [day] * bool(sent)
        day += timedelta(days=1)
    reminders = Letter.objects.filter(item=held.other, kind="reminder")
    chasers = Letter.objects.filter(item=held.other, kind="chaser")
    assert [letter.on for letter in reminders] == [date(2031, 5, 16), date(2031, 5, 23)]
    assert [letter.on for letter in chasers][:2] == [date(2031, 5, 30), date(2031, 6, 3)]
    assert not Letter.objects.filter(item=held.item).exclude(kind="call").exists()


def test_a_paper_that_is_submitted_stands_and_older_versions_stay(held: Sample) -> None:
    paper = submitted(held)
    draft = actions.save_answers(
        by="prevent", paper=paper, answers={**ANSWERS, "background": "Anew."}, title="Prevent"
    )
    actions.submit(by="prevent", paper=paper, revision=draft.revision, today=DRAFT)
    assert [v.number for v in paper.versions.all()] == [1, 2]
    [(_, papers)] = [(i, p) for i, p in queries.for_pack(held.meeting, private=False) if p]
    assert isinstance(papers[0], Document)
    assert Paragraph("Anew.") in papers[0].blocks
    with pytest.raises(WrittenOnce):
        paper.versions.update(number=3)


def test_what_is_submitted_is_what_was_looked_at(held: Sample) -> None:
    paper = begun(held)
    first = actions.save_answers(by="prevent", paper=paper, answers=ANSWERS, title="Prevent")
    actions.save_answers(by="clerk", paper=paper, answers={}, title="Prevent", revision=1)
    with pytest.raises(Overtaken):
        actions.submit(by="prevent", paper=paper, revision=first.revision, today=DRAFT)
    with pytest.raises(Overtaken):
        actions.save_answers(
            by="prevent", paper=paper, answers=ANSWERS, title="Prevent", revision=1
        )


def test_an_empty_paper_cannot_be_submitted(held: Sample) -> None:
    paper = begun(held)
    draft = actions.save_answers(by="prevent", paper=paper, answers={}, title="Prevent")
    with pytest.raises(Refused, match="says nothing yet"):
        actions.submit(by="prevent", paper=paper, revision=draft.revision, today=DRAFT)


def test_after_the_latest_day_a_paper_says_why_and_the_chair_agrees(held: Sample) -> None:
    day = LATEST + timedelta(days=1)
    with pytest.raises(Refused, match="latest day to publish"):
        submitted(held, day)
    paper = Paper.objects.get()
    draft = paper.draft
    version = actions.submit(
        by="prevent",
        paper=paper,
        revision=draft.revision,
        urgent="A grant closes before September.",
        today=day,
    )
    assert version.late
    actions.agree_late(by="clerk", paper=paper, chair=held.partner, on=day)
    paper.refresh_from_db()
    assert (paper.urgent, paper.agreed_by) == ("A grant closes before September.", held.partner)


def test_nobody_but_the_chair_agrees_to_a_late_paper(held: Sample) -> None:
    body = held.meeting.body
    for post, role in ((held.author, "chair"), (held.partner, "member")):
        Seat.objects.create(post=post, body=body, role=role, since=DAY - timedelta(days=99))
    paper = begun(held)
    Paper.objects.filter(pk=paper.pk).update(urgent="A grant closes.")
    with pytest.raises(Refused, match="did not chair"):
        actions.agree_late(by="clerk", paper=paper, chair=held.partner, on=LATEST)
    agreed = actions.agree_late(by="clerk", paper=paper, chair=held.author, on=LATEST)
    assert agreed.agreed_by == held.author


def test_a_paper_that_stands_keeps_its_title_until_another_version_is_submitted(
    held: Sample,
) -> None:
    paper = submitted(held)
    draft = actions.save_answers(by="prevent", paper=paper, answers=ANSWERS, title="Operation X")
    paper.refresh_from_db()
    assert paper.title == "Prevent"
    actions.submit(by="prevent", paper=paper, revision=draft.revision, today=DRAFT)
    paper.refresh_from_db()
    assert paper.title == "Operation X"


def test_a_withdrawn_paper_leaves_the_pack_and_comes_back_when_submitted_again(
    held: Sample,
) -> None:
    paper = submitted(held)
    actions.withdraw(by="prevent", paper=paper, because="A figure is wrong.")
    assert not any(papers for _, papers in queries.for_pack(held.meeting, private=True))
    draft = actions.save_answers(by="prevent", paper=paper, answers=ANSWERS, title="Prevent")
    actions.submit(by="prevent", paper=paper, revision=draft.revision, today=DRAFT)
    assert any(papers for _, papers in queries.for_pack(held.meeting, private=True))


def test_a_paper_begun_after_the_agenda_was_issued_is_a_supplement(held: Sample) -> None:
    assert not begun(held).supplement
    meetings.mark_called(by="clerk", meeting=held.meeting)
    assert begun(held).supplement


def test_restricted_papers_are_in_the_private_pack_alone(held: Sample) -> None:
    document = Document("Operation", "Board", "", (Heading("Background"), Paragraph("Private.")))
    actions.submit_document(by="inspector", item=held.private, document=document)
    public = dict(queries.for_pack(held.meeting, private=False))
    private = dict(queries.for_pack(held.meeting, private=True))
    assert held.private in public
    assert public[held.private] == ()
    assert private[held.private] == (document,)


def test_the_audit_trail_says_nothing_of_a_private_paper(held: Sample) -> None:
    paper = actions.begin(by="inspector", item=held.private, post=held.partner, title="Heron")
    document = Document("Heron two", "Board", "", (Paragraph("Private."),))
    actions.submit_document(by="inspector", item=held.private, document=document)
    actions.withdraw(by="inspector", paper=paper, because="Heron is over.")
    begun(held)
    told = [str(event.detail) for event in Event.objects.filter(object__startswith="paper ")]
    assert len(told) == 4
    assert not any("Heron" in detail for detail in told)
    assert held.item.title in told[-1]


def test_a_paper_the_service_makes_again_is_a_new_version_of_the_same(held: Sample) -> None:
    for text in ("First.", "Second."):
        document = Document("Performance", "Board", "", (Paragraph(text),))
        actions.submit_document(by="officer", item=held.item, document=document)
    assert queries.content(queries.newest([held.item.pk])[held.item.pk][0]) == document
    assert Paper.objects.count() == 1


def test_a_paper_the_service_makes_too_late_waits_for_the_chair_as_others_do(held: Sample) -> None:
    document = Document("Performance", "Board", "", (Paragraph("Text."),))
    made = {"by": "officer", "item": held.item, "document": document}
    assert not actions.submit_document(**made, today=LATEST).late
    version = actions.submit_document(**made, today=LATEST + timedelta(days=1))
    assert version.late
    agreed = actions.agree_late(by="clerk", paper=version.paper, chair=held.partner, on=LATEST)
    assert agreed.agreed_by == held.partner


def test_a_pack_takes_two_queries_however_many_papers(held: Sample, django_assert_num_queries):
    for n in range(5):
        document = Document(f"Paper {n}", "Board", "", (Paragraph("Text."),))
        actions.submit_document(by="officer", item=held.item, document=document)
    with django_assert_num_queries(2):
        assert len(dict(queries.for_pack(held.meeting, private=True))[held.item]) == 5


def test_a_word_file_becomes_the_same_document_as_the_form(held: Sample) -> None:
    paper = begun(held)
    data = word(plain_word)
    draft = actions.upload_word(by="prevent", paper=paper, data=data, name="C:\\papers\\a.docx")
    actions.submit(by="prevent", paper=paper, revision=draft.revision, today=DRAFT)
    version = paper.versions.get()
    assert version.name == "a.docx"
    assert version.file is not None
    assert version.file.read() == data
    document = queries.content(version)
    assert isinstance(document, Document)
    assert document.blocks == (
        Heading("Background"),
        Paragraph("Two teams became one."),
        Heading("Recommendations"),
        Recommendations(("That the Board note the paper.",)),
    )


def test_a_pdf_is_kept_as_it_came_and_told_to_have_no_tags(held: Sample) -> None:
    paper, data = begun(held), pdf()
    draft = actions.upload_pdf(by="prevent", paper=paper, data=data, name="slides.pdf")
    assert [note["what"][:20] for note in draft.notes] == ["The PDF has no tags,"]
    actions.submit(by="prevent", paper=paper, revision=draft.revision, today=DRAFT)
    [attached] = dict(queries.for_pack(held.meeting, private=True))[held.item]
    assert attached == Attached("Prevent update", "County Council", data)


@pytest.mark.parametrize("data", [b"", b"hello", pdf()], ids=["empty", "text", "pdf"])
def test_a_refused_file_leaves_nothing_behind(data: bytes, held: Sample) -> None:
    paper = begun(held)
    with pytest.raises(Refused):
        actions.upload_word(by="prevent", paper=paper, data=data, name="paper.docx")
    paper.refresh_from_db()
    assert not hasattr(paper, "draft")
    assert not list(settings.MEDIA_ROOT.rglob("*"))


def test_the_audit_trail_tells_who_submitted_what(held: Sample) -> None:
    paper = submitted(held)
    event = Event.objects.filter(action="paper submitted").get()
    assert (event.by, event.object) == ("prevent", f"paper {paper.pk}")


def test_what_never_finished_arriving_goes_after_a_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path)
    kept = files.keep(b"whole", "whole.pdf")
    for name, age in (("arriving-old", files.DAY + 60), ("arriving-new", 60)):
        (tmp_path / name).write_bytes(b"half")
        os.utime(tmp_path / name, (1_000_000 - age, 1_000_000 - age))
    os.utime(kept.path, (0, 0))
    assert files.clear_arrivals(1_000_000) == 1
    assert [path.name for path in tmp_path.glob("arriving-*")] == ["arriving-new"]
    assert kept.read() == b"whole"


def test_a_file_is_kept_once_under_its_hash_and_damage_is_told() -> None:
    first, second = files.keep(b"the same", "a.pdf"), files.keep([b"the ", b"same"], "../../b.pdf")
    assert (first.sha, first.size, second.name) == (second.sha, 8, "b.pdf")
    assert first.path == settings.MEDIA_ROOT / first.sha[:2] / first.sha
    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == [first.path]
    first.path.chmod(0o600)
    first.path.write_bytes(b"changed!")
    with pytest.raises(files.Damaged):
        first.read()


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\paper.docx", "paper.docx"),
        ("a\x00b\n.pdf", "ab.pdf"),
        ("...", "file"),
        ("x" * 300 + ".docx", "x" * 100 + ".docx"),
        ('<b>"x".pdf', "bx.pdf"),
    ],
)
def test_names_lose_paths_and_what_no_name_should_hold(name: str, clean: str) -> None:
    assert files.clean_name(name) == clean
