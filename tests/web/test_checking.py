"""The pages of the paper check: who may open them, what they show, what they keep: nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from saferboard.core.directory.permissions import Role
from saferboard.web.board.papers import actions
from saferboard.web.board.papers.models import Paper
from saferboard.web.checking import queries
from saferboard.web.evidence import models
from tests.web.board.papers_samples import ANSWERS, Sample, pdf, plain_word, sample, signed_in, word

pytestmark = pytest.mark.django_db
PAGE = "/work/papers/check/"
WRONG = "Entrants fell from 185 to 117, a reduction of 43%."


@pytest.fixture(autouse=True)
def _nothing_kept(tmp_path, settings) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.HOME = tmp_path
    queries._facts.cache_clear()


@pytest.fixture
def held(db: None) -> Sample:
    return sample()


@pytest.fixture
def author() -> Client:
    return signed_in(Role.AUTHOR, "prevent")


def drafted(held: Sample, text: str = WRONG) -> Paper:
    paper = actions.begin(by="clerk", item=held.item, post=held.author)
    answers = {**ANSWERS, "past_year": text}
    actions.save_answers(by="clerk", paper=paper, answers=answers, title="Prevent")
    return paper


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.AUTHOR, 200), (Role.CLERK, 200), (Role.ANALYST, 200), (Role.MEMBER, 403)],
)
def test_who_may_check(role: Role, status: int) -> None:
    assert signed_in(role).get(PAGE).status_code == status
    assert Client().get(PAGE).status_code == 302


def test_pasted_words_are_checked(author: Client) -> None:
    page = author.post(PAGE, {"text": WRONG}).content.decode()
    assert "1 figure to look at" in page
    assert "a reduction of <mark>43%</mark>." in page
    assert "185 to 117: -36.8%" in page
    assert "there is no release yet" in page
    assert "Nothing of the paper was kept." in page


def test_nothing_wrong_is_said_so(author: Client) -> None:
    page = author.post(PAGE, {"text": "It costs £3,000."}).content.decode()
    assert "No figure was found wrong" in page
    assert "Sums of money" in page


@pytest.mark.parametrize("name", ["paper.docx", "paper.txt"])
def test_a_file_is_checked_and_not_kept(author: Client, name: str, settings) -> None:
    data = word(lambda d: d.add_paragraph(WRONG)) if name.endswith("docx") else WRONG.encode()
    before = Paper.objects.count()
    page = author.post(PAGE, {"file": SimpleUploadedFile(name, data)}).content.decode()
    assert "1 figure to look at" in page
    assert name in page
    assert Paper.objects.count() == before
    assert not settings.MEDIA_ROOT.exists()


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({}, "Choose a file, or paste the words"),
        ({"text": WRONG, "file": SimpleUploadedFile("a.txt", b"x")}, "not both"),
        ({"file": SimpleUploadedFile("a.xlsx", b"x")}, "is not read. To put it right"),
        ({"file": SimpleUploadedFile("a.txt", b"")}, "The file is empty"),
        ({"file": SimpleUploadedFile("a.txt", b"x" * 20_000_001)}, "more than 20 MB"),
        ({"text": "x" * 500_001}, "at most 500000 characters"),
    ],
)
def test_what_cannot_be_checked_is_said(author: Client, said: dict, error: str) -> None:
    answer = author.post(PAGE, said)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert error in page
    assert "There is a problem" in page


def test_a_draft_is_checked_by_those_who_write_it(held: Sample, author: Client) -> None:
    paper = drafted(held)
    address = f"/work/papers/{paper.pk}/figures/"
    page = author.get(address).content.decode()
    assert "1 figure to look at" in page
    assert "they do not keep the paper from being submitted" in page
    assert address in author.get(f"/work/papers/{paper.pk}/check/").content.decode()
    assert signed_in(Role.AUTHOR, "inspector").get(address).status_code == 403
    assert author.post(address).status_code == 405
    # A figure that is found wrong warns, and keeps nothing back.
    version = actions.submit(by="clerk", paper=paper, revision=paper.draft.revision, urgent="")
    assert version.number == 1
    assert author.get(address).status_code == 404


def test_a_version_is_checked_by_those_who_may_read_it(held: Sample, author: Client) -> None:
    paper = drafted(held)
    actions.submit(by="clerk", paper=paper, revision=paper.draft.revision, urgent="")
    address = f"/work/papers/{paper.pk}/versions/1/figures/"
    assert "1 figure to look at" in author.get(address).content.decode()
    assert address in author.get(f"/work/papers/{paper.pk}/").content.decode()
    assert author.get(address.replace("/1/", "/2/")).status_code == 404
    # Private business is read by few: an author of another paper is not among them.
    actions_paper = actions.begin(by="clerk", item=held.private, post=held.partner)
    draft = actions.save_answers(
        by="clerk", paper=actions_paper, answers=ANSWERS, title="An operation"
    )
    actions.submit(by="clerk", paper=actions_paper, revision=draft.revision, urgent="")
    private = f"/work/papers/{actions_paper.pk}/versions/1/figures/"
    assert author.get(private).status_code == 403


def test_a_pdf_kept_as_it_came_is_read(held: Sample, author: Client) -> None:
    paper = actions.begin(by="clerk", item=held.item, post=held.author)
    assert author.get(f"/work/papers/{paper.pk}/figures/").status_code == 404
    actions.upload_pdf(by="clerk", paper=paper, data=pdf(2), name="slides.pdf")
    page = author.get(f"/work/papers/{paper.pk}/figures/").content.decode()
    assert "Pictures and pages without text" in page
    actions.upload_word(by="clerk", paper=paper, data=word(plain_word), name="paper.docx")
    assert "No figure" in author.get(f"/work/papers/{paper.pk}/figures/").content.decode()


def test_it_is_held_against_the_newest_release(author: Client, stored: models.Release) -> None:
    name, facts = queries.known().release, queries.known().facts
    assert name == stored.name
    assert facts
    fact = next(f for f in facts if f.value.low > 1)
    text = f"{fact.label.name}: {fact.value.high * 3:.2f} in {fact.period.words}."
    page = author.post(PAGE, {"text": text}).content.decode()
    assert "Two figures for one thing" in page
    assert f"release {stored.name}" in page


def test_pages_take_few_queries(
    held: Sample, author: Client, stored: models.Release, django_assert_max_num_queries
) -> None:
    paper = drafted(held, "\n\n".join([WRONG] * 30))
    author.get(f"/work/papers/{paper.pk}/figures/")
    with django_assert_max_num_queries(8):
        author.get(f"/work/papers/{paper.pk}/figures/")
