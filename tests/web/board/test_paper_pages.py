"""The pages of meetings and papers: who may open them, what they say, what they refuse."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile, UploadedFile
from django.http import QueryDict
from django.test import Client, RequestFactory
from django.utils.timezone import localdate
from docx.document import Document as Word
from docx.shared import Cm

from saferboard.core.board.notice import latest_day
from saferboard.core.directory.permissions import Role
from saferboard.core.document.tree import Document, Paragraph
from saferboard.web.board.meetings import actions as meetings
from saferboard.web.board.meetings.models import AgendaItem
from saferboard.web.board.papers import actions
from saferboard.web.board.papers.forms import Upload
from saferboard.web.board.papers.models import Draft, Paper, Version
from tests.engines.word.files import png
from tests.web.board.papers_samples import (
    ANSWERS,
    Sample,
    pdf,
    plain_word,
    sample,
    signed_in,
    word,
)

pytestmark = pytest.mark.django_db
MEETING = "/work/meetings/board/2031-06-13/"
PAPERS = "/work/papers/board/2031-06-13/"


@pytest.fixture(autouse=True)
def _own_media(tmp_path, settings) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def held(db: None) -> Sample:
    return sample()


@pytest.fixture
def office() -> Client:
    return signed_in(Role.CLERK)


@pytest.fixture
def author() -> Client:
    return signed_in(Role.AUTHOR, "prevent")


def begun(held: Sample, item: AgendaItem | None = None) -> Paper:
    return actions.begin(by="prevent", item=item or held.item, post=held.author)


def submitted(held: Sample, item: AgendaItem | None = None) -> Paper:
    paper = begun(held, item)
    draft = actions.save_answers(by="prevent", paper=paper, answers=ANSWERS, title="Prevent")
    actions.submit(by="prevent", paper=paper, revision=draft.revision)
    return paper


def upload(client: Client, paper: Paper, name: str, data: bytes) -> str:
    file = SimpleUploadedFile(name, data)
    path = f"/work/papers/{paper.pk}/upload/"
    return client.post(path, {"file": file}, follow=True).content.decode()


def test_the_call_is_sent_by_a_button_and_the_page_tells_what_is_in(
    held: Sample, office: Client
) -> None:
    assert "Prevent update: Prevent Coordinator" in office.get(f"{PAPERS}call/").content.decode()
    office.post(f"{PAPERS}call/")
    submitted(held)
    page = office.get(PAPERS).content.decode()
    for count in ("1 in<", "0 in, late<", "2 awaited<", "0 missing<"):
        assert count in page
    assert "The call was sent on" in page


def test_deadlines_that_cross_are_refused(held: Sample, office: Client) -> None:
    path = f"{PAPERS}deadlines/"
    crossed = {"asked": 5, "draft": 10, "final": 5, "dispatch": 0}
    assert "comes after" in office.post(path, crossed).content.decode()
    office.post(path, {**crossed, "asked": 20, "draft": 3, "final": 2, "dispatch": 1})
    assert "Monday 2 June 2031" in office.get(PAPERS).content.decode()  # drafts


def test_a_paper_is_written_checked_and_submitted_by_its_author(
    held: Sample, author: Client
) -> None:
    assert "Prevent update" in author.get("/work/papers/").content.decode()
    author.post(f"/work/papers/items/{held.item.pk}/begin/", {"title": "Prevent in 2031"})
    paper = Paper.objects.get()
    assert paper.post == held.author
    path = f"/work/papers/{paper.pk}/"
    assert "01632 960001" in author.get(f"{path}write/").content.decode()
    page = author.post(
        f"{path}write/",
        {**ANSWERS, "title": "Prevent in 2031", "revision": "0", "check": "yes"},
        follow=True,
    ).content.decode()
    assert '<span class="number">2.</span> Two teams became one.' in page
    made = author.get(f"{path}draft.pdf")
    assert made.content.startswith(b"%PDF-")
    assert made["X-Content-Type-Options"] == "nosniff"
    author.post(f"{path}check/", {"revision": str(Draft.objects.get().revision)})
    page = author.get(f"{path}versions/1/").content.decode()
    assert "Two teams became one." in page
    assert author.get(f"{path}versions/1.pdf").content.startswith(b"%PDF-")


def test_a_draft_saved_meanwhile_is_shown_beside_what_was_written(
    held: Sample, author: Client
) -> None:
    paper = begun(held)
    path = f"/work/papers/{paper.pk}/write/"
    actions.save_answers(by="clerk", paper=paper, answers={"purpose": "Theirs."}, title="Prevent")
    mine = {"purpose": "Mine.", "title": "Prevent", "revision": "0"}
    page = author.post(path, mine).content.decode()
    assert "Theirs." in page
    assert "Mine." in page
    assert Draft.objects.get().answers["purpose"] == "Theirs."
    author.post(path, {**mine, "revision": "1"})
    assert Draft.objects.get().answers["purpose"] == "Mine."


def test_a_word_file_with_a_picture_is_submitted_once_the_picture_has_words(
    held: Sample, author: Client
) -> None:
    def write(document: Word) -> None:
        plain_word(document)
        document.add_picture(BytesIO(png()), width=Cm(5))

    paper, data = begun(held), word(write)
    assert "must be answered" in upload(author, paper, "paper.docx", data)
    path, draft = f"/work/papers/{paper.pk}/check/", Draft.objects.get()
    assert "To put it right" in author.post(path, {"revision": draft.revision}).content.decode()
    place = len(draft.document["blocks"]) - 1
    author.post(
        path,
        {"describe": "yes", "revision": draft.revision, f"picture-{place}": "A blue box"},
    )
    author.post(path, {"revision": Draft.objects.get().revision})
    version = Version.objects.get()
    sha = version.document["blocks"][-1]["sha"]
    shown = author.get(f"/work/papers/{paper.pk}/pictures/{sha}/")
    assert (shown.content, shown["Content-Type"]) == (png(), "image/png")
    assert author.get(f"/work/papers/{paper.pk}/versions/1.pdf").status_code == 200
    given = author.get(f"/work/papers/{paper.pk}/versions/1/file/")
    assert b"".join(given) == data
    given.close()


REFUSED = {
    "paper.txt": (b"hello", "neither a Word document"),
    "paper.docx": (b"hello", "not a Word document"),
    "paper.docm": (b"PK", "damaged"),
    "paper.pdf": (b"hello", "not a PDF"),
    "empty.pdf": (b"", "The file is empty"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_files_that_cannot_be_taken_are_refused_on_the_page(
    name: str, held: Sample, author: Client
) -> None:
    data, why = REFUSED[name]
    page = upload(author, begun(held), name, data)
    assert "There is a problem" in page
    assert why in page
    assert not Draft.objects.exists()


@pytest.fixture
def large(tmp_path) -> Iterator[SimpleUploadedFile]:
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with path.open("rb") as file:
        yield file


def test_200_megabytes_are_refused_and_never_held_in_memory(large, held: Sample) -> None:
    paper = begun(held)
    request = RequestFactory().post(f"/work/papers/{paper.pk}/upload/", {"file": large})
    taken: UploadedFile = request.FILES["file"]
    assert isinstance(taken, TemporaryUploadedFile)
    form = Upload(QueryDict(), request.FILES, revision=0, written=False)
    assert not form.is_valid()
    assert "The file has 200 MB, and at most 50 MB are taken" in str(form.errors)
    request.close()
    taken.close()


def test_a_pdf_is_given_back_to_be_saved_under_a_clean_name(held: Sample, author: Client) -> None:
    paper, data = begun(held), pdf()
    upload(author, paper, '..\\..\\sli"des\n.pdf', data)
    author.post(f"/work/papers/{paper.pk}/check/", {"revision": Draft.objects.get().revision})
    given = author.get(f"/work/papers/{paper.pk}/versions/1.pdf")
    assert given.content == data
    assert given["Content-Disposition"] == 'attachment; filename="slides.pdf"'


def test_a_late_paper_asks_why_and_the_chair_agrees(held: Sample, author: Client) -> None:
    near = meetings.arrange(
        by="clerk",
        body=held.meeting.body,
        date=localdate() + timedelta(days=2),
        starts=held.meeting.starts,
    )
    item = meetings.add_item(by="clerk", meeting=near, title="Knives", presenter=held.author)
    assert latest_day(near.date, 5) < localdate()
    paper = begun(held, item)
    draft = actions.save_answers(by="prevent", paper=paper, answers=ANSWERS, title="Knives")
    path = f"/work/papers/{paper.pk}/"
    page = author.post(f"{path}check/", {"revision": draft.revision}).content.decode()
    assert "latest day to publish" in page
    author.post(f"{path}check/", {"revision": draft.revision, "urgent": "A grant closes."})
    office = signed_in(Role.CLERK)
    assert "has not agreed" in office.get(path).content.decode()
    office.post(f"{path}agree/", {"chair": held.partner.pk, "on": str(localdate())})
    assert "agreed by the chair" in office.get(path).content.decode()


def test_the_template_is_given_as_a_word_file(held: Sample, author: Client) -> None:
    given = author.get(f"/work/papers/items/{held.item.pk}/template.docx")
    assert given.content.startswith(b"PK")
    assert given["Content-Disposition"] == 'attachment; filename="Prevent update.docx"'


def test_an_author_writes_for_their_own_post_alone_and_is_told_so(
    held: Sample, author: Client
) -> None:
    for path in (f"items/{held.other.pk}/", f"items/{held.other.pk}/begin/"):
        page = author.get(f"/work/papers/{path}")
        assert page.status_code == 403
        assert "asked of another post" in page.content.decode()


@pytest.mark.parametrize("part", ["", "write/", "upload/", "check/", "draft.pdf", "withdraw/"])
def test_a_draft_is_for_its_author_and_the_office(part: str, held: Sample, office: Client) -> None:
    paper = begun(held)
    actions.save_answers(by="prevent", paper=paper, answers=ANSWERS, title="Prevent")
    path = f"/work/papers/{paper.pk}/{part}"
    assert signed_in(Role.AUTHOR, "inspector").get(path).status_code == 403
    assert signed_in(Role.MEMBER).get(path).status_code == 403
    assert office.get(path).status_code == 200


@pytest.mark.parametrize("part", ["", "versions/1/", "versions/1.pdf"])
@pytest.mark.parametrize(
    ("role", "status"), [(Role.MEMBER, 200), (Role.CHAIR, 200), (Role.OWNER, 403)]
)
def test_restricted_papers_are_for_those_round_the_table(
    role: Role, status: int, part: str, held: Sample
) -> None:
    paper = submitted(held, held.private)
    assert signed_in(role, "another").get(f"/work/papers/{paper.pk}/{part}").status_code == status


def test_the_file_behind_a_paper_is_for_its_author_and_the_office(held: Sample) -> None:
    paper = begun(held)
    draft = actions.upload_word(by="x", paper=paper, data=word(plain_word), name="a.docx")
    actions.submit(by="x", paper=paper, revision=draft.revision)
    path = f"/work/papers/{paper.pk}/versions/1/file/"
    assert signed_in(Role.MEMBER).get(path).status_code == 403
    given = signed_in(Role.AUTHOR, "prevent").get(path)
    assert given.status_code == 200
    given.close()


def test_a_picture_is_given_only_with_a_paper_that_holds_it(held: Sample, office: Client) -> None:
    paper = submitted(held)
    assert office.get(f"/work/papers/{paper.pk}/pictures/{'ab' * 32}/").status_code == 404


def test_writing_needs_a_token(held: Sample) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(
        signed_in(Role.CLERK).get("/work/papers/").wsgi_request.user  # an account of the office
    )
    assert client.post(f"{MEETING}standard/").status_code == 403
    assert client.post(f"{PAPERS}call/").status_code == 403


@pytest.mark.parametrize(("path", "most"), [(MEETING, 10), (PAPERS, 12)])
def test_pages_ask_no_query_per_row(
    path: str, most: int, held: Sample, office: Client, django_assert_max_num_queries
) -> None:
    for n in range(6):
        item = meetings.add_item(
            by="clerk", meeting=held.meeting, title=f"Item {n}", presenter=held.author
        )
        actions.begin(by="x", item=item, post=held.author)
    with django_assert_max_num_queries(most):
        assert office.get(path).status_code == 200


def test_media_are_not_served_by_any_other_way(held: Sample, office: Client) -> None:
    paper = begun(held)
    draft = actions.upload_pdf(by="x", paper=paper, data=pdf(), name="a.pdf")
    place = f"{draft.sha[:2]}/{draft.sha}"
    assert (settings.MEDIA_ROOT / place).exists()
    assert office.get(f"/media/{place}").status_code == 404


def test_a_private_paper_is_named_to_nobody_who_may_not_read_it(
    held: Sample, office: Client
) -> None:
    document = Document("Operation Heron", "Board", "", (Paragraph("Private."),))
    actions.submit_document(by="tests", item=held.private, document=document)
    assert "Operation Heron" in office.get(PAPERS).content.decode()
    for role in (Role.OWNER, Role.ADMINISTRATOR):
        page = signed_in(role, f"some-{role}").get(PAPERS).content.decode()
        assert held.private.title in page
        assert "Operation Heron" not in page


@pytest.mark.usefixtures("stopped_clock")
def test_one_account_uploads_sixty_files_an_hour(held: Sample, author: Client) -> None:
    path = f"/work/papers/{begun(held).pk}/upload/"
    answers = [author.post(path).status_code for _ in range(61)]
    assert answers == [200] * 60 + [429]
