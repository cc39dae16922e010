from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Encryption, Name, Pdf

from saferboard.core.faults import Refused
from saferboard.engines.pdf.attached import MOST_PAGES, look_over


def _pdf(change: Callable[[Pdf], None] = lambda pdf: None, pages: int = 2) -> bytes:
    pdf = Pdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(720, 405))
    change(pdf)
    saved = BytesIO()
    pdf.save(saved)
    return saved.getvalue()


def _encrypted(user: str) -> bytes:
    saved = BytesIO()
    Pdf.open(BytesIO(_pdf())).save(saved, encryption=Encryption(owner="owner", user=user))
    return saved.getvalue()


def test_pages_and_sizes_are_read() -> None:
    facts = look_over(_pdf(), name="slides.pdf")
    assert (facts.pages, facts.sizes) == (2, ((720.0, 405.0), (720.0, 405.0)))
    assert not facts.tagged


def test_a_turned_or_cropped_page_has_the_size_that_is_seen() -> None:
    def change(pdf: Pdf) -> None:
        pdf.pages[0].obj.Rotate = 90
        pdf.pages[1].obj.CropBox = Array([20, 5, 320, 205])

    assert look_over(_pdf(change), name="x").sizes == ((405.0, 720.0), (300.0, 200.0))


def test_a_file_is_tagged_if_it_says_so_and_has_a_tree() -> None:
    def says(pdf: Pdf) -> None:
        pdf.Root.MarkInfo = Dictionary(Marked=True)

    def is_tagged(pdf: Pdf) -> None:
        says(pdf)
        pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))

    assert not look_over(_pdf(says), name="x").tagged
    assert look_over(_pdf(is_tagged), name="x").tagged


def test_a_damaged_file_that_could_be_repaired_is_refused_for_pages_may_be_gone() -> None:
    whole = _pdf()
    with pytest.raises(Refused, match="pages of it may be missing"):
        look_over(whole[: whole.rindex(b"xref")], name="x")


def _misshapen(pdf: Pdf) -> None:
    pdf.pages[0].obj.Annots = Array([Dictionary(Subtype=Name.Link, A=5)])


def test_a_page_turned_askew_is_set_straight() -> None:
    def change(pdf: Pdf) -> None:
        pdf.pages[0].obj.Rotate = 80

    assert look_over(_pdf(change), name="x").sizes[0] == (405.0, 720.0)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "not a PDF"),
        (b"PK\x03\x04 a Word file", "not a PDF"),
        (_pdf()[:60], "not a PDF"),
        (_pdf(_misshapen), "too badly damaged"),
        (_encrypted("secret"), "encrypted"),
        (_encrypted(""), "encrypted"),
        (_pdf(pages=0), "0 pages"),
        (_pdf(pages=MOST_PAGES + 1), "2001 pages"),
    ],
    ids=[
        "empty",
        "other kind",
        "cut short",
        "misshapen",
        "password",
        "restricted",
        "no pages",
        "too long",
    ],
)
def test_what_cannot_go_into_a_pack_is_refused(data: bytes, what: str) -> None:
    with pytest.raises(Refused) as refused:
        look_over(data, name="Slides")
    (fault,) = refused.value.faults
    assert fault.where == "Slides"
    assert what in fault.what
    assert fault.expected
    assert fault.remedy


WHOLE = _pdf()


@settings(max_examples=60, deadline=None)
@example([(75, 0), (91, 1)])
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), max_size=8))
def test_damage_is_either_mended_or_refused(damage: list[tuple[int, int]]) -> None:
    data = bytearray(WHOLE)
    for place, value in damage:
        data[place] = value
    try:
        facts = look_over(bytes(data), name="x")
    except Refused:
        return  # any other exception fails the test
    assert facts.pages == len(facts.sizes) > 0
