from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from saferboard.core.board.pack import (
    AgendaItem,
    Attached,
    Options,
    Pack,
    item_pages,
)
from saferboard.core.faults import Refused
from saferboard.engines.pdf.binder import Bound, bind
from saferboard.engines.pdf.merging import strip_height
from tests.engines.pdf.packs import (
    DAY,
    ITEMS,
    MEETING,
    PACK,
    faults_of,
    made_paper,
    made_slides,
    texts_of,
)


@pytest.fixture(scope="module", params=[False, True], ids=["no blanks", "odd start"])
def packed(request: pytest.FixtureRequest) -> tuple[Pack, Bound]:
    pack = replace(PACK, options=Options(odd_start=request.param))
    return pack, bind(pack, made_on=DAY)


def _kinds(element: pikepdf.Object) -> Iterator[str]:
    if isinstance(element, Array):
        for child in element:
            yield from _kinds(child)
    elif isinstance(element, Dictionary):
        if Name.S in element:
            yield str(element.S)
        yield from _kinds(element.get(Name.K, Array()))


def test_every_page_prints_its_own_number(packed: tuple[Pack, Bound]) -> None:
    _, bound = packed
    texts = texts_of(bound.whole)
    assert len(texts) == bound.layout.pages
    for number, text in enumerate(texts, start=1):
        assert str(number) in text.split()[-12:], f"page {number}: {text[-80:]!r}"


def test_every_printed_range_is_true(packed: tuple[Pack, Bound]) -> None:
    pack, bound = packed
    texts = texts_of(bound.whole)
    for item, pages in item_pages(pack, bound.layout):
        marked = [n for n, text in enumerate(texts, start=1) if item.mark in text]
        if pages:
            words = str(pages[0]) if len(pages) == 1 else f"{pages[0]} to {pages[-1]}"
            assert words in texts[0]
            own_and_stamped = [n for n in pages if "Nothing is printed" not in texts[n - 1]]
            assert marked == own_and_stamped
        else:
            assert marked == []


def test_a_paper_starts_on_an_odd_page_only_where_asked(packed: tuple[Pack, Bound]) -> None:
    pack, bound = packed
    texts = texts_of(bound.whole)
    blanks = [n for n, text in enumerate(texts, start=1) if "Nothing is printed here" in text]
    if pack.options.odd_start:
        assert blanks
        assert all(n % 2 == 0 for n in blanks)
        assert all(placed.first % 2 for placed in bound.layout.papers)
    else:
        assert blanks == []


def test_attached_pages_stand_after_their_divider(packed: tuple[Pack, Bound]) -> None:
    _, bound = packed
    texts = texts_of(bound.whole)
    slides = bound.layout.papers[1]
    assert "The next 4 pages were supplied by Leicestershire Police" in texts[slides.first - 1]
    assert "has no tags" in texts[slides.first - 1].replace("\r\n", " ")
    for number, where in enumerate(slides.attached_pages, start=1):
        assert f"Slide {number}" in texts[where - 1]
        assert "Agenda Item 3" in texts[where - 1]


def test_our_own_part_is_valid_pdf_ua(packed: tuple[Pack, Bound]) -> None:
    _, bound = packed
    assert faults_of(bound.own) == set()
    assert "Slide 1" not in "".join(texts_of(bound.own))


def test_the_whole_keeps_our_tags_and_does_not_claim_to_be_pdf_ua(
    packed: tuple[Pack, Bound],
) -> None:
    _, bound = packed
    faults = faults_of(bound.whole)
    assert "PDFUA1-ID-PART-001" in faults
    for ours in ("HEADING", "TABLE", "LIST", "FIGURE", "TITLE", "LANGUAGE", "TAGGED"):
        assert not [fault for fault in faults if ours in fault]
    with Pdf.open(BytesIO(bound.whole)) as pdf:
        kinds = list(_kinds(pdf.Root.StructTreeRoot.K))
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.MarkInfo.Marked)
        with pdf.open_metadata() as metadata:
            assert "pdfuaid:part" not in metadata
            assert metadata["dc:title"] == PACK.title
    for kind in ("/H1", "/H2", "/L", "/LI", "/Lbl", "/Table", "/TH", "/TD", "/Figure", "/Caption"):
        assert kind in kinds
    with Pdf.open(BytesIO(bound.own)) as pdf:
        assert kinds == list(_kinds(pdf.Root.StructTreeRoot.K))


def test_figures_have_words(packed: tuple[Pack, Bound]) -> None:
    with Pdf.open(BytesIO(packed[1].own)) as pdf:
        said = [str(o.Alt) for o in pdf.objects if isinstance(o, Dictionary) and Name.Alt in o]
    assert said == ["Melton is at 2.81."] * 3


def test_every_item_has_a_bookmark_to_its_first_page(packed: tuple[Pack, Bound]) -> None:
    pack, bound = packed
    document = pypdfium2.PdfDocument(bound.whole)
    marks = {
        mark.get_title(): mark.get_dest().get_index() + 1  # type: ignore[union-attr]
        for mark in document.get_toc()
        if mark.level == 0
    }
    below = [(m.level, m.get_title()) for m in document.get_toc() if m.level]
    document.close()
    assert below == [
        (1, "Background"),
        (1, "Agenda Item 5: Prevent"),
        (2, "Background"),
        (1, "Agenda Item 5: Prevent annex"),
        (1, "Background"),
    ]
    wanted = {"Agenda": 1}
    for item, pages in item_pages(pack, bound.layout):
        wanted[f"{item.number}. {item.title}"] = pages[0] if pages else 1
    assert marks == wanted


