"""What a pack is made of: parts that are kept, files by item, supplements, private papers."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

from pikepdf import Pdf

from saferboard.core.board.pack import Options, item_pages
from saferboard.core.board.pack_copies import private_copy, supplement
from saferboard.engines.pdf.binder import bind
from saferboard.engines.typesetting.shelf import FolderShelf
from tests.engines.pdf.packs import DAY, ITEMS, PACK, faults_of, made_paper, texts_of


class _Counting(FolderShelf):
    """Counts what had to be set anew."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.anew = 0

    def put(self, key: str, data: bytes) -> None:
        self.anew += 1
        super().put(key, data)


def test_only_what_a_change_touches_is_set_anew(tmp_path: Path) -> None:
    shelf = _Counting(tmp_path)
    first = bind(PACK, made_on=DAY, shelf=shelf)
    shelf.anew = 0
    assert bind(PACK, made_on=DAY, shelf=shelf) == first
    assert shelf.anew == 0
    words = replace(ITEMS[5], papers=(made_paper("Last words", 1),))
    changed = bind(replace(PACK, items=(*ITEMS[:5], words)), made_on=DAY, shelf=shelf)
    assert (shelf.anew, "Last words" in "".join(texts_of(changed.whole))) == (1, True)
    # A longer paper moves the numbers printed on all that follow it, and no others.
    shelf.anew = 0
    longer = replace(ITEMS[4], papers=(made_paper("Prevent", 20), ITEMS[4].papers[1]))
    moved = bind(replace(PACK, items=(*ITEMS[:4], longer, ITEMS[5])), made_on=DAY, shelf=shelf)
    assert moved.layout.papers[1] == first.layout.papers[1]
    assert moved.layout.papers[4].first > first.layout.papers[4].first
    assert shelf.anew == 4  # the paper, the divider and the paper after it, and the agenda


def test_pages_from_the_shelf_make_the_same_bytes_another_day(tmp_path: Path) -> None:
    shelf = _Counting(tmp_path)
    bind(PACK, made_on=date(2022, 5, 31), shelf=shelf)
    assert bind(PACK, made_on=DAY, shelf=shelf) == bind(PACK, made_on=DAY)


def test_every_item_with_papers_has_a_file_of_its_own_with_the_pages_of_the_pack(
    tmp_path: Path,
) -> None:
    pack = replace(PACK, options=Options(odd_start=True))
    bound = bind(pack, made_on=DAY, shelf=FolderShelf(tmp_path))
    assert set(bound.items) == {2, 3, 5, 6}
    for item, pages in item_pages(pack, bound.layout):
        if not pages:
            continue
        printed = [n for n in pages if n not in bound.layout.blank_pages]
        with Pdf.open(BytesIO(bound.items[item.number])) as pdf:
            assert [p.label for p in pdf.pages] == [str(n) for n in printed]
        assert item.mark in texts_of(bound.items[item.number])[0]
    assert faults_of(bound.items[2]) == set()


def test_a_supplement_numbers_on_and_is_marked() -> None:
    late = supplement(PACK, 1, 41, {(2, 0), (3, 0)})
    bound = bind(late, made_on=DAY)
    texts = texts_of(bound.whole)
    with Pdf.open(BytesIO(bound.whole)) as pdf:
        assert [p.label for p in pdf.pages] == [str(41 + n) for n in range(len(texts))]
    assert "Supplement 1" in texts[0]
    for stamped in bound.layout.papers[1].attached_pages:
        assert str(stamped) in texts[stamped - 41]
        assert "Agenda Item 3" in texts[stamped - 41]
    assert faults_of(bound.own) == set()


def test_private_papers_say_so_on_every_page() -> None:
    secret = replace(ITEMS[2], paragraph=3, public_interest="Prices would be known.")
    private = private_copy(replace(PACK, items=(ITEMS[1], secret)), 30)
    assert private is not None
    bound = bind(private, made_on=DAY)
    texts = [" ".join(text.split()) for text in texts_of(bound.whole)]
    assert len(texts) == 6
    for text in texts[1:]:
        assert "not for publication (paragraph 3)" in text
    assert "Performance" not in texts[0]


def test_progress_is_told_paper_by_paper() -> None:
    told: list[tuple[str, int, int]] = []
    bind(
        replace(PACK, items=(ITEMS[1], ITEMS[5])), made_on=DAY, told=lambda *said: told.append(said)
    )
    assert told == [("Performance", 0, 2), ("Last", 1, 2), ("Binding", 2, 2)]
