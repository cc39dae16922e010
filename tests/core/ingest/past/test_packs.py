"""Whole packs: parts told apart, papers placed, every line accounted for."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saferboard.core.ingest.past.pack.sections import Part, sections_of
from saferboard.core.ingest.past.packs import read_pack
from saferboard.core.ingest.past.text.lines import lines_of
from saferboard.core.ingest.past.values import Reading

HEAD = "NORTHBY SAFER BOARD\n\nFriday, 14 June 2019 at 10.00 am\n\nTown Hall\n\nAgenda\n\n"
ITEMS = """1. Introductions
2. Minutes of previous meeting. (Pages 3 - 8)
3. Action Log (Pages 9 - 10)
4. Lamps. (Pages 11 - 14)
5. Slides on Parks in Northby. (Pages 15 - 20)
6. Roads Update. (Pages 21 - 22)
7. Other business

"""
MINUTES = """Minutes of a meeting of the Northby Safer Board held at Town Hall on 22 March 2019.

PRESENT

Ada Lund (in the Chair)

43. Introductions

The Chair welcomed all.

44. Lamps

RESOLVED:

That lamps be lit.

CHAIRMAN

22 March 2019

This page is intentionally left blank

"""
LOG = """Northby Safer Board Action Log

No.\tDate\tAction\tResponsible Officer\tComments\tStatus
1.\t20.9.19\tLight lamps.\tAda Lund\tDone.\tGreen

This page is intentionally left blank

"""
LAMPS = """NORTHBY SAFER BOARD

14 JUNE 2019

LAMPS IN PARKS

1. The purpose of this report is to tell of lamps.
2. They were lit.

Recommendations

3. That the Board notes it.

Officer to contact

Ada Lund
Tel: 01632 960001

Appendix 1 - Performance Dashboard

Outcomes\tOverall RAG\tIndicators\tPrevious (2017-18)\tCurrent (2018-19)\tDirection\tProgress
Crime\tA\tTotal\t60.0\t65.7\t↓\tA

This page is intentionally left blank

"""
SLIDES = """# Parks in Green

15

Agenda Item 5

- Parks are green.

"""
ROADS = """NORTHBY SAFER BOARD

14 JUNE 2019

ROADS UPDATE

1. Roads are grey.

Officer to contact

Bob Marsh
Tel: 01632 960002