def test_page_labels_are_the_printed_numbers_in_both_files(packed: tuple[Pack, Bound]) -> None:
    _, bound = packed
    with Pdf.open(BytesIO(bound.whole)) as pdf:
        assert [p.label for p in pdf.pages] == [str(n + 1) for n in range(bound.layout.pages)]
    with Pdf.open(BytesIO(bound.own)) as pdf:
        assert [int(p.label) for p in pdf.pages] == sorted(
            bound.layout.own_pages + bound.layout.blank_pages
        )


def test_attached_pages_bring_no_scripts_and_no_ties_to_our_tags(
    packed: tuple[Pack, Bound],
) -> None:
    _, bound = packed
    with Pdf.open(BytesIO(bound.whole)) as pdf:
        for placed in (bound.layout.papers[1], bound.layout.papers[3]):
            for number in placed.attached_pages:
                sheet = pdf.pages[number - 1].obj
                assert Name.StructParents not in sheet
                assert Name.AA not in sheet
                assert [str(note.A.S) for note in sheet.Annots] == ["/URI"]
        scripts = [o for o in pdf.objects if isinstance(o, Dictionary) and Name.JS in o]
        assert scripts == []


def test_stamps_are_artifacts(packed: tuple[Pack, Bound]) -> None:
    _, bound = packed
    with Pdf.open(BytesIO(bound.whole)) as pdf:
        sheet = pdf.pages[bound.layout.papers[1].attached_pages[0] - 1]
        operators = [str(i.operator) for i in pikepdf.parse_content_stream(sheet)]
    # Within the last marked stretch of the page stands the stamp and nothing else.
    last = len(operators) - 1 - operators[::-1].index("BDC")
    assert operators[last:] == ["BDC", "q", "cm", "Do", "Q", "EMC"]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_strip_is_added_at_the_foot_that_the_reader_sees(turned: int) -> None:
    with Pdf.open(BytesIO(made_slides(1))) as pdf:
        pdf.pages[0].obj.Rotate = turned
        pdf.pages[0].obj.CropBox = Array([10, 20, 710, 400])
        pdf.pages[0].obj.TrimBox = Array([30, 30, 700, 390])
        saved = BytesIO()
        pdf.save(saved)
    item = AgendaItem(7, "Slides", papers=(Attached("Slides", "x", saved.getvalue()),))
    bound = bind(Pack(MEETING, (item,)), made_on=DAY)
    width, height = (700, 380) if turned % 180 == 0 else (380, 700)
    strip = strip_height(width, height)
    document = pypdfium2.PdfDocument(bound.whole)
    try:
        sheet = document[bound.layout.papers[0].attached_pages[0] - 1]
        assert sheet.get_size() == pytest.approx((width, height + strip), abs=0.01)
        assert "Agenda Item 7" in sheet.get_textpage().get_text_range()
        seen = sheet.render(scale=4).to_pil().convert("L")
    finally:
        document.close()
    foot = seen.crop((0, int(seen.height - strip * 4 + 4), seen.width, seen.height))
    # Upright, the mark stands in the right half and the number in the middle; all else is white.
    ink = foot.point(lambda level: 255 * (level < 128)).getbbox()
    assert ink is not None
    assert ink[0] == pytest.approx(foot.width / 2, abs=30)
    assert ink[2] > foot.width * 0.9
    assert ink[3] - ink[1] < foot.height * 0.6


def test_the_same_pack_gives_the_same_bytes() -> None:
    assert bind(PACK, made_on=DAY) == bind(PACK, made_on=DAY)


def test_without_attached_files_the_whole_is_our_part_and_pdf_ua() -> None:
    bound = bind(replace(PACK, items=(ITEMS[0], ITEMS[1], ITEMS[5])), made_on=DAY)
    assert bound.whole == bound.own
    assert faults_of(bound.whole) == set()


def test_an_agenda_without_papers_is_a_pack_too() -> None:
    bound = bind(replace(PACK, items=ITEMS[:1]), made_on=DAY)
    assert bound.layout.pages == 1
    assert faults_of(bound.whole) == set()


def test_a_long_agenda_that_runs_over_pages_still_prints_true_numbers() -> None:
    items = tuple(
        AgendaItem(
            n, f"An item with a rather long name, number {n}", papers=(made_paper(f"P{n}", 0),)
        )
        for n in range(1, 61)
    )
    bound = bind(Pack(MEETING, items), made_on=DAY)
    texts = texts_of(bound.whole)
    assert bound.layout.agenda.length.own >= 2
    for item, placed in zip(items, bound.layout.papers, strict=True):
        assert item.mark in texts[placed.first - 1]


def test_an_attached_file_that_cannot_be_used_is_refused_by_its_title() -> None:
    broken = AgendaItem(1, "x", papers=(Attached("Broken slides", "Somebody", b"no"),))
    with pytest.raises(Refused, match="Broken slides: this is not a PDF"):
        bind(Pack(MEETING, (broken,)), made_on=DAY)