"""
PACK = HEAD + ITEMS + MINUTES + LOG + LAMPS + SLIDES + ROADS


def parts(text: str) -> list[Part]:
    return [one.part for one in sections_of(lines_of(text))]


def accounted(reading: Reading, text: str) -> None:
    coverage = reading.coverage
    assert coverage.lines == sum(map(bool, lines_of(text)))
    assert coverage.lines == coverage.read + coverage.rejected
    assert len({one.line for one in reading.rejects}) == len(reading.rejects) == coverage.rejected


def test_a_whole_pack() -> None:
    reading = read_pack(PACK)
    (meeting,) = reading.meetings
    assert (meeting.body, len(meeting.agenda)) == ("Northby Safer Board", 7)
    assert (meeting.span.page, meeting.span.last_page) == (1, 2)
    (minutes,) = reading.minutes
    assert [one.number for one in minutes.items] == [43, 44]
    assert (minutes.items[1].outcomes[0].span.page, minutes.span.last_page) == (3, 8)
    (action,) = reading.action_log
    assert (action.number, action.status, action.span.page) == (1, "Green", 9)
    assert [(one.title, one.item, one.span.page) for one in reading.reports] == [
        ("LAMPS IN PARKS", 4, 11),
        ("Parks in Green", 5, 15),
        ("ROADS UPDATE", 6, 21),
    ]
    assert [one.span.page for one in reading.dashboards] == [11]
    assert not reading.rejects
    accounted(reading, PACK)


def test_a_pack_with_pages_of_its_own() -> None:
    roads = ROADS.replace("NORTHBY SAFER BOARD\n\n14 JUNE 2019\n\n", "")
    text = (
        HEAD
        + "1. Minutes (Pages 2 - 2)\n2. Lamps (Pages 3 - 3)\n3. Roads (Pages 4 - 5)\n\n\f"
        + MINUTES
        + "\f"
        + LAMPS
        + "\f"
        + roads
        + "\fMore of it."
    )
    reading = read_pack(text)
    assert [(one.item, one.span.page, one.span.last_page) for one in reading.reports] == [
        (2, 3, 3),
        (3, 4, 5),
    ]
    assert reading.minutes[0].span.page == 2
    accounted(reading, text)


def test_printed_pages_may_be_others_than_the_sources() -> None:
    text = (
        "Cover\n\f"
        + HEAD
        + "1. Minutes (Pages 3 - 3)\n2. Lamps (Pages 4 - 4)\n3. Roads (Pages 5 - 5)"
        "\n\n\f" + MINUTES + "3\n\f" + LAMPS + "4\n\f" + ROADS + "5"
    )
    assert [one.item for one in read_pack(text).reports] == [2, 3]
    wrong = text.replace("Pages 3 - 3", "Pages 30 - 31").replace("Pages 4 - 4", "Pages 40 - 41")
    assert [one.item for one in read_pack(wrong).reports] == [2, 3]


def test_several_packs_in_one_source() -> None:
    second = PACK.replace("14 June 2019", "20 September 2019")
    reading = read_pack(PACK + second)
    assert [one.on for one in reading.meetings] == [date(2019, 6, 14), date(2019, 9, 20)]
    assert len(reading.minutes) == 2
    accounted(reading, PACK + second)


def test_papers_that_answer_no_item() -> None:
    extra = ROADS.replace("ROADS UPDATE", "STREETS").replace("Roads are grey", "Streets are long")
    reading = read_pack(HEAD + ITEMS + LAMPS + ROADS + extra)
    assert [one.item for one in reading.reports] == [4, 6, 0]
    assert any(doubt.why == "no item of the agenda is its own" for doubt in reading.doubts)
    alone = read_pack(LAMPS + ROADS)
    assert [one.item for one in alone.reports] == [0, 0]
    assert not alone.meetings


def test_one_report_alone() -> None:
    (report,) = read_pack(LAMPS).reports
    assert (report.title, report.item) == ("LAMPS IN PARKS", 0)


def test_what_follows_a_paper_without_a_head_is_part_of_it() -> None:
    more = "Harm Scores\n\nHigh 3\n\n"
    reading = read_pack(HEAD + ITEMS + LAMPS + more + ROADS)
    assert [one.item for one in reading.reports] == [4, 6]
    assert not reading.rejects


def test_a_heading_with_the_words_of_an_item_begins_a_paper() -> None:
    news = "# The parks of Northby: slides for all\n\nNews.\n\n"
    lamps = LAMPS.replace("This page is intentionally left blank\n\n", "")
    reading = read_pack(HEAD + ITEMS + lamps + news + ROADS)
    assert [one.item for one in reading.reports] == [4, 5, 6]


def test_a_stamp_far_down_cuts_where_it_stands() -> None:
    long = LAMPS.replace(
        "2. They were lit.", "2. They were lit.\n\n15\n\nAgenda Item 5\n\n# Green\n\nGrass."
    )
    reading = read_pack(HEAD + ITEMS + long)
    assert [one.item for one in reading.reports] == [4, 5]
    wrong = LAMPS.replace("2. They were lit.", "2. They were lit.\n\nAgenda Item 5")
    assert [one.item for one in read_pack(HEAD + ITEMS + wrong).reports] == [4]


def test_minutes_in_other_shapes() -> None:
    present = "PRESENT\n\nAda Lund\n\n1. Lamps\n\nIt was.\n\n2. Parks\n\nIt was."
    for top in (
        "NORTHBY BOARD\n\nMINUTES\n\n8 July 2024\n\n",
        "At a meeting of the Northby Board held on 8 July 2024\n\n",
        "NORTHBY BOARD\n\nMonday, 8 July 2024\n\n",
        "## Northby Board\n\n**Draft Minutes of the Last Meeting - 8 July 2024**\n\n",
    ):
        reading = read_pack(top + present)
        assert [one.number for one in reading.minutes[0].items] == [1, 2], top
        assert reading.minutes[0].on == date(2024, 7, 8), top
    assert parts("Lamps\n\n**Present**\n\nAda Lund")[-1] is Part.MINUTES
    assert parts("1. Minutes of the meeting held on 8 July 2024\n\nPresent") == [Part.UNKNOWN]
    assert parts("Minutes of the meeting held on 8 July 2024\n2. Lamps") == [Part.UNKNOWN]
    assert parts("Minutes of the meeting\n\nAgenda\n\nPresent")[0] is not Part.MINUTES


def test_agendas_in_other_shapes() -> None:
    bare = "Northby\n\nAgenda\n\n1. Lamps\n2. Parks"
    assert parts(bare) == [Part.AGENDA]
    paged = "NORTHBY BOARD\n\n8 July 2024\n\n1. Lamps (Pages 1 - 2)\n2. Parks (Pages 3 - 4)"
    assert parts(paged) == [Part.AGENDA]
    assert parts("Lamps\n\nThis page is intentionally left blank\n\nAgenda\n\n1. Lamps") == [
        Part.UNKNOWN,
        Part.AGENDA,
    ]


def test_logs_in_other_shapes() -> None:
    header = (
        "No.\tDate\tAction\tResponsible Officer\tComments\tStatus\n"
        "1\t20.9.19\tLamps\tAda\t\tGreen\n"
    )
    assert parts(header) == [Part.LOG]
    assert parts(f"{header}\n# Lamps\n\nMore") == [Part.LOG, Part.PAPER]
    assert parts(f"Actions List\n\n{header}") == [Part.LOG]
    assert parts(
        "The Action Log was noted by the Board.\n\nAction Log (Pages 3)\n\nAction Log"
    ) == [Part.UNKNOWN]


def test_papers_with_labels() -> None:
    labels = (
        "Report to: Northby Board\nDate: 8 July 2024\nSubject: Lamps\nAuthor: Ada\n\n"
        "1. They were lit."
    )
    assert parts(f"{labels}\n\n{labels}") == [Part.PAPER, Part.PAPER]
    assert parts(f"So\n{labels}") == [Part.UNKNOWN]
    assert parts("Subject: Lamps\n\nThey were lit.") == [Part.UNKNOWN]


def test_a_hopeless_text_is_rejected() -> None:
    assert read_pack("") == Reading()
    reading = read_pack("x\n\ny")
    assert [one.reason for one in reading.rejects] == [
        "belongs to no part of a pack that is known"
    ] * 2
    accounted(read_pack("NORTHBY BOARD\n\n8 July 2024"), "NORTHBY BOARD\n\n8 July 2024")
    stamps = read_pack(MINUTES)
    assert not stamps.rejects


WORDS = st.sampled_from(
    [
        *PACK.splitlines(),
        *(
            "RESOLVED:",
            "(a) That",
            "- (b) lamps",
            "PRESENT",
            "CHAIRMAN",
            "Agenda",
            "\f",
            "\t",
            "1.",
            "l2O.",
        ),
        *(
            "Agenda Item 5",
            "15",
            "(" * 40,
            "*" * 40,
            "Apologies: Ada Lund,",
            "| a | b |",
            "Actions",
        ),
    ]
)


@given(st.text(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read(text: str) -> None:
    accounted(read_pack(text), text)


@given(st.lists(st.one_of(WORDS, st.text(max_size=30)), max_size=60))
@settings(max_examples=120, deadline=None)
def test_any_pack_in_pieces_is_read(lines: list[str]) -> None:
    text = "\n".join(lines)
    accounted(read_pack(text), text)


@given(st.integers(0, len(PACK)), st.integers(0, len(PACK)), st.text(max_size=20))
@settings(max_examples=60, deadline=None)
def test_any_damaged_pack_is_read(start: int, end: int, put: str) -> None:
    text = PACK[: min(start, end)] + put + PACK[max(start, end) :]
    accounted(read_pack(text), text)


@pytest.mark.parametrize(
    "sign", ["*", "(", "A", "l", "1. ", "a ", "- ", "\t", "|", "\f", "“", "A b "]
)
def test_no_rule_runs_away(sign: str) -> None:
    text = sign * 3000
    accounted(
        read_pack(f"PRESENT\n\n1. A\n\n{text}\n\n2. B\n\n{text} would"),
        f"PRESENT\n\n1. A\n\n{text}\n\n2. B\n\n{text} would",
    )


def test_minutes_under_one_another() -> None:
    one = "MINUTES\n\nPRESENT\n\nAda Lund\n\n1. Lamps\n\nIt was.\n\nCHAIRMAN\n\n"
    assert parts(one + one) == [Part.MINUTES] * 2
    headed = "NORTHBY BOARD\n\n8 July 2024\n\nLamps\n\nMINUTES\n\nPRESENT\n\nAda Lund\n\n1. Lamps"
    assert parts(headed)[-1] is Part.MINUTES


def test_a_dashboard_alone_and_an_agenda_without_business() -> None:
    table = LAMPS[LAMPS.index("Appendix 1") :]
    reading = read_pack(MINUTES + table)
    assert (len(reading.dashboards), reading.reports) == (1, ())
    assert len(read_pack(table).dashboards) == 1
    assert read_pack("Agenda\n\n" + MINUTES).meetings == ()


def test_a_paper_of_long_lines() -> None:
    long = "Parks of Northby: slides\n\n" + "Grass is green. " * 20 + "\n\n"
    assert [one.item for one in read_pack(HEAD + ITEMS + LAMPS + long + ROADS).reports] == [4, 5, 6]


def test_very_many_papers_are_not_compared() -> None:
    many = "".join(LAMPS.replace("LAMPS IN PARKS", f"LAMP {n}")[:120] + "\n\n" for n in range(151))
    reading = read_pack(HEAD + ITEMS + many)
    assert {one.item for one in reading.reports} == {0}


def test_our_own_head_over_a_log() -> None:
    own = f"{HEAD}{ITEMS}{MINUTES}NORTHBY SAFER BOARD\n14 June 2019\n\nAgenda Item 3:\n{LOG}{LAMPS}"
    assert parts(own).count(Part.LOG) == 1
    reading = read_pack(own)
    assert [one.title for one in reading.reports] == ["LAMPS IN PARKS"]
    accounted(reading, own)


def test_a_log_goes_on_whatever_the_agenda_says() -> None:
    more = LOG.replace("1.\t", "2.\t").split("\n", 2)[2]
    log = f"{LOG.partition('This page')[0]}\n3\n\f{more}"
    pages = [f"{HEAD}{ITEMS.replace('11 - 14', '4 - 5')}1", f"{MINUTES}2", log, f"{LAMPS}5"]
    reading = read_pack("\n\f".join(pages))
    assert [one.number for one in reading.action_log] == [1, 2]


def test_our_own_head_over_minutes() -> None:
    own = f"{HEAD}{ITEMS}NORTHBY SAFER BOARD\n14 June 2019\n\nAgenda Item 2:\n\nMINUTES\n\n"
    reading = read_pack(f"{own}PRESENT\n\nAda Lund\n\n1. Lamps\n\nIt was.\n\nCHAIRMAN\n\n{LAMPS}")
    assert [len(one.items) for one in reading.minutes] == [1]
    assert [one.title for one in reading.reports] == ["LAMPS IN PARKS"]
